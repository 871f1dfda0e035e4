"""The places at which a formula has no value and what it is rewritten to has one.

Where a factor cancels, as in x^2/x = x, the zeros of the denominator are left out of the claim.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy import Expr, Pow, Symbol

from tutor.core.claims import Conditions
from tutor.core.errors import TutorError
from tutor.kit.domain import combined, require
from tutor.kit.real_roots import real_roots
from tutor.kit.real_values import value_at
from tutor.kit.real_zeros import real_zeros

LOOKED_AT = (sp.Integer(-7), sp.Integer(7))  # a whole period of a wave, on both sides of zero


def cancelled(before: Expr, after: Expr, x: Symbol) -> Conditions:
    """That x is at no place where `before` divides by zero although `after` has a value there.

    Single zeros of a polynomial are named; of other denominators it is said that they are not
    zero.  Zeros without an exact form are not looked for.  Where all roots cancel, what stood
    under them is not negative, and where all logarithms do, what stood in them is positive.
    """
    gone = _divisors(before, x)
    kept = set(_divisors(after, x)) if gone else set()
    places = [_places(d, after, x) for d in gone if d not in kept]
    parts = () if after.atoms(sp.log) or any(map(_is_root, after.atoms(Pow))) else before.atoms(Pow)
    roots = [require(">=", p.base) for p in sorted(parts, key=str) if _is_root(p) and p.has(x)]
    return combined(*places, *roots, *_logarithms(before, after, x))


def _logarithms(before: Expr, after: Expr, x: Symbol) -> Iterator[Conditions]:
    """That what stood in logarithms is positive, where none is left."""
    gone, kept = ([log.args[0] for log in e.atoms(sp.log) if log.has(x)] for e in (before, after))
    for inside in sorted(gone, key=str) if not kept else ():
        bars = isinstance(inside, sp.Abs)
        yield require("!=", inside.args[0]) if bars else require(">", inside)


def _is_root(power: Pow) -> bool:
    """Whether it is a root of an even degree."""
    return isinstance(power.exp, sp.Rational) and power.exp.q % 2 == 0


def _divisors(expr: Expr, x: Symbol) -> list[Expr]:
    found = [p.base for p in sorted(expr.atoms(Pow), key=str) if p.exp.is_negative]
    found += [sp.cos(t.args[0]) for t in expr.atoms(sp.tan, sp.sec)]
    found += [sp.sin(t.args[0]) for t in expr.atoms(sp.cot, sp.csc)]
    return [d for d in dict.fromkeys(found) if d.has(x)]


def _places(divisor: Expr, after: Expr, x: Symbol) -> Conditions:
    if divisor.free_symbols != {x}:
        return _lost_factors(divisor, after)
    plain = divisor.is_polynomial(x)
    try:
        zeros = real_roots(divisor, x) if plain else real_zeros(divisor, x, (), LOOKED_AT)
    except (TutorError, NotImplementedError):
        return ()
    lost = [z for z in zeros if value_at(after, {x: z}) is not None]
    if plain:
        return tuple(sp.Ne(x, z) for z in lost)
    return require("!=", divisor) if lost else ()


def _lost_factors(divisor: Expr, after: Expr) -> Conditions:
    """That the factors in several letters that `after` does not divide by are not zero."""
    letters = sorted(divisor.free_symbols, key=str)
    if not (divisor.is_polynomial(*letters) and after.is_rational_function()):
        return ()
    below = sp.fraction(sp.together(after))[1]
    factors = [factor for factor, _ in sp.factor_list(divisor, *letters)[1]]
    lost = (factor for factor in factors if sp.rem(below, factor, *letters) != 0)
    return combined(*(require("!=", factor) for factor in lost))
