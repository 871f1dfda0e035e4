"""Inflection points, from how far the graph lies above or below its chords.

The second derivative is claimed of the derivative of the very function, and
checking the claim is checking the answer.  At every place of the sign table the
graph is compared with short chords on both sides: it bends upwards where it
lies below them.  Corners are the places where slopes over tiny steps differ.
Whether the function is convex or concave is seen from chords all over the graph
and at its corners, and a function that is neither has a chord that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from sympy import Add, Expr, Gt, Integer, Interval, Limit, Lt, Symbol, Tuple, oo

from tutor.core.claims import Compared, DerivativeOf, Signs, SolutionSet, Substituted
from tutor.verify.answers import Answer, Answers, Follows, Perhaps, Says, Value, Wherever
from tutor.verify.answers.chords import Chords, seen
from tutor.verify.answers.extreme_places import breaks, gaps, is_near, level
from tutor.verify.answers.interval_bounds import inside, refuse_beyond
from tutor.verify.answers.one_sided_slopes import DIGITS, STEP, tends
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context
from tutor.verify.values.real_derivative import SAME, heights, off_breaks, real_derivative, varies

MOST = 12
CHORD = ("start", "end", "middle")
CLOSE = context.mpf(10) ** -15  # of slopes over a tiny step
SIZE = 8  # exponent of the length of a chord


def answers(given: Mapping[str, Any]) -> Answers:
    f, x, interval = given["f"], given["x"], given.get("interval")
    second = real_derivative(f, x, x)
    bend: Answer = Says(
        SolutionSet,
        system=level(f, x, x),
        unknowns=Tuple(x),
        given=inside(f, x, interval),
    )
    straight = all(abs(height) < SAME for height in heights(second, x))
    if straight or not varies(second, x):
        relation = "=" if straight else "!="
        bend = Says(
            Compared,
            left=Value(second, given=off_breaks(f)),
            relation=relation,
            right=Integer(0),
            given=(),
        )
    found: dict[str, Answer] = {
        "derivative": Says(DerivativeOf, function=f, variable=x, given=Wherever(f)),
        "second_derivative": Says(
            DerivativeOf,
            function=Value(real_derivative(f, x), given=off_breaks(f)),
            variable=x,
            given=Wherever(f),
        ),
        "bend": Follows(_bent(f, x, interval, given.get("shape"), bend)),
        **_corners(f, x),
        **_verdicts(f, x, interval),
    }
    if not straight:
        found["table"] = Follows(_all_named(f, x, second, interval))
    for k in range(1, MOST + 1):
        name = "inflection" if k == 1 else f"inflection_{k}"
        found[name] = Perhaps(Says(Substituted, before=f))
    return found


def _corners(f: Expr, x: Symbol) -> Answers:
    """The slopes on both sides of the corners that are named; each is one over a tiny step too."""

    def tending(name: str, side: int) -> Callable[[Mapping[str, Any]], Says]:
        def rule(goals: Mapping[str, Any]) -> Says:
            limit = goals[name].before
            if not isinstance(limit, Limit) or limit.args[1] != x:
                raise Misfit("it should be a limit for the letter of the problem")
            if str(limit.args[3]) != "+-"[side < 0]:
                raise Misfit("it is the limit from the other side")
            with context.workdps(DIGITS):
                place = Point(Draws(0), {}).of(limit.args[2])
                here, there = (
                    Point(Draws(0), {}, {x: p}).of(f) for p in (place, place + side * STEP)
                )
                slope = side * (there - here) / STEP
            return tends(name, CLOSE, slope)(goals)

        return rule

    return {
        f"slope_{name}_{k}": Perhaps(Follows(tending(f"slope_{name}_{k}", side)))
        for k in range(1, MOST + 1)
        for name, side in (("before", -1), ("after", 1))
    }


def _verdicts(f: Expr, x: Symbol, interval: Interval | None) -> Answers:
    """The middles of chords, in two letters, or one chord with numbers."""

    def middles(kind: str, relation: str) -> Callable[[Mapping[str, Any]], Says]:
        def rule(goals: Mapping[str, Any]) -> Says:
            goal = goals[kind]
            letters = sorted((goal.left.free_symbols | goal.right.free_symbols) - {x}, key=str)
            if len(letters) != 2 and f.has(x):
                raise Misfit("a chord has two ends")
            ends = [f.xreplace({x: s}) for s in letters]
            bounds = {s: [c for c in goal.given if c.args[0] == s] for s in letters}
            for s in letters:
                _refuse_narrow(f, x, interval, [c.xreplace({s: x}) for c in bounds[s]])
            middle = f.xreplace({x: Add(*letters) / 2})
            return Says(
                Compared, left=Value(middle), relation=relation, right=Value(Add(*ends) / 2)
            )

        return rule

    def chord(kind: str, relation: str) -> Callable[[Mapping[str, Any]], Says]:
        def rule(goals: Mapping[str, Any]) -> Says:
            start, end, middle = (goals[f"chord_{part}"] for part in CHORD)
            a, b, m = (g.values[0].args[1] for g in (start, end, middle))
            low, high = (interval.start, interval.end) if interval is not None else (-oo, oo)
            if (
                a == b
                or (a + b - 2 * m).equals(0) is not True
                or not low <= min(a, b) < max(a, b) <= high
            ):
                raise Misfit("the three places are not the ends and the middle of a chord")
            first, second = middle.after - start.after, end.after - middle.after
            return Says(
                Compared, left=Value(first), relation=relation, right=Value(second), given=()
            )

        return rule

    return {
        "convex": Perhaps(Follows(middles("convex", "<="))),
        "concave": Perhaps(Follows(middles("concave", ">="))),
        "not_convex": Perhaps(Follows(chord("not_convex", ">"))),
        "not_concave": Perhaps(Follows(chord("not_concave", "<"))),
        **{f"chord_{part}": Perhaps(Says(Substituted, before=f)) for part in CHORD},
    }


def _refuse_narrow(f: Expr, x: Symbol, interval: Interval | None, bounds: list[Any]) -> None:
    """Raise `Misfit` if the bounds leave out places of the interval at which the function has values."""
    at = Point(Draws(0), {})
    low, high = (interval.start, interval.end) if interval is not None else (-oo, oo)
    allowed = {Gt: low, Lt: high}
    for bound in bounds:
        kind = next((k for k in allowed if type(bound) is k), None)
        if kind is None:
            raise Misfit("these are no bounds for an end of a chord")
        if bound.args[1] == allowed[kind]:
            continue
        beyond = at.of(bound.args[1]) + (-1 if kind is Gt else 1) * context.mpf(10) ** -6
        try:
            at.moved({x: beyond}).of(f)
        except NoValue:
            continue
        raise Misfit("the chords do not reach everywhere")


def _bent(
    f: Expr, x: Symbol, interval: Interval | None, shape: str | None, bend: Answer
) -> Callable[[Mapping[str, Any]], Answer]:
    """All corners are named, and the verdict is the one that chords show."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        at = Point(Draws(0), {})
        named = [at.of(g.before.args[2]) for n, g in goals.items() if n.startswith("slope_before")]
        after = [at.of(g.before.args[2]) for n, g in goals.items() if n.startswith("slope_after")]
        low, high = (interval.start, interval.end) if interval is not None else (-oo, oo)
        places = [p for p in breaks(f, x) if low < p < high]
        if named != after or any(is_near(a, [b]) for a, b in combinations(named, 2)):
            raise Misfit("the corners are not named in pairs of slopes, or one is named twice")
        for place in places:
            if _is_corner(f, x, place) and not is_near(place, named):
                raise Misfit(f"the corner at {context.nstr(place, 8)} is not named")
        if not all(is_near(place, places) for place in named):
            raise Misfit("a place that is named is no corner")
        inner = [float(p) for p in gaps(f, x) if low < p < high]
        chords = seen(f, x, map(float, places), inner, float(low), float(high))
        _refuse_verdict(goals, chords, bool(inner), shape)
        return bend

    return rule


