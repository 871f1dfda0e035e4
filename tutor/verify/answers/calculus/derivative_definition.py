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
from tutor.verify.answers import Answers, Follows, Forms, Says, Value, Wherever
from tutor.verify.answers.one_sided_slopes import DIGITS, STEEP, STEP, tends
from tutor.verify.values.numeric import Draws, Number, Point, context

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
        "left": Follows(tends("left", CLOSE, left)),
        "right": Follows(tends("right", CLOSE, right)),
        "here": value,
    }
    return {"limit": Follows(tends("limit", CLOSE, right)), "here": value}, sides


def _slope(f: Expr, x: Expr, a: Expr, side: int) -> Number:
    with context.workdps(DIGITS):
        centre = Point(Draws(0), {}).of(a)
        start, end = (Point(Draws(0), {}, {x: centre + s}).of(f) for s in (0, side * STEP))
        return (end - start) / (side * STEP)
