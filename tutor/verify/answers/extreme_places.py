"""Places where a function of one variable may be extreme, and what its values close by say of them."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Expr, Symbol

from tutor.core.claims import Extremum
from tutor.verify.points.borders import poles, zeros
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context
from tutor.verify.values.real_derivative import real_derivative

STEPS = (6, 9)  # exponents of the small distances


def is_near(place: Number, others: list[Number]) -> bool:
    return any(abs(place - o) <= context.mpf(10) ** -20 * max(1, abs(o)) for o in others)


def breaks(f: Expr, x: Symbol) -> list[Number]:
    """Where the derivative has no value although the function has one."""
    found: list[Number] = []
    slope = real_derivative(f, x)
    base = Point(Draws(0), {})
    corners = {a.args[0] for a in f.atoms(sp.Abs) | slope.atoms(sp.sign)}
    for guard in sorted(poles(slope, {}) | corners, key=str):
        for value, _ in zeros(guard, x, (), base):
            place = context.mpf(int(value.p)) / int(value.q)
            with context.workdps(25):  # an irrational zero is known to thirty digits
                try:
                    there = Point(Draws(0), {}, {x: place}).of(f)
                except NoValue:
                    continue
            if _has_slope(f, x, place):
                continue  # bars in a higher power leave no corner
            if context.isfinite(there) and abs(there) < 1e12 and not is_near(place, found):
                found.append(place)
    return found


def _has_slope(f: Expr, x: Symbol, place: Number) -> bool:
    """Whether short chords on both sides have nearly the same slope, which does not grow."""
    slopes: list[Number] = []
    with context.workdps(60):
        for exponent in (10, 20):
            for side in (1, -1):
                step = side * context.mpf(10) ** -exponent
                try:
                    here, there = (Point(Draws(0), {}, {x: p}).of(f) for p in (place, place + step))
                except NoValue:
                    return False
                slopes.append((there - here) / step)
        spread = max(slopes) - min(slopes)
        return bool(spread <= context.mpf(10) ** -4 * max(1, abs(slopes[0])))


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
