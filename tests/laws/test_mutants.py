"""No corruption of a trace passes the verifier.

Every field of every claim is changed, one at a time (see `mutations`).  The
changes that make a claim false by SymPy's own account (see `oracle`), and all
changes of definitions, announcements and inputs, must be refuted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

import pytest
from sympy import Basic

from tutor.core.claims import Defines
from tutor.core.step import Trace
from tutor.core.topic import Topic
from tutor.verify import check, verify
from tutor.verify.points.places import Places

from .derived import EVERY_TOPIC, is_refuted, traces
from .mutations import Mutant, mutants
from .oracle import same_value, truth

SAMPLE = 3  # mutants of one trace in the quick run
MANY = 200  # in the slow run


def definitions_at(trace: Trace) -> dict[int, dict[Basic, Basic]]:
    """What is defined before each claim, by the identity of the claim."""
    known: dict[Basic, Basic] = {}
    found = {}
    for part in trace.walk():
        for claim in part.claims:
            found[id(claim)] = dict(known)
            if isinstance(claim, Defines):
                known[claim.name] = claim.value
    for _, goal in trace.goals:
        found[id(goal)] = dict(known)
    return found


def is_caught(mutant: Mutant, known: Mapping[Basic, Basic]) -> bool:
    if mutant.new is not None and mutant.path != ("goal",):
        places = Places()
        places.definitions = dict(known)
        if check(mutant.new, places).status == "refuted":
            return True
    if mutant.path == ("input",):  # such an input may have no answer at all
        return is_refuted(mutant.trace) or not verify(mutant.trace).ok
    return is_refuted(mutant.trace)


def examine(topic: Topic, seeds: range, sample: int) -> tuple[Counter[str], list[str]]:
    """How many corruptions of each kind were caught, and those that were not."""
    counts: Counter[str] = Counter()
    escaped = []
    for trace in traces(topic, seeds):
        known = definitions_at(trace)
        made = list(mutants(trace))
        if len(made) > sample:
            made = Random(7).sample(made, sample)
        for mutant in made:
            kind = "input" if mutant.old is None else type(mutant.old).__name__
            before = known.get(id(mutant.old), {})
            if mutant.new is not None:
                verdict = truth(mutant.new, before)
                if isinstance(mutant.new, Defines) and isinstance(mutant.old, Defines):
                    verdict = same_value(mutant.old, mutant.new, before)
                if verdict is not False:
                    counts[f"{kind} {'still true' if verdict else 'undecided'}"] += 1
                    continue
            counts[kind] += 1
            if not is_caught(mutant, before):
                escaped.append(f"{topic.id} {trace.method} {mutant}")
    return counts, escaped


def false(counts: Counter[str]) -> int:
    """How many corruptions were false; of the others, the kind says that they are true or undecided."""
    return sum(n for kind, n in counts.items() if " " not in kind)


def report(counts: Counter[str], escaped: list[str]) -> None:
    total = false(counts)
    print(f"\n{total - len(escaped)} of {total} corruptions caught")
    for kind, number in sorted(counts.items()):
        print(f"  {kind:30} {number:6}")


@EVERY_TOPIC
def test_a_sample_of_corruptions_is_caught(topic: Topic) -> None:
    counts, escaped = examine(topic, range(1), SAMPLE)
    report(counts, escaped)
    assert false(counts) > 0
    assert not escaped, "\n".join(escaped)


@pytest.mark.slow
@EVERY_TOPIC
def test_many_corruptions_are_caught(topic: Topic) -> None:
    counts, escaped = examine(topic, range(1, 2), MANY)
    report(counts, escaped)
    assert false(counts) > 0
    assert not escaped, "\n".join(escaped)
