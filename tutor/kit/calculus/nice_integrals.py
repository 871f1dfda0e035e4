"""Integrals to practise, made backwards from the antiderivative or the bounds."""

from __future__ import annotations

from random import Random

import sympy as sp
from sympy import Expr, Integer, Integral, Symbol, oo, pi

from tutor.kit.nice import nonzero
from tutor.kit.unevaluated import over


def to_find(rng: Random, level: int, x: Symbol) -> Integral:
    """An integral of a level: 1 polynomials, 2 parts, substitution and factors that cancel, 3 improper, fractions, gaps."""
    kinds = {
        1: (_polynomial, _power),
        2: (_by_parts, _inner, _cancelling),
        3: (_tail, _bell, _fractions, _pole, _with_letter, _bars, _roots_and_powers),
    }
    return rng.choice(kinds[level])(rng, x)


def _polynomial(rng: Random, x: Symbol) -> Integral:
    a, b, c = nonzero(rng, 3), nonzero(rng, 4), rng.randint(-5, 5)
    low = rng.randint(-2, 1)
    return Integral(3 * a * x**2 + 2 * b * x + c, (x, low, low + rng.randint(1, 3)))


def _power(rng: Random, x: Symbol) -> Integral:
    return Integral(nonzero(rng, 6) * x ** rng.randint(1, 4), x)


def _by_parts(rng: Random, x: Symbol) -> Integral:
    a = rng.randint(1, 3)
    shapes: tuple[tuple[Expr, Expr, Expr], ...] = (
        (x * sp.exp(a * x), Integer(0), Integer(1)),
        (x * sp.cos(a * x), Integer(0), pi / a),
        (x**a * sp.log(x), Integer(1), sp.E),
    )
    f, low, high = rng.choice(shapes)
    return Integral(f, (x, low, high)) if rng.random() < 0.6 else Integral(f, x)


def _inner(rng: Random, x: Symbol) -> Integral:
    a, n = rng.randint(1, 5), rng.randint(2, 4)
    shapes: tuple[Expr, ...] = (
        2 * x * (x**2 + a) ** n,
        x * sp.exp(-a * x**2),
        over(2 * x, x**2 + a),
        sp.cos(a * x + n),
    )
    return Integral(rng.choice(shapes), (x, 0, 1))


def _cancelling(rng: Random, x: Symbol) -> Integral:
    """Without bounds, with bounds beyond the zero of the factor, or with that zero between them."""
    a, b, c = nonzero(rng, 3), rng.randint(1, 3), rng.randint(-3, 3)
    f = over(sp.expand((x - a) * (2 * b * x + c)), x - a)
    low = a + rng.choice((-1, 1))
    return Integral(f, x) if rng.random() < 0.5 else Integral(f, (x, low, low + 2))


def _tail(rng: Random, x: Symbol) -> Integral:
    a, n = rng.randint(1, 4), rng.randint(1, 3)
    shapes: tuple[tuple[Expr, Integer], ...] = (
        (a * sp.exp(-a * x), Integer(0)),
        (over(Integer(a), x ** (n + 1)), Integer(1)),
        (over(Integer(a), x), Integer(1)),
        (x * sp.exp(-a * x), Integer(0)),
        (a * sp.cos(a * x), Integer(0)),  # has no value: the sine swings for ever
    )
    f, low = rng.choice(shapes)
    return Integral(f, (x, low, oo))


def _bell(rng: Random, x: Symbol) -> Integral:
    a, centre = rng.choice((1, 2, 4)), rng.randint(0, 3)
    f = nonzero(rng, 3) * sp.exp(-sp.expand(a * (x - centre) ** 2))
    if rng.random() < 0.25:  # a moment
        return Integral(x ** rng.randint(1, 2) * f, (x, -oo, oo))
    low = Integer(0) if centre == 0 and rng.random() < 0.3 else -oo
    return Integral(f, (x, low, oo))


def _with_letter(rng: Random, x: Symbol) -> Integral:
    a = Symbol(rng.choice(("a", "lambda")))
    f = rng.choice((a * sp.exp(-a * x), x * sp.exp(-a * x), sp.exp(-a * x)))
    high = rng.choice((oo, Integer(1)))
    return Integral(f, (x, 0, high))


def _bars(rng: Random, x: Symbol) -> Integral:
    a = rng.randint(-2, 3)
    f = rng.choice((sp.Abs(x - a), x * sp.Abs(x - a), sp.Abs(x - a) + x))
    return Integral(f, (x, a - rng.randint(1, 2), a + 2 * rng.randint(1, 2)))


def _fractions(rng: Random, x: Symbol) -> Integral:
    a = rng.randint(1, 4)
    b = a + rng.randint(1, 4)
    return Integral(over(Integer(b - a), sp.expand((x + a) * (x + b))), (x, 0, rng.randint(1, 4)))


def _pole(rng: Random, x: Symbol) -> Integral:
    a = rng.randint(1, 3)
    shapes = (over(Integer(1), sp.sqrt(x)), over(Integer(1), x - a), over(Integer(a), (x - a) ** 2))
    return Integral(rng.choice(shapes), (x, 0, 2 * a))


def _roots_and_powers(rng: Random, x: Symbol) -> Integral:
    a, n = rng.randint(1, 4), rng.choice((2, 3, 5))
    shapes: tuple[Expr, ...] = (
        sp.sqrt(x**2 + a),
        over(Integer(1), sp.sqrt(x**2 + a)),
        over(Integer(1), x**2 - n),
        over(Integer(a), sp.exp(x) + n),
        sp.log(sp.Abs(x)),
    )
    return Integral(rng.choice(shapes), x)
