"""Bars in functions of real numbers: the slope jumps where what is between them is zero, and only there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Abs, Integer, Mul, Ne, Symbol, nan

from tutor.core.claims import Equal
from tutor.solution import solve
from tutor.verify import verify
from tutor.verify.values.real_derivative import off_breaks, real_derivative

x, y = Symbol("x"), Symbol("y")


def test_the_slope_of_bars_has_no_value_at_a_corner() -> None:
    slope = real_derivative(Abs(x - 3) * y, x)
    assert slope.free_symbols == {x, y}
    assert [slope.subs({x: at, y: 2}) for at in (1, 3, 7)] == [-2, nan, 2]
    assert real_derivative(Abs(x) * x, x, x).subs(x, -5) == -2
    assert real_derivative(Abs(x), x, x) == 0


def test_corners_are_where_something_between_bars_is_zero() -> None:
    assert off_breaks(Abs(x * y) + Abs(x) + Abs(Integer(-2), evaluate=False)) == (
        Ne(x, 0),
        Ne(x * y, 0),
    )
    assert off_breaks(x**2) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Find the tangent line to |x^2 - 4| at x = 1",
        "Find the tangent line to x*|x| at x = -2",
        "Find the tangent plane to |x|*y at (1, 2)",
        "Find the gradient of |x|*y^2 at (1, 2)",
        "Find the Hessian of |x|*y^2 at (1, 2)",
        "Find the Hessian of |x*y| at (1, -2)",
        "Find the Jacobian of (|x|*y, x + y)",
        "Find the inflection points of |x|^3 - x^2",
        "Where is x*|x| - x increasing?",
        "Find the Taylor polynomial of degree 2 of |x|*y^2 at (1, 2)",
        "Find dy/dx for |x| + |y| = 3 at (1, -2)",
        "gradient descent for x^2 + |x| from 1, rate 0.1, 2 steps",
        "gradient descent for x^2 + y^2 + |x| from (1, 1), rate 0.1, 2 steps",
        "Newton's method for x^2 + |x| - 3 from 1, 2 steps",
        "Minimize |x|^3 + x^2 with Newton's method starting at x0 = 1 for 2 steps",
        "Newton's method for x^2 + |x|*y + y^2 from (1, 1), 1 steps",
    ],
)
def test_right_work_with_bars_is_confirmed(text: str) -> None:
    solution = solve(text)
    assert solution.verified, [f for f in solution.report.verdicts if not f.verdict.passes]


def test_wrong_work_beside_the_corner_is_refuted() -> None:
    trace = solve("Find the Jacobian of (|x|*y, x + y)").trace
    wrong = tuple(
        (n, Equal(Mul(-1, c.before), Mul(-1, c.after)) if n == "determinant" else c)
        for n, c in trace.goals
    )
    report = verify(replace(trace, goals=wrong))
    found = [f.verdict.why for f in report.verdicts if f.path == ("goal", "determinant")]
    assert any(why.startswith("the inputs give") for why in found)


def test_where_there_is_a_corner_no_minimum_is_ruled_out() -> None:
    text = str(solve("gradient descent for x^2 + |x| from 1, rate 0.1, 2 steps"))
    assert "there is no minimum where x ≠ 0." in " ".join(text.split())
