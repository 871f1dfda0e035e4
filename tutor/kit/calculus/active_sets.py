"""The steps of the KKT conditions: write them, then go through the cases.

Each inequality is active or has the multiplier 0.  In each case equations are left;
their solutions are kept if all constraints hold and all multipliers have the right
sign.  Points where the gradients of the active constraints depend on one another
are kept whatever the multipliers are.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sympy as sp
from sympy import Basic, Expr, Le, Poly, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Equivalent,
    SolutionSet,
    Substituted,
)
from tutor.core.step import Step, collect, step
from tutor.kit.calculus import families
from tutor.kit.calculus.kkt import Case, Program, value
from tutor.kit.calculus.lagrangian import Lagrange, pairs, tuple_of
from tutor.kit.calculus.multipliers import check_gradients, solve_equations
from tutor.kit.polynomial_systems import Solver, Values, polynomial_of
from tutor.kit.signs import sign
from tutor.kit.unevaluated import ZERO, equation, looks_like, times

Steps = Generator[Step, None, None]
SOLVE = (
    "solve_case",
    "solve_case_of_two",
    "solve_case_of_three",
    "solve_case_of_four",
    "solve_case_of_five",
    "solve_case_of_six",
)
RELATION = {sp.Le: "<=", sp.Ge: ">="}


@dataclass
class Candidates:
    """What the cases leave: points with multipliers, and all points whose values are compared.

    `whole` is false if multipliers are not determined at some point, so that they cannot be listed.
    `levels` say which values the function has on infinitely many candidates, if there are such.
    """

    solutions: list[Tuple] = field(default_factory=list)
    points: list[Values] = field(default_factory=list)
    whole: bool = True
    levels: list[Substituted] = field(default_factory=list)

    def add(self, point: Values) -> None:
        if point not in self.points:
            self.points.append(point)


def write_constraints(program: Program) -> Steps:
    """Every inequality in the form g <= 0."""
    rows = zip(program.names, program.sides, program.inequalities, strict=True)
    for name, side, typed in rows:
        if sign(side) == "positive":  # the inequality holds nowhere
            yield step("write_constraint", Defines(name, side))
            continue
        below = Compared(name, "<=", ZERO, (typed,))
        back = Compared(typed.lhs, RELATION[type(typed)], typed.rhs, (Le(name, ZERO),))
        yield step("write_constraint", Defines(name, side), below, back)


def write_conditions(program: Program, goals: Mapping[str, Claim]) -> Steps:
    """The Lagrangian, and the four conditions, written out as far as the `goals` take them up."""
    said = {c for goal in goals.values() for c in getattr(goal, "given", ())}
    task = program.whole
    yield step("write_lagrangian", Defines(task.name, program.lagrangian))
    yield step("insert_constraints", Equal(task.name, task.function, program.given))
    for variable, derivative in task.partials():
        yield step("state_stationarity", DerivativeOf(task.name, variable, derivative, task.given))
    rule = "state_linear_feasibility" if program.is_linear else "state_feasibility"
    if said >= set(program.inequalities):
        yield step(rule, Choice(_listed(program.constraints)))
    else:
        yield step(f"{rule}_by_name", Choice(_listed(program.names)))
    is_both = program.sense == "both"
    rule = "state_signs_of_both" if is_both else "state_signs"
    signs = program.multipliers if is_both or not said >= set(program.dual) else program.dual
    yield step(rule, Choice(_listed(signs)))
    short = [
        equation(times(m, g), ZERO) for m, g in zip(program.multipliers, program.names, strict=True)
    ]
    written = program.slackness
    claim = Equivalent(Tuple(*short), Tuple(*written), program.everything)
    equal = (Equal(e.lhs, w.lhs) for e, w in zip(short, written, strict=True))
    yield step("state_slackness", claim, *equal)


def go_through_cases(
    program: Program,
) -> Generator[Step, None, tuple[Candidates, dict[str, Claim]]]:
    """Solve every case, and keep or reject each solution with its reason.

    Active constraints that no feasible point has in common are looked at once: the cases with these
    and more have no solution either.
    """
    found = Candidates()
    excluded = [set(pair) for pair in program.parallel_pairs()]
    for pair in excluded:
        borders = Tuple(*(equation(program.sides[k], ZERO) for k in sorted(pair)))
        claim = SolutionSet(borders, Tuple(*program.unknowns), Tuple())
        yield step("exclude_pair", claim)
    for case in program.cases():
        if any(apart <= set(case.active) for apart in excluded):
            continue
        if (yield from solve_case(case, found)):
            excluded.append(set(case.active))
    return found, (yield from collect_candidates(program, found))


def collect_candidates(
    program: Program, found: Candidates
) -> Generator[Step, None, dict[str, Claim]]:
    """Say that these are all solutions of the conditions; returns the goal that says so."""
    claim = SolutionSet(
        program.system,
        program.everything,
        Tuple(*found.solutions),
        (*program.feasible, *program.dual),
    )
    if not found.whole:
        names = ("level", *(f"level_{k}" for k in range(2, len(found.levels) + 1)))
        return dict(zip(names, found.levels, strict=False))
    yield step("collect_candidates" if found.solutions else "find_no_candidate", claim)
    return {"candidates": claim}


def solve_case(case: Case, found: Candidates) -> Generator[Step, None, bool]:
    """The points of a case; whether no feasible point has all its active constraints in common."""
    program = case.program
    if (family := families.of(case)) is not None:
        yield from _solve_family(case, family, found)
        return False
    parts, points = collect(_points(case))
    places = [{u: p[u] for u in program.unknowns} for p in points]
    rows = [(p, case.solutions(p)) for p in places]
    listed = [Tuple(*tuple_of(p, program.unknowns), *m) for p, ms in rows for m in ms]
    claim = SolutionSet(case.system, program.everything, Tuple(*listed), program.given)
    yield step(SOLVE[len(program.sides) - 1], claim, substeps=parts)
    is_corner = len(case.task.constraints) >= len(program.unknowns)
    apart = is_corner and all(program.violated(p) is not None for p in places)
    for point, multipliers in rows:
        yield from _judge(case, point, multipliers, found, apart)
    return apart


def _points(case: Case) -> Generator[Step, None, list[Values]]:
    """The points of the case, whatever their multipliers are."""
    task = case.task
    count, size = len(task.constraints), len(task.unknowns)
    if count > size:
        return (yield from solve_equations(task, task.constraints, task.differences))
    if not (yield from _write_slopes(case)):
        return []
    if count == size:
        points = yield from solve_equations(task, task.constraints, task.differences)
        for point in points:
            yield from _solve_for_multipliers(case, point)
        return points
    if not count or task.multipliers_are_determined or _is_told(task):
        letters = (*task.unknowns, *task.multipliers)
        left = [polynomial_of(e.lhs - e.rhs, letters) for e in case.equations]
        polynomials = [p for p in left if p is not None]
        start = case.equations
        for e, p in zip(start, polynomials, strict=True):
            if p != 0 and not p.free_symbols:
                there = Tuple(*(u for u in letters if e.has(u)))
                claim = SolutionSet(Tuple(e), there, Tuple(), task.given)
                yield step("find_equation_without_solution", claim)
                return []
        if all(looks_like(e.lhs, p) for e, p in zip(start, polynomials, strict=True)):
            start = Tuple(*(equation(p, ZERO) for p in polynomials))
        return (yield from solve_equations(task, start, polynomials, task.multipliers))
    rule = "eliminate_multiplier" if count == 1 else "eliminate_multipliers"
    for combined in task.eliminations:
        yield step(rule, combined, *task.derivatives_in(combined))
    return (yield from solve_equations(task, task.eliminated, task.polynomials()))


def _is_told(task: Lagrange) -> bool:
    """Whether one derivative of the Lagrangian says what the only multiplier is, so that it is put into the others."""
    return len(task.multipliers) == 1 and any(
        slope.free_symbols == {*task.multipliers} for _, slope in task.partials()
    )


def _solve_for_multipliers(case: Case, point: Values) -> Steps:
    """The multipliers at a point that the constraints alone determine."""
    task, left = case.task, list[Expr]()
    if task.is_degenerate(point):
        return
    for _, slope in task.partials():
        used = Tuple(*(e for e in pairs(point, task.unknowns) if slope.has(e.lhs)))
        there = sp.expand(value(slope, point))
        if there == 0:
            continue
        if used:
            sides = equation(slope, ZERO), equation(there, ZERO)
            yield step("insert_in_equation", Substituted(sides[0], used, sides[1]))
        left.append(there)
    if all(p.free_symbols for p in left):
        yield from Solver(task.multipliers).solve(left)


def _write_slopes(case: Case) -> Generator[Step, None, bool]:
    """What the derivatives are in this case; whether they can be zero."""
    rows = zip(case.program.whole.partials(), case.task.partials(), strict=True)
    for (_, whole), (_, left) in rows:
        zeros = Tuple(*(equation(m, ZERO) for m in case.inactive if whole.has(m)))
        if not left.free_symbols and left != 0:
            put = [Substituted(whole, zeros, left)] if zeros else []
            yield step("find_slope_that_is_not_zero", Compared(left, "!=", ZERO), *put)
            return False
        if zeros:
            sides = equation(whole, ZERO), equation(left, ZERO)
            yield step("drop_multipliers", Substituted(sides[0], zeros, sides[1]))
    return True


def _solve_family(case: Case, family: families.Family, found: Candidates) -> Steps:
    """Infinitely many solutions, of which the conditions on signs may leave one or none."""
    program = case.program
    parts, _ = collect(_write_slopes(case))
    solved = Tuple(*(equation(u, v) for u, v in family.values.items() if u != v))
    letters = Tuple(*family.values)
    sides = (sp.expand((e.lhs - e.rhs).doit()) for e in case.equations)
    linear = all(Poly(side, *letters).total_degree() < 2 for side in sides)
    lines = [] if linear else list(_solve_one_by_one(case, family))
    if len(lines) < len(solved):
        lines = [step("solve_for_the_others", Equivalent(case.equations, solved, letters))]
    every = Tuple(*(family.values.get(u, ZERO) for u in program.everything))
    claim = SolutionSet(case.system, program.everything, Tuple(every))
    yield step(
        SOLVE[len(program.sides) - 1],
        claim,
        substeps=[*parts, *lines],
    )
    wrong = [(m, v) for m in program.multipliers if (v := family.values.get(m, ZERO)).is_negative]
    if wrong and program.sense != "both":
        yield _wrong_signs("reject_negative_multiplier", wrong[:1])
        return
    sides = Tuple(*program.sides)
    put = Tuple(*(e for e in solved if sides.has(e.lhs)))
    if put:
        after = Tuple(*(sp.expand(g.xreplace(family.values)) for g in sides))
        yield step("insert_family", Substituted(sides, put, after))
    known = [m for m in program.multipliers if family.values.get(m, ZERO) != ZERO]
    free = Tuple(*(equation(m, v) for m in known if not (v := family.values[m]).is_number))
    if free and program.sense != "both":
        heights = Tuple(*(e.rhs for e in free))
        signs = Substituted(Tuple(*(e.lhs for e in free)), free, heights)
        yield step("insert_family_in_multipliers", signs)
    ends = family.ends()
    if family.is_level:
        found.whole = False
        value_there = sp.expand(program.f.xreplace(family.values))
        used = Tuple(*(e for e in solved if program.f.has(e.lhs)))
        level = Substituted(program.f, used, value_there)
        if level not in found.levels:
            found.levels.append(level)
        yield step("note_level_family", level)
        for point in ends:
            found.add({u: point[u] for u in program.unknowns})
        return
    kept = [Tuple(*(point.get(u, ZERO) for u in program.everything)) for point in ends]
    conditions = (*program.feasible, *program.dual)
    narrowed = SolutionSet(case.system, program.everything, Tuple(*kept), conditions)
    yield step("narrow_family" if kept else "reject_family", narrowed)
    for point, solution in zip(ends, kept, strict=True):
        if solution not in found.solutions:
            found.solutions.append(solution)
            found.add({u: point[u] for u in program.unknowns})


def _solve_one_by_one(case: Case, family: families.Family) -> Iterator[Step]:
    """The letters that do not stay free, each from one equation."""
    for u, v in family.values.items():
        for e in case.equations if u != v else ():
            others = (e.lhs - e.rhs).free_symbols - {u}
            if v.is_number and not others:
                claim: Claim = SolutionSet(Tuple(e), Tuple(u), Tuple(Tuple(v)))
                yield step("solve_for_one_letter", claim)
                break
            if others == v.free_symbols and sp.solve(e, u) == [v]:
                isolated = Equivalent(Tuple(e), Tuple(equation(u, v)), Tuple(u))
                yield step("isolate_one_letter", isolated)
                break


def _judge(
    case: Case,
    point: Values,
    multipliers: list[tuple[Expr, ...]],
    found: Candidates,
    apart: bool,
) -> Steps:
    program = case.program
    if (side := program.violated(point)) is not None:
        rule = "reject_corner_outside" if apart else "reject_point_outside"
        yield reject_outside(program, point, side, rule)
        return
    dependent = bool(case.task.constraints) and case.task.is_degenerate(point)
    if dependent:
        yield from _keep_dependent(case, point)
        found.add(point)
    for values in multipliers:
        if any(v.free_symbols for v in values):
            found.whole = False
        elif program.is_accepted(values):
            yield from _accept(case, point, values, found)
        elif not dependent:
            yield from _reject_multipliers(program, point, values)


def reject_outside(
    program: Program, point: Values, side: Expr, rule: str = "reject_point_outside"
) -> Step:
    """That a constraint does not hold at a point."""
    high = value(side, point)
    claim = Substituted(side, used_in(program, point, side), high)
    return step(rule, claim, Compared(high, ">", ZERO))


def _accept(case: Case, point: Values, values: tuple[Expr, ...], found: Candidates) -> Steps:
    program = case.program
    solution = Tuple(*tuple_of(point, program.unknowns), *values)
    if solution in found.solutions:
        return
    found.solutions.append(solution)
    found.add(point)
    heights = Tuple(*(value(g, point) for g in program.sides))
    sides = Tuple(*program.sides)
    claim = Substituted(sides, used_in(program, point, sides), heights)
    signs = [Compared(h, "<=", ZERO) for h in heights]
    checks, _ = check_gradients(case.task, [point]) if case.task.constraints else ([], [])
    yield step("accept_point", claim, *signs, substeps=checks)


def _reject_multipliers(program: Program, point: Values, values: tuple[Expr, ...]) -> Steps:
    """The first multiplier with the wrong sign; for a minimum and a maximum, two of different signs."""
    of_inequalities = list(zip(program.multipliers, values, strict=False))
    wrong = [(m, v) for m, v in of_inequalities if v < 0][:1]
    rule = "reject_negative_multiplier"
    if program.sense == "both":
        wrong = [*wrong, next((m, v) for m, v in of_inequalities if v > 0)]
        rule = "reject_mixed_multipliers"
    yield _wrong_signs(rule, wrong)


def _wrong_signs(rule: str, wrong: list[tuple[Symbol, Expr]]) -> Step:
    named, numbers = (Tuple(*column) for column in zip(*wrong, strict=True))
    used = Tuple(*(equation(m, v) for m, v in wrong))
    signs = [Compared(v, "<" if v < 0 else ">", ZERO) for v in numbers]
    return step(rule, Substituted(named, used, numbers), *signs)


def _keep_dependent(case: Case, point: Values) -> Steps:
    """A point that the multipliers may miss is a candidate by itself."""
    program, task = case.program, case.task
    if len(task.constraints) <= len(task.unknowns):
        yield from check_gradients(task, [point])[1]
        return
    sides = Tuple(*(program.sides[k] for k in case.active))
    zeros = Tuple(*(ZERO for _ in case.active))
    yield step("keep_crowded_point", Substituted(sides, used_in(program, point, sides), zeros))


def _listed(parts: Sequence[Basic]) -> Basic:
    """Several values as a tuple, one as it is."""
    return parts[0] if len(parts) == 1 else Tuple(*parts)


def used_in(program: Program, point: Values, formula: Basic) -> Tuple:
    """The coordinates that occur in a formula."""
    return Tuple(*(e for e in pairs(point, program.unknowns) if formula.has(e.lhs)))
