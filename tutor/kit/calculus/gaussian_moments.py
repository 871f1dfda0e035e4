"""Moments of a bell curve: the integral of a polynomial times exp of a quadratic that falls on both sides.

The variable is counted from the centre, and the polynomial is split into powers.  Odd powers give
zero, since both halves have the same finite area.  For even ones integration by parts takes two off
the power, until the area under the bell curve itself is left.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integral, Limit, Mul, Symbol, exp, oo

from tutor.core.claims import AntiderivativeOf, DerivativeOf, Equal
from tutor.core.step import Step, step
from tutor.kit.calculus import gaussian_integral
from tutor.kit.calculus.gaussian_integral import HALF, Bell
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO, added, negated, times, without_ones

MOST = 8  # the largest power


class Moments(NamedTuple):
    """polynomial(x) * bell(x), with the polynomial in the distance from the centre: powers and factors."""

    bell: Bell
    weights: dict[int, Expr]

    @property
    def is_even(self) -> bool:
        return self.bell.centre == 0 and all(k % 2 == 0 for k in self.weights)


def moments(f: Expr, x: Symbol) -> Moments | None:
    """The moments that add up to the integral of f, or None if f is no polynomial times a bell curve."""
    factors = Mul.make_args(f)
    polynomial = Mul(*(part for part in factors if part.has(x) and part.is_polynomial(x)))
    curve = gaussian_integral.bell(
        Mul(*(p for p in factors if p not in Mul.make_args(polynomial))), x
    )
    if curve is None or not polynomial.has(x):
        return None
    poly = sp.Poly(polynomial.xreplace({x: x + curve.centre}), x)
    weights = {k: tidy(c) for (k,), c in poly.terms()}
    return Moments(curve, weights) if max(weights) <= MOST else None


def covers(f: Expr, x: Symbol, low: Expr, high: Expr) -> bool:
    """Whether the integral is over the whole line, or over one half where the integrand is even."""
    found = moments(f, x)
    if found is None or (low, high) not in ((-oo, oo), (-oo, ZERO), (ZERO, oo)):
        return False
    return (low, high) == (-oo, oo) or found.is_even


def find(f: Expr, x: Symbol, low: Expr, high: Expr) -> Generator[Step, None, Expr]:
    """Yield the steps to the value of an integral that `covers` accepts, and return it."""
    found = moments(f, x)
    assert found is not None
    asked, whole = Integral(f, (x, low, high)), Integral(f, (x, -oo, oo))
    value = yield from _over_the_line(found, whole)
    if asked != whole:
        half = times(HALF, whole)
        whole_value, value = value, tidy(value / 2)
        yield step("halve_symmetric_area", Equal(asked, half), Equal(whole, whole_value))
        yield step("work_out_value", Equal(half, value))
    return value


def _over_the_line(found: Moments, whole: Integral) -> Generator[Step, None, Expr]:
    x = whole.args[1].args[0]
    curve, weights = found
    t, current = x, whole
    plain = _falling(curve, x)
    front = tidy(curve.factor * exp(curve.height))
    if curve.centre != 0:
        t = Symbol("t" if x.name != "t" else "s")
        plain = _falling(curve, t)
        polynomial = sp.Poly({(k,): c for k, c in weights.items()}, t).as_expr()
        current = Integral(without_ones(front, polynomial, plain), (t, -oo, oo))
        yield step("count_from_centre", Equal(whole, current))
    parts = {k: Integral(t**k * plain, (t, -oo, oo)) for k in sorted(weights, reverse=True)}
    terms = added(*(without_ones(tidy(front * weights[k]), part) for k, part in parts.items()))
    if terms != current:
        yield step("split_into_powers", Equal(current, terms))
    for k in (k for k in parts if k % 2):
        yield step("cancel_odd_power", Equal(parts[k], ZERO))
    values = {k: ZERO for k in parts if k % 2}
    if even := [k for k in parts if k % 2 == 0]:
        values |= yield from _even(even, t, curve)
    total = tidy(sp.Add(*(front * weights[k] * values[k] for k in parts)))
    if terms != parts[max(parts)]:
        known = [Equal(parts[k], values[k]) for k in parts]
        yield step("insert_powers", Equal(terms, total), *known)
    if current != whole or terms != current:
        yield step("collect_value", Equal(whole, total))
    return total


def _falling(curve: Bell, t: Symbol) -> Expr:
    """The bell curve around 0, with the height 1."""
    return exp(-curve.steepness * t**2)


def _even(powers: list[int], t: Symbol, curve: Bell) -> Generator[Step, None, dict[int, Expr]]:
    """The moments of even powers, from the highest down to the area, and back up."""
    plain, twice = _falling(curve, t), 2 * curve.steepness

    def moment(k: int) -> Integral:
        return Integral(t**k * plain, (t, -oo, oo))

    for k in range(max(powers), 0, -2):
        u, dv, v = t ** (k - 1), t * plain, -plain / twice
        du = (k - 1) * t ** (k - 2)
        lower = without_ones((k - 1) / twice, moment(k - 2))
        yield step("split_off_factor", Equal(t**k * plain, times(u, dv)))
        yield step("choose_u", DerivativeOf(u, t, du))
        yield step("choose_dv", AntiderivativeOf(dv, t, v))
        product = times(u, v)
        right, left = (Limit(product, t, end) for end in (oo, -oo))
        rest = Integral(times(v, du), (t, -oo, oo))
        between = added(right, negated(left), negated(rest))
        yield step("integrate_by_parts_between_ends", Equal(moment(k), between))
        yield step("vanish_far_out", Equal(right, ZERO), Equal(left, ZERO))
        yield step("lower_power", Equal(between, lower))
    values = {0: (yield from gaussian_integral.find(plain, t, -oo, oo))}
    for k in range(2, max(powers) + 1, 2):
        values[k] = tidy((k - 1) / twice * values[k - 2])
        inserted = Equal(without_ones((k - 1) / twice, moment(k - 2)), values[k])
        yield step("raise_power", Equal(moment(k), values[k]), inserted)
    return values
