"""Extreme values on an interval, bound by the claims about them and by all places that could have one.

The claim that a value is the smallest on the interval is tried at points of the
verifier's own.  That there is none must be seen at a place whose value is
better than at every zero of the derivative, every break of its formula, every
end that belongs to the interval, and where the values themselves show an extremum;
how these are found again is said in `extreme_places` and `seen_extrema`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sympy import Eq, Expr, Ge, Gt, Integer, Interval, Le, Lt, Symbol, Tuple, oo
from sympy.core.relational import Relational

from tutor.core.claims import Compared, DerivativeOf, Extremum, SolutionSet, Substituted
from tutor.verify.answers import (
    Answer,
    Answers,
    Follows,
    Forms,
    Perhaps,
    Says,
    Value,
    Wherever,
    level_stretches,
)
from tutor.verify.answers.extreme_places import is_tied, level, open_places
from tutor.verify.answers.seen_extrema import seen
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies

SENSES = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}


def answers(given: Mapping[str, Any]) -> Forms:
    f, x, interval = given["f"], given["x"], given["interval"]
    system = level(f, x)
    critical = Says(
        SolutionSet, system=system, unknowns=Tuple(x), given=Follows(_inside(f, x, interval))
    )
    if not varies(slope := real_derivative(f, x), x):
        critical = Says(
            Compared,
            left=Value(slope, given=off_breaks(f)),
            relation="!=",
            right=Integer(0),
            given=(),
        )
    found: list[dict[str, Answer]] = [
        {
            "derivative": Says(DerivativeOf, function=f, variable=x, given=Wherever(f)),
            "critical": critical,
        }
    ]
    for kind in SENSES[given["sense"]]:
        found = [{**form, **one} for form in found for one in _best(f, x, interval, kind)]
    if interval.left_open or interval.right_open:
        return tuple(found)
    return (*found, *level_stretches.forms(f, x, SENSES[given["sense"]], interval))


def _inside(f: Expr, x: Symbol, interval: Interval) -> Callable[[Mapping[str, Any]], Any]:
    """The conditions of the goal, if besides those of the derivative they say that x lies in the interval."""

    def rule(goals: Mapping[str, Any]) -> Any:
        found = goals["critical"].given
        low, high = interval.start, interval.end
        sides = {
            c
            for c in (Gt(x, low, evaluate=False), Lt(x, high, evaluate=False))
            if c.args[1] not in (oo, -oo)
        }
        allowed = sides | set(goals["derivative"].given)
        if not set(found) <= allowed or any(not _implied(s, found) for s in sides):
            raise Misfit("its conditions are not those of the interval")
        return found

    return rule


def _implied(side: Relational, found: tuple[Relational, ...]) -> bool:
    """Whether a bound is among the conditions, or a tighter one is."""
    x, end = side.args
    for condition in found:
        if condition == side:
            return True
        if type(condition) is type(side) and condition.args[0] == x:
            tighter = condition.args[1] - end
            if (tighter.is_positive and isinstance(side, Gt)) or (
                tighter.is_negative and isinstance(side, Lt)
            ):
                return True
    return False


def _best(f: Expr, x: Symbol, interval: Interval, kind: str) -> Iterator[Answers]:
    conditions = _conditions(x, interval)

    def system(goals: Mapping[str, Any]) -> Tuple:
        return Tuple(Eq(f, goals[kind].value, evaluate=False))

    best = Says(
        Extremum, objective=f, variables=Tuple(x), constraints=Tuple(), kind=kind, given=conditions
    )
    points = Says(SolutionSet, system=Follows(system), unknowns=Tuple(x), given=conditions)

    def named(goals: Mapping[str, Any]) -> Says:
        heights = [_height(f, x, p) for p in _candidates(f, x, interval, goals)]
        if is_tied(goals[kind], heights) and f"{kind}_points" not in goals:
            raise Misfit("other places have the same value and are not named")
        return best

    yield {kind: Follows(named), f"{kind}_points": Perhaps(points)}
    yield {f"no_{kind}": Follows(_beaten(f, x, interval, kind))}


def _candidates(f: Expr, x: Symbol, interval: Interval, goals: Mapping[str, Any]) -> list[Number]:
    """Zeros of the derivative, breaks of its formula, and the ends that belong to the interval."""
    low, high = interval.start, interval.end
    left_open, right_open = interval.left_open, interval.right_open
    at = Point(Draws(0), {})
    flat = getattr(goals["critical"], "solutions", Tuple())
    places = [at.of(s[0]) for s in flat.args]
    places += [at.of(end) for end, is_open in ((low, left_open), (high, right_open)) if not is_open]
    return places + [p for p in open_places(f, x) if low < p < high]


def _height(f: Expr, x: Symbol, place: Number) -> Number:
    return Point(Draws(0), {}, {x: place}).of(f)


def _conditions(x: Symbol, interval: Interval) -> tuple[Relational, ...]:
    low, high = interval.start, interval.end
    left_open, right_open = interval.left_open, interval.right_open
    lower = () if low == -oo else ((Gt if left_open else Ge)(x, low, evaluate=False),)
    return lower if high == oo else (*lower, (Lt if right_open else Le)(x, high, evaluate=False))


def _beaten(
    f: Expr, x: Symbol, interval: Interval, kind: str
) -> Callable[[Mapping[str, Any]], Answer]:
    side = 1 if kind == "minimum" else -1

    def rule(goals: Mapping[str, Any]) -> Answer:
        goal, at = goals[f"no_{kind}"], Point(Draws(0), {})
        places = _candidates(f, x, interval, goals)
        ends = float(interval.start), float(interval.end)
        places += [context.mpf(p) for p, best in seen(f, x, *ends) if best == f"local_{kind}"]
        if not places:
            critical = goals["critical"]
            if type(goal) is type(critical) and goal == critical:
                return Says(type(goal))
            raise Misfit("no place could have this value, and that is what the goal has to say")
        there = goal.values[0].args[1]
        if not interval.contains(there):
            raise Misfit("the place lies outside the interval")
        value = _height(f, x, at.of(there))
        if any(side * (value - _height(f, x, p)) >= 0 for p in places):
            raise Misfit("the value is not better than at all places that could have the best")
        return Says(Substituted, before=f, values=Tuple(Eq(x, there, evaluate=False)))

    return rule
