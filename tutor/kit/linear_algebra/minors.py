"""Minors: determinants of what is left when rows and columns are crossed out.

The rank is the order of the largest minor that is not zero.  If a minor of
order r is not zero, and every minor of order r + 1 around it is, then all
minors of that order are zero (Kronecker).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from sympy import Expr

from tutor.core.claims import Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.dependence import combinations
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.expansion import diagonal_products, simplify

Lines = list[int]


def largest_minor(A: Matrix) -> tuple[Lines, Lines]:
    """The rows and columns, from 1, of a largest minor that is not zero; some entry must not be."""
    independent, _ = combinations(A.entries())
    _, echelon = collect(gauss(Matrix.of([A.row(k + 1) for k in independent])))
    return [k + 1 for k in independent], list(echelon.pivots)


def bordered(A: Matrix, rows: Lines, columns: Lines) -> Iterator[tuple[Lines, Lines]]:
    """The rows and columns of every minor with one row and one column more."""
    height, width = A.shape
    for i in range(1, height + 1):
        for j in range(1, width + 1):
            if i not in rows and j not in columns:
                yield sorted([*rows, i]), sorted([*columns, j])


def work_out_minor(minor: Matrix) -> Generator[Step, None, Expr]:
    """The value of a determinant of two or three rows, along its diagonals; one entry says it itself."""
    if minor.shape[0] == 1:
        return minor[1, 1]
    products = diagonal_products(minor)
    rule = "multiply_diagonals" if minor.shape[0] == 2 else "multiply_wrapped_diagonals"
    yield step(rule, Equal(Det(minor), products))
    return (yield from simplify(products))
