"""What claims presuppose: conditions that can hold and that are needed.

A claim under a condition that never holds says nothing, and a goal under an
invented condition answers another problem.  So there must be a place where
all conditions of a claim hold; an equation among the conditions of a goal must
come from the problem or be one of several cases; and a derivative that the
problem asks for may leave out only places where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp
from sympy import Basic, Tuple

from tutor.core.claims import Claim, Conditions, DerivativeOf
from tutor.core.step import Trace
from tutor.core.written import written
from tutor.verify.claims.calculus import has_slope
from tutor.verify.points.places import Places, has_branches
from tutor.verify.report import PROVED, Verdict
from tutor.verify.values.numeric import Point


def possible(claim: Claim, places: Places) -> Verdict:
    """Unchecked if no place is found where the conditions of a claim hold."""
    given: Conditions = getattr(claim, "given", ())
    return places.everywhere(lambda at: "", given, given) if given else PROVED


def foreign_conditions(trace: Trace, places: Places) -> Iterator[str]:
    """Conditions of goals that are not those of the problem."""
    yield from _invented(trace)
    yield from _needless(trace, places)


def _invented(trace: Trace) -> Iterator[str]:
    """Equations among the conditions of a goal that neither the problem nor another case explains."""
    stated = [v for _, v in trace.inputs if isinstance(v, Basic)]
    stated += [part for v in stated if isinstance(v, Tuple) for part in v.args]
    for name, goal in trace.goals:
        for condition in getattr(goal, "given", ()):
            if not isinstance(condition, sp.Eq) or condition in stated:
                continue
            if all(side in stated for side in condition.args):
                continue
            opposite = sp.Ne(*condition.args, evaluate=False)
            if not any(opposite in getattr(other, "given", ()) for _, other in trace.goals):
                yield f"the goal '{name}' holds for {written(condition)} alone, which the problem does not say"


def _needless(trace: Trace, places: Places) -> Iterator[str]:
    """Conditions that leave out places where the function of the problem has a derivative."""
    inputs = dict(trace.inputs)
    goals = [g for _, g in trace.goals if isinstance(g, DerivativeOf)]
    for goal in goals:
        if all(map(_leaves_out_points, goal.given)) or goal.function not in inputs.values():
            continue
        if any(_is_stated(c, inputs) for c in goal.given):  # the problem asks about one point
            continue
        variants = [g for g in goals if g.function == goal.function]
        for at in _tried(goal, places):
            covered = any(all(at.satisfies(c) for c in other.given) for other in variants)
            if not covered and has_slope(goal, at):
                given, where = " and ".join(map(written, goal.given)), at.draws.described()
                yield f"the function has a derivative where {given} fails, at {where}"
                break


def _leaves_out_points(condition: Basic) -> bool:
    """Whether a condition fails at single points only, where it does not fail everywhere.

    These are the zeros of one formula, which a random place does not meet.
    """
    return isinstance(condition, sp.Ne) and not any(map(has_branches, condition.args))


def _is_stated(condition: Basic, inputs: Mapping[str, Any]) -> bool:
    """Whether a condition is an equation between two inputs of the problem."""
    return isinstance(condition, sp.Eq) and all(s in inputs.values() for s in condition.args)


def _tried(goal: DerivativeOf, places: Places) -> Iterator[Point]:
    """Random places, whether or not the conditions hold there."""
    for at, _ in zip(places.inside(()), range(24), strict=False):
        at.of(goal.variable)
        yield at
