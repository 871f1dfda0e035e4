"""An integral, from the very integral of the problem and from sums over many thin strips.

The integral is claimed of the integrand of the problem, so checking the claim
is checking the answer.  A finite value must also be near the sum of the
midpoints of strips, in ordinary floats; a piece that diverges must lie inside the bounds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sympy import Expr, Integral, Symbol, oo

from tutor.core.claims import AntiderivativeOf, Approximates, Claim, Equal
from tutor.verify.answers import Answers, Follows, Forms, Says, Wherever
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
    return (
        {"integral": Follows(_value(integral))},
        {"part": Follows(_diverges(integral))},
        {"rounded": Says(Approximates, exact=integral)},
    )


def _value(integral: Integral) -> Any:
    def rule(goals: Mapping[str, Claim]) -> Says:
        goal = goals.get("integral")
        if not isinstance(goal, Equal) or goal.before != integral:
            raise ValueError(f"it should be about {integral}")
        if goal.after not in (oo, -oo):
            claimed, seen = float(Point(Draws(0), {}).of(goal.after)), _by_strips(integral)
            if seen is not None and abs(claimed - seen) > NEAR * max(1, abs(seen)):
                raise ValueError(f"thin strips have the area {seen:.6g}")
        return Says(Equal, before=integral, after=goal.after, given=())

    return rule


def _diverges(integral: Integral) -> Any:
    def rule(goals: Mapping[str, Claim]) -> Says:
        goal = goals.get("part")
        if not isinstance(goal, Equal) or goal.after not in (oo, -oo):
            raise ValueError("a part of the integral should be infinite")
        (x, low, high), part = integral.args[1].args, goal.before
        if not isinstance(part, Integral) or part.args[0] != integral.args[0]:
            raise ValueError(f"it should be about a part of {integral}")
        y, a, b = part.args[1].args
        if y != x or not low <= a < b <= high:
            raise ValueError("the part should lie inside the bounds")
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
