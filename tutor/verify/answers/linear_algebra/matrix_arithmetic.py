"""A formula in matrices, entry by entry: each entry of the result is one sum over the entries below it.

No matrix is worked out on the way; entry (i, j) of a product asks its factors for the entries it
needs, and asks for each of them once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sympy import Basic, Expr, Integer, Tuple, expand, radsimp

from tutor.core import matrix_expression as heads
from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answers, Says, Value, Wherever
from tutor.verify.report import Misfit

Entries = tuple[int, int, Callable[[int, int], Expr]]  # rows, columns, and each entry


def answers(given: Mapping[str, Any]) -> Answers:
    formula = given["formula"]
    if isinstance(formula, heads.Trace):
        rows, columns, entry = _entries(formula.args[0])
        _same(rows, columns)
        value: Basic = _simple(sum((entry(k, k) for k in range(rows)), Integer(0)))
    else:
        rows, columns, entry = _entries(formula)
        table = [[_simple(entry(i, j)) for j in range(columns)] for i in range(rows)]
        value = Tuple(*(line[0] for line in table)) if _is_vector(formula) else Matrix.of(table)
    return {
        "value": Says(Equal, before=formula, after=Value(value), given=Wherever(_total(formula)))
    }


def _entries(value: Basic) -> Entries:
    if isinstance(value, Matrix):
        rows = value.entries()
        return len(rows), len(rows[0]), lambda i, j: rows[i][j]
    if isinstance(value, Tuple):
        return len(value), 1, lambda i, j: value[i]
    if isinstance(value, heads.Identity):
        size = int(value.args[0])
        return size, size, lambda i, j: Integer(int(i == j))
    if isinstance(value, heads.ScalarMultiple):
        number, inside = value.args
        rows_, columns, entry = _entries(inside)
        return rows_, columns, lambda i, j: number * entry(i, j)
    if isinstance(value, heads.Transpose):
        rows_, columns, entry = _entries(value.args[0])
        return columns, rows_, lambda i, j: entry(j, i)
    if isinstance(value, heads.MatrixSum):
        parts = [_entries(term) for term in value.args]
        for rows_, columns, _ in parts:
            _same(rows_, parts[0][0])
            _same(columns, parts[0][1])
        return *parts[0][:2], lambda i, j: sum((part[2](i, j) for part in parts), Integer(0))
    if isinstance(value, heads.MatrixPower):
        base, exponent = value.args
        return _product([_entries(base)] * int(exponent))
    if isinstance(value, heads.MatrixProduct):
        return _product([_entries(factor) for factor in value.args])
    raise Misfit(f"{value} is no formula in matrices")


def _product(factors: list[Entries]) -> Entries:
    left, *others = factors
    if not others:
        return left
    right = _product(others)
    _same(left[1], right[0])

    @cache
    def entry(i: int, j: int) -> Expr:
        return expand(sum((left[2](i, k) * right[2](k, j) for k in range(left[1])), Integer(0)))

    return left[0], right[1], entry


def _same(one: int, other: int) -> None:
    if one != other:
        raise Misfit("the shapes do not fit")


def _is_vector(value: Basic) -> bool:
    while isinstance(value, heads.MatrixSum | heads.MatrixProduct | heads.ScalarMultiple):
        value = value.args[-1]
    return isinstance(value, Tuple)


def _total(formula: Basic) -> Expr:
    """The sum of all entries that occur, which has a value wherever each of them has one."""
    entries = (e for M in formula.atoms(Matrix) for line in M.entries() for e in line)
    return sum((e for e in entries if e.free_symbols), Integer(0))


def _simple(value: Expr) -> Expr:
    return expand(radsimp(value))
