"""Derivatives from the definition, and average rates, at their edges."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Symbol, Tuple, cos, exp, oo, sin, sqrt

from tutor.catalogue import problem
from tutor.core.errors import TutorError
from tutor.core.step import Trace
from tutor.topics.calculus.derivative_definition import TOPIC
from tutor.verify import verify

x = Symbol("x")


def trace_of(text: str, method: str = "") -> Trace:
    topic, posed = problem(text)
    assert topic is TOPIC
    return topic.trace(posed, method)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("derivative of x^2 by definition", 2 * x),
        ("derivative of x/(x+1) from the definition", (x + 1) ** -2),
        ("derivative of sqrt(x+1) by definition", 1 / (2 * sqrt(x + 1))),
        ("derivative of 1/(x^2+1) from first principles", -2 * x / (x**2 + 1) ** 2),
        ("derivative of 5 by definition", Integer(0)),
        ("derivative of 1/x by definition at x = 2", Rational(-1, 4)),
        ("derivative of sqrt(x) by definition at x = 4", Rational(1, 4)),
        ("derivative of x*abs(x) by definition at 0", Integer(0)),
    ],
)
def test_a_derivative_is_found_and_verified(text: str, result: Expr) -> None:
    trace = trace_of(text)
    assert trace.answer["derivative"].result == result
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "result", "known"),
    [
        ("derivative of sin x from the definition", cos(x), 2),
        ("derivative of cos x from the definition", -sin(x), 2),
        ("derivative of e^x using first principles", exp(x), 1),
        ("derivative of ln x by definition", 1 / x, 1),
    ],
)
def test_limits_that_are_known_take_the_place_of_cancelling(
    text: str, result: Expr, known: int
) -> None:
    trace = trace_of(text)
    assert trace.answer["derivative"].result == result
    assert sum(part.rule.startswith("recall_limit") for part in trace.walk()) == known


def test_a_root_has_a_derivative_inside_its_domain_only() -> None:
    assert trace_of("derivative of sqrt(x) by definition").answer["derivative"].given == (x > 0,)


def test_sides_that_differ_leave_no_derivative() -> None:
    trace = trace_of("derivative of |x| by definition at x = 0")
    assert (trace.answer["left"].after, trace.answer["right"].after) == (-1, 1)
    assert not verify(trace).faults


def test_a_vertical_tangent_leaves_no_derivative() -> None:
    trace = trace_of("derivative of cbrt(x) by definition at 0")
    assert trace.answer["limit"].after == oo
    assert not verify(trace).faults


def test_steps_to_both_sides_give_the_same() -> None:
    trace = trace_of("derivative of x^3 - x by definition", "central")
    assert trace.answer["derivative"].result == 3 * x**2 - 1
    assert not verify(trace).faults


def test_average_rates() -> None:
    trace = trace_of("average rate of change of x^2 between x = 1 and x = 3")
    assert trace.answer["rate"].after == 4
    assert not verify(trace).faults
    values = {"places": Tuple(*map(Integer, (0, 1, 3))), "heights": Tuple(*map(Integer, (1, 3, 9)))}
    table = TOPIC.trace(TOPIC.problem(**values))
    assert table.answer["rates"].after == Tuple(2, 3)
    assert not verify(table).faults


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("derivative of sin(x^2) by definition", "quotient-does-not-simplify"),
        ("derivative of 1/x by definition at 0", "outside-domain"),
        ("average rate of change of x^2 from 1 to 1", "no-change"),
        ("derivative of a x by definition", "which-variable"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        trace_of(text)
    assert caught.value.code == code
    assert caught.value.fix


def test_a_table_needs_one_value_for_each_place() -> None:
    places, heights = Tuple(Integer(0), Integer(1)), Tuple(*map(Integer, (1, 3, 9)))
    with pytest.raises(TutorError, match="one value"):
        TOPIC.problem(places=places, heights=heights)


@pytest.mark.parametrize(
    "text",
    [
        "central difference of x^3 at 3",
        "derivative of x^3 at 3 by central difference",
        "derivative of x^3 using the symmetric difference quotient at x = 3",
    ],
)
def test_the_central_quotient_may_be_asked_for(text: str) -> None:
    trace = trace_of(text)
    assert trace.method == "central"
    assert trace.answer["derivative"].result == 27


def test_the_central_quotient_of_a_sine_is_not_simplified_here() -> None:
    with pytest.raises(TutorError) as caught:
        trace_of("central difference of sin(x) at 0")
    assert caught.value.code == "central-difference"
