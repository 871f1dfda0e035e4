"""New variables whose inverse is known, which leave nothing of the old variable behind.

A root of a linear expression is such a variable, and so are a logarithm and a root of
a power of e plus a number: the old variable can be written with each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm
from typing import NamedTuple

import sympy as sp
from sympy import Add, Expr, Mul, Pow, Rational, Symbol

from tutor.core.claims import Conditions
from tutor.kit.tidy import tidy


class NewVariable(NamedTuple):
    """What becomes the new variable, its derivative, the integrand of the new variable, and where this holds."""

    inner: Expr
    slope: Expr
    integrand: Expr
    given: Conditions


def new_variables(f: Expr, x: Symbol, u: Symbol) -> Iterator[NewVariable]:
    """The substitutions that suit f, with f dx = integrand du."""
    size = sp.Dummy(positive=True)
    for inner, old in _inverses(f, x, size):
        slope = tidy(sp.diff(inner, x))
        there = sp.simplify(f.subs(inner, size).xreplace({x: old}) * sp.diff(old, size))
        integrand = _in_powers(there, size).xreplace({size: u})
        if not integrand.has(x):
            given = (sp.Ne(inner.base, 0),) if isinstance(inner, Pow) else ()
            yield NewVariable(inner, slope, integrand, given)


def _in_powers(f: Expr, u: Symbol) -> Expr:
    """A fraction of polynomials over a single one, anything else multiplied out."""
    return sp.cancel(f) if f.is_rational_function(u) else sp.expand(f)


def _inverses(f: Expr, x: Symbol, u: Symbol) -> Iterator[tuple[Expr, Expr]]:
    """Each new variable, with the old one in terms of it."""
    roots: dict[Expr, int] = {}
    for power in f.atoms(Pow):
        if isinstance(power.exp, Rational) and power.exp.q > 1 and power.base.has(x):
            roots[power.base] = lcm(roots.get(power.base, 1), power.exp.q)
    bars = any(part.has(x) for part in f.atoms(sp.Abs))  # dropped for a variable that is positive
    if len(roots) == 1:
        ((base, q),) = roots.items()
        if bars and q % 2:
            return
        if base.is_polynomial(x) and sp.degree(base, x) == 1:
            a, b = base.coeff(x, 1), base.coeff(x, 0)
            yield Pow(base, Rational(1, q)), (u**q - b) / a
        elif (inside := _power_of_e(base, x)) is not None:
            a, k, b = inside
            yield Pow(base, Rational(1, q)), sp.log((u**q - b) / a) / k
    logarithms = f.atoms(sp.log)
    if logarithms == {sp.log(x)} and not bars:
        yield sp.log(x), sp.exp(u)


def _power_of_e(base: Expr, x: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """a, k and b of a e^(kx) + b."""
    number, rest = base.as_independent(x, as_Add=True)
    if not isinstance(base, Add):
        return None
    factor, power = rest.as_independent(x, as_Add=False)
    if isinstance(rest, Add) or isinstance(power, Mul) or not isinstance(power, sp.exp):
        return None
    k = sp.diff(power.args[0], x)
    fits = not k.has(x) and power.args[0] == k * x
    return (factor, k, number) if fits else None
