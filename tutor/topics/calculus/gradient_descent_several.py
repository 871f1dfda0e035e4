"""Gradient descent for a function of several variables.

All variables move at once, each by the rate times its own partial derivative.
For a quadratic function each axis of its valley has a factor of its own,
1 - rate times eigenvalue of the Hessian: a narrow valley makes the steps
zigzag, and the largest eigenvalue bounds the rate.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Integer, Rational, Symbol, Tuple

from tutor.core.claims import Claim
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, VectorInput
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import iteration_demands, iteration_inputs, iteration_pictures
from tutor.kit.calculus.descent import Descended, descend, differentiate
from tutor.kit.calculus.iteration_ends import Goals
from tutor.kit.calculus.iteration_inputs import POINT
from tutor.kit.calculus.quadratic import classify, hessian, judge_rate, solve_gradient
from tutor.kit.nice import nonzero


@dataclass(frozen=True)
class Outcome:
    """What the descent found, the exact point if the function is quadratic, and the goals."""

    names: tuple[Symbol, ...]
    descended: Descended
    point: Tuple | None
    goals: Goals


def by_descent(problem: Problem) -> Generator[Step, None, Outcome]:
    f, start = problem.f, problem.p0
    names = iteration_demands.variables(f, start)
    slopes = yield from differentiate(f, names)
    found = yield from descend(f, slopes, tuple(start), problem.alpha, int(problem.n))
    goals = found.goals
    bend = hessian(slopes)
    if not bend.is_constant or slopes.given:
        return Outcome(names, found, None, goals)
    values, judged = yield from judge_rate(f, problem.alpha, bend)
    goals += judged
    point, solved = yield from solve_gradient(slopes)
    goals += solved
    if point is not None:
        goals += yield from classify(f, names, point, values)
    return Outcome(names, found, point, goals)


def complete(problem: Problem) -> dict[str, Any]:
    names = iteration_demands.variables(problem.f, problem.p0)
    iteration_demands.check_point(problem.f, names, problem.p0)
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """A round bowl, a narrow valley, and a bowl whose axes are turned."""
    x, y = Symbol("x"), Symbol("y")
    a, b = nonzero(rng, 4), nonzero(rng, 4)
    if level == 1:
        f, rate = x**2 + y**2 - 2 * a * x - 2 * b * y, Rational(rng.randint(1, 4), 10)
        start = Tuple(Integer(rng.randint(-3, 3)), Integer(rng.randint(-3, 3)))
        return {"f": f, "p0": start, "alpha": rate, "n": Integer(3)}
    if level == 2:
        k = rng.choice((4, 5, 8, 9))
        f = x**2 / 2 + Rational(k, 2) * y**2
        start = Tuple(Integer(k), Integer(rng.choice((1, -1, 2))))
        return {"f": f, "p0": start, "alpha": Rational(1, 5), "n": Integer(4)}
    f = 2 * x**2 + 2 * x * y * rng.choice((1, -1)) + 2 * y**2 - 6 * a * x
    start = Tuple(Integer(rng.randint(0, 3)), Integer(nonzero(rng, 2)))
    return {"f": f, "p0": start, "alpha": Rational(1, rng.choice((5, 10))), "n": Integer(20)}


def goals(problem: Problem, found: Outcome) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Outcome) -> tuple[Figure, ...]:
    table, names, run = found.descended.table, found.names, found.descended.run
    if table is None or len(names) != 2 or run.ended == "far":
        return ()
    exact = None if found.point is None else [float(v) for v in found.point]
    marks = iteration_pictures.path_on_contours(problem.f, names, run, exact)
    x, y = map(str, names)
    return (Figure("path_on_contours", table, marks, x, y, equal=True),) if marks else ()


TOPIC = Topic(
    id="calculus.gradient_descent_several",
    covers=("calc.gd2",),
    inputs=(
        ExpressionInput(name="f", about="the function to make small", example="(x^2 + 9y^2)/2"),
        VectorInput(name="p0", about="the point to start from", example="(9, 1)"),
        iteration_inputs.rate("0.2"),
        iteration_inputs.descent_steps("n", "4"),
    ),
    phrases=(
        *iteration_inputs.descent_phrases(POINT),
        "[One gradient-descent step.] {f}{, start |, start=|, start = }{p0}{, alpha=|, alpha = }{alpha}"
        "{, |, n=|, n = }{n}[ steps| step]",
        r"{f},\\ (x_0,y_0)={p0},\\ \\alpha={alpha},\\ n={n}",
    ),
    methods={"descent": by_descent},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
