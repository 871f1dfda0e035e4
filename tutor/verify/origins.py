"""Whether what a trace shows has an origin, where its claims alone do not tell.

A comparison of two wrong numbers can be true, a definition may be of no use,
an announcement asserts nothing, and a goal may say that something equals
itself.  So the numbers compared or announced must be values that the problem
gives or a step has found, and definitions must matter and leave the letters of
the problem alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sympy import Basic, IndexedBase, Rational, Symbol, Tuple, preorder_traversal
from sympy.core.relational import Relational
from sympy.core.symbol import Str

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Defines,
    Equal,
    Equivalent,
    Implies,
    SolutionSet,
    TailProbability,
    values,
)
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.core.step import Trace

THRESHOLDS = frozenset(map(Rational, (0, 1, 5, 10, 30)))  # of textbook rules such as n < 30
TAILS = ("left", "right", "two")


def strays(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """What is shown and has no origin."""
    yield from _trivial_goals(trace)
    yield from _numbers(trace, claims)
    yield from _definitions(trace, claims)
    yield from _unknowns(trace, claims)
    yield from _inventions(trace, claims)
    tails = {v for _, v in trace.inputs if isinstance(v, str) and v in TAILS}
    for claim in claims:
        if isinstance(claim, TailProbability) and tails and claim.tail not in tails:
            yield f"the problem asks for the {'/'.join(tails)} tail, not for {claim.tail}"


def _trivial_goals(trace: Trace) -> Iterator[str]:
    for name, goal in trace.goals:
        if isinstance(goal, Equal) and goal.before == goal.after:
            yield f"the goal '{name}' says that something equals itself"


def _numbers(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    shown = [c for c in claims if isinstance(c, Compared | Choice)]
    if not shown:
        return
    found = [v for _, v in trace.inputs]
    found += [v for c in claims if not isinstance(c, Compared | Choice) for _, v in values(c)]
    plain = {v for v in found if isinstance(v, Basic)}
    pieces: set[Basic] | None = None
    for claim in shown:
        if isinstance(claim, Compared):
            for side, other in ((claim.left, frozenset()), (claim.right, THRESHOLDS)):
                if isinstance(side, Rational) and side not in plain and side not in other:
                    yield f"the number {side} is compared, and no step has found it"
        else:
            if pieces is None:
                pieces = _pieces(found) | set(_free_unknowns(claims))
            for part in _announced(claim.shown):
                if part == Tuple():
                    yield "nothing is announced"
                elif part not in pieces and not isinstance(part, Symbol | Str):
                    yield f"{part} is announced, and nothing has to do with it"


def _announced(value: Basic) -> Iterator[Basic]:
    """What is announced; of letters and their supposed values, such as mu = 46, the values."""
    parts = value.args if isinstance(value, Tuple) else (value,)
    if parts and all(isinstance(p, Relational) and isinstance(p.args[0], Symbol) for p in parts):
        yield from (p.args[1] for p in parts)
    else:
        yield value


def _free_unknowns(claims: list[Claim]) -> Iterator[Tuple]:
    """The unknowns that stand for themselves in a solution."""
    for claim in claims:
        if isinstance(claim, SolutionSet):
            for solution in claim.solutions.args:
                pairs = zip(claim.unknowns.args, solution.args, strict=False)
                yield Tuple(*(unknown for unknown, value in pairs if unknown == value))


def _pieces(found: Iterable[Any]) -> set[Basic]:
    """All parts of these values, also the entries of matrices."""
    parts: set[Basic] = set()
    for value in found:
        if isinstance(value, tuple):
            parts |= _pieces(value)
        elif isinstance(value, Basic):
            for part in preorder_traversal(value):
                parts.add(part)
                if isinstance(part, Matrix):
                    parts |= {e for line in part.entries() for e in line}
    return parts


def _definitions(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    given = {s for _, v in trace.inputs if isinstance(v, Basic) for s in v.free_symbols}
    users: dict[int, set[Basic]] = {}
    for k, claim in enumerate(claims):
        if not isinstance(claim, Choice):
            users[k] = set()
            for name, value in values(claim):
                if isinstance(claim, Defines) and name == "name":
                    continue
                for part in value if isinstance(value, tuple) else (value,):
                    if isinstance(part, Basic):
                        users[k] |= part.free_symbols | part.atoms(IndexedBase, Probability)
    for k, claim in enumerate(claims):
        if not isinstance(claim, Defines):
            continue
        if isinstance(claim.name, Symbol) and claim.name in given:
            yield f"{claim.name} belongs to the problem and cannot be defined anew"
        if isinstance(claim.name, Probability) and claim.value.has(Probability):
            continue  # a formula that is checked by itself
        if not any(claim.name in names for j, names in users.items() if j != k):
            others = [v for _, v in trace.inputs]
            others += [
                v for j, c in enumerate(claims) if j in users and j != k for _, v in values(c)
            ]
            announced = _pieces(c.shown for c in claims if isinstance(c, Choice))
            if claim.value not in _pieces(others) or claim.name in announced:
                yield f"{claim.name} is defined, and no claim uses it or its value"


def _unknowns(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """The unknowns of a goal are those of the problem, and of all steps that start from its system."""
    given = [v for _, v in trace.inputs]
    named = [v for v in given if isinstance(v, Tuple) and v and all(p.is_Symbol for p in v)]
    for name, goal in trace.goals:
        if not isinstance(goal, SolutionSet):
            continue
        if goal.system in given and named and goal.unknowns not in named:
            yield f"the goal '{name}' is not about the unknowns of the problem"
        for claim in claims:
            if (
                isinstance(claim, Equivalent | Implies)
                and claim.before == goal.system
                and claim.unknowns != goal.unknowns
                # One equation of its own may be solved for one of its unknowns.
                and (isinstance(claim.after, Matrix) or len(claim.unknowns) > 1)
            ):
                yield f"a step solves the system of '{name}' for other unknowns"


def _inventions(trace: Trace, claims: list[Claim]) -> Iterator[str]:
    """Samples and probabilities that are defined by numbers which the problem does not give."""
    given = [v for _, v in trace.inputs]
    numbers = Counter(_leaves(given))
    worked_out = [c.after for c in claims if isinstance(c, Equal)]
    for claim in {c.name: c for c in claims if isinstance(c, Defines)}.values():
        if isinstance(claim.name, IndexedBase):
            if claim.value not in given and claim.value not in worked_out:
                yield f"the values {claim.name} are not those of the problem"
        elif isinstance(claim.name, Probability) and isinstance(claim.value, Rational):
            numbers[claim.value] -= 1
            if numbers[claim.value] < 0:
                yield f"{claim.name} is defined by a number that the problem does not give"


def _leaves(found: Iterable[Any]) -> Iterator[Rational]:
    """Every number in these values, as often as it occurs."""
    for value in found:
        if isinstance(value, tuple):
            yield from _leaves(value)
        elif isinstance(value, Rational):
            yield value
        elif isinstance(value, Basic):
            yield from _leaves(value.args)
