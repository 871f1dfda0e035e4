"""Whether a graph is seen to lie above or below chords of its own, at many places and at its corners."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sympy import Expr, Symbol

from tutor.verify.values.rough import height

REACH, PARTS = 12.0, 60
HALVES = (3e-4, 0.1, 1.0, 3.0)
CLEAR = 1e-13  # what is more than rounding, times the size of the values


class Chords(NamedTuple):
    """What was seen: that a chord lies below the graph in its middle, and that one lies above it."""

    below: bool
    above: bool


def seen(
    f: Expr,
    x: Symbol,
    corners: Iterable[float],
    gaps: Sequence[float],
    low: float = -math.inf,
    high: float = math.inf,
) -> Chords:
    """The chords between two bounds with their middles on a grid and at corners, none of them over a gap."""
    value = height(f, x)
    start, end = max(low, -REACH), min(high, REACH)
    grid = [start + (end - start) * (k + 0.43) / PARTS for k in range(PARTS)]
    below = above = False
    for middle in (*grid, *corners):
        for half in HALVES:
            first, last = middle - half, middle + half
            if low <= first and last <= high and not any(first <= gap <= last for gap in gaps):
                a, m, b = (value(p) for p in (first, middle, last))
                sag, noise = 2 * m - a - b, CLEAR * max(1.0, abs(a), abs(m), abs(b))
                below, above = below or sag > noise, above or sag < -noise
    return Chords(below, above)
