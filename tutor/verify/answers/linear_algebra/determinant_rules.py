"""Determinants of formulas in matrices, worked out on matrices that have the given determinants.

Where only a determinant is given, a diagonal matrix with this number and ones has it; the
formula is worked out with SymPy's dense matrices, and its determinant is taken at the end.
No rule for determinants is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Basic, Symbol
from sympy import Matrix as Dense

from tutor.core.claims import Equal
from tutor.core.expr import Det
from tutor.core.matrix_expression import (
    Inverse,
    MatrixPower,
    MatrixProduct,
    ScalarMultiple,
    Transpose,
)
from tutor.core.matrix_formula import matrix_formula
from tutor.verify.answers import Answer, Answers, Says, Value
from tutor.verify.report import Misfit

LARGEST = 5


def answers(given: Mapping[str, Any]) -> Answers:
    matrices = {Symbol(name): _matrix(given, name) for name in ("A", "B") if _is_given(given, name)}
    made: dict[str, Answer] = {}
    for k, text in enumerate(given["wanted"], start=1):
        formula = matrix_formula(text)
        value = _worked_out(formula, matrices).det(method="berkowitz")
        made[f"value_{k}"] = Says(Equal, before=Det(formula), after=Value(value), given=())
        for a in sorted(formula.free_symbols, key=str):
            known = Value(matrices[a].det(method="berkowitz"))
            made[f"given_{a}"] = Says(Equal, before=Det(a), after=known, given=())
    return made


def _is_given(given: Mapping[str, Any], name: str) -> bool:
    return name in given or f"det_{name}" in given


def _matrix(given: Mapping[str, Any], name: str) -> Dense:
    if name in given:
        return Dense([list(line) for line in given[name].entries()])
    others = [given[other].shape[0] for other in ("A", "B") if other in given]
    size = others[0] if others else int(given["size"][0])
    if not 1 <= size <= LARGEST:
        raise Misfit("the matrices have another size")
    return Dense.diag(given[f"det_{name}"], *[1] * (size - 1))


def _worked_out(formula: Basic, matrices: Mapping[Symbol, Dense]) -> Dense:
    if isinstance(formula, Symbol):
        return matrices[formula]
    match formula:
        case ScalarMultiple(args=(number, inside)):
            return number * _worked_out(inside, matrices)
        case MatrixProduct(args=(first, *others)):
            product = _worked_out(first, matrices)
            for other in others:
                product = product * _worked_out(other, matrices)
            return product
        case Transpose(args=(inside,)):
            return _worked_out(inside, matrices).T
        case Inverse(args=(inside,)):
            return _worked_out(inside, matrices).inv()
        case MatrixPower(args=(inside, exponent)) if abs(exponent) <= 99:
            return _worked_out(inside, matrices) ** int(exponent)
    raise Misfit(f"{formula} is no formula of this topic")
