"""Linear dependence of vectors, or of the rows of a matrix.

Vectors are dependent if some of them, each multiplied by a number that is not
zero, add up to the zero vector.  Written as columns, they are reduced: a column
without a pivot is made of the others.  As many vectors as components are
dependent exactly if their determinant is zero.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Integer, Tuple

from tutor.core.claims import (
    Compared,
    Defines,
    Echelon,
    Equal,
    RowReduced,
)
from tutor.core.errors import NotUnderstood, OverLimit
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import SymbolsInput, VectorsInput
from tutor.core.limits import LETTERS_IN_MATRIX, MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, Rank
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import pictures, special_values
from tutor.kit.linear_algebra.elimination import gauss, gauss_jordan
from tutor.kit.linear_algebra.minors import work_out_minor
from tutor.kit.linear_algebra.null_space import special_solutions
from tutor.kit.linear_algebra.products import columns_matrix
from tutor.kit.linear_algebra.relations import (
    ZERO,
    Goals,
    Solution,
    find_relation,
    names,
    tell_cases_apart,
)
from tutor.kit.linear_algebra.vectors import occurring

LARGEST_DETERMINANT = 3  # rows of a determinant of numbers


def by_relation(problem: Problem) -> Solution:
    V = yield from write_columns(problem.vectors)
    goals = yield from conclude(V, V)
    if has_determinant(V):
        yield compare_determinant("check_by_determinant", V)
    return goals


def by_rank(problem: Problem) -> Solution:
    V = yield from write_columns(problem.vectors)
    echelon = yield from gauss(V)
    pivots = Tuple(*map(Integer, echelon.pivots))
    yield step("reach_echelon_form", Echelon(V, echelon.matrix, pivots))
    return (yield from conclude(V, echelon.matrix))


def by_determinant(problem: Problem) -> Solution:
    V = yield from write_columns(problem.vectors)
    if V.free_symbols:
        return (yield from tell_cases_apart(V))
    yield compare_determinant("decide_by_determinant", V)
    return (yield from conclude(V, V))


def by_counting(problem: Problem) -> Solution:
    V = yield from write_columns(problem.vectors)
    decision = Compared(Rank(V), "<", Integer(V.shape[1]))
    yield step("count_components", decision)
    return (("dependent", decision),)


def write_columns(vectors: Tuple) -> Generator[Step, None, Matrix]:
    for name, vector in zip(names(len(vectors)), vectors, strict=True):
        yield step("name_vector", Defines(name, vector))
    V = columns_matrix(vectors)
    yield step("write_columns", Equal(Columns(*names(len(vectors))), V))
    return V


def has_determinant(V: Matrix) -> bool:
    return V.shape[0] == V.shape[1] and 2 <= V.shape[0] <= LARGEST_DETERMINANT


def compare_determinant(rule: str, V: Matrix) -> Step:
    work, value = collect(work_out_minor(V))
    return step(rule, Compared(Det(V), "=" if value == 0 else "!=", ZERO), substeps=work)


def conclude(V: Matrix, start: Matrix) -> Solution:
    """Reduce the columns, decide by the rank, and read off a relation if there is one."""
    reduced = yield from gauss_jordan(start)
    pivots = Tuple(*map(Integer, reduced.pivots))
    yield step("reach_reduced_form", RowReduced(V, reduced.matrix, pivots))
    rank, count = len(pivots), V.shape[1]
    yield step("count_pivots", Equal(Rank(V), Integer(rank)))
    decision = Compared(Rank(V), "<" if rank < count else "=", Integer(count))
    yield step("decide_dependence", decision)
    found = yield from find_relation(V, special_solutions(reduced.matrix, reduced.pivots))
    return (("dependent", decision), *((("relation", found),) if found else ()))


def complete(problem: Problem) -> dict[str, Any]:
    V = columns_matrix(problem.vectors)
    height, width = V.shape
    if problem.parameter is not None:
        occurring(problem.parameter, problem.vectors)
    if max(V.shape) > MATRIX_WITH_STEPS:
        raise OverLimit(
            "matrix-size",
            f"There are {width} vectors with {height} components. "
            f"The limit is {MATRIX_WITH_STEPS} of each.",
            fix="Use fewer, or ask for the rank of the matrix.",
        )
    if V.free_symbols and width <= height:
        special_values.the_letter(V)
        if width < height or width > LETTERS_IN_MATRIX:
            raise NotUnderstood(
                "letter-for-number",
                "With a letter, cases are told apart by a determinant, which needs as many vectors "
                f"as components, at most {LETTERS_IN_MATRIX}.",
                fix="Give the letter a value.",
            )
    return {"parameter": None}


def suits(problem: Problem) -> tuple[str, ...]:
    V = columns_matrix(problem.vectors)
    if V.free_symbols:
        return ("determinant",) if V.shape[0] == V.shape[1] else ("counting",)
    return ("relation", "determinant", "rank") if has_determinant(V) else ("relation", "rank")


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 3 and rng.random() < 0.3:
        return {"vectors": nice.vectors_with_letter(rng)}
    height, width = ((2, 2), (3, 3), rng.choice(((3, 4), (4, 3), (4, 4))))[level - 1]
    full = min(height, width)
    V = nice.matrix_of_rank(rng, height, width, rng.choice((full, full - 1)))
    return {"vectors": Tuple(*(Tuple(*V.column(j)) for j in range(1, width + 1)))}


def goals(problem: Problem, found: Goals) -> Goals:
    return found


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    V, claim = columns_matrix(problem.vectors), found[0][1]
    if V.free_symbols or not isinstance(claim, Compared):
        return ()
    rank = len(collect(gauss(V))[1].pivots)
    if V.shape[0] == 2 and rank:
        marks = pictures.image_in_plane(V, rank, "vector")
        return (Figure("arrows", claim, marks, "x", "y", equal=True),)
    if V.shape[0] == 3 and rank == 2:
        marks = pictures.image_in_space(V, "vector")
        return (Figure("arrows", claim, marks, "x", "y", "z"),)
    return ()


TOPIC = Topic(
    id="linear_algebra.dependence",
    covers=("linalg.dependence",),
    inputs=(
        VectorsInput(
            name="vectors",
            about="vectors, or the rows of a matrix",
            example="(1, 2, 3), (2, 4, 6), (1, 0, 1)",
        ),
        SymbolsInput(
            name="parameter",
            about="the letter that stands for a number",
            example="k",
            optional=True,
        ),
    ),
    phrases=(
        "are [the] {vectors|rows of|rows of the matrix|rows} {vectors} [linearly] {dependent|independent}",
        "are the rows of this matrix [linearly] {dependent|independent}[:|?] {vectors}",
        "{is|are} [the] [set [of vectors]|vectors] {vectors} [linearly] {dependent|independent}",
        "{decide|determine|check|show|prove|verify} {whether|if|that} [the] [set [of vectors]|vectors] {vectors} {is|are} [linearly] {dependent|independent}",
        "[check|test|decide] [for] linear {dependence|independence} of [the] [vectors|rows of] {vectors}",
        "linear {dependence|independence}: {vectors}",
        "for {which|what} [value of|values of] {parameter} are [the] [vectors] {vectors} [linearly] {dependent|independent}",
        "[find|determine] [the|all] [value of|values of] {parameter} {such that|so that|for which} [the] [vectors] "
        "{vectors} are [linearly] {dependent|independent}",
    ),
    methods={
        "relation": by_relation,
        "determinant": by_determinant,
        "rank": by_rank,
        "counting": by_counting,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
