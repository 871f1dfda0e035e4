"""Matrices that are made backwards from their eigenvalues, with small whole entries."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from sympy import Integer, Rational, cos, sin, symbols

from tutor.core.matrix import Matrix
from tutor.core.named_map import NamedMap

LARGEST_ENTRY = 9
WITH_LETTERS = 0.25  # of the problems of level 2
Table = list[list[int]]


def similar(rng: Random, blocks: Sequence[Sequence[int]]) -> Matrix:
    """A matrix similar to this one: some rows are added to others, and the columns back.

    Adding c times row j to row i and subtracting c times column i from column j
    is a change of basis, so the eigenvalues stay.
    """
    size = len(blocks)
    table = [list(row) for row in blocks]
    for _ in range(20 * size):
        i, j = rng.sample(range(size), 2)
        c = rng.choice((-1, 1))
        trial = [row[:] for row in table]
        trial[i] = [a + c * b for a, b in zip(trial[i], trial[j], strict=True)]
        for row in trial:
            row[j] -= c * row[i]
        if max(abs(e) for row in trial for e in row) <= LARGEST_ENTRY:
            table = trial
        if all(sum(e != 0 for e in row) >= 2 for row in table) and rng.random() < 0.5:
            break
    return Matrix.of(table)


def diagonal(values: Sequence[int]) -> Table:
    return [[v if i == j else 0 for j in range(len(values))] for i, v in enumerate(values)]


def jordan(value: int, others: Sequence[int]) -> Table:
    """A block of two rows with one eigenvector, and other eigenvalues."""
    table = diagonal([value, value, *others])
    table[0][1] = 1
    return table


def turning(real: int, imaginary: int, others: Sequence[int] = ()) -> Table:
    """A block with the eigenvalues real + i imaginary and its conjugate, and other eigenvalues."""
    table = diagonal([real, real, *others])
    table[0][1], table[1][0] = -imaginary, imaginary
    return table


def distinct(rng: Random, count: int, reach: int) -> list[int]:
    """Different whole numbers from -reach to reach."""
    return rng.sample(range(-reach, reach + 1), count)


# Perpendicular whole vectors, whose lengths are whole or the root of a small number.
PLANE = (((1, 1), (-1, 1)), ((2, 1), (-1, 2)), ((3, 1), (-1, 3)), ((4, 3), (-3, 4)))
SPACE = (((1, 2, 2), (2, 1, -2), (2, -2, 1)), ((1, 1, 0), (1, -1, 0), (0, 0, 1)))
MOST_TRIED = 60


def symmetric(rng: Random, level: int, definite: bool = False) -> Matrix:
    """A symmetric matrix of whole entries, as a sum of multiples of u u^T / u^T u.

    Level 1 has perpendicular vectors of equal components, level 2 others, level 3 three of them.
    """
    vectors = (
        SPACE[rng.randrange(2)] if level == 3 else PLANE[0 if level == 1 else rng.randrange(1, 4)]
    )
    size = len(vectors)
    lengths = [sum(e * e for e in u) for u in vectors]
    for _ in range(MOST_TRIED):
        low = 1 if definite else -4
        values = [rng.randint(low, 6 + 3 * level) for _ in range(size)]
        table = [
            [
                sum(
                    (
                        Rational(x * u[i] * u[j], n)
                        for x, u, n in zip(values, vectors, lengths, strict=True)
                    ),
                    Integer(0),
                )
                for j in range(size)
            ]
            for i in range(size)
        ]
        if len(set(values)) > 1 and all(e.is_Integer for line in table for e in line):
            return Matrix.of(table)
    return Matrix.of(diagonal([rng.randint(1, 9) for _ in range(size)]))


def with_letters(rng: Random) -> Matrix:
    """Two rows with letters: symmetric with equal diagonal, triangular, or a turn."""
    a, b, t = symbols("a b t")
    number = Integer(rng.randint(1, 5))
    kinds = (
        [[a, b], [b, a]],
        [[a, number], [Integer(0), b]],
        [[a, number], [number, a]],
        [[cos(t), -sin(t)], [sin(t), cos(t)]],
    )
    return Matrix.of([*rng.choice(kinds)])


def problem(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 is diagonalisable; others repeat a value, turn, are defective, have letters, or are maps by name."""
    values = distinct(rng, 3, 2 + level)
    if level == 1:
        return {"A": similar(rng, diagonal(values[:2]))}
    if level == 2 and rng.random() < WITH_LETTERS:
        return {"A": with_letters(rng)}
    kind = rng.choice(("diagonal", "jordan", "turning", "repeated"))
    if kind == "turning":
        others = values[1:2] if level == 3 else []
        return {"A": similar(rng, turning(values[0], rng.randint(1, 3), others))}
    if level == 2:
        if kind == "repeated":  # which takes three numbers; here a projection or a reflection
            if rng.random() < 0.5:
                name = rng.choice(("reflection", "projection"))
                line = Integer(rng.randint(1, 3)), Integer(rng.randint(0, 3))
                return {"map": (str(NamedMap(name, line)),)}
            values = [1, rng.choice((0, -1))]
        table = jordan(values[0], []) if kind == "jordan" else diagonal(values[:2])
        return {"A": similar(rng, table)}
    if kind == "jordan":
        return {"A": similar(rng, jordan(values[0], values[1:2]))}
    if kind == "repeated":
        values[1] = values[0]
    return {"A": similar(rng, diagonal(values))}
