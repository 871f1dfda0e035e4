"""The least squares solution of A x = b, or the line or polynomial that fits points best.

No x may solve all equations.  The best one makes the residual b - A x as short
as possible, and then the residual is orthogonal to the columns of A: these are
the normal equations A^T A x = A^T b.  With orthonormal columns, A = Q R, they
become R x = Q^T b.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Integer, Tuple

from tutor.core.claims import Choice, Claim, Equal, SolutionSet
from tutor.core.figure import Figure
from tutor.core.inputs import (
    ChoiceInput,
    MatrixInput,
    SymbolsInput,
    SystemInput,
    TableInput,
    VectorInput,
)
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix_expression import Norm
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import nice_vectors, pictures_of_data
from tutor.kit.linear_algebra.least_squares_methods import (
    by_calculus,
    by_normal_equations,
    by_pseudo_inverse,
    by_qr,
)
from tutor.kit.linear_algebra.normal_equations import (
    BEST,
    REST,
    is_independent,
    normal_equations,
    residual,
)
from tutor.kit.linear_algebra.observations import (
    DEGREES,
    check_observations,
    observations,
    one_place,
    polynomial,
    unknowns_of,
)
from tutor.kit.linear_algebra.products import dotted
from tutor.kit.unevaluated import power


def suits(problem: Problem) -> tuple[str, ...]:
    independent = is_independent(observations(problem).table)
    others = ("qr", "calculus", "pseudo_inverse") if independent else ()
    return ("normal_equations", *others)


def complete(problem: Problem) -> dict[str, Any]:
    check_observations(problem)
    return {} if problem.system is None else {"unknowns": unknowns_of(problem)}


def make(rng: Random, level: int) -> dict[str, Any]:
    return nice_vectors.observations(rng, level)


def goals(problem: Problem, x: Tuple) -> tuple[tuple[str, Claim], ...]:
    table, right, names = observations(problem)
    r = residual(table, right, x)
    many = SolutionSet(normal_equations(table, right), names, Tuple(x))
    found: list[tuple[str, Claim]] = [
        ("solutions", many) if x.free_symbols else ("solution", Equal(BEST, x))
    ]
    if problem.system is not None:
        found.append(("unknowns", Choice(problem.unknowns)))
    if problem.points is not None and not x.free_symbols:
        found.append(("polynomial", polynomial(x)))
    found += one_place(problem)
    return (
        *found,
        ("residual", Equal(REST, r)),
        ("squares", Equal(power(Norm(r), Integer(2)), dotted(r, r))),
    )


def figures(problem: Problem, x: Tuple) -> tuple[Figure, ...]:
    if problem.points is None or x.free_symbols:
        return ()
    marks = pictures_of_data.fitted_polynomial(problem.points, x)
    if len(x) == 2:
        return (Figure("fitted_line", Equal(BEST, x), marks, "x", "y"),)
    return (Figure("fitted_polynomial", polynomial(x), marks, "x", "y"),)


TOPIC = Topic(
    id="linear_algebra.least_squares",
    covers=("linalg.least_squares",),
    inputs=(
        MatrixInput(
            name="A",
            about="the matrix of the system",
            example="[0 1; 1 1; 2 1]",
            largest=MATRIX_WITH_STEPS,
            optional=True,
        ),
        VectorInput(name="b", about="the right side", example="(6, 0, 0)", optional=True),
        TableInput(
            name="points",
            about="points in the plane, to be fitted by a line or a polynomial",
            example="(0, 6), (1, 0), (2, 0)",
            optional=True,
        ),
        ChoiceInput(
            name="degree",
            about="the degree of the polynomial through the points, 1 for a line",
            example="2",
            options=DEGREES,
            optional=True,
        ),
        SystemInput(
            name="system",
            about="linear equations, more than the unknowns can fulfil",
            example="x + y = 1; x - y = 3; 2x + y = 4",
            optional=True,
        ),
        SymbolsInput(
            name="unknowns",
            about="the unknowns of the equations, if their order matters",
            example="x, y",
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {least squares|least-squares} {solution of|solution to|for} {A} x = {b}",
        "[find|compute|what is] [the] {least squares|least-squares} solution [of Ax=b|of Ax = b][:|,|.| for| with] A={A}[,|;| and] b={b}",
        "[find|compute|what is] [the] {least squares|least-squares} solution {to|of} {Ax = b|Ax=b|A x = b} {for|with|where} "
        "A = {A}[,|;| and] b = {b}",
        "solve {Ax = b|Ax=b|A x = b} {by|using|in the sense of} least squares {for|with|where} A = {A}[,|;| and] b = {b}",
        "solve [by least squares] {A} x = {b} {by|in the sense of} least squares",
        "[find] [the] {least squares|least-squares} [solution] [for|of|with] {A=|A = }{A}{,|;| and|, and} {b=|b = }{b}",
        "solve {A} x{ = |=}{b} in the {least squares|least-squares} sense",
        r"{A}{x|\\bm x| x }\\approx{b}",
        "{A} x {≈|~} {b}",
        "[find|compute|what is] [the] {least squares|least-squares} solution {of|to|for} [the] [overdetermined|over-determined|inconsistent] [system|equations] {system}",
        "[find|compute|what is] [the] {least squares|least-squares} solution[:|,] {system}",
        "[find] [the] best approximate solution {of|to} [the] [overdetermined|over-determined|inconsistent] [system|equations] {system}",
        "solve [the] [overdetermined|over-determined|inconsistent] [system] {system} {by|using|with|in the sense of} [the method of] {least squares|least-squares}",
        "{least squares|least-squares}[:] {system}",
        "[find|compute|what is] [the] {least squares|least-squares|regression|best fit|best-fit|best fitting} line {through|for|of|to} [the points] {points}",
        "{least squares|least-squares}[:| for| of| on] [the points] {points}",
        "[find|what is] [the] best line {through|for} [the] [points] {points}",
        "linear regression[ through| for| of| on|:] [the] [points] {points} [{by|using|with} [the] normal equations]",
        "fit a [straight] line {to|through} [the] [data] [points] {points} [{by|using|with} [the method of] least squares]",
        "fit a {degree} [polynomial|curve|function] {to|through} [the] [points|data] {points} [by|using] [least squares]",
        "fit a polynomial of degree {degree} {to|through} [the] [points|data] {points} [by|using] [least squares]",
        "fit a degree {degree} polynomial {to|through} [the] [points|data] {points} [by|using] [least squares]",
        "[find|compute|what is] [the] {least squares|least-squares|best fit|best-fit|best fitting} {degree} [fit|polynomial|curve] {through|for|of|to} [the] [points|data] {points}",
        "[find|compute|what is] [the] {least squares|least-squares|best fit|best-fit|best fitting} polynomial of degree {degree} {through|for|of|to} [the] [points|data] {points}",
        "[find|compute|what is] [the] {degree} [polynomial|curve] of best fit {through|for|of|to} [the] [points|data] {points}",
    ),
    methods={
        "normal_equations": by_normal_equations,
        "qr": by_qr,
        "calculus": by_calculus,
        "pseudo_inverse": by_pseudo_inverse,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
