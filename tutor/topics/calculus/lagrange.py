"""Largest and smallest values under equations, with Lagrange multipliers.

Where a function is extreme on a constraint, its gradient is a multiple of the
constraint's gradient, or the constraint's gradient is zero.  These conditions
and the constraint form a system of equations; its solutions are the
candidates, and their values are compared.  Where the constraint solves for a
variable, substitution leaves a function of one variable; on a circle or an ellipse
an angle does.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from random import Random
from typing import Any

from tutor.core.claims import Choice, Claim, Extremum
from tutor.core.figure import Figure
from tutor.core.inputs import EquationsInput, ExpressionInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.calculus import constant_objective, demands, nice_constraints, surface_pictures
from tutor.kit.calculus.candidates import Outcome
from tutor.kit.calculus.demands import in_order
from tutor.kit.calculus.lagrangian import Lagrange
from tutor.kit.calculus.multipliers import (
    conclude,
    conclude_infeasible,
    is_infeasible,
    solve_equations,
    write_equations,
)
from tutor.kit.calculus.parametrised import Angle, candidates_by_angle
from tutor.kit.calculus.plain_constraints import plain, write_plainly
from tutor.kit.calculus.sense import SENSE, WANTED, WORDS
from tutor.kit.calculus.substitution import candidates_on_graph, is_plain_graph

Solution = Generator[Step, None, Outcome]


def by_multipliers(problem: Problem) -> Solution:
    return (yield from _solved(problem, _multipliers))


def by_substitution(problem: Problem) -> Solution:
    return (yield from _solved(problem, _substitution))


def by_parametrisation(problem: Problem) -> Solution:
    return (yield from _solved(problem, _parametrisation))


def _solved(problem: Problem, way: Callable[[Problem, Lagrange], Solution]) -> Solution:
    task = task_of(problem)
    simpler = yield from write_plainly(problem.g, task.unknowns)
    outcome = yield from way(problem, task)
    if simpler is not None and "candidates" in outcome.goals:
        outcome.goals["simpler"] = simpler
    return outcome


def _multipliers(problem: Problem, task: Lagrange) -> Solution:
    if is_infeasible(task):
        return (yield from conclude_infeasible(task))
    if found := constant_objective.parts(task):
        kinds = WANTED[problem.sense]
        return (yield from constant_objective.conclude_constant(task, found, kinds, problem.g))
    if len(task.constraints) >= len(task.unknowns):
        yield step("note_enough_constraints", Choice(task.constraints))
        points = yield from solve_equations(task, task.constraints, task.differences)
        return (yield from conclude(task, points, WANTED[problem.sense]))
    yield from write_equations(task)
    rule = "eliminate_multiplier" if len(task.constraints) == 1 else "eliminate_multipliers"
    for claim in task.eliminations:
        yield step(rule, claim, *task.derivatives_in(claim))
    points = yield from solve_equations(task, task.eliminated, task.polynomials())
    return (yield from conclude(task, points, WANTED[problem.sense]))


def _substitution(problem: Problem, task: Lagrange) -> Solution:
    points = yield from candidates_on_graph(task)
    yield from write_equations(task)
    return (yield from conclude(task, points, WANTED[problem.sense]))


def _parametrisation(problem: Problem, task: Lagrange) -> Solution:
    angle = Angle.of(task)
    assert angle is not None
    points = yield from candidates_by_angle(task, angle)
    return (yield from conclude(task, points, WANTED[problem.sense]))


def task_of(problem: Problem) -> Lagrange:
    unknowns = tuple(problem.variables or in_order(problem.f, problem.g))
    return Lagrange(problem.f, plain(problem.g, unknowns), unknowns)


def complete(problem: Problem) -> dict[str, Any]:
    equations = demands.equations_of(problem.g)
    variables = demands.variables_of(problem.f, equations, problem.variables)
    demands.check(Lagrange(problem.f, plain(equations, variables), tuple(variables)))
    named = None if variables == in_order(problem.f, problem.g) else variables
    return {"g": equations, "variables": named, "sense": WORDS[problem.sense]}


def suits(problem: Problem) -> tuple[str, ...]:
    task = task_of(problem)
    if constant_objective.parts(task):
        return ("multipliers",)
    if is_plain_graph(task):
        return "multipliers", "substitution"
    return ("multipliers",) if Angle.of(task) is None else ("multipliers", "parametrisation")


def make(rng: Random, level: int) -> dict[str, Any]:
    return nice_constraints.extremum_problem(rng, level)


def goals(problem: Problem, outcome: Outcome) -> tuple[tuple[str, Claim], ...]:
    return tuple(outcome.goals.items())


def figures(problem: Problem, outcome: Outcome) -> tuple[Figure, ...]:
    task = task_of(problem)
    claim = next((outcome.goals[k] for k in ("minimum", "maximum") if k in outcome.goals), None)
    if not isinstance(claim, Extremum) or len(task.unknowns) != 2:
        return ()
    best = [p for points in outcome.best.values() for p in points]
    marks = surface_pictures.level_curves(task.f, task.differences[0], task.unknowns, best)
    names = [str(u) for u in task.unknowns]
    slopes = (
        task.f.diff(u).subs(dict(zip(task.unknowns, claim.point, strict=True)))
        for u in task.unknowns
    )
    words = "level_curves_at_rest" if all(slope == 0 for slope in slopes) else "level_curves"
    return (Figure(words, claim, marks, names[0], names[1], equal=True),) if marks else ()


TOPIC = Topic(
    id="calculus.lagrange",
    covers=("calc.lagrange",),
    inputs=(
        SENSE,
        ExpressionInput(name="f", about="the function to make extreme", example="x^2 + y^2"),
        EquationsInput(
            name="g", about="the constraint, one or two equations", example="x + 2y = 5"
        ),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
    ),
    phrases=(
        "[find] [the] {sense} [of] {f} {subject to|such that|s.t.|given|on} {g}",
        "[find] [the] {sense} [of] {f} {on|along} [the] {circle|ellipse|curve|line|parabola|hyperbola|sphere|ellipsoid|plane|surface} {g}",
        "{sense} {f} under the constraint {g}",
        "{sense} {f} subject to {g} with a Lagrange multiplier",
        "lagrange [multiplier|multipliers]{: | for | }{f} {subject to|with} {g}",
        "{optimize|optimise|extremize|extremise} {f} subject to {g}",
        "lagrange [multipliers]: {sense} {f}{ subject to | with |, | s.t. }{g}",
        "[use] lagrange [multipliers] {for|to} {sense} {f} {subject to|with} {g}",
        "use lagrange multipliers to {sense} {f} subject to {g}",
    ),
    bare=("optimisation",),
    methods={
        "multipliers": by_multipliers,
        "substitution": by_substitution,
        "parametrisation": by_parametrisation,
    },
    complete=complete,
    suits=suits,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
