"""Gradient descent for a function of one variable.

From a point, go a fixed multiple of the slope against the slope, and do so
again and again.  Near a minimum each step multiplies the error by about
1 - rate times second derivative; so a rate that is too large jumps away.  The
exact minimum and, if wanted, Newton's method stand beside it.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Add, Integer, Rational, Symbol, Tuple, exp

from tutor.core.claims import Equal, Substituted
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import iteration_demands, iteration_inputs, iteration_pictures
from tutor.kit.calculus.descent import (
    Descended,
    descend,
    differentiate,
    differentiated,
    rate_letter,
)
from tutor.kit.calculus.iteration_ends import Goals, measure
from tutor.kit.calculus.iteration_inputs import RATE, START, STEPS
from tutor.kit.calculus.iterations import Run
from tutor.kit.calculus.nearest_extremum import Nearest, nearest_extremum
from tutor.kit.calculus.newton_step import Newton, newton
from tutor.kit.nice import nonzero
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import ONE, ZERO, added, equation, negated, times

AGAINST = dict.fromkeys(("newton", "Newton's method", "Newton"), "Newton's method")


@dataclass(frozen=True)
class Outcome:
    """What the descent found, and beside it the exact point and Newton's method."""

    x: Symbol
    descended: Descended
    nearest: Nearest | None
    newton: Newton | None
    goals: Goals


def by_descent(problem: Problem) -> Generator[Step, None, Outcome]:
    f, x = problem.f, iteration_demands.variable(problem.f)
    slopes = yield from differentiate(f, (x,))
    found = yield from descend(f, slopes, (problem.x0,), problem.alpha, int(problem.n))
    goals = found.goals
    near = found.run.state(found.run.last)[0]
    (slope,) = slopes.partials
    level = problem.x0 if slope.has(x) and value_at(slope, {x: problem.x0}) == 0 else None
    if level is not None:  # the first step has found that
        goals += (("level_start", Substituted(slope, Tuple(equation(x, level)), ZERO)),)
    nearest = yield from nearest_extremum(f, x, slope, slopes.given, near, level=level)
    if nearest is not None:
        goals += nearest.goals
        goals += yield from _judge(problem, found, nearest)
    beside = None
    if problem.against is not None:
        second = nearest.second if nearest is not None else None
        if second is None:
            bend = yield from differentiated("differentiate_slope_for_step", slope, x)
            second = bend.result
        beside = yield from newton(slope, second, x, problem.x0, int(problem.n), beside=True)
        goals += beside.goals
    return Outcome(x, found, nearest, beside, goals)


def _judge(problem: Problem, found: Descended, nearest: Nearest) -> Generator[Step, None, Goals]:
    """How far the last state is from the exact point, and what each step does to the distance."""
    if nearest.point is None or found.table is None:
        return ()
    goals = yield from measure(found.table, nearest.point)
    if nearest.curvature is None:
        return goals
    factor = added(ONE, negated(times(rate_letter(problem.f), nearest.curvature)))
    value = Add(ONE, -problem.alpha * nearest.curvature)
    claim = Equal(factor, value)
    yield step("find_factor", claim)
    return (*goals, ("factor", claim))


def complete(problem: Problem) -> dict[str, Any]:
    iteration_demands.complete(problem)
    return {"against": None if problem.against is None else "newton"}


def make(rng: Random, level: int) -> dict[str, Any]:
    """A parabola, a quartic or an exponential with the minimum at a friendly place."""
    x, at = Symbol("x"), Integer(nonzero(rng, 4))
    if level == 1:
        f = (x**2 - 2 * at * x + rng.randint(-5, 5)).expand()
        rate, start = Rational(rng.randint(1, 4), 10), at + nonzero(rng, 5)
        return {"f": f, "x0": start, "alpha": rate, "n": Integer(4)}
    if level == 2:
        size = rng.randint(2, 9)
        f, start = exp(x) - size * x, Integer(rng.randint(0, 1))
        return {"f": f, "x0": start, "alpha": Rational(1, 10), "n": Integer(rng.randint(5, 8))}
    b, side = rng.randint(1, 4), rng.choice((1, -1))
    f, start = x**4 / 4 - b * b * x**2 / 2, side * (b + Rational(rng.randint(1, 3), 4))
    rate = Rational(1, rng.choice((8, 10, 20)) * b * b)
    return {"f": f, "x0": start, "alpha": rate, "n": Integer(10 * rng.randint(2, 4))}


def goals(problem: Problem, found: Outcome) -> Goals:
    return found.goals


def figures(problem: Problem, found: Outcome) -> tuple[Figure, ...]:
    x, run = found.x, found.descended.run
    exact = found.nearest.point if found.nearest is not None else None
    target = None if exact is None else float(exact)
    table = found.descended.table
    made: list[Figure] = []
    if table is None:
        return ()
    if marks := iteration_pictures.steps_on_curve(problem.f, x, run, target):
        made.append(Figure("steps_on_curve", table, marks, str(x), f"f({x})"))
    if target is not None:
        runs: list[tuple[str, Run]] = [("gradient descent", run)]
        if found.newton is not None and found.newton.run is not None:
            runs.append(("Newton's method", found.newton.run))
        if marks := iteration_pictures.errors(runs, (target,)):
            made.append(Figure("errors", table, marks, "k", "error, power of 10"))
    return tuple(made)


TOPIC = Topic(
    id="calculus.gradient_descent",
    covers=("calc.gd1",),
    inputs=(
        ExpressionInput(name="f", about="the function to make small", example="e^x - 2x"),
        NumberInput(name="x0", about="the point to start from", example="0"),
        iteration_inputs.rate("0.3"),
        iteration_inputs.descent_steps("n", "5"),
        ChoiceInput(
            name="against",
            about="a method to compare with",
            example="Newton's method",
            optional=True,
            options=AGAINST,
        ),
    ),
    phrases=(
        *iteration_inputs.descent_phrases(START),
        "{compare gradient descent with |compare gradient descent and |gradient descent against }{against}"
        "{ for | on |: }{f}" + START + RATE + STEPS,
        "[Two gradient-descent steps.] {f}{, x0=|, x0 = |, x_0 = }{x0}{, alpha=|, alpha = }{alpha}"
        "{, |, n=|, n = }{n}[ steps| step]",
        r"x_\{k+1\}=x_k-\\alpha f'(x_k),\\ {f},\\ x_0={x0},\\ \\alpha={alpha},\\ n={n}",
    ),
    methods={"descent": by_descent},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
