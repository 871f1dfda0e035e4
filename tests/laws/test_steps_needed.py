"""No step that something rests on can be left out, in any topic.

Whether something rests on a step is read off the claims alone, by two questions.  Is a goal reached
by equalities, or stated, with the step and not without it?  Is something solved, derived, read off
or judged later that this step alone brings, and that was not there before?  All other steps are
checks, asides, calculations that are done twice, and formulas that open a line of their own: the
claim after such a step is checked by itself.  `test_steps_meet` says more of some topics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from msgspec.structs import replace
from sympy import (
    Add,
    Basic,
    Eq,
    Expr,
    IndexedBase,
    Mul,
    Symbol,
    Tuple,
    preorder_traversal,
)

from tutor.core.claims import (
    Added,
    Claim,
    Cleared,
    Defines,
    Equal,
    Equivalent,
    Scaled,
    SolutionSet,
    Substituted,
    Swapped,
    values,
)
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.core.step import Step, Trace
from tutor.core.topic import Topic

from .derived import EVERY_TOPIC, is_refuted, traces
from .test_steps_meet import Path, atoms, drop, edited, places

SAMPLE = 4  # of one topic in the quick run
RESULTS = ("after", "result", "name", "vectors", "factors", "roots")
SOURCES = (
    *("before", "function", "system", "values", "exact", "statistic", "left", "right", "space"),
    *("matrix", "polynomial", "expression", "objective", "constraints", "point", "weights"),
)
SIMPLE = (0, 1, -1)  # what any letter may be set to


def in_order(steps: tuple[Step, ...]) -> Iterator[Step]:
    """The steps as they are reasoned: what justifies a step before it."""
    for part in steps:
        yield from in_order(part.substeps)
        yield part


def brings(part: Step) -> set[Basic]:
    """What the claims of a step find; numbers, and zeros in their place, are always there."""
    found: set[Basic] = set()
    for claim in part.claims:
        if not isinstance(claim, Substituted):
            found |= set(chain(*(atoms(getattr(claim, name, None)) for name in RESULTS)))
        if isinstance(claim, SolutionSet):
            for solution in claim.solutions.args:
                pairs = zip(claim.unknowns.args, solution.args, strict=True)
                found |= {Eq(u, v, evaluate=False) for u, v in pairs}
    return {value for value in found if not is_plain(value)}


def is_plain(value: Basic) -> bool:
    if isinstance(value, Tuple):
        return all(map(is_plain, value.args))
    if isinstance(value, Eq):
        return value.args[0].is_Symbol and value.args[1] in SIMPLE
    return bool(value.is_number)


def rested_on(claim: Claim) -> set[Basic]:
    """What a claim starts from, with the names in it."""
    found = set(chain(*(atoms(getattr(claim, name, None)) for name in SOURCES)))
    return found.union(*(value.atoms(Symbol, IndexedBase, Probability) for value in found))


def parts_of(value: Any) -> Iterator[Basic]:
    if isinstance(value, tuple):
        yield from chain(*map(parts_of, value))
    if isinstance(value, Matrix):
        rows = value.entries()
        yield from chain(*rows, (Tuple(*line) for line in chain(rows, zip(*rows, strict=True))))
    if isinstance(value, Basic):
        yield from preorder_traversal(value)


def is_there(value: Basic, parts: set[Basic]) -> bool:
    """Whether a value was there before, as a part, or some terms or factors of one, up to the sign, or in lines."""
    if value in parts or not isinstance(value, Matrix | Expr):
        return value in parts
    if isinstance(value, Matrix):
        rows = value.entries()
        return any(
            all(Tuple(*line) in parts for line in lines)
            for lines in (rows, zip(*rows, strict=True))
        )
    return any(
        Counter(members(one)) <= Counter(members(part))
        for one in (value, -value)
        if isinstance(one, Add | Mul)
        for part in parts
        if isinstance(part, one.func)
    )


def members(value: Basic) -> Iterator[Basic]:
    """The terms of a sum, or the factors of a product, and of those in it."""
    for part in value.args:
        yield from members(part) if isinstance(part, value.func) else (part,)


class Joined:
    """Values that equalities and names join, and systems and matrices that are brought to other forms."""

    def __init__(self, steps: list[Step]) -> None:
        self._above: dict[Any, Any] = {}
        for claim in chain(*(part.claims for part in steps)):
            if isinstance(claim, Equal | Equivalent | Swapped | Scaled | Added | Cleared):
                self._join(claim.before, claim.after)
            if isinstance(claim, Defines):
                self._join(claim.name, claim.value)

    def _join(self, one: Any, other: Any) -> None:
        a, b = self.of(one), self.of(other)
        if a != b:
            self._above[a] = b

    def of(self, value: Any) -> Any:
        while value in self._above:
            value = self._above[value]
        return value

    def reach(self, goal: Claim, steps: list[Step]) -> bool:
        if isinstance(goal, Equal):
            return self.of(goal.before) == self.of(goal.after)
        wanted = [self.of(value) for _, value in values(goal)]
        stated = chain(*(part.claims for part in steps))
        return any(
            type(claim) is type(goal) and [self.of(v) for _, v in values(claim)] == wanted
            for claim in stated
        )


def is_needed(part: Step, trace: Trace) -> bool:
    """Whether a goal or a later claim other than an equality rests on a step and those below it."""
    line = list(in_order(trace.steps))
    inner = set(map(id, part.walk()))
    rest = [other for other in line if id(other) not in inner]
    with_it, without = Joined(line), Joined(rest)
    if any(with_it.reach(g, line) and not without.reach(g, rest) for _, g in trace.goals):
        return True
    end = next(k for k, other in enumerate(line) if other is part) + 1
    later = (c for other in line[end:] for c in other.claims if not isinstance(c, Equal))
    rested = set(chain(*map(rested_on, later)))
    found = set(chain(*map(brings, part.walk()))) & rested - set(chain(*map(brings, rest)))
    before = [c for other in line[:end] if id(other) not in inner for c in other.claims]
    own = (getattr(c, name, None) for c in part.claims for name in SOURCES)
    known = (value for _, value in chain(trace.inputs, *map(values, before)))
    parts = set(chain(*map(parts_of, chain(known, own)))) if found else set()
    return any(not is_there(value, parts) for value in found)


def needed(topic: Topic, seeds: range) -> Iterator[tuple[Trace, Path, Step]]:
    """Of each rule and method the first step that something rests on."""
    seen: set[tuple[str, str]] = set()
    for trace in traces(topic, seeds):
        for path, part in places(trace.steps):
            if (trace.method, part.rule) not in seen and is_needed(part, trace):
                seen.add((trace.method, part.rule))
                yield trace, path, part


def not_missed(chosen: list[tuple[Trace, Path, Step]]) -> list[str]:
    return [
        f"{trace.method} {path} {part.rule}: {part.claims[0]}"
        for trace, path, part in chosen
        if not is_refuted(replace(trace, steps=edited(trace.steps, path, drop)))
    ]


@EVERY_TOPIC
def test_a_step_that_something_rests_on_is_missed(topic: Topic) -> None:
    chosen = [found for found, _ in zip(needed(topic, range(1)), range(SAMPLE), strict=False)]
    assert chosen
    assert not (missed := not_missed(chosen)), "\n".join(missed)


@pytest.mark.slow
@EVERY_TOPIC
def test_every_step_that_something_rests_on_is_missed(topic: Topic) -> None:
    chosen = list(needed(topic, range(2)))
    print(f"\n{topic.id}: {len(chosen)} left out")
    assert not (missed := not_missed(chosen)), "\n".join(missed)
