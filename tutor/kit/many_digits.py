"""Formulas as functions of numbers: fractions, or numbers with as many digits as are asked for.

A function of fractions is exact and exists where only sums, products and whole
powers occur.  Odd roots of negative numbers are real here, as in school.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import sympy as sp
from mpmath import MPContext
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

Number = Any  # a Fraction, or an mpf of the context of a `Digits`
Formula = Callable[[Sequence[Number]], Number]
LARGEST = 20_000  # binary digits before the point


class NoValue(ArithmeticError):
    """The formula has no real value here."""


class NotRational(ValueError):
    """The formula holds more than sums, products and whole powers of fractions."""


class Fractions:
    """Exact arithmetic."""

    def constant(self, value: Expr) -> Number:
        if not isinstance(value, Rational):
            raise NotRational(str(value))
        return Fraction(int(value.p), int(value.q))

    def power(self, base: Number, exponent: Number) -> Number:
        if base == 0 and exponent <= 0:
            raise NoValue("division by zero")
        return base ** int(exponent)

    def function(self, kind: type) -> Callable[..., Number]:
        raise NotRational(kind.__name__)


class Digits:
    """Arithmetic with so many digits."""

    def __init__(self, digits: int) -> None:
        self.context = MPContext()
        self.context.dps = digits

    def constant(self, value: Expr) -> Number:
        if isinstance(value, Rational):
            return self.context.mpf(value.p) / value.q
        return self.context.make_mpf(value.evalf(self.context.dps + 5)._mpf_)

    def power(self, base: Number, exponent: Number) -> Number:
        if base == 0 and exponent <= 0:
            raise NoValue("division by zero")
        if base < 0 and exponent != int(exponent):
            raise NoValue("power of a negative number")
        value = self.context.power(base, exponent)
        if value and self.context.mag(value) > LARGEST:
            raise NoValue("beyond all bounds")
        return value

    def function(self, kind: type) -> Callable[..., Number]:
        call = CALLS.get(kind) or getattr(self.context, NAMES.get(kind, kind.__name__), None)
        if call is None:
            raise NoValue(f"no digits of {kind.__name__}")

        def checked(*values: Number) -> Number:
            if kind is sp.exp and values[0] > LARGEST:
                raise NoValue("beyond all bounds")
            try:
                value = call(*values)
            except (ValueError, ZeroDivisionError) as none:
                raise NoValue(str(none)) from none
            if not isinstance(value, self.context.mpf) or not self.context.isfinite(value):
                raise NoValue("no real value")
            if value and self.context.mag(value) > LARGEST:
                raise NoValue("beyond all bounds")
            return value

        return checked


CALLS: dict[type, Callable[..., Number]] = {sp.Max: max, sp.Min: min}
NAMES = {sp.Abs: "fabs", sp.log: "ln", sp.ceiling: "ceil"}


def formula(expr: Expr, names: Sequence[Symbol], numbers: Fractions | Digits) -> Formula:
    """The expression as a function of the values of `names`; raises `NoValue` where it has none.

    Raises `NotRational` at once where exact arithmetic is asked for and not possible.
    """
    if expr in names:
        k = list(names).index(expr)
        return lambda values: values[k]
    if not expr.free_symbols and (not expr.args or isinstance(expr, Rational)):
        constant = numbers.constant(expr)
        return lambda values: constant
    if isinstance(expr, Pow):
        return _power(expr, names, numbers)
    parts = [formula(a, names, numbers) for a in expr.args]
    if isinstance(expr, Add):
        return lambda values: sum((part(values) for part in parts[1:]), parts[0](values))
    if isinstance(expr, Mul):
        return lambda values: _product(part(values) for part in parts)
    call = numbers.function(type(expr))
    return lambda values: call(*(part(values) for part in parts))


def _product(factors: Any) -> Number:
    product = next(factors)
    for factor in factors:
        product = product * factor
    return product


def _power(expr: Expr, names: Sequence[Symbol], numbers: Fractions | Digits) -> Formula:
    base = formula(expr.base, names, numbers)
    exponent = expr.exp
    if isinstance(exponent, Rational) and not isinstance(exponent, Integer) and exponent.q % 2:
        root = numbers.constant(Rational(1, exponent.q)) if isinstance(numbers, Digits) else None
        if root is None:
            raise NotRational(str(expr))

        def odd(values: Sequence[Number]) -> Number:
            value = base(values)
            size = numbers.power(abs(value), root) if value else value
            return numbers.power(size if value >= 0 else -size, int(exponent.p))

        return odd
    if isinstance(numbers, Fractions) and not isinstance(exponent, Integer):
        raise NotRational(str(expr))
    above = formula(exponent, names, numbers)
    if isinstance(exponent, Integer):
        whole = int(exponent)
        return lambda values: numbers.power(base(values), whole)
    return lambda values: numbers.power(base(values), above(values))
