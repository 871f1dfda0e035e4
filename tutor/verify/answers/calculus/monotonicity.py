"""Where a function increases and decreases, from its own values.

In each interval of the sign table values of the function at increasing places
are compared: they have to rise or to fall as the sign says.  The intervals may
leave out no place of the problem at which the function has a value.  Where the function is constant
on an interval, the intervals must follow one another without a gap, and its values tell each apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from sympy import Abs, Derivative, Expr, Gt, Integer, Interval, Limit, Lt, Symbol, Tuple, oo

from tutor.core.claims import Compared, DerivativeOf, Equal, Signs, SolutionSet
from tutor.verify.answers import Answer, Answers, Follows, Forms, Perhaps, Says, Value, Wherever
from tutor.verify.answers.extreme_places import level
from tutor.verify.answers.interval_bounds import inside, refuse_beyond
from tutor.verify.answers.level_stretches import span
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies

# No round numbers, at which a function may have no value although it has one beside them:
SHARES = (0.07, 0.29, 0.53, 0.68, 0.94)  # of an interval, where the function is looked at
FAR = (0.0103, 0.307, 1.013, 2.029, 5.077)  # distances from the last place, where there is no end
MOST = 6  # pieces
CLOSE = context.mpf(10) ** -25  # heights of one stretch
TINY = context.mpf(10) ** -80  # from a place, where a root of degree three is close to its value
PASSED = range(1, MOST + 1)
ANYWHERE = (-5.077, -1.013, 0.103, 2.029, 6.091)


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    f, x, interval = given["f"], given["x"], given.get("interval")
    slope = real_derivative(f, x)
    critical = Says(
        SolutionSet,
        system=level(f, x),
        unknowns=Tuple(x),
        given=inside(f, x, interval),
    )
    if not varies(slope, x):
        critical = Says(
            Compared,
            left=Value(slope, given=off_breaks(f)),
            relation="!=",
            right=Integer(0),
            given=(),
        )

    def rule(goals: Mapping[str, Any]) -> Answer:
        table = goals["table"]
        if table.variable != x:
            raise Misfit("the signs are those of another letter")
        refuse_beyond(f, x, interval, table.given)
        _compare(f, x, table)
        passed = {c.before.args[2] for n, c in goals.items() if n.startswith("passed")}
        if passed != _places_without_slope(f, x, table):
            raise Misfit("the function goes on at other places without a slope than are named")
        slope = goals["derivative"].result
        return Says(Signs, expression=slope, variable=x, given=inside(f, x, interval))

    table: Answers = {
        "derivative": Says(DerivativeOf, function=f, variable=x, given=Wherever(f)),
        "critical": critical,
        "table": Follows(rule),
        **{f"passed_{k}": Perhaps(Says(Equal, before=Follows(_limit(f, x, k)))) for k in PASSED},
    }
    return (table, _in_pieces(f, x, interval)) if f.has(Abs) else table


def _limit(f: Expr, x: Symbol, number: int) -> Callable[[Mapping[str, Any]], Limit]:
    """That the function tends to a value at a place, which is one of the table."""

    def rule(goals: Mapping[str, Any]) -> Limit:
        return Limit(f, x, goals[f"passed_{number}"].before.args[2], "+-")

    return rule


def _places_without_slope(f: Expr, x: Symbol, table: Signs) -> set[Expr]:
    """Where the slope is missing and has one sign on both sides, and the function has no jump and no gap."""
    return {
        place
        for k, place in enumerate(table.places.args)
        if table.at[k] == "undefined"
        and table.signs[k] == table.signs[k + 1] != "undefined"
        and _is_continuous(f, x, place)
    }


def _is_continuous(f: Expr, x: Symbol, place: Expr) -> bool:
    with context.workdps(100):
        try:
            start = Point(Draws(0), {})
            middle = start.of(place)
            here, *beside = (start.moved({x: middle + d}).of(f) for d in (0, TINY, -TINY))
        except NoValue:
            return False
        return all(abs(v - here) < CLOSE for v in beside)


def _in_pieces(f: Expr, x: Symbol, interval: Interval | None) -> Answers:
    """Each piece follows the one before, from one end to the other, and goes up, down or along as it is named."""
    whole = Interval(-oo, oo) if interval is None else interval

    def pieces(goals: Mapping[str, Any]) -> Says:
        named = sorted((n for n in goals if n != "pieces"), key=lambda n: int(n.split("_")[1]))
        spans = [span(goals[n].given, x) for n in named]
        starts, ends = [low for low, _ in spans], [high for _, high in spans]
        if [*starts, whole.end] != [whole.start, *ends]:
            raise Misfit("some places are left out between the ones that are named")
        for name, (low, high) in zip(named, spans, strict=True):
            at = Point(Draws(0), {})
            places = _places(*(at.of(e) if e.is_finite else None for e in (low, high)))
            heights = [Point(Draws(0), {}, {x: p}).of(f) for p in places]
            moves = {
                "level" if abs(b - a) < CLOSE else "rising" if b > a else "falling"
                for a, b in pairwise(heights)
            }
            if moves != {name.split("_")[0]}:
                raise Misfit("the function does not go up and down as these pieces say")
        return Says(Equal, before=f, given=inside(f, x, interval))

    slope = Derivative(f, x)
    up, down = (Says(Compared, left=slope, relation=r, right=Integer(0)) for r in "><")
    level = Says(Compared, left=f, relation="=")
    named: dict[str, Answer] = {"pieces": Follows(pieces)}
    for k in range(1, MOST + 1):
        named |= {f"rising_{k}": Perhaps(up), f"falling_{k}": Perhaps(down)}
        named[f"level_{k}"] = Perhaps(level)
    return named


def _compare(f: Expr, x: Symbol, table: Signs) -> None:
    """Raise `ValueError` if the values of the function do not go up and down as the signs say."""
    at = Point(Draws(0), {})
    ends: list[Number | None] = [None, *(at.of(p) for p in table.places.args), None]
    for condition in table.given:
        end = at.of(condition.rhs)
        if isinstance(condition, Gt):
            ends[0] = end
        elif isinstance(condition, Lt):
            ends[-1] = end
    for sign, (low, high) in zip(table.signs, pairwise(ends), strict=True):
        heights: list[Number] = []
        for place in _places(low, high):
            try:
                heights.append(Point(Draws(0), {}, {x: place}).of(f))
            except NoValue:
                heights = []
                break
        rises = {b > a for a, b in pairwise(heights)}
        if sign == "undefined" and not heights:
            continue
        if rises != {sign == "positive"}:
            raise Misfit("the function does not go up and down as these signs say")


def _places(low: Number | None, high: Number | None) -> list[Number]:
    """Increasing places between two ends, one or both of which may be missing."""
    if low is not None and high is not None:
        return [low + (high - low) * context.mpf(share) for share in SHARES]
    if low is not None:
        return [low + context.mpf(d) for d in FAR]
    if high is not None:
        return [high - context.mpf(d) for d in reversed(FAR)]
    return [context.mpf(d) for d in ANYWHERE]
