"""Gradient descent for a regression line.

The cost of a line is a multiple of the sum of its squared residuals.  Its
partial derivatives are means of the residuals, once weighted with x; both
coefficients move against them at once.  The least squares line, where both are
zero, stands beside it.  Standardised data have a rounder cost; the line found for
them is turned back into one for the data as they are.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Extremum
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Curve, Dots, Figure, Mark
from tutor.core.inputs import ChoiceInput, DataInput, TableInput, VectorInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import iteration_inputs, iteration_pictures
from tutor.kit.calculus.descent import Descended, descend
from tutor.kit.calculus.iteration_ends import Goals
from tutor.kit.calculus.iteration_inputs import INSIDE, RATE, STEPS
from tutor.kit.calculus.quadratic import solve_gradient
from tutor.kit.real_values import value_at
from tutor.kit.statistics.squared_cost import CONVENTIONS, COST, B, M, name_data, set_up
from tutor.kit.statistics.standardising import (
    U,
    V,
    best_original_line,
    standardise,
    write_original_line,
)

STANDARDISED = "standardised"
SCALINGS = {
    "original": "original",
    **dict.fromkeys(("standardised", "standardized", "normalised", "normalized"), STANDARDISED),
}


@dataclass(frozen=True)
class Outcome:
    """What the descent found, the best line for the data as they are, and the goals.

    `columns` are slope and height of a line for the data as they are, if these were standardised.
    """

    descended: Descended
    best: tuple[float, ...] | None
    columns: Mapping[Symbol, Expr]
    goals: Goals


def by_descent(problem: Problem) -> Generator[Step, None, Outcome]:
    yield from name_data(problem.x, problem.y)
    if problem.data == STANDARDISED:
        scaled = yield from standardise(problem.x, problem.y)
        cost = yield from set_up(scaled.x, scaled.y, problem.cost, (U, V))
        yield from write_original_line()
        columns = scaled.columns
    else:
        scaled, columns = None, {}
        cost = yield from set_up(problem.x, problem.y, problem.cost)
    f, slopes = cost.polynomial, cost.slopes
    start = tuple(problem.start)
    steps = int(problem.steps)
    found = yield from descend(f, slopes, start, problem.alpha, steps, COST, columns)
    goals = found.goals
    best, solved = yield from solve_gradient(slopes)
    goals += solved
    if best is not None:
        value = value_at(f, dict(zip((M, B), best, strict=True)))
        claim = Extremum(f, Tuple(M, B), Tuple(), best, value, "minimum")
        yield step("note_best_line", claim)
        goals += (("minimum", claim),)
        if scaled is not None:
            goals += yield from best_original_line(scaled, best)
    return Outcome(found, _original(best, columns), columns, goals)


def _original(best: Tuple | None, columns: Mapping[Symbol, Expr]) -> tuple[float, ...] | None:
    """Slope and height of the best line for the data as they are."""
    if best is None:
        return None
    at = dict(zip((M, B), best, strict=True))
    return tuple(float(e.xreplace(at)) for e in columns.values()) or tuple(map(float, best))


def complete(problem: Problem) -> dict[str, Any]:
    x, y = problem.x, problem.y
    if problem.points is not None:
        if problem.points.shape[1] != 2:
            raise NotUnderstood(
                "points",
                f"The points have {problem.points.shape[1]} coordinates. A line needs two.",
                fix="For example (1, 2), (2, 5), (3, 3).",
            )
        x, y = (Tuple(*(line[k] for line in problem.points.entries())) for k in (0, 1))
    if x is None or y is None or len(x) != len(y):
        raise NotUnderstood(
            "points-missing",
            "The data need as many values y as values x.",
            fix="Give points such as (1, 2), (2, 5), (3, 3).",
        )
    if len(problem.start) != 2 or problem.start.free_symbols:
        raise NotUnderstood(
            "start",
            "The start is a slope m and an intercept b, two numbers.",
            fix="For example start = (0, 0).",
        )
    scaling = STANDARDISED if SCALINGS.get(problem.data) == STANDARDISED else None
    for name, values in (("x", x), ("y", y)):
        if scaling and len(set(values)) < 2:
            raise Undefined(
                "no-spread",
                f"All values {name} are the same, so their standard deviation is 0. "
                "Nothing can be divided by it.",
                fix="Give other data, or leave them as they are.",
            )
    return {"x": x, "y": y, "points": None, "data": scaling}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Three to five points near a line, so that the numbers stay short."""
    count = 2 + level
    x = rng.sample(range(-2, 4), count)
    slope, height = rng.choice((1, -1, 2)), rng.randint(-2, 3)
    y = [slope * v + height + rng.randint(-1, 1) for v in x]
    return {
        "x": Tuple(*map(Integer, x)),
        "y": Tuple(*map(Integer, y)),
        "start": Tuple(Integer(rng.randint(0, 1)), Integer(0)),
        "alpha": Rational(1, 10),
        "steps": Integer((2, 5, 20)[level - 1]),
        "cost": "1/(2n)" if level < 3 else rng.choice(CONVENTIONS[:2]),
        "data": STANDARDISED if level == 3 and len(set(y)) > 1 and rng.random() < 0.5 else None,
    }


