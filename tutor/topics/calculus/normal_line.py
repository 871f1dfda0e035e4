"""The normal line to a curve at a point, which is perpendicular to the tangent there.

The derivative gives the slope of the tangent.  Slopes of perpendicular lines have
the product -1, so the normal has minus one over that slope.  Where the tangent is
horizontal the normal is vertical, and has no slope.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Integer, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Defines, Equal
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, NumberInput, SymbolsInput
from tutor.core.matrix_expression import Dot
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.line_phrases import line_phrases
from tutor.kit.calculus.linearization import (
    Linearization,
    normal_figure,
    require_point_with_slope,
)
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.calculus.partials import Gradient
from tutor.kit.nice import nonzero
from tutor.kit.unevaluated import MINUS, ONE, ZERO, added, divided, times

Goals = dict[str, Claim]
SLOPE = Symbol("m")


def by_slopes(problem: Problem) -> Generator[Step, None, Goals]:
    touching = linearization_of(problem)
    goals = yield from touching.prepare()
    slope = touching.slopes[0]
    named = Defines(SLOPE, slope)
    if slope == 0:
        level = Compared(SLOPE, "=", ZERO)
        yield step("see_vertical_normal", named, level)
        return goals | {"horizontal_tangent": level}
    yield step("name_slope", named)
    turned = sp.radsimp(MINUS / slope)
    yield step("turn_slope", Equal(divided(MINUS, SLOPE), turned))
    (away,) = touching.away
    line = added(times(turned, away), touching.value)
    normal = Equal(line, sp.expand(line.doit()))
    origin = Dot(Tuple(touching.value, turned), Tuple(ONE, away))
    yield step("write_normal", normal, Equal(origin, line))
    return goals | {"normal": normal}


def linearization_of(problem: Problem) -> Linearization:
    return Linearization(
        Gradient(problem.f, (problem.x,), "differentiate", at=problem.at), (problem.at,)
    )


def complete(problem: Problem) -> dict[str, Any]:
    x = the_variable(problem.f, problem.x)
    require_point_with_slope(problem.f, x, problem.at, problem.value)
    return {"x": x, "value": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    x, a = Symbol("x"), Integer(rng.randint(-2, 3))
    if level == 1:
        f = nonzero(rng, 3) * x**2 + nonzero(rng, 4) * x + nonzero(rng, 5)
    elif level == 2:
        middle = nonzero(rng, 3)  # of a parabola: its normal there is vertical
        upright = sp.expand((x - middle) ** 2) + nonzero(rng, 5)
        f, a = rng.choice(
            (
                (x**3 - nonzero(rng, 3) * x, a),
                (nonzero(rng, 6) / (x + 5), a),
                (upright, Integer(middle)),
            )
        )
    else:
        b, a = rng.randint(1, 5), Integer(0)
        f = rng.choice(
            (
                sp.sqrt(x + b * b),
                nonzero(rng, 4) * sp.exp(nonzero(rng, 3) * x),
                sp.log(x + 1) + nonzero(rng, 3) * x,
            )
        )
    return {"f": f, "x": x, "at": a}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    return normal_figure(linearization_of(problem), found)


TOPIC = Topic(
    id="calculus.normal_line",
    covers=(),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^2"),
        NumberInput(name="at", about="where the line meets the curve", example="1"),
        NumberInput(name="value", about="the value there", example="1", optional=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
    ),
    phrases=line_phrases("normal"),
    methods={"slopes": by_slopes},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
