"""Vectors that are combinations of the vectors before them.

The vectors are written as the columns of a matrix.  In its reduced form each
column without a pivot tells by which multiples of the pivot columns it is made.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Basic, Expr, Symbol, Tuple

from tutor.core.claims import Basis, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixSum, RowSpace, ScalarMultiple, Span
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.elimination import gauss_jordan

MOST_NAMED = 6  # rows that get a name and are written as combinations
Shares = dict[int, Expr]  # the multiple of each vector, numbered from 0


def combinations(vectors: Sequence[Sequence[Expr]]) -> tuple[list[int], dict[int, Shares]]:
    """The vectors, from 0, that are no combination of those before them, and the shares of the others."""
    table = Matrix.of([list(line) for line in zip(*vectors, strict=True)])
    _, reduced = collect(gauss_jordan(table))
    independent = [p - 1 for p in reduced.pivots]
    others = {
        j: {
            p: reduced.matrix[row, j + 1]
            for row, p in enumerate(independent, start=1)
            if reduced.matrix[row, j + 1] != 0
        }
        for j in range(len(vectors))
        if j not in independent
    }
    return independent, others


def combined(shares: Shares, vectors: Sequence[Basic]) -> Basic:
    """The sum of these multiples of the vectors, at least one, written and not worked out."""
    terms = [vectors[k] if c == 1 else ScalarMultiple(c, vectors[k]) for k, c in shares.items()]
    return MatrixSum(*terms) if len(terms) > 1 else terms[0]


def independent_rows(A: Matrix) -> Basis:
    """The claim that the rows which are no combination of rows above them span all rows."""
    independent, _ = combinations(A.entries())
    rows = _written(A)
    return Basis(RowSpace(A), Tuple(*(rows[k] for k in independent)))


def find_independent_rows(A: Matrix) -> Generator[Step, None, None]:
    """Say which rows are independent, and how the others are made of them, but for rows of zeros.

    The rows of a small matrix are called r1, r2, ... for this.
    """
    claims, parts = [independent_rows(A)], []
    if len(A.rows) <= MOST_NAMED:
        names = _written(A)
        for name, line in zip(names, A.entries(), strict=True):
            yield step("name_row", Defines(name, Tuple(*line)))
        claims.append(Basis(Span(*names), claims[0].vectors))
        parts = [
            step("combine_rows", Equal(names[k], combined(shares, names)))
            for k, shares in combinations(A.entries())[1].items()
            if shares
        ]
    yield step("find_independent_rows", *claims, substeps=parts)


def _written(A: Matrix) -> list[Basic]:
    """The names of the rows of a small matrix, or the rows."""
    if len(A.rows) <= MOST_NAMED:
        return [Symbol(f"r{k}") for k in range(1, len(A.rows) + 1)]
    return [Tuple(*line) for line in A.entries()]
