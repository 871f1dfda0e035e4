"""A limit, from the very limit of the problem and from one value extremely close to the point.

The limit is claimed of the expression of the problem, so checking the claim is
checking the answer.  Besides, the value must be near the one at a distance of
10^-60, worked out with 600 digits, or beyond every bound where the limit is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Expr, Integer, Limit, oo

from tutor.core.claims import Claim, Compared, Equal
from tutor.verify.answers import Answers, Follows, Forms, Says
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context

DIGITS = 600
DISTANCE = context.mpf(10) ** -60
NEAR = context.mpf(1) / 20  # a logarithm is that far from its limit at this distance
LARGE = 20
WHOLE = (1, 2, 7, 30, 400)  # numbers of places in a sequence that are looked at
LATE = 10**9  # the number of a place far along a sequence


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    limit = given["limit"]
    f, x, place, side = limit.args
    two_sequences: Answers = {
        **{f"places_{k}": Follows(_approaches(limit, k)) for k in (1, 2)},
        "differ": Follows(_differ(limit)),
    }
    if place in (oo, -oo) or str(side) != "+-":
        return {"limit": _of(limit)}, two_sequences
    left, right = (Limit(f, x, place, one) for one in "-+")
    apart: Answers = {
        "sides": Says(Compared, left=left, relation="!=", right=right, given=()),
        "left": _of(left),
        "right": _of(right),
    }
    return {"limit": _of(limit)}, apart, two_sequences


def _approaches(limit: Limit, number: int) -> Callable[[Mapping[str, Any]], Says]:
    """The places come close to the point, on its side."""

    def rule(goals: Mapping[str, Any]) -> Says:
        places, n = goals[f"places_{number}"].before.args[:2]
        _, _, place, side = limit.args
        start = Point(Draws(0), {})
        for k in WHOLE:
            there = start.moved({n: context.mpf(k)}).of(places)
            if place in (oo, -oo):
                fits = there > 0 if place == oo else there < 0
            else:
                apart = there - start.of(place)
                fits = (
                    apart > 0 if str(side) == "+" else apart < 0 if str(side) == "-" else apart != 0
                )
            if not fits:
                raise Misfit("a place is not on the side from which the point is approached")
        return Says(Equal, before=Limit(places, n, oo, "-"), after=place, given=())

    return rule


def _differ(limit: Limit) -> Callable[[Mapping[str, Any]], Says]:
    """The values far along the two sequences are close to the two limits, which are different."""

    def rule(goals: Mapping[str, Any]) -> Says:
        claim = goals["differ"]
        for k, claimed in ((1, claim.left), (2, claim.right)):
            places, n = goals[f"places_{k}"].before.args[:2]
            with context.workdps(80):
                start = Point(Draws(0), {})
                there = start.moved({n: context.mpf(LATE)}).of(places)
                seen = start.moved({limit.args[1]: there}).of(limit.args[0])
            if not _plausible(claimed, seen):
                raise Misfit(f"far along sequence {k} the value is {context.nstr(seen, 10)}")
        return Says(Compared, relation="!=", given=())

    return rule


def _of(limit: Limit) -> Follows:
    return Follows(_checked(limit))


def _checked(limit: Limit) -> Callable[[Mapping[str, Claim]], Says]:
    def rule(goals: Mapping[str, Any]) -> Says:
        claimed = [g.after for g in goals.values() if isinstance(g, Equal) and g.before == limit]
        if not claimed:
            raise Misfit(f"it should be about {limit}")
        seen = _close_to(limit)
        if seen is not None and not _plausible(claimed[0], seen):
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


def _plausible(value: Expr, seen: Number) -> bool:
    if value in (oo, -oo):
        return bool((seen > 0) == (value == oo) and abs(seen) > LARGE)
    known = Point(Draws(0), {}).of(value if isinstance(value, Expr) else Integer(0))
    return bool(abs(known - seen) < NEAR * max(1, abs(known)))
