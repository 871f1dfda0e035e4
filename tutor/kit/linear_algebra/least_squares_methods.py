"""The ways to a least squares solution: normal equations, derivatives, the pseudo-inverse, Q R.

Each function names the observations, yields its steps and returns the best x; its free unknowns
are letters.  The problem has `A` and `b`, `points` and a `degree`, or a `system`.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Tuple

from tutor.core.claims import Claim, Defines, Equal, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse, MatrixProduct, Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.gram import invert
from tutor.kit.linear_algebra.normal_equations import (
    BEST,
    GRAM,
    A,
    B,
    M,
    measure,
    normal_equations,
)
from tutor.kit.linear_algebra.observations import (
    name_observations,
    observations,
    one_place,
    polynomial,
)
from tutor.kit.linear_algebra.products import applied, multiplied, transposed
from tutor.kit.linear_algebra.solutions import read_off
from tutor.kit.linear_algebra.sum_of_squares import set_derivatives_to_zero
from tutor.kit.linear_algebra.triangular_least_squares import solve_triangular

Solution = Generator[Step, None, Tuple]  # the best x, with free unknowns as letters


def by_normal_equations(problem: Problem) -> Solution:
    table, right, names = observations(problem)
    yield from name_observations(problem)
    normal = normal_equations(table, right)
    G = Matrix.of([line[:-1] for line in normal.entries()])
    side = Tuple(*normal.column(normal.shape[1]))
    yield step("multiply_by_transpose", Equal(GRAM, G))
    yield step("multiply_right_side", Equal(MatrixProduct(Transpose(A), B), side))
    yield step("write_normal_equations", Defines(M, normal))
    reduced = yield from gauss_jordan(normal)
    if len(reduced.pivots) < G.shape[0]:
        values = yield from read_off(reduced, names)
        x = Tuple(*(values.get(name, name) for name in names))
        for _, claim in one_place(problem):
            yield step("see_one_place", claim)
        yield step("state_many_solutions", SolutionSet(normal, names, Tuple(x)))
        yield from measure(table, right, x)
        return x
    x = Tuple(*reduced.matrix.column(normal.shape[1]))
    reason = Equal(reduced.matrix, MatrixProduct(Inverse(G), normal))
    return (yield from finish(problem, x, reason))


def by_calculus(problem: Problem) -> Solution:
    table, right, names = observations(problem)
    yield from name_observations(problem)
    normal = normal_equations(table, right)
    yield from set_derivatives_to_zero(table, right, names, normal)
    reduced = yield from gauss_jordan(normal)
    values = yield from read_off(reduced, names)
    x = Tuple(*(values[name] for name in names))
    yield step("state_solution", SolutionSet(normal, names, Tuple(x)))
    return (yield from finish(problem, x))


def by_pseudo_inverse(problem: Problem) -> Solution:
    table, right, _ = observations(problem)
    yield from name_observations(problem)
    G = multiplied(transposed(table), table)
    yield step("multiply_by_transpose", Equal(GRAM, G))
    inverse = yield from invert(G)
    pseudo = multiplied(inverse, transposed(table))
    written = MatrixProduct(Inverse(GRAM), Transpose(A))
    reason = Equal(MatrixProduct(inverse, Transpose(A)), pseudo)
    yield step("write_pseudo_inverse", Equal(written, pseudo), reason)
    x = applied(pseudo, right)
    yield step("apply_pseudo_inverse", Equal(BEST, x), Equal(MatrixProduct(pseudo, B), x))
    return (yield from judge(problem, x))


def by_qr(problem: Problem) -> Solution:
    yield from name_observations(problem)
    x, reason = yield from solve_triangular(*observations(problem))
    return (yield from finish(problem, x, reason))


def finish(problem: Problem, x: Tuple, *reasons: Claim) -> Solution:
    """Read the only solution."""
    yield step("read_solution", Equal(BEST, x), *reasons)
    return (yield from judge(problem, x))


def judge(problem: Problem, x: Tuple) -> Solution:
    """Write the polynomial through points, and measure how well the only solution fits."""
    table, right, _ = observations(problem)
    if problem.points is not None:
        yield step("write_polynomial", polynomial(x))
    yield from measure(table, right, x)
    return x
