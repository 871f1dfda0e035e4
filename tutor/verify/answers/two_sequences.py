"""That an expression has no limit, from two sequences along which its values differ.

The places are tried one by one: they must lie on the side from which the point is
approached, and far along a sequence the value must be near the limit that is claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sympy import Expr, Integer, Limit, Symbol, oo

from tutor.core.claims import Compared, Equal
from tutor.verify.answers import Answers, Follows, Says
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context

NEAR = context.mpf(1) / 20  # a logarithm is that far from its limit at a distance of 10^-60
LARGE = 20
WHOLE = (1, 2, 7, 30, 400)  # numbers of places in a sequence that are looked at
LATE = 10**9  # the number of a place far along a sequence


class Approached(NamedTuple):
    """The letter, the point, and the side from which it comes: `+`, `-`, or `+-` for both."""

    letter: Symbol
    point: Expr
    side: str


def along_two_sequences(at: Approached, expression: Callable[[Mapping[str, Any]], Expr]) -> Answers:
    """The goals `places_1`, `places_2` and `differ`, about an expression that other goals may name."""
    return {
        **{f"places_{k}": Follows(_approaches(at, k)) for k in (1, 2)},
        "differ": Follows(_differ(at, expression)),
    }


def _approaches(at: Approached, number: int) -> Callable[[Mapping[str, Any]], Says]:
    """The places come close to the point, on its side."""

    def rule(goals: Mapping[str, Any]) -> Says:
        places, n = goals[f"places_{number}"].before.args[:2]
        start = Point(Draws(0), {})
        for k in WHOLE:
            there = start.moved({n: context.mpf(k)}).of(places)
            if at.point in (oo, -oo):
                fits = there > 0 if at.point == oo else there < 0
            else:
                apart = there - start.of(at.point)
                fits = apart > 0 if at.side == "+" else apart < 0 if at.side == "-" else apart != 0
            if not fits:
                raise Misfit("a place is not on the side from which the point is approached")
        return Says(Equal, before=Limit(places, n, oo, "-"), after=at.point, given=())

    return rule


def _differ(
    at: Approached, expression: Callable[[Mapping[str, Any]], Expr]
) -> Callable[[Mapping[str, Any]], Says]:
    """The values far along the two sequences are close to the two limits, which are different."""

    def rule(goals: Mapping[str, Any]) -> Says:
        claim = goals["differ"]
        for k, claimed in ((1, claim.left), (2, claim.right)):
            places, n = goals[f"places_{k}"].before.args[:2]
            with context.workdps(80):
                start = Point(Draws(0), {})
                there = start.moved({n: context.mpf(LATE)}).of(places)
                seen = start.moved({at.letter: there}).of(expression(goals))
            if not plausible(claimed, seen):
                raise Misfit(f"far along sequence {k} the value is {context.nstr(seen, 10)}")
        return Says(Compared, relation="!=", given=())

    return rule


def plausible(value: Expr, seen: Number) -> bool:
    """Whether a value that is seen near a point fits what is claimed to be the limit there."""
    if value in (oo, -oo):
        return bool((seen > 0) == (value == oo) and abs(seen) > LARGE)
    known = Point(Draws(0), {}).of(value if isinstance(value, Expr) else Integer(0))
    return bool(abs(known - seen) < NEAR * max(1, abs(known)))
