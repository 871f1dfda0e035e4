"""A second opinion on matrices: SymPy's own dense matrices of numbers with forty digits.

`matrix_values.Values` is the first; the two share no rule.  Dimensions over the field of a
numbered root are exact.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import sympy as sp
from sympy import Basic, Symbol, Tuple

from tutor.core import matrix_expression as heads
from tutor.core.matrix import Matrix
from tutor.verify.report import Misfit
from tutor.verify.values.matrix_numbers import NotExact
from tutor.verify.values.numeric import NoValue
from tutor.verify.values.regular_representation import RegularRepresentation

Close = Callable[[Basic], Basic]  # a scalar expression with numbers for its letters
DIGITS = 40


def dense(value: Basic, close: Close, definitions: Any) -> Any:
    """A matrix expression as a matrix of SymPy; a vector is a column."""

    def of(part: Basic) -> Any:
        return dense(part, close, definitions)

    if isinstance(value, Matrix):
        return sp.Matrix([[_number(close(e)) for e in line] for line in value.entries()])
    if isinstance(value, Tuple):
        return sp.Matrix([_number(close(e)) for e in value.args])
    if isinstance(value, Symbol) and value in definitions:
        return of(definitions[value])
    if isinstance(value, heads.ScalarMultiple):
        return _number(close(value.args[0])) * of(value.args[1])
    if isinstance(value, heads.MatrixPower):
        return of(value.args[0]) ** int(close(value.args[1]))
    if isinstance(value, heads.Identity):
        return sp.eye(int(value.args[0]))
    if isinstance(value, heads.Projection):
        x, space = of(value.args[0]), basis(value.args[1], close, definitions)
        return space * (space.T * space).inv() * space.T * x if space.cols else 0 * x
    rule = _RULES.get(type(value))
    if rule is None:
        raise NoValue(f"{value} is no matrix")
    return rule(*map(of, value.args))


def scalar(value: Basic, close: Close, definitions: Any) -> Basic:
    """A determinant, a norm or another number made from matrices."""

    def of(part: Basic) -> Any:
        return dense(part, close, definitions)

    kind, args = type(value), value.args
    if kind is heads.Dimension:
        with suppress(NotExact):
            return sp.Integer(RegularRepresentation(args, definitions).dimension(args[0]))
        return sp.Integer(basis(args[0], close, definitions).cols)
    if kind is heads.Norm:
        return of(args[0]).norm(args[1])
    if kind is heads.Entry:
        place = [int(k) - 1 for k in args[1:]]
        return of(args[0])[place[0], place[1] if len(place) > 1 else 0]
    if kind is heads.Dot:
        return (of(args[0]).vec().T * of(args[1]).vec())[0]
    found = of(args[0])
    if kind is heads.Det:
        return found.det(method="berkowitz")
    if kind is heads.Rank:
        return sp.Integer(rank(found))
    return found.norm() if kind is heads.FrobeniusNorm else found.trace()


def basis(space: Basic, close: Close, definitions: Any) -> Any:
    """Columns that are a basis of a space."""
    kind = type(space)
    if kind is heads.CoordinateSpace:
        return sp.eye(int(space.args[0]))
    if kind is heads.Span:
        table = sp.Matrix.hstack(*(dense(v, close, definitions) for v in space.args))
    else:
        table = dense(space.args[0], close, definitions)
    if kind is heads.Eigenspace:
        table = table - _number(close(space.args[1])) * sp.eye(table.rows)
    if kind in (heads.NullSpace, heads.Eigenspace):
        return _null_space(table)
    if kind is heads.RowSpace:
        table = table.T
    return table[:, list(reduced(table)[1])]


def _number(value: Basic) -> Basic:
    return value if value.is_Rational else value.evalf(DIGITS)


def vanishes(value: Basic) -> bool:
    """Whether a number is zero as far as its digits go."""
    return value.is_zero is True or bool(abs(value.evalf(DIGITS)) < sp.Float("1e-20"))


def reduced(found: Any) -> tuple[Any, tuple[int, ...]]:
    """The reduced row echelon form and the columns of its pivots.

    Every pivot row is divided first: without that the entries grow from row to row, and with them
    the error of what should be zero.
    """
    form, pivots = found.rref(iszerofunc=vanishes, normalize_last=False)
    return form, tuple(pivots)


def rank(found: Any) -> int:
    return len(reduced(found)[1])


def _null_space(found: Any) -> Any:
    """Columns that are a basis, one for each column without a pivot."""
    form, pivots = reduced(found)
    free = [k for k in range(found.cols) if k not in pivots]
    columns = sp.zeros(found.cols, len(free))
    for place, k in enumerate(free):
        columns[k, place] = 1
        for row, pivot in enumerate(pivots):
            columns[pivot, place] = -form[row, k]
    return columns


def _columns(*vectors: Any) -> Any:
    if len({v.shape for v in vectors}) != 1:
        raise Misfit("the columns have different lengths")
    return sp.Matrix.hstack(*vectors)


def _cross(one: Any, other: Any) -> Any:
    """The matrix that multiplies a vector as u x does, times v."""
    a, b, c = one.vec()
    return sp.Matrix([[0, -c, b], [c, 0, -a], [-b, a, 0]]) * other.vec()


def _product(*factors: Any) -> Any:
    found = factors[0]
    for factor in factors[1:]:
        found = found * factor
    return found


def _sum(*terms: Any) -> Any:
    found = terms[0]
    for term in terms[1:]:
        found = found + term
    return found


_RULES: dict[type, Callable[..., Any]] = {
    heads.MatrixProduct: _product,
    heads.MatrixSum: _sum,
    heads.Transpose: lambda found: found.T,
    heads.Inverse: lambda found: found.inv(),
    heads.Adjugate: lambda found: found.adjugate(),
    heads.Columns: _columns,
    heads.Cross: _cross,
}
