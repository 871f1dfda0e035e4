"""Partial derivatives, the gradient, and the slope in a direction.

For a partial derivative all letters but one are constants.  The gradient
collects the partial derivatives; it points where the function grows fastest.
Its dot product with a direction of length one is the slope in that direction.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Basic, Derivative, Integer, Rational, Tuple, radsimp, sqrt, trigsimp

from tutor.core.claims import Claim, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, NumberInput, SymbolsInput, VectorInput
from tutor.core.matrix_expression import Dot, Norm, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.calculus import central_differences, gradient_pictures, nice_surfaces
from tutor.kit.calculus.one_variable import NAMES
from tutor.kit.calculus.partials import Gradient
from tutor.kit.calculus.several_variables import point_of, refuse_zero, the_variables
from tutor.kit.linear_algebra.vectors import dot, products, same_length
from tutor.kit.unevaluated import divided

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]


def by_rules(problem: Problem) -> Solution:
    gradient = Gradient(problem.f, problem.variables, "differentiate_partially")
    yield from gradient.steps
    symbols = Tuple(*(Derivative(problem.f, x) for x in problem.variables))
    collected = Equal(symbols, gradient.entries, gradient.given)
    yield step("collect_gradient", collected)
    goals: Goals = {"gradient": collected}
    if problem.at is None:
        return goals
    value = gradient.at(problem.at)
    there = gradient.put_in("insert_point_in_gradient", problem.at)
    if there is None:
        there = gradient.height("note_constant_gradient", problem.at)
    yield there
    goals["at"] = there.claims[0]
    if any(value):
        length = Equal(Norm(value), sqrt(trigsimp(dot(value, value))))
        yield step("find_steepest_slope", length)
        goals["steepest"] = length
    if problem.direction is not None:
        goals |= yield from _slope_in(problem.direction, value)
    return goals


def by_central_differences(problem: Problem) -> Solution:
    gradient = Gradient(problem.f, problem.variables, "differentiate_partially")
    h = problem.h or central_differences.STEP
    estimates = yield from central_differences.estimate(gradient, problem.at, h)
    goals = yield from by_rules(problem)
    compared = central_differences.compare(gradient, problem.at, estimates, h)
    yield compared
    return goals if problem.h is None else {**goals, "differences": compared.claims[0]}


def suits(problem: Problem) -> tuple[str, ...]:
    gradient = Gradient(problem.f, problem.variables, "differentiate_partially")
    if problem.h is not None:
        return ("central_differences",)
    numeric = problem.at is not None and central_differences.is_suited(gradient, problem.at)
    return ("rules", "central_differences") if numeric else ("rules",)


def _slope_in(direction: Tuple, gradient: Tuple) -> Solution:
    length = sqrt(dot(direction, direction))
    yield step("measure_direction", Equal(Norm(direction), length))
    unit = Tuple(*(radsimp(c / length) for c in direction))
    shorter: Basic = direction
    if length != 1:
        shorter = ScalarMultiple(divided(Integer(1), length), direction)
        yield step("shorten_direction", Equal(shorter, unit))
    slope, written = dot(gradient, unit), products(gradient, unit)
    result = Equal(Dot(gradient, shorter), slope)
    reasons = [Equal(Dot(gradient, shorter), Dot(gradient, unit))] if length != 1 else []
    spelled = Equal(Dot(gradient, unit), written)
    yield step("multiply_with_direction", result, *reasons, spelled, Equal(written, slope))
    return {"slope": result}


def complete(problem: Problem) -> dict[str, Any]:
    if str(problem.f) in NAMES and problem.variables is None:
        raise NotUnderstood(
            "no-formula",
            f"There is no formula for {problem.f}.",
            fix=f"Add it, for example: gradient of {problem.f} where {problem.f} = x^2*y.",
        )
    variables = the_variables(problem.f, problem.variables)
    at, direction = problem.at, problem.direction
    if direction is not None and at is None:
        at = point_of(None, variables, "the slope in a direction")
    if at is not None:
        at = point_of(at, variables, "the gradient")
        Gradient(problem.f, variables, "differentiate_partially").at(at)
    if problem.h is not None:
        _require_close_differences(problem, variables, at)
    if direction is not None:
        same_length(direction, variables)
        refuse_zero(direction)
    return {"variables": variables, "at": at, "direction": direction}


def _require_close_differences(problem: Problem, variables: Tuple, at: Tuple | None) -> None:
    """Raise an error where a step does not give the gradient to a hundredth."""
    if at is None:
        at = point_of(None, variables, "a central difference")
    gradient = Gradient(problem.f, variables, "differentiate_partially")
    if not central_differences.is_suited(gradient, at, problem.h):
        raise Undefined(
            "coarse-step",
            "With this step the central differences are too far from the gradient, or the function has no value there.",
            fix="Take a shorter step, such as h = 0.01, and at most three variables.",
        )


def make(rng: Random, level: int) -> dict[str, Any]:
    f, variables = nice_surfaces.polynomial(rng, level)
    made: dict[str, Any] = {"f": f, "variables": variables}
    if level > 1:
        made["at"] = Tuple(*(Integer(rng.randint(-2, 2)) for _ in variables))
    if level == 2 and rng.random() < 0.3:
        made["h"] = Rational(1, 100)
    if level > 2:
        made["direction"] = Tuple(*map(Integer, rng.choice(((3, 4), (-4, 3), (1, 1), (5, -12)))))
    return made


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    if problem.at is None or len(problem.variables) != 2 or "at" not in found:
        return ()
    value = Gradient(problem.f, problem.variables, "").at(problem.at)
    marks = gradient_pictures.arrow_on_contours(
        problem.f, problem.variables, problem.at, value, problem.direction
    )
    x, y = map(str, problem.variables)
    return (Figure("gradient_on_contours", found["at"], marks, x, y, equal=True),) if marks else ()


TOPIC = Topic(
    id="calculus.gradient",
    covers=("calc.gradient",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2 + 3x y"),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
        VectorInput(name="at", about="the point", example="(1, 2)", optional=True),
        VectorInput(name="direction", about="the direction", example="(3, 4)", optional=True),
        NumberInput(
            name="h",
            about="the step of central differences",
            example="0.1",
            optional=True,
            minimum=Integer(0),
            open_below=True,
        ),
    ),
    phrases=(
        "[find|what is|compute] [the] gradient of {f} [at {at}]",
        "[find|compute] [the|all] partial derivatives of {f} [at {at}]",
        "[find|what is] [the] {direction of [the] {steepest|greatest|fastest} {ascent|increase}|{steepest|greatest|fastest} {ascent|increase} direction|maximum rate of change} of {f} at {at}",
        "[find|what is|compute] [the] directional derivative of {f} at {at} in [the] direction [of] {direction}",
        "[find|what is|compute] [the] slope of {f} at {at} in [the] direction [of] {direction}",
        "[find the gradient] {grad|nabla} {f} [at {at}]",
        r"[find|compute|what is] {\\nabla |∇ |∇}{f} [at {at}]",
        "[find|what is|compute] [the] gradient of f {where|for|if|when|with} [f = |f=]{f} [at {at}]",
        r"[find|what is|compute] {grad f|nabla f|\\nabla f|∇f|∇ f}{ where| for| of| if| when| with|,|, where} [f = |f=]{f}[ at {at}|, at {at}]",
        "[find|compute] f_x and f_y {where|for|of|if|when|with} [f = |f=]{f} [at {at}]",
        "[find|compute] [the|all] partial derivatives of {f} {with respect to|wrt} {variables} [at {at}]",
        "[find|compute|what is] [the] gradient of {f} [at {at}] {with respect to|wrt} {variables}",
        "[do|make] [a|the] [numerical] gradient {check|checking} {of|for} {f} at {at} {with|using} [a|the] [step] [size] [h = |h=|h ]{h}",
        "[do|make] [a|the] [numerical] gradient {check|checking} [with|using] [step] [h = |h=|h ]{h} {of|for} {f} at {at}",
        "[find|compute|approximate] [the] {numerical gradient of {f} at {at}|gradient of {f} at {at} {by|with|using} central differences}[,] [with|using|and] [a|the] [step] [size] [h = |h=|h ]{h}",
    ),
    bare=("gradient",),
    methods={"rules": by_rules, "central_differences": by_central_differences},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
