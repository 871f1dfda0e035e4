"""Total derivatives at their edges: gaps in the tree, several layers, points without a slope."""

from __future__ import annotations

import pytest
from sympy import Integer, Ne, Symbol, sympify

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved

t = Symbol("t")


@pytest.mark.parametrize("method", ["chain_rule", "substitute_first"])
@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("find dz/dt for z = x^2*y, x = cos(t), y = t^2", "2*t*(cos(t) - t*sin(t))*cos(t)"),
        ("z = x^2 + y^2 with x = t, y = 2t; dz/dt", "10*t"),
        ("dy/dt for y = u^2, u = sin(v), v = 3t", "6*sin(3*t)*cos(3*t)"),
        ("dz/dt for z = x*y + t, x = t, y = sin(t)", "t*cos(t) + sin(t) + 1"),
        ("dz/dt for z = a*x^2 + y, x = t, y = b*t", "2*a*t + b"),
        ("dz/dt for z = x - y, x = t, y = t", "0"),
    ],
)
def test_both_methods_give_the_slope(method: str, text: str, slope: str) -> None:
    assert solved(text, method).answer["derivative"].result == sympify(slope)


@pytest.mark.parametrize("method", ["chain_rule", "substitute_first"])
@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("dz/dt for z = x/y, x = t^2, y = t", Ne(t, 0)),
        ("dz/dt for z = sqrt(x), x = t^2", Ne(t, 0)),
        ("dz/dt for z = e^x, x = ln(t)", t > 0),
        ("dz/dt for z = ln(x*y), x = e^t, y = t", t > 0),
    ],
)
def test_conditions_of_the_parts_are_kept(method: str, text: str, condition: object) -> None:
    assert solved(text, method).answer["derivative"].given == (condition,)


def test_several_letters_have_a_derivative_each() -> None:
    found = solved("find ∂z/∂s and ∂z/∂t for z = x*y, x = s*t, y = s + t at s = 1, t = 2").answer
    assert found["derivative_at"].after == 8
    assert found["second_at"].after == 5


def test_a_constant_slope_holds_at_the_point() -> None:
    found = solved("dz/dt for z = x^2 + y^2, x = cos(t), y = sin(t) at t = 1").answer
    assert found["derivative_at"].result == Integer(0)


@pytest.mark.parametrize(
    "text",
    [
        "find dy/dx for y = u^2, u = sin(x)",
        "if y = u^2 and u = sin(x), find dy/dx",
        r"\frac{dy}{dx}, y = u^2, u = \sin x",
        "use the chain rule to find dy/dx for y(u) = u^2, where u(x) = sin(x)",
    ],
)
def test_an_inner_function_is_no_second_equation_of_a_curve(text: str) -> None:
    solution = solved(text)
    assert solution.trace.topic == "calculus.total_derivative"
    assert solution.answer["derivative"].result == sympify("2*sin(x)*cos(x)")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("find dz/du for z = x^2*y, x = cos(t), y = t^2", "no-dependence"),
        ("find dz/dt for z = x^2*y, x = cos(t)", "missing-inner-function"),
        ("find dz/dt for z = x^2", "no-inner-function"),
        ("find dz/dx for z = x^2*y, x = cos(t), y = t^2", "not-at-the-end"),
        ("dy/dx for x = t^2, y = t^3", "not-at-the-end"),
        ("find dz/dt for z = x*y, x = z*t, y = t", "circular"),
        ("find dz/dt for z = x*y, x = t, x = t^2", "given-twice"),
        ("find dz/dt for x*y = z, x = t, y = t^2", "not-a-function"),
        ("find dw/dt for z = x*y, x = t, y = t^2", "no-formula"),
        ("chain rule for z = x^2, w = x^3, x = t", "which-function"),
        ("find dz/dt for z = sqrt(x), x = t^2 at t = 0", "no-partial-derivative"),
        ("dz/dt for z = ln(x), x = t at t = -1", "no-partial-derivative"),
        ("dz/dt for z = ln(x) + y, x = -t^2 - 1, y = t", "empty-domain"),
        ("dz/dt for z = x^2*y, x = cos(t), y = t^2 at x = 1", "not-a-point"),
    ],
)
def test_what_has_no_total_derivative_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code
