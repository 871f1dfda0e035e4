"""The normal equations A^T A x = A^T b, and how well their solution fits."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Integer, Symbol, Tuple

from tutor.core.claims import Compared, Equal, Substituted
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    ColumnSpace,
    Inverse,
    MatrixProduct,
    MatrixSum,
    Norm,
    Projection,
    ScalarMultiple,
    Transpose,
    column,
)
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.beside import beside
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.products import applied, combined, dotted, multiplied, transposed
from tutor.kit.unevaluated import added, power

A, B, M = map(Symbol, ("A", "b", "M"))
GRAM = MatrixProduct(Transpose(A), A)
BEST = MatrixProduct(Inverse(GRAM), Transpose(A), B)
ONE, ZERO = Integer(1), Integer(0)
REST = MatrixSum(B, ScalarMultiple(-ONE, Projection(B, ColumnSpace(A))))


def normal_equations(table: Matrix, right: Tuple) -> Matrix:
    """The augmented matrix [A^T A | A^T b]."""
    row_matrix = transposed(table)
    return beside(multiplied(row_matrix, table), column(applied(row_matrix, right)))


def is_independent(table: Matrix) -> bool:
    """Whether the columns are independent, so that there is one best x."""
    _, reduced = collect(gauss_jordan(table))
    return len(reduced.pivots) == table.shape[1]


def with_zeros(x: Tuple) -> Tuple:
    """The solution in which all free unknowns are zero."""
    return Tuple(*(e.xreplace(dict.fromkeys(x.free_symbols, ZERO)) for e in x))


def residual(table: Matrix, right: Tuple, x: Tuple) -> Tuple:
    """b - A x, which is the same for all best x."""
    return combined((ONE, right), (-ONE, applied(table, with_zeros(x))))


def measure(table: Matrix, right: Tuple, x: Tuple) -> Generator[Step, None, None]:
    """The fitted values, the residual, that it is orthogonal to the columns, and its square."""
    free = Tuple(*(Eq(letter, 0) for letter in sorted(x.free_symbols, key=str)))
    zeros = (Substituted(x, free, with_zeros(x)),) if free else ()
    x = with_zeros(x)
    fitted, r = applied(table, x), residual(table, right, x)
    yield step(
        "find_fit",
        Equal(MatrixProduct(A, x), fitted),
        Equal(Projection(B, ColumnSpace(A)), fitted),
        *zeros,
    )
    left = MatrixSum(right, ScalarMultiple(-ONE, fitted))
    yield step("find_residual", Equal(left, r), Equal(REST, r))
    zero = Tuple(*[ZERO] * table.shape[1])
    yield step("check_orthogonal", Compared(MatrixProduct(Transpose(A), r), "=", zero))
    square = power(Norm(r), Integer(2))
    squares = added(*(power(e, Integer(2)) for e in r))
    yield step("square_residuals", Equal(square, squares))
    yield step("add_squared_residuals", Equal(squares, dotted(r, r)))
