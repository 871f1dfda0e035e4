"""Laws that every topic obeys, with every method, at every level.

Whatever a topic derives is verified claim by claim, survives JSON, is the same
when it is derived again, has words for every rule, can be written in every
format, and does not depend on the method.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random

import pytest
from sympy import Basic, Rational

from tutor.catalogue import TOPICS
from tutor.core.claims import Claim, Equal, values
from tutor.core.matrix import Matrix
from tutor.core.step import Trace
from tutor.core.topic import Problem, Topic
from tutor.render import FORMATS, prose, render
from tutor.verify import check, verify
from tutor.verify.points.places import Places

from ..words_contract import contract_problems

LEVELS = (1, 2, 3)
QUICK, MANY = range(4), range(4, 204)
SLOW_FORMATS = {"pdf"}
NEW = ("after", "result", "solutions", "value", "shares", "total", "rows")  # what a claim finds


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


def numbers_said(runs: Iterable[object]) -> set[str]:
    """The numbers in a sentence, in its words and in its mathematics."""
    said: set[str] = set()
    for run in runs:
        if isinstance(run, prose.Text):
            said |= set(re.findall(r"\d+(?:\.\d+)?", run.words))
        elif isinstance(run, prose.Math) and isinstance(run.value, Basic):
            said |= {str(n) for n in run.value.atoms(Rational)}
    return said


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_a_hint_does_not_contain_the_answer(topic: Topic) -> None:
    """A hint shows neither the new value of its step nor the value of a goal, unless known before."""
    made = 0
    for name, trace in traces(topic, range(2)):
        answers = {n for _, goal in trace.goals for n in new_numbers(goal)}
        seen = {str(n) for _, value in trace.inputs for n in numbers_in(value)}
        for part in trace.walk():
            shown = part.claims[0]
            start = {str(n) for f, v in values(shown) if f not in NEW for n in numbers_in(v)}
            hidden = (answers | set(new_numbers(shown))) - seen - start
            said = numbers_said(prose.sentence(topic.id, part, "hint"))
            assert not said & hidden, (name, part.rule, said & hidden)
            made += bool(hidden)
            seen |= {
                str(n) for claim in part.claims for _, v in values(claim) for n in numbers_in(v)
            }
    assert made >= 1


def new_numbers(claim: Claim) -> Iterator[str]:
    for field, value in values(claim):
        if field in NEW:
            yield from (str(n) for n in numbers_in(value) if n not in (0, 1, -1))


def numbers_in(value: object) -> Iterator[Rational]:
    if isinstance(value, Matrix):
        yield from (n for row in value.entries() for e in row for n in e.atoms(Rational))
    elif isinstance(value, Basic):
        yield from value.atoms(Rational)
    elif isinstance(value, int):  # the number of a row
        yield Rational(value)
