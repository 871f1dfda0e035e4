"""The value of a definite integral, or which way it diverges.

The interval is cut where the integrand may have no value or changes its
formula, and in the middle of what is left.  At a doubtful end the logarithm of
the distance is the variable: where the integrand then falls slower than the
inverse of a power above one, the integral diverges.  The rest is done by
double exponential quadrature with steps halved until two sums agree; between
places without doubt by the rule of Gauss and Legendre.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

import sympy as sp
from sympy import Basic, Expr, Poly, Rational, Symbol
from sympy.polys.domains import QQ

from tutor.verify.values.exact import NotExact
from tutor.verify.values.linear import polynomials_at
from tutor.verify.values.numeric import (
    RULES,
    NotWorkedOut,
    NoValue,
    Number,
    Point,
    context,
    to_number,
)
from tutor.verify.values.rough import FAILURES, rough

Function = Callable[[Number], Number]
Place = Callable[[], Number]  # a place with as many digits as are worked with
CLOSE = context.mpf(10) ** -28  # the part of an integral in which two sums may differ
CERTAIN = 1.1  # a power of the logarithm of the distance that falls fast enough
FINEST = 8  # halvings of the step
FARTHEST_NODE = 250  # of the substituted variable
EMPTY = 60  # values in a row that are zero where nothing else has been found
POLISH = 12  # steps of the secant method
SAMPLES = 600  # places at which a change of sign is looked for
DEGREE = 40  # of a polynomial whose zeros are isolated
EPS = Rational(1, 10**25)
NEARBY = context.mpf(10) ** -20  # two places at this distance are one
DISTANCES = [(base, u) for base in (2.7, 3.3) for u in (32, 64, 128, 256, 512)]  # base^u


class Half(NamedTuple):
    """An end of an interval and the middle: `sign` says on which side of the end the middle lies."""

    end: Place
    middle: Number
    sign: int

    @property
    def endless(self) -> bool:
        return bool(context.isinf(self.end()))


def integral_value(expr: Expr, at: Point) -> Number:
    """The integral with all digits; raises `NoValue` if it diverges."""
    value = integral(expr, at)
    if context.isinf(value):
        raise NoValue("the integral is infinite")
    return value


def integral(expr: Expr, at: Point) -> Number:
    """The integral, infinite where it diverges in one direction; raises `NoValue` if it has none."""
    if len(expr.args) != 2 or len(expr.args[1].args) != 3:
        raise NotWorkedOut("only integrals between two bounds in one variable have a value here")
    function, (letter, low, high) = expr.args
    if function.has(sp.Limit, sp.Integral):
        raise NotWorkedOut("an integral over limits or integrals")
    a, b = _bound(low, at), _bound(high, at)
    if a() == b():
        return context.mpf(0)
    area = Area(function, letter, at)
    return area.between(a, b) if a() < b() else -area.between(b, a)


def _bound(value: Expr, at: Point) -> Place:
    if value in (sp.oo, -sp.oo):
        return _fixed(context.inf if value == sp.oo else -context.inf)
    return _kept(lambda: at.anew().of(value))


def _fixed(value: Number) -> Place:
    return lambda: value


def _fraction(value: Rational) -> Place:
    return lambda: context.mpf(int(value.p)) / int(value.q)


def _kept(place: Place) -> Place:
    """The same place, worked out once for each number of digits."""
    known: dict[int, Number] = {}

    def again() -> Number:
        if context.prec not in known:
            known[context.prec] = place()
        return known[context.prec]

    return again


class Area:
    """The area under a function of one letter at a place."""

    def __init__(self, function: Basic, letter: Symbol, at: Point) -> None:
        self.function = function
        self.letter = letter
        self.at = at
        self.guards = sorted(guards(function), key=str)

    def value(self, x: Number) -> Number:
        return self.at.moved({self.letter: x}).of(self.function)

    def between(self, low: Place, high: Place) -> Number:
        """The integral; infinite, or without a value, where it diverges."""
        a, b = low(), high()
        inner = [c for c in self._borders(a, b) if a < c() < b]
        cuts = sorted((low, high, *inner), key=lambda place: place())
        cuts = [c for k, c in enumerate(cuts) if k == 0 or c() - cuts[k - 1]() > NEARBY]
        doubtful = set(inner) | {end for end in (low, high) if not self._regular(end())}
        total, directions = context.mpf(0), set()
        for left, right in pairwise(cuts):
            if left not in doubtful and right not in doubtful:
                total += self._plain(left, right)
                continue
            middle = self._middle(left(), right())
            for half in (Half(left, middle, 1), Half(right, middle, -1)):
                if half.end in doubtful:
                    found = self._half(half)
                else:
                    found = half.sign * self._plain(half.end, _fixed(middle))
                if context.isinf(found):
                    directions.add(found)
                else:
                    total += found
        if len(directions) > 1:
            raise NoValue("the integral diverges, in both directions")
        return directions.pop() if directions else total

    def _regular(self, end: Number) -> bool:
        """Whether the integrand has a value at an end, and nothing in it changes its meaning there."""
        if context.isinf(end):
            return False
        near = self.at.moved({self.letter: end})
        try:
            near.of(self.function)
            return all(abs(near.of(g)) > context.mpf(10) ** -20 for g in self.guards)
        except NoValue:
            return False

    def _middle(self, left: Number, right: Number) -> Number:
        share = to_number(self.at.draws.share())
        if context.isinf(left) and context.isinf(right):
            return share
        if context.isinf(right):
            return left + 1 + share
        if context.isinf(left):
            return right - 1 - share
        return left + (right - left) * share

    def _plain(self, low: Place, high: Place) -> Number:
        """By the rule of Gauss and Legendre, of two degrees; else from both ends."""
        a, b = low(), high()
        sums = [
            context.quad(self.value, [a, b], method="gauss-legendre", maxdegree=degree)
            for degree in (5, 6)
        ]
        if _close(sums[0], sums[1], abs(b - a) * abs(self.value((a + b) / 2))):
            return sums[-1]
        middle, sign = self._middle(a, b), 1 if a < b else -1
        return self._half(Half(low, middle, sign)) + self._half(Half(high, middle, -sign))

    def _half(self, half: Half) -> Number:
        """The area between an end and the middle, infinite if it diverges at the end."""
        sizes = [self._at_distance(half, context.mpf(base) ** u, u) for base, u in DISTANCES]
        direction = _diverges(sizes)
        if direction:
            return direction * context.inf
        if half.endless and abs(sizes[0]) < context.mpf(10) ** -200:
            return _double_exponential(lambda u: self.value(half.middle - half.sign * u))
        if half.endless:

            def value(u: Number) -> Number:
                far = context.exp(u)
                return far * self.value(half.middle - half.sign * (far - 1))

        else:
            length = abs(half.middle - half.end())

            def value(u: Number) -> Number:
                with context.workdps(context.dps + 50 * (1 + min(int(u / 100), 60))):
                    near = length * context.exp(-u)
                    return near * self.value(half.end() + half.sign * near)

        return _double_exponential(value)

    def _at_distance(self, half: Half, far: Number, digits: int) -> Number:
        """The integrand times the distance, at a distance near zero or far from the middle."""
        with context.workdps(2 * digits + 60):
            if half.endless:
                place, weight = half.middle - half.sign * far, far
            else:
                place, weight = half.end() + half.sign / far, 1 / far
            return weight * self.at.anew().moved({self.letter: place}).of(self.function)

    def _borders(self, a: Number, b: Number) -> Iterator[Place]:
        """The places where a guard vanishes: roots of polynomials, or changes of sign."""
        for guard in self.guards:
            try:
                above = polynomials_at(self.at, (self.letter,)).of(guard).numer
            except (NotExact, ZeroDivisionError):
                for place in self._sign_changes(guard, a, b):
                    yield self._sharp(guard, place)
                continue
            if above.is_ground:
                continue
            if above.degree() > DEGREE:
                raise NotWorkedOut("a polynomial of a high degree")
            x = self.letter
            for factor, _ in Poly.from_dict(dict(above.terms()), x, domain=QQ).factor_list()[1]:
                for (low, high), _ in factor.intervals(eps=EPS):
                    middle = (low + high) / 2
                    if low == high:
                        yield _fraction(middle)
                    else:
                        yield self._sharp(factor.as_expr(), _fraction(middle)())

    def _sharp(self, guard: Basic, near: Number) -> Place:
        """A simple zero with as many digits as are worked with, by the secant method."""

        def place() -> Number:
            there = self.at.anew()
            one, two = near, near + context.mpf(10) ** -20
            for _ in range(POLISH):
                f, g = (there.moved({self.letter: x}).of(guard) for x in (one, two))
                if f == g or abs(two - one) < context.mpf(10) ** (5 - context.dps):
                    break
                one, two = two, two - g * (two - one) / (g - f)
            return two

        return _kept(place)

    def _sign_changes(self, guard: Basic, a: Number, b: Number) -> Iterator[Number]:
        left, right = (float(max(min(end, 10**3), -(10**3))) for end in (a, b))
        estimate = rough(guard, (self.letter,), self.at)
        seen: tuple[float, float] | None = None
        for k in range(SAMPLES + 1):
            x = left + (right - left) * k / SAMPLES
            try:
                y = estimate([x])
            except (*FAILURES, NoValue):
                seen = None
                continue
            if y == 0:
                yield context.mpf(x)
            elif seen is not None and seen[1] * y < 0:
                yield self._bisected(guard, context.mpf(seen[0]), context.mpf(x))
            seen = (x, y) if y else None

    def _bisected(self, guard: Basic, low: Number, high: Number) -> Number:
        below = self.at.moved({self.letter: low}).of(guard) < 0
        for _ in range(60):
            middle = (low + high) / 2
            if (self.at.moved({self.letter: middle}).of(guard) < 0) == below:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def _close(one: Number, other: Number, size: Number) -> bool:
    return bool(abs(one - other) <= CLOSE * max(abs(one), abs(other), size, context.mpf(10) ** -6))


def _diverges(sizes: list[Number]) -> int:
    """1 or -1 if the integral grows beyond every bound at an end, 0 if it converges there.

    With u for the logarithm of the distance, the integrand times the distance
    behaves like 1/u^p, or falls faster than any power; p decides.
    """
    half = len(sizes) // 2
    powers = []
    for part in (sizes[:half], sizes[half:]):
        for one, other in list(pairwise(map(abs, part)))[-2:]:
            powers.append(context.log(one / other, 2) if one and other else context.inf)
    if min(powers) >= CERTAIN:
        return 0
    signs = {int(context.sign(size)) for size in sizes}
    if max(powers) <= 1 + context.mpf(10) ** -6 and len(signs) == 1:
        return signs.pop()
    raise NotWorkedOut("it is not plain whether the integral converges")


def _double_exponential(value: Function) -> Number:
    """The integral from 0 to infinity by the substitution u = exp(s - exp(-s))."""

    def node(s: Number) -> Number:
        u = context.exp(s - context.exp(-s))
        return value(u) * u * (1 + context.exp(-s))

    def outward(start: Number, step: Number) -> Iterator[Number]:
        """Values along the line of nodes until they no longer count."""
        quiet, largest = 0, context.mpf(0)
        for k in range(int(FARTHEST_NODE / abs(step))):
            term = node(start + k * step)
            largest = max(largest, abs(term))
            quiet = quiet + 1 if abs(term) <= largest * CLOSE / 10**6 else 0
            yield term
            if quiet > (3 if largest else EMPTY):
                return
        raise NotWorkedOut("the integrand falls too slowly")

    step = context.mpf(1) / 4
    terms = [*outward(context.mpf(0), step), *outward(-step, -step)]
    total, size = context.fsum(terms), context.fsum(map(abs, terms))
    before = total * step
    for _ in range(FINEST):
        more = [*outward(step / 2, step), *outward(-step / 2, -step)]
        total += context.fsum(more)
        size += context.fsum(map(abs, more))
        step /= 2
        if _close(total * step, before, size * step):
            return total * step
        before = total * step
    raise NotWorkedOut("the quadrature does not settle")


def guards(expr: Basic) -> set[Basic]:
    """What stands below a fraction line, in a root, a logarithm, a bar or a condition."""
    found: set[Basic] = set()
    for part in sp.preorder_traversal(expr):
        if isinstance(part, sp.Pow):
            if not isinstance(part.exp, sp.Integer) or part.exp < 0:
                found |= _factors(part.base)
        elif isinstance(part, sp.log | sp.Abs | sp.sign):
            found |= _factors(part.args[0])
        elif isinstance(part, sp.tan | sp.sec):
            found.add(sp.cos(part.args[0]))
        elif isinstance(part, sp.cot | sp.csc):
            found.add(sp.sin(part.args[0]))
        elif isinstance(part, sp.asin | sp.acos | sp.atanh):
            found |= {part.args[0] - 1, part.args[0] + 1}
        elif isinstance(part, sp.floor | sp.ceiling):
            found.add(sp.sin(sp.pi * part.args[0]))
        elif isinstance(part, sp.Max | sp.Min):
            found |= {a - b for a, b in combinations(part.args, 2)}
        elif isinstance(part, sp.Rel):
            found.add(part.args[0] - part.args[1])
    return {guard for guard in found if guard.free_symbols}


def _factors(expr: Basic) -> set[Basic]:
    return {f.base if isinstance(f, sp.Pow) else f for f in sp.Mul.make_args(expr)}


RULES[sp.Integral] = integral_value
