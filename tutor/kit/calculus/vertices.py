"""Linear programs in the plane by their vertices.

A linear function on a bounded polygon is extreme at a vertex, where two borders meet.
All pairs of borders are intersected, the points outside are left out, and the values
at the others are compared.  The multipliers belong to the borders at the best vertex.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import combinations

import sympy as sp
from sympy import Poly, Tuple

from tutor.core.claims import Choice, Claim, Compared, SolutionSet, Substituted
from tutor.core.step import Step, collect, step
from tutor.kit.calculus.active_sets import (
    Candidates,
    collect_candidates,
    reject_outside,
    solve_case,
    used_in,
)
from tutor.kit.calculus.feasible_sets import box, contradiction
from tutor.kit.calculus.kkt import Case, Program, value
from tutor.kit.calculus.lagrangian import tuple_of, value_of
from tutor.kit.calculus.multipliers import solve_equations
from tutor.kit.polynomial_systems import Values
from tutor.kit.unevaluated import ZERO


def is_linear_program(program: Program) -> bool:
    """Whether vertices decide: all is linear, the polygon is bounded, two borders meet at a vertex."""
    formulas = (program.f, *program.sides)
    if len(program.unknowns) != 2 or program.equations or program.given:
        return False
    if not all(f.is_polynomial(*program.unknowns) for f in formulas):
        return False
    if any(Poly(f, *program.unknowns).total_degree() != 1 for f in formulas):
        return False
    if contradiction(program) is not None or not box(program):
        return False
    met = [p for case in _pairs_of_borders(program) for p in _meet(case)]
    if any(v.free_symbols for p in met for v in p.values()):  # two borders are the same line
        return False
    vertices = [p for p in met if program.violated(p) is None]
    if len({tuple_of(p, program.unknowns) for p in vertices}) < max(3, len(vertices)):
        return False
    return program.sense != "both" or all(
        len(_active(program, _best(program, vertices, kind))) == 2
        for kind in ("minimum", "maximum")
    )


def find_vertices(program: Program) -> Generator[Step, None, list[Values]]:
    """Intersect all pairs of borders, and keep the points of the feasible set."""
    yield step("announce_vertices", Choice(program.f))
    kept = []
    for case in _pairs_of_borders(program):
        borders, unknowns = case.task.constraints, Tuple(*program.unknowns)
        if not _meet(case):
            claim = SolutionSet(borders, unknowns, Tuple())
            yield step("skip_parallel_borders", claim)
            continue
        parts, (point,) = collect(solve_equations(case.task, borders, case.task.differences))
        claim = SolutionSet(borders, unknowns, Tuple(tuple_of(point, program.unknowns)))
        yield step("intersect_borders", claim, substeps=parts)
        if (side := program.violated(point)) is not None:
            yield reject_outside(program, point, side)
            continue
        sides = Tuple(*program.sides)
        heights = Tuple(*(value(g, point) for g in program.sides))
        inside = Substituted(sides, used_in(program, point, sides), heights)
        yield step("keep_vertex", inside, *(Compared(h, "<=", ZERO) for h in heights))
        kept.append(point)
    return kept


def find_multipliers(
    program: Program, vertices: Sequence[Values], wanted: Sequence[str]
) -> Generator[Step, None, tuple[Candidates, dict[str, Claim]]]:
    """The solutions of the KKT conditions, which belong to the best vertices.

    The candidates are these points first, then the other vertices.
    """
    found = Candidates()
    cases = [Case(program, _active(program, _best(program, vertices, kind))) for kind in wanted]
    for case in sorted(cases, key=lambda c: c.active):
        yield step("look_at_best_vertex", Choice(case.choices))
        yield from solve_case(case, found)
    goals = yield from collect_candidates(program, found)
    for point in vertices:
        found.add(point)
    return found, goals


def _pairs_of_borders(program: Program) -> Iterator[Case]:
    return (Case(program, pair) for pair in combinations(range(len(program.sides)), 2))


def _meet(case: Case) -> list[Values]:
    unknowns = case.program.unknowns
    found = sp.linsolve(case.task.differences, *unknowns)
    return [dict(zip(unknowns, values, strict=True)) for values in found]


def _best(program: Program, vertices: Sequence[Values], kind: str) -> list[Values]:
    heights = [value_of(program.f, p) for p in vertices]
    best = min(heights) if kind == "minimum" else max(heights)
    return [p for p, height in zip(vertices, heights, strict=True) if height == best]


def _active(program: Program, points: Sequence[Values]) -> tuple[int, ...]:
    """The inequalities that are active at all of these points."""
    sides = enumerate(program.sides)
    return tuple(k for k, g in sides if all(value(g, p) == 0 for p in points))
