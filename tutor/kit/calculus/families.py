"""Cases of a problem with inequalities that have infinitely many solutions, on a line.

One letter is free and the others follow from it.  The constraints and the signs of the
multipliers bound this letter; they may leave an interval, one value, or none.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from sympy import Expr, Poly, Symbol

from tutor.core.errors import Undefined
from tutor.kit.calculus.kkt import Case
from tutor.kit.polynomial_systems import Values, polynomial_of


@dataclass(frozen=True)
class Family:
    """The values of all letters of a case, in terms of the letter `free`."""

    case: Case
    values: Values
    free: Symbol

    def ends(self) -> list[Values]:
        """Where the interval of the free letter ends: one solution, none, or several for infinitely many."""
        low, high = self._interval()
        if low > high:
            return []
        places = dict.fromkeys(end for end in (low, high) if end.is_finite)
        if low != high and not places:
            places = {sp.Integer(0): None}
        found = [self._at(place) for place in places]
        if low != high and len(found) == 1:
            (place,) = places
            found.append(self._at(place + 1 if place == low else place - 1))
        return found

    def _at(self, place: Expr) -> Values:
        return {u: v.xreplace({self.free: place}) for u, v in self.values.items()}

    def _interval(self) -> tuple[Expr, Expr]:
        low, high = -sp.oo, sp.oo
        program = self.case.program
        below = [g.xreplace(self.values) for g in program.sides]
        below += [-self.values.get(m, sp.Integer(0)) for m in program.multipliers]
        for side in map(sp.expand, below):
            if not side.has(self.free):
                if side > 0:
                    return sp.oo, -sp.oo
                continue
            poly = Poly(side, self.free)
            if poly.degree() > 1:
                raise infinitely_many()
            root = -poly.nth(0) / poly.nth(1)
            low, high = (low, min(high, root)) if poly.nth(1) > 0 else (max(low, root), high)
        return low, high


def of(case: Case) -> Family | None:
    """The solutions of a linear case with a free letter; None if there are finitely many.

    Raises `Undefined` if more than one letter is free, or if the multipliers may have any sign.
    """
    task = case.task
    if task.constraints and not task.multipliers_are_determined:
        return None
    letters = (*task.multipliers, *task.unknowns)  # the last ones are left free
    polynomials = [polynomial_of(e.lhs - e.rhs, letters) for e in case.equations]
    if any(p is None or Poly(p, *letters).total_degree() > 1 for p in polynomials):
        return None
    solved = next(iter(sp.linsolve(polynomials, *letters)), None)
    free = set().union(*(v.free_symbols for v in solved)) if solved is not None else set()
    if solved is None or not free:
        return None
    if len(free) > 1 or case.program.sense == "both" or case.program.given:
        raise infinitely_many()
    return Family(case, dict(zip(letters, solved, strict=True)), free.pop())


def infinitely_many() -> Undefined:
    """The error for candidates that are not listed."""
    return Undefined(
        "infinitely-many",
        "Infinitely many points satisfy the conditions of one case, so they cannot be listed.",
        fix="Ask for the minimum and the maximum one at a time, or change the constraints.",
    )
