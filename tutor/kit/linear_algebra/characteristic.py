"""The characteristic polynomial det(A - lambda I), by cofactors."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Symbol

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Identity, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line


def shifted(A: Matrix, value: Expr) -> Matrix:
    """A - value I, with its entries worked out."""
    return Matrix.of(
        [
            [e - value if i == j else e for j, e in enumerate(line)]
            for i, line in enumerate(A.entries())
        ]
    )


def characteristic(A: Matrix, unknown: Symbol) -> Expr:
    """det(A - lambda I), written and not worked out."""
    return Det(MatrixSum(A, ScalarMultiple(-unknown, Identity(A.shape[0]))))


def by_cofactors(A: Matrix, unknown: Symbol) -> Generator[Step, None, Expr]:
    """Subtract lambda on the diagonal and expand; returns the polynomial, expanded."""
    moved = shifted(A, unknown)
    yield step("subtract_on_diagonal", Equal(characteristic(A, unknown), Det(moved)))
    return (yield from expand_along_emptiest_line(moved))
