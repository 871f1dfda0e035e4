"""The Taylor polynomial of a function of one variable, and the bound of Lagrange for its error.

The polynomial of degree n has at the centre the value and the first n
derivatives of the function.  By Lagrange, the error at b is a value of the
next derivative between the centre and b, times (b - c)^(n+1) / (n+1)!.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import cached_property
from math import isfinite

import sympy as sp
from sympy import Abs, Expr, Integer, Interval, Rational, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Conditions,
    Defines,
    DerivativeOf,
    Equal,
    Substituted,
)
from tutor.core.errors import Undefined
from tutor.core.figure import Curve, Dots, Figure, Mark
from tutor.core.step import Step, collect, step
from tutor.kit.calculus import quotients
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.curve import inserted, value_of
from tutor.kit.calculus.curve_pictures import curve
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.sign_tables import breaks
from tutor.kit.calculus.two_sides import from_both_sides, goals_of
from tutor.kit.domain import combined, holds_at
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_values import columns
from tutor.kit.real_zeros import real_zeros
from tutor.kit.unevaluated import ZERO, added, equation, negated, over, power, times, without_ones

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
ROLES = ("second", "accent", "muted")
REACH = 2.0  # of the picture, from the centre to its edges


class Taylor:
    """The Taylor polynomial of f of degree n at a centre c.

    Where the rules give no value for a derivative at c, its difference quotients are looked at.
    If they have no limit, `missing` says so and n is lowered to the order that there is.  Raises
    `Undefined` if f has no value at c, or the quotients do not tell.
    """

    def __init__(self, f: Expr, x: Symbol, c: Expr, n: int) -> None:
        self.f, self.x, self.c, self.n = f, x, c, n
        self.steps: list[Step] = []
        self.at_breaks: dict[int, tuple[Step, ...]] = {}  # steps with quotients, by the order
        self.missing: Claim | None = None
        self.values = [self._value(f)]
        self.last = f
        while len(self.steps) < n and self.last.has(x):
            found, order = self._next(), len(self.steps) + 1
            g = _derivative(found)
            if g == 0:  # constant on both sides of a break, as x/|x| is
                break
            if self._is_smooth(found):
                value = self._value(g)
            elif (by_quotients := self._by_quotients(order)) is not None:
                value = by_quotients
            else:
                self.n = order - 1
                break
            self.steps.append(found)
            self.last = g
            self.values.append(value)

    def _next(self) -> Step:
        first = not self.steps
        rule = "differentiate" if first else "differentiate_once_more"
        return differentiation(rule, self.last, self.x)

    def _is_smooth(self, found: Step) -> bool:
        """Whether the rules give the derivative at the centre, too."""
        holds = all(holds_at(c, self.x, self.c) for c in _given([found]))
        known = value_of(self.last, self.x, self.c) == self.values[-1]
        return holds and known and value_of(_derivative(found), self.x, self.c) is not None

    def _value(self, g: Expr) -> Expr:
        found = value_of(g, self.x, self.c)
        if found is None:
            raise Undefined(
                "outside-domain",
                f"The function has no value at {self.x} = {self.c}, so it has no Taylor polynomial there.",
                fix="Choose a centre inside the domain of the function.",
            )
        return found

    def _by_quotients(self, order: int) -> Expr | None:
        """The derivative of this order at the centre from its quotients; None if they have no limit."""
        g, whole = self.last, Approach(self.x, self.c)
        if value_of(g, self.x, self.c) != self.values[-1] or not whole.is_defined(g):
            raise Undefined(
                "no-derivative",
                f"The rules give no value for derivative number {order} of the function at {self.x} = {self.c}, "
                f"so there is no Taylor polynomial of order {self.n} to be found there.",
                fix=f"Choose a lower order, at most {order - 1}, or another centre."
                if order > 1
                else "Choose another centre.",
            )
        self.at_breaks[order], value = collect(self._look_at_quotients(g))
        return value

    def _look_at_quotients(self, g: Expr) -> Generator[Step, None, Expr | None]:
        h = quotients.step_letter(g)
        quotient = yield from quotients.forward(g, self.x, self.c, h)
        reduced = yield from quotients.simplified(quotient, h)
        at = Approach(h, ZERO)
        found = yield from from_both_sides(reduced, at)
        if found.value is not None and found.value.is_finite:
            here = equation(self.x, self.c)
            yield step("call_it_derivative", DerivativeOf(g, self.x, found.value, (here,)))
            return found.value
        self.missing = goals_of(reduced, at, found)[0][1]
        return None

    @property
    def away(self) -> Expr:
        return self.x if self.c == 0 else added(self.x, negated(self.c))

    def _sum(self, coefficients: list[Expr]) -> Expr:
        terms = [
            without_ones(a, power(self.away, Integer(k))) if k else a
            for k, a in enumerate(coefficients)
            if a != 0
        ]
        return added(*terms)

    def name(self, letter: str) -> Symbol:
        """What the polynomial (T) or the bound of its error (R) is called, with the order."""
        names = (Symbol(f"{letter}_{self.n}"), Symbol(f"{letter}_n"))
        return next(s for s in names if s != self.x)

    @cached_property
    def coefficients(self) -> list[Expr]:
        return [sp.expand(v / sp.factorial(k)) for k, v in enumerate(self.values)]

    @cached_property
    def written(self) -> Expr:
        """The sum of f^(k)(c) / k! (x - c)^k, with each factorial as a product.

        A slope that is 1 everywhere is written as a factor: nothing else shows where it went.
        """
        if len(self.steps) == 1 and _derivative(self.steps[0]) == 1:
            slope = times(Integer(1), self.away)
            return slope if self.values[0] == 0 else added(self.values[0], slope)
        return self._sum(
            [v if v == 0 else _over_factorial(v, k) for k, v in enumerate(self.values)]
        )

    @cached_property
    def polynomial(self) -> Expr:
        """The sum with its coefficients worked out."""
        return self._sum(self.coefficients)

    def derive(self) -> Solution:
        """The value and the derivatives at the centre, one after the other, and the polynomial."""
        height = inserted("find_value_at_centre", self.f, self.x, self.c, self.values[0])
        yield height
        for order, (found, value) in enumerate(zip(self.steps, self.values[1:], strict=True), 1):
            derivative, by_quotients = _derivative(found), order in self.at_breaks
            if not by_quotients or order < len(self.steps) or self.missing is not None:
                yield found
            if by_quotients:
                yield from self.at_breaks[order]
            elif derivative.has(self.x):
                yield inserted("insert_centre", derivative, self.x, self.c, value)
        goals: Goals = {"height": height.claims[0]}
        if self.missing is not None:
            yield from self.at_breaks[self.n + 1]
            goals["no_derivative"] = self.missing
        named = Defines(self.name("T"), self.written)
        claim = Equal(named.name, self.polynomial)
        if self.written == self.polynomial:
            yield step("name_polynomial", named, claim)
        else:
            yield step("name_polynomial", named)
            yield step("work_out_coefficients", claim)
        return {**goals, "polynomial": claim}

    @cached_property
    def is_same(self) -> bool:
        """Whether f is a polynomial of degree n at most."""
        return self.f.is_polynomial(self.x) and sp.degree(self.f, self.x) <= self.n

    def compare(self) -> Solution:
        """A polynomial of no higher degree is its own Taylor polynomial."""
        if not self.is_same:
            return {}
        claim = Compared(self.f, "=", self.polynomial)
        yield step("find_polynomial_itself", claim)
        return {"same": claim}

    def estimate(self, b: Expr) -> Solution:
        """The value of the polynomial at b, and how far at most it is from that of f."""
        value = self._at(b)
        put_in = inserted("estimate", self.polynomial, self.x, b, value)
        yield put_in
        if not isinstance(value, Integer):
            yield step("round_estimate", six_digits(value))
        goals: Goals = {"estimate": put_in.claims[0]}
        if self.is_same:
            return goals
        following = self._next()
        yield following
        goals |= yield from self._bound(following, b, b)
        there = value_of(self.f, self.x, b)
        if there is not None:
            digits = () if isinstance(there, Rational) else (six_digits(there),)
            yield inserted("compare_with_function", self.f, self.x, b, there)
            if digits:
                yield step("round_function", digits[0])
            apart = there if value == 0 else added(there, negated(value))
            error = goals["error"]
            assert isinstance(error, Equal)
            within = Compared(Abs(apart, evaluate=False), "<=", error.after)
            yield step("compare_error", within)
        return goals

    def _at(self, b: Expr) -> Expr:
        """The value of the polynomial at b, with powers of b - c multiplied out only where that is shorter."""
        plain = self.polynomial.xreplace({self.x: b}).doit()
        expanded = sp.expand(plain)
        return min(expanded, plain, key=sp.count_ops)

    def bound_over(self, on: Interval) -> Solution:
        """How far at most the polynomial is from f at all places of an interval."""
        if self.is_same:
            return {}
        following = self._next()
        yield following
        goals = yield from self._bound(following, on.start, on.end)
        error = goals["error"]
        assert isinstance(error, Equal)
        apart = added(self.f, negated(self.polynomial))
        everywhere = Compared(
            Abs(apart, evaluate=False), "<=", error.after, _between(self.x, on.start, on.end)
        )
        yield step("bound_error_everywhere", everywhere)
        return goals | {"everywhere": everywhere}

    def _bound(self, following: Step, first: Expr, last: Expr) -> Solution:
        """The bound of the error from the first place to the last one, which may be the same."""
        g, several = _derivative(following), first != last
        size, order = Abs(g, evaluate=False), self.n + 1
        ends = sorted((self.c, first, last), key=float)
        low, high = _around(ends[0], ends[-1])
        place = self._largest(following, low, high)
        value = value_of(g, self.x, place)
        assert value is not None
        where = "_on_interval" if several else ""
        if g.has(self.x):
            there = equation(self.x, place)
            announced = () if place in (self.c, first, last) else (Choice(there),)
            largest = Substituted(g, Tuple(there), value)
            yield step(f"find_largest_size{where}", largest, *announced)
        most = abs(value)
        bound = Compared(size, "<=", most, _between(self.x, low, high))
        size_there = Equal(Abs(value, evaluate=False), most)
        turned = () if most == value or isinstance(value, Rational) else (size_there,)
        yield step(f"bound_next_derivative{where}", bound, *turned)
        far = max(abs(first - self.c), abs(last - self.c), key=float)
        distance = power(far, Integer(order))
        named = Defines(self.name("R"), without_ones(_over_factorial(most, order), distance))
        yield step(f"name_bound_of_error{where}", named)
        error = Equal(named.name, most / sp.factorial(order) * far**order)
        yield step("bound_error", error)
        if not isinstance(error.after, Integer):
            yield step("round_error", six_digits(error.after))
        return {"bound": bound, "error": error}

    def _largest(self, following: Step, low: Expr, high: Expr) -> Expr:
        """Where the next derivative is largest in size: at an end, or where its own derivative is zero."""
        g, ends = _derivative(following), (low, high)
        places = [low, high, *breaks(self.f, self.x, ends), *breaks(g, self.x, ends)]
        given = _given([*self.steps, following])
        slope = _derivative(differentiation("differentiate", g, self.x))
        if slope.has(self.x):
            places += real_zeros(slope, self.x, (), ends)
        sizes = {p: value_of(g, self.x, p) for p in places}
        if None in sizes.values() or not all(holds_at(c, self.x, p) for c in given for p in places):
            raise Undefined(
                "no-bound",
                f"The next derivative has no value somewhere from {low} to {high}, "
                "so there is no bound of Lagrange for the error.",
                fix="Stay closer to the centre, inside the domain of the function.",
            )
        return max(places, key=lambda p: abs(float(sizes[p] or ZERO)))

    def figure(self, words: str, goals: Goals, places: Sequence[Expr]) -> tuple[Figure, ...]:
        """The function with its Taylor polynomials, the last few up to the order, as far as these places."""
        centre, height = float(self.c), float(self.values[0])
        far = max([REACH, *(1.3 * abs(float(b) - centre) for b in places)])
        graph = curve(self.f, self.x, (centre - far, centre + far), [height], "f")
        if graph is None or not isfinite(height):
            return ()
        known = [v for _, v in graph.points if v is not None]
        room = 0.3 * (max(known) - min(known) or 1.0)
        low, high = min(known) - room, max(known) + room
        columns_at = [p for p, _ in graph.points]
        orders = range(max(min(self.n, 1), self.n - len(ROLES) + 1), self.n + 1)
        marks: list[Mark] = [graph]
        for role, k in zip(ROLES, reversed(orders), strict=False):
            heights = columns(self._sum(self.coefficients[: k + 1]), self.x, columns_at)
            points = tuple(
                (p, v if low <= v <= high else None)
                for p, v in zip(columns_at, heights, strict=True)
            )
            marks.append(Curve(points, f"T{k}", role, dashed=True))
        marks.append(Dots(((centre, height),), label="centre"))
        return (Figure(words, goals["polynomial"], tuple(marks), str(self.x), f"f({self.x})"),)


def _over_factorial(value: Expr, k: int) -> Expr:
    """The value divided by k!, a product as written."""
    return over(value, times(*map(Integer, range(2, k + 1)))) if k > 1 else value


def _between(x: Symbol, low: Expr, high: Expr) -> Conditions:
    return (sp.Ge(x, low, evaluate=False), sp.Le(x, high, evaluate=False))


def _around(low: Expr, high: Expr) -> tuple[Expr, Expr]:
    """The ends of an interval that holds both; ends that are no fractions are moved out to tenths."""
    if not isinstance(low, Rational):
        low = sp.floor(10 * low) / 10
    return low, high if isinstance(high, Rational) else sp.ceiling(10 * high) / 10


def _given(steps: list[Step]) -> Conditions:
    """Where all these derivatives hold."""
    claims = (s.claims[0] for s in steps)
    return combined(*(c.given for c in claims if isinstance(c, DerivativeOf)))


def _derivative(found: Step) -> Expr:
    claim = found.claims[0]
    assert isinstance(claim, DerivativeOf)
    return claim.result
