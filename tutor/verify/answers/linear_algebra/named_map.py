"""The matrix of a named map from what it does to vectors that are easy for it.

A rotation multiplies complex numbers by a number of size 1.  A reflection and a projection keep
a vector along the line, and turn around or lose one across it; the matrix follows from these two
by a change of basis.  Shears and scalings act on the coordinates.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

from sympy import I, Integer, Tuple, exp, expand, pi
from sympy import Matrix as Dense

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct
from tutor.core.named_map import NamedMap, named_map
from tutor.verify.answers import Answer, Answers, Says, Value


def answers(given: Mapping[str, Any]) -> Answers:
    tables = [_table(named_map(text)) for text in given["maps"]]
    names = ["matrix"] if len(tables) == 1 else [f"matrix{k}" for k, _ in enumerate(tables, 1)]
    found: dict[str, Answer] = {n: Value(_exact(t)) for n, t in zip(names, tables, strict=True)}
    whole = reduce(lambda done, later: later * done, tables)
    if len(tables) > 1:
        found["composition"] = Value(_exact(whole))
    if "x" in given:
        image = (whole * Dense(given["x"].args)).applyfunc(expand)
        before = Value(MatrixProduct(_exact(whole), given["x"]))
        found["image"] = Says(Equal, before=before, after=Value(Tuple(*image)), given=())
    return found


def _exact(table: Dense) -> Matrix:
    return Matrix.of([[expand(e) for e in row] for row in table.tolist()])


def _table(one: NamedMap) -> Dense:
    a, *rest = one.numbers
    match one.kind:
        case "rotation":
            real, imaginary = exp(I * pi * a / 180, evaluate=True).as_real_imag()
            return Dense([[real, -imaginary], [imaginary, real]])
        case "shear_x":
            return Dense([[1, a], [0, 1]])
        case "shear_y":
            return Dense([[1, 0], [a, 1]])
        case "scaling":
            return Dense([[a, 0], [0, rest[0]]])
    b = rest[0]
    across = Integer(-1) if one.kind == "reflection" else Integer(0)
    kept = Dense([[a, -b], [b, a]])
    return kept * Dense([[1, 0], [0, across]]) * kept.inv()
