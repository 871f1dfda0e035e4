"""Continuity at a point, from the very limits and the very value of the function of the problem.

Each claim is about the function of the problem, so checking the claims is checking the
answer.  Here it is seen on which sides the function has values, at places that are 10^-9 and
10^-30 away: with values on both sides, both must be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Eq, Expr, Limit, Symbol, Tuple

from tutor.core.claims import Compared, Equal, Substituted
from tutor.verify.answers import Answers, Follows, Forms, Says, Value
from tutor.verify.values.numeric import Draws, NoValue, Point, context

DISTANCES = (9, 30)


def answers(given: Mapping[str, Any]) -> Forms:
    f, x, a = given["f"], given["x"], given["at"]
    sides = [sign for sign in "-+" if _has_values(f, x, a, sign)]
    limit = Limit(f, x, a, "+-" if len(sides) == 2 else sides[0])
    value = Says(Substituted, before=f, values=Tuple(Eq(x, a, evaluate=False)))
    whole: Answers = {
        "here": value,
        "limit": Says(Equal, before=limit, given=()),
        "reached": Says(
            Compared, left=limit, right=Follows(lambda g: Value(g["here"].after)), given=()
        ),
    }
    if len(sides) == 1:
        return (whole,)
    left, right = (Limit(f, x, a, sign) for sign in "-+")
    apart: Answers = {
        "here": value,
        "sides": Says(Compared, left=left, relation="!=", right=right, given=()),
        "left": Says(Equal, before=left, given=()),
        "right": Says(Equal, before=right, given=()),
    }
    return whole, apart


def _has_values(f: Expr, x: Symbol, a: Expr, sign: str) -> bool:
    side = 1 if sign == "+" else -1
    start = Point(Draws(0), {})
    try:
        with context.workdps(60):
            place = start.of(a)
            for k in DISTANCES:
                start.moved({x: place + side * context.mpf(10) ** -k}).of(f)
    except NoValue:
        return False
    return True
