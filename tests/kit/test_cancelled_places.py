"""Where a factor cancels, its zeros are left out of every claim, and of no more than that."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Mul, Ne, Pow, Symbol, cos, exp, log, sin, sqrt, tan

from tutor.core.claims import AntiderivativeOf, Conditions, Equal
from tutor.kit.calculus.cancelled_places import cancelled
from tutor.solution import Solution, solve

x, y = Symbol("x"), Symbol("y")


def over(above: Expr, below: Expr) -> Expr:
    return Mul(above, Pow(below, -1), evaluate=False)


@pytest.mark.parametrize(
    ("before", "after", "conditions"),
    [
        (over(x**2, x), x, (Ne(x, 0),)),
        (over(x**2 - 1, x - 1), x + 1, (Ne(x, 1),)),
        (over(x - 1, x**2 - 1), 1 / (x + 1), (Ne(x, 1),)),
        (over(x**3 - 2 * x, x**2 - 2), x, (Ne(x, -sqrt(2)), Ne(x, sqrt(2)))),
        (over(sin(x) ** 2, sin(x)), sin(x), (Ne(sin(x), 0),)),
        (Mul(tan(x), cos(x), evaluate=False), sin(x), (Ne(cos(x), 0),)),
        (over(exp(2 * x) - 1, exp(x) - 1), exp(x) + 1, (Ne(exp(x) - 1, 0),)),
        (over(sqrt(x), sqrt(x)), Integer(1), (Ne(x, 0), x >= 0)),
        (over(x * y, x), y, (Ne(x, 0),)),
        (over(x**2 - y**2, x - y), x + y, (Ne(x - y, 0),)),
        # Nothing is lost:
        (1 / x, 1 / x, ()),
        (1 / (x**2 - 1), 1 / (2 * (x - 1)) - 1 / (2 * (x + 1)), ()),
        (1 / (1 + cos(x)), 1 / (2 * cos(x / 2) ** 2), ()),
        (over(x, x**2 + 1), x / (x**2 + 1), ()),
        (1 / sqrt(x), 1 / sqrt(x), ()),
        (log(x), log(x), ()),
    ],
)
def test_what_cancels_is_not_zero(before: Expr, after: Expr, conditions: Conditions) -> None:
    assert cancelled(before, after, x) == conditions


def confirmed(text: str) -> Solution:
    solution = solve(text)
    assert solution.verified, [f for f in solution.report.verdicts if not f.verdict.passes]
    return solution


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("integrate (x^2 - 1)/(x - 1)", Ne(x, 1)),
        ("integrate (x^3 - 1)/(x - 1)", Ne(x, 1)),
        ("integrate (x^2 - x)/x", Ne(x, 0)),
        ("integrate x^2/x", Ne(x, 0)),
        ("integrate x^2/x by substitution", Ne(x, 0)),
        ("integrate (x^2 - x)/x by parts", Ne(x, 0)),
        ("integrate (x^2 - 1)/(x - 1) by partial fractions", Ne(x, 1)),
        ("integrate x^2*e^x/x", Ne(x, 0)),
        ("integrate a*x^2/x", Ne(x, 0)),
        ("integrate (e^(2x) - 1)/(e^x - 1)", Ne(exp(x) - 1, 0)),
    ],
)
def test_an_antiderivative_holds_where_the_integrand_has_a_value(
    text: str, condition: Expr
) -> None:
    solution = confirmed(text)
    goal = solution.answer["antiderivative"]
    assert isinstance(goal, AntiderivativeOf)
    assert str(goal.given) == str((condition,))
    words = " ".join(str(solution).split())
    assert "This holds for " in words.partition("Answer:")[2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("integrate (x^2 - 1)/(x - 1) from 2 to 3", Integer(7) / 2),
        ("integrate (x^2 - 1)/(x - 1) from 0 to 3", Integer(15) / 2),
        ("integrate x^2/x from 0 to 1", Integer(1) / 2),
        ("integrate x^2/x from -1 to 1", Integer(0)),
        ("integrate (x^3 - 2x)/(x^2 - 2) from 0 to 3", Integer(9) / 2),
        ("integrate (x^2 - 9/49)/(x - 3/7) from 0 to 1", Integer(13) / 14),
        ("integrate tan(x)*cos(x) from 0 to pi", Integer(2)),
    ],
)
def test_a_hole_between_the_bounds_changes_no_area(text: str, value: Expr) -> None:
    goal = confirmed(text).answer["integral"]
    assert isinstance(goal, Equal)
    assert goal.after == value


def test_a_pole_between_the_bounds_is_no_hole() -> None:
    solution = confirmed("integrate (x - 1)/(x^2 - 1) from -2 to 2")
    assert "pass_hole" in [s.rule for s in solution.trace.steps]  # at 1
    assert "part" in solution.answer  # at -1


@pytest.mark.parametrize(
    "text",
    [
        "Find the local extrema of (x^2 - 1)/(x - 1)",
        "Find the inflection points of (x^3 - 1)/(x - 1)",
        "Find the inflection points of (x^4 - x^3)/(x - 1)",
        "Find the inflection points of x^4/x",
        "Find the tangent line to (x^2 - 1)/(x - 1) at x = 2",
        "Find the tangent plane to (x^2 - 1)/(x - 1)*y at (2, 1)",
        "Find the gradient of x^2/x + y at (2, 1)",
        "Find the Hessian of x^3/x + y^2 at (2, 1)",
        "Find the maximum and minimum of (x^2 - 1)/(x - 1) on [2, 4]",
        "Where is (x^2 - 1)/(x - 1) increasing?",
        "Where is (x^3 - x^2)/(x - 1) increasing?",
        "Where is x^3/x increasing?",
        "Find the gradient of (x^2 - y^2)/(x - y) at (2, 1)",
        "Find the tangent line to (x - 1)*(x + 2)*(x + 3)/((x + 2)*(x + 3)) at x = 2",
        "derivative of (x^2 - 1)/(x - 1) by the definition",
        "derivative of (x^2 - 1)/(x - 1) at x = 2 by the definition",
        "Newton's method for x^3/x - 2 from 1, 3 steps",
        "gradient descent for x^3/x from 1, rate 0.1, 2 steps",
    ],
)
def test_the_slopes_of_a_quotient_that_cancels_are_confirmed(text: str) -> None:
    confirmed(text)
