"""Higher derivatives at their edges: zero after the degree, corners, points the rules do not reach."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace
from sympy import Abs, Expr, Integer, cos, exp, sin, symbols

from tutor.core.errors import TutorError
from tutor.core.step import Trace
from tutor.topics.calculus.higher_derivative import TOPIC
from tutor.verify import verify

from .. import solving

a, x = symbols("a x")


def solved(text: str) -> Trace:
    return solving.solved(text, topic=TOPIC.id).trace


@pytest.mark.parametrize(
    ("text", "derivative"),
    [
        ("third derivative of x^5", 60 * x**2),
        ("find f'''(x) for f(x) = x^5", 60 * x**2),
        ("f(x) = x^5. Find f'''(x)", 60 * x**2),
        ("d^3/dx^3 x^5", 60 * x**2),
        ("y = x^5, find y'''", 60 * x**2),
        ("find y''' for y = x^5", 60 * x**2),
        (r"\frac{d^3}{dx^3} x^5", 60 * x**2),
        ("differentiate x^5 three times", 60 * x**2),
        ("derivative of x^5 of order 3", 60 * x**2),
        ("second derivative of x^3 e^x", (x**3 + 6 * x**2 + 6 * x) * exp(x)),
        ("fourth derivative of sin(x)", sin(x)),
        ("6th derivative of x^5", Integer(0)),
        ("10th derivative of sin(x)", -sin(x)),
        ("second derivative of a x^3 with respect to x", 6 * a * x),
        ("fifth derivative of e^x sin(x)", -4 * exp(x) * (sin(x) + cos(x))),
    ],
)
def test_derivatives_of_higher_order(text: str, derivative: Expr) -> None:
    assert solved(text).answer["derivative"].after == derivative


def test_the_conditions_of_all_rounds_hold() -> None:
    found = solved("second derivative of sqrt(x)").answer["derivative"]
    assert found.given == (x > 0,)


def test_a_corner_is_left_out() -> None:
    found = solved("second derivative of |x|").answer["derivative"]
    assert found.after == 0
    assert found.given


def test_zeros_of_bars_count_where_they_make_no_corner() -> None:
    found = solved("third derivative of x^3|x|").answer["derivative"]
    assert found.after == 24 * Abs(x)
    assert not found.given


def test_a_value_at_a_point_comes_last() -> None:
    assert solved("2nd derivative of x^3 at x = 2").answer["value"].after == 12


def test_a_constant_derivative_is_the_same_at_the_point() -> None:
    assert "value" not in solved("second derivative of x^2 at 3").answer


def test_a_value_left_out_is_refuted() -> None:
    trace = solved("second derivative of x^3 at 2")
    assert not verify(replace(trace, goals=trace.goals[:1])).ok


@pytest.mark.parametrize("wrong", [60 * x**3, Integer(0), 20 * x**3])
def test_a_wrong_derivative_is_refuted(wrong: Expr) -> None:
    trace = solved("third derivative of x^5")
    goal = replace(trace.answer["derivative"], after=wrong)
    assert not verify(replace(trace, goals=(("derivative", goal),))).ok


def test_conditions_that_leave_out_too_much_are_refuted() -> None:
    trace = solved("third derivative of x^5")
    goal = replace(trace.answer["derivative"], given=(x > 0,))
    assert not verify(replace(trace, goals=(("derivative", goal),))).ok


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("second derivative of sqrt(x) at 0", "rules-say-nothing"),
        ("second derivative of 1/x at 0", "outside-domain"),
        ("second derivative of ln(-x^2)", "empty-domain"),
        ("second derivative of a x^3", "which-variable"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solved(text)
    assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize("seed", [67, 104, 333, 424])
def test_a_place_is_asked_about_only_where_the_function_has_a_value(seed: int) -> None:
    """These seeds made 1/(x - 1) at 1, and the like."""
    assert TOPIC.problem(**TOPIC.make(Random(seed), 2))
