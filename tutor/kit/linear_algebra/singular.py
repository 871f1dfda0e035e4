"""Singular value decompositions, and the sums of their largest terms."""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integer, Tuple

from tutor.core.claims import Basis, Factored
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, MatrixSum, NullSpace, ScalarMultiple
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.null_space import special_solutions, whole
from tutor.kit.linear_algebra.orthogonal import normalise, subtract_in_turn
from tutor.kit.linear_algebra.products import transposed
from tutor.kit.real_roots import tidied

KINDS = ("orthogonal", "singular values", "orthogonal")


class Decomposition(NamedTuple):
    """Left and right singular vectors as columns, and the singular values that are not zero."""

    left: Matrix
    values: tuple[Expr, ...]
    right: Matrix


def factors(A: Matrix, found: Decomposition) -> Factored:
    """The claim that A is U S V^T."""
    rows, columns = A.shape
    values = found.values
    middle = [
        [values[i] if i == j and i < len(values) else Integer(0) for j in range(columns)]
        for i in range(rows)
    ]
    return Factored(A, Tuple(found.left, Matrix.of(middle), transposed(found.right)), KINDS)


def complete_basis(B: Matrix, first: int) -> Generator[Step, None, list[Tuple]]:
    """Unit vectors that are orthogonal to all rows of B, numbered from `first`."""
    work, reduced = collect(gauss_jordan(B))
    vectors = tuple(map(whole, special_solutions(reduced.matrix, reduced.pivots)))
    read = step("read_missing_vectors", Basis(NullSpace(reduced.matrix), Tuple(*vectors)))
    yield step("find_null_space", Basis(NullSpace(B), Tuple(*vectors)), substeps=(*work, read))
    more, directions = collect(subtract_in_turn(vectors, first))
    last, units = collect(normalise(directions, first))
    found = [unit.value for unit in units]
    yield step("complete_basis", Basis(NullSpace(B), Tuple(*found)), substeps=(*more, *last))
    return found


def terms(found: Decomposition, k: int) -> MatrixSum | ScalarMultiple:
    """The sum of sigma u v^T over the k largest singular values, as written."""
    written = [
        ScalarMultiple(
            found.values[i],
            MatrixProduct(
                Matrix.of([[e] for e in found.left.column(i + 1)]),
                Matrix.of([found.right.column(i + 1)]),
            ),
        )
        for i in range(k)
    ]
    return MatrixSum(*written) if k > 1 else written[0]


def low_rank(found: Decomposition, k: int) -> Matrix:
    """The value of that sum."""
    left, values, right = found

    def entry(i: int, j: int) -> Expr:
        return tidied(
            sum((values[n] * left[i, n + 1] * right[j, n + 1] for n in range(k)), Integer(0))
        )

    height, width = left.shape[0], right.shape[0]
    return Matrix.of([[entry(i, j) for j in range(1, width + 1)] for i in range(1, height + 1)])


def error(found: Decomposition, k: int) -> Expr:
    """The root of the sum of the squares of the singular values that are left out."""
    return sp.expand(tidied(sp.sqrt(tidied(sum((v * v for v in found.values[k:]), Integer(0))))))


def rest(A: Matrix, value: Matrix) -> MatrixSum:
    return MatrixSum(A, ScalarMultiple(Integer(-1), value))
