"""Random mathematical objects that are pleasant to work with by hand."""

from __future__ import annotations

from random import Random

from tutor.core.matrix import Matrix


def nonzero(rng: Random, span: int) -> int:
    """A whole number from -span to span, not zero."""
    return rng.choice([-1, 1]) * rng.randint(1, span)


def square_matrix(rng: Random, size: int, *, singular: bool = False) -> Matrix:
    """A matrix with small whole entries that row reduction keeps whole.

    It is made backwards, as a unit lower triangular matrix times an upper
    triangular one, so the multipliers and the pivots are small; sometimes two
    rows are then exchanged.
    """
    pivots = [nonzero(rng, 3) for _ in range(size)]
    if singular:
        pivots[-1] = 0
    upper = [
        [pivots[i] if i == j else rng.randint(-3, 3) * (j > i) for j in range(size)]
        for i in range(size)
    ]
    lower = [
        [1 if i == j else rng.randint(-2, 2) * (j < i) for j in range(size)] for i in range(size)
    ]
    table = [
        [sum(lower[i][k] * upper[k][j] for k in range(size)) for j in range(size)]
        for i in range(size)
    ]
    if rng.random() < 0.3:
        table[0], table[1] = table[1], table[0]
    return Matrix.of(table)
