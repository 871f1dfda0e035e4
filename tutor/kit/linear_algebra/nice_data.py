"""Random tables whose means are whole and whose covariances are friendly."""

from __future__ import annotations

from random import Random

from sympy import Integer

from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra.nice_vectors import orthogonal_set

# Orthogonal columns that add to zero, from smaller to larger tables.
CONTRASTS: tuple[tuple[tuple[int, ...], ...], ...] = (
    ((1, -1, 0), (1, 1, -2)),
    ((1, -1, -1, 1), (1, 1, -1, -1), (1, -1, 1, -1)),
    ((-2, -1, 0, 1, 2), (2, -1, -2, -1, 2)),
)


def table_with_whole_covariance(rng: Random, level: int) -> Matrix:
    """Two variables (level 1 and 2) or three; each is a whole combination of columns that add to zero."""
    count = 3 if level == 3 else 2
    contrasts = CONTRASTS[(0, rng.choice((1, 2)), 1)[level - 1]]
    columns = []
    for k in range(count):
        mean = rng.randint(-3, 9)
        shares = [rng.choice((1, 2)) if i == k else rng.randint(-2, 2) for i in range(count)]
        if level == 2 and k and rng.random() < 0.1:
            shares = [0] * count  # a constant column
        parts = zip(*contrasts[:count], strict=True)
        columns.append([mean + sum(s * e for s, e in zip(shares, p, strict=True)) for p in parts])
    rows = [list(map(Integer, line)) for line in zip(*columns, strict=True)]
    rng.shuffle(rows)
    return Matrix.of(rows)


def table_with_principal_axes(rng: Random, level: int) -> Matrix:
    """Points along orthogonal whole directions, so that the components are known beforehand."""
    size = 2 if level < 3 else 3
    a, b = rng.choice(((1, 1), (2, 1), (1, 2), (3, 1), (1, -1), (2, -1)))
    directions = [[a, b], [-b, a]] if size == 2 else orthogonal_set(rng, size)
    contrasts = CONTRASTS[(0, 2, 1)[level - 1]]
    scale = [rng.choice((1, 2)) for _ in range(size)]
    mean = [rng.randint(-2, 6) for _ in range(size)]
    height = len(contrasts[0])
    rows = [
        [
            mean[j] + sum(scale[k] * contrasts[k][i] * int(directions[k][j]) for k in range(size))
            for j in range(size)
        ]
        for i in range(height)
    ]
    rng.shuffle(rows)
    return Matrix.of([list(map(Integer, line)) for line in rows])