def _refuse_verdict(
    goals: Mapping[str, Any], chords: Chords, has_gaps: bool, shape: str | None
) -> None:
    """Raise `Misfit` if the function is said to be what chords refute, or not said to be what they show."""
    for kind, fails in (("convex", chords.below), ("concave", chords.above)):
        is_said = kind in goals
        if is_said and (fails or has_gaps):
            raise Misfit(f"a chord shows that the function is not {kind}")
        if not is_said and not fails and not has_gaps:
            raise Misfit(f"no chord shows that the function is not {kind}")
        if shape == kind and fails and f"not_{kind}" not in goals:
            raise Misfit(f"it is not said whether the function is {kind}")


def _is_corner(f: Expr, x: Symbol, place: Number) -> bool:
    """Whether the slopes over a short step to both sides differ; false at an end of the domain."""
    with context.workdps(60):
        step = context.mpf(10) ** -20
        try:
            here, right, left = (
                Point(Draws(0), {}, {x: p}).of(f) for p in (place, place + step, place - step)
            )
        except NoValue:
            return False
        before, after = (here - left) / step, (right - here) / step
        return bool(abs(after - before) > context.mpf(10) ** -3 * max(1, abs(before), abs(after)))


def _all_named(
    f: Expr, x: Symbol, second: Expr, interval: Interval | None
) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        table, at = goals["table"], Point(Draws(0), {})
        named = [g.values[0].args for n, g in goals.items() if n.startswith("inflection")]
        if any(letter != x for letter, _ in named) or len(set(named)) != len(named):
            raise Misfit("an inflection point is named twice, or with another letter")
        sharp = [at.of(g.before.args[2]) for n, g in goals.items() if n.startswith("slope_before")]
        places = (p for p in table.places.args if not is_near(at.of(p), sharp))
        changes = {p for p in places if _bends_change(f, x, at.of(p))}
        if changes != {place for _, place in named}:
            raise Misfit("the inflection points are not those where the graph bends the other way")
        refuse_beyond(f, x, interval, table.given)
        where = inside(f, x, interval)
        return Says(Signs, expression=Value(second, given=off_breaks(f)), variable=x, given=where)

    return rule


def _bends_change(f: Expr, x: Symbol, place: Number) -> bool:
    """Whether the graph lies below its chords on one side of a place and above them on the other."""
    with context.workdps(80):
        size = context.mpf(10) ** -SIZE * max(1, abs(place))
        at = Point(Draws(0), {})

        def height(where: Number) -> Number:
            return at.moved({x: where}).of(f)

        try:
            height(place)
            sags = [
                height(place + s * size)
                + height(place + 3 * s * size)
                - 2 * height(place + 2 * s * size)
                for s in (1, -1)
            ]
        except NoValue:
            return False
        return bool(sags[0] * sags[1] < 0)
