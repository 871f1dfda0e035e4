"""A slope, from quotients over a tiny step; average rates, from the values themselves.

The derivative is claimed of the very function of the problem, so checking the
claim is checking the answer.  At a point the quotient over steps of 1e-60 to
both sides must agree with what is said of the two sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sympy import Eq, Expr, Tuple

from tutor.core.claims import Compared, DerivativeOf, Equal, Substituted
from tutor.verify.answers import Answers, Follows, Forms, Perhaps, Says, Value, Wherever
from tutor.verify.answers.one_sided_slopes import DIGITS, STEEP, STEP, tends
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context

SIDES = {"central": (1, 1), "forward": (0, 1), "backward": (1, 0)}  # steps back and ahead
CLOSE = context.mpf(10) ** -15


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    if (places := given.get("places")) is not None and "heights" in given:
        return _of_table(list(places), list(given["heights"]), given.get("at"))
    f, x, a, b = given["f"], given["x"], given.get("at"), given.get("to")
    if (h := given.get("h")) is not None:
        back, ahead = SIDES[given["by"]]
        a, b = a - back * h, a + ahead * h
    if b is not None:
        start, end = (
            Says(Substituted, before=f, values=Tuple(Eq(x, place, evaluate=False)))
            for place in (a, b)
        )
        rate = (f.xreplace({x: b}) - f.xreplace({x: a})) / (b - a)
        if h is None:
            return {"rate": Value(rate), "start": start, "end": end}
        return {
            "quotient": Value(rate),
            "start": start,
            "end": end,
            "rounded": Perhaps(Value(rate, rounded=True)),
        }
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
        "left": Follows(tends("left", CLOSE, left)),
        "right": Follows(tends("right", CLOSE, right)),
        "here": value,
    }
    return {"limit": Follows(tends("limit", CLOSE, right)), "here": value}, sides


def _of_table(places: list[Expr], heights: list[Expr], at: Expr | None) -> Answers:
    """All rates, or at a place the one over the intervals that meet there."""
    points = list(zip(places, heights, strict=True))
    if at is None:
        rates = Tuple(*((d - c) / (b - a) for (a, c), (b, d) in pairwise(points)))
        return {"rates": Says(Equal, after=rates, given=())}
    beside = [pair for pair in pairwise(points) if at in (pair[0][0], pair[1][0])]
    if not beside:
        raise Misfit("the table has no such place")
    run = sum(b - a for (a, _), (b, _) in beside)
    rise = sum(d - c for (_, c), (_, d) in beside)
    return {"estimate": Value(rise / run)}


def _slope(f: Expr, x: Expr, a: Expr, side: int) -> Number:
    with context.workdps(DIGITS):
        centre = Point(Draws(0), {}).of(a)
        start, end = (Point(Draws(0), {}, {x: centre + s}).of(f) for s in (0, side * STEP))
        return (end - start) / (side * STEP)
