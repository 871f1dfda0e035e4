"""Extrema of a function with bars that is constant on a whole interval, from its pieces.

Between the places where something between bars is zero, one formula without bars holds.  Each piece
rises, falls, or stays at one value, so the best value is taken at corners, at ends, or all along a
piece; everywhere else the values are worse, which is shown interval by interval.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count, pairwise
from typing import NamedTuple

import sympy as sp
from sympy import Eq, Expr, Symbol, Tuple, oo

from tutor.core.claims import Choice, Claim, Compared, Conditions, Equal, Extremum, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus import bar_cases
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.sign_tables import inner_values
from tutor.kit.real_values import value_at
from tutor.kit.real_zeros import WHOLE, Interval, has_value, real_zeros
from tutor.kit.unevaluated import ZERO, equation

Goals = dict[str, Claim]
SLOPES = {-1: "find_falling_piece", 1: "find_rising_piece"}
WORSE = {"minimum": "exceed_minimum", "maximum": "stay_below_maximum"}
STATE = {"minimum": "state_minimum_at_corner", "maximum": "state_maximum_at_corner"}
ALONG = {"minimum": "state_minimum_along_stretch", "maximum": "state_maximum_along_stretch"}
NONE = {"minimum": "fall_below_all_pieces", "maximum": "rise_above_all_pieces"}


class Piece(NamedTuple):
    """An interval, the formula that holds there, and the sign of its slope: 0 if it is constant."""

    low: Expr
    high: Expr
    formula: Expr
    sign: int


@dataclass(frozen=True)
class Pieces:
    """A function with bars over an interval; `ends` are those of its ends that belong to it."""

    f: Expr
    x: Symbol
    within: Interval = WHOLE
    ends: tuple[Expr, ...] = ()

    @cached_property
    def corners(self) -> list[Expr]:
        return bar_cases.corners(self.f, self.x, self.within)

    @cached_property
    def pieces(self) -> list[Piece]:
        low, high = self.within
        spans = pairwise([low, *self.corners, high])
        formulas = bar_cases.pieces(self.f, self.x, self.corners, self.within)
        return [self._piece(*pair) for pair in zip(spans, formulas, strict=True)]

    def _piece(self, ends: Interval, opened: Expr) -> Piece:
        slope = sp.diff(opened, self.x)
        if slope == 0:
            return Piece(*ends, opened, 0)
        if any(ends[0] < zero < ends[1] for zero in real_zeros(slope, self.x, (), ends)):
            raise Undefined(
                "level-stretch",
                f"The function is constant on one interval and has a level place inside another one "
                f"({ends[0]} < {self.x} < {ends[1]}).",
                fix="Ask for each interval by itself, without bars.",
            )
        return Piece(*ends, opened, 1 if inner_values(slope, self.x, ends)[0] > 0 else -1)

    def value(self, place: Expr) -> Expr:
        found = value_at(self.f, {self.x: place})
        assert found is not None
        return sp.expand(found)

    @cached_property
    def places(self) -> list[Expr]:
        """The corners and the ends that belong to the interval, in increasing order."""
        return sorted({*self.corners, *self.ends}, key=float)

    @property
    def cases(self) -> Equal:
        """The function without bars, by cases."""
        written = bar_cases.written([p.formula for p in self.pieces], self.x, self.corners)
        return Equal(self.f, written, self.bounds(*self.within))

    @cached_property
    def stretches(self) -> list[tuple[Piece, Compared]]:
        """The pieces where the function keeps one value, with its ends."""
        level = (p for p in self.pieces if p.sign == 0)
        return [(p, Compared(self.f, "=", p.formula, self.bounds(p.low, p.high))) for p in level]

    def bounds(self, low: Expr, high: Expr, closed: bool = True) -> Conditions:
        """The conditions for a place between two others; ends that are left out stay so."""
        x, found = self.x, list[sp.Basic]()
        if low != -oo:
            with_it = closed and (low in self.ends or low in self.corners)
            found.append((sp.Ge if with_it else sp.Gt)(x, low, evaluate=False))
        if high != oo:
            with_it = closed and (high in self.ends or high in self.corners)
            found.append((sp.Le if with_it else sp.Lt)(x, high, evaluate=False))
        return tuple(found)

    def steps(self, wanted: tuple[str, ...]) -> Generator[Step, None, Goals]:
        """Yield the steps to the best values; returns the goals by name."""
        cases = self.cases
        yield step("write_by_cases", cases)
        level = dict(self.stretches)
        for piece in self.pieces:
            if piece.sign == 0:
                yield step("find_level_piece", level[piece])
            else:
                yield from self.slope(piece)
        goals: Goals = {"pieces": cases}
        goals |= {f"stretch{n}": c for n, (_, c) in zip(numbers(), self.stretches, strict=False)}
        for kind in wanted:
            goals |= yield from self._decide(kind)
        return goals

    def slope(self, piece: Piece) -> Iterator[Step]:
        """The step that finds the slope of a piece that is not constant, and its sign."""
        found = differentiation(SLOPES[piece.sign], piece.formula, self.x)
        slope = found.shown["result"]
        given = self.bounds(piece.low, piece.high, closed=False)
        sign = Compared(
            slope, ">" if piece.sign > 0 else "<", ZERO, given if slope.has(self.x) else ()
        )
        yield step(found.rule, *found.claims, sign, substeps=found.substeps)

    def _decide(self, kind: str) -> Generator[Step, None, Goals]:
        """The best value with all places that have it, or a place that shows that there is none."""
        side = 1 if kind == "minimum" else -1
        values = [self.value(p) for p in self.places]
        best = min(values, key=lambda v: side * float(v))
        if (beyond := self._beyond(side)) is not None:
            value = self.value(beyond)
            here = Tuple(Eq(self.x, beyond, evaluate=False))
            there = Substituted(self.f, here, value)
            beaten = Compared(value, "<" if side > 0 else ">", best)
            yield step(NONE[kind], there, beaten, Choice(here[0]))
            return {f"no_{kind}": there}
        level = [p for p, _ in self.stretches if p.formula == best]
        single = [
            p
            for p, v in zip(self.places, values, strict=True)
            if v == best and not any(s.low <= p <= s.high for s in level)
        ]
        goals: Goals = {}
        relation = ">" if side > 0 else "<"
        for n, given in zip(numbers(), self._elsewhere(level, single), strict=False):
            worse = Compared(self.f, relation, best, given)
            goals[f"{kind}_elsewhere{n}"] = worse
            yield step(WORSE[kind], worse)
        kept = {
            s.low if s.low in self.places else s.high: c for s, c in self.stretches if s in level
        }
        variables, given = Tuple(self.x), self.bounds(*self.within)
        for n, point in zip(numbers(), sorted([*single, *kept], key=float), strict=False):
            here = Tuple(equation(self.x, point))
            yield step("compute_height", Substituted(self.f, here, best), Choice(here[0]))
            claim = Extremum(self.f, variables, Tuple(), Tuple(point), best, kind, given)
            goals[f"{kind}{n}"] = claim
            if point in kept:
                yield step(ALONG[kind], kept[point], claim)
            else:
                yield step(STATE[kind], claim)
        return goals

    def _beyond(self, side: int) -> Expr | None:
        """A place with a better value than all places found have, where the function runs away."""
        low, high = self.within
        limit = min(side * float(self.value(p)) for p in self.places)
        runs = []
        if low == -oo and side * self.pieces[0].sign > 0:
            runs.append((self.places[0], -1))
        if high == oo and side * self.pieces[-1].sign < 0:
            runs.append((self.places[-1], 1))
        for start, way in runs:
            trials = (start + way * 2**k for k in count())
            return next(p for p in trials if side * float(self.value(p)) < limit)
        return None

    def _elsewhere(self, level: list[Piece], single: list[Expr]) -> Iterator[Conditions]:
        """The conditions for places between those that have the best value."""
        taken = [*((s.low, s.high) for s in level), *((p, p) for p in single)]
        taken.sort(key=lambda pair: float(pair[0]))
        low, high = self.within
        starts, ends = [low, *(b for _, b in taken)], [*(a for a, _ in taken), high]
        for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if start == end:
                continue
            first, last = k == 0 and low in self.ends, k == len(taken) and high in self.ends
            after = (sp.Ge if first else sp.Gt)(self.x, start, evaluate=False)
            before = (sp.Le if last else sp.Lt)(self.x, end, evaluate=False)
            yield (*((after,) if start != -oo else ()), *((before,) if end != oo else ()))


def numbers() -> Iterator[str]:
    """The ends of the names of goals of one sort: nothing, _2, _3 and so on."""
    yield ""
    yield from (f"_{k}" for k in count(2))


def fit(f: Expr, x: Symbol, within: Interval = WHOLE) -> bool:
    """Whether the function has bars and is constant on a piece, and has values where the pieces meet."""
    if not any(b.has(x) for b in f.atoms(sp.Abs)):
        return False
    try:
        places = bar_cases.corners(f, x, within)
        formulas = bar_cases.pieces(f, x, places, within)
    except Undefined:
        return False
    level = any(not formula.has(x) for formula in formulas)
    return level and all(has_value(f, x, place) for place in places)
