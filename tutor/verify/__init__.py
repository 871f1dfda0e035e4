"""Checks a trace against its own claims, by other routes than the solver took.

Imports `tutor.core` and nothing else of tutor, so no error of a solver can
hide in a checker.  A claim that cannot be checked is unchecked, which is
never a pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.core.claims import Choice, Claim, Defines
from tutor.core.step import Step, Trace
from tutor.verify import calculus, equality, extrema, line, probability, rows, systems
from tutor.verify.places import Check, Places
from tutor.verify.report import NO_CLAIM, Finding, Report, Verdict, refuted, unchecked

__all__ = ["Finding", "Report", "Verdict", "check", "verify"]


def defines(claim: Defines, places: Places) -> Verdict:
    if claim.name in places.definitions and places.definitions[claim.name] != claim.value:
        return refuted(f"{claim.name} already stands for {places.definitions[claim.name]}")
    if claim.value.has(claim.name):
        return refuted(f"{claim.name} is defined by itself")
    places.define(claim.name, claim.value)
    return NO_CLAIM


def nothing(claim: Choice, places: Places) -> Verdict:
    return NO_CLAIM


CHECKS: dict[type, Check] = {
    Defines: defines,
    Choice: nothing,
    **equality.CHECKS,
    **rows.CHECKS,
    **calculus.CHECKS,
    **systems.CHECKS,
    **extrema.CHECKS,
    **probability.CHECKS,
}
CONFIRMATIONS: dict[type, Check] = {
    **equality.CONFIRMATIONS,
    **calculus.CONFIRMATIONS,
    **systems.CONFIRMATIONS,
    **extrema.CONFIRMATIONS,
    **probability.CONFIRMATIONS,
}


def check(claim: Claim, places: Places) -> Verdict:
    """The verdict on one claim."""
    return _asked(CHECKS, claim, places)


def confirm(goal: Claim, places: Places) -> Verdict:
    """The verdict on a goal: its check and, by another route still, a second one."""
    verdict = check(goal, places)
    if not verdict.passes or type(goal) not in CONFIRMATIONS:
        return verdict
    second = _asked(CONFIRMATIONS, goal, places)
    return second if second.status == "refuted" else verdict


def _asked(table: Mapping[type, Check], claim: Claim, places: Places) -> Verdict:
    """What the checker says; an exception inside it counts against the claim."""
    checker = table.get(type(claim))
    if checker is None:
        return unchecked(f"no checker for {type(claim).__name__}")
    try:
        return checker(claim, places)
    except Exception as bad:
        return refuted(f"it cannot be read as a claim: {type(bad).__name__}: {bad}")


def verify(trace: Trace) -> Report:
    """Check every claim of every step, the line from the inputs to the goals, and the goals."""
    places = Places()
    found = [f for k, part in enumerate(trace.steps, start=1) for f in _step(part, (k,), places)]
    for name, goal in trace.goals:
        found.append(Finding(("goal", name), 0, "goal", confirm(goal, places)))
    for why in line.faults(trace):
        found.append(Finding(("line",), 0, "line", refuted(why)))
    return Report(tuple(found))


def _step(part: Step, path: tuple[int, ...], places: Places) -> Iterator[Finding]:
    for index, claim in enumerate(part.claims):
        yield Finding(path, index, part.rule, check(claim, places))
    for k, below in enumerate(part.substeps, start=1):
        yield from _step(below, (*path, k), places)
