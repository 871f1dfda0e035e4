"""From the candidates of a problem with inequalities to its answer.

The values at the candidates are compared.  Why the best of them is the best of all
depends on the problem: the feasible set is bounded, or the function grows far out, or
the Lagrangian is a sum of squares, as in a convex problem, where tangents stand for
logarithms.  Where nothing of this
holds, a path along which the function runs away settles it, or nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

from sympy import Expr, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Compared, Defines, Equal, Extremum, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus import constrained
from tutor.kit.calculus.active_sets import Candidates
from tutor.kit.calculus.candidates import AWAY, GROWTH, SQUARES, STATE
from tutor.kit.calculus.certificates import certificate, cube, with_tangents
from tutor.kit.calculus.feasible_sets import box, contradiction, runaways
from tutor.kit.calculus.kkt import Program
from tutor.kit.calculus.lagrangian import pairs, tuple_of, value_of
from tutor.kit.polynomial_systems import Values
from tutor.kit.unevaluated import ZERO

Goals = dict[str, Claim]
CERTIFY = {"minimum": "certify_minimum", "maximum": "certify_maximum"}
CUBE = {"minimum": "certify_minimum_by_cube", "maximum": "certify_maximum_by_cube"}
BOWL = {"minimum": "stay_above_bowl", "maximum": "stay_below_bowl"}
TANGENTS = {
    "minimum": "replace_by_tangents_for_minimum",
    "maximum": "replace_by_tangents_for_maximum",
}
RELATION = {"minimum": ">=", "maximum": "<="}
OPEN = {"minimum": "leave_minimum_open", "maximum": "leave_maximum_open"}


def conclude_infeasible(program: Program) -> Generator[Step, None, Goals]:
    """That no point satisfies the constraints, if a sum of their multiples shows it; else no goals."""
    found = contradiction(program)
    if found is None:
        return {}
    yield step("add_constraints", *found)
    claim = Compared(found[0].before, ">", ZERO)
    yield step("state_infeasible", claim)
    return {"infeasible": claim}


@dataclass(frozen=True)
class Conclusion:
    """The candidates with their values, in increasing order of value."""

    program: Program
    found: Candidates
    ranked: list[tuple[Expr, Values]]

    @classmethod
    def of(cls, program: Program, found: Candidates) -> Conclusion:
        table = [(value_of(program.f, p), p) for p in found.points]
        return cls(program, found, sorted(table, key=lambda row: float(row[0])))

    def decide(self, wanted: tuple[str, ...]) -> Generator[Step, None, Goals]:
        program, goals = self.program, Goals()
        found = (
            Substituted(program.f, used, height)
            for height, point in self.ranked
            if (used := Tuple(*(e for e in pairs(point, program.unknowns) if program.f.has(e.lhs))))
        )
        for claim in dict.fromkeys(found):
            yield step("compute_value", claim)
        bounded = bool(self.ranked) and (yield from self._is_bounded())
        for kind in wanted:
            if bounded or (self.ranked and (yield from self._has_best(kind))):
                yield from self._state(kind, goals)
            else:
                yield from self._runs_away(kind, goals)
        return goals

    def best(self, kind: str) -> tuple[Expr, list[Values]]:
        best = self.ranked[0 if kind == "minimum" else -1][0]
        return best, [p for v, p in self.ranked if abs(float(v - best)) < 1e-12]

    def _is_bounded(self) -> Generator[Step, None, bool]:
        """Whether the feasible set is closed and bounded, as one constraint or the linear ones show."""
        program = self.program
        if program.given:
            return False
        for typed, side in zip(program.inequalities, program.sides, strict=True):
            bound = constrained.growth_bound(side, program.unknowns, typed.args)
            if bound is not None:
                squares = isinstance(bound, Equal)
                yield step("note_bounded_set" if squares else "note_bounded_set_by_degree", bound)
                return True
        bounds = box(program)
        if not bounds:
            return False
        new = [
            (claim, [step("add_up_constraints", shown)])
            for claim, shown in bounds
            if not any({claim.left, claim.right} <= set(c.args) for c in claim.given)
        ]
        *others, (last, reason) = new or [(bounds[-1][0], [])]
        for claim, shown in others:
            yield step("bound_variable", claim, substeps=shown)
        yield step("note_box", last, substeps=reason)
        return True

    def _has_best(self, kind: str) -> Generator[Step, None, bool]:
        """Whether the best candidate is the best point of all, with the reason."""
        program = self.program
        if not program.given:
            growth = constrained.growth_towards(program.f, program.unknowns, kind)
            if growth is not None:
                rule = (SQUARES if isinstance(growth, Equal) else GROWTH)[kind]
                yield step(rule, growth, *constrained.multiplied_out(program.f))
                return True
            bowl = constrained.bowl(program.f, program.unknowns, kind)
            if bowl is not None:
                yield step(BOWL[kind], bowl)
                return True
        best, points = self.best(kind)
        bound: Expr | None = program.f
        if program.given:
            bound = with_tangents(program.f, kind, best, points[0])
        if bound is None:
            return False
        simpler = replace(program, f=bound)
        whole = Compared(program.f, RELATION[kind], best, (*program.constraints, *program.given))
        found = certificate(simpler, kind, best, points[0], self.found.solutions)
        if found is None:
            third = None if program.given else cube(program, kind, best, points[0])
            if third is not None:
                below = Compared(third.after, "<=", ZERO, tuple(program.constraints))
                yield step(CUBE[kind], third, below, whole)
            return third is not None
        shown = found.shown
        if not program.given:
            rule = f"{CERTIFY[kind]}_by_{found.needs}" if found.needs else CERTIFY[kind]
            yield step(rule, Equal(bound, shown), whole)
            return True
        name = next(s for s in map(Symbol, "hkqw") if s not in program.unknowns)
        below = Compared(program.f, RELATION[kind], name, program.given)
        yield step(TANGENTS[kind], Defines(name, bound), below)
        best_of_bound = Compared(name, RELATION[kind], best, tuple(program.constraints))
        yield step(CERTIFY[kind], Equal(name, shown), best_of_bound, whole)
        return True

    def _state(self, kind: str, goals: Goals) -> Generator[Step, None, None]:
        program = self.program
        best, points = self.best(kind)
        for k, point in enumerate(points, start=1):
            claim = Extremum(
                program.f,
                Tuple(*program.unknowns),
                Tuple(*program.equations),
                tuple_of(point, program.unknowns),
                best,
                kind,
                program.feasible,
            )
            yield step(STATE[kind], claim)
            goals[kind if k == 1 else f"{kind}_{k}"] = claim

    def _runs_away(self, kind: str, goals: Goals) -> Generator[Step, None, None]:
        """A path inside the feasible set along which the function leaves every bound, if one is found."""
        program = self.program
        found = next(runaways(program, kind), None)
        if found is None:
            if not self.ranked:
                raise Undefined(
                    "no-candidate",
                    "No point satisfies the KKT conditions, so no extreme value is taken where the "
                    "function has derivatives. What else happens, for example far out, is not decided.",
                    fix="Ask for the other kind of extreme value, or change the constraints.",
                )
            best, points = self.best(kind)
            whole = pairs(points[0], program.unknowns)
            place = Substituted(
                Tuple(*program.unknowns), Tuple(*whole), tuple_of(points[0], program.unknowns)
            )
            used = Tuple(*(e for e in whole if program.f.has(e.lhs)))
            height = Substituted(program.f, used, best)
            yield step(OPEN[kind], place, height)
            goals |= {f"open_{kind}": height, f"open_{kind}_point": place}
            return
        beyond, path, sides = found
        places = Tuple(*(e.rhs for e in path))
        followed = Substituted(Tuple(*program.unknowns), path, places)
        yield step("follow_path", followed, Choice(path))
        used = Tuple(*(e for e in path if program.f.has(e.lhs)))
        yield step("insert_path", Substituted(program.f, used, beyond.left))
        for side, below in zip(program.sides, sides, strict=True):
            used = Tuple(*(e for e in path if side.has(e.lhs)))
            yield step("stay_feasible", Substituted(side, used, below.left), below)
        yield step(AWAY[kind], beyond)
        goals[f"no_{kind}"] = beyond
        goals[f"path_without_{kind}"] = followed
