"""All eigenvalues of a symmetric matrix in decimals, by QR iteration, with bounds.

Factor A = QR, multiply the factors the other way round, and repeat.  Each round turns the
matrix, RQ = Q^T A Q, and the turned matrices come near to a diagonal one, so the columns
of the product of all Q come near to eigenvectors.  For a symmetric matrix some eigenvalue
lies within |Av - rv| / |v| of r, whatever v and r are, so rounding does no harm.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Any, Final

from mpmath import MPContext
from sympy import Abs, Expr, Float, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Compared, Defines
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Entry,
    MatrixProduct,
    MatrixSum,
    Norm,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.decimals import rounded_matrix, rounded_number
from tutor.kit.linear_algebra.products import applied, combined, dotted, multiplied, transposed
from tutor.kit.unevaluated import added, over

ROUNDS: Final = (1, 5)  # after which the turned matrix is shown, besides the last one
MOST: Final = 400  # rounds
SMALL: Final = 1e-9  # of the largest entry: below this an entry beside the diagonal is settled
DIGITS: Final = 30
PLACES: Final = 10**6
W, H = Symbol("W"), Symbol("H")  # D is the table of data in an analysis of components

context = MPContext()
context.dps = DIGITS


def approach_all(
    A: Matrix, eigenvalues: Sequence[tuple[Expr, Expr]]
) -> Generator[Step, None, None]:
    """Turn a symmetric rational matrix round for round, and bound each eigenvalue by a residual.

    The eigenvalues are given as they are written, and by their values.
    """
    *early, last = _turns(A)
    parts = []
    for number, turn in zip(ROUNDS, early, strict=False):
        name = Symbol(f"W{number}")
        rule = "turn_once" if number == 1 else "turn_again"
        parts.append(step(rule, Defines(name, _written(turn))))
        written = MatrixProduct(Transpose(name), A, name)
        parts.append(step("round_turned", rounded_matrix(written, _turned(A, turn).entries())))
    yield step("settle_directions", Defines(W, _written(last)), substeps=parts)
    turned, product = _turned(A, last), MatrixProduct(Transpose(W), A, W)
    yield step("turn_matrix", rounded_matrix(product, turned.entries()), Defines(H, product))
    for written, value in eigenvalues:
        yield _bound(A, last, turned, written, value)


def _turned(A: Matrix, turn: Matrix) -> Matrix:
    return multiplied(transposed(turn), multiplied(A, turn))


def _bound(A: Matrix, turn: Matrix, turned: Matrix, written: Expr, value: Expr) -> Step:
    """How far an eigenvalue is at most from the entry on the diagonal that is nearest to it."""
    size = A.shape[0]
    k = min(range(1, size + 1), key=lambda j: abs(turned[j, j] - value.evalf(DIGITS)))
    entry, v = Entry(H, k, k), Tuple(*turn.column(k))
    column = MatrixProduct(W, Tuple(*(Integer(j == k) for j in range(1, size + 1))))
    left = MatrixSum(MatrixProduct(A, column), ScalarMultiple(-entry, column))
    residual = over(Norm(left), Norm(column))
    rest = combined((Integer(1), applied(A, v)), (-turned[k, k], v))
    length = (dotted(rest, rest) / dotted(v, v)) ** Float("0.5", DIGITS)
    measured = step("measure_turned_residual", rounded_number(residual, length))
    away = Abs(added(written, -entry), evaluate=False)
    return step("bound_by_residual", Compared(away, "<=", residual), substeps=(measured,))


def _written(turn: Matrix) -> ScalarMultiple:
    """A matrix of decimals, as whole numbers over one power of ten."""
    numbers = Matrix.of([[e * PLACES for e in line] for line in turn.entries()])
    return ScalarMultiple(Rational(1, PLACES), numbers)


def _turns(A: Matrix) -> Iterator[Matrix]:
    """The product of all Q after some rounds, rounded to six places; at last when it is settled."""
    size = A.shape[0]
    turned: Any = context.matrix([[context.mpf(e.p) / e.q for e in line] for line in A.entries()])
    turn: Any = context.eye(size)
    largest = max(abs(e) for e in turned)
    for number in range(1, MOST + 1):
        Q, R = context.qr(turned)
        turned, turn = R * Q, turn * Q
        beside = max((abs(turned[i, j]) for i in range(size) for j in range(i)), default=0)
        if beside <= SMALL * largest:
            break
        if number in ROUNDS:
            yield _rounded_columns(turn)
    yield _rounded_columns(turn)


def _rounded_columns(turn: Any) -> Matrix:
    """The columns to six places, each with a positive largest component."""
    columns = []
    for j in range(turn.cols):
        column = [turn[i, j] for i in range(turn.rows)]
        sign = 1 if max(column, key=abs) > 0 else -1
        columns.append([Rational(round(sign * e * PLACES), PLACES) for e in column])
    return transposed(Matrix.of(columns))
