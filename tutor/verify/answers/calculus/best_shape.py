"""The best shape or numbers, from the inequality between the two means, and a formula for the open box.

A product of two numbers with a given sum is largest where they are equal, and the sum of two
positive numbers with a given product is smallest there.  The product of two numbers with a given
difference is a square less the square of half the difference.  For the box the size of the cut is the
smaller solution of a quadratic equation.  No function is differentiated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sympy import Eq, Expr, Gt, Integer, Lt, Symbol, Tuple, sqrt

from tutor.core.claims import DerivativeOf, Extremum, Substituted
from tutor.verify.answers import Answer, Answers, Says, Value, Wherever

x = Symbol("x")
NAMES = {
    "open box": "volume",
    "rectangle": "area",
    "rectangle along a wall": "area",
    "positive numbers with a product": "sum",
}

SMALLEST = ("positive numbers with a product", "numbers with a difference")


class Best(NamedTuple):
    """The function of x, its best place and value there, where x ends, and the other part."""

    f: Expr
    place: Expr
    value: Expr
    end: Expr | None
    other: Expr | None
    at_other: Expr | None


def answers(given: Mapping[str, Any]) -> Answers:
    kind = given["kind"]
    best = _best(kind, given)
    sense = "minimum" if kind in SMALLEST else "maximum"
    anywhere = ("numbers with a sum", "numbers with a difference")
    bounds = () if kind in anywhere else (Gt(x, Integer(0), evaluate=False),)
    if best.end is not None:
        bounds = (*bounds, Lt(x, best.end, evaluate=False))
    found: dict[str, Answer] = {
        "derivative": Says(
            DerivativeOf, function=Value(best.f), variable=x, given=Wherever(best.f)
        ),
        NAMES.get(kind, "product"): Says(
            Extremum,
            objective=Value(best.f),
            variables=Tuple(x),
            constraints=Tuple(),
            point=Value(Tuple(best.place)),
            value=Value(best.value),
            kind=sense,
            given=bounds,
        ),
    }
    if best.other is not None:
        found["other"] = Says(
            Substituted,
            before=Value(best.other),
            values=Value(Tuple(Eq(x, best.place, evaluate=False))),
            after=Value(best.at_other),
        )
    return found


def _best(kind: str, given: Mapping[str, Any]) -> Best:
    if kind == "open box":
        a, b = given["width"], given["length"]
        cut = (a + b - sqrt(a**2 - a * b + b**2)) / 6
        volume = cut * (a - 2 * cut) * (b - 2 * cut)
        return Best(x * (a - 2 * x) * (b - 2 * x), cut, volume, min(a, b) / 2, None, None)
    t = given["total"]
    if kind == "positive numbers with a product":
        return Best(x + t / x, sqrt(t), 2 * sqrt(t), None, t / x, sqrt(t))
    if kind == "numbers with a difference":
        return Best(x * (x + t), -t / 2, -(t**2) / 4, None, x + t, t / 2)
    if kind == "rectangle":
        return Best(x * (t / 2 - x), t / 4, t**2 / 16, t / 2, t / 2 - x, t / 4)
    if kind == "rectangle along a wall":
        return Best(x * (t - 2 * x), t / 4, t**2 / 8, t / 2, t - 2 * x, t / 2)
    end = t if kind == "positive numbers with a sum" else None
    return Best(x * (t - x), t / 2, t**2 / 4, end, t - x, t / 2)
