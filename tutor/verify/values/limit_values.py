"""The limit of an expression at a place, from values ever closer to the point.

For quotients of polynomials the limit is read off exactly.  Else the distances
to the point are b^-4, b^-8, b^-16, ... for random b, each worked out with two
precisions that have to agree.  On this scale powers of the distance vanish
faster and faster, and powers of its logarithm like a geometric sequence, whose
limit Wynn's epsilon algorithm finds; his rho algorithm serves what is slower still.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import sympy as sp
from sympy import Basic, Expr, Symbol
from sympy.polys.domains import QQ

from tutor.verify.values.exact import Element, NotExact
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

RUNGS = tuple(2**k for k in range(2, 10))  # exponents of the distance
SEQUENCES = 3
SURE = context.mpf(10) ** -32  # the part of a limit that may be wrong where it counts as a number
SLOW = context.mpf(10) ** -8  # and where the sequence is accelerated
SPARE = 60
DOUBLES, MANY = context.mpf(1.8), 20  # what tells a logarithm


class Approached(NamedTuple):
    """What is approached, infinite perhaps, and how much of it may be wrong."""

    value: Number
    error: Number


def limit_value(expr: Expr, at: Point) -> Number:
    """The limit with all digits; raises `NoValue` if there is none or it is infinite."""
    found = approached(expr, at)
    if context.isinf(found.value):
        raise NoValue("the limit is infinite")
    if found.error > SURE * max(1, abs(found.value)):
        raise NotWorkedOut("the limit is approached too slowly")
    return found.value


def approached(expr: Expr, at: Point) -> Approached:
    """The limit, from both sides if it is meant so; raises `NoValue` if there is none."""
    function, letter, place, side = expr.args
    if not isinstance(letter, Symbol):
        raise NoValue(f"{letter} is no letter")
    if function.has(sp.Limit, sp.Integral):
        raise NotWorkedOut("a limit of limits or integrals")
    if place in (sp.oo, -sp.oo):
        return _one_sided(function, letter, place, 0, at)
    signs = {"+": (1,), "-": (-1,)}.get(str(side), (1, -1))
    found = [_one_sided(function, letter, place, sign, at) for sign in signs]
    first, last = found[0], found[-1]
    if not agree(first, last):
        raise NoValue("the limits from the two sides differ")
    return max(found, key=lambda one: one.error)


def agree(one: Approached, other: Approached) -> bool:
    """Whether two values are the same, as far as they are known."""
    if context.isinf(one.value) or context.isinf(other.value):
        return bool(one.value == other.value)
    size = max(abs(one.value), abs(other.value))
    return bool(abs(one.value - other.value) <= size * 10**6 * SURE + 4 * (one.error + other.error))


def _one_sided(function: Basic, letter: Symbol, place: Expr, side: int, at: Point) -> Approached:
    exact = exact_limit(function, letter, place, side, at)
    if exact is not None:
        return Approached(_number(exact), context.mpf(0))
    found = [
        _along(function, letter, place, side, at, 8 + to_number(at.draws.share()) * (k + 1))
        for k in range(SEQUENCES)
    ]
    values, error = [one.value for one in found], max(one.error for one in found)
    if len(set(values)) == 1:
        return Approached(values[0], error)
    apart = max(abs(v - values[0]) for v in values)
    if apart <= SLOW * max(1, abs(values[0])):
        return Approached(values[0], max(error, apart if error else error))
    if error <= SURE:
        raise NoValue("along different sequences the values tend to different numbers")
    raise NotWorkedOut("the values near the point do not settle")


def _number(value: Expr) -> Number:
    if value in (sp.oo, -sp.oo):
        return context.inf if value == sp.oo else -context.inf
    return context.mpf(int(value.p)) / int(value.q)


def exact_limit(function: Basic, letter: Symbol, place: Expr, side: int, at: Point) -> Expr | None:
    """The limit of a quotient of polynomials at a rational number or at infinity, or None.

    `side` is 1 or -1, and 0 at infinity.
    """
    try:
        value = polynomials_at(at, (letter,)).of(function)
    except (NotExact, ZeroDivisionError):
        return None
    above, below = (_coefficients(part) for part in (value.numer, value.denom))
    if not above:
        return sp.Integer(0)
    if side == 0:
        return _at_infinity(above, below, int(place is sp.oo) or -1)
    if not isinstance(place, sp.Rational):
        return None
    shift = QQ(int(place.p), int(place.q))
    (n, a), (m, b) = (_lowest(part, shift) for part in (above, below))
    ratio = a / b
    if n >= m:
        return sp.Rational(int(ratio.numerator), int(ratio.denominator)) * int(n == m)
    sign = (1 if ratio > 0 else -1) * side ** (m - n)
    return sp.oo if sign > 0 else -sp.oo


def _coefficients(polynomial: Element) -> dict[int, Element]:
    return {powers[0]: c for powers, c in polynomial.terms()}


def _at_infinity(above: dict[int, Element], below: dict[int, Element], sign: int) -> Expr:
    n, m = max(above), max(below)
    ratio = above[n] / below[m]
    if n <= m:
        return sp.Rational(int(ratio.numerator), int(ratio.denominator)) * int(n == m)
    return sp.oo if (ratio > 0) == (sign ** (n - m) > 0) else -sp.oo


def _lowest(polynomial: dict[int, Element], shift: Element) -> tuple[int, Element]:
    """The first power of x - shift that occurs, and its coefficient, by repeated division."""
    line = [polynomial.get(k, QQ(0)) for k in range(max(polynomial), -1, -1)]
    power = 0
    while True:
        quotient = [line[0]]
        for c in line[1:]:
            quotient.append(c + shift * quotient[-1])
        if quotient[-1]:
            return power, quotient[-1]
        line, power = quotient[:-1], power + 1


def _along(
    function: Basic, letter: Symbol, place: Expr, side: int, at: Point, base: Number
) -> Approached:
    """What the values tend to along one sequence of distances base^-4, base^-8, ..."""

    def value(exponent: int, digits: int) -> Number:
        with context.workdps(digits):
            there = at.anew()
            if side:
                where = there.of(place) + side * context.power(base, -exponent)
            else:
                where = context.power(base, exponent) * (1 if place is sp.oo else -1)
            return there.moved({letter: where}).of(function)

    found: list[Number] = []
    for exponent in RUNGS:
        seen = _agreed(lambda digits, e=exponent: value(e, digits), exponent)  # type: ignore[misc]
        if seen is None:
            if exponent >= RUNGS[4]:
                raise NoValue("there are no values near the point")
            found = []
            continue
        found.append(seen)
        if (limit := _settled(found)) is not None and limit.error <= SURE * abs(limit.value):
            return limit
    return _settled(found) or _accelerated(found)


def _agreed(value: Callable[[int], Number], exponent: int) -> Number | None:
    """A value at a distance with two precisions that agree; None where there is none.

    What falls below each precision is zero: a small value would show with more digits.
    """
    digits = 3 * exponent + SPARE
    try:
        one = value(digits)
        for more in (2, 4):
            other = value(more * digits)
            if abs(one - other) <= abs(other) * SURE / 10**3:
                return +other
            one = other
        if abs(one) < context.mpf(10) ** (-2 * digits):
            return one * 0
    except NotWorkedOut:
        raise
    except NoValue:
        return None
    raise NotWorkedOut("too many digits cancel near the point")


def _settled(found: Sequence[Number]) -> Approached | None:
    """The limit if the changes, the values or their reciprocals vanish faster and faster."""
    if len(found) < 4:
        return None
    last = found[-4:]
    if len(set(last)) == 1:
        return Approached(last[-1], 0 * last[-1])
    if _vanishes(last):
        return Approached(0 * last[-1], 0 * last[-1])
    if all(last) and _vanishes([1 / v for v in last]):
        return None if len({v > 0 for v in last}) > 1 else _infinite(last[-1])
    changes = [b - a for a, b in pairwise(last)]
    if _vanishes(changes):
        return Approached(last[-1], abs(changes[-1]))
    return None


def _infinite(value: Number) -> Approached:
    return Approached(context.inf if value > 0 else -context.inf, context.mpf(0))


def _vanishes(values: Sequence[Number]) -> bool:
    """Whether the exponents grow by half at least at each step, as those of a power do."""
    sizes = [abs(v) for v in values]
    if sizes[-1] > context.mpf(10) ** -3:
        return False
    return all(b == 0 or (a < 1 and b <= a**1.5) for a, b in pairwise(sizes))


def _accelerated(found: Sequence[Number]) -> Approached:
    """The limit of values, or of their reciprocals, that approach it slowly and from one side."""
    values = list(found)
    if _grows(values):
        return _infinite(values[-1])
    for flipped in (False, True):
        if flipped:
            if not all(values) or len({v > 0 for v in values[-5:]}) > 1:
                break
            values = [1 / v for v in values]
        for algorithm in (_epsilon, _rho):
            estimate = algorithm(values)
            if estimate is None:
                continue
            left = [abs(v - estimate.value) for v in values[-5:]]
            falls = all(b < a for a, b in pairwise(left))
            if not falls or estimate.error > SLOW * max(1, abs(estimate.value)):
                continue
            if not flipped:
                return estimate
            if abs(estimate.value) <= 4 * estimate.error + SURE:
                return _infinite(values[-1])
    raise NotWorkedOut("the values near the point do not settle")


def _grows(values: Sequence[Number]) -> bool:
    """Whether the changes double, as those of a logarithm do, and the values grow many times over."""
    changes = [b - a for a, b in pairwise(values[-5:])]
    doubles = all(a and b / a > DOUBLES for a, b in pairwise(changes))
    return len(changes) == 4 and doubles and abs(values[-1]) > MANY * abs(values[0])


def _epsilon(values: Sequence[Number]) -> Approached | None:
    """Wynn's epsilon algorithm: exact for sums of geometric sequences."""
    return _table(values, lambda k, span: context.mpf(1))


def _rho(values: Sequence[Number]) -> Approached | None:
    """Wynn's rho algorithm: exact for quotients of polynomials in the number of the value."""
    return _table(values, lambda k, span: context.mpf(span))


def _table(values: Sequence[Number], weight: Callable[[int, int], Number]) -> Approached | None:
    before, line = [context.mpf(0)] * (len(values) + 1), list(values)
    best: list[Number] = []
    for k in range(1, len(values)):
        pairs = list(pairwise(line))
        if any(a == b for a, b in pairs):
            if k % 2 == 1:
                return Approached(line[-1], abs(line[-1] - line[-2]))
            break
        line, before = (
            [before[j + 1] + weight(j, k) / (b - a) for j, (a, b) in enumerate(pairs)],
            line,
        )
        if k % 2 == 0:
            best.append(line[-1])
    if len(best) < 2:
        return None
    errors = [abs(b - a) for a, b in pairwise(best)]
    k = errors.index(min(errors))
    return Approached(best[k + 1], errors[k])


RULES[sp.Limit] = limit_value
