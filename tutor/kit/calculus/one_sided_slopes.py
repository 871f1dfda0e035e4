"""The slopes on both sides of a point, from the derivatives of the formulas that hold beside it.

Where a function is continuous at a point and its derivative beside the point tends to a number, the
difference quotient tends to the same number: each quotient is a derivative at a place in between
(mean value theorem).
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Expr

from tutor.core.claims import Compared, Conditions, Equal
from tutor.core.step import Step, step
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.limits import find
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.two_sides import Found
from tutor.kit.domain import combined

PIECES = (sp.Abs, sp.Piecewise, sp.Max, sp.Min)
SIDES = {"-": "conclude_slope_to_the_left", "+": "conclude_slope_to_the_right"}


def has_bars_or_cases(f: Expr) -> bool:
    """Whether the sides of a point may have formulas of their own."""
    return f.has(*PIECES)


def exist(f: Expr, at: Approach) -> bool:
    """Whether the derivatives on both sides of the point tend to something, infinite perhaps."""
    for side in "-+":
        beside = at.from_side(side)
        one, near = formula(f, beside)
        if one is None or near is None or one.has(*PIECES):
            return False
        if beside.tends(sp.diff(one, at.x)) is None:
            return False
    return True


def beside(f: Expr, slope: Expr, at: Approach) -> Expr | None:
    """What the derivative of f tends to on one side, infinite perhaps; None if that is not known.

    It is that of the formula without bars, which is shorter than the derivative with bars.
    """
    opened, _ = formula(f, at)
    while opened is not None and opened.has(sp.Abs):  # bars that stood inside others
        opened, _ = formula(opened, at)
    return at.tends(slope if opened is None else sp.diff(opened, at.x))


def formula(f: Expr, beside: Approach) -> tuple[Expr | None, Conditions | None]:
    """The formula of f on one side of the point, without bars and choices, and where it holds."""
    if f.has(sp.Piecewise):
        case, near = beside.case(f), beside.around(f)
        if case is None or not case.has(sp.Abs):
            return case, near
        opened, closer = formula(case, beside)
        return opened, None if closer is None else combined(near, closer)
    if choices := sorted(f.atoms(sp.Max, sp.Min), key=sp.count_ops):
        return _chosen(f, choices[0], beside)
    signs = {b: beside.sign(b.args[0]) for b in f.atoms(sp.Abs)}
    kept = [beside.close(b.args[0]) for b in signs]
    if not all(signs.values()) or None in kept:
        return None, None
    opened = f.xreplace({b: sp.expand(sign * b.args[0]) for b, sign in signs.items()})
    return sp.expand(opened), combined(*(near for near in kept if near is not None))


def _chosen(f: Expr, choice: Expr, beside: Approach) -> tuple[Expr | None, Conditions | None]:
    """The formula with the part that is the largest or smallest on this side, and where it is."""
    wanted = 1 if isinstance(choice, sp.Max) else -1
    for part in choice.args:
        gaps = [sp.expand(part - other) for other in choice.args if other != part]
        near = [beside.close(gap) for gap in gaps]
        if None not in near and all(beside.sign(gap) == wanted for gap in gaps):
            opened, closer = formula(f.xreplace({choice: part}), beside)
            known = combined(*(n for n in near if n is not None))
            return opened, None if closer is None else combined(known, closer)
    return None, None


def find_both(
    f: Expr, at: Approach, quotient: Expr, step_to: Approach
) -> Generator[Step, None, Found]:
    """Yield the steps to the limits of the quotient from both sides, and compare these."""
    values = []
    for side in "-+":
        values.append((yield from _slope(f, at.from_side(side), step_to.from_side(side), quotient)))
    left, right = values
    sides = [step_to.from_side(side).of(quotient) for side in "-+"]
    if left != right:
        yield step("compare_sides", Compared(sides[0], "!=", sides[1]))
        return Found(None, left, right)
    yield step("join_sides", Equal(step_to.of(quotient), left), Compared(sides[0], "=", sides[1]))
    return Found(left, left, right)


def _slope(
    f: Expr, beside: Approach, step_to: Approach, quotient: Expr
) -> Generator[Step, None, Expr]:
    one, near = formula(f, beside)
    assert one is not None
    assert near is not None
    yield step("open_side", Equal(f, one, near))
    derivative = differentiation("differentiate_beside", one, beside.x)
    yield derivative
    slope = derivative.shown["result"]
    value = yield from find(slope, beside)
    limit = step_to.of(quotient)
    yield step(SIDES[beside.side], Equal(limit, value), Compared(beside.of(slope), "=", value))
    return value
