"""The number that is closest to given numbers, by the sum of squared distances.

Each number costs its weight times the square of its distance.  The derivative
of the sum is zero at one place, the mean (with weights, the weighted mean), and
the second derivative is positive, so the cost is smallest there.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Extremum,
    SolutionSet,
)
from tutor.core.errors import Undefined, counted
from tutor.core.figure import Curve, Dots, Figure
from tutor.core.inputs import DataInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.curve import inserted
from tutor.kit.calculus.curve_pictures import curve, window
from tutor.kit.unevaluated import ZERO, added, equation, negated, power, times, without_ones

Goals = dict[str, Claim]
x, E = Symbol("x"), Symbol("E")


def by_derivative(problem: Problem) -> Generator[Step, None, Goals]:
    cost, slope, expanded = _cost(problem), _slope(problem), sp.expand(_cost(problem))
    yield step("write_cost", Defines(E, cost))
    tidied = sp.expand(slope)
    derivative = DerivativeOf(cost, x, slope)
    yield step("differentiate_cost", derivative)
    yield step("collect_slope", Equal(slope, tidied))
    best = _best(problem)
    level = SolutionSet(Tuple(equation(tidied, ZERO)), Tuple(x), Tuple(Tuple(best)))
    weighted = len({v for v, _ in _pairs(problem)}) > 1
    yield step("find_weighted_mean" if weighted else "find_mean", level)
    bend = sp.diff(tidied, x)
    second = DerivativeOf(tidied, x, bend)
    yield step("differentiate_slope", second, Compared(bend, ">", ZERO))
    smallest = expanded.xreplace({x: best})
    yield inserted("compute_cost", cost, x, best, smallest)
    claim = Extremum(cost, Tuple(x), Tuple(), Tuple(best), smallest, "minimum")
    yield step("state_smallest_cost", claim)
    return {"derivative": derivative, "minimum": claim}


def by_completing_the_square(problem: Problem) -> Generator[Step, None, Goals]:
    cost, slope = _cost(problem), _slope(problem)
    yield step("write_cost", Defines(E, cost))
    derivative = DerivativeOf(cost, x, slope)
    yield step("differentiate_cost", derivative)
    best, expanded = _best(problem), sp.expand(cost)
    smallest = expanded.xreplace({x: best})
    yield step("multiply_out_cost", Equal(cost, expanded))
    lead = sp.Poly(expanded, x).LC()
    square = power(added(x, negated(best)) if best != 0 else x, Integer(2))
    completed = added(without_ones(lead, square), smallest)
    at_best = Choice(equation(x, best))
    yield step("complete_square_of_cost", Equal(expanded, completed), at_best)
    yield inserted("compute_cost", cost, x, best, smallest)
    claim = Extremum(cost, Tuple(x), Tuple(), Tuple(best), smallest, "minimum")
    yield step("state_smallest_cost", claim)
    return {"derivative": derivative, "minimum": claim}


def _pairs(problem: Problem) -> list[tuple[Expr, Expr]]:
    weights = problem.weights or Tuple(*[Integer(1)] * len(problem.points))
    return list(zip(weights, problem.points, strict=True))


def _distance(point: Expr) -> Expr:
    return added(x, negated(point)) if point != 0 else x


def _cost(problem: Problem) -> Expr:
    return added(*(without_ones(v, power(_distance(p), Integer(2))) for v, p in _pairs(problem)))


def _slope(problem: Problem) -> Expr:
    return added(*(times(2 * v, _distance(p)) for v, p in _pairs(problem)))


def _best(problem: Problem) -> Expr:
    pairs = _pairs(problem)
    total = sum((v for v, _ in pairs), Integer(0))
    return sum((v * p for v, p in pairs), Integer(0)) / total


def complete(problem: Problem) -> dict[str, Any]:
    weights = problem.weights
    if weights is None:
        return {}
    if len(weights) != len(problem.points):
        raise Undefined(
            "different-lengths",
            f"There are {counted(len(problem.points), 'point', 'points')} and "
            f"{counted(len(weights), 'weight', 'weights')}.",
            fix="Give one weight for each point.",
        )
    if any(v < 0 for v in weights):
        raise Undefined("negative-weight", "A weight is negative.", fix="Weights are 0 or more.")
    if not any(weights):
        raise Undefined(
            "flat-cost",
            "All weights are zero, so the cost is zero everywhere and any number is best.",
            fix="Give at least one weight that is not zero.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    size = 2 + level
    weights = [rng.randint(1, 3) if level == 3 else 1 for _ in range(size)]
    points = [rng.randint(-4, 12) for _ in range(size)]
    weights[-1] = 1  # the last point makes the mean whole
    points[-1] -= sum(w * p for w, p in zip(weights, points, strict=True)) % sum(weights)
    made: dict[str, Any] = {"points": Tuple(*map(Integer, points))}
    return made if level < 3 else {**made, "weights": Tuple(*map(Integer, weights))}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    best, smallest = _best(problem), sp.expand(_cost(problem)).xreplace({x: _best(problem)})
    ends = window([float(p) for p in problem.points])
    marks: list[Curve | Dots] = []
    for v, p in _pairs(problem)[:6]:
        part = curve(v * (x - p) ** 2, x, ends, [0.0], f"distance to {sp.sstr(p)}", "muted")
        if part is not None:
            marks.append(part)
    whole = curve(sp.expand(_cost(problem)), x, ends, [float(smallest)], "cost")
    if whole is None:
        return ()
    marks += [whole, Dots(((float(best), float(smallest)),), label="smallest cost")]
    return (Figure("parabolas", found["minimum"], tuple(marks), "x", "E"),)


TOPIC = Topic(
    id="calculus.squared_loss",
    covers=("calc.squared_loss",),
    inputs=(
        DataInput(name="points", about="the given numbers", example="2, 5, 11"),
        DataInput(
            name="weights", about="a weight for each number", example="1, 2, 1", optional=True
        ),
    ),
    phrases=(
        "[find|which is] [the] number {closest to|with the smallest sum of squared distances to} {points} [with [the] weights {weights}]",
        "[minimize|minimise|find the minimum of] [the] {squared loss|sum of squared distances|squared error} {for|to|from|of} [the points|the numbers] {points} [with [the] weights {weights}]",
        "a house on a line is connected to power lines at {points}; the cost is the sum of squared distances. where is the cost smallest [and what is it]",
        "[find|what is|which is] [the] {value|number|constant} {that minimises|that minimizes|minimising|minimizing|with} [the] [smallest|least] "
        "sum of {squared distances|squared differences|squared deviations} {to|from} {points}",
        "squared loss[:] {points} [with [the] weights {weights}]",
    ),
    methods={"derivative": by_derivative, "square": by_completing_the_square},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
