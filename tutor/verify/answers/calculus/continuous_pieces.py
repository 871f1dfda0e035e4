"""Where pieces meet, from jumps of the function at numbers in place of the letters.

The equations must vanish exactly as the jumps do: their sides differ by what the function jumps by
within a tiny distance.  Which letters solve them is checked with the claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Expr, Piecewise, Rational, Symbol, Tuple
from sympy.core.relational import Relational

from tutor.core.claims import SolutionSet
from tutor.verify.answers import Answers, Follows, Says
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context

SAMPLES = (
    (1009, 97),
    (2003, 211),
    (-3001, 307),
)  # at friendly numbers the pieces may meet by chance
DISTANCE = 30
SAME = 1e-20


def answers(given: Mapping[str, Any]) -> Answers:
    f, x, letters = given["f"], given["x"], given["letters"]
    if not isinstance(f, Piecewise):
        raise Misfit("the function is not given by cases")

    def rule(goals: Mapping[str, Any]) -> Says:
        system = goals["solutions"].system
        for above, below in SAMPLES:
            known = {c: Rational(above + 37 * k, below) for k, c in enumerate(letters)}
            seen = _jumps(f, x, known)
            told = [
                abs(Point(Draws(0), {}).of((e.lhs - e.rhs).xreplace(known))) for e in system.args
            ]
            if len(seen) != len(told) or not all(
                any(abs(a - b) < SAME * (1 + b) for b in told) for a in seen
            ):
                raise Misfit("the equations do not say that the pieces meet")
        return Says(SolutionSet, system=system, unknowns=Tuple(*letters), given=())

    return {"solutions": Follows(rule)}


def _jumps(f: Expr, x: Symbol, known: Mapping[Symbol, Expr]) -> list[Number]:
    """How far the values beside each border, and at it, are from the one on the left, if they differ."""
    found = []
    with context.workdps(60):
        there = f.xreplace(dict(known))
        for border in sorted(_borders(f), key=float):
            left, here, right = (
                Point(
                    Draws(0),
                    {},
                    {x: context.mpf(border.p) / border.q + s * context.mpf(10) ** -DISTANCE},
                ).of(there)
                for s in (-1, 0, 1)
            )
            jumps = {sp.Integer(0): abs(right - left), sp.Integer(1): abs(here - left)}
            near = [j for j in jumps.values() if j > SAME]
            if len(near) == 2 and abs(near[0] - near[1]) < SAME * (1 + near[0]):
                near = near[:1]  # the value belongs to the right piece
            found += near
    return found


def _borders(f: Expr) -> set[Rational]:
    return {
        side
        for cases in f.atoms(Piecewise)
        for relation in cases.atoms(Relational)
        for side in relation.args
        if isinstance(side, Rational)
    }
