"""Polynomials as sums of squares: quadratic ones by completing the square."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Add, Dummy, Expr, Integer, Mul, Poly, Symbol

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


def terms_of_squares(polynomial: Expr, unknowns: Sequence[Symbol]) -> list[Expr]:
    """Expressions whose squares, each with a positive number, add up to a polynomial or to minus it; or none."""
    poly = Poly(polynomial, *unknowns)
    if len({bool(c > 0) for c in poly.coeffs()}) == 1 and not any(
        e % 2 for powers in poly.monoms() for e in powers
    ):
        return [
            Mul(*(u ** (e // 2) for u, e in zip(unknowns, powers, strict=True)))
            for powers in poly.monoms()
        ]
    if poly.total_degree() != 2:
        return []
    one = Dummy()
    form = poly.homogenize(one).as_expr()
    squares = next(filter(None, (squares_of(s * form, [*unknowns, one]) for s in (1, -1))), [])
    bases = [sp.factor_list(s)[1][0][0].xreplace({one: Integer(1)}) for s in squares]
    return bases if all(b.free_symbols for b in bases) else []


def squares_around(expr: Expr, point: dict[Symbol, Expr]) -> list[Expr] | None:
    """Squares that add up to a polynomial with a zero at the point, or None."""
    steps = {u: Dummy(str(u)) for u in point}
    moved = sp.expand(expr.xreplace({u: p + steps[u] for u, p in point.items()}))
    if moved == 0:
        return []
    poly = Poly(moved, *steps.values())
    if not all(sum(m) == 2 and c.is_Rational for m, c in poly.terms()):
        return None
    squares = squares_of(moved, list(steps.values()))
    if squares is None:
        return None
    back = {d: u - point[u] for u, d in steps.items()}
    return [s.xreplace(back) for s in squares]
