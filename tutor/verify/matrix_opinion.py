"""A second opinion on matrices: SymPy's own dense matrices of numbers with thirty digits.

`matrix_values.Values` is the first; the two share no rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy import Basic, Symbol, Tuple

from tutor.core import matrix_expression as heads
from tutor.core.matrix import Matrix
from tutor.verify.matrix_values import Misfit, Table, Vector
from tutor.verify.numeric import NoValue, Point, context

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
        return sp.Integer(basis(args[0], close, definitions).cols)
    if kind is heads.Norm:
        return of(args[0]).norm(args[1])
    if kind is heads.Entry:
        return of(args[0])[tuple(int(k) - 1 for k in args[1:])]
    if kind is heads.Dot:
        return (of(args[0]).vec().T * of(args[1]).vec())[0]
    found = of(args[0])
    if kind is heads.Det:
        return found.det(method="berkowitz")
    if kind is heads.Rank:
        return sp.Integer(_rank(found))
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
        found = table.nullspace(iszerofunc=vanishes)
        return sp.Matrix.hstack(*found) if found else sp.zeros(table.cols, 0)
    if kind is heads.RowSpace:
        table = table.T
    _, pivots = table.rref(iszerofunc=vanishes)
    return table[:, list(pivots)]


def second_table(value: Basic, at: Point) -> Table | Vector:
    """The entries by this route, as numbers of the working precision."""
    from tutor.verify.opinion import closed_at  # the two call each other

    found = dense(value, closed_at(at), at.definitions)
    rows = [[_mp(e) for e in row] for row in found.tolist()]
    is_vector = isinstance(_meaning(value, at), Tuple)
    return Vector(row[0] for row in rows) if is_vector else rows


def _meaning(value: Basic, at: Point) -> Basic:
    """What tells whether a value is a vector: its last factor, its term, its definition."""
    while True:
        if isinstance(value, heads.Projection):
            value = value.args[0]
        elif isinstance(value, heads.MatrixProduct | heads.MatrixSum | heads.ScalarMultiple):
            value = value.args[-1]
        elif isinstance(value, Symbol) and value in at.definitions:
            value = at.definitions[value]
        else:
            return Tuple() if isinstance(value, Tuple) else value


def _number(value: Basic) -> Basic:
    return value if value.is_Rational else value.evalf(DIGITS)


def _mp(value: Basic) -> Any:
    parts = value.evalf(DIGITS).as_real_imag()
    real, imaginary = (context.make_mpf(sp.Float(p, DIGITS)._mpf_) for p in parts)
    return context.mpc(real, imaginary) if imaginary else real


def vanishes(value: Basic) -> bool:
    """Whether a number is zero as far as its digits go."""
    return value.is_zero is True or bool(abs(value.evalf(DIGITS)) < sp.Float("1e-20"))


def _rank(found: Any) -> int:
    return int(found.rank(iszerofunc=vanishes))


def _columns(*vectors: Any) -> Any:
    if len({v.shape for v in vectors}) != 1:
        raise Misfit("the columns have different lengths")
    return sp.Matrix.hstack(*vectors)


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
}
