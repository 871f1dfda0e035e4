"""The best line through points by calculus: the cost, its slopes, and the place where both are zero.

The cost of a line is the sum of the squared vertical distances of the points
from it, a polynomial of degree two in the slope m and the height b.  Both of
its partial derivatives are zero at one place; there the cost is smallest.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Eq, Expr, IndexedBase, Integer, Sum, Symbol, Tuple

from tutor.core.claims import (
    Claim,
    Defines,
    Definite,
    Equal,
    Equivalent,
    Extremum,
    SolutionSet,
    Substituted,
)
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Curve, Dots, Figure, Mark
from tutor.core.inputs import ExpressionInput, TableInput
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.partials import Gradient
from tutor.kit.calculus.second_order import SecondOrder
from tutor.kit.polynomial_systems import Solver, polynomial_of
from tutor.kit.unevaluated import ZERO, added, equation, negated, power, times

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
m, b, E, i = Symbol("m"), Symbol("b"), Symbol("E"), Symbol("i")
xs, ys = IndexedBase("x"), IndexedBase("y")


def by_partial_derivatives(problem: Problem) -> Solution:
    goals: Goals = {}
    if problem.points is not None:
        yield from _write_cost(problem)
    cost = _cost(problem)
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
        yield step("tidy_equations", Equivalent(system, simpler, Tuple(m, b)))
    yield step("solve_for_line", solved, substeps=made)
    goals["line"] = solved
    second = SecondOrder(gradient)
    goals |= yield from second.collect()
    yield step("see_bowl", Definite(second.matrix, "positive definite"))
    return goals | (yield from _conclude(problem, cost, best))


def _cost(problem: Problem) -> Expr:
    if problem.points is None:
        return problem.f
    rows = problem.points.entries()
    return sp.expand(sum(((m * x + b - y) ** 2 for x, y in rows), Integer(0)))


def _write_cost(problem: Problem) -> Generator[Step, None, None]:
    rows = problem.points.entries()
    yield step("name_abscissas", Defines(xs, Tuple(*(x for x, _ in rows))))
    yield step("name_ordinates", Defines(ys, Tuple(*(y for _, y in rows))))
    residual = added(times(m, xs[i]), b, negated(ys[i]))
    yield step(
        "write_cost_of_line", Defines(E, Sum(power(residual, Integer(2)), (i, 1, len(rows))))
    )
    yield step("multiply_out_cost_of_line", Equal(E, _cost(problem)))


def _conclude(problem: Problem, cost: Expr, best: Tuple) -> Solution:
    here = Tuple(Eq(m, best[0], evaluate=False), Eq(b, best[1], evaluate=False))
    value = cost.xreplace(dict(zip((m, b), best, strict=True)))
    yield step("compute_cost_of_line", Substituted(cost, here, value))
    claim = Extremum(cost, Tuple(m, b), Tuple(), best, value, "minimum")
    yield step("state_best_line", claim)
    return {"minimum": claim}


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
    methods={"partial_derivatives": by_partial_derivatives},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
