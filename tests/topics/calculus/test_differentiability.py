"""Differentiability at a point, at its edges."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Expr, Integer, oo

from tutor.catalogue import problem
from tutor.core.errors import TutorError
from tutor.core.step import Trace
from tutor.topics.calculus.differentiability import TOPIC
from tutor.verify import verify

KINDS = ("derivative", "jump", "limit", "sides")


def trace_of(text: str) -> Trace:
    topic, posed = problem(text)
    assert topic is TOPIC
    return topic.trace(posed)


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("is x^2 differentiable at 1", Integer(2)),
        ("is x*abs(x) differentiable at 0", Integer(0)),
        ("is x^(1/3) sin(x) differentiable at 0", Integer(0)),
        ("is 5x + |x - 2| differentiable at x = 1", Integer(4)),
        ("is x^2 for x < 1, 2x - 1 for x >= 1 differentiable at 1", Integer(2)),
        ("is x^2 for x < 1, 2x - 1 otherwise differentiable at x = 3", Integer(2)),
        ("is e^x for x < 0, 1 + x for x >= 0 differentiable at 0", Integer(1)),
        ("is x^2 sin(1/x) for x != 0, 0 for x = 0 differentiable at 0", Integer(0)),
        ("is 0 for x < 0, x^2 for 0 <= x < 2, 4x - 4 for x >= 2 differentiable at 2", Integer(4)),
    ],
)
def test_smooth_functions_have_a_derivative(text: str, slope: Expr) -> None:
    trace = trace_of(text)
    assert trace.answer["derivative"].result == slope
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("is abs(x) differentiable at 0", Integer(-1), Integer(1)),
        ("is |x^2-1| differentiable at x = 1", Integer(-2), Integer(2)),
        ("is abs(sin(x)) differentiable at 0", Integer(-1), Integer(1)),
        ("is x^2 for x <= 1, x for x > 1 differentiable at 1", Integer(2), Integer(1)),
        ("is x^(1/3) for x < 0, x for x >= 0 differentiable at 0", oo, Integer(1)),
        ("is x^(2/3) differentiable at 0", -oo, oo),
    ],
)
def test_corners_and_cusps(text: str, left: Expr, right: Expr) -> None:
    trace = trace_of(text)
    assert (trace.answer["left"].after, trace.answer["right"].after) == (left, right)
    assert not verify(trace).faults


def test_a_vertical_tangent() -> None:
    trace = trace_of("is cbrt(x) differentiable at 0")
    assert trace.answer["limit"].after == oo
    assert not verify(trace).faults


@pytest.mark.parametrize(
    "text",
    [
        "is sign(x) differentiable at 0",
        "is floor(x) differentiable at 2",
        "is x^2 for x < 1, 2x for x >= 1 differentiable at 1",
        "is 1/x for x < 0, x for x >= 0 differentiable at 0",
        "is sin(x)/x for x != 0, 2 for x = 0 differentiable at 0",
    ],
)
def test_a_jump_comes_first(text: str) -> None:
    trace = trace_of(text)
    assert set(trace.answer) == {"jump", "here"}
    assert "take_step" not in [part.rule for part in trace.steps]
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("is sqrt(x) differentiable at 0", "one-sided"),
        ("is 1/x differentiable at 0", "outside-domain"),
        ("is a x differentiable at 0", "which-variable"),
        ("is x^2 for x < 1, 2x for x > 1 differentiable at 1", "outside-domain"),
        ("is x^2 for x < 1 differentiable at 1", "outside-domain"),
        ("is x^2 for x <= 1 differentiable at 1", "one-sided"),
        ("is x^2 for x <= 1, 2x for x >= 1 differentiable at 1", "overlap"),
        ("where is |sin(x)| not differentiable", "infinitely-many"),
        ("where is floor(x) differentiable", "no-list-of-places"),
        ("where is |x^3 - x - 1| not differentiable", "no-exact-places"),
        ("where is ln(x) for x > -1, 0 for x <= -1 differentiable", "case-in-pieces"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        trace_of(text)
    assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("is |x-1| + |x+2| differentiable at 1 by one-sided slopes", Integer(0), Integer(2)),
        ("is x^2 for x < 1, x for x >= 1 differentiable at 1 by one-sided slopes", 2, 1),
        ("is sqrt(|x|) differentiable at 0 by one-sided slopes", -oo, oo),
    ],
)
def test_slopes_beside_the_point_say_the_same(text: str, left: Expr, right: Expr) -> None:
    trace = trace_of(text)
    assert trace.method == "one_sided_slopes"
    assert (trace.answer["left"].after, trace.answer["right"].after) == (left, right)
    assert not verify(trace).faults


def test_slopes_that_do_not_settle_are_no_method() -> None:
    topic, posed = problem("is x^2 sin(1/x) for x != 0, 0 for x = 0 differentiable at 0")
    assert topic.suitable(posed) == ("quotients",)


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("where is x^2 differentiable", {}),
        ("where is sqrt(x) differentiable", {}),
        ("where is |x^2-4| not differentiable", {"sides_1": -2, "sides_2": 2}),
        ("where is |x(x-1)(x-2)| not differentiable", {"sides_1": 0, "sides_2": 1, "sides_3": 2}),
        ("where is x|x| + cbrt(x-1) differentiable", {"derivative_1": 0, "limit_2": 1}),
        (
            "where is e^x for x < 0, |x-2| for x >= 0 differentiable",
            {"jump_1": 0, "sides_2": 2},
        ),
        ("is x^2 for x <= 1, 2x - 1 for x > 1 differentiable everywhere", {"derivative_1": 1}),
        ("where is x^2 + 2x for x < 0, 2x for x >= 0 differentiable", {"derivative_1": 0}),
        ("where is max(x^2, x^4) differentiable", {"sides_1": -1, "derivative_2": 0, "sides_3": 1}),
    ],
)
def test_each_doubtful_place_is_decided(text: str, goals: dict[str, int]) -> None:
    trace = trace_of(text)
    assert trace.method == "places"
    assert not verify(trace).faults
    found = {n: c for n, c in trace.answer.items() if n.split("_")[0] in KINDS}
    places = {n: trace.answer[f"here_{n[-1]}"].values[0].rhs for n in found}
    assert places == goals


def test_a_place_that_is_left_out_is_missed() -> None:
    trace = trace_of("where is |x^2-1| not differentiable")
    one = {n: c for n, c in trace.goals if not n.endswith("_2")}
    faults = verify(replace(trace, goals=tuple(one.items()))).faults
    assert any("is left out" in str(f.verdict.words) for f in faults)
