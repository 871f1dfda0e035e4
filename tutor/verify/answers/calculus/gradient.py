"""The gradient from derivatives that are not worked out, and slopes from difference quotients along a line.

The entries are claimed to be the derivatives of the very function.  The slope in
a direction is compared with the growth over a tiny step in that direction, in
units of length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Derivative, Expr, Rational, Tuple

from tutor.core.claims import Approximates, Equal, Substituted
from tutor.verify.answers import Answer, Answers, Follows, Says, Value
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies

TINY = Rational(1, 10**30)
ROUNDED = context.mpf(10) ** -6
CLOSE = context.mpf(10) ** -15


def answers(given: Mapping[str, Any]) -> Answers:
    f, variables = given["f"], tuple(given["variables"])
    symbols = Tuple(*(Derivative(f, x) for x in variables))
    made: dict[str, Answer] = {"gradient": Says(Equal, before=symbols)}
    at = given.get("at")
    if at is None:
        return made
    slopes = [_slope(f, variables, at, axis) for axis in _axes(len(variables))]
    place = dict(zip(variables, at, strict=True))
    entries = [real_derivative(f, x) for x in variables]
    if any(varies(e, *variables) for e in entries):
        value = Value(Tuple(*(e.xreplace(place) for e in entries)))
        made["at"] = Says(Substituted, before=Value(symbols, given=off_breaks(f)), after=value)
    else:
        made["at"] = Says(Substituted, before=f, after=Value(f.xreplace(place)))
    if any(abs(s) > CLOSE for s in slopes):
        length = context.sqrt(context.fsum(s * s for s in slopes))
        made["steepest"] = Says(Equal, after=Value(length, within=CLOSE))
    if (h := given.get("h")) is not None:
        quotients = [_slope(f, variables, at, axis, h) for axis in _axes(len(variables))]
        estimates = Follows(_close_to(quotients))
        made["differences"] = Says(
            Approximates, exact=Value(Tuple(*(e.xreplace(place) for e in entries))), value=estimates
        )
    direction = given.get("direction")
    if direction is not None:
        made["slope"] = Says(
            Equal, after=Value(_slope(f, variables, at, tuple(direction)), within=CLOSE)
        )
    return made


def _axes(size: int) -> list[tuple[int, ...]]:
    return [tuple(int(j == k) for j in range(size)) for k in range(size)]


def _close_to(quotients: list[Number]) -> Callable[[Mapping[str, Any]], Tuple]:
    """The estimates of the goal, if each is its quotient, rounded to six decimals."""

    def rule(goals: Mapping[str, Any]) -> Tuple:
        estimates: Tuple = goals["differences"].value
        here = Point(Draws(0), {})
        for estimate, quotient in zip(estimates, quotients, strict=True):
            if abs(here.of(estimate) - quotient) > ROUNDED:
                raise Misfit(f"the central difference is {context.nstr(quotient, 8)}")
        return estimates

    return rule


def _slope(
    f: Expr,
    variables: tuple[Any, ...],
    at: Tuple,
    direction: tuple[Any, ...],
    h: Expr = TINY,
) -> Number:
    """The central difference quotient over a step in this direction, with 120 digits."""
    with context.workdps(120):
        here = Point(Draws(0), {})
        start = [here.of(c) for c in at]
        way = [context.mpf(d) if isinstance(d, int) else here.of(d) for d in direction]
        length = context.sqrt(context.fsum(w * w for w in way))
        step = here.of(h)

        def height(side: int) -> Number:
            moved = (s + side * step * w / length for s, w in zip(start, way, strict=True))
            return here.moved(dict(zip(variables, moved, strict=True))).of(f)

        return (height(1) - height(-1)) / (2 * step)
