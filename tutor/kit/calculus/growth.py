"""Quotients of powers, far out: which term grows fastest, and forms in which that is seen.

A high power over a power of e is the power of a quotient that l'Hopital's rule decides at once.  So is a
high power of a logarithm over a power.  A quotient of sums is divided above and below by the term
that grows fastest below the line.
"""

from __future__ import annotations

import sympy as sp
from sympy import Add, Expr, Mul, Pow, Rational, Symbol

from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.limit_forms import has_power
from tutor.kit.unevaluated import ONE, added, divided, over

HIGH = 5  # from this exponent on, l'Hopital's rule again and again is no way


def as_power(above: Expr, below: Expr, at: Approach) -> tuple[Expr, Pow] | None:
    """A number and the power of a quotient that x^n over b^u is, or the reverse; None for other quotients.

    ln(x)^n over a power of x is such a quotient too.
    """
    if not at.far:
        return None
    (c, top), (d, bottom) = above.as_coeff_Mul(), below.as_coeff_Mul()
    for power, other in ((top, bottom), (bottom, top)):
        n = power.exp if isinstance(power, Pow) else ONE
        root = _root(other, n, at.x, of_power=power.args[:1] == (sp.log(at.x),))
        if (
            root is None
            or not (n.is_Integer and n >= HIGH)
            or power.base not in (at.x, sp.log(at.x))
        ):
            continue
        quotient = divided(power.base, root) if power is top else divided(root, power.base)
        return c / d, Pow(quotient, n, evaluate=False)
    return None


def _root(part: Expr, n: Expr, x: Symbol, of_power: bool) -> Expr | None:
    """The n-th root of e^u, of b^u with a number b, or of a power of x if that may be; None for others."""
    if isinstance(part, sp.exp) and part.args[0].has(x):
        return sp.exp(part.args[0] / n)
    if isinstance(part, Pow) and part.base.is_Rational and part.exp.has(x):
        return Pow(part.base, part.exp / n)
    base, exponent = part.as_base_exp()
    return Pow(x, exponent / n) if of_power and base == x and exponent.is_Rational else None


def by_fastest(above: Expr, below: Expr, at: Approach) -> Expr | None:
    """The quotient divided above and below by the fastest term below; None if no power of numbers is there."""
    terms = Add.make_args(below)
    if not at.far or not has_power(below, at.x) or not (len(terms) > 1 or isinstance(above, Add)):
        return None
    fastest = next((t for t in terms if all(_vanishes(o, t, at) for o in terms if o != t)), None)
    if fastest is None or not has_power(fastest, at.x):
        return None
    fastest = fastest.as_independent(at.x, as_Add=False)[1]
    top, bottom = (
        added(*(_share(t, fastest, at.x) for t in Add.make_args(part))) for part in (above, below)
    )
    return top if bottom == ONE else over(top, bottom)


def _vanishes(term: Expr, beside: Expr, at: Approach) -> bool:
    return at.tends(_share(term, beside, at.x)) == 0


def _share(term: Expr, whole: Expr, x: Symbol) -> Expr:
    """The quotient of two terms, with one power for powers of numbers: 2^x/3^x is (2/3)^x."""
    base, rest = Rational(1), []
    for part in Mul.make_args(sp.powsimp(term / whole)):
        rate = part.exp.coeff(x) if isinstance(part, Pow) and part.base.is_Rational else None
        if rate is not None and rate.is_Integer and part.exp == rate * x:
            base *= part.base**rate
        else:
            rest.append(part)
    return Mul(*rest, base**x if base != 1 else ONE)
