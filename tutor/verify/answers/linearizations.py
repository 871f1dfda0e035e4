"""The polynomial of degree one with the value and the slopes of a function, from tiny differences.

Slopes are difference quotients over a step of 10^-30 with 120 digits; the polynomial
is compared at the point and one unit away from it along each axis.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sympy import Basic, Expr, Symbol, Tuple, limit, nan, zoo

from tutor.core.claims import DerivativeOf, Equal, Substituted
from tutor.verify.answers import Answer, Follows, Says, Value, Wherever
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context
from tutor.verify.values.real_derivative import real_derivative, varies

CLOSE = context.mpf(10) ** -18


def linearization(
    f: Expr, variables: Sequence[Symbol], at: Sequence[Expr], near: Sequence[Expr] | None
) -> dict[str, Answer]:
    """What the goals of a tangent line or plane must say."""
    place = dict(zip(variables, at, strict=True))
    slopes = Tuple(*(real_derivative(f, x) for x in variables))
    made: dict[str, Answer] = {
        "height": Says(Substituted, before=f, after=Value(f.xreplace(place))),
        "tangent": Follows(passes_through("tangent", f, variables, at)),
    }
    for k, x in enumerate(variables, start=1):
        made[f"slope_{k}"] = Says(DerivativeOf, function=f, variable=x, given=Wherever(f))
    if any(varies(slope, *variables) for slope in slopes):
        there = Tuple(
            *(slope_at(place, f, x, slope) for x, slope in zip(variables, slopes, strict=True))
        )
        made["slopes"] = Follows(_inserted(len(slopes), Value(there)))
    if near is not None:
        made["estimate"] = Follows(_estimated(variables, near))
    return made


def slope_at(place: Mapping[Symbol, Expr], f: Expr, x: Symbol, slope: Expr) -> Expr:
    """The slope at a place; where bars are zero its formula has no value, and the limits of f's own slopes count."""
    value = slope.xreplace(dict(place))
    if not value.has(nan, zoo) or len(place) > 1:
        return value
    (a,) = place.values()
    quotient = (f - f.xreplace({x: a})) / (x - a)
    sides = {limit(quotient, x, a, side) for side in "+-"}
    return sides.pop() if len(sides) == 1 else value


def passes_through(
    goal: str,
    f: Expr,
    variables: Sequence[Symbol],
    at: Sequence[Expr],
    wanted_slope: Callable[[Number], Number] = lambda slope: slope,
) -> Callable[[Any], Answer]:
    """The line or plane of a goal, which meets the function with a slope that follows from its own."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        line: Basic = goals[goal].after
        if line.free_symbols - set(variables) or not line.is_polynomial(*variables):
            raise Misfit("it is no polynomial in the variables")
        with context.workdps(120):
            start = Point(Draws(0), {})
            centre = [start.of(a) for a in at]

            def of(value: Basic, moved: Sequence[Number]) -> Number:
                return start.moved(dict(zip(variables, moved, strict=True))).of(value)

            height, step = of(f, centre), context.mpf(10) ** -30
            if abs(of(line, centre) - height) > CLOSE * max(1, abs(height)):
                raise Misfit("it does not go through the point")
            for k in range(len(centre)):

                def beside(distance: Number, k: int = k) -> list[Number]:
                    return [c + distance * (j == k) for j, c in enumerate(centre)]

                slope = wanted_slope((of(f, beside(step)) - of(f, beside(-step))) / (2 * step))
                for distance in (1, -2):
                    wanted = height + distance * slope
                    if abs(of(line, beside(distance)) - wanted) > CLOSE * max(1, abs(wanted)):
                        raise Misfit(
                            f"its slope by {variables[k]} does not fit that of the function"
                        )
        return Says(Equal)

    return rule


def _inserted(number: int, there: Value) -> Callable[[Any], Answer]:
    """The point is put into the very slopes that are claimed of the function."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        slopes = Tuple(*(goals[f"slope_{k}"].result for k in range(1, number + 1)))
        return Says(Substituted, before=slopes, after=there)

    return rule


def _estimated(variables: Sequence[Symbol], near: Sequence[Expr]) -> Callable[[Any], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        tangent = goals["tangent"].after
        value = tangent.xreplace(dict(zip(variables, near, strict=True)))
        return Says(Substituted, before=tangent, after=Value(value))

    return rule
