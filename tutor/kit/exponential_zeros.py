"""The zeros of a sum of exponentials with any bases, such as 2^x - 8 or 5^x - 3 * 2^x.

Each term is a number times e to a rate times x.  Divided by the slowest term, the sum is a
polynomial in one power of e, if the rates differ by multiples of one of them.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Integer, Rational, Symbol

from tutor.core.errors import Undefined
from tutor.kit.real_roots import real_roots


def exponential_zeros(total: Expr, x: Symbol) -> list[Expr] | None:
    """The real zeros, or None if this is no such sum or the polynomial has no roots to write.

    Different bases are for plain values only, as in 5^x = 3 * 2^x: with others nothing that is
    worked out at the zero can be written shortly.
    """
    terms: dict[Expr, Expr] = {}
    for term in sp.Add.make_args(sp.expand(total)):
        fixed, power = term.as_independent(x, as_Add=False)
        exponent = _exponent(power)
        if not fixed.is_number or exponent is None or not exponent.is_polynomial(x):
            return None
        rate, start = exponent.coeff(x), exponent.subs(x, 0)
        if sp.expand(exponent - rate * x - start) != 0 or not exponent.subs(x, 1).is_number:
            return None
        terms[rate] = terms.get(rate, Integer(0)) + fixed * sp.exp(start)
    rates = sorted((rate for rate, c in terms.items() if c != 0), key=float)
    if len(rates) < 2:
        return []
    ways = [sp.expand(rate - rates[0]) for rate in rates[1:]]
    ratios = [sp.cancel(way / ways[0]) for way in ways]
    if not all(isinstance(ratio, Rational) for ratio in ratios):
        return None
    unit = sp.gcd_list(ratios)
    t = sp.Dummy("t", real=True)
    powers = [t ** (ratio / unit) for ratio in ratios]
    polynomial = terms[rates[0]] + sp.Add(
        *(terms[rate] * power for rate, power in zip(rates[1:], powers, strict=True))
    )
    try:
        values = real_roots(polynomial, t)
    except Undefined:
        return None
    one_base = isinstance(sp.cancel(rates[0] / ways[0]), Rational)
    if not one_base and not all(isinstance(value, Rational) for value in values):
        return None
    return [_place(value, ways[0] * unit) for value in values if value.is_positive]


def _place(value: Expr, rate: Expr) -> Expr:
    """The logarithm of the value over the rate: a number, if both are powers of one prime."""
    place = sp.cancel(sp.expand_log(sp.log(value)) / rate)
    if isinstance(place, Rational):
        return place
    return sp.log(_joined(sp.factor_terms(value))) / _joined(rate)


def _joined(expr: Expr) -> Expr:
    """Whole multiples of logarithms that are added up as one: ln(51) - ln(50) as ln(51/50)."""

    def is_sum_of_logarithms(part: Expr) -> bool:
        parts = part.as_coefficients_dict() if part.is_Add else {}
        return bool(parts) and all(isinstance(p, sp.log) and c.is_Integer for p, c in parts.items())

    return expr.replace(is_sum_of_logarithms, lambda part: sp.logcombine(part, force=True))


def _exponent(power: Expr) -> Expr | None:
    """The logarithm of a product of powers whose bases are positive numbers, with those of primes apart."""
    exponent = Integer(0)
    for factor in sp.Mul.make_args(power):
        base, up = factor.as_base_exp()
        if factor == 1:
            continue
        if not (base.is_number and base.is_positive):
            return None
        exponent += up if base == sp.E else up * sp.expand_log(sp.log(base))
    return sp.expand(exponent)
