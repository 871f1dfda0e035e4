"""Limits to practise, made backwards from the limit."""

from __future__ import annotations

from random import Random

import sympy as sp
from sympy import Expr, Integer, Limit, Symbol, expand, oo

from tutor.kit.calculus.approach import INFINITE, Approach
from tutor.kit.calculus.limit_forms import above_and_below
from tutor.kit.nice import nonzero
from tutor.kit.unevaluated import added, over


def has_undetermined_quotient(f: Expr, at: Approach) -> bool:
    """Whether numerator and denominator both vanish, or both grow, and vary without roots of sums."""
    above, below = above_and_below(f)
    if not below.has(at.x) or f.has(sp.Abs):
        return False
    limits = {at.tends(above), at.tends(below)}
    return limits == {Integer(0)} or (limits <= set(INFINITE) and not at.far)


def to_find(rng: Random, level: int, x: Symbol) -> Limit:
    """A limit of a level: 1 insert or cancel, 2 conjugate or infinity, 3 l'Hopital and sides."""
    kinds = {
        1: (_inserted, _cancelled),
        2: (_conjugate, _at_infinity, _cases),
        3: (_waves, _sides, _grown),
    }
    return rng.choice(kinds[level])(rng, x)


def _inserted(rng: Random, x: Symbol) -> Limit:
    a, b = nonzero(rng, 4), nonzero(rng, 5)
    return Limit(a * x**2 + b * x + rng.randint(-5, 5), x, nonzero(rng, 3), "+-")


def _cancelled(rng: Random, x: Symbol) -> Limit:
    a, b = nonzero(rng, 5), nonzero(rng, 6)
    while b == a:
        b = nonzero(rng, 6)
    return Limit(over(expand((x - a) * (x - b)), x - a), x, a, "+-")


def _conjugate(rng: Random, x: Symbol) -> Limit:
    root, c = rng.randint(1, 6), nonzero(rng, 4)
    return Limit(over(added(sp.sqrt(x + root**2), Integer(-root)), c * x), x, 0, "+-")


def _at_infinity(rng: Random, x: Symbol) -> Limit:
    degree = rng.randint(1, 2)
    above = nonzero(rng, 6) * x**2 + nonzero(rng, 9)
    below = nonzero(rng, 6) * x ** (degree + 1 if degree == 2 else 2) + nonzero(rng, 9) * x
    return Limit(over(above, below), x, oo, "-")


def _cases(rng: Random, x: Symbol) -> Limit:
    """A parabola and a line that meet in the point, or one of two that miss each other there."""
    a, slope, miss = nonzero(rng, 3), nonzero(rng, 4), rng.choice((0, 0, 1))
    line = slope * x + a**2 - slope * a + miss
    left, right = sp.Lt(x, a, evaluate=False), sp.Ge(x, a, evaluate=False)
    return Limit(sp.Piecewise((x**2, left), (line, right), evaluate=False), x, a, "+-")


def _waves(rng: Random, x: Symbol) -> Limit:
    a, b = rng.randint(1, 6), rng.randint(1, 6)
    shapes = (
        over(sp.sin(a * x), b * x),
        over(1 - sp.cos(a * x), b * x**2),
        over(sp.exp(a * x) - 1, sp.sin(b * x)),
    )
    return Limit(rng.choice(shapes), x, 0, "+-")


def _sides(rng: Random, x: Symbol) -> Limit:
    a, b = nonzero(rng, 5), nonzero(rng, 5)
    shapes = (
        over(sp.Abs(x - a), b * (x - a)),
        over(Integer(b), x - a),
        over(Integer(b), (x - a) ** 2),
    )
    return Limit(rng.choice(shapes), x, a, "+-")


def _grown(rng: Random, x: Symbol) -> Limit:
    a, b = rng.randint(1, 4), rng.randint(1, 3)
    return Limit(over(a * x**b, sp.exp(x)), x, oo, "-")
