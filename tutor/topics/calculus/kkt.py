"""Largest and smallest values under inequalities, with the conditions of Karush, Kuhn and Tucker.

At an extreme point each inequality either holds with equality, so that it is
active, or it does not matter and its multiplier is 0.  Every choice is a system of
equations; its solutions are kept if all constraints hold and all multipliers have
the right sign.  The values at the points that are left are compared.  In a linear program
the vertices of the feasible polygon can be compared at once.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from tutor.core.claims import Claim, Extremum
from tutor.core.figure import Figure
from tutor.core.inputs import ConstraintsInput, ExpressionInput, SymbolsInput
from tutor.core.step import Step, collect
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.calculus import kkt, nice_inequalities
from tutor.kit.calculus.active_sets import go_through_cases, write_conditions, write_constraints
from tutor.kit.calculus.demands import in_order, variables_of
from tutor.kit.calculus.feasible_pictures import feasible_set
from tutor.kit.calculus.kkt import Program
from tutor.kit.calculus.kkt_conclusion import Conclusion, Goals, conclude_infeasible
from tutor.kit.calculus.sense import SENSE, WANTED, WORDS
from tutor.kit.calculus.vertices import find_multipliers, find_vertices, is_linear_program

Solution = Generator[Step, None, Goals]


def by_cases(problem: Problem) -> Solution:
    program = program_of(problem)
    yield from write_constraints(program)
    if goals := (yield from conclude_infeasible(program)):
        return goals
    cases, (found, goals) = collect(go_through_cases(program))
    comparison, decided = collect(Conclusion.of(program, found).decide(WANTED[problem.sense]))
    goals |= decided
    yield from write_conditions(program, goals)
    yield from cases
    yield from comparison
    return goals


def by_vertices(problem: Problem) -> Solution:
    program, wanted = program_of(problem), WANTED[problem.sense]
    yield from write_constraints(program)
    corners = yield from find_vertices(program)
    parts, (found, goals) = collect(find_multipliers(program, corners, wanted))
    comparison, decided = collect(Conclusion.of(program, found).decide(wanted))
    goals |= decided
    yield from comparison
    yield from write_conditions(program, goals)
    yield from parts
    return goals


def program_of(problem: Problem) -> Program:
    unknowns = problem.variables or in_order(problem.f, problem.g)
    return Program(problem.f, problem.g, tuple(unknowns), problem.sense)


def complete(problem: Problem) -> dict[str, Any]:
    variables = variables_of(problem.f, problem.g, problem.variables)
    sense = WORDS[problem.sense]
    kkt.check(Program(problem.f, problem.g, tuple(variables), sense))
    named = None if variables == in_order(problem.f, problem.g) else variables
    return {"variables": named, "sense": sense}


def suits(problem: Problem) -> tuple[str, ...]:
    return ("cases", "vertices") if is_linear_program(program_of(problem)) else ("cases",)


def make(rng: Random, level: int) -> dict[str, Any]:
    return nice_inequalities.problem(rng, level)


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    program = program_of(problem)
    best = [c for c in found.values() if isinstance(c, Extremum)]
    if len(program.unknowns) != 2 or not best:
        return ()
    marks = feasible_set(program, [c.point for c in best])
    x, y = map(str, program.unknowns)
    return (Figure("feasible_set", best[0], marks, x, y, equal=True),) if marks else ()


TOPIC = Topic(
    id="calculus.kkt",
    covers=("calc.lagrange",),
    inputs=(
        SENSE,
        ExpressionInput(name="f", about="the function to make extreme", example="x^2 + y^2"),
        ConstraintsInput(
            name="g", about="the constraints, one to six inequalities", example="x + y >= 4"
        ),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
    ),
    phrases=(
        "[find] [the] {sense} [of] {f} {subject to|such that|s.t.|given|on|for|over} {g}",
        "[find the] {absolute|global} {sense} [value|values] [of] {f} {subject to|on|over} {g}",
        "[find the] [absolute|global] {sense} [value|values] [of] {f} {on|over|in} [the] {disc|disk|region|set|triangle|square|rectangle|box|polygon} {g}",
        "{sense} {f} under the {constraint|constraints} {g}",
        "{optimize|optimise|extremize|extremise} {f} subject to {g}",
        "{sense} {f} subject to {g} {with|using|by} [the] kkt [conditions]",
        "{kkt|karush-kuhn-tucker} [conditions]: {sense} {f} {subject to|s.t.} {g}",
        "use [the] kkt [conditions] to {sense} {f} subject to {g}",
    ),
    bare=("optimisation",),
    methods={"cases": by_cases, "vertices": by_vertices},
    complete=complete,
    suits=suits,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
