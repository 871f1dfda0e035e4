"""Integrals with a quadratic polynomial below a root or below a line.

One over the root of a x^2 + b x + c is the slope of a logarithm if a is positive, and of an
arcsine if it is negative.  The root itself comes back when it is integrated by parts.
A denominator with irrational zeros splits at them.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Pow, Rational, Symbol, sqrt

from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, over

HALF = Rational(1, 2)


def of_inverse_root(f: Expr, x: Symbol) -> Expr | None:
    """An antiderivative of one over the root of a quadratic polynomial."""
    if (found := _under_root(f, x, -HALF)) is None:
        return None
    q, a, b, c = found
    if a.is_positive:
        inner = sqrt(a) * x + sqrt(q) if b == 0 else 2 * a * x + b + 2 * sqrt(a) * sqrt(q)
        bars = inner if b == 0 and c.is_positive else sp.Abs(inner)
        return sp.log(bars) / sqrt(a)
    width = b**2 - 4 * a * c
    if not (a.is_negative and width.is_positive):
        return None
    return sp.asin(tidy((-2 * a * x - b) / sqrt(width))) / sqrt(-a)


def of_root(f: Expr, x: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """What integration by parts makes of the root of q = a x^2 + b x + c.

    These are g, k and h: the integral of the root is g plus k times the integral of h,
    which is one over the root, minus the integral of the root itself.
    """
    if (found := _under_root(f, x, HALF)) is None:
        return None
    q, a, b, c = found
    factor = (4 * a * c - b**2) / (4 * a)
    if factor == 0 or of_inverse_root(q**-HALF, x) is None:
        return None
    return tidy((2 * a * x + b) / (2 * a)) * sqrt(q), factor, q**-HALF


def _under_root(f: Expr, x: Symbol, exponent: Rational) -> tuple[Expr, Expr, Expr, Expr] | None:
    """The polynomial below the root and its coefficients."""
    if not (isinstance(f, Pow) and f.exp == exponent and f.base.is_polynomial(x)):
        return None
    if f.base.free_symbols != {x}:
        return None  # a letter may make the root another function
    q = sp.Poly(f.base, x)
    if q.degree() != 2:
        return None
    a, b, c = q.all_coeffs()
    return f.base, a, b, c


def split_at_zeros(f: Expr, x: Symbol) -> Expr | None:
    """A fraction with a quadratic denominator as a sum of two, if its zeros are real and irrational."""
    above, below = sp.fraction(sp.together(f))
    q = sp.Poly(below, x)
    if q.degree() != 2 or sp.degree(above, x) > 1:
        return None
    a, b, c = q.all_coeffs()
    width = b**2 - 4 * a * c
    if not width.is_positive:
        return None
    zeros = [tidy((-b + s * sqrt(width)) / (2 * a)) for s in (1, -1)]
    shares = [
        sp.radsimp(above.subs(x, r) / (a * (r - other)))
        for r, other in zip(zeros, reversed(zeros), strict=True)
    ]
    return added(
        *(over(share, x - r) for share, r in zip(shares, zeros, strict=True) if share != 0)
    )
