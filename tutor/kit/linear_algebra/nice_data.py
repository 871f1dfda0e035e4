"""Random tables whose means are whole and whose covariances are friendly."""

from __future__ import annotations

from random import Random

from sympy import Integer

from tutor.core.matrix import Matrix

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


# Orthogonal columns that add to zero, whose squared lengths are one less than their number of rows.
EVEN = ((1, -1, -1, 1, 0), (1, 1, -1, -1, 0), (1, -1, 1, -1, 0))
# Orthogonal directions of three variables whose squared lengths are 6 at most.
AXES = (
    ((1, 1, 1), (1, -1, 0), (1, 1, -2)),
    ((1, 0, -1), (1, 2, 1), (1, -1, 1)),
    ((1, 1, 0), (1, -1, 2), (-1, 1, 1)),
    ((1, 1, 0), (1, -1, 0), (0, 0, 1)),
)


def table_with_principal_axes(rng: Random, level: int) -> Matrix:
    """Points along orthogonal whole directions, so that the components are known beforehand."""
    size = 2 if level < 3 else 3
    plane = ((1, 1), (2, 1), (1, 2), (1, -1), (2, -1), (3, 1))
    a, b = rng.choice(plane if level > 1 else plane[:-1])
    directions = ((a, b), (-b, a)) if size == 2 else rng.choice(AXES)
    contrasts = CONTRASTS[0] if level == 1 else EVEN
    scale = [1] * size
    scale[rng.randrange(size)] = rng.choice((1, 2))
    mean = [rng.randint(-2, 6) for _ in range(size)]
    height = len(contrasts[0])
    rows = [
        [
            mean[j] + sum(scale[k] * contrasts[k][i] * directions[k][j] for k in range(size))
            for j in range(size)
        ]
        for i in range(height)
    ]
    rng.shuffle(rows)
    return Matrix.of([list(map(Integer, line)) for line in rows])
