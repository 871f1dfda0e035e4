"""An integral, from the very integral of the problem and from sums over many thin strips.

The integral is claimed of the integrand of the problem, so checking the claim
is checking the answer.  If it has no value, its antiderivative swings towards a bound.  A finite value must also be near the sum of the
midpoints of strips, in ordinary floats; a piece that diverges must lie inside the bounds.
With letters in it, numbers are tried, and each condition on a letter must be needed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Expr, Gt, Integral, Ne, Rational, Symbol, oo

from tutor.core.claims import AntiderivativeOf, Approximates, Claim, Conditions, Equal
from tutor.core.written import written
from tutor.verify.answers import Answers, Follows, Forms, Says, Wherever
from tutor.verify.answers.two_sequences import Approached, along_two_sequences
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Point
from tutor.verify.values.rough import FAILURES, rough

STRIPS = 4_000
NEAR = 0.05  # a pole at an end is seen roughly
FAR = 60.0


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    integral = given["integral"]
    f, (x, *bounds) = integral.args[0], integral.args[1].args
    if not bounds:
        return {"antiderivative": Says(AntiderivativeOf, function=f, variable=x, given=Wherever(f))}
    antiderivative = Says(AntiderivativeOf, function=f, variable=x, given=())
    swinging = (
        {
            "antiderivative": antiderivative,
            **along_two_sequences(
                Approached(x, end, side), lambda goals: goals["antiderivative"].result
            ),
        }
        for end, side in zip(bounds, "+-", strict=True)
    )
    return (
        *swinging,
        {"integral": Follows(_value(integral))},
        {"part": Follows(_diverges(integral))},
        {"rounded": Says(Approximates, exact=integral)},
    )


def _value(integral: Integral) -> Any:
    def rule(goals: Mapping[str, Claim]) -> Says:
        goal = goals.get("integral")
        if not isinstance(goal, Equal) or goal.before != integral:
            raise Misfit(f"it should be about {integral}")
        if goal.after not in (oo, -oo):
            for sample in _samples(integral):
                claimed, seen = _claimed_and_seen(integral, goal.after, sample)
                if seen is not None and not _near(claimed, seen):
                    raise Misfit(f"thin strips have the area {seen:.6g}")
        given = _needed(integral, goal)
        return Says(Equal, before=integral, after=goal.after, given=given)

    return rule


def _letters(integral: Integral) -> list[Symbol]:
    return sorted(integral.free_symbols - {integral.args[1].args[0]}, key=str)


def _samples(integral: Integral) -> Iterator[dict[Symbol, Expr]]:
    """Positive numbers for the letters; one empty sample if there are none."""
    letters = _letters(integral)
    for start in (6, 11) if letters else (0,):
        yield {s: Rational(start + 5 * k, 10) for k, s in enumerate(letters)}


def _claimed_and_seen(
    integral: Integral, value: Expr, sample: Mapping[Symbol, Expr]
) -> tuple[float, float | None]:
    claimed = float(Point(Draws(0), {}).of(value.xreplace(dict(sample))))
    return claimed, _by_strips(integral.xreplace(dict(sample)))


def _near(claimed: float, seen: float) -> bool:
    return abs(claimed - seen) <= NEAR * max(1, abs(seen))


def _needed(integral: Integral, goal: Equal) -> Conditions:
    """The conditions of the goal: letters that are positive or not zero.

    A letter may be called positive only if the claim fails for a negative one.
    """
    for condition in goal.given:
        letter, bound = condition.args
        known = letter in _letters(integral) or isinstance(condition, Ne)
        if not isinstance(condition, Gt | Ne) or bound != 0 or not known:
            raise Misfit(f"{written(condition)} is no condition on a letter alone")
        if isinstance(condition, Ne):
            continue
        sample = next(_samples(integral))
        sample[letter] = -sample[letter]
        try:
            claimed, seen = _claimed_and_seen(integral, goal.after, sample)
        except (*FAILURES, NoValue):
            continue
        if seen is not None and _near(claimed, seen):
            raise Misfit(f"{written(condition)} is not needed")
    return tuple(goal.given)


def _diverges(integral: Integral) -> Any:
    def rule(goals: Mapping[str, Claim]) -> Says:
        goal = goals.get("part")
        if not isinstance(goal, Equal) or goal.after not in (oo, -oo):
            raise Misfit("a part of the integral should be infinite")
        (x, low, high), part = integral.args[1].args, goal.before
        if not isinstance(part, Integral) or part.args[0] != integral.args[0]:
            raise Misfit(f"it should be about a part of {integral}")
        y, a, b = part.args[1].args
        if y != x or not low <= a < b <= high:
            raise Misfit("the part should lie inside the bounds")
        return Says(Equal, before=part, after=goal.after, given=())

    return rule


def _by_strips(integral: Integral) -> float | None:
    """The sum over strips, wider and wider ones towards infinity; None where a value is missing."""
    f, (x, low, high) = integral.args[0], integral.args[1].args
    infinite = low == -oo or high == oo
    a, b = (-FAR if low == -oo else float(low)), (FAR if high == oo else float(high))
    value = _function(f, x)
    width = (b - a) / STRIPS
    try:
        total = width * math.fsum(value([a + (k + 0.5) * width]) for k in range(STRIPS))
    except (*FAILURES, NoValue):
        return None
    rough_only = infinite or total != total
    return None if rough_only and not _settles(value, a, b) else total


def _function(f: Expr, x: Symbol) -> Any:
    return rough(f, (x,), Point(Draws(0), {}))


def _settles(value: Any, a: float, b: float) -> bool:
    """Whether what lies beyond the strips is negligible."""
    try:
        return abs(value([a])) * FAR < NEAR / 50 and abs(value([b])) * FAR < NEAR / 50
    except (*FAILURES, NoValue):
        return False
