"""A limit, from the very limit of the problem and from one value extremely close to the point.

The limit is claimed of the expression of the problem, so checking the claim is
checking the answer.  Besides, the value must be near the one at a distance of
10^-60, worked out with 600 digits, or beyond every bound where the limit is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Limit, oo

from tutor.core.claims import Claim, Compared, Equal
from tutor.verify.answers import Answers, Follows, Forms, Says
from tutor.verify.answers.two_sequences import Approached, along_two_sequences, plausible
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context

DIGITS = 600
DISTANCE = context.mpf(10) ** -60


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    limit = given["limit"]
    f, x, place, side = limit.args
    two_sequences = along_two_sequences(Approached(x, place, str(side)), lambda goals: f)
    if place in (oo, -oo) or str(side) != "+-":
        return {"limit": _of(limit)}, two_sequences
    left, right = (Limit(f, x, place, one) for one in "-+")
    apart: Answers = {
        "sides": Says(Compared, left=left, relation="!=", right=right, given=()),
        "left": _of(left),
        "right": _of(right),
    }
    return {"limit": _of(limit)}, apart, two_sequences


def _of(limit: Limit) -> Follows:
    return Follows(_checked(limit))


def _checked(limit: Limit) -> Callable[[Mapping[str, Claim]], Says]:
    def rule(goals: Mapping[str, Any]) -> Says:
        claimed = [g.after for g in goals.values() if isinstance(g, Equal) and g.before == limit]
        if not claimed:
            raise Misfit(f"it should be about {limit}")
        seen = _close_to(limit)
        if seen is not None and not plausible(claimed[0], seen):
            raise Misfit(f"very near the point the value is {context.nstr(seen, 10)}")
        return Says(Equal, before=limit, after=claimed[0], given=())

    return rule


def _close_to(limit: Limit) -> Number | None:
    f, x, place, side = limit.args
    with context.workdps(DIGITS):
        at = Point(Draws(0), {})
        try:
            if place in (oo, -oo):
                where = (1 if place == oo else -1) / DISTANCE
            else:
                where = at.of(place) + (-1 if str(side) == "-" else 1) * DISTANCE
            return +at.moved({x: where}).of(f)
        except NoValue:
            return None
