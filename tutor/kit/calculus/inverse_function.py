"""The branches on which a function has an inverse, and the inverse as a formula where it can be written.

On an interval where a continuous function only rises, or only falls, it takes no
value twice.  Such an interval, as long as it can be, is a branch.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import sympy as sp
from msgspec.structs import replace
from sympy import Basic, Expr, Symbol

from tutor.core.claims import Conditions, DerivativeOf, Signs
from tutor.core.errors import Undefined
from tutor.core.step import Step
from tutor.core.written import written
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.curve import Curve
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.sign_tables import inside, table_at
from tutor.kit.domain import combined
from tutor.kit.real_values import columns, value_at
from tutor.kit.real_zeros import Interval, has_value, real_zeros
from tutor.kit.tidy import tidy

SIMPLE = 30  # operations in a formula that a person would write
INNER = (0.11, 0.37, 0.5, 0.68, 0.93)  # where a formula is tried inside a branch
FAR = 4.0  # how far from its end a branch without a second end is tried
CLOSE = 1e-7


class Branch(NamedTuple):
    """An interval on which the slope keeps its sign, single places left out, and whether that is plus."""

    low: Expr
    high: Expr
    rises: bool

    @property
    def ends(self) -> Interval:
        return self.low, self.high

    def holds(self, place: Expr) -> bool:
        return bool(float(self.low) <= float(place) <= float(self.high))

    def tried(self) -> list[float]:
        """Places inside."""
        low, high = float(self.low), float(self.high)
        if low == -sp.oo and high == sp.oo:
            low, high = -FAR, FAR
        low = high - FAR if low == -sp.oo else low
        high = low + FAR if high == sp.oo else high
        return [low + part * (high - low) for part in INNER]


class InverseFunction:
    """The inverse of f on an interval; its variable is called `y`, or `u` where y is that of f."""

    def __init__(self, f: Expr, x: Symbol, within: Interval, ends: tuple[Expr, ...]) -> None:
        self.f, self.x = f, x
        self.y = next(s for s in map(Symbol, ("y", "u")) if s != x)
        self.curve = _inside_domain(Curve(f, x, within, ends))

    @cached_property
    def branches(self) -> list[Branch]:
        """All branches, from left to right."""
        table = self.curve.table
        low, high = self.curve.within
        for condition in table.given:
            if isinstance(condition, sp.Gt):
                low = condition.rhs
            else:
                high = condition.rhs
        found: list[Branch] = []
        ends = (low, *table.places, high)
        for (start, end), sign in zip(pairwise(ends), table.signs, strict=True):
            if sign == "undefined":
                continue
            rises = sign == "positive"
            joined = found and found[-1].high == start and found[-1].rises == rises
            if joined and has_value(self.f, self.x, start):
                found[-1] = Branch(found[-1].low, end, rises)
            else:
                found.append(Branch(start, end, rises))
        return found

    def part_of_table(self, branch: Branch) -> Signs:
        """The signs of the slope along a branch."""
        places = [p for p in self.curve.table.places if branch.low < p < branch.high]
        return table_at(self.curve.slope, self.x, places, branch.ends)

    @cached_property
    def domain(self) -> Conditions:
        """Where f is looked at: the interval, without places at which f has no value."""
        needed = combined(self.curve.whole, self.curve.given)
        gaps = (c for c in needed if isinstance(c, sp.Ne))
        filled = [c for c in gaps if c.lhs == self.x and has_value(self.f, self.x, c.rhs)]
        closed = (c for c in needed if c not in filled)
        return combined(_closed(c, self.curve.ends) for c in closed)

    def preimages(self, value: Expr) -> list[Expr]:
        """All places with this value; raises `Undefined` if there are infinitely many, or one has no exact form."""
        known = self._guessed(value)
        if known is not None:
            return [known]
        low, high = self.curve.within
        zeros = real_zeros(sp.expand(self.f - value), self.x, (), (low, high))
        return [z for z in zeros if z not in (low, high) or z in self.curve.ends]

    def _guessed(self, value: Expr) -> Expr | None:
        """A friendly place with this value, where there is one branch and so no second place."""
        if self.f.is_polynomial(self.x) or len(self.branches) != 1:
            return None
        (branch,) = self.branches
        units = (sp.S.One, sp.S.Half, sp.E, sp.pi / 6, sp.pi / 4)
        tries = dict.fromkeys(s * k * unit for unit in units for k in range(7) for s in (1, -1))
        inner = (p for p in tries if branch.holds(p) and p not in branch.ends)
        return next((p for p in inner if value_at(self.f, {self.x: p}) == value), None)

    @cached_property
    def written(self) -> Expr:
        """The inverse as a formula in y; raises `Undefined` where there is none that a person would write."""
        fitting = [g for g in self._candidates() if self._undoes(g)]
        if fitting:
            return min(fitting, key=sp.count_ops)
        if len({branch.rises for branch in self.branches}) > 1:
            raise Undefined(
                "not-one-to-one",
                "The function rises on one part and falls on another, so it is not one to one: "
                "it has no inverse on its whole domain.",
                fix="Name a part on which it only rises or only falls, for example "
                f"on {_in_words(self.branches[-1])}.",
            )
        raise Undefined(
            "no-formula-for-inverse",
            f"The equation {written(self.f)} = {self.y} has no simple solution for "
            f"{self.x}, so the inverse cannot be written as a formula.",
            fix="Ask for the derivative of the inverse at a point, for example "
            f"at {self.y} = {written(self._a_value())}.",
        )

    @property
    def values(self) -> Conditions:
        """Which values the function takes."""
        return tuple(c for c in self.given if not c.has(self.x))

    @property
    def can_be_written(self) -> bool:
        try:
            return bool(self.written and self.given is not None)
        except Undefined:
            return False

    def derivative(self, rule: str) -> Step:
        """The step that differentiates the written inverse."""
        found = differentiation(rule, self.written, self.y)
        claim = found.claims[0]
        assert isinstance(claim, DerivativeOf)
        gaps = (c for c in claim.given if isinstance(c, sp.Ne))  # of the range, the rest is implied
        claim = replace(claim, given=combined(self.values, gaps))
        return replace(found, claims=(claim,))

    @property
    def slope_there(self) -> Expr:
        """The slope of f at the place that the written inverse gives."""
        plain = self.curve.slope.xreplace({self.x: self.written})
        forms = (plain, tidy(plain), sp.cancel(sp.together(plain)))
        return min(forms, key=sp.count_ops)

    def _candidates(self) -> list[Expr]:
        f, x = self.f, self.x
        if f.is_polynomial(x) and sp.degree(f, x) > 2:
            degree, start = int(sp.degree(f, x)), f.xreplace({x: sp.S.Zero})
            if sp.expand(f - start) != sp.LC(f, x) * x**degree:
                return []
            above = sp.expand((self.y - start) / sp.LC(f, x))
            found = [sign * sp.Pow(above, sp.Rational(1, degree)) for sign in (1, -1)]
        elif not can_be_unwound(f, x):
            return []
        else:
            try:
                found = sp.solve(f - self.y, x, check=False)
            except (NotImplementedError, ValueError, TypeError):
                return []
        real = (g for g in found if g.free_symbols == {self.y} and not g.has(sp.I))
        plain = (_upright(tidy(sp.expand_log(g))) for g in real)
        return [g for g in plain if sp.count_ops(g) <= SIMPLE]

    def _undoes(self, g: Expr) -> bool:
        """Whether g leads back from the value of f to the place, along all branches."""
        for branch in self.branches:
            places = branch.tried()
            back = columns(g, self.y, columns(self.f, self.x, places))
            if not all(
                abs(b - p) <= CLOSE * max(1, abs(p)) for b, p in zip(back, places, strict=True)
            ):
                return False
        return True

    @cached_property
    def given(self) -> Conditions:
        """Which places and which values belong together under the written inverse."""
        if len(self.branches) > 1:
            return combined(self.domain, Curve(self.written, self.y).given)
        (branch,) = self.branches
        ends = zip(branch.ends, "+-", strict=True)
        values = [Approach(self.x, end, side).tends(self.f) for end, side in ends]
        low, high = values if branch.rises else reversed(values)
        if low is None or high is None:
            raise Undefined(
                "unknown-range",
                "It is not known here which values the function takes.",
                fix="Ask for the derivative of the inverse at a point.",
            )
        return combined(self.domain, inside(self.y, (low, high)), self._holes)

    @property
    def _holes(self) -> Iterator[Basic]:
        """The values that a rising or falling function leaves out, where its formula has a hole."""
        for gap in self.domain:
            if isinstance(gap, sp.Ne) and gap.lhs == self.x:
                left_out = Approach(self.x, gap.rhs).tends(self.f)
                if left_out is not None and left_out.is_finite:
                    yield sp.Ne(self.y, left_out, evaluate=False)

    def _a_value(self) -> Expr:
        for place in map(sp.Integer, (1, 0, 2, -1)):
            value = value_at(self.f, {self.x: place})
            if value is not None and any(branch.holds(place) for branch in self.branches):
                return value
        return sp.S.One


def _inside_domain(curve: Curve) -> Curve:
    """The curve over as much of its interval as its formula allows."""
    low, high = curve.within
    for condition in curve.given:
        left, right = condition.args
        if left == curve.x and isinstance(condition, sp.Gt | sp.Ge) and right > low:
            low = right
        if left == curve.x and isinstance(condition, sp.Lt | sp.Le) and right < high:
            high = right
    added = [e for e in (low, high) if e not in curve.within and has_value(curve.f, curve.x, e)]
    kept = [e for e in curve.ends if e in (low, high)]
    return Curve(curve.f, curve.x, (low, high), (*kept, *added))


def _closed(condition: Basic, ends: tuple[Expr, ...]) -> Basic:
    """A bound at which the function has a value, with that place."""
    closed = {sp.Gt: sp.Ge, sp.Lt: sp.Le}.get(type(condition))
    if closed is None or condition.args[1] not in ends:
        return condition
    return closed(*condition.args, evaluate=False)


def can_be_unwound(f: Expr, x: Symbol) -> bool:
    """Whether the letter stands in one function only, exponentials counted once, or in none."""

    def is_kernel(part: Expr) -> bool:
        whole = isinstance(part, sp.Pow) and isinstance(part.exp, sp.Integer)
        return bool(part.has(x) and isinstance(part, sp.Pow | sp.Function) and not whole)

    outermost: list[Expr] = []
    ahead = [f]
    while ahead:
        part = ahead.pop()
        if is_kernel(part):
            outermost.append(part)
        else:
            ahead += part.args
    rest = f.xreplace({part: sp.Dummy() for part in outermost})
    alike = len(set(outermost)) <= 1 or all(isinstance(part, sp.exp) for part in outermost)
    return alike and not (outermost and rest.has(x))


def _upright(g: Expr) -> Expr:
    """The formula with y/(1 - y) for -y/(y - 1) in logarithms, 2^y for exp(y ln 2), and one over a root."""

    def turned(inner: Expr) -> Expr:
        above, below = sp.fraction(sp.together(inner))
        return sp.log(-above / -below if above.could_extract_minus_sign() else inner)

    def with_base(exponent: Expr) -> Expr:
        number, rest = exponent.as_independent(sp.log, as_Add=False)
        based = isinstance(rest, sp.log) and rest.args[0].is_number
        return sp.Pow(rest.args[0], number) if based else sp.exp(exponent)

    def is_root(part: Expr) -> bool:
        one_over = (
            isinstance(part, sp.Pow) and isinstance(part.base, sp.Pow) and part.base.exp == -1
        )
        return bool(one_over and isinstance(part.exp, sp.Rational))

    g = g.replace(is_root, lambda part: sp.Pow(part.base.base, -part.exp))
    return g.replace(sp.log, turned).replace(sp.exp, with_base)


def _in_words(branch: Branch) -> str:
    low, high = map(written, branch.ends)
    return f"{'(' if low == '-oo' else '['}{low}, {high}{')' if high == 'oo' else ']'}"
