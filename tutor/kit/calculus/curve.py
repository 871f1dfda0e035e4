"""The study of a curve: derivatives, places where the slope is zero, and what the curve does there.

At a place where the derivative is zero or missing, the second derivative
decides if it is not zero.  Otherwise the sign of the derivative on both sides
does, and a sign table shows it for the whole curve.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isfinite

import sympy as sp
from msgspec.structs import replace
from sympy import Add, Eq, Expr, Pow, Rational, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Compared,
    Conditions,
    Defines,
    Extremum,
    Signs,
    SolutionSet,
    Substituted,
)
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus import bar_cases
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.derivative import conditions_of, derivative_of
from tutor.kit.calculus.one_sided_slopes import beside
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.sign_tables import breaks, inner_values, inside, table_at
from tutor.kit.domain import combined
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_values import value_at
from tutor.kit.real_zeros import WHOLE, Interval, has_value, real_zeros
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO, added, divided, equation, factors_of, negated

Steps = Generator[Step, None, None]


@dataclass(frozen=True)
class Curve:
    """The graph of f over an interval; `ends` are those of its ends that belong to it."""

    f: Expr
    x: Symbol
    within: Interval = WHOLE
    ends: tuple[Expr, ...] = ()
    domain: Conditions = ()  # beyond what the formula of f needs by itself
    root: Expr | None = None  # of which f is a derivative: f counts only where this has values

    @cached_property
    def _derivation(self) -> Step:
        return differentiation("differentiate", self.f, self.x, _for_zeros, self.domain, _tidying)

    @property
    def slope(self) -> Expr:
        """The derivative, factored where that is shorter to solve."""
        return derivative_of(self._derivation)

    @property
    def given(self) -> Conditions:
        return conditions_of(self._derivation)

    @cached_property
    def whole(self) -> Conditions:
        """The conditions for a place to lie in the interval, with the ends that belong to it."""
        closed = {sp.Gt: sp.Ge, sp.Lt: sp.Le}
        return tuple(
            closed[type(c)](*c.args, evaluate=False) if c.args[1] in self.ends else c
            for c in inside(self.x, self.within)
        )

    @cached_property
    def bend(self) -> Curve:
        """The curve of the derivative."""
        return Curve(self.slope, self.x, self.reach, (), self.given, self.root or self.f)

    @cached_property
    def flat(self) -> list[Expr]:
        """Where the derivative is zero, in increasing order."""
        zeros = real_zeros(self.slope, self.x, self.given, self.within)
        return [z for z in zeros if z not in self.within and has_value(self.f, self.x, z)]

    @cached_property
    def doubtful(self) -> list[Expr]:
        """Where the curve has a point and the formula of the derivative may not hold, in increasing order."""
        places = [*breaks(self.f, self.x, self.within), *breaks(self.slope, self.x, self.within)]
        places = [p for p in dict.fromkeys((*places, *self._holes)) if p not in self.within]
        return sorted((p for p in places if has_value(self.f, self.x, p)), key=float)

    @cached_property
    def sharp(self) -> list[Expr]:
        """The places that may be extreme although the derivative is not known to be zero: corners, cusps, ends of the domain.

        A single place at which its formula does not hold is none of them if the slope is known and not zero there.
        """
        return [p for p in self.doubtful if p not in self.flat and self._is_open(p)]

    def _is_open(self, place: Expr) -> bool:
        at = Approach(self.x, place)
        if place.has(sp.CRootOf):
            return not has_value(self.slope, self.x, place)
        if not at.is_defined(self.f):
            return True
        slopes = {beside(self.f, self.slope, at.from_side(side)) for side in "-+"}
        (slope, *other) = slopes
        return bool(other) or slope is None or slope == 0 or not slope.is_finite

    @cached_property
    def gaps(self) -> list[Expr]:
        """Where the curve has no point although it has some on both sides."""
        low, high = self.reach
        return [
            p
            for p in breaks(self.f, self.x, self.within)
            if low < p < high and not has_value(self.f, self.x, p)
        ]

    @cached_property
    def _holes(self) -> list[Expr]:
        """The single places that the conditions leave out, such as zeros of a factor that cancels."""
        apart = (added(c.lhs, negated(c.rhs)) for c in self.given if isinstance(c, sp.Ne))
        return [zero for gap in apart for zero in real_zeros(gap, self.x, (), self.within)]

    @cached_property
    def table(self) -> Signs:
        """The sign table of the derivative."""
        gaps = [p for p in breaks(self.slope, self.x, self.within) if p not in self.flat]
        gaps += [p for p in breaks(self.f, self.x, self.within) if p not in (*self.flat, *gaps)]
        gaps += [p for p in self._holes if p not in (*self.flat, *gaps)]
        low, high = self.reach
        places = (p for p in (*self.flat, *gaps) if float(low) < float(p) < float(high))
        return table_at(self.slope, self.x, sorted(places, key=float), (low, high))

    @cached_property
    def reach(self) -> Interval:
        """The interval without what lies before and after all values of f: the slope of ln(x) has values there."""
        low, high = self.within
        places = sorted(
            (p for p in breaks(self.f, self.x, self.within) if low < p < high), key=float
        )
        pieces = [ends for ends in pairwise((low, *places, high)) if self._has_values(ends)]
        return (pieces[0][0], pieces[-1][1]) if pieces else self.within

    def _has_values(self, ends: Interval) -> bool:
        return any(map(isfinite, inner_values(self.root or self.f, self.x, ends)))

    def show_table(self, rule: str) -> Step:
        """The step with the sign table; raises `Undefined` if the slope has signs between pieces of the curve."""
        places = (self.reach[0], *self.table.places.args, self.reach[1])
        for sign, ends in zip(self.table.signs, pairwise(places), strict=True):
            if sign != "undefined" and not self._has_values(ends):
                raise Undefined(
                    "domain-in-pieces",
                    f"The function has no values between {self.x} = {ends[0]} and {self.x} = {ends[1]}, but "
                    "the formula of its slope has, so one table of signs would mislead.",
                    fix="Ask for one of the pieces on which the function has values, as an interval.",
                )
        return step(rule, self.table)

    def value(self, place: Expr) -> Expr:
        """The value of f at a place."""
        found = value_of(self.f, self.x, place)
        assert found is not None
        return found

    def kind(self, place: Expr) -> str:
        """What the sign table says about a place: an extremum, or `saddle` for a level place."""
        table = self.table
        if place in table.places.args:
            k = table.places.args.index(place)
            left, right = table.signs[k], table.signs[k + 1]
        elif any(place in c.args for c in table.given):  # an end of the domain
            first = any(isinstance(c, sp.Gt) and c.rhs == place for c in table.given)
            left, right = ("", table.signs[0]) if first else (table.signs[-1], "")
        else:
            return "saddle"
        left, right = (s if s in ("positive", "negative") else "" for s in (left, right))
        if left == right:
            return "saddle"
        rises = right == "positive" or (not right and left == "negative")
        return "local minimum" if rises else "local maximum"

    def extremum(self, place: Expr, kind: str) -> Extremum:
        """The claim that f has an extremum of this kind here."""
        given = self.whole if kind in ("minimum", "maximum") else ()
        point = Tuple(place)
        return Extremum(self.f, Tuple(self.x), Tuple(), point, self.value(place), kind, given)

    def differentiate(self, rule: str) -> Step:
        """The step that finds the derivative, with the rules below it."""
        return replace(self._derivation, rule=rule)

    def refuse_constant(self) -> None:
        """Raise `Undefined` if the function keeps one value on each interval on which it has values."""
        if self.slope == 0:
            raise Undefined(
                "constant-objective",
                "The slope is zero wherever there is one, so the function is constant on each interval on "
                "which it has values: every place there is a minimum and a maximum.",
                fix=f"Give a function that changes with {self.x}.",
            )

    def find_flat(self) -> Step:
        """The step that solves f' = 0; the slope of a line is compared with 0."""
        if not self.slope.has(self.x):
            return step("find_constant_slope", Compared(self.slope, "!=", ZERO))
        system = Tuple(equation(self.slope, ZERO))
        found = Tuple(*(Tuple(p) for p in self.flat))
        given = combined(self.given, inside(self.x, self.within))
        claim = SolutionSet(system, Tuple(self.x), found, given)
        return step("find_critical_points" if self.flat else "find_no_critical_point", claim)

    def name_flat(self) -> Iterator[Step]:
        """The steps that name the numbered roots among the level places, with six digits."""
        yield from name_places(self.x, self.flat)

    def name_sharp(self) -> Iterator[Step]:
        """The steps that name the places without a derivative."""
        for place in self.sharp:
            here = Tuple(Eq(self.x, place, evaluate=False))
            # The formula of the slope may have a value there and still not hold.
            known = has_value(self.slope, self.x, place)
            rule = "find_uncovered_place" if known else "find_sharp_point"
            yield step(rule, Substituted(self.f, here, self.value(place)), Choice(here[0]))

    def heights(self, places: list[Expr]) -> Steps:
        """The values of f at places, with six digits where they are not plain or roots are compared."""
        compared = len({self.value(place) for place in places}) > 1
        for place in places:
            value = self.value(place)
            yield inserted("compute_height", self.f, self.x, place, value)
            if place.has(sp.CRootOf) or (compared and value.is_irrational):
                yield step("round_height", six_digits(value))


