"""What SymPy's own dense matrices say about claims on matrices and spaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Basic, Symbol, Tuple

from tutor.core import matrix_expression as heads
from tutor.core.claims import (
    Added,
    Basis,
    Cleared,
    Definite,
    Echelon,
    Factored,
    RowReduced,
    Scaled,
    Swapped,
)
from tutor.core.matrix import Matrix

Definitions = Mapping[Basic, Basic]


class Misfit(Exception):
    """Shapes do not fit, so that a claim on them is false."""


def dense(value: Basic, definitions: Definitions | None = None) -> sp.Matrix:
    """A matrix, or a vector as a column, written out."""

    def of(part: Basic) -> sp.Matrix:
        return dense(part, definitions)

    if isinstance(value, Matrix):
        return sp.Matrix([list(line) for line in value.entries()])
    if isinstance(value, Tuple):
        return sp.Matrix(list(value.args))
    if isinstance(value, Symbol) and definitions and value in definitions:
        return of(definitions[value])
    try:
        match value:
            case heads.MatrixProduct():
                return sp.prod([of(f) for f in value.args[1:]], start=of(value.args[0]))
            case heads.MatrixSum():
                return sum((of(t) for t in value.args[1:]), of(value.args[0]))
            case heads.ScalarMultiple():
                return value.args[0] * of(value.args[1])
            case heads.MatrixPower():
                return of(value.args[0]) ** value.args[1]
            case heads.Transpose():
                return of(value.args[0]).T
            case heads.Inverse():
                return of(value.args[0]).inv()
            case heads.Adjugate():
                return of(value.args[0]).adjugate()
            case heads.Identity():
                return sp.eye(int(value.args[0]))
            case heads.Columns():
                return sp.Matrix.hstack(*map(of, value.args))
            case heads.Cross():
                return of(value.args[0]).cross(of(value.args[1]))
            case heads.Projection():
                basis = sp.Matrix.hstack(*_space(value.args[1], definitions))
                return basis * (basis.T * basis).inv() * basis.T * of(value.args[0])
    except (ValueError, TypeError) as bad:  # the errors of SymPy for shapes and singular matrices
        raise Misfit(str(bad)) from bad
    raise Misfit(f"{value} is no matrix")


def dense_scalar(value: Basic, definitions: Definitions) -> Basic:
    """A number made from matrices."""
    match value:
        case heads.Dimension():
            return sp.Integer(len(_space(value.args[0], definitions)))
        case heads.Norm():
            return dense(value.args[0], definitions).norm(value.args[1])
        case heads.Dot():
            return dense(value.args[0], definitions).dot(dense(value.args[1], definitions))
        case heads.Entry():
            place = tuple(int(k) - 1 for k in value.args[1:])
            if min(place) < 0:
                raise Misfit("entries are numbered from 1")
            try:
                return dense(value.args[0], definitions)[place if len(place) > 1 else place[0]]
            except IndexError as bad:
                raise Misfit(str(bad)) from bad
    found = dense(value.args[0], definitions)
    match value:
        case heads.Det():
            return found.det()
        case heads.Trace():
            return found.trace()
        case heads.Rank():
            return sp.Integer(found.rank())
    return found.norm()


def entries(value: Basic, definitions: Definitions) -> tuple[Any, list[Basic]]:
    found = dense(value, definitions)
    return found.shape, list(found)


def _space(space: Basic, definitions: Definitions | None) -> list[sp.Matrix]:
    """A basis."""
    match space:
        case heads.CoordinateSpace():
            return [sp.eye(int(space.args[0])).col(k) for k in range(int(space.args[0]))]
        case heads.Span():
            return list(
                sp.Matrix.hstack(*(dense(v, definitions) for v in space.args)).columnspace()
            )
        case heads.ColumnSpace():
            return list(dense(space.args[0], definitions).columnspace())
        case heads.RowSpace():
            return list(dense(space.args[0], definitions).T.columnspace())
        case heads.NullSpace():
            return list(dense(space.args[0], definitions).nullspace(simplify=True))
        case heads.Eigenspace():
            matrix = dense(space.args[0], definitions)
            shifted = matrix - space.args[1] * sp.eye(matrix.rows)
            return list(shifted.nullspace(simplify=True))
    raise Misfit(f"{space} is no space")


def _basis(c: Basis, d: Definitions) -> bool:
    vectors = [dense(v, d) for v in c.vectors.args]
    try:
        found = _space(c.space, d)
        both = sp.Matrix.hstack(*found, *vectors) if found or vectors else sp.zeros(1, 0)
    except (Misfit, sp.matrices.exceptions.ShapeError):
        return False
    own = sp.Matrix.hstack(*vectors).rank(simplify=True) if vectors else 0
    return bool(len(vectors) == own == len(found) == both.rank(simplify=True))


def _echelon(c: Echelon | RowReduced, d: Definitions) -> bool:
    before, after = dense(c.before), dense(c.after)
    if c.before.bar != c.after.bar or before.shape != after.shape:
        return False
    left = after[:, : after.cols - c.after.bar]
    if not left.is_echelon or before.rref(pivots=False) != after.rref(pivots=False):
        return False
    reduced, pivots = left.rref()
    if tuple(p + 1 for p in pivots) != c.pivots.args:
        return False
    return isinstance(c, Echelon) or bool(reduced == left)


def _is(kind: str, m: sp.Matrix) -> bool:
    size = min(m.shape)
    unit = all(m[k, k] == 1 for k in range(size))
    match kind:
        case "lower" | "unit lower":
            return bool(m.is_lower) and (unit or kind == "lower")
        case "upper" | "unit upper":
            return bool(m.is_upper) and (unit or kind == "upper")
        case "diagonal":
            return bool(m.is_lower and m.is_upper)
        case "permutation":
            rows = sorted(tuple(m.row(k)) for k in range(m.rows))
            return rows == sorted(tuple(sp.eye(m.cols).row(k)) for k in range(m.cols))
        case "invertible":
            return m.rows == m.cols == m.rank(simplify=True)
        case "orthogonal" | "orthonormal columns":
            square = m.rows == m.cols or kind != "orthogonal"
            return square and (m.T * m - sp.eye(m.cols)).applyfunc(sp.simplify).is_zero_matrix
        case "singular values":
            line = [m[k, k] for k in range(size)]
            return bool(m.is_lower and m.is_upper) and line == sorted(map(abs, line))[::-1]
    return kind == "any"


def _factored(c: Factored, d: Definitions) -> bool:
    tables = [dense(f, d) for f in c.factors.args]
    if not tables or len(tables) != len(c.kinds):
        return False
    try:
        product = sp.prod(tables[1:], start=tables[0])
    except sp.matrices.exceptions.ShapeError:
        return False
    matrix = dense(c.matrix, d)
    if product.shape != matrix.shape:
        return False
    same = (product - matrix).applyfunc(sp.simplify).is_zero_matrix
    return bool(same) and all(map(_is, c.kinds, tables))


def _definite(c: Definite, d: Definitions) -> bool:
    m = dense(c.matrix, d)
    if m.rows != m.cols or m != m.T:
        return False
    values = [sp.N(v, 30) for v, n in m.eigenvals().items() for _ in range(n)]
    signs = {0 if abs(v) < 1e-20 else 1 if sp.re(v) > 0 else -1 for v in values}
    return {
        "positive definite": signs == {1},
        "negative definite": signs == {-1},
        "positive semidefinite": 0 in signs and -1 not in signs,
        "negative semidefinite": 0 in signs and 1 not in signs,
        "indefinite": {1, -1} <= signs,
    }.get(c.kind, False)


def _row_operation(c: Swapped | Scaled | Added | Cleared, _: Definitions) -> bool:
    table, after = dense(c.before), dense(c.after)
    rows = table.rows
    if c.before.bar != c.after.bar or table.shape != after.shape:
        return False
    if isinstance(c, Swapped):
        if not (0 < c.i <= rows and 0 < c.j <= rows) or c.i == c.j:
            return False
        table.row_swap(c.i - 1, c.j - 1)
    elif isinstance(c, Scaled):
        if not 0 < c.i <= rows or c.factor == 0:
            return False
        table[c.i - 1, :] = c.factor * table[c.i - 1, :]
    elif isinstance(c, Cleared):
        factors = dense(c.factors)
        if not 0 < c.source <= rows or factors.shape != (1, rows) or factors[c.source - 1] != 0:
            return False
        table += factors.T * table[c.source - 1, :]
    else:
        if not (0 < c.target <= rows and 0 < c.source <= rows) or c.target == c.source:
            return False
        table[c.target - 1, :] = table[c.target - 1, :] + c.factor * table[c.source - 1, :]
    return (table - after).applyfunc(sp.simplify).is_zero_matrix is True


JUDGES: dict[type, Any] = {
    Swapped: _row_operation,
    Scaled: _row_operation,
    Added: _row_operation,
    Cleared: _row_operation,
    Echelon: _echelon,
    RowReduced: _echelon,
    Basis: _basis,
    Factored: _factored,
    Definite: _definite,
}
