"""A derivative, and at a point the slopes on its two sides, as quotients over a tiny step.

The derivative is claimed of the very function of the problem, so checking the
claim is checking the answer, as long as its conditions leave out no more than
single points.  At a point the quotient over a step of 1e-300, with 700 digits, gives
the slope on each side; where it has grown since 1e-150 there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Basic, Eq, Expr, Gt, Integer, Lt, Symbol, Tuple

from tutor.core.claims import Claim, Compared, DerivativeOf, Equal, SolutionSet, Substituted
from tutor.core.insertion import inserted
from tutor.core.written import written
from tutor.verify.answers import Answer, Answers, Follows, Forms, Says, Value, Wherever
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context

DIGITS = 700
STEPS = -150, -300  # powers of ten
CLOSE = context.mpf(10) ** -12


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    f, x, a = given["f"], given["x"], given.get("at")
    derivative = Says(DerivativeOf, function=f, variable=x, given=Wherever(f))
    if a is None:
        return {"derivative": derivative}
    here = Eq(x, a, evaluate=False)
    right, left = (_slope(f, x, a, side) for side in (1, -1))
    if context.inf in (right, left):
        growth = Says(Substituted, values=Tuple(here), after=Integer(0))
        return {"derivative": derivative, "growth": growth}
    if right is None or left is None:
        return {"derivative": derivative, **_at_the_end(f, x, a, right, left)}
    sides: Answers = {
        "derivative": derivative,
        "sides": Says(
            Compared, left=Value(left, within=CLOSE), right=Value(right, within=CLOSE), given=()
        ),
        "right": Follows(_beside("right", f, x, Gt(x, a), a)),
        "left": Follows(_beside("left", f, x, Lt(x, a), a)),
    }
    if abs(right - left) > CLOSE:
        return sides
    value = Value(right, within=CLOSE)
    formula = Follows(lambda goals: Value(goals["derivative"].result))
    inserted = Says(Substituted, before=formula, values=Tuple(here), after=value)
    conditions = Follows(lambda goals: (*goals["derivative"].given, here))
    constant = Says(DerivativeOf, function=f, variable=x, result=value, given=conditions)
    return (
        {"derivative": derivative, "value": inserted},
        {"derivative": derivative, "value": constant},
        sides,
    )


def _at_the_end(
    f: Expr, x: Symbol, a: Expr, right: Number | None, left: Number | None
) -> dict[str, Answer]:
    """The slope on the side where f has values, and that it has none on the other."""
    sides = {"right": Gt(x, a), "left": Lt(x, a)}
    name, slope = ("right", right) if left is None else ("left", left)
    (beyond,) = sides.keys() - {name}

    def no_value(goals: Mapping[str, Any]) -> Says:
        if goals["beyond"].given[:1] != (sides[beyond],):
            raise Misfit(f"it should be about {written(sides[beyond])}")
        w = Symbol("w" if Symbol("w") not in f.free_symbols else "w_0")
        system = Tuple(Eq(w, f, evaluate=False))
        return Says(SolutionSet, system=system, unknowns=Tuple(w), solutions=Tuple())

    def tending(goals: Mapping[str, Any]) -> Says:
        beside = goals[name]
        formula = beside.result if isinstance(beside, DerivativeOf) else beside.after
        here = Tuple(Eq(x, a, evaluate=False))
        after = Value(slope, within=CLOSE)
        return Says(Substituted, before=Value(formula), values=here, after=after)

    return {
        f"slope_{name}": Follows(tending),
        name: Follows(_beside(name, f, x, sides[name], a)),
        "beyond": Follows(no_value),
    }


def _slope(f: Expr, x: Symbol, a: Expr, side: int) -> Number | None:
    """The slope beside a, infinite if it grows beyond every bound, None where f has no values."""

    def quotient(exponent: int) -> Number:
        step = side * context.mpf(10) ** exponent
        start, end = (Point(Draws(0), {}, {x: centre + h}).of(f) for h in (0, step))
        return (end - start) / step

    with context.workdps(DIGITS):
        centre = Point(Draws(0), {}).of(a)
        try:
            large, small = map(quotient, STEPS)
        except NoValue:
            return None
        if abs(small) > 10 * abs(large) and abs(small) > 1:
            return context.inf
    return +small


def _beside(
    name: str, f: Expr, x: Symbol, side: Basic, a: Expr
) -> Callable[[Mapping[str, Claim]], Says]:
    """The difference quotient or the derivative of f, on this side of a."""

    def rule(goals: Mapping[str, Any]) -> Says:
        goal = goals[name]
        if goal.given[:1] != (side,):
            raise Misfit(f"it should be about {written(side)}")
        if isinstance(goal, DerivativeOf):
            return Says(DerivativeOf, function=f, variable=x)
        return Says(Equal, before=Value((f - inserted(f, {x: a})) / (x - a)))

    return rule
