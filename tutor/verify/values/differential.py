"""Proves derivatives by differentiating forwards, modulo a prime.

Every part of a formula gets a value and a slope, and a rule of differentiation
makes those of a whole from those of its parts; nothing is simplified.  Letters
get residues that nobody can foresee.  What sine, cosine, exponential and logarithm make of
their arguments gets random residues too, with no relation among them but
sin^2 + cos^2 = 1.  An identity that holds for these holds for the functions:
if it did not, it would hold here with a probability below 2^-50.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from secrets import randbelow
from typing import Any

import sympy as sp
from sympy import Basic, Symbol

from tutor.core.claims import DerivativeOf

PRIME = 2**61 - 1
LARGEST_POWER = 1_000
Dual = tuple[int, int]  # a value and a slope
Needs = frozenset[tuple[str, Basic]]


class Unprovable(Exception):
    """The formula holds something that has no value and slope here."""


class Forward:
    """Values and slopes of formulas at one random place; parts that occur again are known."""

    def __init__(self, variable: Symbol | None, definitions: Mapping[Basic, Basic]) -> None:
        self.variable = variable
        self.definitions = definitions
        self._drawn: dict[tuple[Any, ...], int] = {}
        self._known: dict[Basic, Dual] = {}
        self._needs: dict[Basic, Needs] = {}

    def of(self, expr: Basic) -> Dual:
        """The value and the slope of a formula; raises `Unprovable` if it has none here."""
        known = self._known.get(expr)
        if known is None:
            rule = RULES.get(type(expr))
            if rule is None:
                raise Unprovable(expr)
            known = self._known[expr] = rule(self, expr)
        return known

    def needs(self, expr: Basic) -> Needs:
        """What must not be zero, or must be positive, so that the formula has a value."""
        known = self._needs.get(expr)
        if known is not None:
            return known
        needs: set[tuple[str, Basic]] = set()
        if isinstance(expr, Symbol) and expr != self.variable and expr in self.definitions:
            needs |= self.needs(self.definitions[expr])
        elif isinstance(expr, sp.log):
            needs.add(("positive", expr.args[0]))
            needs.update(("not zero", f) for f in _factors(expr.args[0]))
        elif isinstance(expr, sp.Pow) and not expr.args[1].is_positive:
            needs.update(("not zero", f) for f in _factors(expr.args[0]))
        known = self._needs[expr] = frozenset(needs).union(*map(self.needs, expr.args))
        return known

    def drawn(self, *what: Any) -> int:
        """The random residue for this."""
        if what not in self._drawn:
            self._drawn[what] = randbelow(PRIME)
        return self._drawn[what]

    def circle(self, argument: int) -> tuple[int, int]:
        """A point of the unit circle, by its rational parametrisation: cosine and sine."""
        t = self.drawn("circle", argument)
        below = inverse(1 + t * t)
        return (1 - t * t) * below % PRIME, 2 * t * below % PRIME


def inverse(n: int) -> int:
    if n % PRIME == 0:
        raise Unprovable("division by zero")
    return pow(n, -1, PRIME)


def _number(at: Forward, expr: Any) -> Dual:
    return int(expr.p) * inverse(int(expr.q)) % PRIME, 0


def _symbol(at: Forward, expr: Basic) -> Dual:
    if expr != at.variable and expr in at.definitions:
        return at.of(at.definitions[expr])
    return at.drawn(expr), int(expr == at.variable)


def _sum(at: Forward, expr: Basic) -> Dual:
    values, slopes = zip(*map(at.of, expr.args), strict=True)
    return sum(values) % PRIME, sum(slopes) % PRIME


def _product(at: Forward, expr: Basic) -> Dual:
    value, slope = 1, 0
    for factor in expr.args:
        v, s = at.of(factor)
        value, slope = value * v % PRIME, (slope * v + value * s) % PRIME
    return value, slope


def _power(at: Forward, expr: Basic) -> Dual:
    base, exponent = expr.args
    if not isinstance(exponent, sp.Integer) or abs(exponent) > LARGEST_POWER:
        raise Unprovable(expr)
    n = int(exponent)
    v, s = at.of(base)
    if n < 0:
        v, s, n = inverse(v), -s * inverse(v * v), -n
    below = pow(v, n - 1, PRIME) if n else 0
    return (below * v if n else 1) % PRIME, n * below * s % PRIME


def _exp(at: Forward, expr: Basic) -> Dual:
    v, s = at.of(expr.args[0])
    value = at.drawn("exp", v) if v else 1
    return value, value * s % PRIME


def _log(at: Forward, expr: Basic) -> Dual:
    v, s = at.of(expr.args[0])
    return at.drawn("log", v) if v != 1 else 0, s * inverse(v) % PRIME


def _sin(at: Forward, expr: Basic) -> Dual:
    v, s = at.of(expr.args[0])
    cos, sin = at.circle(v)
    return sin, cos * s % PRIME


def _cos(at: Forward, expr: Basic) -> Dual:
    v, s = at.of(expr.args[0])
    cos, sin = at.circle(v)
    return cos, -sin * s % PRIME


RULES: dict[type, Callable[[Forward, Any], Dual]] = {
    sp.Add: _sum,
    sp.Mul: _product,
    sp.Pow: _power,
    sp.exp: _exp,
    sp.log: _log,
    sp.sin: _sin,
    sp.cos: _cos,
    Symbol: _symbol,
    sp.Integer: _number,
    sp.Rational: _number,
    **{type(n): _number for n in (sp.S.Zero, sp.S.One, sp.S.NegativeOne, sp.S.Half)},
}


def proves_derivative(claim: DerivativeOf, at: Forward) -> bool:
    """Whether the result is the derivative, and has a value wherever the function has one."""
    try:
        if at.of(claim.function)[1] != at.of(claim.result)[0]:
            return False
    except Unprovable:
        return False
    return at.needs(claim.result) <= at.needs(claim.function)


def proves_equal(before: Basic, after: Basic, at: Forward) -> bool:
    """Whether two formulas have the same value, or both have none, whatever their letters are."""
    try:
        return at.of(before)[0] == at.of(after)[0] and at.needs(before) == at.needs(after)
    except Unprovable:
        return False


def _factors(expr: Basic) -> Iterator[Basic]:
    """The parts that must not be zero so that a product or a power is not; exp never is."""
    if isinstance(expr, sp.Mul):
        for factor in expr.args:
            yield from _factors(factor)
    elif isinstance(expr, sp.Pow):
        yield from _factors(expr.args[0])
    elif not isinstance(expr, sp.exp) and (not isinstance(expr, sp.Rational) or expr == 0):
        yield expr
