"""The real roots of a polynomial in one unknown, where they can be written with square roots."""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Integer, Poly, Symbol

from tutor.core.errors import Undefined
from tutor.core.written import written


def real_roots(polynomial: Expr, u: Symbol) -> list[Expr]:
    """The different real roots in increasing order.

    Rational and quadratic factors, powers of the unknown alone, and quadratics
    in its square are solved.  Raises `Undefined` if another factor has a real root.
    """
    poly = Poly(polynomial, u)
    if all(c.is_Rational for c in poly.coeffs()):
        factors = [p for p, _ in poly.factor_list()[1]]
    else:
        factors = [poly]
    roots: list[Expr] = []
    for factor in factors:
        roots += [r for r in _roots(factor, u) if r not in roots]
    return sorted(roots, key=lambda r: float(r))


def _roots(poly: Poly, u: Symbol) -> list[Expr]:
    degree = poly.degree()
    if degree == 1:
        a, b = poly.all_coeffs()
        return [tidied(-b / a)]
    if degree == 2:
        return _quadratic(*poly.all_coeffs())
    powers = {e for (e,), _ in poly.terms()}
    if powers == {degree, 0}:
        value = tidied(-poly.nth(0) / poly.nth(degree))
        if degree % 2:
            root = sp.root(abs(value), degree)
            return [root if value.is_nonnegative else -root]
        return [] if value.is_negative else [-sp.root(value, degree), sp.root(value, degree)]
    if degree == 4 and powers <= {4, 2, 0}:
        squares = _quadratic(poly.nth(4), poly.nth(2), poly.nth(0))
        positive = [sp.sqrtdenest(sp.sqrt(s)) for s in squares if s.is_positive]
        return [*positive, *(-r for r in positive)]
    if poly.count_roots() == 0:
        return []
    raise Undefined(
        "no-exact-solution",
        f"The equation {written(poly.as_expr())} = 0 has real solutions without a simple exact form.",
        fix="Change the numbers of the problem; roots of quadratic equations can be written exactly.",
    )


def _quadratic(a: Expr, b: Expr, c: Expr) -> list[Expr]:
    discriminant = tidied(b * b - 4 * a * c)
    if discriminant.is_negative:
        return []
    if discriminant == 0:
        return [tidied(-b / (2 * a))]
    root = sp.sqrtdenest(sp.sqrt(discriminant))
    return [tidied((-b - root) / (2 * a)), tidied((-b + root) / (2 * a))]


def tidied(expr: Expr) -> Expr:
    """Expanded, with square roots out of denominators."""
    if expr.is_Rational:
        return expr
    found = sp.expand(expr)
    if not found.is_number:
        return found
    return sp.sqrtdenest(sp.radsimp(found)) if not found.is_Rational else Integer(0) + found
