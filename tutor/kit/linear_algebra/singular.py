"""Singular value decompositions, and the sums of their largest terms.

They start from either product of the matrix and its transpose.  Its unit eigenvectors are
the singular vectors on one side, and the matrix gives their partners on the other.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple

import sympy as sp
from sympy import Basic, Expr, Integer, Symbol, Tuple

from tutor.core.claims import Basis, Defines, Equal, Factored
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    MatrixProduct,
    MatrixSum,
    NullSpace,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.null_space import special_solutions, whole
from tutor.kit.linear_algebra.orthogonal import Unit, normalise, subtract_in_turn
from tutor.kit.linear_algebra.products import applied, columns_matrix, multiplied, transposed
from tutor.kit.linear_algebra.symmetric import Axis, find_axes, turned
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import divided

U, V = Symbol("U"), Symbol("V")
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


def find_decomposition(A: Matrix, from_left: bool) -> Generator[Step, None, Decomposition]:
    """By the eigenvectors of A A^T (from the left) or A^T A, whose values have a short form.

    Of each pair the vector on the side of the smaller product, on the right for a square
    matrix, has a positive first component other than zero.
    """
    G = yield from multiply(A, from_left)
    axes = yield from find_axes(G, sign_from(A, from_left))
    tall = transposed(A) if from_left else A
    values: list[Expr] = []
    others: list[Tuple] = []
    for k, axis in enumerate(axes, start=1):
        if axis.eigenvalue != 0:
            value, other = yield from find_partner(A, axis, k, from_left)
            values.append(value)
            others.append(other)
    if len(others) < tall.shape[0]:
        found = yield from complete_basis(A, from_left, len(axes) + 1)
        others += [unit.value for unit in found]
    mine = [axis.direction for axis in axes]
    left, right = (mine, others) if from_left else (others, mine)
    yield from write_sides(left, right)
    return Decomposition(columns_matrix(left), tuple(values), columns_matrix(right))


def write_sides(left: Sequence[Tuple], right: Sequence[Tuple]) -> Generator[Step, None, None]:
    """Make the singular vectors of each side the columns of a matrix."""
    yield step("name_left", Defines(U, Columns(*left)), Equal(U, columns_matrix(left)))
    yield step("name_right", Defines(V, Columns(*right)))
    yield step("write_right", Equal(Transpose(V), transposed(columns_matrix(right))))


def multiply(A: Matrix, from_left: bool) -> Generator[Step, None, Matrix]:
    """The product of the matrix and its transpose, or of the transpose and the matrix."""
    G = multiplied(A, transposed(A)) if from_left else multiplied(transposed(A), A)
    product = MatrixProduct(A, Transpose(A)) if from_left else MatrixProduct(Transpose(A), A)
    rule = "multiply_by_transpose" if from_left else "multiply_transpose"
    yield step(rule, Equal(product, G))
    return G


def is_wide(A: Matrix) -> bool:
    return A.shape[0] < A.shape[1]


def has_different_values(A: Matrix) -> bool:
    """Whether no singular value occurs twice, but for 0."""
    G = multiplied(A, transposed(A)) if is_wide(A) else multiplied(transposed(A), A)
    x = Symbol("x")
    factors = sp.Poly(sp.Matrix(G.entries()).charpoly(x).as_expr(), x).sqf_list()[1]
    return all(often == 1 or factor.as_expr() == x for factor, often in factors)


def sign_from(A: Matrix, from_left: bool, side: str = "") -> Matrix | None:
    """The matrix to the other side, if the sign of a pair is chosen there, and not where it starts.

    The side is `left` or `right`; if none is given, that of the smaller product.
    """
    chosen_left = is_wide(A) if not side else side == "left"
    if from_left == chosen_left:
        return None
    return transposed(A) if from_left else A


def find_partner(
    A: Matrix, axis: Axis, k: int, from_left: bool
) -> Generator[Step, None, tuple[Expr, Tuple]]:
    """The k-th singular value and the singular vector on the other side."""
    sigma, partner = Symbol(f"sigma{k}"), Symbol(f"p{k}")
    written = sp.Pow(axis.eigenvalue, sp.Rational(1, 2), evaluate=False)
    value = sp.expand(tidied(sp.sqrt(axis.eigenvalue)))
    yield step("take_singular_value", Defines(sigma, written))
    yield step("work_out_singular_value", Equal(sigma, value))
    image = applied(transposed(A) if from_left else A, axis.direction)
    other = Tuple(*(sp.expand(tidied(e / value)) for e in image))
    mapped = MatrixProduct(Transpose(A) if from_left else A, axis.name)
    yield step("map_singular_vector", Equal(mapped, image))
    scaled = ScalarMultiple(divided(Integer(1), sigma), mapped)
    yield step("divide_by_singular_value", Defines(partner, scaled))
    yield step("work_out_partner", Equal(partner, other))
    return value, other


def complete_basis(
    A: Matrix, from_left: bool, first: int
) -> Generator[Step, None, tuple[Unit, ...]]:
    """Unit vectors on the other side that complete the partners, numbered from `first`."""
    B = A if from_left else transposed(A)
    if not from_left:
        yield step("write_transpose", Equal(Transpose(A), B))
    work, reduced = collect(gauss_jordan(B))
    vectors = tuple(turned(whole(v)) for v in special_solutions(reduced.matrix, reduced.pivots))
    read = step("read_missing_vectors", Basis(NullSpace(reduced.matrix), Tuple(*vectors)))
    yield step("find_null_space", Basis(NullSpace(B), Tuple(*vectors)), substeps=(*work, read))
    more, directions = collect(subtract_in_turn(vectors, first))
    last, units = collect(normalise(directions, first))
    found = Tuple(*(unit.value for unit in units))
    yield step("complete_basis", Basis(NullSpace(B), found), substeps=(*more, *last))
    return units


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


def rest(A: Matrix, value: Basic) -> MatrixSum:
    return MatrixSum(A, ScalarMultiple(Integer(-1), value))
