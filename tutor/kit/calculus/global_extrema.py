"""Whether the best of the local extrema is the best value of all.

If a curve falls before its first extremum and rises after its last one, and
has no gap, its lowest local minimum is the smallest value.  Otherwise a place
with a smaller value shows that there is none, because a smallest value would
have to be at one of the places found.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

import sympy as sp
from sympy import Eq, Expr, Integer, Rational, Tuple

from tutor.core.claims import Choice, Claim, Compared, Equal, SolutionSet, Substituted
from tutor.core.step import Step, step
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.curve import Curve, value_of
from tutor.kit.real_values import columns
from tutor.kit.unevaluated import equation

NEAR = tuple(Rational(k) for k in (1, -1, 2, -2, 3, -3, 5, -5, 10, -10, 30, -30, 100, -100))
FROM_SIGNS = {
    "minimum": "conclude_minimum_from_signs",
    "maximum": "conclude_maximum_from_signs",
}
FROM_TURN = {"minimum": "conclude_minimum_from_turn", "maximum": "conclude_maximum_from_turn"}
FROM_VALUES = {"minimum": "choose_smallest_value", "maximum": "choose_largest_value"}
FROM_BOUND = {
    "minimum": "conclude_minimum_from_bound",
    "maximum": "conclude_maximum_from_bound",
}
BOUND = {"minimum": "bound_minimum", "maximum": "bound_maximum"}
BETTER = {"minimum": "find_better_than_minimum", "maximum": "find_better_than_maximum"}
NOWHERE = {
    "minimum": "exclude_minimum_without_candidates",
    "maximum": "exclude_maximum_without_candidates",
}
NOWHERE_ON_A_LINE = {"minimum": "exclude_minimum_of_line", "maximum": "exclude_maximum_of_line"}
MISSED = {"minimum": "miss_minimum_at_open_end", "maximum": "miss_maximum_at_open_end"}
PARTS = tuple(Rational(k, 100) for k in (1, 5, 10, 25, 50, 75, 90, 95, 99))


@dataclass(frozen=True)
class Decision:
    """The question for the smallest (`minimum`) or largest (`maximum`) value of a curve."""

    curve: Curve
    kind: str

    @property
    def side(self) -> int:
        return 1 if self.kind == "minimum" else -1

    @cached_property
    def ends(self) -> list[Expr]:
        """Ends of the domain that belong to it."""
        given = self.curve.table.given
        return [p for p in (*self.curve.ends, *self.curve.sharp) if any(p in c.args for c in given)]

    @cached_property
    def candidates(self) -> list[Expr]:
        return sorted({*self.curve.flat, *self.curve.sharp, *self.curve.ends}, key=float)

    @cached_property
    def best(self) -> list[Expr]:
        """The places with the best value among the candidates."""
        heights = [(self.side * float(self.curve.value(p)), p) for p in self.candidates]
        if not heights:
            return []
        top = min(h for h, _ in heights)
        return [p for h, p in heights if abs(h - top) <= 1e-12 * max(1, abs(top))]

    @cached_property
    def by_signs(self) -> bool:
        """Whether the sign table alone proves that the best candidate is the best of all."""
        table = self.curve.table
        if not self.best or "undefined" in table.signs:
            return False
        gaps = (p for p, at in zip(table.places.args, table.at, strict=True) if at == "undefined")
        if any(p not in self.curve.sharp for p in gaps):
            return False
        first, last = ("negative", "positive") if self.side > 0 else ("positive", "negative")
        closed = [any(c.args[1] == p for p in self.ends) for c in table.given]
        low = [ok for c, ok in zip(table.given, closed, strict=True) if isinstance(c, sp.Gt)]
        high = [ok for c, ok in zip(table.given, closed, strict=True) if isinstance(c, sp.Lt)]
        return (any(low) or table.signs[0] == first) and (any(high) or table.signs[-1] == last)

    def steps(self) -> Generator[Step, None, dict[str, Claim]]:
        """Decide, and return the goals that were reached, by name."""
        if self.by_signs:
            turns = self.curve.table.places.args == tuple(self.best) and not self.ends
            return (yield from self._state((FROM_TURN if turns else FROM_SIGNS)[self.kind]))
        beyond = self._beyond()
        if beyond is not None:
            return (yield from self._refute(beyond))
        if not self.best:
            claim = self.curve.find_flat().claims[0]
            line = isinstance(claim, Compared)
            yield from self._missed()
            yield step((NOWHERE_ON_A_LINE if line else NOWHERE)[self.kind], claim)
            return {f"no_{self.kind}": claim}
        value = self.curve.value(self.best[0])
        relation = ">=" if self.side > 0 else "<="
        given = self.curve.table.given
        yield step(BOUND[self.kind], Compared(self.curve.f, relation, value, given))
        return (yield from self._state(FROM_BOUND[self.kind]))

    def _missed(self) -> Generator[Step, None, None]:
        """Show the bound that the values come close to at an end that does not belong to the interval."""
        low, high = self._open_ends()
        x, f = self.curve.x, self.curve.f
        ends = [Approach(x, p, s) for p, s in ((low, "+"), (high, "-")) if p.is_finite]
        tends = [(at, at.tends(f)) for at in ends]
        finite = [(self.side * float(v), at, v) for at, v in tends if v is not None and v.is_finite]
        if len(finite) < 2 or self.curve.table.places.args:
            return  # at an end or a gap the values may leave every bound
        _, at, bound = min(finite, key=lambda found: found[0])
        relation = ">" if self.side > 0 else "<"
        beyond = Compared(f, relation, bound, self.curve.table.given)
        yield step(MISSED[self.kind], beyond, Equal(at.of(f), bound))

    def compared(self) -> Generator[Step, None, dict[str, Claim]]:
        """State the best of the values that were compared: on a closed interval it is the best of all."""
        return (yield from self._state(FROM_VALUES[self.kind]))

    def _state(self, rule: str) -> Generator[Step, None, dict[str, Claim]]:
        curve, kind = self.curve, self.kind
        claim = curve.extremum(self.best[0], kind)
        yield step(rule, claim)
        system = Tuple(equation(curve.f, claim.value))
        places = Tuple(*(Tuple(p) for p in self.best))
        everywhere = SolutionSet(system, Tuple(curve.x), places, curve.whole)
        if len(self.best) > 1:
            yield step("list_best_places", everywhere)
            return {kind: claim, f"{kind}_points": everywhere}
        return {kind: claim}

    def _beyond(self) -> Expr | None:
        """A place with a better value than the candidates have, or None."""
        if not self.best:
            return None
        limit = float(self.curve.value(self.best[0]))
        for place in self._tried():
            (value,) = columns(self.curve.f, self.curve.x, [float(place)])
            if isfinite(value) and self.side * (limit - value) > 1e-9 * max(1, abs(limit)):
                return place
        return None

    def _open_ends(self) -> tuple[Expr, Expr]:
        """Where the domain begins and ends, without its gaps."""
        low, high = self.curve.within
        given = self.curve.table.given
        low = next((c.args[1] for c in given if isinstance(c, sp.Gt)), low)
        high = next((c.args[1] for c in given if isinstance(c, sp.Lt)), high)
        return low, high

    def _tried(self) -> list[Expr]:
        low, high = self._open_ends()
        gaps = [p for p in self.curve.table.places.args if p not in self.candidates]
        near = [g + s * d for g in gaps for d in PARTS[:4] for s in (1, -1)]
        if low != -sp.oo and high != sp.oo:
            return [*near, *(low + (high - low) * part for part in PARTS)]
        start = low if low != -sp.oo else high if high != sp.oo else Integer(0)
        return [*near, *(p for d in NEAR if low < (p := start + d) < high)]

    def _refute(self, place: Expr) -> Generator[Step, None, dict[str, Claim]]:
        curve = self.curve
        value = value_of(curve.f, curve.x, place)
        assert value is not None
        here = Tuple(Eq(curve.x, place, evaluate=False))
        there = Substituted(curve.f, here, value)
        relation = "<" if self.side > 0 else ">"
        beaten = Compared(value, relation, curve.value(self.best[0]))
        yield step(BETTER[self.kind], there, beaten, Choice(here[0]))
        return {f"no_{self.kind}": there}
