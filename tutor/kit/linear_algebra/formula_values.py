"""The matrix, vector or number that a formula in matrices stands for."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic, Integer, Tuple

from tutor.core.errors import OverLimit, Undefined
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Identity,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Trace,
    Transpose,
)
from tutor.kit.linear_algebra.multiplication import as_matrix, shaped
from tutor.kit.linear_algebra.products import multiplied, transposed
from tutor.kit.linear_algebra.vectors import same_length
from tutor.kit.real_roots import tidied

LARGEST_EXPONENT = 5


def value_of(formula: Basic) -> Basic:
    """Work the formula out; matrices, vectors and numbers are values already.

    Raises `Undefined` where shapes do not fit, and `OverLimit` for a large exponent.
    """
    match formula:
        case Identity():
            size = range(int(formula.args[0]))
            return Matrix.of([[Integer(int(i == j)) for j in size] for i in size])
        case ScalarMultiple(args=(number, inside)):
            inner = value_of(inside)
            rows = [[tidied(number * e) for e in line] for line in as_matrix(inner).entries()]
            return shaped(inner, Matrix.of(rows))
        case MatrixSum():
            return _sum([value_of(term) for term in formula.args])
        case MatrixProduct():
            return _product([value_of(factor) for factor in formula.args])
        case MatrixPower(args=(base, exponent)):
            if not 1 <= exponent <= LARGEST_EXPONENT:
                raise OverLimit(
                    "exponent",
                    f"The exponents in a formula are 1 to {LARGEST_EXPONENT}. This one is {exponent}.",
                    fix="Ask for the power alone, for example [1 2; 3 4]^10.",
                )
            return _product([_square(value_of(base), "A power")] * int(exponent))
        case Transpose(args=(inside,)):
            return transposed(as_matrix(value_of(inside)))
        case Trace(args=(inside,)):
            square = _square(value_of(inside), "A trace")
            return tidied(sum((square[k, k] for k in range(1, len(square.rows) + 1)), Integer(0)))
    return formula


def _sum(terms: Sequence[Basic]) -> Basic:
    first, *others = terms
    for other in others:
        if isinstance(first, Tuple) and isinstance(other, Tuple):
            same_length(first, other)
        if as_matrix(first).shape != as_matrix(other).shape:
            raise Undefined(
                "different-shapes",
                f"A {_shape(first)} and a {_shape(other)} cannot be added or subtracted.",
                fix="Matrices are added entry by entry, so both need the same shape. "
                "Perhaps one of them is to be transposed, or a product is meant.",
            )
    rows = zip(*(as_matrix(t).entries() for t in terms), strict=True)
    total = [[tidied(sum(es, Integer(0))) for es in zip(*r, strict=True)] for r in rows]
    return shaped(first, Matrix.of(total))


def _product(factors: Sequence[Basic]) -> Basic:
    left, *others = factors
    for right in others:
        A, B = as_matrix(left), as_matrix(right)
        if A.shape[1] != B.shape[0]:
            raise Undefined(
                "shape-mismatch",
                f"A {_shape(left)} times a {_shape(right)} has no value. "
                f"The right factor needs {A.shape[1]} rows, one for each column of the left one.",
                fix="Check the order of the factors, or transpose one of them.",
            )
        left = shaped(right, multiplied(A, B))
    return left


def _square(value: Basic, what: str) -> Matrix:
    if not isinstance(value, Matrix) or value.shape[0] != value.shape[1]:
        raise Undefined(
            "not-square",
            f"{what} needs a square matrix, and this is a {_shape(value)}.",
            fix="Give as many columns as rows.",
        )
    return value


def _shape(value: Basic) -> str:
    rows, columns = as_matrix(value).shape
    return f"{rows} by {columns} matrix"
