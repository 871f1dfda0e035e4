"""Implicit derivatives from a short curved path, and from points of the curve near the given one.

On the path (x + t, y + m t + c t^2/2) the equation holds to first order for one m and
to second order for one c.  At a point, Newton's method finds the curve at x + h and
x - h with many digits, and difference quotients give the slope and the bend.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sympy import Dummy, Eq, Expr, Integer, Symbol, Tuple, expand, radsimp

from tutor.core.claims import Equal, SolutionSet, Substituted
from tutor.verify.answers import Answer, Answers, Says, Value, Wherever
from tutor.verify.points.search import Residuals, at_values, newton, starts
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies

CLOSE = context.mpf(10) ** -15
STEP = context.mpf(10) ** -30
STARTS, ANYWHERE = 60, (-float("inf"), float("inf"))
# Next to a multiple zero that Newton's method finds, a slope is smaller.
FLAT = context.mpf(10) ** -9


def answers(given: Mapping[str, Any]) -> Answers:
    x, y = given["variables"]
    (curve,) = given["curve"]
    f, at = curve.lhs - curve.rhs, given.get("at")
    if at is not None:
        place = {x: at[0], y: at[1]}
        if expand(f.xreplace(place)).equals(0) is not True:
            raise Misfit("the point is not on the curve")
        if real_derivative(f, y).xreplace(place).equals(0):
            level = {"normal": _at_place(y, at[1])} if given.get("line") is not None else {}
            return _vertical(f, x, y, at) | level
    elif not _has_slope(f, x, y):
        raise Misfit("no point of the curve is found at which the derivative by y is not zero")
    m, c = _path(f, x, y)
    made: dict[str, Answer] = {"slope": _wherever(m, f)}
    if not any(varies(real_derivative(f, v), x, y) for v in (x, y)):
        made = {"line_slope": Says(SolutionSet, solutions=Tuple(Tuple(m)), given=())}
    wanted = {"slope": m}
    if given.get("second") is not None:
        made["second"], wanted["second"] = _wherever(c, f), c
    if at is None:
        return made
    numbers = _near(f, x, y, at)
    for name, value in wanted.items():
        if expand(value.simplify()).free_symbols:
            number = Value(numbers[name], within=CLOSE)
            made[f"{name}_at"] = Says(
                Substituted, before=Value(value, given=off_breaks(f)), after=number
            )
    slope = m.xreplace({x: at[0], y: at[1]})
    if given.get("line") is None:
        made["tangent"] = Value(at[1] + slope * (x - at[0]))
    else:
        upright = slope.equals(0)
        made["normal"] = (
            _at_place(x, at[0]) if upright else _at_place(y, at[1] - (x - at[0]) / slope)
        )
    return made


def _at_place(unknown: Symbol, value: Expr) -> Says:
    """The line on which a letter has this value."""
    return Says(
        SolutionSet,
        unknowns=Tuple(unknown),
        solutions=Tuple(Tuple(expand(radsimp(value)))),
        given=(),
    )


def _wherever(value: Expr, f: Expr) -> Says:
    """The formula, on condition of no more than that the curve is there and no divisor zero."""
    there = Wherever(Tuple(f, value))
    return Says(Equal, before=Value(value), after=Value(value), given=there)


def _has_slope(f: Expr, x: Symbol, y: Symbol) -> bool:
    """Whether there is a point of the curve at which f has a derivative by y that is not zero."""
    at = Point(Draws(0), {})
    curve = Residuals([Eq(f, 0, evaluate=False)], (x, y), at)
    for start in starts(0, STARTS, [ANYWHERE] * 2):
        found = newton(curve, start)
        with suppress(NoValue):
            if (
                found is not None
                and abs(at_values(at, (x, y), found).of(real_derivative(f, y))) > FLAT
            ):
                return True
    return False


def _path(f: Expr, x: Symbol, y: Symbol) -> tuple[Expr, Expr]:
    """The m and c for which f stays the same along the path to second order."""
    t, m, c = Dummy("t"), Dummy("m"), Dummy("c")
    moved = f.subs({x: x + t, y: y + m * t + c * t**2 / 2}, simultaneous=True)
    first = expand(real_derivative(moved, t).subs(t, 0))
    slope = -first.coeff(m, 0) / first.coeff(m, 1)
    bent = expand(real_derivative(moved, t, t).subs(t, 0))
    return slope, (-bent.coeff(c, 0) / bent.coeff(c, 1)).subs(m, slope)


def _near(f: Expr, x: Symbol, y: Symbol, at: Tuple) -> dict[str, Number]:
    with context.workdps(150):
        here = Point(Draws(0), {})
        a, b = here.of(at[0]), here.of(at[1])

        def height(place: Number, value: Number) -> Number:
            return here.moved({x: place, y: value}).of(f)

        def steepness(place: Number, value: Number) -> Number:
            tiny = STEP**2
            return (height(place, value + tiny) - height(place, value - tiny)) / (2 * tiny)

        def beside(place: Number) -> Number:
            value = b
            for _ in range(12):
                value -= height(place, value) / steepness(place, value)
            return value

        low, high = beside(a - STEP), beside(a + STEP)
        return {
            "slope": (high - low) / (2 * STEP),
            "second": (high - 2 * b + low) / STEP**2,
        }


def _vertical(f: Expr, x: Symbol, y: Symbol, at: Tuple) -> dict[str, Answer]:
    place = {x: at[0], y: at[1]}
    slopes = Tuple(real_derivative(f, x), real_derivative(f, y))
    rise = slopes[0].xreplace(place)
    if rise.equals(0):
        raise Misfit("the partial derivatives do not determine a tangent")
    return {
        "gradient_at": Says(
            Substituted, before=Value(slopes), after=Value(Tuple(rise, Integer(0)))
        ),
        "vertical": _at_place(x, at[0]),
    }
