"""Markov matrices with small denominators and a long-run state that can be written down."""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Integer, Rational, Tuple

from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra.long_run import distribution, fixed
from tutor.kit.linear_algebra.markov import classes, period

FRIENDLY = 60  # the largest denominator of a share
MOST_TRIED = 200


def chain(rng: Random, level: int) -> dict[str, Any]:
    """Two states with tenths at level 1; pages with links at levels 2 and 3, and a start."""
    size = level + 1
    for _ in range(MOST_TRIED):
        P = _two_states(rng) if level == 1 else _pages(rng, size)
        closed = classes(P)
        if len(closed) > 1 or len(closed[0]) < size or period(P, closed[0]) > 1:
            continue
        if all(share.q <= FRIENDLY for share in distribution(fixed(P)[0]).shares):
            break
    first = rng.randrange(size)
    start = Tuple(*(Integer(k == first) for k in range(size)))
    return {"P": P, "x0": start, "n": Integer(rng.randint(1, level + 1))}


def _two_states(rng: Random) -> Matrix:
    leave, back = (Rational(rng.randint(1, 6), 10) for _ in range(2))
    return Matrix.of([[1 - leave, back], [leave, 1 - back]])


def _pages(rng: Random, size: int) -> Matrix:
    """From each page, the links to others are followed with the same probability."""
    table = [[Rational(0)] * size for _ in range(size)]
    for j in range(size):
        others = rng.sample([i for i in range(size) if i != j], rng.randint(1, size - 1))
        for i in others:
            table[i][j] = Rational(1, len(others))
    return Matrix.of(table)
