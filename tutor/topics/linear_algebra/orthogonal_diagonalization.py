"""Orthogonal diagonalisation of a symmetric matrix: A = Q D Q^T.

A real symmetric matrix has real eigenvalues, and eigenvectors for different ones
are perpendicular.  Inside an eigenspace of several dimensions Gram-Schmidt makes
them so.  Divided by their lengths they are the columns of Q, whose inverse is Q^T.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import combinations
from random import Random
from typing import Any, NamedTuple

from sympy import Basic, CRootOf, Expr, Integer, Symbol, Tuple

from tutor.core.claims import Approximates, Claim, Compared, Defines, Equal, Factored
from tutor.core.errors import Undefined
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
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import nice_eigenvalues as nice
from tutor.kit.linear_algebra import pictures_of_eigenvalues as pictures
from tutor.kit.linear_algebra.decimals import rounded_matrix, rounded_vector
from tutor.kit.linear_algebra.diagonal import find_eigenpairs
from tutor.kit.linear_algebra.eigen import numbers_only
from tutor.kit.linear_algebra.named_axes import find_named_axes, has_plain_axes
from tutor.kit.linear_algebra.products import (
    columns_matrix,
    columns_of,
    diagonal_matrix,
    transposed,
)
from tutor.kit.linear_algebra.qr_iteration import approach_all
from tutor.kit.linear_algebra.unit_eigenvectors import divide_by_length, make_perpendicular

LARGEST = 6  # rows
KINDS = ("orthogonal", "diagonal", "orthogonal")
Q = Symbol("Q")


class Answer(NamedTuple):
    """Q or its name, D, and by the names of the goals the decimals of what has no plain form."""

    Q: Basic
    D: Matrix
    decimals: dict[str, Approximates]


Solution = Generator[Step, None, Answer]


def unit_eigenvectors(problem: Problem) -> Solution:
    A = problem.A
    yield step("see_symmetry", Equal(Transpose(A), A))
    return (yield from (_exactly(A) if has_plain_axes(A) else _by_names(A)))


def _exactly(A: Matrix) -> Solution:
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
    columns = columns_matrix(units)
    yield step("put_units_into_columns", Equal(Columns(*units), columns))
    D = diagonal_matrix([value for value, _ in directions])
    product = MatrixProduct(Transpose(columns), columns)
    check = step("check_columns", Equal(product, Identity(len(units))))
    yield step("write_orthogonal_factors", _factored(A, columns, D), substeps=(check,))
    return Answer(columns, D, {})


def _by_names(A: Matrix) -> Solution:
    """Unit vectors that would be roots inside roots stay exact under names, beside decimals."""
    axes = yield from find_named_axes(A)
    written = Tuple(*(axis.written for axis in axes))
    rows = list(zip(*(axis.decimals for axis in axes), strict=True))
    found = {
        "column_decimals": rounded_matrix(Q, rows),
        "value_decimals": rounded_vector(written, [axis.eigenvalue for axis in axes]),
    }
    yield step("name_unit_columns", Defines(Q, Columns(*(axis.name for axis in axes))))
    yield step("round_unit_columns", found["column_decimals"])
    D = diagonal_matrix(written.args)
    yield step("write_orthogonal_factors", _factored(A, Q, D))
    work: tuple[Step, ...] = ()
    if A.is_rational and any(axis.eigenvalue.has(CRootOf) for axis in axes):
        work, _ = collect(approach_all(A, [(axis.written, axis.eigenvalue) for axis in axes]))
    yield step("round_diagonal", found["value_decimals"], substeps=work)
    return Answer(Q, D, found)


def _factored(A: Matrix, columns: Basic, D: Matrix) -> Factored:
    return Factored(A, Tuple(columns, D, Transpose(columns)), KINDS)


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
    numbers_only(A)
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"A": nice.symmetric(rng, level)}


def goals(problem: Problem, found: Answer) -> tuple[tuple[str, Claim], ...]:
    return (("factors", _factored(problem.A, found.Q, found.D)), *found.decimals.items())


def figures(problem: Problem, found: Answer) -> tuple[Figure, ...]:
    A = problem.A
    if A.shape != (2, 2):
        return ()
    columns: Any = found.decimals["column_decimals"].value if found.decimals else found.Q
    marks = pictures.directions(A, columns_of(columns))
    return (Figure("axes", _factored(A, found.Q, found.D), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.orthogonal_diagonalization",
    covers=("linalg.diagonalize",),
    inputs=(
        MatrixInput(
            name="A",
            about="a symmetric matrix",
            example="[2 1; 1 2]",
            square=True,
            largest=LARGEST,
        ),
    ),
    phrases=(
        "orthogonally {diagonalise|diagonalize} [the [symmetric] matrix] {A}",
        "[find] [the] orthogonal {diagonalisation|diagonalization} [of] {A}",
        "[find] [the] spectral decomposition [of] {A}",
        "[find] [an] orthogonal matrix [P|Q|U|C] {that|which} {diagonalises|diagonalizes} [the [symmetric] matrix] {A}",
        "[find] [the] matrices Q and D with A = Q D Q^T [for|of] {A}",
    ),
    methods={"unit_eigenvectors": unit_eigenvectors},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
