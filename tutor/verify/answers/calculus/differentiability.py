"""Whether there is a derivative at a point, from values and quotients extremely close to it.

The step is 1e-60 with 400 digits.  A value beside the point that differs from
the one at it is a jump; else the quotients to both sides must agree with what is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Eq, Expr, Limit, Symbol, Tuple

from tutor.core.claims import Claim, Compared, DerivativeOf, Substituted
from tutor.verify.answers import Answers, Follows, Forms, Says, Value
from tutor.verify.answers.one_sided_slopes import DIGITS, STEEP, STEP, tends
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context

CLOSE = context.mpf(10) ** -12


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    f, x, a = given["f"], given["x"], given["at"]
    here = Eq(x, a, evaluate=False)
    value = Says(Substituted, before=f, values=Tuple(here))
    left, middle, right = _values(f, x, a)
    if max(abs(left - middle), abs(right - middle)) > CLOSE:
        jump = Follows(_jumps(f, x, a, middle))
        return {"jump": jump, "here": value}
    slopes = (middle - left) / STEP, (right - middle) / STEP
    steep = max(map(abs, slopes)) > STEEP
    if not steep and abs(slopes[0] - slopes[1]) < CLOSE * max(1, abs(slopes[1])):
        slope = Value(slopes[1], within=CLOSE * max(1, abs(slopes[1])))
        return {
            "derivative": Says(DerivativeOf, function=f, variable=x, result=slope, given=(here,))
        }
    return {"limit": Follows(tends("limit", CLOSE, slopes[1])), "here": value}, {
        "sides": Says(Compared, relation="!=", given=()),
        "left": Follows(tends("left", CLOSE, slopes[0])),
        "right": Follows(tends("right", CLOSE, slopes[1])),
        "here": value,
    }


def _values(f: Expr, x: Symbol, a: Expr) -> tuple[Number, ...]:
    with context.workdps(DIGITS):
        centre = Point(Draws(0), {}).of(a)
        return tuple(Point(Draws(0), {}, {x: centre + k * STEP}).of(f) for k in (-1, 0, 1))


def _jumps(f: Expr, x: Symbol, a: Expr, middle: Number) -> Callable[[Mapping[str, Claim]], Says]:
    def rule(goals: Mapping[str, Any]) -> Says:
        sides = [Limit(f, x, a, side) for side in "-+"]
        if getattr(goals["jump"], "left", None) not in sides:
            raise Misfit("it should be about the function near the point")
        return Says(Compared, relation="!=", right=Value(middle, within=CLOSE), given=())

    return rule
