"""The ways to solve a linear system: elimination, substitution, determinants, the inverse.

Each function writes the system as it needs it, yields its steps and returns the solutions.  The
problem has a `system`, its `unknowns`, and perhaps what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Generator

from sympy import Tuple
from sympy.core.symbol import Str

from tutor.core.claims import Choice, Claim, Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem
from tutor.kit.linear_algebra.cramer import coefficients, divide_determinants
from tutor.kit.linear_algebra.elimination import (
    Reduced,
    gauss,
    gauss_jordan,
    gauss_with_largest_pivots,
)
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.graphs_of_lines import cross_lines
from tutor.kit.linear_algebra.inverse_solution import multiply_with_inverse
from tutor.kit.linear_algebra.pivots import multiply_pivots
from tutor.kit.linear_algebra.solutions import (
    conclude_no_solution,
    contradiction,
    read_off,
    substitute_back,
    tell_solutions,
    write_augmented_matrix,
)
from tutor.kit.linear_algebra.two_equations import substitute

Solution = Generator[Step, None, Tuple]
Method = Callable[[Problem], Solution]


def by_gauss(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(*given(problem))
    return (yield from go_back(problem, start, (yield from gauss(start))))


def by_partial_pivoting(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(*given(problem))
    return (yield from go_back(problem, start, (yield from gauss_with_largest_pivots(start))))


def go_back(problem: Problem, start: Matrix, echelon: Reduced) -> Solution:
    if contradiction(echelon) is not None:
        return (yield from conclude_no_solution(*given(problem), echelon))
    if len(echelon.pivots) == len(problem.unknowns) == start.shape[0]:
        yield from multiply_pivots(start, echelon)
    values = yield from substitute_back(echelon, problem.unknowns)
    return (yield from tell_solutions(*given(problem), values))


def by_gauss_jordan(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(*given(problem))
    reduced = yield from gauss_jordan(start)
    if contradiction(reduced) is not None:
        return (yield from conclude_no_solution(*given(problem), reduced))
    values = yield from read_off(reduced, problem.unknowns)
    return (yield from tell_solutions(*given(problem), values))


def by_substitution(problem: Problem) -> Solution:
    values = yield from substitute(*given(problem))
    return (yield from tell_solutions(*given(problem), values))


def by_graphing(problem: Problem) -> Solution:
    return (yield from cross_lines(*given(problem)))


def by_cramer(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(*given(problem))
    A = coefficients(start)
    work, determinant = collect(expand_along_emptiest_line(A))
    yield step("find_determinant", Equal(Det(A), determinant), substeps=work)
    values = yield from divide_determinants(*given(problem), start, determinant)
    return (yield from tell_solutions(*given(problem), values))


def by_inverse(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(*given(problem))
    values = yield from multiply_with_inverse(*given(problem), start)
    return (yield from tell_solutions(*given(problem), values))


def in_words(method: Method) -> Method:
    """The method, whose first step records what the unknowns of a word problem stand for."""

    def steps(problem: Problem) -> Solution:
        work = method(problem)
        first = next(work)
        yield step(first.rule, *first.claims, *meaning(problem), substeps=first.substeps)
        return (yield from work)

    return steps


def meaning(problem: Problem) -> tuple[Claim, ...]:
    return (Choice(Tuple(*map(Str, problem.meanings))),) if problem.meanings else ()


def given(problem: Problem) -> tuple[Tuple, Tuple]:
    return problem.system, problem.unknowns
