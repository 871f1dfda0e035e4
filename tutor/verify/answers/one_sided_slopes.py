"""Whether a limit of slopes is what quotients over a tiny step to one side say.

The step is 1e-60 with 400 digits.  A quotient above 1e15 counts as without bound;
any other must agree with the limit to the precision asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Limit, oo

from tutor.core.claims import Claim, Equal
from tutor.verify.answers import Says
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context

DIGITS = 400
STEP = context.mpf(10) ** -60
STEEP = 10**15


def tends(name: str, close: Number, slope: Number) -> Callable[[Mapping[str, Claim]], Says]:
    """The goal of this name is a limit, and this slope is within `close` of it."""

    def rule(goals: Mapping[str, Any]) -> Says:
        goal = goals[name]
        if not isinstance(goal, Equal) or not isinstance(goal.before, Limit):
            raise Misfit("it should be a limit")
        if goal.after in (oo, -oo):
            fits = abs(slope) > STEEP and (slope > 0) == (goal.after == oo)
        else:
            fits = abs(Point(Draws(0), {}).of(goal.after) - slope) < close * max(1, abs(slope))
        if not fits:
            raise Misfit(f"over a tiny step the slope is {context.nstr(slope, 10)}")
        return Says(Equal, after=goal.after, given=())

    return rule
