"""Random functions that are pleasant to differentiate by hand."""

from __future__ import annotations

from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Rational, Symbol, Tuple

from tutor.kit.nice import nonzero
from tutor.kit.unevaluated import over

X = Symbol("x")
EVERYWHERE = (sp.sin, sp.cos, sp.exp, sp.atan, sp.sinh, sp.cosh, sp.tanh)


def to_differentiate(rng: Random, level: int) -> Expr:
    """Level 1 has sums of powers and one function, 2 a product, quotient or chain, 3 two of these.

    Some products are of two sums of powers, which may be multiplied out first.
    """
    if level <= 1:
        return polynomial(rng, 3) if rng.random() < 0.5 else polynomial(rng, 2) + elementary(rng, X)
    kind = rng.choice(("product", "quotient", "chain", "brackets"))
    if kind == "brackets":
        return (X**level + nonzero(rng, 5)) * polynomial(rng, level - 1)
    inner = linear(rng) if level == 2 else rng.choice((X**2 + rng.randint(1, 5), linear(rng)))
    if kind == "chain":
        outer = elementary(rng, inner)
        return outer if level == 2 else rng.choice((outer ** rng.randint(2, 3), X * outer))
    if kind == "product":
        factor = X ** rng.randint(1, 3) if level == 2 else polynomial(rng, 1)
        return factor * elementary(rng, X if level == 2 else inner)
    above = linear(rng) if level == 2 else elementary(rng, X)
    return above / (X**2 + rng.randint(1, 4) if rng.random() < 0.5 else X + nonzero(rng, 4))


def to_differentiate_again(rng: Random, level: int) -> Expr:
    """Level 1 has polynomials, 2 one function of a linear one, 3 a product; all stay short for long."""
    if level <= 1:
        return polynomial(rng, rng.randint(3, 4))
    inner = linear(rng)
    simple = rng.choice((sp.exp(inner), sp.sin(inner), sp.cos(inner), 1 / inner, sp.log(X)))
    return (
        simple
        if level == 2
        else X ** rng.randint(1, 2) * rng.choice((sp.exp(-X), sp.exp(3 * X), sp.log(X)))
    )


def polynomial(rng: Random, degree: int) -> Expr:
    powers = range(degree, -1, -1)
    return sp.Add(*(nonzero(rng, 5) * X**k for k in powers))


def linear(rng: Random) -> Expr:
    return rng.choice((Integer(2), Integer(3), Integer(-1), Integer(1))) * X + nonzero(rng, 5)


def elementary(rng: Random, inner: Expr) -> Expr:
    """A function of the argument; logarithms, roots and powers come with the rest."""
    chosen = rng.randrange(len(EVERYWHERE) + 3)
    if chosen < len(EVERYWHERE):
        return EVERYWHERE[chosen](inner)
    if chosen == len(EVERYWHERE):
        return sp.log(inner)
    if chosen == len(EVERYWHERE) + 1:
        return sp.sqrt(inner)
    return Integer(rng.randint(2, 5)) ** inner


def with_difference_quotient(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 asks for an average rate, 2 for a derivative or a step in numbers, 3 for what has to be simplified."""
    x = Symbol("x")
    a, b, c = nonzero(rng, 4), nonzero(rng, 6), rng.randint(-5, 5)
    if level == 1:
        place = rng.randint(-2, 2)
        ends = {"at": Integer(place), "to": Integer(place + rng.randint(1, 3))}
        return {"f": a * x**2 + b * x + c, "x": Tuple(x), **ends}
    if level == 2:
        made = {"f": a * x**2 + b * x + c, "x": Tuple(x)}
        at, h = Integer(rng.randint(-3, 3)), Rational(1, rng.choice((2, 5, 10)))
        by = rng.choice(("forward difference", "central difference"))
        more: tuple[dict[str, Any], ...] = ({}, {"at": at}, {"at": at, "h": h, "by": by})
        return made | rng.choice(more)
    shapes = (over(Integer(a), x + b), over(x, x + b), sp.sqrt(x + abs(b)), a * x**3 + c)
    return {"f": rng.choice(shapes), "x": Tuple(x)}
