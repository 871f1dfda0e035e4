"""The tangent line to a curve at a point, and an estimate from it.

The tangent has the value of the function and its slope at the point.  Close to
the point it is the best approximation by a straight line.  Where the slope
grows beyond every bound the tangent is vertical; at a corner there is none.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import CRootOf, Integer, Symbol

from tutor.core.claims import Claim
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, NumberInput, SymbolsInput
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import linearization
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.line_phrases import line_phrases
from tutor.kit.calculus.linearization import Linearization
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.calculus.partials import Gradient
from tutor.kit.nice import nonzero

Goals = dict[str, Claim]


def by_slope(problem: Problem) -> Generator[Step, None, Goals]:
    line = linearization_of(problem)
    goals = yield from line.prepare()
    goals |= yield from line.write("write_line")
    near = None if problem.near is None else (problem.near,)
    return goals | (yield from line.estimate(near))


def by_taylor_polynomial(problem: Problem) -> Generator[Step, None, Goals]:
    line = linearization_of(problem)
    goals = yield from line.prepare()
    goals |= yield from line.expand()
    near = None if problem.near is None else (problem.near,)
    return goals | (yield from line.estimate(near))


def suits(problem: Problem) -> tuple[str, ...]:
    both_sides = Approach(problem.x, problem.at).is_defined(problem.f)
    return ("slope", "taylor") if both_sides and not problem.at.has(CRootOf) else ("slope",)


def linearization_of(problem: Problem) -> Linearization:
    return Linearization(
        Gradient(problem.f, (problem.x,), "differentiate", at=problem.at), (problem.at,)
    )


def complete(problem: Problem) -> dict[str, Any]:
    x = the_variable(problem.f, problem.x)
    linearization.require_point_with_slope(problem.f, x, problem.at, problem.value)
    return {"x": x, "value": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    x, a = Symbol("x"), Integer(rng.randint(-2, 3))
    if level == 1:
        return {
            "f": nonzero(rng, 3) * x**2 + nonzero(rng, 4) * x + nonzero(rng, 5),
            "x": x,
            "at": a,
        }
    if level == 2:
        f = rng.choice(
            (x**3 - nonzero(rng, 3) * x, nonzero(rng, 6) / (x + 5), sp.exp(x) * nonzero(rng, 3))
        )
        return {"f": f, "x": x, "at": a}
    b = rng.randint(1, 5)
    f = rng.choice(
        (sp.sqrt(x + b * b), x * sp.exp(nonzero(rng, 2) * x), sp.log(x + 1) + nonzero(rng, 3) * x)
    )
    return {"f": f, "x": x, "at": Integer(0), "near": sp.Rational(rng.randint(1, 3), 10)}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    return linearization.line_figure(linearization_of(problem), found)


TOPIC = Topic(
    id="calculus.tangent_line",
    covers=("calc.tangent_line",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2"),
        NumberInput(name="at", about="where the line touches the curve", example="1"),
        NumberInput(name="value", about="the value there", example="1", optional=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        NumberInput(
            name="near",
            about="a place at which the tangent estimates the function",
            example="1.1",
            optional=True,
        ),
    ),
    phrases=(
        *line_phrases("tangent"),
        "[find|what is] [the] {linear approximation|linearization|linearisation} {of|to} {f} at [a = |a=]{at}",
        "[find|what is] [the] {linear approximation|linearization|linearisation} {of|to} {f} at {x} = {at}",
        "estimate {f} at {near} [with|from] [the] tangent [line] at {at}",
    ),
    methods={"slope": by_slope, "taylor": by_taylor_polynomial},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
