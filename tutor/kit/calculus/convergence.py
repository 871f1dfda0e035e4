"""How far from its centre a Taylor series converges.

It does up to the nearest point of the complex plane at which the function breaks:
a zero of a denominator, of what stands in a logarithm, or under a root.  A function
made of exp, sin and cos of polynomials breaks nowhere.  Where breaks might cancel, or
nothing is known, nothing is said.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import sympy as sp
from sympy import Abs, Expr, Integer, Limit, Symbol, Tuple, oo

from tutor.core.claims import Claim, Defines, Equal, Roots
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.polynomial_roots import Root, roots
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, negated, over

Goals = dict[str, Claim]
ENTIRE = (sp.exp, sp.sin, sp.cos)
HIGHEST = 3  # degree of what stands in a function
INDEX, RATIO = Symbol("k"), Symbol("r_k")
ORDERS = {  # of the k-th coefficient that is not 0 in the known series, and of the next one
    sp.exp: (INDEX, INDEX + 1),
    sp.sin: (2 * INDEX + 1, 2 * INDEX + 3),
    sp.cos: (2 * INDEX, 2 * INDEX + 2),
}


class Breaks(NamedTuple):
    """A polynomial at whose zeros the function breaks, with these."""

    polynomial: Expr
    zeros: tuple[Root, ...]

    def nearest(self, c: Expr) -> tuple[Expr, Expr]:
        """The zero that is nearest to c, and its distance."""
        found = [(zero.value, tidy(sp.radsimp(sp.Abs(zero.value - c)))) for zero in self.zeros]
        return min(found, key=lambda pair: float(pair[1]))


def radius(f: Expr, x: Symbol, c: Expr) -> Generator[Step, None, Goals]:
    """The radius of convergence, if it can be known."""
    found = _breaks(f, x)
    if found is None or f.is_polynomial(x):
        return {}
    if not found:
        first = next(g for g in sp.preorder_traversal(f) if isinstance(g, ENTIRE))
        this, following = ORDERS[first.func]
        coefficients = over(sp.factorial(following), sp.factorial(this))
        yield step("compare_coefficients", Defines(RATIO, coefficients))
        shorter = sp.combsimp(coefficients)
        yield step("cancel_factorials", Equal(RATIO, shorter, (sp.Ge(INDEX, 0),)))
        infinite = Equal(Limit(shorter, INDEX, oo, "-"), oo)
        yield step("see_convergence_everywhere", infinite)
        return {"radius": infinite}
    places = sorted((b.nearest(c) for b in found), key=lambda pair: float(pair[1]))
    place, distance = places[0]
    if distance == 0 or (len(places) > 1 and distance == places[1][1]):
        return {}
    for b in found:
        values, times = zip(*b.zeros, strict=True)
        numbers = Tuple(*map(Integer, times))
        yield step("find_breaks", Roots(b.polynomial, x, Tuple(*values), numbers))
    apart = place if c == 0 else added(place, negated(c))
    claim = Equal(Abs(apart, evaluate=False), distance)
    yield step("measure_to_nearest_break", claim)
    return {"radius": claim}


def _breaks(f: Expr, x: Symbol) -> list[Breaks] | None:
    """Where the terms of f break, at most one of them at a place; None if that is not known."""
    found: list[Breaks] = []
    for term in sp.Add.make_args(f):
        factors = [g for g in sp.Mul.make_args(term) if not g.is_polynomial(x)]
        if all(_is_entire(g, x) for g in factors):
            continue
        if len(factors) > 1:
            return None
        broken = _breaks_of(term, factors[0], x)
        if broken is None:
            return None
        found.append(broken)
    return found


def _is_entire(g: Expr, x: Symbol) -> bool:
    base = g.base if isinstance(g, sp.Pow) and isinstance(g.exp, Integer) and g.exp > 0 else g
    inner = base.args[0] if isinstance(base, ENTIRE) else None
    return inner is not None and inner.is_polynomial(x) and sp.degree(inner, x) <= HIGHEST


def _breaks_of(term: Expr, g: Expr, x: Symbol) -> Breaks | None:
    """Where a polynomial times a power or a logarithm of a polynomial breaks."""
    inner = g.args[0]
    if not isinstance(g, sp.Pow | sp.log) or not inner.is_polynomial(x):
        return None
    if isinstance(g, sp.Pow) and not isinstance(g.exp, sp.Rational):
        return None
    try:
        zeros = roots(inner, x)
    except Undefined:
        return None
    if any(z.value.has(sp.CRootOf) for z in zeros):
        return None
    if isinstance(g, sp.Pow):
        if any((g.exp * z.multiplicity).is_Integer and not g.exp.is_Integer for z in zeros):
            return None
        below = sp.fraction(sp.cancel(term))[1] if g.exp.is_Integer else inner
        if sp.degree(below, x) < sp.degree(inner, x) * (-g.exp if g.exp.is_Integer else 1):
            return None
    return Breaks(inner, zeros)
