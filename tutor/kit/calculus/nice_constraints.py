"""Random extreme value problems under a constraint, made from a friendly answer."""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple, log

from tutor.kit.nice import nonzero

x, y, z = map(Symbol, "xyz")
TRIPLES = ((3, 4, 5), (4, 3, 5), (5, 12, 13), (8, 6, 10))
QUADRUPLES = ((1, 2, 2, 3), (2, 1, 2, 3), (2, 3, 6, 7), (2, 2, 1, 3))


def extremum_problem(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has a line, level 2 an ellipse, a circle or logarithms, level 3 three variables."""
    if level <= 1:
        return _posed(*_square_on_line(rng), (x, y), "minimum")
    if level == 2:
        kind = rng.choice((_linear_on_circle, _product_on_ellipse, _negative_entropy))
        senses = ("minimum",) if kind is _negative_entropy else ("both", "minimum", "maximum")
        return _posed(*kind(rng), (x, y), rng.choice(senses))
    kind = rng.choice((_linear_on_sphere, _square_on_plane))
    sense = "minimum" if kind is _square_on_plane else rng.choice(("both", "maximum"))
    return _posed(*kind(rng), (x, y, z), sense)


def _posed(
    f: Expr, left: Expr, right: Expr, unknowns: tuple[Symbol, ...], sense: str
) -> dict[str, Any]:
    constraint = Eq(left, Integer(right), evaluate=False)
    return {"sense": sense, "f": f, "g": Tuple(constraint), "variables": Tuple(*unknowns)}


def _square_on_line(rng: Random) -> tuple[Expr, Expr, int]:
    """a x^2 + b y^2 is least at (p, q) if the line is a p x + b q y = a p^2 + b q^2."""
    a, b = rng.choice(((1, 1), (1, 2), (2, 1), (1, 3)))
    p, q = nonzero(rng, 4), nonzero(rng, 4)
    return a * x**2 + b * y**2, a * p * x + b * q * y, a * p * p + b * q * q


def _linear_on_circle(rng: Random) -> tuple[Expr, Expr, int]:
    a, b, length = rng.choice(TRIPLES)
    scale = rng.randint(1, 3)
    signs = rng.choice((1, -1)), rng.choice((1, -1))
    return signs[0] * a * x + signs[1] * b * y, x**2 + y**2, (length * scale) ** 2


def _product_on_ellipse(rng: Random) -> tuple[Expr, Expr, int]:
    """x y on x^2/a^2 + y^2/b^2 = 2, with extreme points (a, b) and its reflections."""
    a, b = rng.randint(1, 4), rng.randint(1, 3)
    return x * y, Rational(1, a * a) * x**2 + Rational(1, b * b) * y**2, 2


def _negative_entropy(rng: Random) -> tuple[Expr, Expr, int]:
    """x ln(x) + y ln(y) is least where the shares of a sum are equal."""
    return x * log(x) + y * log(y), x + y, 2 * rng.randint(1, 4)


def _linear_on_sphere(rng: Random) -> tuple[Expr, Expr, int]:
    a, b, c, length = rng.choice(QUADRUPLES)
    scale = rng.randint(1, 2)
    return a * x + rng.choice((1, -1)) * b * y + c * z, x**2 + y**2 + z**2, (length * scale) ** 2


def _square_on_plane(rng: Random) -> tuple[Expr, Expr, int]:
    p, q, r = nonzero(rng, 3), nonzero(rng, 3), nonzero(rng, 2)
    return x**2 + y**2 + z**2, p * x + q * y + r * z, p * p + q * q + r * r
