"""Exact real values at a point, and columns of decimals for pictures.

Odd roots of negative numbers are real here, as they are in school; a
logarithm of a negative number, an even root of one and a division by zero
have no value.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence

import sympy as sp
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from tutor.core.errors import OverLimit
from tutor.kit import cases, many_digits

Columns = dict[Expr, list[float]]
NAN = math.nan
SHORT = 15  # digits that tell whether a power is beyond all bounds


def value_at(expr: Expr, values: Mapping[Symbol, Expr]) -> Expr | None:
    """The value with these letters replaced, worked out, or None if it is not a real number."""
    if expr in values:
        return values[expr]
    if not expr.args:
        return expr if expr.is_Symbol or (expr.is_extended_real and expr.is_finite) else None
    if isinstance(expr, sp.Piecewise):
        formula = cases.value(expr, values)
        return None if formula is None else value_at(formula, values)
    parts: list[Expr] = []
    for part in expr.args:
        value = value_at(part, values)
        if value is None:
            return None
        parts.append(value)
    if isinstance(expr, sp.exp) and parts[0].has(sp.exp) and parts[0].is_number:
        _refuse_tower(parts[0])
    if isinstance(expr, Pow):
        if parts == [0, 0] and not expr.exp.is_number:  # x^x has no value at 0
            return None
        found = real_power(*parts)
    elif isinstance(expr, Add):
        found = _sum(Add(*parts))
    elif isinstance(expr, Mul):
        found = _product(Mul(*parts))
    elif isinstance(expr, sp.log) and not parts[0].free_symbols and not parts[0].is_positive:
        return None
    elif isinstance(expr, sp.sin | sp.cos) and parts[0].has(sp.asin, sp.acos, sp.atan):
        found = sp.expand(sp.expand_trig(expr.func(*parts)))  # cos(2 arcsin(1/4)) is 7/8
    else:
        found = expr.func(*parts)
    if found is None or found.has(sp.zoo, sp.nan, sp.oo, sp.I):
        return None
    return None if found.is_extended_real is False else found


def _refuse_tower(exponent: Expr) -> None:
    """Raise `OverLimit` for an exponent with a power of e in it that is beyond all bounds.

    SymPy would look for its sign with as many digits as it has.
    """
    try:
        many_digits.formula(exponent, (), many_digits.Digits(SHORT))(())
    except many_digits.NoValue as beyond:
        raise OverLimit(
            "value-size",
            "A power of e at this place has an exponent that is too large to be worked out.",
            fix="Choose a place nearer to zero, or a formula with fewer powers of e upon one another.",
        ) from beyond


def real_power(base: Expr, exponent: Expr) -> Expr | None:
    """A power with real odd roots; None if it is not real."""
    if base == 0:
        return Integer(0) if exponent.is_positive else Integer(1) if exponent == 0 else None
    if isinstance(exponent, Rational) and base.is_negative and exponent.q != 1:
        if exponent.q % 2 == 0:
            return None
        root = Pow(-base, exponent)
        return -root if exponent.p % 2 else root
    if isinstance(base, Rational) and base.is_positive and sp.denom(exponent).has(sp.log):
        power = sp.cancel(sp.expand_log(sp.log(base)) * sp.expand_log(exponent))
        if sp.denom(power).is_number:  # 4^(ln(3)/ln(2)) is 9
            return sp.exp(power)
    return Pow(base, exponent)


def _sum(total: Expr) -> Expr:
    """Sums of roots may hide a zero or a plain number."""
    return total if total.is_Rational else sp.expand(total)


def _product(product: Expr) -> Expr:
    """Several sums of roots, multiplied out: the square of 1 + sqrt(2) times it, but not e^2 (1 + pi)."""
    factors = [f.as_base_exp() for f in Mul.make_args(product)]
    sums = [exponent for base, exponent in factors if isinstance(base, Add)]
    few = all(exponent in (1, 2, 3) for exponent in sums)
    return sp.expand(product) if len(sums) > 1 and few and product.is_algebraic else product


def columns(
    expr: Expr, x: Symbol, places: list[float], others: Mapping[Symbol, list[float]] | None = None
) -> list[float]:
    """The values of an expression in x at many places, `nan` where there is none.

    `others` gives the values of more letters, as many as there are places.
    """
    return _column(expr, {x: places, **(others or {})}, len(places))


def heights_above(
    expr: Expr, variables: Sequence[Symbol], across: Sequence[float], up: Sequence[float]
) -> tuple[tuple[float, ...], ...]:
    """The values of an expression in two letters over a grid, one row for each value of the second."""
    x, y = variables
    wide, tall = [v for _ in up for v in across], [v for v in up for _ in across]
    values, width = columns(expr, x, wide, {y: tall}), len(across)
    return tuple(tuple(values[k * width : (k + 1) * width]) for k in range(len(up)))


def _column(expr: Expr, known: Columns, size: int) -> list[float]:
    found = known.get(expr)
    if found is None:
        if isinstance(expr, Rational):
            found = [_float(expr)] * size
        elif not expr.args:
            found = [float(expr)] * size if expr.is_number else [NAN] * size
        elif isinstance(expr, sp.Piecewise):
            found = _by_cases(expr, known, size)
        else:
            parts = [_column(a, known, size) for a in expr.args]
            found = _combined(expr, parts)
        known[expr] = found
    return found


def _by_cases(expr: sp.Piecewise, known: Columns, size: int) -> list[float]:
    """The values of the first case that holds, place by place."""
    found = [NAN] * size
    for formula, condition in reversed(expr.args):
        values = _column(formula, known, size)
        sides = [
            (ORDER[type(r)], _column(r.args[0], known, size), _column(r.args[1], known, size))
            for r in cases.parts(condition)
        ]
        for k in range(size):
            if all(compare(left[k], right[k]) for compare, left, right in sides):
                found[k] = values[k]
    return found


def _combined(expr: Expr, parts: list[list[float]]) -> list[float]:
    if isinstance(expr, Add):
        return [sum(row) for row in zip(*parts, strict=True)]
    if isinstance(expr, Mul):
        return [math.prod(row) for row in zip(*parts, strict=True)]
    if isinstance(expr, Pow):
        exponent = expr.exp
        odd = isinstance(exponent, Rational) and exponent.q % 2 == 1
        sign = -1.0 if odd and int(exponent.p) % 2 else 1.0
        return [_float_power(b, e, odd, sign) for b, e in zip(*parts, strict=True)]
    if isinstance(expr, sp.Max | sp.Min):
        best = max if isinstance(expr, sp.Max) else min
        return [NAN if any(v != v for v in row) else best(row) for row in zip(*parts, strict=True)]
    call = FUNCTIONS.get(type(expr))
    if call is None or len(parts) != 1:
        return [NAN] * len(parts[0])
    return [_safe(call, v) for v in parts[0]]


def _float_power(base: float, exponent: float, odd: bool, sign: float) -> float:
    try:
        if base < 0 and odd:
            return float(sign * (-base) ** exponent)
        return NAN if base < 0 else float(base**exponent)
    except (ZeroDivisionError, OverflowError):
        return NAN


def _safe(call: Callable[[float], float], value: float) -> float:
    try:
        return call(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        return NAN


ORDER: dict[type, Callable[[float, float], bool]] = {
    sp.Lt: operator.lt,
    sp.Le: operator.le,
    sp.Gt: operator.gt,
    sp.Ge: operator.ge,
    sp.Eq: operator.eq,
    sp.Ne: operator.ne,
}
FUNCTIONS: dict[type, Callable[[float], float]] = {
    sp.Abs: abs,
    sp.cot: lambda v: 1 / math.tan(v),
    sp.sec: lambda v: 1 / math.cos(v),
    sp.csc: lambda v: 1 / math.sin(v),
    sp.acot: lambda v: math.atan(1 / v),
    sp.asec: lambda v: math.acos(1 / v),
    sp.acsc: lambda v: math.asin(1 / v),
}
for _name in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"):
    FUNCTIONS[getattr(sp, _name)] = getattr(math, _name)
for _name in ("asinh", "acosh", "atanh", "exp", "log"):
    FUNCTIONS[getattr(sp, _name)] = getattr(math, _name)


def _float(number: Rational) -> float:
    """The nearest float; `nan` for a number that is too large for one."""
    try:
        return int(number.p) / int(number.q)
    except OverflowError:
        return NAN
