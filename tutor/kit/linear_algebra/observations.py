"""The equations A x = b of observations: given as A and b, typed one by one, or from points.

A polynomial of degree d through points has an equation for each point.  Its unknowns
are the coefficients, the one of the highest power first.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import NamedTuple

from sympy import Integer, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Compared, Defines, Equal, Equivalent
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.matrix import Matrix, unknown
from tutor.core.matrix_expression import Columns, Dot, MatrixProduct
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.linear_algebra import linear
from tutor.kit.linear_algebra.cramer import coefficients
from tutor.kit.linear_algebra.normal_equations import ONE, ZERO, A, B
from tutor.kit.linear_algebra.numbers_only import numbers_only
from tutor.kit.linear_algebra.products import columns_of
from tutor.kit.unevaluated import added, power

P, X = Symbol("P"), Symbol("x")
NAMES = re.compile(r"[AbMQS]|[uq]\d+")  # of what the derivation defines
DEGREES = {
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "parabola": "2",
    "quadratic": "2",
    "cubic": "3",
    "quartic": "4",
}


class Observations(NamedTuple):
    """A, b and the names of the unknowns."""

    table: Matrix
    right: Tuple
    unknowns: Tuple


def observations(problem: Problem) -> Observations:
    """The equations of a problem with `A` and `b`, with `points` and a `degree`, or with a `system`."""
    if problem.system is not None:
        typed = unknowns_of(problem)
        start = linear.augmented(problem.system, typed)
        right = Tuple(*start.column(start.shape[1]))
        return Observations(coefficients(start), right, typed)
    table, right = problem.A, problem.b
    if problem.points is not None:
        right = Tuple(*problem.points.column(2))
        powers = range(degree(problem), -1, -1)
        table = Matrix.of([[x**k for k in powers] for x in problem.points.column(1)])
    return Observations(table, right, Tuple(*map(unknown, range(1, table.shape[1] + 1))))


def unknowns_of(problem: Problem) -> Tuple:
    """The unknowns of a typed system; all its letters unless some are named."""
    return problem.unknowns or linear.unknowns_of(problem.system)


def degree(problem: Problem) -> int:
    """The degree of the polynomial through points; a line unless another one is asked for."""
    return int(DEGREES[problem.degree or "1"])


def name_observations(problem: Problem) -> Generator[Step, None, None]:
    """Name A and b, and say where they come from."""
    table, right, unknowns = observations(problem)
    if problem.points is not None:
        yield from _name_points(problem.points, table, right)
        return
    if problem.system is None:
        yield step("name_matrix", Defines(A, table))
    else:
        yield from _write_system(problem.system, table, right, unknowns)
    yield step("name_right_side", Defines(B, right))


def _write_system(
    system: Tuple, table: Matrix, right: Tuple, unknowns: Tuple
) -> Generator[Step, None, None]:
    """Bring the equations into the form A x = b."""
    lines = zip(table.entries(), right, strict=True)
    standard = Tuple(*(linear.equation(line, unknowns, e) for line, e in lines))
    if any(e.rhs != s.rhs for e, s in zip(system, standard, strict=True)):
        yield step("write_standard_form", Equivalent(system, standard, unknowns))
        system = standard
    left_sides = Tuple(*(e.lhs for e in system))
    yield step("name_matrix", Defines(A, table))
    yield step("write_left_sides", Equal(left_sides, MatrixProduct(A, unknowns)), Choice(unknowns))


def _name_points(points: Matrix, table: Matrix, right: Tuple) -> Generator[Step, None, None]:
    line = table.shape[1] == 2
    first, ones = Tuple(ONE, ZERO), Tuple(*[ONE] * table.shape[0])
    higher = (
        Tuple(*(power(x, Integer(k)) for x in points.column(1)))
        for k in range(table.shape[1] - 1, 1, -1)
    )
    left = Columns(*higher, MatrixProduct(P, first), ones)
    yield step("name_points" if line else "name_points_of_curve", Defines(P, points))
    yield step("name_columns" if line else "name_powers", Defines(A, left))
    yield step("write_first_coordinates", Equal(A, table))
    rule = "name_second_coordinates" if line else "name_heights"
    yield step(rule, Defines(B, MatrixProduct(P, Tuple(ZERO, ONE))))
    yield step("write_second_coordinates", Equal(B, right))


def polynomial(x: Tuple) -> Equal:
    """The polynomial with these coefficients, as the product of the powers and these."""
    powers = Tuple(*(X**k for k in range(len(x) - 1, -1, -1)))
    terms = (c * p for c, p in zip(x, powers, strict=True) if c != 0)
    return Equal(Dot(powers, x), added(*terms))


def one_place(problem: Problem) -> tuple[tuple[str, Claim], ...]:
    """For a line through points above one another: the first column of A, which says where they are."""
    if problem.points is None or degree(problem) != 1:
        return ()
    place, *others = problem.points.column(1)
    if any(x != place for x in others):
        return ()
    column = Tuple(*[place] * (1 + len(others)))
    return (("one_place", Compared(MatrixProduct(A, Tuple(ONE, ZERO)), "=", column)),)


def check_observations(problem: Problem) -> None:
    """Raise an error for what has no least squares solution, or no clear question."""
    given = sum(value is not None for value in (problem.system, problem.points, problem.A))
    if given != 1 or (problem.A is None) != (problem.b is None):
        raise NotUnderstood(
            "missing-input",
            "Give either a matrix A and a right side b, or points, or a system of equations.",
            fix="For example points = (0, 6), (1, 0), (2, 0).",
        )
    if problem.degree is not None and problem.points is None:
        raise NotUnderstood(
            "degree-without-points",
            "A degree belongs to a polynomial through points, and no points are given.",
            fix="Give points such as (0, 6), (1, 0), (2, 0), or leave the degree out.",
        )
    if problem.points is not None and problem.points.shape[1] != 2:
        raise Undefined(
            "not-in-plane",
            f"The points have {problem.points.shape[1]} coordinates. A line needs points in the plane.",
            fix="Give points such as (0, 6), (1, 0), (2, 0).",
        )
    if problem.system is not None:
        _check_unknowns(problem.system, unknowns_of(problem))
    table, right, _ = observations(problem)
    numbers_only(*columns_of(table), right)
    if all(e == 0 for line in table.entries() for e in line):
        raise Undefined(
            "zero-matrix",
            "All entries of A are zero, so every x fits equally well.",
            fix="Give a matrix with an entry that is not zero.",
        )


def _check_unknowns(system: Tuple, unknowns: Tuple) -> None:
    if not any(e.has(u) for e in system for u in unknowns):
        raise linear.no_unknown(system)
    if taken := [u for u in unknowns if NAMES.fullmatch(str(u))]:
        raise NotUnderstood(
            "name-taken",
            f"{taken[0]} cannot be an unknown here: the derivation calls something else by this name. "
            "A is the matrix of the system and b its right side.",
            fix="Call the unknowns x, y, z or x1, x2, x3.",
        )
