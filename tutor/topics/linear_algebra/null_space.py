"""The null space and the other three subspaces of a matrix, each with a basis.

Row operations keep the null space and the row space, and the reduced form shows
both: its free columns give the special solutions, its nonzero rows a basis of
the row space.  The columns of the matrix where the pivots stand are a basis of
the column space, and the transposed matrix gives the left null space.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Integer, Tuple

from tutor.core.claims import Basis, Claim, Compared, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MapInput, MatrixInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    ColumnSpace,
    Dimension,
    MatrixProduct,
    NullSpace,
    Rank,
    RowSpace,
    Transpose,
)
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import pictures, subspaces
from tutor.kit.linear_algebra.map_rules import matrix_of
from tutor.kit.linear_algebra.pictures_of_spaces import plane_and_normal
from tutor.kit.linear_algebra.singular_spaces import has_singular_vectors
from tutor.kit.linear_algebra.subspaces import Spaces
from tutor.kit.unevaluated import added

Solution = Generator[Step, None, Spaces]


def by_reduction(problem: Problem) -> Solution:
    A, width = problem.A, Integer(problem.A.shape[1])
    for _, claim in of_map(problem):
        yield step("read_coefficients", claim)
    R, pivots, null = yield from subspaces.find_null_space(A, NullSpace(A))
    zero = Tuple(*[Integer(0)] * len(A.rows))
    for vector in null.args:
        yield step("check_vector", Compared(MatrixProduct(A, vector), "=", zero))
    rank = Integer(len(pivots))
    column = Tuple(*(Tuple(*A.column(int(j))) for j in pivots.args))
    yield step("take_pivot_columns", Basis(ColumnSpace(A), column))
    row = Tuple(*(Tuple(*R.row(i)) for i in range(1, int(rank) + 1)))
    yield step("take_nonzero_rows", Basis(RowSpace(A), row), Basis(RowSpace(R), row))
    parts, left = collect(subspaces.find_left_null_space(A))
    yield step("find_left_null_space", Basis(NullSpace(Transpose(A)), left), substeps=parts)
    nullity = width - rank
    yield step("count_pivots", Equal(Rank(A), rank))
    yield step("count_special_solutions", Equal(Dimension(NullSpace(A)), nullity))
    yield step("check_dimensions", Compared(added(rank, nullity), "=", width))
    return Spaces(null, column, row, left)


def by_singular_vectors(problem: Problem) -> Solution:
    for _, claim in of_map(problem):
        yield step("read_coefficients", claim)
    return (yield from subspaces.from_singular_vectors(problem.A))


def of_map(problem: Problem) -> tuple[tuple[str, Claim], ...]:
    """The matrix of a map that is given by its rule, if it is."""
    if problem.T is None:
        return ()
    letters, values = problem.T.args
    return (("matrix", Equal(values, MatrixProduct(problem.A, letters))),)


def complete(problem: Problem) -> dict[str, Any]:
    if (problem.A is None) == (problem.T is None):
        raise NotUnderstood(
            "which-map",
            "Give a matrix A, or the rule of a linear map.",
            fix="For example [1 2; 2 4], or T(x, y) = (x + y, 2x + 2y).",
        )
    if problem.T is not None:
        return {"A": numbers_of(MATRIX.check(matrix_of(problem.T)))}
    numbers_of(problem.A)
    return {}


def numbers_of(A: Matrix) -> Matrix:
    """The matrix itself; raises `Undefined` if there is a letter in it."""
    if A.free_symbols:
        letter = min(map(str, A.free_symbols))
        raise Undefined(
            "letter-for-number",
            f"The letter {letter} stands in the matrix. Where the pivots are depends on its value.",
            fix=f"Give {letter} a value.",
        )
    return A


def suits(problem: Problem) -> tuple[str, ...]:
    return ("reduction", "svd") if has_singular_vectors(problem.A) else ("reduction",)


def make(rng: Random, level: int) -> dict[str, Any]:
    height, width = ((2, 3), (3, 4), (4, 5))[level - 1]
    rank = rng.randint(1 if level == 1 else 2, height)
    return {"A": nice.matrix_of_rank(rng, height, width, rank)}


def goals(problem: Problem, found: Spaces) -> tuple[tuple[str, Claim], ...]:
    A, rank = problem.A, len(found.column)
    return (
        *of_map(problem),
        ("null_space", Basis(NullSpace(A), found.null)),
        ("column_space", Basis(ColumnSpace(A), found.column)),
        ("row_space", Basis(RowSpace(A), found.row)),
        ("left_null_space", Basis(NullSpace(Transpose(A)), found.left)),
        ("rank", Equal(Rank(A), Integer(rank))),
        ("nullity", Equal(Dimension(NullSpace(A)), Integer(A.shape[1] - rank))),
    )


def figures(problem: Problem, found: Spaces) -> tuple[Figure, ...]:
    claim = Basis(NullSpace(problem.A), found.null)
    if problem.A.shape[1] == 3 and len(found.null) in (1, 2):
        marks = plane_and_normal(found.null, found.row)
        return (Figure("perpendicular_in_space", claim, marks, "x", "y", "z"),)
    if problem.A.shape[1] != 2 or len(found.null) != 1:
        return ()
    marks = pictures.line_and_normal(found.row[0], found.null[0])
    return (Figure("perpendicular", claim, marks, "x", "y", equal=True),)


FIND = "[find|compute|determine|what is|what are] [the|bases of the|bases for the|a basis of the|a basis for the]"
MATRIX = MatrixInput(
    name="A",
    about="a matrix of numbers",
    example="[1 2; 2 4]",
    largest=MATRIX_WITH_STEPS,
    optional=True,
)
SPACE = "[the] {null space|nullspace|kernel|column space|image|range|row space|left null space}"
TOPIC = Topic(
    id="linear_algebra.null_space",
    covers=("linalg.nullspace",),
    inputs=(
        MATRIX,
        MapInput(
            name="T",
            about="the rule of a linear map",
            example="T(x, y) = (x + y, 2x + 2y)",
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [[a] basis {of|for}] [the] {null space|nullspace|kernel} of {A}",
        "{null|nullspace|null space|kernel|ker}({A})",
        f"{FIND} {{rank|nullity}} and {SPACE} of [the matrix] {{A}}",
        f"{FIND} {SPACE} and [the] {{rank|nullity}} of [the matrix] {{A}}",
        f"{FIND} {SPACE} and {SPACE} of [the matrix] {{A}}",
        f"{FIND} {{rank|nullity}}, {SPACE}[,] and {SPACE} of [the matrix] {{A}}",
        f"{FIND} {SPACE}, {SPACE}[,] and {SPACE} of [the matrix] {{A}}",
        f"{FIND} {SPACE} of [the] [linear] [map|transformation] {{T}}",
        f"{FIND} {SPACE} and {SPACE} of [the] [linear] [map|transformation] {{T}}",
        f"{FIND} {{rank|nullity}} and {{rank|nullity}} of [the] [linear] [map|transformation] {{T}}",
        "[find] [the] {four|fundamental|four fundamental} subspaces of {A}",
        "[find] [[a] basis {of|for}] [the] {column space|row space|left null space|image|range} of {A}",
        "[find] bases {of|for} the null space and the column space of {A}[, and check rank + nullity]",
        "find bases for the null space and the column space, and check rank + nullity: {A}",
    ),
    methods={"reduction": by_reduction, "svd": by_singular_vectors},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
