"""The extreme point that an iteration comes near to, found exactly and classified.

Where the slope is zero in closed form, the second derivative says which kind
of point it is; where it is nowhere negative, the point is extreme overall.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import sympy as sp
from sympy import Expr, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Conditions,
    Extremum,
    SolutionSet,
    Substituted,
)
from tutor.core.step import Step, collect, step
from tutor.kit.calculus.descent import differentiated
from tutor.kit.real_values import value_at
from tutor.kit.real_zeros import written_zeros
from tutor.kit.signs import sign
from tutor.kit.unevaluated import ZERO, equation

CLASSIFY = {
    "minimum": "classify_minimum",
    "maximum": "classify_maximum",
    "local minimum": "classify_local_minimum",
    "local maximum": "classify_local_maximum",
}


@dataclass(frozen=True)
class Nearest:
    """The point and the goals; no point if the slope is never zero.

    `curvature` is the second derivative there, if it is known not to be zero; `second` is it everywhere.
    """

    point: Expr | None
    curvature: Expr | None
    second: Expr | None
    goals: tuple[tuple[str, Claim], ...]


def nearest_extremum(
    f: Expr,
    x: Symbol,
    slope: Expr,
    given: Conditions,
    near: float,
    known: tuple[Expr, Conditions] | None = None,
    level: Expr | None = None,
) -> Generator[Step, None, Nearest | None]:
    """The zero of the slope that is nearest to a number; None where no closed form is known.

    `known` is the second derivative and where it holds, if a step has found it; `level` is a zero of
    the slope that a step has found, for where not all zeros are known.
    """
    found = written_zeros(slope, x, given)
    if not slope.has(x) or (found is None and level is None):
        return None
    goals: tuple[tuple[str, Claim], ...] = ()
    if found is not None:
        system = Tuple(equation(slope, ZERO))
        solved = SolutionSet(system, Tuple(x), Tuple(*(Tuple(z) for z in found)), given)
        yield step("solve_slope" if found else "note_no_zero_slope", solved)
        goals = (("stationary", solved),)
    places = [level] if found is None else found
    if not places:
        return Nearest(None, None, None, goals)
    point = min(places, key=lambda z: abs(float(z) - near))
    steps: Sequence[Step] = ()
    second, where = known or (None, ())
    if second is None:
        steps, bend = collect(differentiated("differentiate_slope", slope, x))
        second, where = bend.result, bend.given
    curvature = value_at(second, {x: point})
    kind = _kind(second, curvature, (*given, *where))
    if not kind:
        goals += yield from _one_way(slope, given)
        return Nearest(point, None, second, goals)
    yield from steps
    if second.has(x) and curvature != 0:
        yield step("find_curvature", Substituted(second, Tuple(equation(x, point)), curvature))
    if not kind.startswith("local"):
        relation = ">=" if kind == "minimum" else "<="
        yield step(f"note_convexity_for_{kind}", Compared(second, relation, ZERO, (*given, *where)))
    value = value_at(f, {x: point})
    claim = Extremum(f, Tuple(x), Tuple(), Tuple(point), value, kind, given)
    at = equation(x, point)
    height = () if found is not None else (Substituted(f, Tuple(at), value), Choice(at))
    yield step(CLASSIFY[kind], claim, *height)
    return Nearest(point, curvature or None, second, (*goals, ("extremum", claim)))


def _one_way(
    slope: Expr, given: Conditions
) -> Generator[Step, None, tuple[tuple[str, Claim], ...]]:
    """That the function falls nowhere, or rises nowhere, so that a place of slope zero is no extreme one."""
    if any(isinstance(c, sp.Ne) for c in given):
        return ()
    for relation, side in ((">=", slope), ("<=", sp.expand(-slope))):
        if sign(side):
            claim = Compared(slope, relation, ZERO, given)
            yield step("note_one_way", claim)
            return (("one_way", claim),)
    return ()


def _kind(second: Expr, curvature: Expr | None, given: Conditions) -> str:
    """Which kind of point the second derivative says it is; nothing if it does not say so."""
    if curvature is None:
        return ""
    if not any(isinstance(c, sp.Ne) for c in given):
        if sign(second) in ("positive", "not negative"):
            return "minimum"
        if sign(sp.expand(-second)) in ("positive", "not negative"):
            return "maximum"
    if curvature == 0:
        return ""
    return "local minimum" if curvature > 0 else "local maximum"
