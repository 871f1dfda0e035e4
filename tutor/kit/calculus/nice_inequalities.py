"""Random extreme value problems under inequalities, made from a friendly answer."""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Basic, Expr, Ge, Integer, Le, Symbol, Tuple, expand

from tutor.kit.nice import nonzero

x, y = map(Symbol, "xy")


def problem(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has a half plane, level 2 a disc, level 3 a triangle, also for a linear function."""
    if level <= 1:
        return _nearest_in_half_plane(rng)
    if level == 2:
        return _linear_on_disc(rng) if rng.random() < 0.6 else _nearest_in_disc(rng)
    on_triangle = rng.choice((_product_on_triangle, _square_on_triangle, _linear_on_triangle))
    return on_triangle(rng)


def _posed(f: Expr, sense: str, *constraints: Basic) -> dict[str, Any]:
    return {"sense": sense, "f": f, "g": Tuple(*constraints), "variables": None}


def _nearest_in_half_plane(rng: Random) -> dict[str, Any]:
    """a x^2 + b y^2 is least at (p, q) on the border; sometimes the origin is inside."""
    a, b = rng.choice(((1, 1), (1, 2), (2, 1), (1, 3)))
    p, q = nonzero(rng, 4), nonzero(rng, 4)
    side, right = a * p * x + b * q * y, Integer(a * p * p + b * q * q)
    relation = Le if rng.random() < 0.2 else Ge
    return _posed(a * x**2 + b * y**2, "minimum", relation(side, right, evaluate=False))


def _linear_on_disc(rng: Random) -> dict[str, Any]:
    a, b, length = rng.choice(((3, 4, 5), (4, 3, 5), (5, 12, 13), (8, 6, 10)))
    radius = length * rng.randint(1, 2)
    f = rng.choice((1, -1)) * a * x + rng.choice((1, -1)) * b * y
    sense = rng.choice(("minimum", "maximum", "both"))
    return _posed(f, sense, Le(x**2 + y**2, Integer(radius**2), evaluate=False))


def _nearest_in_disc(rng: Random) -> dict[str, Any]:
    """The square of the distance from a point on the line through (a, b), outside of the disc."""
    a, b = rng.choice(((3, 4), (4, 3), (-3, 4), (4, -3), (6, 8)))
    f = expand((x - 2 * a) ** 2 + (y - 2 * b) ** 2)
    return _posed(f, "minimum", Le(x**2 + y**2, Integer(a * a + b * b), evaluate=False))


def _product_on_triangle(rng: Random) -> dict[str, Any]:
    """x y is largest at (b k, a k) if the triangle ends at a x + b y = 2 a b k."""
    (a, b), k = rng.choice(((1, 2), (2, 1), (1, 3), (1, 1), (2, 3))), rng.randint(1, 3)
    border = Le(a * x + b * y, Integer(2 * a * b * k), evaluate=False)
    return _posed(x * y, "maximum", border, *_quadrant())


def _square_on_triangle(rng: Random) -> dict[str, Any]:
    """(x - a)^2 + (y - b)^2 with the nearest point (p, p) on x + y = 2 p, or at a corner."""
    p, far = rng.randint(1, 3), rng.randint(1, 3)
    a, b = rng.choice(((p + far, p + far), (2 * p + far, -far), (-far, p)))
    f = expand((x - a) ** 2 + (y - b) ** 2)
    return _posed(f, "minimum", Le(x + y, Integer(2 * p), evaluate=False), *_quadrant())


def _linear_on_triangle(rng: Random) -> dict[str, Any]:
    """A linear program; no side of the triangle is a level line of the function."""
    (a, b), k = rng.choice(((1, 2), (2, 1), (1, 3), (1, 1), (2, 3))), rng.randint(1, 3)
    p, q = rng.choice([(p, q) for p in range(1, 5) for q in range(1, 5) if p * b != q * a])
    border = Le(a * x + b * y, Integer(a * b * k), evaluate=False)
    return _posed(p * x + q * y, rng.choice(("minimum", "maximum", "both")), border, *_quadrant())


def _quadrant() -> tuple[Basic, Basic]:
    zero = Integer(0)
    return Ge(x, zero, evaluate=False), Ge(y, zero, evaluate=False)
