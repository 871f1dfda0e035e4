"""Random mathematical objects that are pleasant to work with by hand."""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Eq, Integer, Symbol, Tuple

from tutor.core.matrix import Matrix


def nonzero(rng: Random, span: int) -> int:
    """A whole number from -span to span, not zero."""
    return rng.choice([-1, 1]) * rng.randint(1, span)


def square_matrix(
    rng: Random, size: int, *, singular: bool = False, largest_pivot: int = 3
) -> Matrix:
    """A matrix with small whole entries that row reduction keeps whole.

    It is made backwards, as a unit lower triangular matrix times an upper
    triangular one, so the multipliers and the pivots are small; sometimes two
    rows are then exchanged.  With pivots 1 and -1 its inverse is whole as well.
    """
    pivots = [nonzero(rng, largest_pivot) for _ in range(size)]
    if singular:
        pivots[-1] = 0
    upper = [
        [pivots[i] if i == j else rng.randint(-3, 3) * (j > i) for j in range(size)]
        for i in range(size)
    ]
    lower = [
        [1 if i == j else rng.randint(-2, 2) * (j < i) for j in range(size)] for i in range(size)
    ]
    table = [
        [sum(lower[i][k] * upper[k][j] for k in range(size)) for j in range(size)]
        for i in range(size)
    ]
    if rng.random() < 0.3:
        table[0], table[1] = table[1], table[0]
    return Matrix.of(table)


def matrix_of_rank(rng: Random, height: int, width: int, rank: int) -> Matrix:
    """A matrix of this rank with small whole entries; all ways of row reduction keep it whole.

    It is made backwards from its reduced form: that is multiplied by a unit upper triangular
    matrix, then its rows by their pivots, then all by a unit lower triangular matrix.
    """
    columns = sorted(rng.sample(range(width), rank))
    reduced = [
        [int(j == c) if j in columns else rng.randint(-3, 3) * (j > c) for j in range(width)]
        for c in columns
    ]
    for i in range(rank):
        for k in range(i + 1, rank):
            factor = rng.randint(-2, 2)
            reduced[i] = [p + factor * q for p, q in zip(reduced[i], reduced[k], strict=True)]
    pivots = [rng.choice((1, 1, -1, 2)) for _ in range(rank)]
    echelon = [[p * e for e in line] for p, line in zip(pivots, reduced, strict=True)]
    table = []
    for i in range(height):
        line = list(echelon[i]) if i < rank else [0] * width
        for k in range(min(i, rank)):
            factor = rng.randint(-2, 2)
            line = [p + factor * q for p, q in zip(line, echelon[k], strict=True)]
        table.append(line)
    return Matrix.of(table)


def vectors_with_letter(rng: Random) -> Tuple:
    """Two vectors (k, m) and (n, k - s) that are dependent for two whole values of k."""
    k, p, q = Symbol("k"), nonzero(rng, 4), nonzero(rng, 4)
    m = rng.choice([d for d in range(1, 5) if p * q % d == 0])
    return Tuple(Tuple(k, Integer(m)), Tuple(Integer(-p * q // m), k - p - q))


def matrix_with_letter(rng: Random) -> Matrix:
    """A matrix of three rows whose rank is smaller for two whole values of k, or for one with it."""
    first, second = ([*vector] for vector in vectors_with_letter(rng))
    a, b = nonzero(rng, 2), rng.randint(-2, 2)
    third = [a * x + b * y for x, y in zip(first, second, strict=True)]
    lines = [[*line, Integer(0)] for line in (first, second)]
    lines.append([*third, Integer(nonzero(rng, 3)) if rng.random() < 0.5 else Integer(0)])
    return Matrix.of(lines)


def system_with_letter(rng: Random) -> dict[str, Any]:
    """Two equations k x + m y = b, n x + (k - s) y = c that are singular for two whole values of k."""
    (k, m), (n, other) = vectors_with_letter(rng)
    x, y, right = Symbol("x"), Symbol("y"), Integer(rng.randint(1, 4))
    equations = (
        Eq(k * x + m * y, right, evaluate=False),
        Eq(n * x + other * y, right * rng.choice((1, -1, 2)), evaluate=False),
    )
    return {"system": Tuple(*equations), "parameter": Tuple(k)}


def linear_system(rng: Random, size: int, kind: str) -> dict[str, Any]:
    """A system of `size` equations, made backwards from a whole solution.

    `kind` is `unique`, `none` or `infinite`; the last two make the last row
    of the coefficients depend on the others, or the first one if it is zero.
    """
    matrix = square_matrix(rng, size, singular=kind != "unique")
    solution = [rng.randint(-4, 4) for _ in range(size)]
    names = "xyz"[:size] if size <= 3 else [f"x{k}" for k in range(1, size + 1)]
    unknowns = Tuple(*map(Symbol, names))
    rights = [
        sum((a * s for a, s in zip(line, solution, strict=True)), Integer(0))
        for line in matrix.entries()
    ]
    if kind == "none":
        dependent = -1 if any(matrix.row(1)) else 0  # a row of zeros that was brought to the top
        rights[dependent] += nonzero(rng, 5)
    equations = (
        Eq(sum((a * u for a, u in zip(line, unknowns, strict=True)), Integer(0)), b, evaluate=False)
        for line, b in zip(matrix.entries(), rights, strict=True)
    )
    return {"system": Tuple(*equations), "unknowns": unknowns}
