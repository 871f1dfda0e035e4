"""Values of linear algebra, written and not worked out.

A vector is a `Tuple` of its components or a `Matrix` of one column; a product
of a matrix and a tuple is a tuple.  SymPy's own sums and products would
reorder their factors, so matrices have operations of their own here.  A
`Symbol` stands for a matrix or a vector once a step has defined it.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy import Basic, Expr, Tuple

from tutor.core.matrix import Matrix


def _text(value: Basic, printer: Any) -> str:
    """Its name and its parts; SymPy would print a head of the same name as its own."""
    return f"{type(value).__name__}({', '.join(map(printer.doprint, value.args))})"


class MatrixExpression(Basic):
    """A matrix or a vector that is not worked out."""

    _sympystr = _sympyrepr = _text

    def __new__(cls, *parts: Any) -> Any:
        return Basic.__new__(cls, *(sp.sympify(part, strict=True) for part in parts))


class MatrixScalar(Expr):
    """A number made from matrices or vectors, not worked out."""

    is_commutative = True
    _sympystr = _sympyrepr = _text

    def __new__(cls, *parts: Any) -> Any:
        return Expr.__new__(cls, *(sp.sympify(part, strict=True) for part in parts))


class Space(Basic):
    """A set of vectors that is closed under addition and multiples."""

    _sympystr = _sympyrepr = _text

    def __new__(cls, *parts: Any) -> Any:
        return Basic.__new__(cls, *(sp.sympify(part, strict=True) for part in parts))


class MatrixProduct(MatrixExpression):
    """`MatrixProduct(A, B, ...)`: the product in this order; a vector may stand last."""


class MatrixSum(MatrixExpression):
    """`MatrixSum(A, B, ...)`: the sum of matrices, or of vectors, of one shape."""


class ScalarMultiple(MatrixExpression):
    """`ScalarMultiple(c, A)`: the number c times a matrix or vector; c = -1 writes a minus sign."""


class MatrixPower(MatrixExpression):
    """`MatrixPower(A, n)`: the power of a square matrix; n is whole, negative for the inverse."""


class Transpose(MatrixExpression):
    """`Transpose(A)`; of a tuple, the matrix of one row."""


class Inverse(MatrixExpression):
    """`Inverse(A)`, which has no value where A is singular."""


class Adjugate(MatrixExpression):
    """`Adjugate(A)`: the transpose of the matrix of cofactors."""


class Identity(MatrixExpression):
    """`Identity(n)`: the n by n identity matrix."""


class Columns(MatrixExpression):
    """`Columns(u, v, ...)`: the matrix with these vectors as its columns, in order."""


class Projection(MatrixExpression):
    """`Projection(x, V)`: the vector of the space V that is nearest to the real vector x."""


class Cross(MatrixExpression):
    """`Cross(u, v)`: the cross product of two vectors with three components."""


class Det(MatrixScalar):
    """`Det(A)`: the determinant of a matrix."""


class Trace(MatrixScalar):
    """`Trace(A)`: the sum of the diagonal entries of a square matrix."""


class Rank(MatrixScalar):
    """`Rank(A)`: the number of independent rows."""


class Dimension(MatrixScalar):
    """`Dimension(V)`: the number of vectors in a basis of a space."""


class Dot(MatrixScalar):
    """`Dot(u, v)`: the sum of the products of the components; no component is conjugated."""


class Norm(MatrixScalar):
    """`Norm(v, p)` of a vector with p = 1, 2 or oo: sum of sizes, Euclidean length, largest size."""

    def __new__(cls, vector: Basic, p: Any = 2) -> Any:
        return MatrixScalar.__new__(cls, vector, p)


class FrobeniusNorm(MatrixScalar):
    """`FrobeniusNorm(A)`: the root of the sum of the squared sizes of all entries."""


class Entry(MatrixScalar):
    """`Entry(A, i, j)`: the entry in row i and column j; `Entry(v, i)` of a vector."""


class Span(Space):
    """`Span(u, v, ...)`: all linear combinations of vectors of one length."""


class NullSpace(Space):
    """`NullSpace(A)`: all x with A x = 0."""


class ColumnSpace(Space):
    """`ColumnSpace(A)`: the span of the columns of A."""


class RowSpace(Space):
    """`RowSpace(A)`: the span of the rows of A."""


class Eigenspace(Space):
    """`Eigenspace(A, lam)`: all x with A x = lam x, which is only 0 if lam is no eigenvalue."""


class CoordinateSpace(Space):
    """`CoordinateSpace(n)`: all vectors with n components."""


HEADS: tuple[type[Basic], ...] = (
    *(MatrixProduct, MatrixSum, ScalarMultiple, MatrixPower, Transpose, Inverse, Adjugate),
    *(
        Identity,
        Columns,
        Projection,
        Cross,
        Det,
        Trace,
        Rank,
        Dimension,
        Dot,
        Norm,
        FrobeniusNorm,
        Entry,
    ),
    *(Span, NullSpace, ColumnSpace, RowSpace, Eigenspace, CoordinateSpace),
)


def is_vector(value: Basic) -> bool:
    """Whether a value is written as a vector: a tuple, or a matrix of one column."""
    return isinstance(value, Tuple) or (isinstance(value, Matrix) and value.shape[1] == 1)


def column(vector: Tuple) -> Matrix:
    """The vector as a matrix of one column."""
    return Matrix.of([[component] for component in vector.args])


def components(vector: Basic) -> tuple[Expr, ...]:
    """The components of a vector, in either form."""
    return vector.column(1) if isinstance(vector, Matrix) else tuple(vector.args)
