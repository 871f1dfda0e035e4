"""Orthogonal diagonalisation of a symmetric matrix: A = Q D Q^T.

A real symmetric matrix has real eigenvalues, and eigenvectors for different ones
are perpendicular.  Inside an eigenspace of several dimensions Gram-Schmidt makes
them so.  Divided by their lengths they are the columns of Q, whose inverse is Q^T.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import combinations
from random import Random
from typing import Any

from sympy import Expr, Integer, Tuple

from tutor.core.claims import Claim, Compared, Equal, Factored
from tutor.core.errors import OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    Dot,
    Identity,
    MatrixProduct,
    Transpose,
)
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.linear_algebra import nice_eigenvalues as nice
from tutor.kit.linear_algebra import pictures_of_eigenvalues as pictures
from tutor.kit.linear_algebra.diagonal import (
    eigenpairs,
    find_eigenpairs,
    require_diagonalizable,
)
from tutor.kit.linear_algebra.products import columns_matrix, transposed
from tutor.kit.linear_algebra.unit_eigenvectors import (
    divide_by_length,
    length_of,
    make_perpendicular,
)

KINDS = ("orthogonal", "diagonal", "orthogonal")

Factors = tuple[Matrix, Matrix]


def unit_eigenvectors(problem: Problem) -> Generator[Step, None, Factors]:
    A = problem.A
    yield step("see_symmetry", Equal(Transpose(A), A))
    found = yield from find_eigenpairs(A)
    directions: list[tuple[Expr, Tuple]] = []
    for eigen in found:
        kept: list[Tuple] = []
        for vector in eigen.vectors:
            kept.append((yield from make_perpendicular(vector, kept)))
        directions += [(eigen.value, v) for v in kept]
    for (x, u), (y, v) in combinations(directions, 2):
        if x != y:
            yield step("see_right_angle", Compared(Dot(u, v), "=", Integer(0)))
    units = []
    for _, vector in directions:
        units.append((yield from divide_by_length(vector)))
    Q = columns_matrix(units)
    yield step("put_units_into_columns", Equal(Columns(*units), Q))
    size = range(len(directions))
    D = Matrix.of([[directions[i][0] if i == j else 0 for j in size] for i in size])
    check = step("check_columns", Equal(MatrixProduct(Transpose(Q), Q), Identity(len(size))))
    yield step("write_orthogonal_factors", _factored(A, Q, D), substeps=(check,))
    return Q, D


def _factored(A: Matrix, Q: Matrix, D: Matrix) -> Factored:
    return Factored(A, Tuple(Q, D, Transpose(Q)), KINDS)


def complete(problem: Problem) -> dict[str, Any]:
    A = problem.A
    if transposed(A) != A:
        i, j = next(
            (i, j) for i, j in combinations(range(1, A.shape[0] + 1), 2) if A[i, j] != A[j, i]
        )
        raise Undefined(
            "not-symmetric",
            f"The matrix is not symmetric: the entry in row {i}, column {j} is {A[i, j]} and the "
            f"one in row {j}, column {i} is {A[j, i]}. Only symmetric matrices have perpendicular "
            "eigenvectors that fill the space.",
            fix="Check the entries, or ask to diagonalise the matrix.",
        )
    require_diagonalizable(A)
    if any(not (length_of(v) ** 2).is_Rational for e in eigenpairs(A) for v in e.vectors):
        raise OverLimit(
            "nested-roots",
            "The lengths of the eigenvectors are roots of irrational numbers, and Q would be full "
            "of roots inside roots.",
            fix="Ask to diagonalise the matrix: P needs no unit vectors.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"A": nice.symmetric(rng, level)}


def goals(problem: Problem, found: Factors) -> tuple[tuple[str, Claim], ...]:
    return (("factors", _factored(problem.A, *found)),)


def figures(problem: Problem, found: Factors) -> tuple[Figure, ...]:
    A, (Q, D) = problem.A, found
    if A.shape != (2, 2):
        return ()
    marks = pictures.directions(A, [Tuple(*Q.column(j)) for j in (1, 2)])
    return (Figure("axes", _factored(A, Q, D), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.orthogonal_diagonalization",
    covers=("linalg.diagonalize",),
    inputs=(
        MatrixInput(
            name="A",
            about="a symmetric matrix",
            example="[2 1; 1 2]",
            square=True,
            largest=3,
        ),
    ),
    phrases=(
        "orthogonally {diagonalise|diagonalize} [the [symmetric] matrix] {A}",
        "[find] [the] orthogonal {diagonalisation|diagonalization} [of] {A}",
        "[find] [the] spectral decomposition [of] {A}",
        "[find] [the] matrices Q and D with A = Q D Q^T [for|of] {A}",
    ),
    methods={"unit_eigenvectors": unit_eigenvectors},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
