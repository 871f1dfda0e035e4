"""The best line through points by calculus: the cost, its slopes, and the place where both are zero.

The cost of a line is the sum of the squared vertical distances of the points
from it, a polynomial of degree two in the slope m and the height b.  Both of
its partial derivatives are zero at one place; there the cost is smallest.  The
sums Sxx and Sxy of the deviations, or the normal equations, lead to the same line.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Integer, Tuple

from tutor.core.claims import Claim, Compared, Definite, Equal, Extremum, SolutionSet
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.expr import Det
from tutor.core.figure import Curve, Dots, Figure, Mark
from tutor.core.inputs import ExpressionInput, TableInput
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.best_line import (
    b,
    by_deviations,
    by_normal_equations,
    conclude,
    m,
    write_cost,
)
from tutor.kit.calculus.partials import Gradient
from tutor.kit.calculus.second_order import SecondOrder
from tutor.kit.polynomial_systems import Solver, polynomial_of, tidying
from tutor.kit.unevaluated import ZERO, added, equation, negated, power, times

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]


def by_partial_derivatives(problem: Problem) -> Solution:
    goals: Goals = {}
    cost = problem.f
    if problem.points is not None:
        cost = yield from write_cost(problem.points.entries())
    gradient = Gradient(cost, (m, b), "differentiate_partially")
    yield from gradient.steps
    goals |= {f"slope_{k}": c for k, c in enumerate(gradient.claims, start=1)}
    system = Tuple(*(equation(e, ZERO) for e in gradient.entries))
    polynomials = [p for e in gradient.entries if (p := polynomial_of(e, (m, b))) is not None]
    made, found = collect(Solver((m, b)).solve(polynomials))
    best = Tuple(found[0][m], found[0][b])
    solved = SolutionSet(system, Tuple(m, b), Tuple(best))
    simpler = Tuple(*(equation(p, ZERO) for p in polynomials))
    if simpler != system:
        yield tidying(system, simpler, Tuple(m, b))
    yield step("solve_for_line", solved, substeps=made)
    goals["line"] = solved
    second = SecondOrder(gradient)
    goals |= yield from second.collect()
    yield _bowl(second.matrix)
    minimum = yield from conclude(cost, best)
    return {**(goals if problem.points is None else {}), "minimum": minimum}


def _bowl(bends: Matrix) -> Step:
    """The Hessian is positive definite: its corner and its determinant are positive."""
    corner, mixed, other = bends[1, 1], bends[1, 2], bends[2, 2]
    written = added(times(corner, other), negated(power(mixed, Integer(2))))
    value = corner * other - mixed**2
    return step(
        "see_bowl",
        Definite(bends, "positive definite"),
        substeps=(
            step("see_positive_corner", Compared(corner, ">", ZERO)),
            step("expand_determinant_of_bends", Equal(Det(bends), written)),
            step("work_out_determinant_of_bends", Equal(written, value)),
            step("see_positive_determinant", Compared(value, ">", ZERO)),
        ),
    )


def by_sums_of_deviations(problem: Problem) -> Solution:
    points = problem.points.entries()
    cost = yield from write_cost(points)
    best = yield from by_deviations(points)
    return {"minimum": (yield from conclude(cost, best))}


def through_normal_equations(problem: Problem) -> Solution:
    points = problem.points.entries()
    cost = yield from write_cost(points)
    best = yield from by_normal_equations(points, cost)
    return {"minimum": (yield from conclude(cost, best))}


def suits(problem: Problem) -> tuple[str, ...]:
    return tuple(METHODS) if problem.points is not None else ("partial_derivatives",)


def complete(problem: Problem) -> dict[str, Any]:
    if (problem.points is None) == (problem.f is None):
        raise NotUnderstood(
            "missing-input",
            "Points are needed, or the cost as a polynomial in m and b.",
            fix="For example: best line by calculus through (0,1), (1,3), (2,4).",
        )
    if problem.points is not None:
        if problem.points.shape[1] != 2:
            raise Undefined(
                "two-columns",
                "Each point needs two coordinates.",
                fix="For example (0, 1), (1, 3).",
            )
        if len({x for x, _ in problem.points.entries()}) < 2:
            raise Undefined(
                "no-x-variation",
                "All points have the same x, so the spread Sxx about the mean is 0: the slope is "
                "undefined, and infinitely many lines have the smallest cost.",
                fix="Give points with at least two different x.",
            )
        return {}
    f = problem.f
    if (
        f.free_symbols != {m, b}
        or not f.is_polynomial(m, b)
        or sp.Poly(f, m, b).total_degree() != 2
    ):
        raise Undefined(
            "no-cost",
            "The cost must be a polynomial of degree two in m and b.",
            fix="For example 14m^2 + 3b^2 + 38 + 12m*b - 42m - 20b.",
        )
    bends = sp.hessian(f, (m, b))
    if not (bends[0, 0] > 0 and bends.det() > 0):
        raise Undefined(
            "no-bowl",
            "This cost does not bend upwards in all directions, so it has no single smallest value.",
            fix="Check the coefficients of m^2, m*b and b^2.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Points on a friendly line, moved up and down so that the line stays the best one."""
    slope, height = Integer(rng.randint(-2, 3)), Integer(rng.randint(-3, 4))
    moves = {1: (1, -2, 1), 2: (1, -1, -1, 1), 3: (1, -2, 0, 2, -1)}[level]
    off = rng.choice((1, -1))
    start = rng.randint(-1, 1)
    rows = [
        [Integer(start + k), slope * (start + k) + height + off * move]
        for k, move in enumerate(moves)
    ]
    return {"points": Matrix.of(rows)}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    if problem.points is None:
        return ()
    claim = found["minimum"]
    assert isinstance(claim, Extremum)
    slope, height = float(claim.point[0]), float(claim.point[1])
    places = [(float(x), float(y)) for x, y in problem.points.entries()]
    low, high = min(x for x, _ in places), max(x for x, _ in places)
    ends = [low - 0.15 * (high - low), high + 0.15 * (high - low)]
    line = Curve(tuple((x, slope * x + height) for x in ends), "best line")
    rods = [
        Curve(((x, y), (x, slope * x + height)), "distances" if not k else "", "muted", dashed=True)
        for k, (x, y) in enumerate(places)
    ]
    marks: tuple[Mark, ...] = (line, *rods, Dots(tuple(places), label="points"))
    return (Figure("line_through_points", claim, marks, "x", "y"),)


METHODS = {
    "partial_derivatives": by_partial_derivatives,
    "sums_of_deviations": by_sums_of_deviations,
    "normal_equations": through_normal_equations,
}
TOPIC = Topic(
    id="calculus.regression_line",
    covers=("calc.linreg",),
    inputs=(
        TableInput(name="points", about="the points", example="(0,1), (1,3), (2,4)", optional=True),
        ExpressionInput(
            name="f", about="the cost in m and b", example="3m^2 + 2m*b + b^2 - 4m", optional=True
        ),
    ),
    phrases=(
        "[find] [the] best line by calculus {through|for} {points}",
        "fit a line to {points} by {calculus|partial derivatives}",
        "[minimise|minimize] the cost E(m,b) of fitting a line. E(m,b)={f}",
        "[minimise|minimize] E(m,b)={f}",
        "[find] [the] regression line of {points} by {calculus|partial derivatives}",
    ),
    methods=METHODS,
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
