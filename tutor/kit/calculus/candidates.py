"""From the candidates of an extreme value problem to its answer.

The values at the candidates are compared.  Why the best of them is the best of
all depends on the constraint: there are only finitely many points, or the set
is bounded, or the function stays on one side, or it runs away along a path.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from itertools import chain, count

import sympy as sp
from sympy import Expr, Tuple

from tutor.core.claims import Choice, Claim, Compared, Equal, Extremum, SolutionSet, Substituted
from tutor.core.step import Step, step
from tutor.kit.calculus import constrained
from tutor.kit.calculus.bordered_hessian import bordered, entries, second_order
from tutor.kit.calculus.completed_squares import completed, is_definite_quadratic
from tutor.kit.calculus.lagrangian import Lagrange, inserted, pairs, tuple_of, value_of
from tutor.kit.polynomial_systems import Values
from tutor.kit.signs import sign
from tutor.kit.unevaluated import equation

MOST_CLASSIFIED = 4
CHOOSE = {"minimum": "choose_minimum", "maximum": "choose_maximum"}
GROWTH = {"minimum": "note_growth_for_minimum", "maximum": "note_growth_for_maximum"}
SQUARES = {"minimum": "note_squares_for_minimum", "maximum": "note_squares_for_maximum"}
BOUND = {"minimum": "bound_minimum", "maximum": "bound_maximum"}
BOUND_BY_SQUARES = {"minimum": "bound_minimum_by_squares", "maximum": "bound_maximum_by_squares"}
AWAY = {"minimum": "find_no_minimum", "maximum": "find_no_maximum"}
STATE = {"minimum": "state_minimum", "maximum": "state_maximum"}
CLASSIFY = {
    "local minimum": "classify_local_minimum",
    "local maximum": "classify_local_maximum",
    "saddle": "classify_saddle",
}
Steps = Generator[Step, None, None]


@dataclass
class Outcome:
    """The goals reached so far, by name, and the points of each kind.

    `restricted` is true once the function has been written on the constraint.
    """

    goals: dict[str, Claim] = field(default_factory=dict)
    best: dict[str, list[Values]] = field(default_factory=dict)
    restricted: bool = False

    def add(self, kind: str, claim: Claim) -> None:
        """Take up one more claim of a kind: local_minimum, local_minimum_2 and so on."""
        first = kind.replace(" ", "_")
        names = chain((first,), (f"{first}_{k}" for k in count(2)))
        if claim not in self.goals.values():
            self.goals[next(name for name in names if name not in self.goals)] = claim


@dataclass(frozen=True)
class Comparison:
    """Candidates with their values, in increasing order of value."""

    problem: Lagrange
    ranked: list[tuple[Expr, Values]]

    @classmethod
    def of(cls, problem: Lagrange, points: list[Values]) -> Comparison:
        table = [(value_of(problem.f, p), p) for p in points]
        return cls(problem, sorted(table, key=lambda row: float(row[0])))

    def best(self, kind: str) -> tuple[Expr, list[Values]]:
        value = self.ranked[0 if kind == "minimum" else -1][0]
        return value, [p for v, p in self.ranked if abs(float(v - value)) < 1e-12]

    def show_values(self) -> Steps:
        for value, point in self.ranked:
            used = [e for e in pairs(point, self.problem.unknowns) if self.problem.f.has(e.lhs)]
            if used:
                yield step("compute_value", Substituted(self.problem.f, Tuple(*used), value))

    def decide(self, wanted: tuple[str, ...], outcome: Outcome) -> Steps:
        """Yield the steps that find the extreme values of the wanted kinds."""
        problem = self.problem
        if self.is_finite():
            yield from self._choose_among_all(wanted, outcome)
            return
        certain: set[str] = set()
        if self.ranked and not problem.given:
            bound = constrained.bounded_set(problem.constraints, problem.sides, problem.unknowns)
            if bound is not None:
                squares = isinstance(bound[0], Equal)
                yield step("note_bounded_set" if squares else "note_bounded_set_by_degree", *bound)
                certain = set(wanted)
        for kind in wanted:
            if kind not in certain and (yield from self._decide_alone(kind, outcome)):
                certain.add(kind)
            if kind in certain:
                yield from self._state(kind, outcome)
        yield from self._classify_others(outcome)

    def is_finite(self) -> bool:
        """Whether the constraints leave single points only."""
        problem = self.problem
        if len(problem.constraints) >= len(problem.unknowns):
            return True
        return any(sign(g) == "not negative" for g in _both(problem))

    def _choose_among_all(self, wanted: tuple[str, ...], outcome: Outcome) -> Steps:
        problem = self.problem
        points = Tuple(*(tuple_of(p, problem.unknowns) for _, p in self.ranked))
        claim = SolutionSet(problem.constraints, Tuple(*problem.unknowns), points, problem.given)
        yield step("note_single_points", claim)
        outcome.goals["feasible"] = claim
        for kind in wanted:
            value, best = self.best(kind)
            used = Tuple(*(e for e in pairs(best[0], problem.unknowns) if problem.f.has(e.lhs)))
            chosen = Substituted(problem.f, used, value)
            yield step(CHOOSE[kind], chosen)
            outcome.goals[f"{kind}_value"] = chosen
            outcome.best[kind] = best

    def _decide_alone(self, kind: str, outcome: Outcome) -> Generator[Step, None, bool]:
        """Whether the best candidate is the best point of all, with the reason."""
        problem = self.problem
        if self.ranked and not problem.given:
            bound = constrained.growth_towards(problem.f, problem.unknowns, kind)
            if bound is not None:
                rule = (SQUARES if isinstance(bound, Equal) else GROWTH)[kind]
                yield step(rule, bound, *constrained.multiplied_out(problem.f))
                return True
        graph = constrained.graph(problem.f, problem.differences, problem.unknowns)
        if graph is None:
            branches = constrained.branches(problem.f, problem.differences, problem.unknowns)
        else:
            branches = [graph]
            if (yield from self._bound_on(graph, kind, outcome)):
                return True
        for branch in branches:
            away = yield from constrained.runs_away(branch, problem.f, kind)
            if away is not None:
                beyond, path = away
                yield step(AWAY[kind], beyond)
                outcome.goals[f"no_{kind}"] = beyond
                if path is not None:
                    outcome.goals[f"path_without_{kind}"] = path
                break
        return False

    def _bound_on(
        self, graph: constrained.Graph, kind: str, outcome: Outcome
    ) -> Generator[Step, None, bool]:
        """Whether the function, expressed by the remaining variables, stays on one side of a candidate."""
        problem = self.problem
        used = Tuple(*(e for e in graph.solved if problem.f.has(e.lhs)))
        if used and not outcome.restricted:
            outcome.restricted = True
            restricted = Substituted(problem.f, used, graph.restricted)
            yield step("restrict_function", restricted, Choice(used))
        if self.ranked and graph.whole:
            value, (point, *_) = self.best(kind)
            bound = constrained.stays_beyond(graph, value, kind, problem.given)
            if bound is not None and is_definite_quadratic(graph.restricted, graph.free):
                place = tuple_of(point, graph.free)
                squares = completed(graph.restricted, graph.free, place, value)
                yield step("complete_squares_on_constraint", Equal(graph.restricted, squares))
                yield step(BOUND_BY_SQUARES[kind], Compared(squares, bound.relation, value))
            elif bound is not None:
                yield step(BOUND[kind], bound)
            return bound is not None
        return False

    def _state(self, kind: str, outcome: Outcome) -> Steps:
        problem = self.problem
        value, points = self.best(kind)
        unknowns = Tuple(*problem.unknowns)
        claim = Extremum(
            problem.f,
            unknowns,
            problem.constraints,
            tuple_of(points[0], problem.unknowns),
            value,
            kind,
            problem.given,
        )
        system = Tuple(equation(problem.f, value), *problem.constraints)
        places = Tuple(*(tuple_of(p, problem.unknowns) for p in points))
        everywhere = SolutionSet(system, unknowns, places, problem.given)
        yield step(STATE[kind], claim)
        yield step("list_extreme_points", everywhere)
        outcome.goals[kind] = claim
        outcome.goals[f"{kind}_points"] = everywhere
        outcome.best[kind] = points

    def _classify_others(self, outcome: Outcome) -> Steps:
        """Second derivatives along the constraint, for candidates that are not extreme overall."""
        problem = self.problem
        settled = [p for points in outcome.best.values() for p in points]
        others = [(v, p) for v, p in self.ranked if p not in settled]
        rows = bordered(problem.function, problem.differences, problem.unknowns)
        for value, point in others[:MOST_CLASSIFIED]:
            place = Choice(Tuple(*pairs(point, problem.unknowns)))
            if problem.is_degenerate(point):
                yield step("leave_degenerate_point_open", place)
                continue
            (multipliers,) = problem.multipliers_at(point)
            known = {**point, **dict(zip(problem.multipliers, multipliers, strict=True))}
            kind, determinants = second_order(rows, len(problem.differences), known)
            origins = entries(problem, rows, known)
            if not kind:
                whole = Compared(determinants[0].before, "=", determinants[0].after)
                zero = step("see_zero_determinant", whole, *origins)
                on = [
                    inserted(c, point, problem.unknowns) for c in problem.constraints
                ]  # all letters are used so
                yield step("leave_open", place, *origins[-1:], *on, substeps=(zero,))
                continue
            claim = Extremum(
                problem.f,
                Tuple(*problem.unknowns),
                problem.constraints,
                tuple_of(point, problem.unknowns),
                value,
                kind,
                problem.given,
            )
            parts = [step("compute_bordered_determinant", d, *origins) for d in determinants]
            yield step(CLASSIFY[kind], claim, substeps=parts)
            outcome.add(kind, claim)


def _both(problem: Lagrange) -> list[Expr]:
    """The differences of the constraints with either sign."""
    return [g for d in problem.differences for g in (d, sp.expand(-d))]
