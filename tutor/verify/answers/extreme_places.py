"""Places where a function of one variable may be extreme, and what its values close by say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp
from sympy import Basic, Eq, Expr, Symbol, Tuple

from tutor.core.claims import Extremum
from tutor.verify.answers import Value
from tutor.verify.points.borders import guards, poles, zeros
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative

STEPS = (6, 9)  # exponents of the small distances


def is_near(place: Number, others: list[Number]) -> bool:
    return any(abs(place - o) <= context.mpf(10) ** -20 * max(1, abs(o)) for o in others)


def level(f: Expr, *by: Symbol) -> Value:
    """That the derivative by these letters is zero; its formula is known, where a difference quotient would be steep."""
    return Value(Tuple(Eq(real_derivative(f, *by), 0, evaluate=False)), given=off_breaks(f))


def breaks(f: Expr, x: Symbol) -> list[Number]:
    """Where the derivative has no value although the function has one."""
    slope = real_derivative(f, x)
    corners = {a.args[0] for a in f.atoms(sp.Abs) | slope.atoms(sp.sign)}
    places = _zeros(poles(slope, {}) | corners, f, x)
    return [p for p in places if _slope(f, x, p) is None]


def open_places(f: Expr, x: Symbol) -> list[Number]:
    """Where the formula of the derivative may not hold, unless the graph is seen to rise or fall straight on."""
    places = _zeros(guards(f) | guards(real_derivative(f, x)), f, x)
    return [p for p in places if not _slope(f, x, p)]


def gaps(f: Expr, x: Symbol) -> list[Number]:
    """Where the function has no value although it has some on both sides."""
    steps = [context.mpf(10) ** -6 * s for s in (1, -1)]
    return [
        p
        for p in _vanishing(guards(f), x)
        if not _is_point(f, x, p) and None not in [_height(f, x, p + step) for step in steps]
    ]


def _zeros(parts: Iterable[Basic], f: Expr, x: Symbol) -> list[Number]:
    """The zeros of these parts at which the function has a value."""
    return [p for p in _vanishing(parts, x) if _is_point(f, x, p)]


def _vanishing(parts: Iterable[Basic], x: Symbol) -> list[Number]:
    found: list[Number] = []
    base = Point(Draws(0), {})
    for part in sorted(parts, key=str):
        for zero, _ in zeros(part, x, (), base):
            place = context.mpf(int(zero.p)) / int(zero.q)
            if not is_near(place, found):
                found.append(place)
    return found


def _is_point(f: Expr, x: Symbol, place: Number) -> bool:
    there = _height(f, x, place)
    return there is not None and bool(context.isfinite(there) and abs(there) < 1e12)


def _height(f: Expr, x: Symbol, place: Number) -> Number | None:
    with context.workdps(25):  # an irrational zero is known to thirty digits
        try:
            return Point(Draws(0), {}, {x: place}).of(f)
        except NoValue:
            return None


def _slope(f: Expr, x: Symbol, place: Number) -> Number | None:
    """The slope of short chords if it is nearly the same on both sides, 0 where it shrinks with them; else None."""
    slopes: list[Number] = []
    with context.workdps(60):
        for exponent in (10, 20):
            for side in (1, -1):
                step = side * context.mpf(10) ** -exponent
                try:
                    here, there = (Point(Draws(0), {}, {x: p}).of(f) for p in (place, place + step))
                except NoValue:
                    return None
                slopes.append((there - here) / step)
        first, *_, last = sorted(slopes)
        if last - first > context.mpf(10) ** -4 * max(1, abs(slopes[0])):
            return None
        long, short = (max(map(abs, pair)) for pair in (slopes[:2], slopes[2:]))
        return context.mpf(0) if short <= long / 2 else slopes[-1]


def kind_of(f: Expr, x: Symbol, place: Number) -> str:
    """What values on both sides say, where there are any."""

    def rise(distance: Number) -> int:
        try:
            return int(context.sign(value(place + distance) - value(place)))
        except NoValue:
            return 0

    def value(there: Number) -> Number:
        return Point(Draws(0), {}, {x: there}).of(f)

    for exponent in STEPS:
        small = context.mpf(10) ** -exponent * max(1, abs(place))
        signs = {rise(small), rise(-small)} - {0}
    if len(signs) != 1:
        return "saddle"
    return "local_minimum" if signs == {1} else "local_maximum"


def is_tied(claim: Extremum, heights: Sequence[Number]) -> bool:
    """Whether more than one of these values is the one that is claimed."""
    value = Point(Draws(0), {}).of(claim.value)
    return sum(is_near(height, [value]) for height in heights) > 1
