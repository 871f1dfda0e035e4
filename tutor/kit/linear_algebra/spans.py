"""The coefficients with which vectors make a target, if it lies in their span.

The vectors are the columns of an augmented matrix with the target on the right.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Integer, Symbol, Tuple

from tutor.core.claims import Compared, Equal, Equivalent, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    MatrixSum,
    ScalarMultiple,
)
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.solutions import contradiction, read_off


def find_coefficients(problem: Problem) -> Generator[Step, None, Tuple]:
    """The solutions of the system: none, one, or one with free letters."""
    start, unknowns = augmented(problem), names(problem)
    yield step("write_augmented", Equal(Columns(*problem.vectors, problem.target), start))
    reduced = yield from gauss_jordan(start)
    if (number := contradiction(reduced)) is not None:
        impossible = Tuple(Eq(Integer(0), number, evaluate=False))
        yield step("find_contradiction", Equivalent(reduced.matrix, impossible, unknowns))
        yield step("state_outside", SolutionSet(start, unknowns, Tuple()))
        return Tuple()
    values = yield from read_off(reduced, unknowns)
    found = Tuple(*(values.get(u, u) for u in unknowns))
    yield step("state_coefficients", SolutionSet(start, unknowns, Tuple(found)))
    if not found.free_symbols:
        sum_ = combined(found, problem.vectors)
        yield step("check_combination", Compared(sum_, "=", problem.target))
    return Tuple(found)


def combined(factors: Tuple, vectors: Tuple) -> MatrixSum:
    """The combination of the vectors with these factors, as written, without factors 0."""
    pairs = zip(factors, vectors, strict=True)
    terms = [ScalarMultiple(c, v) if c != 1 else v for c, v in pairs if c != 0]
    return MatrixSum(*terms or [ScalarMultiple(0, vectors[0])])


def columns(problem: Problem, *more: Tuple) -> Matrix:
    """The vectors as columns, and what else is given behind a bar."""
    vectors = (*problem.vectors, *more)
    return Matrix.of([list(line) for line in zip(*vectors, strict=True)], bar=len(more))


def augmented(problem: Problem) -> Matrix:
    """The vectors and the target as columns."""
    return columns(problem, problem.target)


def names(problem: Problem) -> Tuple:
    """The names of the coefficients."""
    return Tuple(*(Symbol(f"c{k}") for k in range(1, len(problem.vectors) + 1)))
