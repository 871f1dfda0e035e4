"""Expressions as functions of ordinary floats: fast, and only for searching.

What a search comes upon is worked out again with forty digits before it
counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp
from sympy import Basic, Symbol

from tutor.verify.values.numeric import Draws, NoValue, Point, context

Rough = Callable[[Sequence[float]], float]
NAMES = ("asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh")
FAILURES = (ValueError, ZeroDivisionError, OverflowError, TypeError)


def rough(expr: Basic, names: Sequence[Symbol], at: Point) -> Rough:
    """The expression at a place as a function of the values of `names`.

    The function raises one of `FAILURES`, or `NoValue`, where it has no value.
    """
    if expr in names:
        k = list(names).index(expr)
        return lambda values: values[k]
    if not _depends(expr, names, at):
        constant = float(at.of(expr))
        return lambda values: constant
    maker = MAKERS.get(type(expr))
    if maker is not None:
        return maker(expr, *(rough(a, names, at) for a in expr.args))
    if isinstance(expr, Symbol):
        return rough(at.definitions[expr], names, at)
    return _by_digits(expr, names, at)


def height(f: Basic, x: Symbol) -> Callable[[float], float]:
    """The values of a function of one letter in floats; `nan` where there is none."""
    value = rough(f, (x,), Point(Draws(0), {}))

    def at(place: float) -> float:
        try:
            return value([place])
        except (NoValue, *FAILURES):
            return math.nan

    return at


def _depends(expr: Basic, names: Sequence[Symbol], at: Point) -> bool:
    used = expr.free_symbols
    if used & set(names):
        return True
    return any(s in at.definitions and _depends(at.definitions[s], names, at) for s in used)


def _by_digits(expr: Basic, names: Sequence[Symbol], at: Point) -> Rough:
    """What has no counterpart in floats, such as a sum over a sample, by its terms or by digits."""
    if isinstance(expr, sp.Sum) and len(expr.args) == 2:
        body, (index, first, last) = expr.args
        if not _depends(first, names, at) and not _depends(last, names, at):
            start, end = int(at.of(first)), int(at.of(last))
            terms = [
                rough(body.xreplace({index: sp.Integer(k)}), names, at)
                for k in range(start, end + 1)
            ]
            return lambda values: math.fsum(term(values) for term in terms)

    def value(values: Sequence[float]) -> float:
        fixed = {**at.fixed, **dict(zip(names, map(context.mpf, values), strict=True))}
        return float(Point(at.draws, at.definitions, fixed).of(expr))

    return value


def _power(expr: Basic, base: Rough, exponent: Rough) -> Rough:
    power = expr.args[1]
    if isinstance(power, sp.Integer):
        n = int(power)
        return lambda values: base(values) ** n

    def value(values: Sequence[float]) -> float:
        b, e = base(values), exponent(values)
        if b < 0 and isinstance(power, sp.Rational) and power.q % 2:  # an odd root
            return math.copysign(math.pow(-b, e), -1 if power.p % 2 else 1)
        if b < 0 and e != int(e):
            raise NoValue("power of a negative number")
        return math.pow(b, e)

    return value


def _of_one(call: Callable[[float], float]) -> Callable[..., Rough]:
    return lambda expr, inner: lambda values: call(inner(values))


def _sum(expr: Basic, *parts: Rough) -> Rough:
    return lambda values: sum(part(values) for part in parts)


def _product(expr: Basic, *parts: Rough) -> Rough:
    def value(values: Sequence[float]) -> float:
        total = 1.0
        for part in parts:
            total *= part(values)
        return total

    return value


MAKERS: dict[type, Callable[..., Any]] = {
    sp.Add: _sum,
    sp.Mul: _product,
    sp.Pow: _power,
    sp.exp: _of_one(math.exp),
    sp.log: _of_one(math.log),
    sp.sin: _of_one(math.sin),
    sp.cos: _of_one(math.cos),
    sp.tan: _of_one(math.tan),
    sp.Abs: _of_one(abs),
    **{getattr(sp, name): _of_one(getattr(math, name)) for name in NAMES},
}
