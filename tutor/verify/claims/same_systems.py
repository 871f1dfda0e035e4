"""Polynomial systems that have the same solutions by algebra, so that none has to be found."""

from __future__ import annotations

import sympy as sp

from tutor.verify.claims.solutions import System
from tutor.verify.values.exact import NotExact
from tutor.verify.values.linear import polynomials_at

HIGHEST_DEGREE = 12  # of polynomials whose factors are compared


def are_multiples(before: System, after: System) -> bool:
    """Whether each polynomial equation of one system is a number times the one of the other."""
    if len(before.equations) != len(after.equations):
        return False
    exact = polynomials_at(before.at, before.unknowns)
    for pair in zip(before.equations, after.equations, strict=True):
        if not all(side.is_polynomial(*before.unknowns) for e in pair for side in e.args):
            return False
        try:
            one, other = (exact.of(e.args[0]) - exact.of(e.args[1]) for e in pair)
        except (NotExact, ZeroDivisionError):
            return False
        if one == 0 or other == 0:
            if one != other:
                return False
        elif not all(part.is_ground for part in ((one / other).numer, (one / other).denom)):
            return False
    return True


def have_same_factors(before: System, after: System) -> bool:
    """Whether each polynomial equation of one system has the factors of the one of the other, in whatever powers."""
    if len(before.equations) != len(after.equations):
        return False
    sides = _polynomials(before, after)
    pairs = zip(sides, sides[len(before.equations) :], strict=False)
    return bool(sides) and all(
        max(one.total_degree(), other.total_degree()) <= HIGHEST_DEGREE
        and one.sqf_part().monic() == other.sqf_part().monic()
        for one, other in pairs
    )


def are_squares(before: System, after: System) -> bool:
    """Whether one polynomial equation is a sum of squares with numbers of one sign, and the others are their bases."""
    sides = _polynomials(before, after) if len(before.equations) == 1 else []
    if not sides:
        return False
    factors = sp.symbols(f"c:{len(sides) - 1}", cls=sp.Dummy)
    squares = (c * s.as_expr() ** 2 for c, s in zip(factors, sides[1:], strict=True))
    left = sp.Poly(sides[0].as_expr() - sp.Add(*squares), *before.unknowns).coeffs()
    return any(
        all(c.is_positive for c in found) or all(c.is_negative for c in found)
        for found in sp.linsolve(left, *factors)
    )


def _polynomials(before: System, after: System) -> list[sp.Poly]:
    """What is zero in each equation, if all are polynomials with rational coefficients and none is a number; else none."""
    sides = [(e.args[0] - e.args[1]).doit() for e in (*before.equations, *after.equations)]
    if not all(s.is_polynomial() and s.free_symbols <= {*before.unknowns} for s in sides):
        return []
    if any(p.exp > HIGHEST_DEGREE for s in sides for p in s.atoms(sp.Pow)):
        return []
    found = [sp.Poly(sp.expand(s), *before.unknowns) for s in sides]
    usual = all(p.domain in (sp.ZZ, sp.QQ) and p.total_degree() > 0 for p in found)
    return [p.set_domain(sp.QQ) for p in found] if usual else []
