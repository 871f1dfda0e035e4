"""How many solutions a system has, by ranks and by the slopes of two lines.

The answers are claims with names: whether a square system is singular, and its solutions.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Add, Eq, Expr, Integer, Symbol, Tuple, expand

from tutor.core.claims import Claim, Compared, Defines, Equal, Equivalent, SolutionSet
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Rank
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem
from tutor.kit.linear_algebra import linear
from tutor.kit.linear_algebra.cramer import LARGEST, coefficients
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.letter_cases import (
    rank_comparison,
)
from tutor.kit.linear_algebra.solutions import (
    conclude,
    conclude_no_solution,
    contradiction,
    solved_for,
    substitute_back,
    write_augmented_matrix,
)
from tutor.kit.linear_algebra.two_equations import substitute

ZERO = Integer(0)

Goals = tuple[tuple[str, Claim], ...]
Solution = Generator[Step, None, Goals]


def compare_slopes(problem: Problem) -> Solution:
    """Two lines in the plane cross if their slopes differ; else they are parallel or the same."""
    lines = yield from _solve_for_second(problem)
    names = [Symbol(n) for n in ("m1", "m2", "q1", "q2")]
    x = problem.unknowns[0]
    slopes = [e.coeff(x) for e in lines]
    rises = [expand(e - slope * x) for e, slope in zip(lines, slopes, strict=True)]
    for name, line, slope, rise in zip(names, lines, slopes, rises, strict=False):
        form = Add(name * x, rise, evaluate=False)
        yield step("name_slope", Defines(name, slope), Equal(line, form))
    parallel = slopes[0] == slopes[1]
    yield step("compare_slopes", Compared(names[0], "=" if parallel else "!=", names[1]))
    if not parallel:
        values = yield from substitute(*given(problem))
        start = yield from write_augmented_matrix(*given(problem))
        singular = yield from decide_singularity(start)
        return (
            yield from finish(problem, singular, (yield from conclude(*given(problem), values)))
        )
    for m, q, line, rise in zip(names[:2], names[2:], lines, rises, strict=True):
        yield step("name_intercept", Defines(q, rise), Equal(line, m * x + q))
    same = rises[0] == rises[1]
    yield step("compare_intercepts", Compared(names[2], "=" if same else "!=", names[3]))
    start = yield from write_augmented_matrix(*given(problem))
    singular = yield from decide_singularity(start)
    if not same:
        yield step("state_no_solution", SolutionSet(*given(problem), Tuple()))
        return (yield from finish(problem, singular, Tuple()))
    first = problem.system[0]
    unknown = next(u for u in problem.unknowns if linear.difference(first).coeff(u) != 0)
    value = solved_for(unknown, first)
    solved = Tuple(Eq(unknown, value, evaluate=False))
    if solved[0] != first:
        yield step("solve_for_unknown", Equivalent(Tuple(first), solved, Tuple(unknown)))
    solutions = yield from conclude(*given(problem), {unknown: value})
    return (yield from finish(problem, singular, solutions))


def _solve_for_second(problem: Problem) -> Generator[Step, None, list[Expr]]:
    """Both equations as lines y = m x + q; returns the right sides."""
    y, found = problem.unknowns[1], []
    for equation in problem.system:
        line = Eq(y, solved_for(y, equation), evaluate=False)
        if line != equation:
            yield step("write_as_line", Equivalent(Tuple(equation), Tuple(line), Tuple(y)))
        found.append(line.rhs)
    return found


def given(problem: Problem) -> tuple[Tuple, Tuple]:
    """The equations and the unknowns."""
    return problem.system, problem.unknowns


def decide_singularity(start: Matrix) -> Solution:
    """Whether a square system is singular; nothing for other systems."""
    A = coefficients(start)
    if A.shape[0] != A.shape[1]:
        return ()
    work: tuple[Step, ...] = ()
    if A.shape[0] <= LARGEST:
        work, value = collect(expand_along_emptiest_line(A))
        regular = value != 0
    else:
        regular = len(collect(gauss(start))[1].pivots) == A.shape[0]
    decision = Compared(Det(A), "!=" if regular else "=", ZERO)
    yield step("decide_singularity", decision, substeps=work)
    return (("singular", decision),)


def compare_ranks(problem: Problem, start: Matrix, singular: Goals) -> Solution:
    """The rank of the coefficients beside that of the augmented matrix and the number of unknowns."""
    echelon = yield from gauss(start)
    rank, A, count = len(echelon.pivots), coefficients(start), Integer(len(problem.unknowns))
    bad = contradiction(echelon) is not None
    yield rank_comparison(start, rank, bad)
    if bad:
        solutions = yield from conclude_no_solution(*given(problem), echelon)
        return (yield from finish(problem, singular, solutions))
    yield step("compare_with_unknowns", Compared(Rank(A), "=" if rank == count else "<", count))
    values = yield from substitute_back(echelon, problem.unknowns)
    return (yield from finish(problem, singular, (yield from conclude(*given(problem), values))))


def finish(problem: Problem, singular: Goals, solutions: Tuple) -> Solution:
    """The answers; no step is left."""
    yield from ()
    return (*singular, ("solution", SolutionSet(*given(problem), solutions)))
