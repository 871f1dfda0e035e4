"""The Hessian matrix of a function of several variables.

Differentiate once with respect to each variable, and each result once more with respect to each.  The
mixed derivatives are equal in both orders, so the matrix is symmetric.  At a point its
entries are numbers, which say how the graph bends there.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Integer, Tuple

from tutor.core.claims import Claim
from tutor.core.errors import OverLimit, Undefined
from tutor.core.inputs import ExpressionInput, SymbolsInput, VectorInput
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import nice_surfaces
from tutor.kit.calculus.partials import Gradient
from tutor.kit.calculus.second_order import SecondOrder
from tutor.kit.calculus.several_variables import numbers_only, point_of, the_variables

Goals = dict[str, Claim]
LARGEST = 4


def by_derivatives(problem: Problem) -> Generator[Step, None, Goals]:
    gradient = gradient_of(problem)
    yield from gradient.steps
    second = SecondOrder(gradient)
    goals: Goals = yield from second.collect()
    if problem.at is not None:
        shown, _ = second.put_in(problem.at)
        yield shown
        goals["at"] = shown.claims[0]
    return goals


def gradient_of(problem: Problem) -> Gradient:
    return Gradient(problem.f, problem.variables, "differentiate_partially")


def complete(problem: Problem) -> dict[str, Any]:
    variables = the_variables(problem.f, problem.variables)
    if len(variables) < 2:
        raise Undefined(
            "one-variable",
            "The function has one variable. Its Hessian is its second derivative alone.",
            fix="Ask for the second derivative of the function.",
        )
    if len(variables) > LARGEST:
        raise OverLimit(
            "variables",
            f"There are {len(variables)} variables. The limit here is {LARGEST}.",
            fix="Use fewer variables.",
        )
    found: dict[str, Any] = {"variables": variables}
    if problem.at is None:
        return found
    numbers_only(problem.f, variables)
    at = point_of(problem.at, variables, "the Hessian")
    gradient = Gradient(problem.f, variables, "differentiate_partially")
    gradient.at(at)
    SecondOrder(gradient).at(at)  # raises where a second derivative has no value
    return {**found, "at": at}


def make(rng: Random, level: int) -> dict[str, Any]:
    f, variables = nice_surfaces.polynomial(rng, level)
    made: dict[str, Any] = {"f": f, "variables": variables}
    if level == 1:
        return made
    return {**made, "at": Tuple(*(Integer(rng.randint(-2, 2)) for _ in variables))}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


TOPIC = Topic(
    id="calculus.hessian",
    covers=("calc.hessian",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2*y + y^3"),
        VectorInput(name="at", about="the point", example="(1, 2)", optional=True),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
    ),
    phrases=(
        "[find|compute|calculate|determine|what is] [the] hessian [matrix] {of|for} {f} [at {at}]",
        "[find|compute|calculate|determine|what are] [the|all|all the] second [order] partial derivatives of {f} [at {at}]",
        "hessian [matrix]: {f}",
    ),
    methods={"derivatives": by_derivatives},
    complete=complete,
    make=make,
    goals=goals,
)
