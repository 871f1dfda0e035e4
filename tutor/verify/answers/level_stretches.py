"""Extreme values of a function that is constant on whole intervals.

A value is the best one, and is taken where it is said to be, if the function is constant on the
stretches, has the value at the points, and is worse everywhere else.  Each of these is a claim that
is checked by itself; here they are fitted together, so that no place is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from sympy import Abs, Eq, Expr, Ge, Gt, Interval, Le, Lt, Symbol, Tuple, oo

from tutor.core.claims import Compared, Conditions, Equal, Extremum, Substituted
from tutor.verify.answers import Answer, Answers, Follows, Perhaps, Says
from tutor.verify.answers.extreme_places import breaks, is_near
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context

MOST = 6
FAR = (10**3, 10**6)
FIRST = context.mpf(1)
SHARES = (context.mpf("0.13"), context.mpf("0.38"), context.mpf("0.71"))  # of an interval
WHOLE = Interval(-oo, oo)


def forms(
    f: Expr, x: Symbol, kinds: tuple[str, ...], within: Interval = WHOLE
) -> Iterator[Answers]:
    """The forms of an answer with level stretches; none for a function without bars."""
    if not f.has(Abs):
        return
    bounds = _conditions(x, within)
    pieces = Says(Equal, before=f, given=bounds)
    named: dict[str, Answer] = {"pieces": Follows(_all_named(f, x, within, pieces))}
    for name in _names("stretch"):
        named[name] = Perhaps(Follows(_stretch(name, f, x, within)))
    found: list[dict[str, Answer]] = [named]
    for kind in kinds:
        found = [{**form, **one} for form in found for one in _decided(f, x, kind, within)]
    yield from found


def _names(first: str) -> list[str]:
    return [first, *(f"{first}_{k}" for k in range(2, MOST + 1))]


def _conditions(x: Symbol, within: Interval) -> Conditions:
    low, high = within.start, within.end
    lower = () if low == -oo else (Ge(x, low, evaluate=False),)
    return lower if high == oo else (*lower, Le(x, high, evaluate=False))


def _all_named(
    f: Expr, x: Symbol, within: Interval, pieces: Says
) -> Callable[[Mapping[str, Any]], Says]:
    """As many stretches are named as there are intervals between corners where no value differs."""

    def rule(goals: Mapping[str, Any]) -> Says:
        at = Point(Draws(0), {})
        low, high = (at.of(end) if end.is_finite else None for end in (within.start, within.end))
        places = sorted(
            p for p in breaks(f, x) if (low is None or p > low) and (high is None or p < high)
        )
        start = places[0] - 1 if places else -FIRST
        ends = [start if low is None else low, *places]
        ends.append((places[-1] + 1 if places else FIRST) if high is None else high)
        level = [
            len({_height(f, x, a + (b - a) * s) for s in SHARES}) == 1 for a, b in pairwise(ends)
        ]
        if sum(level) != sum(name in goals for name in _names("stretch")):
            raise Misfit(
                f"the function is constant on {sum(level)} of the intervals between its corners"
            )
        return pieces

    return rule


def _height(f: Expr, x: Symbol, place: Number) -> str:
    return context.nstr(Point(Draws(0), {}, {x: place}).of(f), 20)


def _stretch(
    name: str, f: Expr, x: Symbol, within: Interval
) -> Callable[[Mapping[str, Any]], Says]:
    """It begins and ends at corners, or where the interval does."""

    def rule(goals: Mapping[str, Any]) -> Says:
        at = Point(Draws(0), {})
        places = [*breaks(f, x), *(at.of(e) for e in (within.start, within.end) if e.is_finite)]
        low, high = span(goals[name].given, x)
        if not all(is_near(at.of(end), places) for end in (low, high) if end.is_finite):
            raise Misfit("the stretch does not end where the formula of the function changes")
        return Says(Compared, left=f, relation="=")

    return rule


def span(given: Conditions, x: Symbol) -> tuple[Expr, Expr]:
    """The interval that conditions describe, with its ends or without."""
    low, high = -oo, oo
    for condition in given:
        if condition.args[0] != x or not isinstance(condition, Ge | Gt | Le | Lt):
            raise Misfit("these are no bounds for the letter of the problem")
        if isinstance(condition, Ge | Gt):
            low = condition.args[1]
        else:
            high = condition.args[1]
    return low, high


def _decided(f: Expr, x: Symbol, kind: str, within: Interval) -> Iterator[Answers]:
    bounds = _conditions(x, within)
    best = Says(
        Extremum, objective=f, variables=Tuple(x), constraints=Tuple(), kind=kind, given=bounds
    )
    relation = ">" if kind == "minimum" else "<"
    worse = Says(
        Compared, left=f, relation=relation, right=Follows(lambda goals: goals[kind].value)
    )

    def rule(goals: Mapping[str, Any]) -> Says:
        _refuse_gaps(goals, x, kind, within)
        return best

    found: dict[str, Answer] = {kind: Follows(rule)}
    found |= {name: Perhaps(best) for name in _names(kind)[1:]}
    found |= {name: Perhaps(worse) for name in _names(f"{kind}_elsewhere")}
    yield found
    yield {f"no_{kind}": Follows(_beaten(f, x, kind, within))}


def _refuse_gaps(goals: Mapping[str, Any], x: Symbol, kind: str, within: Interval) -> None:
    """Raise `Misfit` unless every place has the best value or is shown to have a worse one."""
    value = goals[kind].value
    worse = [goals[n].given for n in _names(f"{kind}_elsewhere") if n in goals]
    points = [goals[n].point[0] for n in _names(kind) if n in goals]
    level = [goals[n] for n in _names("stretch") if n in goals]
    stretches = {span(c.given, x) for c in level if c.right == value}
    spans = sorted((span(given, x) for given in worse), key=lambda s: float(s[0]))
    closed = {c.args[1] for given in worse for c in given if isinstance(c, Ge | Le)}
    at = within.start
    for low, high in (*spans, (within.end, within.end)):
        open_start = at == within.start and at == low and (at == -oo or at in closed)
        open_end = low == within.end and at == low and (at == oo or at in closed)
        if not (open_start or open_end or (at == low and low in points) or (at, low) in stretches):
            raise Misfit("some places are left out between the ones that are named")
        at = high


def _beaten(
    f: Expr, x: Symbol, kind: str, within: Interval
) -> Callable[[Mapping[str, Any]], Answer]:
    side = 1 if kind == "minimum" else -1

    def height(place: Number) -> Number:
        return side * Point(Draws(0), {}, {x: place}).of(f)

    def rule(goals: Mapping[str, Any]) -> Answer:
        place = goals[f"no_{kind}"].values[0].args[1]
        there = Point(Draws(0), {}).of(place)
        if within != WHOLE or any(height(there) >= height(p) for p in breaks(f, x)):
            raise Misfit("the value is not better than at all places that could have the best")
        ways = (context.mpf(s) * far for far in FAR for s in (1, -1))
        if all(height(p) >= height(there) for p in ways):
            raise Misfit("the values do not run away in any direction")
        return Says(Substituted, before=f, values=Tuple(Eq(x, place, evaluate=False)))

    return rule
