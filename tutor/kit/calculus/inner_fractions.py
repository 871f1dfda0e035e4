"""Fractions inside the denominator of a fraction, cleared: 1/(1 + 1/x^2) is x^2/(x^2 + 1)."""

from __future__ import annotations

import sympy as sp
from sympy import Add, Expr, Pow

from tutor.kit.tidy import tidy


def tidy_with_inner_fractions(f: Expr) -> Expr:
    """The expression tidied, with every sum below a line put over one denominator.

    It holds where the inner denominators are not zero; there the given expression has no value.
    """
    short = tidy(f)
    if not any(map(_has_fraction_below, short.atoms(Pow))):
        return short
    return tidy(short.replace(_has_fraction_below, lambda e: Pow(sp.together(e.base), e.exp)))


def _has_fraction_below(e: Expr) -> bool:
    if not (isinstance(e, Pow) and e.exp.is_Integer and e.exp.is_negative):
        return False
    inner = e.base.args if isinstance(e.base, Add) else ()
    return any(not sp.denom(term).is_number for term in inner)
