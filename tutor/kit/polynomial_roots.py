"""All roots of a polynomial, real or not, with their multiplicities, in exact form.

Rational roots split off first.  A factor of degree two goes by the quadratic
formula, one in the square of the unknown by two square roots; what is left
has roots that can be numbered and not written, with decimals beside them.
"""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integer, Poly, Rational, Symbol

from tutor.core.claims import Approximates
from tutor.core.errors import Undefined
from tutor.core.written import written
from tutor.kit.real_roots import tidied


class Root(NamedTuple):
    """A root of a polynomial and how often it is one."""

    value: Expr
    multiplicity: int


def roots(polynomial: Expr, u: Symbol) -> tuple[Root, ...]:
    """The different roots: real ones in increasing order, then the others in pairs.

    Their multiplicities add up to the degree.  Other letters may occur where a
    factor has degree one or two; raises `Undefined` where they make it higher, and where an
    irreducible factor of a higher degree has irrational coefficients.
    """
    poly = Poly(polynomial, u)
    if not poly.free_symbols_in_domain and not all(c.is_Rational for c in poly.coeffs()):
        poly = Poly(polynomial, u, extension=True)  # else it would not be factored
    found: list[Root] = []
    for factor, multiplicity in poly.factor_list()[1]:
        if factor.degree():
            found += [Root(value, multiplicity) for value in _roots(factor, u)]
    if poly.free_symbols_in_domain:
        return tuple(found)
    real = [r for r in found if r.value.is_real]
    others = [r for r in found if not r.value.is_real]
    return (*sorted(real, key=lambda r: float(r.value)), *others)


def factored(polynomial: Expr, u: Symbol) -> Expr:
    """The polynomial as its leading coefficient times its factors u - root, written as a product."""
    lead = Poly(polynomial, u).LC()
    factors = [
        sp.Pow(u - root.value, root.multiplicity, evaluate=False)
        if root.multiplicity > 1
        else u - root.value
        for root in roots(polynomial, u)
    ]
    return sp.Mul(*([] if lead == 1 else [lead]), *factors, evaluate=False)


def six_digits(root: Expr) -> Approximates:
    """A number to six significant digits, as a claim; of a complex one those of the larger part."""
    if root.is_real is False:
        return _complex_digits(root)
    size = sp.floor(sp.log(abs(root), 10)) if root != 0 else Integer(0)
    unit = Rational(10) ** (int(size) - 5)
    value = Rational(int(sp.floor(root.evalf(30) / unit + Rational(1, 2)))) * unit
    return Approximates(root, value, unit / 2)


def _complex_digits(root: Expr) -> Approximates:
    # `evalf` of a numbered complex root halves rectangles, which takes seconds
    near = root.eval_approx(30) if isinstance(root, sp.CRootOf) else root.evalf(30)
    real, imaginary = (part if part else Integer(0) for part in near.as_real_imag())
    larger = max(real, imaginary, key=abs)
    unit = 2 * six_digits(larger).tolerance
    a, b = (int(sp.floor(part / unit + Rational(1, 2))) * unit for part in (real, imaginary))
    return Approximates(root, a + b * sp.I, unit / 2)


def _roots(factor: Poly, u: Symbol) -> list[Expr]:
    degree = factor.degree()
    if degree == 1:
        a, b = factor.all_coeffs()
        return [tidied(-b / a)]
    if degree == 2:
        return _quadratic(*factor.all_coeffs())
    if factor.free_symbols_in_domain:
        raise Undefined(
            "no-exact-solution",
            f"The roots of {written(factor.as_expr())} with a letter have no simple exact form.",
            fix="Put a number for the letter.",
        )
    if not all(c.is_Rational for c in factor.coeffs()):
        raise Undefined(
            "no-exact-solution",
            f"The polynomial {written(factor.as_expr())} has irrational coefficients and no factor "
            "of a smaller degree, so its roots have no simple exact form.",
            fix="Put decimals in the place of irrational numbers, for example 1.414 for sqrt(2).",
        )
    if degree == 4 and {e for (e,), _ in factor.terms()} <= {4, 2, 0}:
        squares = _quadratic(factor.nth(4), factor.nth(2), factor.nth(0))
        if all(s.is_real for s in squares):
            halves = [_square_root(s) for s in squares]
            return [sign * half for half in halves for sign in (1, -1)]
    return [sp.CRootOf(factor, k) for k in range(degree)]


def _square_root(square: Expr) -> Expr:
    """A square root with i in front where the square is negative, as it is written."""
    if square.is_negative:
        return sp.I * _square_root(-square)
    return sp.expand(sp.sqrtdenest(sp.sqrt(square)))


def _quadratic(a: Expr, b: Expr, c: Expr) -> list[Expr]:
    root = sp.sqrtdenest(sp.sqrt(tidied(b * b - 4 * a * c)))
    return [tidied(sp.expand((-b + sign * root) / (2 * a))) for sign in (-1, 1)]