def goals(problem: Problem, found: Outcome) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Outcome) -> tuple[Figure, ...]:
    table, run = found.descended.table, found.descended.run
    if table is None or run.ended == "far":
        return ()
    left, right = float(min(problem.x)), float(max(problem.x))
    room = max((right - left) / 8, 0.5)
    ends = (left - room, right + room)
    points = tuple((float(a), float(b)) for a, b in zip(problem.x, problem.y, strict=True))
    marks: list[Mark] = [Dots(points, label="data", role="first")]
    for k, name, role in iteration_pictures.drawn_states(run):
        m, b = map(float, run.columns[k][1:]) if found.columns else run.state(k)
        marks.append(Curve(tuple((v, m * v + b) for v in ends), name, role))
    if found.best is not None:
        m, b = found.best
        marks.append(Curve(tuple((v, m * v + b) for v in ends), "least squares", "second", True))
    return (
        Figure("lines_through_data", table, tuple(marks), "x", "y"),
        Figure("cost_curve", table, iteration_pictures.falling_cost(run), "k", "L"),
    )


FOR_STEPS, FROM_START = STEPS.replace("{n}", "{steps}"), INSIDE.replace("{p0}", "{start}")
DESCENT = "[use |run |apply |do ]gradient{ |-}descent{ for | on | to fit }"
LINE = "{regression|linear regression|the regression line|a regression line|a line|the line}"
TO = "{ on | through | to | for | with | of | with the data | through the points | to the points }{points}"
SCALED = "{ with | with the | and | on |, }{data}[ data]"
TOPIC = Topic(
    id="calculus.gradient_descent_regression",
    covers=("calc.gd_linreg",),
    inputs=(
        TableInput(
            name="points", about="the points", example="(1, 2), (2, 5), (3, 3)", optional=True
        ),
        DataInput(name="x", about="the values x", example="1, 2, 3", optional=True),
        DataInput(name="y", about="the values y", example="2, 5, 3", optional=True),
        VectorInput(
            name="start",
            about="slope and intercept to start from",
            example="(0, 0)",
            default=Tuple(Integer(0), Integer(0)),
        ),
        iteration_inputs.rate("0.1"),
        iteration_inputs.descent_steps("steps", "2"),
        ChoiceInput(
            name="cost",
            about="the factor in front of the sum of squared residuals",
            example="1/(2n)",
            default=CONVENTIONS[0],
            options={name: name for name in CONVENTIONS},
        ),
        ChoiceInput(
            name="data",
            about="whether the data are standardised before the descent",
            example="standardised",
            options=SCALINGS,
            optional=True,
        ),
    ),
    phrases=(
        "gradient descent for linear regression on {points}" + RATE + FOR_STEPS,
        DESCENT + LINE + TO + SCALED + FROM_START + RATE + FOR_STEPS,
        DESCENT + LINE + TO + SCALED + RATE + FOR_STEPS,
        DESCENT + LINE + " on {data} data {points}" + RATE + FOR_STEPS,
        "gradient descent for linear regression on {points} with {data} data" + RATE + FOR_STEPS,
        DESCENT + LINE + TO + RATE + FOR_STEPS,
        DESCENT + LINE + TO + "{ from | from start }(m, b) = {start}" + RATE + FOR_STEPS,
        DESCENT + LINE + TO + FROM_START + RATE + FOR_STEPS,
        "gradient descent for L(m,b)=(1/(2n)) sum (m x+b-y)^2 on {points}"
        + FROM_START
        + RATE
        + FOR_STEPS,
        r"L(m,b)=\\frac1\{2n\}\\sum(mx_i+b-y_i)^2,\\ (x_i,y_i)={points},\\ (m_0,b_0)={start},"
        r"\\ \\alpha={alpha}",
    ),
    methods={"descent": by_descent},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
