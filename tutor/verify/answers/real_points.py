"""The real points at which several polynomials are zero, if there are finitely many.

A Groebner basis has a polynomial in each letter alone; its real roots are combined
and tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import sympy as sp
from sympy import Expr, Symbol

from tutor.verify.values.numeric import Draws, NoValue, Point, context

TINY = 1e-12  # a value or a bend smaller than this counts as zero

Corner = dict[Symbol, Any]


def real_points(
    system: Sequence[Expr], x: Sequence[Symbol], defined: Sequence[Expr] = ()
) -> list[Corner] | None:
    """The common zeros at which the expressions `defined` have a value, to forty digits.

    None if the polynomials do not confine every letter to finitely many values.
    """
    try:
        alone = [sp.groebner(system, *(v for v in x if v != u), u).exprs[-1] for u in x]
        if any(p.free_symbols != {u} and p != 1 for p, u in zip(alone, x, strict=True)):
            return None
        roots = [_real_roots(sp.Poly(p, u)) for p, u in zip(alone, x, strict=True)]
    except (sp.PolynomialError, NotImplementedError):
        return None
    places = (dict(zip(x, values, strict=True)) for values in product(*roots))
    return [place for place in places if _holds(system, defined, place)]


def _real_roots(polynomial: sp.Poly) -> list[Any]:
    """To forty digits, each once."""
    if polynomial.degree() < 1:
        return []
    found = polynomial.sqf_part().nroots(n=40, maxsteps=200)
    return [context.mpf(root) for root in found if root.is_real]


def _holds(system: Sequence[Expr], defined: Sequence[Expr], place: Corner) -> bool:
    at = Point(Draws(0), {}, place)
    try:
        return all(abs(at.of(p)) < TINY for p in system) and bool([at.of(e) for e in defined])
    except NoValue:
        return False
