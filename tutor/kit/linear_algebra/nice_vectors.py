"""Random vectors at right angles to one another, with small whole components."""

from __future__ import annotations

from random import Random

from sympy import Integer, Tuple

TRIPLES = (
    ((1, 2, 2), (2, 1, -2), (2, -2, 1)),  # all of length 3
    ((1, 1, 0), (1, -1, 2), (-1, 1, 1)),
    ((1, 1, 1), (1, -1, 0), (1, 1, -2)),
    ((1, 0, -1), (1, 2, 1), (1, -1, 1)),
    ((0, 3, 4), (1, 0, 0), (0, -4, 3)),
)
QUADRUPLES = (
    ((1, 1, 1, 1), (1, 1, -1, -1), (1, -1, 1, -1), (1, -1, -1, 1)),
    ((1, 0, 1, 0), (0, 1, 0, 1), (1, 0, -1, 0), (0, 1, 0, -1)),
)


def orthogonal_set(rng: Random, size: int) -> list[Tuple]:
    """As many orthogonal vectors as they have components, 2, 3 or 4, in a random order."""
    if size == 2:
        a, b = rng.randint(1, 4), rng.randint(0, 4)
        found = [[a, b], [-b, a]]
    else:
        found = [list(v) for v in rng.choice(TRIPLES if size == 3 else QUADRUPLES)]
    order = rng.sample(range(size), size)
    signs = [rng.choice((-1, 1)) for _ in range(size)]
    rng.shuffle(found)
    return [
        Tuple(*(Integer(sign * v[k]) for k, sign in zip(order, signs, strict=True))) for v in found
    ]
