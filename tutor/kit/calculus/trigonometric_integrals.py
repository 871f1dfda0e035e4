"""Sines, cosines and their like in a form that the rules of integration take.

An odd power gives one factor to the differential, the rest turns into the other
function by Pythagoras.  Even powers go to the double angle, and a product of two
different angles becomes a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Mul, Pow, Rational, Symbol

from tutor.kit.unevaluated import times


class Rewritten(NamedTuple):
    """The same function in another form, and the rule that gives it."""

    rule: str
    form: Expr


def rewritten(f: Expr, x: Symbol) -> Rewritten | None:
    """The form in which f is integrated, or None if no identity helps."""
    return next((found for way in _WAYS for found in way(f, x)), None)


def _powers(f: Expr) -> dict[Expr, int] | None:
    """Each factor with its exponent, if all of them are whole and positive."""
    powers: dict[Expr, int] = {}
    for factor in Mul.make_args(f):
        base, exponent = factor.as_base_exp()
        if not exponent.is_Integer or exponent < 1:
            return None
        powers[base] = int(exponent)
    return powers


def _sines_and_cosines(f: Expr, x: Symbol) -> Iterator[Rewritten]:
    """A sine and a cosine of one angle, each to a whole power."""
    powers = _powers(f)
    if powers is None or not all(isinstance(base, sp.sin | sp.cos) for base in powers):
        return
    angles = {base.args[0] for base in powers}
    if len(angles) == 2 and set(powers.values()) == {1}:
        yield Rewritten("write_product_as_sum", _sum_of_angles(*powers))
    if len(angles) != 1 or sum(powers.values()) < 2 or not all(a.has(x) for a in angles):
        return
    angle = angles.pop()
    m, n = powers.get(sp.sin(angle), 0), powers.get(sp.cos(angle), 0)
    if m % 2 and (m > 1 or n != 1) and not (n % 2 and n < m):
        if m > 1:
            yield _split_off(sp.sin(angle), sp.cos(angle), m, n)
    elif n % 2 and n > 1:
        yield _split_off(sp.cos(angle), sp.sin(angle), n, m)
    elif not m % 2 and not n % 2:
        double = sp.cos(2 * angle)
        form = ((1 - double) / 2) ** (m // 2) * ((1 + double) / 2) ** (n // 2)
        yield Rewritten("use_double_angle", sp.expand(form))


def _split_off(wave: Expr, other: Expr, n: int, m: int) -> Rewritten:
    """wave^n other^m with one factor wave, and the other powers of it written with `other`."""
    rest = sp.expand((1 - other**2) ** (n // 2) * other**m)
    form = times(wave, rest) if n == 3 and m == 0 else sp.expand(wave * rest)
    return Rewritten("use_pythagoras", form)


def _sum_of_angles(one: Expr, two: Expr) -> Expr:
    """A product of two waves as half a sum of waves of the sum and the difference."""
    if isinstance(one, sp.cos) and isinstance(two, sp.sin):
        one, two = two, one
    a, b = one.args[0], two.args[0]
    if isinstance(one, sp.cos):
        return sp.cos(a - b) / 2 + sp.cos(a + b) / 2
    if isinstance(two, sp.sin):
        return sp.cos(a - b) / 2 - sp.cos(a + b) / 2
    return sp.sin(a + b) / 2 + sp.sin(a - b) / 2


def _tangents(f: Expr, x: Symbol) -> Iterator[Rewritten]:
    """Powers of the tangent and the cotangent, even powers of the secant and the cosecant."""
    base, n = f.as_base_exp()
    if not n.is_Integer or n < 2 or not base.has(x) or not isinstance(base, _QUOTIENTS):
        return
    angle = base.args[0]
    if isinstance(base, sp.tan | sp.cot):
        below = sp.cos(angle) if isinstance(base, sp.tan) else sp.sin(angle)
        yield Rewritten("use_pythagoras", base ** (n - 2) * below**-2 - base ** (n - 2))
    elif n % 2 == 0 and n > 2:
        other = sp.tan(angle) if isinstance(base, sp.sec) else sp.cot(angle)
        form = base**2 * sp.expand((1 + other**2) ** (n // 2 - 1))
        yield Rewritten("use_pythagoras", sp.expand(form))


_QUOTIENTS = (sp.tan, sp.cot, sp.sec, sp.csc)


def _one_plus_wave(f: Expr, x: Symbol) -> Iterator[Rewritten]:
    """One over 1 + cos, 1 - cos, 1 + sin or 1 - sin, and one over sin cos."""
    if not isinstance(f, Pow) or f.exp != -1:
        if isinstance(f, Mul) and (waves := _reciprocal_waves(f)) is not None:
            s, c = waves
            yield Rewritten("use_pythagoras", s / c + c / s)
        return
    for sign in (1, -1):
        wave = sign * (f.base - 1)
        if not wave.has(x) or not isinstance(wave, sp.sin | sp.cos):
            continue
        shift = 0 if isinstance(wave, sp.cos) else sp.pi / 4  # a sine is a cosine shifted by pi/2
        half = wave.args[0] / 2 - shift
        square = sp.cos(half) if sign == 1 else sp.sin(half)
        yield Rewritten("use_half_angle", square**-2 / 2)


def _reciprocal_waves(f: Expr) -> tuple[Expr, Expr] | None:
    """The sine and the cosine of one angle, if f is one over their product."""
    waves = [1 / factor for factor in f.args]
    if len(waves) != 2 or waves[0].args != waves[1].args:
        return None
    waves.sort(key=lambda w: isinstance(w, sp.cos))
    fits = isinstance(waves[0], sp.sin) and isinstance(waves[1], sp.cos)
    return (waves[0], waves[1]) if fits else None


def _hyperbolic(f: Expr, x: Symbol) -> Iterator[Rewritten]:
    """The hyperbolic tangent as a quotient, and squares of the other two by the double argument."""
    if isinstance(f, sp.tanh | sp.coth) and f.has(x):
        s, c = sp.sinh(f.args[0]), sp.cosh(f.args[0])
        quotient = s / c if isinstance(f, sp.tanh) else c / s
        yield Rewritten("write_hyperbolic_as_quotient", quotient)
    base, n = f.as_base_exp()
    if n == 2 and isinstance(base, sp.sinh | sp.cosh) and base.has(x):
        sign = 1 if isinstance(base, sp.cosh) else -1
        form = sp.cosh(2 * base.args[0]) / 2 + Rational(sign, 2)
        yield Rewritten("use_double_argument", form)


_WAYS: tuple[Callable[[Expr, Symbol], Iterator[Rewritten]], ...] = (
    _sines_and_cosines,
    _tangents,
    _one_plus_wave,
    _hyperbolic,
)
