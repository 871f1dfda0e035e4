"""Continuity at its edges: jumps, holes that are filled wrongly, ends of the domain."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Integer

from tutor.core.errors import TutorError
from tutor.core.step import Trace
from tutor.render import render
from tutor.topics.calculus.continuity import TOPIC
from tutor.verify import verify

from .. import solving

JUMP = "is f(x) = {x^2 for x < 1, 2x for x >= 1} continuous at x = 1"


def solved(text: str) -> Trace:
    return solving.solved(text, topic=TOPIC.id).trace


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is f(x) = {x^2 for x < 1, 2x - 1 for x >= 1} continuous at x = 1", "Yes."),
        ("is x^2 continuous at 3", "Yes."),
        ("is |x| continuous at 0", "Yes."),
        ("is sqrt(x) continuous at 0", "Yes."),
        (JUMP, "No. From the left the function tends to 1, from the right to 2"),
        ("is f(x) = {sin(x)/x for x != 0, 1 for x = 0} continuous at 0", "Yes."),
        ("is f(x) = {x^2 for x != 2, 5 for x = 2} continuous at 2", "No. The function tends to 4"),
        ("is sign(x) continuous at 0", "No. From the left"),
        ("f(x) = x^3. Is f continuous at x = 2?", "Yes."),
        ("check whether floor(x) is continuous at 2", "No."),
        ("is f(x) = {1/x for x > 0, 0 for x <= 0} continuous at 0", "No."),
    ],
)
def test_whether_it_is_continuous(text: str, answer: str) -> None:
    said = " ".join(str(render(solved(text), "text")).partition("Answer:")[2].split())
    assert said.startswith(answer)


def test_a_jump_that_is_denied_is_refuted() -> None:
    trace = solved(JUMP)
    goal = replace(trace.answer["right"], after=Integer(1))
    goals = tuple((n, goal if n == "right" else c) for n, c in trace.goals)
    assert not verify(replace(trace, goals=goals)).ok


def test_one_side_left_out_is_refuted() -> None:
    trace = solved(JUMP)
    goals = tuple((n, c) for n, c in trace.goals if n != "left")
    assert not verify(replace(trace, goals=goals)).ok


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("is 1/x continuous at 0", "outside-domain"),
        ("is a x continuous at 0", "which-variable"),
        ("is sqrt(-x^2) continuous at 0", "lonely-point"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solved(text)
    assert caught.value.code == code
    assert caught.value.fix
