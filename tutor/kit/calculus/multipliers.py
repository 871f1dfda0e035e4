"""The steps of the method of Lagrange multipliers.

The Lagrangian and its derivatives form a system of equations; its solutions
are the candidates, together with the points where the gradients of the
constraints depend on one another.  Their values are compared.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Expr, Symbol, Tuple

from tutor.core.claims import Defines, DerivativeOf, Equal, Equivalent, SolutionSet, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus.candidates import Comparison, Outcome
from tutor.kit.calculus.lagrangian import Lagrange, inserted, pairs, tuple_of
from tutor.kit.domain import holds_at_point
from tutor.kit.polynomial_systems import Solver, Values, tidying
from tutor.kit.real_roots import tidied
from tutor.kit.signs import sign
from tutor.kit.unevaluated import equation

Conclusion = Generator[Step, None, Outcome]


def write_equations(task: Lagrange) -> Generator[Step, None, None]:
    """The Lagrangian, its derivatives, and the system that they form."""
    # No derivative with respect to a variable shows a constant in it, so the formula is claimed as well.
    formula = Equal(task.name, task.function, task.given)
    yield step("write_lagrangian", Defines(task.name, task.function), formula)
    for variable, derivative in task.partials():
        yield step(
            "differentiate_lagrangian", DerivativeOf(task.name, variable, derivative, task.given)
        )
    everything = Tuple(*task.unknowns, *task.multipliers)
    claim = Equivalent(task.derivatives_zero, task.system, everything, task.given)
    yield step("set_derivatives_zero", claim)


def solve_equations(
    task: Lagrange, start: Tuple, polynomials: list[Expr], multipliers: tuple[Symbol, ...] = ()
) -> Generator[Step, None, list[Values]]:
    """Find all points that satisfy the equations `start`, which `polynomials` say more simply.

    `multipliers` are those that occur in them.
    """
    letters = (*task.unknowns, *multipliers)
    solver, unknowns = Solver(letters), Tuple(*letters)
    system = solver.system(polynomials)
    if start != system:
        if start.has(sp.log):
            yield step("compare_logarithms", Equivalent(start, system, unknowns, task.given))
        else:
            yield tidying(start, system, unknowns, task.given)
    found = yield from solver.solve(polynomials)
    points = [p for p in found if all(holds_at_point(c, p) for c in task.given)]
    listed = solver.set_of(points, letters)
    yield step("list_points", SolutionSet(system, unknowns, listed, task.given))
    return points


def is_infeasible(task: Lagrange) -> bool:
    """Whether the constraints contradict one another."""
    if any(sign(g) == "positive" or sign(sp.expand(-g)) == "positive" for g in task.differences):
        return True
    if any(not g.free_symbols and g != 0 for g in task.differences):
        return True
    basis = sp.groebner(task.differences, *task.unknowns).exprs
    return bool(basis == [1])


def conclude_infeasible(task: Lagrange) -> Conclusion:
    """No point satisfies the constraints, so f takes no value there."""
    value = Symbol("w" if Symbol("w") not in task.unknowns else "w_0")
    system = Tuple(equation(value, task.f), *task.constraints)
    claim = SolutionSet(system, Tuple(*task.unknowns, value), Tuple())
    empty = SolutionSet(task.constraints, Tuple(*task.unknowns), Tuple())
    yield step("find_contradiction", empty)
    yield step("state_infeasible", claim)
    return Outcome({"infeasible": claim})


def conclude(task: Lagrange, points: list[Values], wanted: tuple[str, ...]) -> Conclusion:
    """Check the gradients, find the multipliers, compare the values."""
    outcome = Outcome()
    if len(task.constraints) < len(task.unknowns):
        checks, degenerate = check_gradients(task, points)
        for part in degenerate:
            yield part
            outcome.add("degenerate", part.claims[0])
        yield from find_multipliers(task, points, checks, outcome)
    comparison = Comparison.of(task, points)
    yield from comparison.show_values()
    if not points and comparison.is_finite():
        if task.given:
            raise no_value_on_constraint()
        return (yield from conclude_infeasible(task))
    yield from comparison.decide(wanted, outcome)
    open_kinds = [k for k in wanted if not {k, f"no_{k}", f"{k}_value"} & outcome.goals.keys()]
    if open_kinds and points:
        raise Undefined(
            "undecided",
            f"The candidates are {', '.join(str(tuple_of(p, task.unknowns)) for p in points)}. Whether "
            f"the function has a {open_kinds[0]} on the constraint is not decided: no bound of the set is "
            "found, and none of the function on it. There may be one.",
            fix="Compare the values at these points, and look at the function far out on the constraint.",
        )
    if open_kinds:
        raise Undefined(
            "no-candidate",
            "No point satisfies the equations of Lagrange, so there is no largest and no smallest "
            "value at a point where the function has derivatives. What else happens, far out or "
            "beside places without a value, is not examined.",
            fix="Look at the function there, or give another constraint.",
        )
    return outcome


def no_value_on_constraint() -> Undefined:
    """The error for a function that has no value at any point of the constraint."""
    return Undefined(
        "no-value-on-constraint",
        "The function has no value where the constraint holds: a logarithm, root or fraction "
        "in it is undefined there.",
        fix="Check the signs.",
    )


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
            checks.append(step("check_gradient", claim, *task.origins_of_sizes))
        else:
            degenerate.append(step("find_degenerate_point", claim, *task.origins_of_sizes))
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
    found = [part for p in points for part in _read_off(task, p)]
    yield step(rule, claim, substeps=[*checks, *found])
    outcome.goals["candidates"] = claim


def _read_off(task: Lagrange, point: Values) -> list[Step]:
    """The equations that give the multipliers at a point, with the point put in."""
    if task.is_degenerate(point):
        return []
    found = (
        inserted(task.system[k], point, task.unknowns) for k in task.normals_at(point).rref()[1]
    )
    return [step("insert_point_for_multiplier", claim) for claim in found if claim.values]
