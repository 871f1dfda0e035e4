"""That a limit does not exist, from two sequences along which the values tend to different numbers.

A sine or cosine whose argument grows beyond every bound comes back to each of its values.
Places where it has one value, and places where it has another, both approach the point.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import lru_cache
from itertools import combinations
from math import isfinite
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integer, Limit, Symbol, Tuple, oo

from tutor.core.claims import Choice, Claim, Compared, Conditions, Defines, Equal, Substituted
from tutor.core.step import Step, step
from tutor.kit.calculus.approach import INFINITE, Approach
from tutor.kit.calculus.inverse_function import can_be_unwound
from tutor.kit.real_values import columns
from tutor.kit.unevaluated import ZERO, added, equation, replaced, times

Goals = dict[str, Claim]
WAVES = (sp.sin, sp.cos, sp.tan)
ANGLES = (ZERO, sp.pi / 2, sp.pi, 3 * sp.pi / 2, sp.pi / 4)
TRIED = (7.0, 40.0, 300.0)


class Sequence(NamedTuple):
    """Places that approach the point, the values there as written and worked out, and their limit."""

    places: Expr
    written: Expr
    values: Expr
    limit: Expr


class Oscillation:
    """The waves of an expression that do not settle as its letter approaches a place."""

    def __init__(self, f: Expr, at: Approach) -> None:
        self.f, self.at = f, at
        self.n = next(s for s in map(Symbol, "nmk") if s not in f.free_symbols)

    @property
    def given(self) -> Conditions:
        """That n is a whole number larger than 0."""
        return (equation(sp.floor(self.n), self.n), sp.Gt(self.n, 0))

    def sequences(self) -> tuple[Sequence, Sequence] | None:
        """Two sequences with different limits, if they are found."""
        for side in (self.at.from_side(s) for s in "+-") if self.at.both else (self.at,):
            found = [s for angle in ANGLES if (s := self._sequence(angle, side)) is not None]
            pairs = [(a, b) for a, b in combinations(found, 2) if a.limit != b.limit]
            finite = [pair for pair in pairs if not {s.limit for s in pair} & set(INFINITE)]
            if pairs:
                return (finite or pairs)[0]
        return None

    def _sequence(self, angle: Expr, side: Approach) -> Sequence | None:
        """The places where the slowest wave has this angle, whole turns later and later."""
        x, n = side.x, self.n
        wild = sorted(
            {w.args[0] for w in self.f.atoms(*WAVES) if side.tends(w.args[0]) in INFINITE},
            key=sp.default_sort_key,
        )
        for w in wild:
            ratios = {v: sp.cancel(v / w) for v in wild}
            if all(isinstance(r, Integer) for r in ratios.values()) and can_be_unwound(w, x):
                break
        else:
            return None
        for count in (n, n**2):  # a square where the places belong to the size of n only
            inner = _angle(count, angle, side.tends(w) == oo)
            places = self._solved(w, inner, side)
            if places is not None:
                break
        else:
            return None
        known = {
            u: u.func(ratios[u.args[0]] * angle)
            for u in self.f.atoms(*WAVES)
            if u.args[0] in ratios
        }
        names = {u: sp.Dummy() for u in known}
        bare = self.f.xreplace(names)
        written = replaced(bare, x, places)
        angles = {
            names[u]: u.func(_multiple(ratios[u.args[0]], inner), evaluate=False) for u in known
        }
        values = sp.expand(
            bare.xreplace({x: places}).xreplace({names[u]: v for u, v in known.items()})
        )
        limit = None if values.has(sp.zoo, sp.nan) else Approach(n, oo).tends(values)
        return None if limit is None else Sequence(places, written.xreplace(angles), values, limit)

    def _solved(self, w: Expr, value: Expr, side: Approach) -> Expr | None:
        """Where w has a value that grows with n, closer and closer to the place."""
        growing = sp.Dummy("t", positive=True)
        sign = 1 if side.tends(w) == oo else -1
        try:
            found = sp.solve(w - sign * growing, side.x)
        except (NotImplementedError, ValueError, TypeError):
            return None
        for solution in found:
            places = replaced(solution, growing, value if sign == 1 else sp.expand(-value))
            if solution.has(sp.I) or Approach(self.n, oo).tends(places) != side.place:
                continue
            tried = columns(places, self.n, list(TRIED))
            beyond = columns(w.xreplace({side.x: places}), self.n, [-1.3])
            if isfinite(beyond[0]) and abs(beyond[0] - columns(value, self.n, [-1.3])[0]) > 1e-6:
                continue  # a root that gives back the size only
            ends = {"+": 1, "-": -1}.get(side.side, 0) if not side.far else 0
            if all(ends == 0 or (p - float(side.place)) * ends > 0 for p in tried):
                return places
        return None

    def steps(self, found: tuple[Sequence, Sequence]) -> Generator[Step, None, Goals]:
        """That the values along the two sequences tend to different limits."""
        goals: Goals = {}
        x, n = self.at.x, self.n
        for k, (name, sequence) in enumerate(zip("ab", found, strict=True), start=1):
            symbol = Symbol(f"{name}_{n}")
            yield step("choose_sequence", Defines(symbol, sequence.places))
            approach = Equal(Limit(sequence.places, n, oo, "-"), self.at.place)
            yield step("see_sequence_approach", approach)
            here = equation(x, sequence.places)
            put_in = Substituted(self.f, Tuple(here), sequence.written)
            yield step("insert_sequence", put_in, Choice(here))
            values = Equal(sequence.written, sequence.values, self.given)
            yield step("use_whole_turns", values)
            goals[f"places_{k}"] = approach
            if sequence.values.has(n):
                limit = Limit(sequence.values, n, oo, "-")
                yield step("follow_values", Equal(limit, sequence.limit))
        differ = Compared(found[0].limit, "!=", found[1].limit)
        yield step("compare_sequences", differ)
        return {**goals, "differ": differ}


@lru_cache(maxsize=64)
def waves(f: Expr, at: Approach) -> tuple[Sequence, Sequence] | None:
    """Two sequences with different limits, if the expression does not settle."""
    sides = [at.from_side(s) for s in "-+"] if at.both else [at]
    arguments = {w.args[0] for w in f.atoms(*WAVES)}
    wild = any(side.tends(w) in INFINITE for w in arguments for side in sides)
    if not wild or f.has(sp.Piecewise) or all(side.tends(f) is not None for side in sides):
        return None
    return Oscillation(f, at).sequences()


def _angle(count: Expr, angle: Expr, forward: bool) -> Expr:
    """So many whole turns, forward or back, and an angle."""
    turns = times(Integer(2 if forward else -2), sp.pi, count)
    return turns if angle == 0 else added(turns, angle)


def _multiple(ratio: Expr, angle: Expr) -> Expr:
    return angle if ratio == 1 else sp.expand(ratio * angle)
