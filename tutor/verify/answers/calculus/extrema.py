"""Local extrema of one variable, judged by values close to each place, with sixty digits.

Every zero of the derivative must be named, every place where the formula of the
derivative breaks although the function has a value, and every extremum that the
values themselves show (`seen_extrema`).  Which kind a place is of follows from
values at two small distances on both sides; no derivative is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

from sympy import Eq, Expr, Integer, Symbol, Tuple

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
from tutor.verify.answers.extreme_places import is_near, is_tied, kind_of, level, open_places
from tutor.verify.answers.seen_extrema import is_same, seen
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies

LOCAL = ("local_minimum", "local_maximum", "saddle")
MOST = 12
SENSES = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}


def answers(given: Mapping[str, Any]) -> Forms:
    f, x = given["f"], given["x"]
    system = level(f, x)
    critical = Says(SolutionSet, system=system, unknowns=Tuple(x), given=Wherever(f))
    if not varies(slope := real_derivative(f, x), x):
        critical = Says(
            Compared,
            left=Value(slope, given=off_breaks(f)),
            relation="!=",
            right=Integer(0),
            given=(),
        )
    named: dict[str, Answer] = {
        "derivative": Says(DerivativeOf, function=f, variable=x, given=Wherever(f)),
        "critical": Follows(_all_named(f, x, critical)),
    }
    for kind in LOCAL:
        for k in range(1, MOST + 1):
            name = kind if k == 1 else f"{kind}_{k}"
            named[name] = Perhaps(_extremum(f, x, kind.replace("_", " "), ()))
    found: list[dict[str, Answer]] = [named]
    for kind in SENSES.get(given.get("sense", ""), ()):
        found = [{**form, **one} for form in found for one in _global(f, x, kind)]
    kinds = SENSES[given.get("sense") or "both"]
    return (*found, *level_stretches.forms(f, x, kinds))


def _extremum(f: Expr, x: Symbol, kind: str, given: Any) -> Says:
    return Says(
        Extremum, objective=f, variables=Tuple(x), constraints=Tuple(), kind=kind, given=given
    )


def _global(f: Expr, x: Symbol, kind: str) -> Iterator[Answers]:
    """There is a best value; or a place shows that there is none; or nothing could have it."""

    def system(goals: Mapping[str, Any]) -> Tuple:
        return Tuple(Eq(f, goals[kind].value, evaluate=False))

    points = Says(SolutionSet, system=Follows(system), unknowns=Tuple(x), given=())

    def named(goals: Mapping[str, Any]) -> Says:
        at = Point(Draws(0), {})
        heights = [at.of(c.value) for n, c in goals.items() if n.startswith(LOCAL)]
        if is_tied(goals[kind], heights) and f"{kind}_points" not in goals:
            raise Misfit("other places have the same value and are not named")
        return _extremum(f, x, kind, ())

    yield {kind: Follows(named), f"{kind}_points": Perhaps(points)}
    yield {f"no_{kind}": Follows(_beaten(f, x, kind))}


def _beaten(f: Expr, x: Symbol, kind: str) -> Callable[[Mapping[str, Any]], Answer]:
    side = 1 if kind == "minimum" else -1

    def rule(goals: Mapping[str, Any]) -> Answer:
        goal, at = goals[f"no_{kind}"], Point(Draws(0), {})
        values = [at.of(c.value) for n, c in goals.items() if n.startswith(LOCAL)]
        if isinstance(goal, SolutionSet | Compared):
            if values:
                raise Misfit("there are places that could have this value")
            if isinstance(goal, Compared):
                return Says(
                    Compared,
                    left=Value(real_derivative(f, x), given=off_breaks(f)),
                    relation="!=",
                    right=Integer(0),
                )
            system = level(f, x)
            return Says(SolutionSet, system=system, solutions=Tuple(), given=Wherever(f))
        if not values or any(side * (at.of(goal.after) - v) >= 0 for v in values):
            raise Misfit("the value is not better than at the places found")
        return Says(Substituted, before=f, values=Tuple(Eq(x, goal.values[0].rhs, evaluate=False)))

    return rule


def _all_named(f: Expr, x: Symbol, critical: Says) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        with context.workdps(60):
            at = Point(Draws(0), {})
            flat = getattr(goals["critical"], "solutions", Tuple())
            places = [at.of(s[0]) for s in flat.args]
            places += [p for p in open_places(f, x) if not is_near(p, places)]
            named = {n: at.of(c.point[0]) for n, c in goals.items() if n.startswith(LOCAL)}
            if any(is_near(a, [b]) for a, b in combinations(named.values(), 2)):
                raise Misfit("a place is named twice")
            for place in places:
                kind = kind_of(f, x, place)
                if not any(n.startswith(kind) and is_near(p, [place]) for n, p in named.items()):
                    raise Misfit(f"the place {context.nstr(place, 8)} is not named as {kind}")
            for name, place in named.items():
                if not is_near(place, places):
                    raise Misfit(f"{name} is no such place")
            for place, kind in seen(f, x):
                if not any(n.startswith(kind) and is_same(place, p) for n, p in named.items()):
                    raise Misfit(f"the values show a {kind.replace('_', ' ')} near {place:.6g}")
        return critical

    return rule
