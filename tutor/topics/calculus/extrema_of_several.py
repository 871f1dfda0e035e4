"""Local extrema and saddles of a function of several variables, and its smallest or largest value.

Where such a function is extreme, all its partial derivatives are zero.  The
second derivatives form the Hessian; its eigenvalues, or its determinants, tell
a minimum from a maximum and from a saddle.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Equal, Extremum, SolutionSet
from tutor.core.errors import OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import completed_squares, constrained, level_lines, surface_pictures
from tutor.kit.calculus.edges import refuse_edges
from tutor.kit.calculus.partials import Gradient
from tutor.kit.calculus.second_order import SecondOrder
from tutor.kit.calculus.sense import ALSO_WANTED, WANTED, WORDS
from tutor.kit.calculus.several_variables import numbers_only, the_variables
from tutor.kit.domain import holds_at_point
from tutor.kit.nice import nonzero
from tutor.kit.polynomial_systems import Solver, polynomial_of, tidying
from tutor.kit.unevaluated import ZERO, equation

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
GROWTH = {"minimum": "grow_far_out", "maximum": "fall_far_out"}
SQUARES = {"minimum": "grow_far_out_as_squares", "maximum": "fall_far_out_as_squares"}
BOUND = {"minimum": "bound_minimum", "maximum": "bound_maximum"}
NOWHERE = {
    "minimum": "exclude_minimum_without_candidates",
    "maximum": "exclude_maximum_without_candidates",
}
STATE = {"minimum": "state_smallest_value", "maximum": "state_largest_value"}
AWAY = {"minimum": "fall_beyond_every_bound", "maximum": "grow_beyond_every_bound"}


def by_eigenvalues(problem: Problem) -> Solution:
    return (yield from _solved(problem, "eigenvalues"))


def by_determinants(problem: Problem) -> Solution:
    return (yield from _solved(problem, "determinants"))


def by_squares(problem: Problem) -> Solution:
    return (yield from _solved(problem, "squares"))


def _solved(problem: Problem, by: str) -> Solution:
    gradient = Gradient(problem.f, problem.variables, "differentiate_partially")
    yield from gradient.steps
    goals: Goals = {f"slope_{k}": c for k, c in enumerate(gradient.claims, start=1)}
    if (steep := next((e for e in gradient.entries if e.is_number and e != 0), None)) is not None:
        constant = Compared(steep, "!=", ZERO)
        yield step("find_constant_partial_slope", constant)
        endless = {f"no_{kind}": constant for kind in WANTED.get(problem.sense, ())}
        return {**goals, "critical": constant, **endless}
    points = yield from _level_points(gradient)
    goals["critical"] = points
    second = SecondOrder(gradient)
    goals |= yield from second.collect()
    found: list[Extremum] = []
    for point in points.solutions.args:
        settled = [c.point for c in found]
        for claim in (yield from _judge(second, point, by, settled)):
            found.append(claim)
            first = claim.kind.replace(" ", "_")
            number = sum(c.kind == claim.kind for c in found)
            goals[first if number == 1 else f"{first}_{number}"] = claim
    for kind in WANTED.get(problem.sense, ()):
        candidates = [c for c in found if c.kind == f"local {kind}" and not c.given]
        goals |= yield from _decide(second, kind, candidates, points)
    return goals


def _judge(
    second: SecondOrder, point: Tuple, by: str, settled: Sequence[Tuple]
) -> Generator[Step, None, Sequence[Extremum]]:
    """What is known of a level point, or of the points of a line."""
    if point.free_symbols:
        return (yield from level_lines.judge(second, point, by, settled))
    if by == "squares":
        return [(yield from completed_squares.judge(second.f, second.names, point))]
    claim = yield from second.judge(point, by)
    return [] if claim is None else [claim]


def _level_points(gradient: Gradient) -> Generator[Step, None, SolutionSet]:
    names = Tuple(*gradient.variables)
    start = Tuple(*(equation(e, ZERO) for e in gradient.entries))
    polynomials = list(_polynomials(gradient))
    solver = Solver(gradient.variables, free=len(names) == 2 and not gradient.given)
    system = solver.system(polynomials)
    possible = all(p.free_symbols for p in polynomials)
    if possible and start != system and Tuple(*(e for e in start if e.lhs != 0)) != system:
        yield tidying(start, system, names, gradient.given)
    found = yield from solver.solve(polynomials)
    points = [p for p in found if all(holds_at_point(c, p) for c in gradient.given)]
    listed = Tuple(*level_lines.without_parts(solver.set_of(points, gradient.variables)))
    claim = SolutionSet(start, names, listed, gradient.given)
    yield step("list_level_points" if points else "find_no_level_point", claim)
    return claim


def _polynomials(gradient: Gradient) -> Generator[Expr, None, None]:
    for entry in gradient.entries:
        polynomial = polynomial_of(entry, gradient.variables)
        if polynomial is None:
            raise Undefined(
                "no-exact-solution",
                "The equations for the level points are not polynomial, so they cannot be solved exactly.",
                fix="Use polynomials, fractions, logarithms, or powers of e as factors.",
            )
        if polynomial != 0:
            yield polynomial


def _decide(
    second: SecondOrder, kind: str, candidates: list[Extremum], points: SolutionSet
) -> Solution:
    """The smallest or largest value of all: the function grows far out, or runs away."""
    f, names, side = second.f, second.names, 1 if kind == "minimum" else -1
    best = min((side * float(c.value), k) for k, c in enumerate(candidates)) if candidates else None
    bound = constrained.growth_towards(f, names, kind)
    if best is not None and bound is not None:
        rule = (SQUARES if isinstance(bound, Equal) else GROWTH)[kind]
        yield step(rule, bound, *constrained.multiplied_out(f))
        chosen = candidates[best[1]]
        claim = Extremum(f, Tuple(*names), Tuple(), chosen.point, chosen.value, kind)
        yield step(STATE[kind], claim)
        return {kind: claim}
    for way in constrained.ways_out(f, names):
        away = yield from constrained.runs_away(way, f, kind)
        if away is None:
            continue
        beyond, path = away
        yield step(AWAY[kind], beyond)
        return {
            f"no_{kind}": beyond,
            **({f"path_without_{kind}": path} if path is not None else {}),
        }
    leader = None if best is None else candidates[best[1]]
    if leader is not None and second.keeps_side(leader.point, leader.value, side):
        relation = ">=" if kind == "minimum" else "<="
        yield step(BOUND[kind], Compared(f, relation, leader.value))
        claim = Extremum(f, Tuple(*names), Tuple(), leader.point, leader.value, kind)
        yield step(STATE[kind], claim)
        return {kind: claim}
    if points.solutions.args:
        raise Undefined(
            "undecided",
            f"Whether the function has a {kind} of all could not be decided.",
            fix="Ask for its local extrema alone.",
        )
    yield step(NOWHERE[kind], points)
    return {f"no_{kind}": points}


def complete(problem: Problem) -> dict[str, Any]:
    variables = the_variables(problem.f, problem.variables)
    numbers_only(problem.f, variables)
    if len(variables) < 2:
        raise Undefined(
            "one-variable",
            "The function has one variable.",
            fix=f"Ask for the extrema of a function of {variables[0]}, for example: local extrema of x^3 - 3x.",
        )
    if len(variables) > 3:
        raise OverLimit(
            "variables",
            f"There are {len(variables)} variables. Two or three can be treated here.",
            fix="Use fewer variables.",
        )
    gradient = Gradient(problem.f, variables, "differentiate_partially")
    level_lines.refuse_curves(list(_polynomials(gradient)), variables)
    refuse_edges(problem.f, variables, gradient.given)
    return {"variables": variables, "sense": WORDS.get(problem.sense)}


def suits(problem: Problem) -> tuple[str, ...]:
    judged = ("eigenvalues", "determinants") if len(problem.variables) == 2 else ("determinants",)
    squares = completed_squares.is_definite_quadratic(problem.f, tuple(problem.variables))
    return (*judged, "squares") if squares else judged


def make(rng: Random, level: int) -> dict[str, Any]:
    """Quadratics around a friendly point; a cubic with a saddle beside a minimum; lines; three variables."""
    x, y, z = Symbol("x"), Symbol("y"), Symbol("z")
    a, b = Integer(rng.randint(-2, 2)), Integer(rng.randint(-2, 2))
    if level == 1:
        s, p, q, r = rng.choice((1, -1)), *rng.choice(((1, 1, 1), (2, 1, 1), (1, 0, 2), (2, 2, 1)))
        f = s * (p * (x - a) ** 2 + q * (x - a) * (y - b) + r * (y - b) ** 2)
    elif level == 2:
        n = rng.randint(1, 3)
        f = rng.choice((1, -1)) * (x**3 + y**3 - 3 * n * x * y)
    elif (kind := rng.random()) < 0.3:
        f = rng.choice(((x - y + a) ** 2, (x - y + a) ** 3, (x - a) ** 2 * (y - b)))
    elif kind < 0.65:
        f = (
            (x - a) ** 2
            + (y - b) ** 2
            + rng.choice((1, -1)) * (z - 1) ** 2
            + nonzero(rng, 1) * (x - a) * (y - b)
        )
    else:
        n = rng.randint(1, 2)
        f = x**4 + y**4 - 4 * n * n * x * y
    made: dict[str, Any] = {"f": sp.expand(f), "variables": Tuple(*sorted(f.free_symbols, key=str))}
    return {**made, "sense": rng.choice((None, "minimum", "maximum"))}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    points = [c for c in found.values() if isinstance(c, Extremum)]
    if len(problem.variables) != 2 or not points:
        return ()
    x, y = problem.variables
    places = [dict(zip((x, y), c.point, strict=True)) for c in points if not c.point.free_symbols]
    critical = found["critical"]
    level = critical.solutions if isinstance(critical, SolutionSet) else Tuple()
    line = level_lines.curve(level, (x, y))
    names = ("lines of level points", "level points")
    marks = surface_pictures.level_curves(problem.f, line, (x, y), places, names)
    return (
        (Figure("contours_with_points", points[0], marks, str(x), str(y), equal=True),)
        if marks
        else ()
    )


TOPIC = Topic(
    id="calculus.extrema_of_several",
    covers=("calc.opt2", "calc.hessian"),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^3 + y^3 - 3x*y"),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
        ALSO_WANTED,
    ),
    phrases=(
        "[find|what are] [all|the] {local extrema|critical points|stationary points|saddle points|local extrema and saddle points|critical points and [the] {sense} value} of {f}",
        "[find] [the] critical points [of] {f} and {classify them|their nature|their type}",
        "{find and classify|find, and classify|determine and classify|classify} [all|the|all the|all of the] "
        "{critical|stationary} {points|point} {of|for} {f}",
        "[find] [the] hessian [matrix] and classify the critical {points|point} of {f}",
        "[find|compute] [the] hessian [matrix] {of|for} {f}{ and |, |; |, and }classify {it|them|the critical points|the critical point|its critical points}",
        "[find|compute] [the] hessian [matrix] {of|for} {f}{ and |, |; |, and }classify",
        "hessian; classify the critical {point|points} of {f}",
        "[find|what is|what are] [the] {sense} [value|values] of [the function] {f}",
        "{sense} {f}",
    ),
    bare=("extremum",),
    methods={
        "eigenvalues": by_eigenvalues,
        "determinants": by_determinants,
        "squares": by_squares,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
