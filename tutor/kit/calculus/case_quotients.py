"""The slope at a point of a function given by cases, from the difference quotients of its cases.

The quotient takes its values beside the point from the case that holds there, and the value at
the point from another one perhaps.  So each side has a quotient of its own.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import And, Basic, Expr, Piecewise, Symbol, Tuple, true
from sympy.functions.elementary.piecewise import ExprCondPair

from tutor.core.claims import Choice, Compared, Equal, Substituted
from tutor.core.step import Step, step
from tutor.kit import cases
from tutor.kit.calculus import quotients
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.limits import find
from tutor.kit.calculus.two_sides import Found
from tutor.kit.unevaluated import ZERO, added, equation, negated, over

SIDES = {"-": "find_slope_to_the_left", "+": "find_slope_to_the_right", "+-": "find_slope"}


def by_cases(
    f: Piecewise, x: Symbol, place: Expr, here: Expr
) -> Generator[Step, None, tuple[Expr, Found]]:
    """Yield the steps to the slopes on both sides; returns the quotient and its limits.

    `here` is the value at the place, near which f is continuous.
    """
    h = quotients.step_letter(f)
    quotient = yield from formed(f, x, place, here)
    whole = Approach(h, ZERO)
    if whole.case(quotient) is not None:
        value = yield from _slope(quotient, whole)
        return quotient, Found(value, value, value)
    left = yield from _slope(quotient, whole.from_side("-"))
    right = yield from _slope(quotient, whole.from_side("+"))
    sides = [whole.from_side(side).of(quotient) for side in "-+"]
    if left != right:
        yield step("compare_sides", Compared(sides[0], "!=", sides[1]))
        return quotient, Found(None, left, right)
    yield step("join_sides", Equal(whole.of(quotient), left), Compared(sides[0], "=", sides[1]))
    return quotient, Found(left, left, right)


def formed(f: Piecewise, x: Symbol, place: Expr, here: Expr) -> Generator[Step, None, Expr]:
    """Yield the step that moves away from the place; returns the difference quotient."""
    h = quotients.step_letter(f)
    moved = equation(x, h if place == 0 else added(place, h))
    beside = _moved(f, x, place, h)
    yield step("take_step", Substituted(f, Tuple(moved), beside), Choice(moved))
    return over(beside if here == 0 else added(beside, negated(here)), h)


def _slope(quotient: Expr, at: Approach) -> Generator[Step, None, Expr]:
    """The limit of the quotient from one side, where it has one formula."""
    h, one = at.x, at.case(quotient)
    assert one is not None  # the sides are told apart by their cases
    near = Equal(quotient, one, at.around(quotient))
    yield step("choose_case", Equal(at.of(quotient), at.of(one)), near)
    reduced = yield from quotients.simplified(one, h)
    value = yield from find(reduced, at)
    yield step(SIDES[at.side], Equal(at.of(quotient), value))
    return value


def _moved(f: Piecewise, x: Symbol, place: Expr, h: Symbol) -> Piecewise:
    """The function at a step h from the place, with conditions on h."""
    made = []
    for formula, condition in f.args:
        shifted = [type(r)(h, r.args[1] - place, evaluate=False) for r in cases.parts(condition)]
        there: Basic = true if not shifted else shifted[0]
        if len(shifted) > 1:
            there = And(*shifted, evaluate=False)
        made.append(ExprCondPair(quotients.inserted(formula, x, place, h), there))
    return Piecewise(*made, evaluate=False)
