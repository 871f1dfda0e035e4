"""Inflection points, from how far the graph lies above or below its chords.

The second derivative is claimed of the derivative of the very function, and
checking the claim is checking the answer.  At every place of the sign table the
graph is compared with short chords on both sides: it bends upwards where it
lies below them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Derivative, Eq, Expr, Integer, Interval, Symbol, Tuple

from tutor.core.claims import Compared, DerivativeOf, Signs, SolutionSet, Substituted
from tutor.verify.answers import Answer, Answers, Follows, Perhaps, Says, Value, Wherever
from tutor.verify.answers.interval_bounds import inside, refuse_beyond
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies

MOST = 12
SIZE = 8  # exponent of the length of a chord


def answers(given: Mapping[str, Any]) -> Answers:
    f, x, interval = given["f"], given["x"], given.get("interval")
    second = real_derivative(f, x, x)
    bend: Answer = Says(
        SolutionSet,
        system=Value(Tuple(Eq(Derivative(f, x, 2), 0, evaluate=False))),
        unknowns=Tuple(x),
        given=inside(f, x, interval),
    )
    if not varies(second, x):
        relation = "=" if second.simplify() == 0 else "!="
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
        "bend": bend,
    }
    if second.simplify() != 0:
        found["table"] = Follows(_all_named(f, x, second, interval))
    for k in range(1, MOST + 1):
        name = "inflection" if k == 1 else f"inflection_{k}"
        found[name] = Perhaps(Says(Substituted, before=f))
    return found


def _all_named(
    f: Expr, x: Symbol, second: Expr, interval: Interval | None
) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        table, at = goals["table"], Point(Draws(0), {})
        named = [g.values[0].args for n, g in goals.items() if n.startswith("inflection")]
        if any(letter != x for letter, _ in named) or len(set(named)) != len(named):
            raise Misfit("an inflection point is named twice, or with another letter")
        changes = {p for p in table.places.args if _bends_change(f, x, at.of(p))}
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
