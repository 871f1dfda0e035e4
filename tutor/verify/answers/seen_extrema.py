"""Local extrema that the values of a function show by themselves, without a derivative.

A value on a grid that is better than both its neighbours has an extremum between them.  The three
places are drawn together around it, in floats.  At a jump or a pole the values do not come together
with the places, and nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from sympy import Expr, Symbol

from tutor.verify.values.numeric import Draws, NoValue, Point, context
from tutor.verify.values.rough import FAILURES, Rough, rough

REACH, PARTS = 12.0, 150
SHARE = 0.3819660112501051  # of an interval, the smaller part of the golden section
STEPS = 80
CLEAR = 1e-9  # a difference that is no rounding
BESIDE = 1e-7
NEARBY = 1e-3
SAME = 1e-5  # distance at which a place that was named is the one that was seen
KINDS = {1: "local_minimum", -1: "local_maximum"}


def seen(
    f: Expr, x: Symbol, low: float = -math.inf, high: float = math.inf
) -> Iterator[tuple[float, str]]:
    """The places between two bounds, each with its kind."""
    height = rough(f, (x,), Point(Draws(0), {}))
    for side, kind in KINDS.items():
        for place in _lowest(height, side, max(low, -REACH), min(high, REACH)):
            if _is_lower(f, x, place, side):
                yield place, kind


def is_same(place: float, other: float) -> bool:
    return abs(place - other) <= SAME * max(1, abs(place))


def _is_lower(f: Expr, x: Symbol, place: float, side: int) -> bool:
    """Whether it is seen with many digits too: in floats a small value may have become 0, and its neighbours with it."""
    step = NEARBY * max(1, abs(place))
    try:
        left, here, right = (
            side * Point(Draws(0), {}, {x: context.mpf(place + k * step)}).of(f) for k in (-1, 0, 1)
        )
    except NoValue:
        return False
    return bool(left > here < right)


def _lowest(height: Rough, side: int, low: float, high: float) -> Iterator[float]:
    def value(place: float) -> float:
        try:
            return side * height([place])
        except (NoValue, *FAILURES):
            return math.nan

    grid = [low + (high - low) * (k + 0.43) / PARTS for k in range(PARTS)]
    table = [(place, value(place)) for place in grid]
    for (left, middle), (_, right) in pairwise(pairwise(table)):
        margin = CLEAR * max(1, abs(middle[1]))
        if left[1] - middle[1] > margin and right[1] - middle[1] > margin:
            a, b, c = left[0], middle[0], right[0]
            best = middle[1]
            for _ in range(STEPS):
                between = b + SHARE * ((c - b) if c - b > b - a else (a - b))
                there = value(between)
                if there < best:
                    (a, c) = (b, c) if between > b else (a, b)
                    b, best = between, there
                else:
                    (a, c) = (a, between) if between > b else (between, c)
            rise = max(left[1], right[1]) - best
            beside = [abs(value(b + s * BESIDE * max(1, abs(b))) - best) for s in (1, -1)]
            if all(change <= rise / 1000 for change in beside):
                yield b
