"""Implicit derivatives at their edges: vertical tangents, lines, and points off the curve."""

from __future__ import annotations

import pytest
from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple, sympify

from tutor.core.errors import TutorError
from tutor.solution import problem, solve
from tutor.verify.answers.calculus.implicit_derivative import answers
from tutor.verify.report import Misfit

x, y = Symbol("x"), Symbol("y")


@pytest.mark.parametrize("method", ["both_sides", "partials"])
def test_both_methods_give_the_slope_at_a_point(method: str) -> None:
    solution = solve("find dy/dx for x^3 + y^3 = 6x*y at (3,3)", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["slope_at"].after == -1
    assert solution.answer["tangent"].after == 6 - x


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("differentiate x^2 + y^2 = 25 implicitly", -x / y),
        ("find dy/dx if x*y = 1", -y / x),
        ("find dy/dx for y^2 = 4x", 2 / y),
        ("find dy/dx of sin(y) = x", sympify("1/cos(y)")),
        ("find dy/dx for ln(y) = x", y),
        ("find dy/dx for ln(x y) = 1", -y / x),
    ],
)
def test_slopes_in_letters(text: str, slope: object) -> None:
    solution = solve(text)
    assert solution.verified, solution.report.faults
    assert solution.answer["slope"].after == slope


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("find dy/dx if x + y = 3", Integer(-1)),
        ("find dy/dx if x - y = 0 at (2,2)", Integer(1)),
        ("find dy/dx if 2x + 3y = 8 at (1,2)", Rational(-2, 3)),
    ],
)
def test_straight_lines_have_one_slope(text: str, slope: object) -> None:
    solution = solve(text)
    assert solution.verified, solution.report.faults
    assert solution.answer["line_slope"].solutions == Tuple(Tuple(slope))


def test_the_second_derivative_at_a_point() -> None:
    solution = solve("y'' if x^2 + y^2 = 2 at (1,1)")
    assert solution.verified, solution.report.faults
    assert solution.answer["second_at"].after == -2
    assert solution.answer["tangent"].after == 2 - x


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("find dy/dx for x^2 + y^2 = 25 at (5,0)", 5),
        ("find dy/dx for y^2 = 4x at (0,0)", 0),
    ],
)
def test_a_vertical_tangent_is_named(text: str, place: int) -> None:
    solution = solve(text)
    assert solution.verified, solution.report.faults
    assert solution.answer["vertical"].solutions == Tuple(Tuple(Integer(place)))
    assert "slope" not in solution.answer


def test_a_horizontal_tangent_has_slope_zero() -> None:
    solution = solve("slope of the curve x^2 + y^2 = 25 at (0,5)")
    assert solution.verified, solution.report.faults
    assert solution.answer["tangent"].after == 5


@pytest.mark.parametrize(
    ("text", "unknown", "value"),
    [
        ("normal line to x^2 + y^2 = 25 at (3,4)", y, Rational(4, 3) * x),
        ("normal line to x^2 + y^2 = 25 at (0,5)", x, Integer(0)),
        ("normal to the circle x^2 + y^2 = 25 at (5,0)", y, Integer(0)),
        ("normal line to x + y = 3 at (1,2)", y, x + 1),
        ("normal to x^2 + 3y^2 = 5 at (sqrt(2), 1)", y, sympify("3*sqrt(2)*x/2 - 2")),
    ],
)
def test_a_normal_is_at_a_right_angle(text: str, unknown: object, value: object) -> None:
    solution = solve(text)
    assert solution.verified, solution.report.faults
    normal = solution.answer["normal"]
    assert (normal.unknowns, normal.solutions) == (Tuple(unknown), Tuple(Tuple(value)))
    assert "tangent" not in solution.answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("find dy/dx for x^2 + y^2 = 25 at (1,1)", "not-on-curve"),
        ("find dy/dx for x^3 + y^3 = 6x*y at (0,0)", "singular-point"),
        ("find dy/dx for y^2 = x^3 at (0,0)", "singular-point"),
        ("find dy/dx for x^2 + y^2 = -1", "empty-curve"),
        ("find dy/dx if x = 3", "vertical-lines"),
        ("find dy/dx for 2y + 1 = 3", "horizontal-lines"),
        ("find dy/dx for x^2 + y^2 = 25 at (3)", "different-lengths"),
        ("find dy/dx for x^2 + y^2 = a", "letter-for-number"),
        ("find dy/dx if x^2 + y^2 = 0", "no-curve"),
        ("find dy/dx if x^2 + y^2 + 1 = 2y", "no-curve"),
        ("find dy/dx if x^4 + y^4 = 2x^2 - 1", "no-curve"),
        ("find dy/dx if x(x^2 + y^2) = 0", "no-curve"),
        ("find dy/dx if |x| + |y| = 0", "no-slope-formula"),
        ("find dy/dx if (x - y)^3 = 0", "repeated-factor"),
        ("find dy/dx if x^2 - 2x*y + y^2 = 0 at (1,1)", "repeated-factor"),
        ("find dy/dx if (x^2 + y^2 - 1)^2 = 0", "repeated-factor"),
    ],
)
def test_what_has_no_derivative_is_refused(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code


@pytest.mark.parametrize("f", [x**2 + y**2, (x + y) ** 3])
def test_the_verifier_finds_no_slope_where_there_is_none(f: Expr) -> None:
    with pytest.raises(Misfit, match="no point"):
        answers({"variables": Tuple(x, y), "curve": Tuple(Eq(f, 0))})


@pytest.mark.parametrize(
    "curve", ["x^2 + y^2 = 1/1000000", "(x - 300)^2 + (y - 200)^2 = 4", "x^4 + y^4 = 2x^2"]
)
def test_small_and_far_curves_have_slopes(curve: str) -> None:
    assert answers(dict(problem("find dy/dx if " + curve).values))
