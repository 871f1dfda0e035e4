"""Where a derivative of one variable is zero, in exact form, if that can be told completely.

Solved are polynomials and their quotients, polynomials in a power of e, and
polynomials in the logarithm; other equations are left alone.
"""

from __future__ import annotations

import sympy as sp
from sympy import Dummy, Expr, Poly, Symbol
from sympy.polys.polyerrors import PolynomialError

from tutor.core.claims import Conditions
from tutor.core.errors import TutorError
from tutor.kit.domain import holds_at
from tutor.kit.real_roots import real_roots, tidied
from tutor.kit.real_values import value_at


def zeros(slope: Expr, x: Symbol, given: Conditions = ()) -> list[Expr] | None:
    """All real zeros inside the conditions, in increasing order; None if they cannot be written."""
    try:
        found = _candidates(slope, x)
    except (TutorError, PolynomialError, NotImplementedError):
        return None
    if found is None:
        return None
    inside = [z for z in found if all(holds_at(c, x, z) for c in given)]
    inside = [z for z in inside if value_at(slope, {x: z}) is not None]
    return sorted(inside, key=float)


def _candidates(slope: Expr, x: Symbol) -> list[Expr] | None:
    above, _ = sp.fraction(sp.together(slope))
    if above.is_polynomial(x):
        return _roots(sp.expand(above), x)
    u = Dummy("u", positive=True)
    powers = [e.args[0] for e in above.atoms(sp.exp)]
    rates = [p / x for p in powers]
    if powers and all(r.is_Integer for r in rates):
        unit = sp.igcd(*rates) if len(rates) > 1 else abs(rates[0])
        lowest = min(int(r / unit) for r in (*rates, sp.Integer(0)))
        inner = sp.expand(above.replace(sp.exp, lambda p: u ** (p / x / unit)) * u**-lowest)
        if not inner.has(x) and inner.is_polynomial(u):
            return [tidied(sp.log(r) / unit) for r in _roots(inner, u) if r.is_positive]
        return None
    inner = above.xreplace({sp.log(x): u})
    if inner != above and not inner.has(x) and inner.is_polynomial(u):
        return [sp.exp(r) for r in _roots(sp.expand(inner), u)]
    return None


def _roots(polynomial: Expr, u: Symbol) -> list[Expr]:
    if Poly(polynomial, u).degree() < 1:
        return []
    return real_roots(polynomial, u)
