"""The Jacobian matrix of a map, and its determinant.

Row k holds the partial derivatives of component k.  At a point the matrix is
the linear map that comes closest to the map there.  The determinant says by
which factor small areas or volumes grow; where it is zero, the map flattens.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Symbol, Tuple, cos, exp, sin

from tutor.core.claims import Claim, Compared, Defines, Equal, Substituted
from tutor.core.errors import OverLimit, counted
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import MapInput, VectorInput
from tutor.core.matrix import Matrix
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import cell_pictures
from tutor.kit.calculus.partials import Gradient, matrix_entry
from tutor.kit.calculus.several_variables import point_of
from tutor.kit.domain import combined
from tutor.kit.linear_algebra.expansion import diagonal_products
from tutor.kit.nice import nonzero
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
J = Symbol("J")
LARGEST = 4


def by_rows(problem: Problem) -> Solution:
    gradients = _gradients(problem)
    for gradient in gradients:
        yield from gradient.steps
    return (yield from _conclude(problem, gradients, "collect_jacobian"))


def by_columns(problem: Problem) -> Solution:
    """One variable moves at a time; column k says how all components answer to it."""
    gradients = _gradients(problem)
    for steps in zip(*(gradient.steps for gradient in gradients), strict=True):
        yield from steps
    return (yield from _conclude(problem, gradients, "collect_jacobian_by_columns"))


def _gradients(problem: Problem) -> list[Gradient]:
    variables, components = problem.F
    return [Gradient(f, variables, "differentiate_partially", matrix_entry) for f in components]


def _conclude(problem: Problem, gradients: list[Gradient], rule: str) -> Solution:
    """The matrix of the partial derivatives, at the point if there is one, and its determinant."""
    matrix = Matrix.of([list(g.entries) for g in gradients])
    given = combined(*(g.given for g in gradients))
    equal = Equal(J, matrix, given)
    yield step(rule, Defines(J, matrix), equal)
    goals: Goals = {"jacobian": equal}
    square = matrix.shape[0] == matrix.shape[1]
    if square and problem.at is None:
        expanded = _determinant(matrix)
        rule = "find_jacobian_area" if matrix.shape[0] == 2 else "find_jacobian_determinant"
        yield step(rule, Equal(Det(matrix), expanded, given))
        shorter = _by_pythagoras(expanded)
        if shorter != expanded:
            yield step("tidy_jacobian_determinant", Equal(expanded, shorter, given))
        goals["determinant"] = Equal(Det(matrix), shorter, given)
    if problem.at is not None:
        goals |= yield from _at(problem, gradients, matrix, square)
    return goals


def _at(problem: Problem, gradients: list[Gradient], matrix: Matrix, square: bool) -> Solution:
    here = Matrix.of([list(g.at(problem.at)) for g in gradients])
    used = gradients[0].used(matrix, problem.at)
    put: Claim = Substituted(matrix, used, here) if used else Equal(J, here)
    yield step("insert_point_in_jacobian" if used else "note_constant_jacobian", put)
    goals: Goals = {"at": put}
    if square:
        value = _determinant(here)
        determinant = Equal(Det(here), value)
        if len(problem.at) == 2:
            products = diagonal_products(here)
            yield step("multiply_diagonals", Equal(Det(here), products))
            yield step("find_jacobian_area", Equal(products, value))
        else:
            yield step("find_jacobian_determinant", determinant)
        decided = Compared(Det(here), "=" if value == 0 else "!=", ZERO)
        yield step("see_flattening" if value == 0 else "see_local_inverse", decided)
        goals |= {"determinant": determinant, "invertible": decided}
    return goals


def _determinant(matrix: Matrix) -> Expr:
    return sp.expand(sp.Matrix(matrix.entries()).det(method="berkowitz"))


def _by_pythagoras(value: Expr) -> Expr:
    """The value with squares of a sine and a cosine put together, or as it was if there are none."""
    squares = {p for p in value.atoms(sp.Pow) if isinstance(p.base, sp.sin | sp.cos)}
    shorter = tidy(value)
    return shorter if squares - shorter.atoms(sp.Pow) else value


def complete(problem: Problem) -> dict[str, Any]:
    variables, components = problem.F
    if max(len(variables), len(components)) > LARGEST:
        raise OverLimit(
            "map-size",
            f"The map has {counted(len(variables), 'variable', 'variables')} and "
            f"{counted(len(components), 'component', 'components')}. "
            f"The limit here is {LARGEST} of each.",
            fix="Use a smaller map.",
        )
    for f in components:
        gradient = Gradient(f, variables, "differentiate_partially")
        if problem.at is not None:
            gradient.at(point_of(problem.at, variables, "the Jacobian"))
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    x, y = Symbol("x"), Symbol("y")
    a, b = Integer(nonzero(rng, 4)), Integer(nonzero(rng, 4))
    components = {
        1: (x**2 + a * y, b * x * y),
        2: (x**2 * y, a * x + rng.choice((sin(y), cos(y), exp(y)))),
        3: rng.choice(((x * exp(a * y), x**2 + b * y**2), (x * cos(a * y), x * sin(a * y)))),
    }[level]
    made: dict[str, Any] = {"F": Tuple(Tuple(x, y), Tuple(*components))}
    return made if level < 3 else {**made, "at": Tuple(Integer(rng.randint(-2, 2)), Integer(0))}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    variables, components = problem.F
    if problem.at is None or not len(variables) == len(components) == 2:
        return ()
    determinant = found["determinant"]
    assert isinstance(determinant, Equal)
    slopes = determinant.before.args[0]
    marks = cell_pictures.curved_cell(components, variables, problem.at, slopes)
    return (Figure("curved_cell", determinant, marks, "u", "v", equal=True),) if marks else ()


TOPIC = Topic(
    id="calculus.jacobian",
    covers=("calc.multichain",),
    inputs=(
        MapInput(name="F", about="the map", example="F(x, y) = (x^2 y, 5x + sin(y))"),
        VectorInput(name="at", about="the point", example="(1, 2)", optional=True),
    ),
    phrases=(
        "[find|compute|what is] [the] jacobian [matrix] [and [the|its] determinant] of {F} [at {at}]",
        "[find|compute|what is] [the] jacobian determinant of {F} [at {at}]",
    ),
    methods={"rows": by_rows, "columns": by_columns},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