def name_places(x: Symbol, places: Sequence[Expr]) -> Iterator[Step]:
    """The steps that give each numbered root a short name such as x_1, and its decimals."""
    for k, place in enumerate((p for p in places if p.has(sp.CRootOf)), start=1):
        yield step("name_place", Defines(Symbol(f"{x}_{k}"), place))
        yield step("round_place", six_digits(place))


def inserted(rule: str, expr: Expr, x: Symbol, place: Expr, value: Expr) -> Step:
    """The step that puts a place into an expression."""
    return step(rule, Substituted(expr, Tuple(Eq(x, place, evaluate=False)), value))


def value_of(expr: Expr, x: Symbol, place: Expr) -> Expr | None:
    """The value at a place, worked out; left as it stands at a numbered root."""
    if place.has(sp.CRootOf):
        return expr.xreplace({x: place})
    found = value_at(expr, {x: place})
    return None if found is None else sp.expand_log(sp.radsimp(found))


def _for_zeros(derivative: Expr) -> Expr:
    """The derivative in the form in which its zeros are seen: factored, if that is not longer."""
    tidied = _without_needless_bars(tidy(derivative))
    if any(isinstance(p.exp, Rational) and p.exp.q > 1 for p in tidied.atoms(Pow)):
        return _fraction(tidied)  # factoring would change what stands under the root
    factored = sp.factor(tidied)
    longer = sp.count_ops(factored) > sp.count_ops(tidied) + 3
    above = _above(tidied)
    whole = sum(bool(f.free_symbols) for f in above) < 2  # or else it is a product already
    split = whole and _shows_zeros(factored) and len(_above(factored)) > len(above)
    return _fraction(factored if split and not longer else tidied)


