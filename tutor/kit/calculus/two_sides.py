"""A limit from both sides: the sides apart where they may differ, and then compared."""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import sympy as sp
from sympy import Expr

from tutor.core.claims import Claim, Compared, Equal
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus.approach import INFINITE, Approach
from tutor.kit.calculus.limit_forms import parts_of
from tutor.kit.calculus.limits import find, not_found


class Found(NamedTuple):
    """The limit; from the two sides if these were looked at, and None if they differ."""

    value: Expr | None
    left: Expr | None = None
    right: Expr | None = None


def from_both_sides(f: Expr, at: Approach, hopital: bool = False) -> Generator[Step, None, Found]:
    """Yield the steps; the two sides are looked at apart where they may differ."""
    if not at.both or not _has_two_sides(f, at):
        return Found((yield from _of_asked(f, at, hopital)))
    left = yield from _of_asked(f, at.from_side("-"), hopital)
    right = yield from _of_asked(f, at.from_side("+"), hopital)
    sides = [at.from_side(side).of(f) for side in "-+"]
    if left != right:
        yield step("compare_sides", Compared(sides[0], "!=", sides[1]))
        return Found(None, left, right)
    yield step("join_sides", Equal(at.of(f), left), Compared(sides[0], "=", sides[1]))
    return Found(left, left, right)


def _of_asked(f: Expr, at: Approach, hopital: bool) -> Generator[Step, None, Expr]:
    """The limit; an error names what was asked for, not a form on the way."""
    try:
        return (yield from find(f, at, hopital))
    except Undefined as lost:
        if lost.code != "limit-not-found":
            raise
        raise not_found(f, at) from lost


def goals_of(f: Expr, at: Approach, found: Found) -> tuple[tuple[str, Claim], ...]:
    """The limit, or the limits from the two sides and that they differ."""
    if found.value is not None:
        return (("limit", Equal(at.of(f), found.value)),)
    left, right = (at.from_side(side).of(f) for side in "-+")
    return (
        ("sides", Compared(left, "!=", right)),
        ("left", Equal(left, found.left)),
        ("right", Equal(right, found.right)),
    )


def _has_two_sides(f: Expr, at: Approach) -> bool:
    """Whether the sides need a look each: different values, a pole, or bars that open differently."""
    if f.has(sp.Piecewise) and at.case(f) is None:
        return True
    values = [at.from_side(side).tends(f) for side in "-+"]
    bars = any(at.sign(bar.args[0]) == 0 for bar in f.atoms(sp.Abs))
    parts = (tuple(at.from_side(s).tends(p) for s in "-+") for p in parts_of(f, at.x))
    differ = any(left != right and (left in INFINITE or right in INFINITE) for left, right in parts)
    return values[0] != values[1] or values[0] in INFINITE or bars or differ
