"""Local extrema that the values of a function show by themselves, without a derivative.

A value on a grid that is better than both its neighbours has an extremum between them.  The three
places are drawn together around it, in floats.  At a jump or a pole the values do not come together
with the places, and nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from sympy import Expr, Symbol

from tutor.verify.values.numeric import Draws, NoValue, Point, context
from tutor.verify.values.rough import height

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
    value = height(f, x)
    for side, kind in KINDS.items():
        for place in _lowest(value, side, max(low, -REACH), min(high, REACH)):
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


def _lowest(known: Callable[[float], float], side: int, low: float, high: float) -> Iterator[float]:
    def value(place: float) -> float:
        return side * known(place)

    grid = [low + (high - low) * (k + 0.43) / PARTS for k in range(PARTS)]
    table = [(place, value(place)) for place in grid]
    for (left, middle), (_, right) in pairwise(pairwise(table)):
        margin = CLEAR * max(1, abs(middle[1]))
        if left[1] - middle[1] > margin and right[1] - middle[1] > margin:
            place, best = _drawn_together(value, left[0], middle, right[0])
            rise = max(left[1], right[1]) - best
            near = BESIDE * max(1, abs(place))
            if all(abs(value(place + s * near) - best) <= rise / 1000 for s in (1, -1)):
                yield place


def _drawn_together(
    value: Callable[[float], float], a: float, middle: tuple[float, float], c: float
) -> tuple[float, float]:
    """The lowest place that the golden section finds between a and c, and its value."""
    b, best = middle
    for _ in range(STEPS):
        between = b + SHARE * ((c - b) if c - b > b - a else (a - b))
        there = value(between)
        if there < best:
            (a, c) = (b, c) if between > b else (a, b)
            b, best = between, there
        else:
            (a, c) = (a, between) if between > b else (between, c)
    return b, best