def _without_needless_bars(slope: Expr) -> Expr:
    """The slope, or the formula without bars that it has on all pieces: |u|/u + u/|u| - 2u/|u| + 2 is 2."""
    bars = {bar.args[0] for bar in slope.atoms(sp.Abs)}
    letters = slope.free_symbols
    if not bars or len(letters) != 1 or not all(u.is_polynomial(*letters) for u in bars):
        return slope
    (x,) = letters
    pieces = bar_cases.pieces(slope, x, bar_cases.corners(slope, x))
    if not all(piece.is_rational_function(x) for piece in pieces):
        return slope
    found = {sp.cancel(piece) for piece in pieces}
    return tidy(found.pop()) if len(found) == 1 else slope


def _shows_zeros(slope: Expr) -> bool:
    """Whether what has to be zero is a product with a bracket, or a power of one."""
    above = _above(slope)
    brackets = [f for f in above if isinstance(f.as_base_exp()[0], Add)]
    return bool(brackets) and (len(above) > 1 or isinstance(above[0], Pow))


def _above(slope: Expr) -> list[Expr]:
    """The factors above the fraction line, without a minus sign."""
    return [f for f in factors_of(slope) if f != -1 and (f.is_Rational or not _is_below(f))]


def _is_below(factor: Expr) -> bool:
    """Whether the factor stands below the fraction line."""
    return bool(factor.as_base_exp()[1].could_extract_minus_sign())


def _tidying(slope: Expr) -> str:
    return "show_zeros" if _shows_zeros(slope) else "tidy_slope"


def _fraction(expr: Expr) -> Expr:
    """A fraction with its denominator in one piece, as the quotient rule needs it."""
    if isinstance(expr, Add):
        return added(*(_fraction(term) for term in expr.args))
    above, below = sp.fraction(expr)
    if below.is_number:
        return expr
    return Pow(below, -1, evaluate=False) if above == 1 else divided(above, below)
