"""A basis of a null space, read off a reduced row echelon form.

Each column without a pivot gives one special solution: its own unknown is 1,
the other free unknowns are 0, and each unknown of a pivot is minus the entry
in the pivot's row.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from sympy import Expr, Integer, Tuple

from tutor.core.matrix import Matrix


def free_columns(reduced: Matrix, pivots: Sequence[int]) -> tuple[int, ...]:
    """The columns without a pivot, from 1, left of an augmentation bar."""
    width = reduced.shape[1] - reduced.bar
    return tuple(j for j in range(1, width + 1) if j not in pivots)


def special_solutions(reduced: Matrix, pivots: Sequence[int]) -> tuple[Tuple, ...]:
    """One solution of R x = 0 for each free column, in order; none if all columns have pivots.

    `reduced` is a reduced row echelon form and `pivots` its pivot columns, from 1.
    """
    width = reduced.shape[1] - reduced.bar
    found = []
    for free in free_columns(reduced, pivots):
        entries: list[Expr] = [Integer(0)] * width
        entries[free - 1] = Integer(1)
        for row, column in enumerate(pivots, start=1):
            entries[column - 1] = -reduced[row, free]
        found.append(Tuple(*entries))
    return tuple(found)


def whole(vector: Tuple) -> Tuple:
    """The shortest multiple of a rational vector with whole components; others as they are."""
    if not all(e.is_Rational for e in vector.args) or not any(vector.args):
        return vector
    row = Matrix.of([vector.args]).rows[0].reduced()
    shared = gcd(*map(int, row.numbers))
    return Tuple(*(Integer(n // shared) for n in row.numbers))
