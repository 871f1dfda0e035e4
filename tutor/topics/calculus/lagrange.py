"""Largest and smallest values under equations, with Lagrange multipliers.

Where a function is extreme on a constraint, its gradient is a multiple of the
constraint's gradient, or the constraint's gradient is zero.  These conditions
and the constraint form a system of equations; its solutions are the
candidates, and their values are compared.  Where the constraint solves for a
variable, substitution leaves a function of one variable.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Claim,
    Defines,
    DerivativeOf,
    Equivalent,
    SolutionSet,
    Substituted,
)
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, EquationsInput, ExpressionInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import constrained, nice_constraints, surface_pictures
from tutor.kit.calculus.candidates import Comparison, Outcome
from tutor.kit.calculus.lagrangian import Lagrange, pairs, partial, tuple_of
from tutor.kit.domain import holds_at_point, sign
from tutor.kit.polynomial_systems import Solver, Values, polynomial_of
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import ZERO, equation

WANTED = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}
WORDS = {
    **dict.fromkeys(("min", "minimum", "minimize", "minimise", "smallest", "least"), "minimum"),
    **dict.fromkeys(("max", "maximum", "maximize", "maximise", "largest", "greatest"), "maximum"),
    **dict.fromkeys(("both", "extrema", "extreme values", "optimize", "optimise"), "both"),
    **dict.fromkeys(("maximum and minimum", "minimum and maximum", "max and min"), "both"),
}
Solution = Generator[Step, None, Outcome]


def by_multipliers(problem: Problem) -> Solution:
    task = task_of(problem)
    if is_infeasible(task):
        return (yield from conclude_infeasible(task))
    if len(task.constraints) >= len(task.unknowns):
        yield step("note_enough_constraints", Choice(task.constraints))
        points = yield from solve_equations(task, task.constraints, task.differences)
        return (yield from conclude(problem, task, points))
    yield from write_equations(task)
    rule = "eliminate_multiplier" if len(task.constraints) == 1 else "eliminate_multipliers"
    for claim in task.eliminations:
        yield step(rule, claim)
    points = yield from solve_equations(task, task.eliminated, task.polynomials())
    return (yield from conclude(problem, task, points))


def write_equations(task: Lagrange) -> Generator[Step, None, None]:
    """The Lagrangian, its derivatives, and the system that they form."""
    yield step("write_lagrangian", Defines(task.name, task.function))
    for variable, derivative in task.partials():
        yield step(
            "differentiate_lagrangian", DerivativeOf(task.name, variable, derivative, task.given)
        )
    everything = Tuple(*task.unknowns, *task.multipliers)
    claim = Equivalent(task.derivatives_zero, task.system, everything, task.given)
    yield step("set_derivatives_zero", claim)


def solve_equations(
    task: Lagrange, start: Tuple, polynomials: list[Expr]
) -> Generator[Step, None, list[Values]]:
    """Find all points that satisfy the equations `start`, which `polynomials` say more simply."""
    solver, unknowns = Solver(task.unknowns), Tuple(*task.unknowns)
    system = solver.system(polynomials)
    if start != system:
        yield step("tidy_equations", Equivalent(start, system, unknowns, task.given))
    found = yield from solver.solve(polynomials)
    points = [p for p in found if all(holds_at_point(c, p) for c in task.given)]
    listed = Tuple(*(tuple_of(p, task.unknowns) for p in points))
    yield step("list_points", SolutionSet(system, unknowns, listed, task.given))
    return points


def by_substitution(problem: Problem) -> Solution:
    task = task_of(problem)
    graph = constrained.graph(task.f, task.differences, task.unknowns)
    assert graph is not None
    ((solved,), (t,)) = graph.solved.args, graph.free
    (constraint,) = task.constraints
    if constraint != solved:
        claim = Equivalent(Tuple(constraint), Tuple(solved), Tuple(solved.lhs))
        yield step("solve_constraint", claim, Choice(constraint))
    yield step("insert_constraint", Substituted(task.f, Tuple(solved), graph.restricted))
    slope = partial(graph.restricted, t)
    yield step("differentiate_restricted", DerivativeOf(graph.restricted, t, slope))
    polynomial = polynomial_of(slope, (t,))
    assert polynomial is not None
    if polynomial.has(t):
        if polynomial != slope:
            zero = Tuple(equation(slope, ZERO)), Tuple(equation(polynomial, ZERO))
            yield step("tidy_equations", Equivalent(*zero, Tuple(t)))
        found = yield from Solver((t,)).solve([polynomial])
    else:
        found = []
        yield step(
            "find_no_flat_place", SolutionSet(Tuple(equation(slope, ZERO)), Tuple(t), Tuple())
        )
    points: list[Values] = []
    for place in found:
        value = sp.expand(solved.rhs.xreplace(place))
        back = Tuple(equation(t, place[t]))
        if solved.rhs.has(t):
            inserted = equation(solved.lhs, value)
            yield step("insert_back", Substituted(solved, back, inserted))
        points.append({**place, solved.lhs: value})
    yield from write_equations(task)
    return (yield from conclude(problem, task, points))


def task_of(problem: Problem) -> Lagrange:
    return Lagrange(problem.f, problem.g, tuple(problem.variables or in_order(problem)))


def in_order(problem: Problem) -> Tuple:
    """All letters, in alphabetical order."""
    return Tuple(*sorted(problem.f.free_symbols | problem.g.free_symbols, key=str))


def is_infeasible(task: Lagrange) -> bool:
    """Whether the constraints contradict one another."""
    if any(sign(g) == "positive" or sign(sp.expand(-g)) == "positive" for g in task.differences):
        return True
    if any(not g.free_symbols and g != 0 for g in task.differences):
        return True
    basis = sp.groebner(task.differences, *task.unknowns).exprs
    return bool(basis == [1])


def conclude_infeasible(task: Lagrange) -> Solution:
    """No point satisfies the constraints, so f takes no value there."""
    value = Symbol("w" if Symbol("w") not in task.unknowns else "w_0")
    system = Tuple(equation(value, task.f), *task.constraints)
    claim = SolutionSet(system, Tuple(*task.unknowns, value), Tuple())
    empty = SolutionSet(task.constraints, Tuple(*task.unknowns), Tuple())
    yield step("find_contradiction", empty)
    yield step("state_infeasible", claim)
    return Outcome({"infeasible": claim})


def conclude(problem: Problem, task: Lagrange, points: list[Values]) -> Solution:
    """Check the gradients, find the multipliers, compare the values."""
    outcome = Outcome()
    if len(task.constraints) < len(task.unknowns):
        checks, degenerate = check_gradients(task, points)
        for part in degenerate:
            yield part
            outcome.goals["degenerate"] = part.claims[0]
        yield from find_multipliers(task, points, checks, outcome)
    comparison = Comparison.of(task, points)
    yield from comparison.show_values()
    yield from comparison.decide(WANTED[problem.sense], outcome)
    return outcome


def check_gradients(task: Lagrange, points: list[Values]) -> tuple[list[Step], list[Step]]:
    """Where the constraint's own gradient is zero, there need be no multiplier.

    Returns the steps for the points with a gradient, and for those without.
    """
    checks: list[Step] = []
    degenerate: list[Step] = []
    for point in points:
        used = [e for e in pairs(point, task.unknowns) if task.normal_sizes.has(e.lhs)]
        if not used:
            break
        sizes = Tuple(*(tidied(d.xreplace(point)) for d in task.normal_sizes))
        claim = Substituted(task.normal_sizes, Tuple(*used), sizes)
        if any(sizes):
            checks.append(step("check_gradient", claim))
        else:
            degenerate.append(step("find_degenerate_point", claim))
    return checks, degenerate


def find_multipliers(
    task: Lagrange, points: list[Values], checks: list[Step], outcome: Outcome
) -> Generator[Step, None, None]:
    """All solutions of the system, with the multipliers."""
    solutions = [
        Tuple(*tuple_of(p, task.unknowns), *values)
        for p in points
        for values in task.multipliers_at(p)
    ]
    everything = Tuple(*task.unknowns, *task.multipliers)
    claim = SolutionSet(task.system, everything, Tuple(*solutions), task.given)
    rule = "find_multipliers" if solutions else "find_no_multipliers"
    yield step(rule, claim, substeps=checks)
    outcome.goals["candidates"] = claim


def complete(problem: Problem) -> dict[str, Any]:
    equations = Tuple(*(e for e in problem.g if e != sp.true))
    if not equations or not all(isinstance(e, Eq) for e in equations):
        raise NotUnderstood(
            "not-equations",
            "The constraints must be equations with the variables in them.",
            fix="For example x^2 + y^2 = 1.",
        )
    letters = problem.f.free_symbols | equations.free_symbols
    usual = [s for s in letters if str(s)[0] in "stuvwxyz"]
    if problem.variables is None and 0 < len(usual) < len(letters):
        names = ", ".join(sorted(map(str, letters)))
        raise NotUnderstood(
            "which-variables",
            f"There are the letters {names}. Which of them are variables?",
            fix="Give numbers for the others, or name all variables, for example variables = a, x.",
        )
    variables = problem.variables or in_order(problem)
    if strangers := sorted(letters - set(variables), key=str):
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {strangers[0]} stands where a number is needed.",
            fix=f"Name it as a variable, or give {strangers[0]} a value.",
        )
    if not 2 <= len(variables) <= 3 or len(equations) > 2:
        raise OverLimit(
            "problem-size",
            f"There are {len(variables)} variables and {len(equations)} constraints. "
            "Two or three variables and one or two constraints can be solved.",
            fix="Leave out a variable or a constraint.",
        )
    task = Lagrange(problem.f, equations, tuple(variables))
    if any(polynomial_of(g, task.unknowns) is None for g in task.differences if g.free_symbols):
        raise Undefined(
            "constraint-not-polynomial",
            "The constraints must be polynomial equations with exact numbers.",
            fix="For example x^2 + y^2 = 1.",
        )
    task.check()
    if not problem.f.free_symbols:
        raise Undefined(
            "constant-objective",
            "The function is constant, so every point is a minimum and a maximum.",
            fix="Give a function of the variables.",
        )
    named = None if variables == in_order(problem) else variables
    return {"g": equations, "variables": named, "sense": WORDS[problem.sense]}


def suits(problem: Problem) -> tuple[str, ...]:
    task = task_of(problem)
    if len(task.unknowns) != 2 or len(task.constraints) != 1 or is_infeasible(task):
        return ("multipliers",)
    graph = constrained.graph(task.f, task.differences, task.unknowns)
    if graph is None or any(e.rhs.has(sp.Pow) and not e.rhs.is_polynomial() for e in graph.solved):
        return ("multipliers",)
    plain = graph.restricted.is_polynomial() and task.f.is_polynomial()
    return ("multipliers", "substitution") if plain else ("multipliers",)


def make(rng: Random, level: int) -> dict[str, Any]:
    return nice_constraints.extremum_problem(rng, level)


def goals(problem: Problem, outcome: Outcome) -> tuple[tuple[str, Claim], ...]:
    return tuple(outcome.goals.items())


def figures(problem: Problem, outcome: Outcome) -> tuple[Figure, ...]:
    task = task_of(problem)
    claim = next((outcome.goals[k] for k in ("minimum", "maximum") if k in outcome.goals), None)
    if claim is None or len(task.unknowns) != 2:
        return ()
    best = [p for points in outcome.best.values() for p in points]
    marks = surface_pictures.level_curves(task.f, task.differences[0], task.unknowns, best)
    names = [str(u) for u in task.unknowns]
    return (Figure("level_curves", claim, marks, names[0], names[1], equal=True),) if marks else ()


TOPIC = Topic(
    id="calculus.lagrange",
    covers=("calc.lagrange",),
    inputs=(
        ChoiceInput(
            name="sense",
            about="whether the smallest value, the largest value or both are wanted",
            example="minimize",
            options=WORDS,
            default="both",
        ),
        ExpressionInput(name="f", about="the function to make extreme", example="x^2 + y^2"),
        EquationsInput(
            name="g", about="the constraint, one or two equations", example="x + 2y = 5"
        ),
        SymbolsInput(
            name="variables", about="the variables, in order", example="x, y", optional=True
        ),
    ),
    phrases=(
        "[find the] {sense} [of] {f} {subject to|such that|s.t.|given|on} {g}",
        "{sense} {f} under the constraint {g}",
        "{sense} {f} subject to {g} with a Lagrange multiplier",
        "lagrange [multipliers]: {f} {subject to|with} {g}",
        "use lagrange multipliers to {sense} {f} subject to {g}",
    ),
    bare=("optimisation",),
    methods={"multipliers": by_multipliers, "substitution": by_substitution},
    complete=complete,
    suits=suits,
    make=make,
    goals=goals,
    figures=figures,
)
