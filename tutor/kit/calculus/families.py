"""Cases of a problem with inequalities that have infinitely many solutions, on a line or a curve.

One letter is free and the others follow from it.  The constraints and the signs of the
multipliers bound this letter; they may leave an interval, one value, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import sympy as sp
from sympy import Expr, Poly, Symbol

from tutor.core.errors import Undefined
from tutor.kit.calculus.kkt import Case
from tutor.kit.polynomial_systems import Values, polynomial_of
from tutor.kit.real_roots import real_roots
from tutor.kit.unevaluated import ZERO

Interval = tuple[Expr, Expr]


@dataclass(frozen=True)
class Family:
    """The values of all letters of a case, in terms of the letter `free`."""

    case: Case
    values: Values
    free: Symbol

    @property
    def is_level(self) -> bool:
        """Whether the conditions leave infinitely many solutions; the function has one value on them."""
        return any(low != high for low, high in self._intervals)

    def ends(self) -> list[Values]:
        """The solutions at the ends of the intervals that the conditions leave to the free letter."""
        found = [self._at(place) for bounds in self._intervals for place in _ends(*bounds)]
        accepted = self.case.program.is_accepted
        return [
            values
            for values in found
            if self.is_level
            or accepted([values.get(m, ZERO) for m in self.case.program.multipliers])
        ]

    def _at(self, place: Expr) -> Values:
        return {u: v.xreplace({self.free: place}) for u, v in self.values.items()}

    @cached_property
    def _intervals(self) -> list[Interval]:
        found: list[Interval] = [(-sp.oo, sp.oo)]
        program = self.case.program
        below = [g.xreplace(self.values) for g in program.sides]
        if program.sense != "both":  # else multipliers of either sign belong to a candidate
            below += [-self.values.get(m, ZERO) for m in program.multipliers]
        for side in map(sp.expand, below):
            if side.has(self.free):
                bounds = _where_not_positive(Poly(side, self.free))
                both = ((max(a, c), min(b, d)) for a, b in found for c, d in bounds)
                found = [(low, high) for low, high in both if low <= high]
            elif side > 0:
                return []
        return list(dict.fromkeys(found))


def _ends(low: Expr, high: Expr) -> list[Expr]:
    """Both ends of an interval; where one is missing, another place in it."""
    if low == high:
        return [low]
    if not low.is_finite and not high.is_finite:
        return [ZERO, ZERO + 1]
    return [low if low.is_finite else high - 1, high if high.is_finite else low + 1]


def of(case: Case) -> Family | None:
    """The solutions of a case with a free letter, from which all others follow; None if there are finitely many.

    Raises `Undefined` if more than one letter is free.
    """
    task = case.task
    if task.constraints and not task.multipliers_are_determined:
        return None
    letters = (*task.multipliers, *task.unknowns)  # the last ones are left free
    polynomials = [polynomial_of(e.lhs - e.rhs, letters) for e in case.equations]
    if any(p is None for p in polynomials):
        return None
    solved = _solved(polynomials, letters)
    free = set().union(*(v.free_symbols for v in solved.values())) if solved is not None else set()
    if solved is None or not free:
        return None
    if len(free) > 1 or case.program.given:
        raise infinitely_many()
    return Family(case, solved, free.pop())


def _solved(polynomials: Sequence[Expr], letters: Sequence[Symbol]) -> Values | None:
    """Every letter in terms of those that are left free, if each follows linearly from later ones.

    A square is zero exactly where its base is, so powers of factors do not matter.
    """
    before: list[Expr] = []
    basis = [p for p in polynomials if p != 0]
    while basis != before:
        before = basis
        made = sp.groebner(basis, *letters, order="lex").exprs
        if any(p.is_number for p in made):
            return None  # there is no solution
        basis = [sp.sqf_part(p) for p in made]
    values: Values = {}
    for p in reversed(basis):
        leading = next((u for u in letters if p.has(u)), None)
        if leading is None or leading in values or Poly(p, leading).degree() > 1:
            return None
        slope = Poly(p, leading).nth(1)
        if slope.free_symbols:
            return None
        values[leading] = sp.expand((leading - p / slope).xreplace(values))
    return {u: values.get(u, u) for u in letters}


def _where_not_positive(poly: Poly) -> list[Interval]:
    """The intervals on which a polynomial of degree one or two is not positive."""
    if poly.degree() == 1:
        root = -poly.nth(0) / poly.nth(1)
        return [(-sp.oo, root) if poly.nth(1) > 0 else (root, sp.oo)]
    if poly.degree() > 2:
        raise infinitely_many()
    roots = sorted(real_roots(poly.as_expr(), poly.gen), key=float)
    if poly.nth(2) > 0:
        return [(roots[0], roots[-1])] if roots else []
    return [(-sp.oo, roots[0]), (roots[-1], sp.oo)] if roots else [(-sp.oo, sp.oo)]


def infinitely_many() -> Undefined:
    """The error for candidates that are not listed."""
    return Undefined(
        "infinitely-many",
        "Infinitely many points satisfy the conditions of one case, so they cannot be listed.",
        fix="Ask for the minimum and the maximum one at a time, or change the constraints.",
    )
