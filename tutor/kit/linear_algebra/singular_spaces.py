"""The four subspaces of a matrix from its singular vectors.

A sends the right singular vector of a singular value s to s times the left one.  So the
right vectors with s = 0 are a basis of the null space and the others one of the row space;
the left vectors split in the same way into the column space and the left null space.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from sympy import Basic, Poly, Symbol
from sympy import Matrix as Dense

from tutor.core.matrix import Matrix
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.decimals import rounded_vector
from tutor.kit.linear_algebra.named_axes import find_named_axes
from tutor.kit.linear_algebra.named_singular import find_named_partner, has_plain_decomposition
from tutor.kit.linear_algebra.products import multiplied, transposed
from tutor.kit.linear_algebra.singular import (
    complete_basis,
    find_partner,
    multiply,
)
from tutor.kit.linear_algebra.symmetric import find_axes

LARGEST = 4  # rows and columns

Vectors = tuple[Basic, ...]
Sides = tuple[Vectors, Vectors, Vectors]  # right, right of zero, left


class SingularVectors(NamedTuple):
    """Orthonormal vectors on both sides, those of singular values other than zero apart."""

    right: Vectors
    right_of_zero: Vectors
    left: Vectors
    left_of_zero: Vectors


def has_singular_vectors(A: Matrix) -> bool:
    """Whether they are short: the eigenvalues of A^T A are rational, or simple with one square root."""
    if not A.is_rational or max(A.shape) > LARGEST:
        return False
    G = multiplied(transposed(A), A)
    unknown = Symbol("x")
    factors = Poly(Dense(G.entries()).charpoly(unknown).as_expr(), unknown).factor_list()[1]
    return all(
        factor.degree() == 1 or (factor.degree(), often) == (2, 1) for factor, often in factors
    )


def find_singular_vectors(A: Matrix) -> Generator[Step, None, SingularVectors]:
    """By the eigenvectors of A^T A; vectors that would be roots inside roots are given by name."""
    G = yield from multiply(A, from_left=False)
    steps = _exactly(A, G) if has_plain_decomposition(A) else _with_names(A, G)
    right, zero, left = yield from steps
    left_of_zero: Vectors = ()
    if len(left) < A.shape[0]:
        units = yield from complete_basis(A, from_left=False, first=A.shape[1] + 1)
        left_of_zero = tuple(unit.value for unit in units)
    return SingularVectors(right, zero, left, left_of_zero)


def _exactly(A: Matrix, G: Matrix) -> Generator[Step, None, Sides]:
    axes = yield from find_axes(G)
    left = []
    for k, axis in enumerate(axes, start=1):
        if axis.eigenvalue:
            left.append((yield from find_partner(A, axis, k, from_left=False))[1])
    right = tuple(axis.direction for axis in axes)
    return right[: len(left)], right[len(left) :], tuple(left)


def _with_names(A: Matrix, G: Matrix) -> Generator[Step, None, Sides]:
    axes = yield from find_named_axes(G)
    left = []
    for k, axis in enumerate(axes, start=1):
        if axis.exact is None:
            yield step("round_singular_vector", rounded_vector(axis.name, axis.decimals))
        if axis.eigenvalue:
            found = yield from find_named_partner(A, axis, k, from_left=False)
            yield step("round_singular_vector", rounded_vector(found.partner, found.decimals))
            left.append(found.partner)
    right = tuple(axis.exact or axis.name for axis in axes)
    return right[: len(left)], right[len(left) :], tuple(left)
