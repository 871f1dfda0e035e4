"""The Gaussian integral: the area under exp of a quadratic that falls on both sides.

The quadratic is written as a square, and the variable is moved and scaled until exp(-u^2) is left.
No elementary function has that derivative, so another way is taken: the square of the area is the
volume under a round hill, and rings around its top add up to pi.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integral, Mul, Rational, Symbol, exp, oo, pi, sqrt

from tutor.core.claims import Equal
from tutor.core.step import Step, step
from tutor.kit.calculus import areas
from tutor.kit.calculus.integration import Integration
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import power, times

HALF = Rational(1, 2)


class Bell(NamedTuple):
    """factor * exp(height - steepness * (x - centre)^2)."""

    factor: Expr
    steepness: Expr
    centre: Expr
    height: Expr


def bell(f: Expr, x: Symbol) -> Bell | None:
    """The bell curve that f is, or None; letters in its numbers have known signs."""
    factors = Mul.make_args(f)
    powers = [part for part in factors if isinstance(part, exp) and part.has(x)]
    rest = Mul(*(part for part in factors if part not in powers))
    exponent = sp.expand(sp.Add(*(part.args[0] for part in powers)))
    if not powers or rest.has(x) or not exponent.is_polynomial(x):
        return None
    if sp.degree(exponent, x) != 2:
        return None
    a, b, c = sp.Poly(exponent, x).all_coeffs()
    if not a.is_negative:
        return None
    return Bell(rest, -a, tidy(-b / (2 * a)), tidy(c - b**2 / (4 * a)))


def covers(f: Expr, x: Symbol, low: Expr, high: Expr) -> bool:
    """Whether the integral is over the whole of a bell curve, or over one half of it."""
    found = bell(f, x)
    halves = ((sp.Integer(0), oo), (-oo, sp.Integer(0)))
    return found is not None and (
        (low, high) == (-oo, oo) or (found.centre == 0 and (low, high) in halves)
    )


def find(f: Expr, x: Symbol, low: Expr, high: Expr) -> Generator[Step, None, Expr]:
    """Yield the steps to the value of an integral that `covers` accepts, and return it."""
    found = bell(f, x)
    assert found is not None
    u = Symbol("u" if x.name != "u" else "v")
    asked, whole = Integral(f, (x, low, high)), Integral(f, (x, -oo, oo))
    standard = Integral(exp(-(u**2)), (u, -oo, oo))
    scaled = tidy(sqrt(found.steepness) * (x - found.centre))
    number = tidy(found.factor * exp(found.height) / sqrt(found.steepness))
    written = times(number, standard)
    if asked != whole:
        yield step("halve_symmetric_area", Equal(asked, times(HALF, whole)))
        written = times(HALF, written)
    is_standard = (number, scaled) == (1, x)
    if not is_standard:
        exponents = (part.args[0] for part in Mul.make_args(f) if isinstance(part, exp))
        square = found.height - power(scaled, sp.Integer(2))
        yield step("show_square_in_exponent", Equal(sp.Add(*exponents), square))
        yield step("reach_standard_bell", Equal(whole, times(number, standard)))
    yield from _standard(standard, u)
    value = tidy(sqrt(pi) * number * (1 if asked == whole else HALF))
    if asked == whole and is_standard:
        yield step("rename_variable", Equal(asked, value))
    else:
        known = [] if asked == whole else [Equal(asked, written)]
        yield step("insert_standard_bell", *known, Equal(written, value))
    return value


def _standard(standard: Integral, u: Symbol) -> Generator[Step, None, None]:
    r = Symbol("r")
    ring = 2 * pi * r * exp(-(r**2))
    rings = Integral(ring, (r, 0, oo))
    yield step("square_to_volume", Equal(power(standard, sp.Integer(2)), rings))
    tree = Integration(r).of(ring)
    yield tree
    yield from areas.between(ring, antiderivative_of(tree), r, sp.Integer(0), oo)
    yield step("take_root_of_volume", Equal(standard, sqrt(pi)))
