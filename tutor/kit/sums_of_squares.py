"""Quadratic forms written as sums of squares, by completing the square."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Add, Expr, Integer, Poly, Symbol

from tutor.kit.unevaluated import power, without_ones


def squares_of(form: Expr, unknowns: Sequence[Symbol]) -> list[Expr] | None:
    """Positive multiples of squares that add up to a quadratic form, or None if it is negative somewhere."""
    rest, found = Poly(form, *unknowns), list[Expr]()
    for k, u in enumerate(unknowns):
        mixed = [rest.coeff_monomial(u * v) / (1 if v == u else 2) for v in unknowns]
        pivot = mixed[k]
        if pivot < 0 or (pivot == 0 and any(mixed)):
            return None
        if pivot:
            inner = Add(*(c / pivot * v for c, v in zip(mixed, unknowns, strict=True)))
            found.append(without_ones(pivot, power(inner, Integer(2))))
            rest = rest - Poly(sp.expand(pivot * inner**2), *unknowns)
    return found
