"""Gradients and tangents at their edges: level points, directions of any length, corners, constants."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, Tuple, sqrt

from tutor.core.claims import Approximates
from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved

x, y = Symbol("x"), Symbol("y")


def test_the_length_of_a_gradient_is_worked_out_to_the_end() -> None:
    assert solved("gradient of e^x sin(y) at (0, 1)").answer["steepest"].after == 1


def test_a_direction_is_shortened_to_length_one() -> None:
    solution = solved("directional derivative of x^2 y at (1, 2) in the direction (3, 4)")
    assert solution.answer["slope"].after == Rational(16, 5)
    assert "shorten_direction" in [s.rule for s in solution.trace.steps]
    unit = solved("directional derivative of x^2 y at (1, 2) in the direction (0, 1)")
    assert "shorten_direction" not in [s.rule for s in unit.trace.steps]


def test_central_differences_are_close_to_the_gradient() -> None:
    solution = solved("gradient of e^x*sin(y) at (0, 1)", "central_differences")
    claims = [c for s in solution.trace.steps for c in s.claims if isinstance(c, Approximates)]
    assert [c.value for c in claims[:2]] == [Rational("0.841485"), Rational("0.540293")]
    assert claims[-1].value == Tuple(*(c.value for c in claims[:2]))
    assert claims[-1].tolerance == Rational(1, 50000)
    assert solution.answer == solved("gradient of e^x*sin(y) at (0, 1)", "rules").answer


@pytest.mark.parametrize(
    "text",
    [
        "gradient of x^2 y",  # without a point there are no numbers
        "gradient of sqrt(x) + y at (1/1000, 1)",  # a step back leaves the domain
        "gradient of sin(100x) + y at (0, 1)",  # the step is too long
    ],
)
def test_where_central_differences_do_not_suit(text: str) -> None:
    with pytest.raises(TutorError):
        solve(text, method="central_differences")


@pytest.mark.parametrize(
    ("f", "at", "tangent"),
    [("x^2", 1, 2 * x - 1), ("x^3", 0, 0), ("sqrt(x)", 4, x / 4 + 1), ("3x + 1", 2, 3 * x + 1)],
)
def test_the_tangent_is_the_taylor_polynomial_of_degree_one(
    f: str, at: int, tangent: object
) -> None:
    solution = solved(f"tangent line to {f} at {at}", "taylor")
    assert solution.answer["tangent"].after == tangent
    assert solution.answer == solved(f"tangent line to {f} at {at}", "slope").answer


def test_the_gradient_may_be_zero_or_the_same_everywhere() -> None:
    assert "steepest" not in solved("gradient of x^2 + y^2 at (0, 0)").answer
    assert solved("gradient of 2x + 3y at (1, 1)").answer["steepest"].after == sqrt(13)


def test_letters_that_are_no_variables_are_constants() -> None:
    assert solve("calculus.gradient", f="a x^2", variables="x, y").answer[
        "gradient"
    ].after == Tuple(2 * Symbol("a") * x, 0)


@pytest.mark.parametrize(
    ("text", "tangent"),
    [
        ("tangent of x^2 - 4x at x = 2", -4),
        ("tangent line to e^x+3 at 0", x + 4),
        ("tangent of 2x + 1 at 3", 2 * x + 1),
        ("tangent line to 1/x at 1", 2 - x),
        ("tangent of x^2 + x at 0", x),
        ("tangent plane of x^2 + y^2 at (0, 0)", 0),
        ("tangent plane of 5 + x*y at (0, 0)", 5),
        ("tangent plane of x^2 y at (1, 2)", 4 * x + y - 4),
        ("tangent plane of z = x^2 y at (1, 2, 2)", 4 * x + y - 4),
    ],
)
def test_tangents(text: str, tangent: object) -> None:
    assert solved(text).answer["tangent"].after == tangent


def test_both_ways_to_a_plane_agree() -> None:
    text = "tangent plane of x^2 y at (1, 2)"
    assert solved(text).answer == solved(text, "dot_product").answer


def test_an_estimate_stands_beside_the_value() -> None:
    answer = solved("estimate sqrt(x) at 4.1 with the tangent at 4").answer
    assert answer["estimate"].after == Rational(81, 40)


GRADIENTS = (
    *(
        r"\nabla (x^2 y)",
        "∇(x^2 y)",
        "nabla (x^2 y)",
        r"\nabla f where f = x^2 y",
        "∇f for f = x^2*y",
    ),
    *(r"\nabla f, f(x,y) = x^2 y", "grad f for f = x^2*y", "gradient of f where f = x^2*y"),
    *("f_x and f_y for f = x^2*y", "partial derivatives of x^2*y with respect to x and y"),
    *(r"\nabla (x^2 y) at (1, 2)", r"\nabla f, f(x, y) = x^2 y, at (1, 2)"),
)
BY_X = (
    *(r"\frac{\partial}{\partial x} (x^2 y)", r"\partial_x (x^2 y)", "∂/∂x (x^2*y)"),
    *(r"\frac{\partial f}{\partial x} where f = x^2 y", r"\partial_x f for f = x^2 y"),
    *("∂f/∂x for f = x^2*y", "∂z/∂x for z(x,y) = x^2*y", "df/dx of x^2*y"),
    "partial derivative of x^2*y with respect to x",
)


@pytest.mark.parametrize("text", GRADIENTS)
def test_notations_of_a_gradient(text: str) -> None:
    solution = solved(text)
    assert solution.trace.topic == "calculus.gradient"
    assert solution.answer["gradient"].after == Tuple(2 * x * y, x**2)


@pytest.mark.parametrize("text", BY_X)
def test_notations_of_a_partial_derivative(text: str) -> None:
    solution = solved(text)
    assert solution.trace.topic == "calculus.derivative"
    assert solution.answer["derivative"].result == 2 * x * y


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tangent of |x| at 0", "no-slope"),
        ("tangent of cbrt(x) at 0", "no-slope"),
        ("tangent of ln(x) at -1", "outside-domain"),
        ("gradient of ln(x) + y at (-1, 2)", "outside-domain"),
        ("gradient of x y at (1, 2, 3)", "different-lengths"),
        ("directional derivative of x y at (1, 2) in the direction (0, 0)", "zero-direction"),
        ("gradient of a x^2", "which-variables"),
        ("gradient of f", "no-formula"),
        (r"\nabla f", "no-formula"),
        ("tangent plane of x y at (1, 2, 3)", "not-on-surface"),
        ("tangent plane of x y at (1, 2, 3, 4)", "different-lengths"),
    ],
)
def test_what_has_no_answer_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code
