"""Whether a function is convex or concave: from its second derivative, and from the slopes at its corners.

Between two corners the slope grows where the second derivative is positive.  At a corner it jumps,
and a jump downwards bends the graph the other way, however it bends beside the corner.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

import sympy as sp
from sympy import Eq, Expr, Integer, Mul, Rational, Symbol, Tuple, oo

from tutor.core.claims import Choice, Claim, Compared, Conditions, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.core.written import written
from tutor.kit.calculus import bar_cases
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.curve import Curve, inserted, value_of
from tutor.kit.calculus.one_sided_slopes import beside
from tutor.kit.calculus.sign_tables import inside
from tutor.kit.real_values import columns
from tutor.kit.real_zeros import place_between
from tutor.kit.unevaluated import added, negated, over

SIGNS = {"convex": "positive", "concave": "negative"}
CONCLUDE = {"convex": "conclude_convex", "concave": "conclude_concave"}
REFUTE = {"convex": "conclude_not_convex", "concave": "conclude_not_concave"}
RELATIONS = {"convex": "<=", "concave": ">="}
HALVES = tuple(Rational(1, k) for k in (1, 2, 4, 10, 100, 1000))  # of chords
NEAR = tuple(Integer(k) for k in (0, 1, -1, 2, -2, 3, -3))
TWO = Integer(2)


class Corner(NamedTuple):
    """A place at which the slope is another one before than after, perhaps an infinite one."""

    place: Expr
    before: Expr
    after: Expr


@dataclass(frozen=True)
class Bending:
    """How the graph of a curve bends as a whole."""

    curve: Curve

    @cached_property
    def corners(self) -> list[Corner]:
        f, x, slope = self.curve.f, self.curve.x, self.curve.slope
        found = []
        for place in self.curve.doubtful:
            at = Approach(x, place)
            if not at.is_defined(f):
                continue  # an end of the domain
            before, after = (beside(f, slope, at.from_side(side)) for side in "-+")
            if before is None or after is None:
                raise Undefined(
                    "slopes-not-found",
                    f"The slopes just before and just after {x} = {place} are not found here, so it stays "
                    "open whether the graph has a corner there.",
                    fix="Ask for an interval on one side of this place.",
                )
            if before != after:
                found.append(Corner(place, before, after))
        return found

    @cached_property
    def has_gaps(self) -> bool:
        """Whether the function has no value at a place between others at which it has one."""
        return bool(self.curve.gaps)

    @property
    def is_in_pieces(self) -> bool:
        return bool(self.corners) or self.has_gaps

    def refuse_mixed(self) -> None:
        """Raise `Undefined` if the graph is straight on one piece and bent on another."""
        f, x, within = self.curve.f, self.curve.x, self.curve.within
        places = bar_cases.corners(f, x, within)
        spans = [*pairwise((within[0], *places, within[1]))]
        formulas = bar_cases.pieces(f, x, places, within)
        straight = [sp.diff(formula, x, 2).equals(0) is True for formula in formulas]
        if any(straight) and not all(straight):
            (low, high), bent = spans[straight.index(True)], spans[straight.index(False)]
            raise Undefined(
                "straight-piece",
                f"The graph is straight for {_told(x, low, high)} and bent elsewhere. Its second derivative is "
                "zero on a whole interval, so its zeros cannot be listed.",
                fix=f"Ask without bars for each piece: for {_told(x, *bent)} the function is "
                f"{written(formulas[straight.index(False)])}.",
            )

    def holds(self, kind: str) -> bool:
        """Whether the function is convex (or concave) wherever it has values."""
        bend = self.curve.bend
        signs = () if bend.slope == 0 else bend.table.signs
        jumps = (
            c.before < c.after if kind == "convex" else c.before > c.after for c in self.corners
        )
        return not self.has_gaps and set(signs) <= {SIGNS[kind]} and all(jumps)

    def show_corners(self) -> Generator[Step, None, dict[str, Claim]]:
        """The steps that compare the slopes on both sides of each corner."""
        goals: dict[str, Claim] = {}
        for n, (place, before, after) in enumerate(self.corners, start=1):
            at = Approach(self.curve.x, place)
            left, right = (at.from_side(side).of(self.curve.slope) for side in "-+")
            goals[f"slope_before_{n}"] = Equal(left, before)
            goals[f"slope_after_{n}"] = Equal(right, after)
            rises = before < after
            jump = Compared(before, "<" if rises else ">", after)
            yield step("find_slope_before", Equal(left, before))
            yield step("find_slope_after", Equal(right, after))
            yield step("find_jump_up" if rises else "find_jump_down", jump)
        return goals

    def conclude(self, asked: str) -> Generator[Step, None, dict[str, Claim]]:
        """Whether the middle of every chord lies on one side of the graph; or a chord that shows the contrary."""
        goals: dict[str, Claim] = {}
        for kind in SIGNS:
            if self.holds(kind):
                found = self._middles(kind)
                goals[kind] = found.claims[0]
                yield found
        if asked in SIGNS and asked not in goals and (self._wrong(asked) or not self.has_gaps):
            goals |= yield from self._refute(asked)
        return goals

    def _wrong(self, kind: str) -> bool:
        """Whether the graph bends the other way on a piece or at a corner."""
        return next(self._middles_tried(kind), None) is not None

    def _middles(self, kind: str) -> Step:
        f, x = self.curve.f, self.curve.x
        u, v = (s for s in map(Symbol, "uvw") if s != x) if x.name in "uv" else map(Symbol, "uv")
        ends = [f.xreplace({x: s}) for s in (u, v)]
        bend = self.curve.bend
        bounds = inside(x, self.curve.reach) if bend.slope == 0 else bend.table.given
        given: Conditions = tuple(
            c.func(s, c.args[1], evaluate=False) for c in bounds for s in (u, v)
        )
        between = Eq(x, over(added(u, v), TWO), evaluate=False)
        middle = f.xreplace({x: between.rhs})
        shown = Compared(middle, RELATIONS[kind], over(added(*ends), TWO), given)
        put = Substituted(f, Tuple(between), middle)
        return step(CONCLUDE[kind], shown, put, Choice(between))

    def _refute(self, kind: str) -> Generator[Step, None, dict[str, Claim]]:
        f, x = self.curve.f, self.curve.x
        middle, half = self._chord(kind)
        places = {"chord_start": middle - half, "chord_end": middle + half, "chord_middle": middle}
        goals: dict[str, Claim] = {}
        values = []
        for name, place in places.items():
            value = value_of(f, x, place)
            assert value is not None
            values.append(value)
            found = inserted(
                "find_middle" if name == "chord_middle" else "find_end_of_chord", f, x, place, value
            )
            goals[name] = found.claims[0]
            shown = found.claims[0]
            assert isinstance(shown, Substituted)
            yield step(found.rule, shown, Choice(shown.values[0]))
        start, end, there = values
        relation = ">" if kind == "convex" else "<"
        goals[f"not_{kind}"] = Compared(_change(start, there), relation, _change(there, end))
        yield step(REFUTE[kind], goals[f"not_{kind}"])
        return goals

    def _chord(self, kind: str) -> tuple[Expr, Expr]:
        """The middle and half the width of a chord that lies on the wrong side of its middle."""
        side = 1 if kind == "convex" else -1
        low, high = self.curve.reach
        for middle in self._middles_tried(kind):
            for half in HALVES:
                places = [middle - half, middle, middle + half]
                if not low <= places[0] < places[2] <= high:
                    continue
                if any(places[0] < gap < places[2] for gap in self.curve.gaps):
                    continue
                a, m, b = columns(self.curve.f, self.curve.x, list(map(float, places)))
                sag = side * (2 * m - a - b)
                if isfinite(sag) and sag > 1e-9 * max(1, abs(m)):
                    return middle, half
        raise Undefined(
            "no-chord",
            f"The function is not {kind}, but no chord with plain ends is found here that shows it.",
            fix="Ask for its inflection points, which say where it bends upwards and downwards.",
        )

    def _middles_tried(self, kind: str) -> Iterator[Expr]:
        yield from (c.place for c in self.corners if (c.before > c.after) == (kind == "convex"))
        bend = self.curve.bend
        if bend.slope == 0:
            return
        low, high = bend.reach
        spans = pairwise((low, *bend.table.places.args, high))
        for ends, sign in zip(spans, bend.table.signs, strict=True):
            if sign != SIGNS[kind]:
                yield from (k for k in NEAR if ends[0] < k < ends[1])
                yield place_between(*ends)


def _change(before: Expr, after: Expr) -> Expr:
    """The difference as written, with the values as they were found."""
    lost = negated(before) if before.is_Rational else Mul(-1, before, evaluate=False)
    return added(*(term for term in (after, lost) if term != 0))


def _told(x: Symbol, low: Expr, high: Expr) -> str:
    if low == -oo:
        return f"{x} < {high}"
    return f"{x} > {low}" if high == oo else f"{low} < {x} < {high}"
