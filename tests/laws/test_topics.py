"""Laws that every topic obeys, with every method, at every level.

Whatever a topic derives is verified claim by claim, survives JSON, is the same
when it is derived again, has words for every rule, can be written in every
format, and does not depend on the method.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

import pytest
from msgspec.structs import replace
from sympy import Basic, Rational

from tutor.core.claims import Basis, Claim, Equal, values
from tutor.core.matrix import Matrix
from tutor.core.step import Trace
from tutor.core.topic import Topic
from tutor.render import FORMATS, prose, render
from tutor.verify import check
from tutor.verify.points.places import Places

from ..words_contract import contract_problems
from .derived import EVERY_TOPIC, LEVELS, Derived, derived, posed, solved, traces

QUICK, WORDS, MORE_WORDS, MANY = range(1), range(2), range(4), range(2, 202)
SLOW_FORMATS = {"pdf"}
EVERY, BY_DETAIL = "text", "html"  # one of each kind of writer: all leave out the same steps
NEW = ("after", "result", "solutions", "value", "shares", "total", "rows")  # what a claim finds


def read_back(found: Derived) -> Derived:
    return Derived(found.level, found.seed, Trace.from_json(found.trace.to_json()))


def assert_verified(several: Iterable[Derived]) -> None:
    for found in several:
        report = found.report
        assert report.ok, (found.name, report.faults)
        assert "unchecked" not in report.counts, found.name
        assert set(report.counts) & {"proved", "supported"}, f"{found.name}: nothing was claimed"


@EVERY_TOPIC
def test_every_claim_holds(topic: Topic) -> None:
    """With every method for one seed; for another with the usual one, of the trace as it is read back."""
    assert_verified(derived(topic, range(1)))
    assert_verified(read_back(usual) for usual, *_ in solved(topic, range(1, 2)))


@pytest.mark.slow
@EVERY_TOPIC
def test_every_claim_holds_for_many_seeds(topic: Topic) -> None:
    assert_verified(derived(topic, chain(range(1, 2), MANY)))


@EVERY_TOPIC
def test_json_gives_back_an_equal_trace(topic: Topic) -> None:
    for found in derived(topic, QUICK):
        text = found.trace.to_json()
        back = Trace.from_json(text)
        assert back == found.trace, found.name
        assert back.to_json() == text, found.name


@pytest.mark.slow
@EVERY_TOPIC
def test_a_trace_that_was_read_back_is_verified_alike(topic: Topic) -> None:
    for found in derived(topic, QUICK):
        assert read_back(found).report.counts == found.report.counts, found.name


@EVERY_TOPIC
def test_solving_twice_gives_the_same_trace(topic: Topic) -> None:
    """The second time, of the highest level, is made from the seed again, after other laws have solved other things."""
    *_, (first, *_) = solved(topic, range(1))
    second = topic.trace(posed(topic, first.level, first.seed), first.trace.method)
    assert first.trace == second, first.name
    assert first.trace.to_json() == second.to_json(), first.name


@EVERY_TOPIC
def test_all_methods_reach_the_same_goals(topic: Topic) -> None:
    for several in solved(topic, QUICK):
        first, *others = (found.trace.answer for found in several)
        for found, other in zip(several[1:], others, strict=True):
            assert list(other) == list(first), found.name
            for goal in first:
                assert_same_goal(found.name, first[goal], other[goal])


def assert_same_goal(name: str, one: object, other: object) -> None:
    if one == other:
        return
    if isinstance(one, Basis) and isinstance(other, Basis):  # each is checked as a claim
        assert one.space == other.space, name
        assert len(one.vectors) == len(other.vectors), name
        return
    assert isinstance(one, Equal), name
    assert isinstance(other, Equal), name
    assert one.before == other.before, name
    assert check(Equal(one.after, other.after, one.given), Places()).passes, name


@EVERY_TOPIC
def test_the_words_are_complete(topic: Topic) -> None:
    """A rule of a rare case may need one more seed until its words are used."""
    said = (contract_problems(topic, traces(topic, seeds)) for seeds in (WORDS, MORE_WORDS))
    problems = next(said)
    assert (problems and next(said)) == []


@EVERY_TOPIC
@pytest.mark.parametrize("form", sorted(set(FORMATS) - SLOW_FORMATS))
def test_every_format_renders(topic: Topic, form: str) -> None:
    """Each method once with its figures; in one format every derivation, in one with less and more said."""
    seen = set()
    for found in derived(topic, range(1)):
        is_first = found.trace.method not in seen
        seen.add(found.trace.method)
        if is_first or form == EVERY:
            assert render(found.trace, form, report=found.report), found.name
        if is_first and form == BY_DETAIL:
            plain = replace(found.trace, figures=())
            for detail in ("brief", "why"):
                written = render(plain, form, report=found.report, detail=detail)
                assert written, (found.name, detail)


@pytest.mark.slow
@EVERY_TOPIC
def test_every_topic_renders_as_pdf(topic: Topic) -> None:
    for found in derived(topic, range(1)):
        written = render(found.trace, "pdf", report=found.report)
        assert isinstance(written, bytes), found.name
        assert written.startswith(b"%PDF-"), found.name


@EVERY_TOPIC
def test_every_level_is_within_the_limits_and_varied(topic: Topic) -> None:
    for level in LEVELS:
        made = {str(posed(topic, level, seed).values) for seed in range(8)}
        assert len(made) > 1, f"{topic.id} level {level} makes always the same problem"


def numbers_said(runs: Iterable[object]) -> set[str]:
    """The numbers in a sentence, in its words and in its mathematics."""
    said: set[str] = set()
    for run in runs:
        if isinstance(run, prose.Text):
            said |= set(re.findall(r"\d+(?:\.\d+)?", run.words))
        elif isinstance(run, prose.Math) and isinstance(run.value, Basic):
            said |= {str(n) for n in run.value.atoms(Rational)}
    return said


@EVERY_TOPIC
def test_a_hint_does_not_contain_the_answer(topic: Topic) -> None:
    """A hint shows neither the new value of its step nor the value of a goal, unless known before."""
    made = 0
    for found in derived(topic, range(2)):
        if made and found.seed > 0:  # the second one is for topics whose first one hides nothing
            break
        trace = found.trace
        answers = {n for _, goal in trace.goals for n in new_numbers(goal)}
        seen = {str(n) for _, value in trace.inputs for n in numbers_in(value)}
        for part in trace.walk():
            shown = part.claims[0]
            start = {str(n) for f, v in values(shown) if f not in NEW for n in numbers_in(v)}
            hidden = (answers | set(new_numbers(shown))) - seen - start
            said = numbers_said(prose.sentence(topic.id, part, "hint"))
            assert not said & hidden, (found.name, part.rule, said & hidden)
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
