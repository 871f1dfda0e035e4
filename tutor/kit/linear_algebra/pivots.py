"""What the pivots of an elimination say about the determinant.

Adding a multiple of one row to another changes no determinant and a swap
changes its sign, so the pivots of a square matrix multiply to its determinant.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Integer, Mul

from tutor.core.claims import Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.elimination import Reduced


def multiply_pivots(start: Matrix, echelon: Reduced) -> Generator[Step, None, Expr]:
    """The pivots of a square system multiply to the determinant of its coefficients."""
    size = len(echelon.pivots)
    square = Matrix.of([line[:size] for line in start.entries()])
    signs = [Integer(-1)] * (echelon.swaps % 2)
    pivots = [echelon.matrix[k, k] for k in range(1, size + 1)]
    product = Mul(*signs, *pivots, evaluate=False)
    yield step("multiply_pivots", Equal(Det(square), product))
    if (value := Mul(*signs, *pivots)) != product:
        yield step("work_out_determinant", Equal(product, value))
    return value
