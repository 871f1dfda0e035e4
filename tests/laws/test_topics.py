"""Laws that every topic obeys, with every method, at every level.

Whatever a topic derives is verified claim by claim, survives JSON, is the same
when it is derived again, has words for every rule, can be written in every
format, and does not depend on the method.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tutor.catalogue import TOPICS
from tutor.core.claims import Equal
from tutor.core.step import Trace
from tutor.core.topic import Problem, Topic
from tutor.render import FORMATS, render
from tutor.render.contract import contract_problems
from tutor.verify import check, verify
from tutor.verify.places import Places

LEVELS = (1, 2, 3)
QUICK, MANY = range(4), range(4, 204)
SLOW_FORMATS = {"pdf"}


def problems(topic: Topic, seeds: range) -> Iterator[tuple[str, Problem]]:
    for level in LEVELS:
        for seed in seeds:
            name = f"{topic.id} level {level} seed {seed}"
            yield name, topic.problem(**topic.make(Random(seed), level))


def traces(topic: Topic, seeds: range) -> Iterator[tuple[str, Trace]]:
    for name, problem in problems(topic, seeds):
        for method in topic.suitable(problem):
            yield f"{name} {method}", topic.trace(problem, method)


def assert_verified(topic: Topic, seeds: range) -> None:
    for name, trace in traces(topic, seeds):
        report = verify(trace)
        assert report.ok, (name, report.faults)
        assert "unchecked" not in report.counts, name
        assert set(report.counts) & {"proved", "supported"}, f"{name}: nothing was claimed"


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_every_claim_holds(topic: Topic) -> None:
    assert_verified(topic, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_every_claim_holds_for_many_seeds(topic: Topic) -> None:
    assert_verified(topic, MANY)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_json_gives_back_an_equal_trace(topic: Topic) -> None:
    for name, trace in traces(topic, QUICK):
        text = trace.to_json()
        back = Trace.from_json(text)
        assert back == trace, name
        assert back.to_json() == text, name


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_a_trace_that_was_read_back_is_verified_alike(topic: Topic) -> None:
    for name, trace in traces(topic, range(1)):
        back = verify(Trace.from_json(trace.to_json()))
        assert back.ok, (name, back.faults)
        assert back.counts == verify(trace).counts, name


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_solving_twice_gives_the_same_trace(topic: Topic) -> None:
    first = [trace for _, trace in traces(topic, QUICK)]
    second = [trace for _, trace in traces(topic, QUICK)]
    assert first == second
    assert [t.to_json() for t in first] == [t.to_json() for t in second]


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_all_methods_reach_the_same_goals(topic: Topic) -> None:
    for name, problem in problems(topic, QUICK):
        first, *others = (topic.trace(problem, m).answer for m in topic.suitable(problem))
        for other in others:
            assert list(other) == list(first), name
            for goal in first:
                assert_same_goal(name, first[goal], other[goal])


def assert_same_goal(name: str, one: object, other: object) -> None:
    if one == other:
        return
    assert isinstance(one, Equal), name
    assert isinstance(other, Equal), name
    assert one.before == other.before, name
    assert check(Equal(one.after, other.after, one.given), Places()).passes, name


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_the_words_are_complete(topic: Topic) -> None:
    assert contract_problems(topic, seeds=len(QUICK)) == []


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
@pytest.mark.parametrize("form", sorted(set(FORMATS) - SLOW_FORMATS))
def test_every_format_renders(topic: Topic, form: str) -> None:
    for name, trace in traces(topic, range(1)):
        for detail in ("brief", "normal", "why"):
            written = render(trace, form, report=verify(trace), detail=detail)
            assert written, (name, detail)


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_every_topic_renders_as_pdf(topic: Topic) -> None:
    for name, trace in traces(topic, range(1)):
        written = render(trace, "pdf", report=verify(trace))
        assert isinstance(written, bytes), name
        assert written.startswith(b"%PDF-"), name


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_every_level_is_within_the_limits_and_varied(topic: Topic) -> None:
    for level in LEVELS:
        posed = {str(topic.problem(**topic.make(Random(s), level)).values) for s in range(8)}
        assert len(posed) > 1, f"{topic.id} level {level} makes always the same problem"
