"""Problems that a topic makes, their derivations, and what the verifier says of them, each made once.

The laws of one topic are tried one after the other (`EVERY_TOPIC`), so that the few derivations of
the last topic are all that is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, product
from random import Random

import pytest

from tutor.catalogue import TOPICS
from tutor.core.claims import Defines
from tutor.core.step import Trace
from tutor.core.topic import Problem, Topic
from tutor.verify import Report, findings, goals, verify
from tutor.verify.line import walk
from tutor.verify.points.places import Places

LEVELS = (1, 2, 3)
KEPT = 18  # problems: three seeds of each level, of this topic and the one before
EVERY_TOPIC = pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS), scope="session")


class Derived:
    """The derivation of a problem by one method, with its report."""

    def __init__(self, level: int, seed: int, trace: Trace) -> None:
        self.level = level
        self.seed = seed
        self.trace = trace
        self.name = f"{trace.topic} level {level} seed {seed} {trace.method}"

    @cached_property
    def report(self) -> Report:
        return verify(self.trace)


def posed(topic: Topic, level: int, seed: int) -> Problem:
    return topic.problem(**topic.make(Random(seed), level))


@lru_cache(KEPT)
def _solved(topic_id: str, level: int, seed: int) -> tuple[Derived, ...]:
    topic = TOPICS[topic_id]
    problem = posed(topic, level, seed)
    methods = topic.suitable(problem)
    return tuple(Derived(level, seed, topic.trace(problem, m)) for m in methods)


def solved(topic: Topic, seeds: Iterable[int]) -> Iterator[tuple[Derived, ...]]:
    """For a problem of each level and seed its derivations, one by each method that fits."""
    for level, seed in product(LEVELS, seeds):
        yield _solved(topic.id, level, seed)


def derived(topic: Topic, seeds: Iterable[int]) -> Iterator[Derived]:
    """All these derivations."""
    for several in solved(topic, seeds):
        yield from several


def traces(topic: Topic, seeds: Iterable[int]) -> Iterator[Trace]:
    """The traces of all these derivations."""
    return (found.trace for found in derived(topic, seeds))


def is_refuted(trace: Trace) -> bool:
    """Whether the verifier refutes something; what costs the least is asked first."""
    verdicts = chain(
        (found.verdict for found in walk.faults(trace)),
        (verdict for _, verdict in goals.verdicts(trace, defined(trace))),
        (found.verdict for found in findings(trace)),
    )
    return any(verdict.status == "refuted" for verdict in verdicts)


def defined(trace: Trace) -> Places:
    """Places at which all names of the trace have their meaning."""
    places = Places()
    for part in trace.walk():
        for claim in part.claims:
            if isinstance(claim, Defines):
                places.define(claim.name, claim.value)
    return places
