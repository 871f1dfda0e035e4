"""Elementary row operations on exact matrices; rows are numbered from 1."""

from __future__ import annotations

from math import gcd
from typing import Any

from sympy import Expr
from sympy.polys.domains import ZZ

from tutor.core.matrix import Matrix, Row


def beside_identity(matrix: Matrix) -> Matrix:
    """The augmented matrix [A | I], with a square I as high as the matrix."""
    height = len(matrix.rows)
    lines = (
        [*line, *(int(i == j) for j in range(height))] for i, line in enumerate(matrix.entries())
    )
    return Matrix.of(list(lines), bar=height)


def right_of_bar(matrix: Matrix) -> Matrix:
    """The columns behind the augmentation bar."""
    return Matrix.of([line[-matrix.bar :] for line in matrix.entries()])


def swap(matrix: Matrix, i: int, j: int) -> Matrix:
    """The matrix with rows i and j exchanged."""
    return matrix.with_swapped(i, j)


def scale(matrix: Matrix, i: int, factor: Expr) -> Matrix:
    """The matrix with row i multiplied by `factor`, a number of its domain."""
    row = matrix.rows[i - 1]
    p, q = parts(matrix, factor)
    scaled = Row(tuple(p * n for n in row.numbers), q * row.over)
    return matrix.with_row(i, scaled.reduced() if matrix.domain is ZZ else scaled)


def add(matrix: Matrix, target: int, source: int, factor: Expr) -> Matrix:
    """The matrix with `factor` times row `source` added to row `target`."""
    return matrix.with_row(target, sum_of_rows(matrix, target, source, factor))


def sum_of_rows(matrix: Matrix, target: int, source: int, factor: Expr) -> Row:
    """Row `target` plus `factor` times row `source`."""
    old, other = matrix.rows[target - 1], matrix.rows[source - 1]
    pairs = zip(old.numbers, other.numbers, strict=True)
    p, q = parts(matrix, factor)
    if matrix.domain is ZZ:
        left, right = q * other.over, p * old.over
        numbers = tuple(left * t + right * s for t, s in pairs)
        return Row(numbers, q * other.over * old.over).reduced()
    return Row(tuple(t + p * s for t, s in pairs), old.over)


def parts(matrix: Matrix, factor: Expr) -> tuple[Any, Any]:
    """A number of the matrix's domain as numerator and denominator, as its rows hold them."""
    if matrix.domain is ZZ:
        return int(factor.p), int(factor.q)
    return matrix.domain.from_sympy(factor), matrix.domain.one


def clearing_factor(matrix: Matrix, target: int, source: int, column: int) -> Expr:
    """The multiple of row `source` that, added to row `target`, makes its entry in `column` zero."""
    t, s = matrix.rows[target - 1], matrix.rows[source - 1]
    above, below = -t.numbers[column - 1] * s.over, t.over * s.numbers[column - 1]
    if matrix.domain is ZZ:
        common = gcd(above, below)
        above, below = above // common, below // common
        return matrix.number(-above if below < 0 else above, abs(below))
    return matrix.number(above, below)
