"""Random vectors at right angles to one another, with small whole components."""

from __future__ import annotations

from math import prod
from random import Random
from typing import Any

from sympy import Integer, Tuple, symbols

from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra.linear import equation
from tutor.kit.linear_algebra.products import columns_matrix, combined, dotted, transposed

TRIPLES = (
    ((1, 2, 2), (2, 1, -2), (2, -2, 1)),  # all of length 3
    ((1, 1, 0), (1, -1, 2), (-1, 1, 1)),
    ((1, 1, 1), (1, -1, 0), (1, 1, -2)),
    ((1, 0, -1), (1, 2, 1), (1, -1, 1)),
    ((0, 3, 4), (1, 0, 0), (0, -4, 3)),
)
LARGEST_PRODUCT = 600  # of squares of singular values
QUADRUPLES = (
    ((1, 1, 1, 1), (1, 1, -1, -1), (1, -1, 1, -1), (1, -1, -1, 1)),
    ((1, 0, 1, 0), (0, 1, 0, 1), (1, 0, -1, 0), (0, 1, 0, -1)),
)


def orthogonal_set(rng: Random, size: int) -> list[Tuple]:
    """As many orthogonal vectors as they have components, 2, 3 or 4, in a random order."""
    if size == 2:
        a, b = rng.randint(1, 4), rng.randint(0, 4)
        found = [[a, b], [-b, a]]
    else:
        found = [list(v) for v in rng.choice(TRIPLES if size == 3 else QUADRUPLES)]
    order = rng.sample(range(size), size)
    signs = [rng.choice((-1, 1)) for _ in range(size)]
    rng.shuffle(found)
    return [
        Tuple(*(Integer(sign * v[k]) for k, sign in zip(order, signs, strict=True))) for v in found
    ]


def observations(rng: Random, level: int) -> dict[str, Any]:
    """A least squares problem with a whole best solution: points, or equations as `over_determined`.

    Points ask for a line at level 1, and sometimes for a parabola at level 3; the equations of
    level 2 are sometimes typed one by one.
    """
    if level == 1 or (level == 3 and rng.random() < 0.3):
        return _line(rng) if level == 1 else _parabola(rng)
    made = over_determined(rng, level)
    table: Matrix = made["A"]
    if level == 2 and all(map(any, table.entries())) and rng.random() < 0.5:
        names, lines = Tuple(*symbols("x, y")), zip(table.entries(), made["b"], strict=True)
        return {"system": Tuple(*(equation(line, names, e) for line, e in lines))}
    return made


def over_determined(rng: Random, level: int) -> dict[str, Any]:
    """A and b of a system with more equations than unknowns, and a whole best solution (level 2 or 3).

    The right side is A x plus a vector that is orthogonal to all columns.  Sometimes that is
    zero, and at level 3 the columns are sometimes dependent.
    """
    away = _distance(rng)
    *columns, apart = orthogonal_set(rng, level + 1)
    columns[1] = combined((Integer(1), columns[1]), (Integer(rng.choice((-1, 1))), columns[0]))
    if level == 3 and rng.random() < 0.25:
        columns[2] = combined((Integer(1), columns[0]), (Integer(1), columns[1]))
    x = [Integer(rng.choice((-3, -2, -1, 1, 2, 3))) for _ in columns]
    right = combined(*zip(x, columns, strict=True), (away, apart))
    return {"A": columns_matrix(columns), "b": right}


def _distance(rng: Random) -> Integer:
    """How many times the orthogonal pattern is added; sometimes the fit is exact."""
    return Integer(0) if rng.random() < 0.15 else Integer(rng.choice((-2, -1, 1, 2)))


def _line(rng: Random) -> dict[str, Any]:
    away = _distance(rng)
    pattern = rng.choice(((1, -2, 1), (1, -1, -1, 1), (2, -1, -2, -1, 2)))
    line, left = (rng.randint(-3, 3), rng.randint(-4, 4)), rng.randint(-2, 1)
    xs = [left + k for k in range(len(pattern))]
    return {"points": _points(xs, line, [away * e for e in pattern])}


def _parabola(rng: Random) -> dict[str, Any]:
    away, size = _distance(rng), rng.choice((1, 2))
    pattern = rng.choice(((1, -1, 0, 1, -1), (1, -1, 0, -1, 1), (1, -1, 0, 2, -2)))
    parabola = rng.choice((-2, -1, 1, 2)), rng.randint(-2, 2), rng.randint(-4, 4)
    xs = [size * k for k in (-1, -1, 0, 1, 1)]
    return {"points": _points(xs, parabola, [away * e for e in pattern]), "degree": "parabola"}


def _points(xs: list[int], polynomial: tuple[int, ...], away: list[Integer]) -> Matrix:
    """Points beside a polynomial, highest power first."""
    powers = range(len(polynomial) - 1, -1, -1)
    heights = (sum(c * x**k for c, k in zip(polynomial, powers, strict=True)) for x in xs)
    return Matrix.of([[x, y + e] for x, y, e in zip(xs, heights, away, strict=True)])


def matrix_with_singular_values(rng: Random, level: int) -> Matrix:
    """A whole matrix that is a sum of terms a x y^T with orthogonal x and orthogonal y.

    The squares of its singular values, a^2 |x|^2 |y|^2, have a product of 600 at most.
    """
    while True:
        plane = [Tuple(1, 1), Tuple(1, -1)]
        if level == 3 and rng.random() < 0.5:
            plane = [Tuple(2, 1), Tuple(-1, 2)]
        other = orthogonal_set(rng, 3) if level > 1 else [Tuple(1, 1), Tuple(-1, 1)]
        weights = rng.choice((1, 2)), rng.choice((1, 1, 2, 0) if level > 1 else (1, 2, 4))
        squares = [
            a * a * dotted(x, x) * dotted(y, y)
            for a, x, y in zip(weights, plane, other, strict=False)
        ]
        if prod(square or 1 for square in squares) <= LARGEST_PRODUCT:
            break
    terms = list(zip(weights, plane, other, strict=False))
    width = range(len(other[0]))
    found = Matrix.of([[sum(a * x[i] * y[j] for a, x, y in terms) for j in width] for i in (0, 1)])
    return transposed(found) if rng.random() < 0.5 else found
