"""The Hessian matrix of a function of several variables.

Differentiate once with respect to each variable, and each result once more with respect to each.  The
mixed derivatives are equal in both orders, so the matrix is symmetric.  At a point its
entries are numbers, which say how the graph bends there.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Definite
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.figure import Dots, Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, SymbolsInput, VectorInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import gradient_pictures, nice_surfaces
from tutor.kit.calculus.partials import Gradient
from tutor.kit.calculus.second_order import SecondOrder
from tutor.kit.calculus.several_variables import numbers_only, point_of, the_variables
from tutor.kit.linear_algebra import signs

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
    if problem.asked is not None:
        here = second.matrix if problem.at is None else second.at(problem.at)
        yield from signs.find_leading_minors(here)
        goals["kind"] = Definite(here, signs.kind_of(here))
        yield step("decide_by_minors", goals["kind"])
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
    asked = None if problem.asked is None else "definiteness"
    found: dict[str, Any] = {"variables": variables, "asked": asked}
    if problem.at is None:
        if problem.asked is not None:
            _refuse_letters(problem.f, variables)
        return found
    numbers_only(problem.f, variables)
    at = point_of(problem.at, variables, "the Hessian")
    gradient = Gradient(problem.f, variables, "differentiate_partially")
    gradient.at(at)
    SecondOrder(gradient).at(at)  # raises where a second derivative has no value
    return {**found, "at": at}


def _refuse_letters(f: Expr, variables: tuple[Symbol, ...]) -> None:
    """Raise an error if the Hessian is no matrix of numbers."""
    numbers_only(f, variables)
    second = SecondOrder(Gradient(f, variables, "differentiate_partially"))
    if any(entry.free_symbols for row in second.matrix.entries() for entry in row):
        raise NotUnderstood(
            "missing-point",
            "This Hessian changes from point to point, and with it its signs.",
            fix="Name the point, for example: is the Hessian of x^2*y + y^3 positive definite at (1, 2).",
        )


def make(rng: Random, level: int) -> dict[str, Any]:
    f, variables = nice_surfaces.polynomial(rng, level)
    made: dict[str, Any] = {"f": f, "variables": variables}
    if level == 1:
        return made
    made["at"] = Tuple(*(Integer(rng.randint(-2, 2)) for _ in variables))
    return {**made, "asked": "definiteness"} if level == 3 else made


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    """Level curves of the function less its tangent plane: circles, ovals, or a saddle."""
    if "kind" not in found or len(problem.variables) != 2:
        return ()
    at = problem.at or Tuple(Integer(0), Integer(0))
    ways = (x - a for x, a in zip(problem.variables, at, strict=True))
    plane = sum((s * w for s, w in zip(gradient_of(problem).at(at), ways, strict=True)), Integer(0))
    place = float(at[0]), float(at[1])
    contours = gradient_pictures.contours_around(problem.f - plane, problem.variables, place, 1.0)
    if contours is None:
        return ()
    x, y = map(str, problem.variables)
    marks = (contours, Dots((place,), label="point"))
    return (Figure("bend_at_point", found["kind"], marks, x, y, equal=True),)


SIGNS = "{asked}[{ definite| semidefinite| semi-definite}]"
ASKED = "[find|compute|calculate|determine|what is] [the] hessian [matrix] {of|for} {f}"
AND = (
    "{. is it |; is it |, is it |? is it |. is the hessian | and decide whether it is | and check whether it is "
    "| and determine whether it is | and say whether it is | and decide if it is | and determine if it is | and its }"
)
TOPIC = Topic(
    id="calculus.hessian",
    covers=("calc.hessian",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2*y + y^3"),
        VectorInput(name="at", about="the point", example="(1, 2)", optional=True),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
        ChoiceInput(
            name="asked",
            about="a word for the signs of the Hessian, if they are asked for",
            example="positive",
            optional=True,
            options=dict.fromkeys(
                ("positive", "negative", "indefinite", "definite", "definiteness"), "definiteness"
            ),
        ),
    ),
    phrases=(
        "[find|compute|calculate|determine|what is] [the] hessian [matrix] {of|for} {f} [at {at}]",
        "[find|compute|calculate|determine|what are] [the|all|all the] second [order] partial derivatives of {f} [at {at}]",
        "hessian [matrix]: {f}",
        "is the hessian [matrix] {of|for} {f} " + SIGNS + " [at [the point] {at}]",
        "is the hessian [matrix] {of|for} {f} at [the point] {at} " + SIGNS,
        "{decide|determine|check|show} {whether|if|that} the hessian [matrix] {of|for} {f} is "
        + SIGNS
        + " [at [the point] {at}]",
        "{decide|determine|check|show} {whether|if|that} the hessian [matrix] {of|for} {f} at [the point] {at} is "
        + SIGNS,
        ASKED + " [at [the point] {at}]" + AND + SIGNS,
        ASKED + AND + SIGNS + " at [the point] {at}",
        "[find|decide|determine|what is] [the] {asked} of the hessian [matrix] {of|for} {f} [at [the point] {at}]",
    ),
    methods={"derivatives": by_derivatives},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
