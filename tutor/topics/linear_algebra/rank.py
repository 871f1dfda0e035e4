"""The rank of a matrix, and the dimension of the solution space of A x = 0.

Row operations keep the rank, and an echelon form shows it: it is the number of
pivots.  It is also the order of the largest minor that is not zero, the number of
rows that are no combination of others, and the number of positive singular values.  Every
column without a pivot leaves an unknown of A x = 0 free, so the nullity is the
number of columns minus the rank.  With a letter in the matrix, each value for which
the rank drops is a case.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Integer, Tuple

from tutor.core.claims import Claim, Compared, Echelon, Equal
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, SymbolsInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dimension, NullSpace, Rank
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import pictures
from tutor.kit.linear_algebra.dependence import (
    MOST_NAMED,
    find_independent_rows,
    independent_rows,
)
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.minors import bordered, largest_minor, work_out_minor
from tutor.kit.linear_algebra.positive_singular_values import count_singular_values
from tutor.kit.linear_algebra.rank_cases import part, tell_ranks_apart
from tutor.kit.linear_algebra.special_values import check_parameter, the_letter
from tutor.kit.unevaluated import added

LARGEST_WITH_MINORS = 4  # columns or rows; a minor has at most three
LARGEST_WITH_SINGULAR_VALUES = 4  # columns or rows
ZERO = Integer(0)

Goals = tuple[tuple[str, Claim], ...]
Solution = Generator[Step, None, Goals]


def by_elimination(problem: Problem) -> Solution:
    echelon = yield from gauss(problem.A)
    pivots = Tuple(*map(Integer, echelon.pivots))
    yield step("reach_echelon_form", Echelon(problem.A, echelon.matrix, pivots))
    yield step("count_pivots", Equal(Rank(problem.A), Integer(len(pivots))))
    return (yield from conclude(problem.A, len(pivots)))


def by_minors(problem: Problem) -> Solution:
    rows, columns = largest_minor(problem.A)
    yield compared("find_minor", problem.A, rows, columns, "!=")
    for more_rows, more_columns in bordered(problem.A, rows, columns):
        yield compared("find_zero_minor", problem.A, more_rows, more_columns, "=")
    yield step("take_order_of_minor", Equal(Rank(problem.A), Integer(len(rows))))
    return (yield from conclude(problem.A, len(rows)))


def compared(rule: str, A: Matrix, rows: list[int], columns: list[int], relation: str) -> Step:
    """The step that says whether a minor is zero; its value is worked out in substeps."""
    minor = part(A, rows, columns)
    parts, _ = collect(work_out_minor(minor))
    return step(rule, Compared(Det(minor), relation, ZERO), substeps=parts)


def by_independent_rows(problem: Problem) -> Solution:
    yield from find_independent_rows(problem.A)
    rank = len(independent_rows(problem.A).vectors)
    yield step("count_independent_rows", Equal(Rank(problem.A), Integer(rank)))
    yield from find_nullity(problem.A, rank)
    return answer(problem.A, rank)


def by_singular_values(problem: Problem) -> Solution:
    rank = yield from count_singular_values(problem.A)
    return (yield from conclude(problem.A, rank))


def by_cases(problem: Problem) -> Solution:
    return (yield from tell_ranks_apart(problem.A))


def conclude(A: Matrix, rank: int) -> Solution:
    yield from find_nullity(A, rank)
    yield from find_independent_rows(A)
    return answer(A, rank)


def find_nullity(A: Matrix, rank: int) -> Generator[Step, None, None]:
    difference = added(Integer(A.shape[1]), -Rank(A))
    yield step("subtract_rank", Equal(Dimension(NullSpace(A)), difference))
    yield step("work_out_nullity", Equal(difference, Integer(A.shape[1] - rank)))


def answer(A: Matrix, rank: int) -> Goals:
    return (
        ("rank", Equal(Rank(A), Integer(rank))),
        ("nullity", Equal(Dimension(NullSpace(A)), Integer(A.shape[1] - rank))),
        ("rows", independent_rows(A)),
    )


def complete(problem: Problem) -> dict[str, Any]:
    A = Matrix(problem.A.rows, problem.A.domain)
    if not A.free_symbols:
        return {"A": A, "parameter": None}
    if problem.parameter is not None:
        check_parameter(A, problem.parameter)
    return {"A": A, "parameter": Tuple(the_letter(A))}


def suits(problem: Problem) -> tuple[str, ...]:
    if problem.parameter:
        return ("cases",)
    A, shape = problem.A, problem.A.shape
    zero = all(e == 0 for line in A.entries() for e in line)
    fits = min(shape) <= LARGEST_WITH_MINORS - 1 and max(shape) <= LARGEST_WITH_MINORS
    minors = ("minors",) if fits and not zero else ()
    rows = ("independent_rows",) if len(A.rows) <= MOST_NAMED else ()
    small = A.is_rational and max(shape) <= LARGEST_WITH_SINGULAR_VALUES
    return ("elimination", *minors, *rows, *(("singular_values",) if small else ()))


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 3 and rng.random() < 0.3:
        return {"A": nice.matrix_with_letter(rng)}
    height, width = ((2, 2), (3, 3), rng.choice(((3, 4), (4, 3), (4, 4))))[level - 1]
    full = min(height, width)
    return {"A": nice.matrix_of_rank(rng, height, width, rng.choice((full, full - 1, full - 1)))}


def goals(problem: Problem, found: Goals) -> Goals:
    return found


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    if problem.parameter:
        return ()
    claim, height = dict(found)["rank"], problem.A.shape[0]
    assert isinstance(claim, Equal)
    rank = int(claim.after)
    if height == 2 and rank:
        marks = pictures.image_in_plane(problem.A, rank)
        return (Figure("image", claim, marks, "x", "y", equal=True),)
    if height == 3 and rank == 2:
        return (Figure("image", claim, pictures.image_in_space(problem.A), "x", "y", "z"),)
    return ()


TOPIC = Topic(
    id="linear_algebra.rank",
    covers=("linalg.rank",),
    inputs=(
        MatrixInput(
            name="A",
            about="a matrix of numbers, perhaps with a letter",
            example="[1 2 3; 2 4 6; 1 0 1]",
        ),
        SymbolsInput(
            name="parameter",
            about="the letter that stands for a number",
            example="k",
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|determine|what is] [the] rank of [the matrix] {A}",
        "[what is] the rank of the linear {transformation|map} with [this|the] matrix {A}",
        "[find|what is] [the] {nullity|dimension of [the] {solution space|null space|nullspace|kernel}} of {A}",
        "[find|what is] [the] dimension of [the] {column space|row space|image|range} of [the matrix] {A}",
        "[find] [the] rank and [the] {nullity|dimension of the solution space} of {A}",
        "[find|what is] [the] number of [linearly] independent {rows|equations} {of|in} [the matrix] {A}",
        "{how many independent rows does|how many independent equations does} {A} have",
        "[find|compute|determine|what is] {rank|rk|rank of} {A}",
        "[find|compute|determine|what is] {rank|rk}({A})",
        "[find|compute|determine|discuss|what is] [the] rank of [the matrix] {A} "
        "{for all values of|depending on|in terms of|as a function of|with parameter} {parameter}",
        "for {which|what} [values of|value of] {parameter} does [the] [matrix] {A} have {full|smaller|maximal} rank",
    ),
    methods={
        "elimination": by_elimination,
        "minors": by_minors,
        "independent_rows": by_independent_rows,
        "singular_values": by_singular_values,
        "cases": by_cases,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
