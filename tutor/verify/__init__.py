"""Checks a trace against its own claims, by other routes than the solver took.

Imports `tutor.core` and nothing else of tutor, so no error of a solver can
hide in a checker.  A claim that cannot be checked is unchecked, which is
never a pass.

`tutor.verify(trace)` is the function `verify` below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

from msgspec.structs import astuple
from sympy import Basic, Float, IndexedBase, Symbol, nan, zoo

from tutor.core.callable_module import make_callable
from tutor.core.claim_forms import types
from tutor.core.claims import (
    Choice,
    Claim,
    Defines,
    Extremum,
    Quantile,
    Recurrence,
    Roots,
    Signs,
    SolutionSet,
    TailProbability,
)
from tutor.core.claims import values as values_of  # `values` is a room here
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.core.step import Solved, Step, Trace, trace_of
from tutor.core.written import written
from tutor.verify import conditions, goals
from tutor.verify.claims import (
    antiderivatives,
    calculus,
    equality,
    events,
    extrema,
    matrices,
    matrix_confirmations,
    probability,
    recurrences,
    roots,
    rows,
    signs,
    systems,
)
from tutor.verify.comparisons import other_numbers
from tutor.verify.line import walk
from tutor.verify.points.places import Check, Places
from tutor.verify.report import (
    NO_CLAIM,
    Finding,
    Misfit,
    Report,
    Verdict,
    all_of,
    failed,
    refuted,
    unchecked,
)

__all__ = ["Finding", "Report", "Verdict", "check", "verify"]


def defines(claim: Defines, places: Places) -> Verdict:
    if claim.name in places.definitions and places.definitions[claim.name] != claim.value:
        return refuted(f"{claim.name} already stands for {written(places.definitions[claim.name])}")
    if not isinstance(claim.name, Symbol | IndexedBase | Probability):
        return refuted(f"{claim.name} is no name")
    if claim.name in _rests_on(claim.value, places.definitions):
        return refuted(f"{claim.name} is defined by itself")
    verdict = events.formula(claim, places.definitions, places.seed())
    places.define(claim.name, claim.value)
    return verdict or NO_CLAIM


def _rests_on(value: Basic, definitions: Mapping[Basic, Basic]) -> set[Basic]:
    """All names that a value depends on."""
    names: set[Basic] = set()
    ahead = [value]
    while ahead:
        part = ahead.pop()
        for name in part.atoms(Symbol, IndexedBase, Probability) - names:
            names.add(name)
            if name in definitions:
                ahead.append(definitions[name])
    return names


def nothing(claim: Choice, places: Places) -> Verdict:
    return NO_CLAIM


# A goal repeats these.
COSTLY = (Extremum, SolutionSet, Roots, Signs, Recurrence, TailProbability, Quantile)
WORDS = ("kind", "relation", "tail")  # the fields that are text
UNDEFINED = (Float, type(nan), type(zoo))
CHECKS: dict[type, Check] = {
    Defines: defines,
    Choice: nothing,
    **equality.CHECKS,
    **rows.CHECKS,
    **calculus.CHECKS,
    **antiderivatives.CHECKS,
    **matrices.CHECKS,
    **systems.CHECKS,
    **roots.CHECKS,
    **signs.CHECKS,
    **extrema.CHECKS,
    **recurrences.CHECKS,
    **probability.CHECKS,
}
CONFIRMATIONS: dict[type, Check] = {
    **equality.CONFIRMATIONS,
    **calculus.CONFIRMATIONS,
    **antiderivatives.CONFIRMATIONS,
    **matrix_confirmations.CONFIRMATIONS,
    **systems.CONFIRMATIONS,
    **roots.CONFIRMATIONS,
    **signs.CONFIRMATIONS,
    **extrema.CONFIRMATIONS,
    **recurrences.CONFIRMATIONS,
    **probability.CONFIRMATIONS,
}


def check(claim: Claim, places: Places) -> Verdict:
    """The verdict on one claim."""
    kind = type(claim)
    if fault := _misfit(kind, *map(type, astuple(claim))):
        return refuted(fault)
    if kind in rows.CHECKS:
        return _asked(rows.CHECKS, claim, places)
    if fault := _inexact(claim):
        return refuted(fault)
    if kind not in COSTLY:
        return _under_conditions(claim, places)
    verdict = places.passed.get(claim)  # definitions are never changed, so it still passes
    if verdict is None:
        verdict = _under_conditions(claim, places)
        if verdict.passes:
            places.passed[claim] = verdict
    return verdict


def _under_conditions(claim: Claim, places: Places) -> Verdict:
    """The verdict of the checker, if there is a place where the conditions hold."""
    verdict = _asked(CHECKS, claim, places)
    if not verdict.passes:
        return verdict
    possible = _asked({type(claim): conditions.possible}, claim, places)
    return verdict if possible.passes else possible


@cache
def _misfit(kind: type[Claim], *found: type) -> str:
    """A field of another type than this kind of claim demands; one read from a file has none."""
    for (name, demanded), there in zip(types(kind).items(), found, strict=True):
        if not issubclass(there, demanded) or there is bool:
            return f"{name} is a {there.__name__}, which no {kind.__name__} has there"
    return ""


def _inexact(claim: Claim) -> str:
    """What no claim may contain: a float, something undefined, a row over zero.

    A row operation makes one row, and its checker looks at that one only.
    """
    for name, value in values_of(claim):
        if isinstance(value, float) or (isinstance(value, str) and name not in WORDS):
            return f"{name} is a {type(value).__name__}"
        if isinstance(value, Matrix):
            if any(not row.over or len(row.numbers) != value.shape[1] for row in value.rows):
                return f"{name} has a row that is no row"
        elif isinstance(value, Basic) and value.args and value.atoms(*UNDEFINED):
            return f"{name} holds a float or a value that is not defined"
        elif isinstance(value, UNDEFINED):
            return f"{name} is a float or not defined"
    return ""


def confirm(goal: Claim, places: Places) -> Verdict:
    """The verdict on a goal: its check and, by another route still, a second one."""
    verdict = check(goal, places)
    if not verdict.passes or type(goal) not in CONFIRMATIONS:
        return verdict
    second = _asked(CONFIRMATIONS, goal, places)
    return second if second.status == "refuted" else verdict


def _asked(table: Mapping[type, Check], claim: Claim, places: Places) -> Verdict:
    """What the checker says; an exception inside it says nothing, unless it is a `Misfit`."""
    checker = table.get(type(claim))
    if checker is None:
        return unchecked(f"no checker for {type(claim).__name__}")
    try:
        return checker(claim, places)
    except Misfit as why:
        return refuted(str(why))
    except Exception as bad:
        return failed("the check", bad)


def verify(trace: Trace | Solved) -> Report:
    """Check every claim of every step, the goals, the figures, and the line that joins them.

    A solution is checked anew, by its trace.  Raises `NotUnderstood` for what is neither.
    """
    return Report(tuple(findings(trace_of(trace))))


def findings(trace: Trace) -> Iterator[Finding]:
    """What `verify` reports, one after the other, for callers that stop at the first fault."""
    places = Places(lambda: seed_of(trace))
    for k, part in enumerate(trace.steps, start=1):
        yield from _step(part, (k,), places)
    said = dict(goals.verdicts(trace, places))
    for name, goal in trace.goals:
        verdict = all_of([confirm(goal, places), said[name]])
        yield Finding(("goal", name), 0, "goal", verdict)
    missing = [name for name in said if name not in trace.answer]
    for name in missing:
        yield Finding(("goal", name), 0, "goal", said[name])
    for figure in trace.figures:
        if figure.claim not in trace.answer.values():
            verdict = check(figure.claim, places)
            yield Finding(("figure", figure.words), 0, "figure", verdict)
    yield from walk.faults(trace)
    for why in conditions.foreign_conditions(trace, places):
        yield Finding(("line",), 0, "line", refuted(why))


def seed_of(trace: Trace) -> int:
    """A number that any change of the trace changes."""
    try:
        text = trace.to_json()
    except Exception:  # what has no JSON form is refuted where it stands
        text = repr(trace)
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def _step(part: Step, path: tuple[int, ...], places: Places) -> Iterator[Finding]:
    for index, claim in enumerate(part.claims):
        yield Finding(path, index, part.rule, check(claim, places))
    for index, why in other_numbers(part, places, check):
        yield Finding(path, index, part.rule, why)
    for k, below in enumerate(part.substeps, start=1):
        yield from _step(below, (*path, k), places)


make_callable(__name__)
