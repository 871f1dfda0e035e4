"""Random functions of two variables with small whole derivatives."""

from __future__ import annotations

from random import Random

from sympy import Add, Expr, Symbol, Tuple, exp

from tutor.kit.nice import nonzero

X, Y, Z = Symbol("x"), Symbol("y"), Symbol("z")


def polynomial(rng: Random, level: int) -> tuple[Expr, Tuple]:
    """Level 1 is a quadratic, 2 has a third variable or a cubic term, 3 a product of two variables' powers."""
    a, b, c = (nonzero(rng, 4) for _ in range(3))
    if level <= 1:
        return Add(a * X**2, b * X * Y, c * Y**2, nonzero(rng, 5) * X), Tuple(X, Y)
    if level == 2:
        if rng.random() < 0.4:
            return Add(a * X**2, b * X * Y * Z, c * Z**2), Tuple(X, Y, Z)
        return Add(a * X**3, b * X * Y**2, c * Y), Tuple(X, Y)
    if rng.random() < 0.4:
        return Add(a * X**2 * Y, b * exp(Y) * X), Tuple(X, Y)
    return Add(a * X**2 * Y**2, b * X * Y, c * Y**3), Tuple(X, Y)
