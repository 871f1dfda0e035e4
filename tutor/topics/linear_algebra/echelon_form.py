"""The row echelon form and the reduced row echelon form of a matrix.

Row operations clear the entries below each pivot, column by column; that is an
echelon form.  Then each pivot is made 1 and the entries above it are cleared.
A matrix has many echelon forms and one reduced form, so both orders of work
end in the same matrix.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Integer, Tuple

from tutor.core.claims import Claim, Echelon, Equal, RowReduced
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Rank
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import linear, pictures
from tutor.kit.linear_algebra.elimination import Reduced, column_by_column, gauss, gauss_jordan

Solution = Generator[Step, None, Reduced]


def by_echelon_form(problem: Problem) -> Solution:
    echelon = yield from gauss(problem.A)
    pivots = Tuple(*map(Integer, echelon.pivots))
    yield step("reach_echelon_form", Echelon(problem.A, echelon.matrix, pivots))
    return (yield from conclude(problem.A, (yield from gauss_jordan(echelon.matrix))))


def by_columns(problem: Problem) -> Solution:
    return (yield from conclude(problem.A, (yield from column_by_column(problem.A))))


def conclude(A: Matrix, reduced: Reduced) -> Solution:
    yield step("reach_reduced_form", reduced_form(A, reduced))
    yield step("count_pivots", rank(A, reduced))
    return reduced


def reduced_form(A: Matrix, reduced: Reduced) -> RowReduced:
    return RowReduced(A, reduced.matrix, Tuple(*map(Integer, reduced.pivots)))


def rank(A: Matrix, reduced: Reduced) -> Equal:
    return Equal(Rank(A), Integer(len(reduced.pivots)))


def complete(problem: Problem) -> dict[str, Any]:
    return {"A": linear.table_of_numbers(problem.A)}


def make(rng: Random, level: int) -> dict[str, Any]:
    height, width = ((2, 3), (3, 4), rng.choice(((3, 5), (4, 3), (4, 5))))[level - 1]
    full = min(height, width)
    return {"A": nice.matrix_of_rank(rng, height, width, rng.choice((full, full, full - 1)))}


def goals(problem: Problem, reduced: Reduced) -> tuple[tuple[str, Claim], ...]:
    return ("reduced", reduced_form(problem.A, reduced)), ("rank", rank(problem.A, reduced))


def figures(problem: Problem, reduced: Reduced) -> tuple[Figure, ...]:
    if not reduced.pivots:
        return ()
    marks = pictures.staircase(reduced.matrix, reduced.pivots)
    if not marks:
        return ()
    return (Figure("staircase", reduced_form(problem.A, reduced), marks, equal=True),)


TOPIC = Topic(
    id="linear_algebra.echelon_form",
    covers=("linalg.rref",),
    inputs=(
        MatrixInput(
            name="A",
            about="a matrix of numbers",
            example="[1 2 3; 2 4 7]",
            largest=MATRIX_WITH_STEPS,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {reduced [row] echelon form|row reduced echelon form|rref} of {A}",
        "[find|compute|what is] [the] {row echelon form|echelon form|ref} of {A}",
        "{row reduce|row-reduce|reduce} [completely] [the matrix] {A} [completely]",
        "{rref|ref} {A}",
        "[find|what are] [the] {pivots|pivot columns|pivot positions} of {A}",
        "{convert|reduce|bring|transform} {to|into} {rref|ref|[reduced] [row] echelon form}[:] [the matrix] {A}",
        "{bring|reduce|put|transform|row reduce|row-reduce|convert} [the matrix] {A} {to|into|in} {rref|ref|[reduced] [row] echelon form}",
    ),
    methods={"echelon_form": by_echelon_form, "column_by_column": by_columns},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
