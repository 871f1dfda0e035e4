"""Local extrema of one variable, judged by values close to each place, with sixty digits.

Every zero of the derivative must be named, and every place where the formula of
the derivative breaks although the function has a value.  Which kind a place is
of follows from values at two small distances on both sides; no derivative is
asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

import sympy as sp
from sympy import Derivative, Eq, Expr, Symbol, Tuple

from tutor.core.claims import DerivativeOf, Extremum, SolutionSet, Substituted
from tutor.verify.answers import Answer, Answers, Follows, Forms, Perhaps, Says, Value, Wherever
from tutor.verify.points.borders import poles, zeros
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context

LOCAL = ("local_minimum", "local_maximum", "saddle")
MOST = 12
STEPS = (6, 9)  # exponents of the small distances
SENSES = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}


def answers(given: Mapping[str, Any]) -> Forms:
    f, x = given["f"], given["x"]
    system = Value(Tuple(Eq(Derivative(f, x), 0, evaluate=False)))
    critical = Says(SolutionSet, system=system, unknowns=Tuple(x), given=Wherever(f))
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
    return tuple(found)


def _extremum(f: Expr, x: Symbol, kind: str, given: Any) -> Says:
    return Says(
        Extremum, objective=f, variables=Tuple(x), constraints=Tuple(), kind=kind, given=given
    )


def _global(f: Expr, x: Symbol, kind: str) -> Iterator[Answers]:
    """There is a best value; or a place shows that there is none; or nothing could have it."""

    def system(goals: Mapping[str, Any]) -> Tuple:
        return Tuple(Eq(f, goals[kind].value, evaluate=False))

    points = Says(SolutionSet, system=Follows(system), unknowns=Tuple(x), given=())
    yield {kind: _extremum(f, x, kind, ()), f"{kind}_points": Perhaps(points)}
    yield {f"no_{kind}": Follows(_beaten(f, x, kind))}


def _beaten(f: Expr, x: Symbol, kind: str) -> Callable[[Mapping[str, Any]], Answer]:
    side = 1 if kind == "minimum" else -1

    def rule(goals: Mapping[str, Any]) -> Answer:
        goal, at = goals[f"no_{kind}"], Point(Draws(0), {})
        values = [at.of(c.value) for n, c in goals.items() if n.startswith(LOCAL)]
        if isinstance(goal, SolutionSet):
            if values:
                raise ValueError("there are places that could have this value")
            system = Value(Tuple(Eq(Derivative(f, x), 0, evaluate=False)))
            return Says(SolutionSet, system=system, solutions=Tuple(), given=Wherever(f))
        if not values or any(side * (at.of(goal.after) - v) >= 0 for v in values):
            raise ValueError("the value is not better than at the places found")
        return Says(Substituted, before=f, values=Tuple(Eq(x, goal.values[0].rhs, evaluate=False)))

    return rule


def _all_named(f: Expr, x: Symbol, critical: Says) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        with context.workdps(60):
            at = Point(Draws(0), {})
            places = [at.of(s[0]) for s in goals["critical"].solutions.args]
            places += [p for p in _breaks(f, x) if not _is_near(p, places)]
            named = {n: at.of(c.point[0]) for n, c in goals.items() if n.startswith(LOCAL)}
            if any(_is_near(a, [b]) for a, b in combinations(named.values(), 2)):
                raise ValueError("a place is named twice")
            for place in places:
                kind = kind_of(f, x, place)
                if not any(n.startswith(kind) and _is_near(p, [place]) for n, p in named.items()):
                    raise ValueError(f"the place {context.nstr(place, 8)} is not named as {kind}")
            for name, place in named.items():
                if not _is_near(place, places):
                    raise ValueError(f"{name} is no such place")
        return critical

    return rule


def _is_near(place: Number, others: list[Number]) -> bool:
    return any(abs(place - o) <= context.mpf(10) ** -20 * max(1, abs(o)) for o in others)


def _breaks(f: Expr, x: Symbol) -> list[Number]:
    """Where the derivative has no value although the function has one."""
    found: list[Number] = []
    slope = sp.diff(f, x)
    base = Point(Draws(0), {})
    for guard in sorted({*poles(slope, {}), *(a.args[0] for a in f.atoms(sp.Abs))}, key=str):
        for value, _ in zeros(guard, x, (), base):
            place = context.mpf(int(value.p)) / int(value.q)
            with context.workdps(25):  # an irrational zero is known to thirty digits
                try:
                    there = Point(Draws(0), {}, {x: place}).of(f)
                except NoValue:
                    continue
            if context.isfinite(there) and abs(there) < 1e12 and not _is_near(place, found):
                found.append(place)
    return found


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
