"""The four subspaces of a matrix, each with a basis.

Elimination gives the special solutions, which are a basis of the null space; of the transposed
matrix they are one of the left null space.  The singular vectors of a matrix give an orthonormal basis
of each subspace: those of the singular value 0 are sent to zero.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from sympy import Integer, Tuple

from tutor.core.claims import Basis, Compared, Equal, RowReduced
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    ColumnSpace,
    Dimension,
    NullSpace,
    Rank,
    RowSpace,
    Space,
    Transpose,
)
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.null_space import special_solutions
from tutor.kit.linear_algebra.singular_spaces import find_singular_vectors
from tutor.kit.unevaluated import added


class Spaces(NamedTuple):
    """A basis of each of the four subspaces."""

    null: Tuple
    column: Tuple
    row: Tuple
    left: Tuple


def find_null_space(A: Matrix, space: Space) -> Generator[Step, None, tuple[Matrix, Tuple, Tuple]]:
    """Reduce A and read its null space off, which is `space`: reduced form, pivots, basis."""
    reduced = yield from gauss_jordan(A)
    R, pivots = reduced.matrix, Tuple(*map(Integer, reduced.pivots))
    yield step("reach_reduced_form", RowReduced(A, R, pivots))
    null = Tuple(*special_solutions(R, reduced.pivots))
    rule = "write_special_solutions" if null.args else "find_no_free_column"
    yield step(rule, Basis(space, null), Basis(NullSpace(R), null))
    return R, pivots, null


def find_left_null_space(A: Matrix) -> Generator[Step, None, Tuple]:
    """A basis of the vectors that the transposed matrix sends to zero."""
    transposed = Matrix.of([list(column) for column in zip(*A.entries(), strict=True)])
    yield step("transpose", Equal(Transpose(A), transposed))
    _, _, left = yield from find_null_space(transposed, NullSpace(Transpose(A)))
    return left


def from_singular_vectors(A: Matrix) -> Generator[Step, None, Spaces]:
    """Orthonormal bases of all four, from the singular vectors."""
    width = Integer(A.shape[1])
    found = yield from find_singular_vectors(A)
    spaces = Spaces(
        *(
            Tuple(*vectors)
            for vectors in (found.right_of_zero, found.left, found.right, found.left_of_zero)
        )
    )
    yield step("take_right_of_zero", Basis(NullSpace(A), spaces.null))
    yield step("take_right_vectors", Basis(RowSpace(A), spaces.row))
    yield step("take_left_vectors", Basis(ColumnSpace(A), spaces.column))
    yield step("take_left_of_zero", Basis(NullSpace(Transpose(A)), spaces.left))
    rank = Integer(len(spaces.row))
    yield step("count_singular_values", Equal(Rank(A), rank))
    yield step("count_zeros", Equal(Dimension(NullSpace(A)), width - rank))
    yield step("check_dimensions", Compared(added(rank, width - rank), "=", width))
    return spaces
