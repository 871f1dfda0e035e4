"""A slope, from quotients over a tiny step; average rates, from the values themselves.

The derivative is claimed of the very function of the problem, so checking the
claim is checking the answer.  At a point the quotient over steps of 1e-60 to
both sides must agree with what is said of the two sides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from sympy import Eq, Expr, Limit, Tuple, oo

from tutor.core.claims import Claim, Compared, DerivativeOf, Equal, Substituted
from tutor.verify.answers import Answers, Follows, Forms, Says, Value, Wherever
from tutor.verify.values.numeric import Draws, Number, Point, context

DIGITS = 400
STEP = context.mpf(10) ** -60
STEEP = 10**15
CLOSE = context.mpf(10) ** -15


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    if (places := given.get("places")) is not None and "heights" in given:
        points = pairwise(zip(places, given["heights"], strict=True))
        rates = Tuple(*((d - c) / (b - a) for (a, c), (b, d) in points))
        return {"rates": Says(Equal, after=rates, given=())}
    f, x, a, b = given["f"], given["x"], given.get("at"), given.get("to")
    if b is not None:
        start, end = (
            Says(Substituted, before=f, values=Tuple(Eq(x, place, evaluate=False)))
            for place in (a, b)
        )
        rate = Value((f.xreplace({x: b}) - f.xreplace({x: a})) / (b - a))
        return {"rate": rate, "start": start, "end": end}
    if a is None:
        return {"derivative": Says(DerivativeOf, function=f, variable=x, given=Wherever(f))}
    left, right = (_slope(f, x, a, side) for side in (-1, 1))
    here = Eq(x, a, evaluate=False)
    value = Says(Substituted, before=f, values=Tuple(here))
    steep = max(abs(left), abs(right)) > STEEP
    if not steep and abs(left - right) < CLOSE * max(1, abs(right)):
        slope = Value(right, within=CLOSE * max(1, abs(right)))
        found = Says(DerivativeOf, function=f, variable=x, result=slope, given=(here,))
        return {"derivative": found}
    sides: Answers = {
        "sides": Says(Compared, relation="!=", given=()),
        "left": Follows(_tends("left", left)),
        "right": Follows(_tends("right", right)),
        "here": value,
    }
    return {"limit": Follows(_tends("limit", right)), "here": value}, sides


def _slope(f: Expr, x: Expr, a: Expr, side: int) -> Number:
    with context.workdps(DIGITS):
        centre = Point(Draws(0), {}).of(a)
        start, end = (Point(Draws(0), {}, {x: centre + s}).of(f) for s in (0, side * STEP))
        return (end - start) / (side * STEP)


def _tends(name: str, *slopes: Number) -> Callable[[Mapping[str, Claim]], Says]:
    def rule(goals: Mapping[str, Any]) -> Says:
        goal = goals[name]
        if not isinstance(goal, Equal) or not isinstance(goal.before, Limit):
            raise ValueError("it should be a limit")
        for slope in slopes:
            if goal.after in (oo, -oo):
                fits = abs(slope) > STEEP and (slope > 0) == (goal.after == oo)
            else:
                fits = abs(Point(Draws(0), {}).of(goal.after) - slope) < CLOSE * max(1, abs(slope))
            if not fits:
                raise ValueError(f"over a tiny step the slope is {context.nstr(slope, 10)}")
        return Says(Equal, after=goal.after, given=())

    return rule
