"""The tangent plane to the graph of a function of several variables, and an estimate from it.

At a point the plane has the height of the function and its slopes along the
axes.  Close to the point it is the best approximation of degree one.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Add, Expr, Integer, Tuple, expand

from tutor.core.claims import Claim, Equal
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, SymbolsInput, VectorInput
from tutor.core.matrix_expression import Dot
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.core.written import written
from tutor.kit.calculus import linearization, nice_surfaces
from tutor.kit.calculus.linearization import Linearization
from tutor.kit.calculus.partials import Gradient
from tutor.kit.calculus.several_variables import numbers_only, point_of, the_variables
from tutor.kit.linear_algebra.vectors import products
from tutor.kit.real_values import value_at

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]


def by_slopes(problem: Problem) -> Solution:
    plane = linearization_of(problem)
    goals = yield from plane.prepare()
    goals |= yield from plane.write("write_plane")
    return goals | (yield from plane.estimate(problem.near))


def by_dot_product(problem: Problem) -> Solution:
    plane = linearization_of(problem)
    goals = yield from plane.prepare()
    product = products(plane.slopes, plane.away)
    yield step("multiply_with_gradient", Equal(Dot(plane.slopes, plane.away), product))
    goals |= yield from plane.write("write_plane")
    return goals | (yield from plane.estimate(problem.near))


def linearization_of(problem: Problem) -> Linearization:
    gradient = Gradient(problem.f, problem.variables, "differentiate_partially")
    return Linearization(gradient, problem.at)


def complete(problem: Problem) -> dict[str, Any]:
    variables = the_variables(problem.f, problem.variables)
    numbers_only(problem.f, variables)
    at = point_of(_without_height(problem.f, problem.at, variables), variables, "the tangent plane")
    if len(variables) < 2:
        raise Undefined(
            "one-variable",
            "The function has one variable, so its graph has a tangent line and no tangent plane.",
            fix="Ask for the tangent line.",
        )
    Gradient(problem.f, variables, "differentiate_partially").at(at)
    if problem.near is not None:
        point_of(problem.near, variables, "the estimate")
    return {"variables": variables, "at": at}


def _without_height(f: Expr, at: Tuple | None, variables: Tuple) -> Tuple | None:
    """A point of the surface z = f(x, y) without its last coordinate, which must be the height there."""
    if at is None or len(at) != len(variables) + 1 or len(variables) < 2:
        return at
    *place, height = at
    if value_at(f, dict(zip(variables, place, strict=True))) != height:
        raise Undefined(
            "not-on-surface",
            f"The point {written(at)} is not on the surface.",
            fix=f"Name the place alone: at {written(Tuple(*place))}.",
        )
    return Tuple(*place)


def make(rng: Random, level: int) -> dict[str, Any]:
    f, variables = nice_surfaces.polynomial(rng, level)
    if f.has(Add) and len(variables) == 3:
        f = f.xreplace({nice_surfaces.Z: Integer(1)})
        variables = Tuple(*variables[:2])
    at = Tuple(*(Integer(rng.randint(-2, 2)) for _ in variables))
    return {"f": expand(f), "variables": variables, "at": at}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    return linearization.plane_figure(linearization_of(problem), found)


TOPIC = Topic(
    id="calculus.tangent_plane",
    covers=("calc.tangent_plane",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2 + y^2"),
        VectorInput(name="at", about="the point of contact", example="(1, 2)"),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
        VectorInput(
            name="near",
            about="a point at which the plane estimates the function",
            example="(1.1, 2)",
            optional=True,
        ),
    ),
    phrases=(
        "[find|what is] [the] [equation of the] tangent plane {to|of} [the graph of] {f} at {at}",
        "[find] [the] equation z=... of the tangent plane {to|of} {f} at {at}",
        "{f}, tangent plane at {at}",
        "[find] [the] {linear approximation|linearization|linearisation} {of|to} {f} at {at}",
        "estimate {f} at {near} [with|from] [the] tangent plane at {at}",
    ),
    methods={"slopes": by_slopes, "dot_product": by_dot_product},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
