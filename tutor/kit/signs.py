"""Signs that an expression has whatever real values its letters take.

Nothing is tried at places here.  A polynomial in one letter, or in one other part such as e^x, has one
sign where Sturm's theorem counts no real root; a quadratic polynomial in several parts is a form,
whose leading minors tell; and u + sqrt(v) is positive where v is larger than u^2.
"""

from __future__ import annotations

from functools import lru_cache

import sympy as sp
from sympy import Add, Expr, Integer, Mul, Poly, Pow, Rational
from sympy.polys.polyerrors import GeneratorsNeeded, PolynomialError

from tutor.core import limits
from tutor.kit.unevaluated import factors_of, most_terms

HIGHEST = 12  # degree of a polynomial whose roots are counted
MOST = 4  # parts of a quadratic form
HALF = Rational(1, 2)


@lru_cache(maxsize=4096)
def sign(expr: Expr) -> str:
    """`positive`, `not negative` or nothing, wherever the expression has a real value."""
    if isinstance(expr, Rational):
        return "positive" if expr > 0 else "not negative" if expr == 0 else ""
    if isinstance(expr, sp.exp | sp.cosh):
        return "positive"
    if isinstance(expr, sp.Abs):
        return "not negative"
    if isinstance(expr, Pow):
        base, exponent = expr.args
        if sign(base) == "positive":
            return "positive"
        if isinstance(exponent, Rational):
            if exponent.q % 2 == 0 or int(exponent.p) % 2 == 0:
                return "not negative"  # of a negative power there is no value where the base is 0
            return sign(base) if exponent > 0 else ""
        return ""
    if isinstance(expr, Mul | Add):
        signs = {sign(a) for a in expr.args}
        if "" in signs:
            return _of_sum(expr) if isinstance(expr, Add) else ""
        enough = "positive" in signs if isinstance(expr, Add) else signs == {"positive"}
        if enough or isinstance(expr, Mul):
            return "positive" if enough else "not negative"
        return _of_sum(expr) or "not negative"
    if not expr.free_symbols:
        return "positive" if expr.is_positive else ""
    return ""


def _of_sum(expr: Add) -> str:
    found = [rule(expr) for rule in (_of_polynomial, _beside_waves, _beside_root)]
    return "positive" if "positive" in found else "not negative" if any(found) else ""


def _of_polynomial(expr: Add) -> str:
    """The sign of a polynomial with rational coefficients in letters and other parts, of any real value."""
    if not expr.free_symbols or _is_long(expr):
        return ""
    try:
        poly = Poly(expr)
    except (PolynomialError, GeneratorsNeeded):  # the latter where the letters cancel
        return ""
    if not all(c.is_Rational for c in poly.coeffs()):
        return ""
    if any(g.is_Pow and g.exp.is_negative for g in poly.gens):
        return ""
    if len(poly.gens) == 1 and poly.degree() <= HIGHEST:
        return "positive" if poly.eval(0) > 0 and poly.count_roots() == 0 else ""
    if poly.total_degree() == 2 and len(poly.gens) <= MOST:
        return _of_form(poly)
    return ""


def _is_long(expr: Expr) -> bool:
    """Whether multiplying out, also inside of functions, takes long."""
    parts = sp.preorder_traversal(expr)
    return any(most_terms(part) > limits.TERMS for part in parts if isinstance(part, Expr))


def _of_form(poly: Poly) -> str:
    """The sign of a quadratic polynomial, from the matrix of the form that it is with a last part 1."""
    size = len(poly.gens) + 1
    rows = sp.zeros(size, size)
    for powers, c in poly.terms():
        whole = (*powers, 2 - sum(powers))
        places = [k for k, power in enumerate(whole) for _ in range(power)]
        i, j = places
        rows[i, j] += c * HALF
        rows[j, i] += c * HALF
    if rows.is_positive_definite:
        return "positive"
    return "not negative" if rows.is_positive_semidefinite else ""


def _beside_waves(expr: Add) -> str:
    """A number, and what is never negative, beside sines, cosines and the like, which stay within -1 and 1."""
    number, reach = Integer(0), Integer(0)
    for term in expr.args:
        factors = factors_of(term)
        numbers = [f for f in factors if isinstance(f, Rational)]
        waves = [f for f in factors if not isinstance(f, Rational)]
        if waves and all(isinstance(w, sp.sin | sp.cos | sp.tanh | sp.erf) for w in waves):
            reach += abs(Mul(*numbers))
        elif not waves:
            number += Mul(*numbers)
        elif not sign(term):
            return ""
    return "positive" if number > reach else "not negative" if number == reach else ""


def _beside_root(expr: Add) -> str:
    """u + c sqrt(v), which has the sign of c^2 v - u^2 where c is positive and that is positive."""
    roots = [t for t in expr.args if _is_root(t.as_coeff_Mul()[1])]
    if len(roots) != 1:
        return ""
    (root,) = roots
    number, rest = root.as_coeff_Mul()[0], Add(*(t for t in expr.args if t is not root))
    if not number > 0:
        return ""
    difference = number**2 * root.as_coeff_Mul()[1].base - rest**2
    return "" if _is_long(difference) else sign(sp.expand(difference))


def _is_root(part: Expr) -> bool:
    return isinstance(part, Pow) and part.exp == HALF
