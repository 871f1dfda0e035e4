"""Functions in which a factor cancels, and powers of e whose logarithm does, through the topics of one variable."""

from __future__ import annotations

import pytest
from sympy import Expr, Gt, Integer, Ne, Symbol

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved

x, y = Symbol("x"), Symbol("y")


@pytest.mark.parametrize(
    "text",
    [
        "taylor polynomial of order 2 of (x^2-1)/(x-1) at 2",
        "taylor polynomial of order 2 of x*(x-3)/x at 2",
        "taylor polynomial of order 2 of e^(ln(x)) at 2",
        "taylor polynomial of order 1 of x + 3 at 2",
        "derivative of the inverse of x^3/x^2 + x at 2",
        "derivative of the inverse of (x-1)^2/(x-1) at y = 4",
        "derivative of the inverse of x*sqrt(x)/x at y = 4",
        "is x^3/x^2 + x differentiable at 1",
        "is x*sqrt(x)/x differentiable at 1",
        "is x^2*sin(x)/x differentiable at 1",
        "derivative of x*(x-3)/x by definition at 2",
        "derivative of (x-1)^2/(x-1) from the definition",
        "bisection of (x^3/x^2 + x) - 2 on [0.1, 2.9], 2 steps",
        "bisection of e^(ln(x)) - 2 on [0.1, 2.9], 2 steps",
        "area between x*(x-3)/x and x-1 from 4 to 6",
        "where is sqrt(x)*sqrt(x)+x increasing",
        "where is e^(ln(x)) increasing",
        "inflection points of (x^2+x)/x*ln(x)",
    ],
)
def test_places_without_a_value_are_not_lost(text: str) -> None:
    solved(text)


@pytest.mark.parametrize(
    ("text", "goal", "condition"),
    [
        ("derivative of e^(ln(x)) from the definition", "derivative", Gt(x, 0)),
        ("integral of e^(ln(x))", "antiderivative", Gt(x, 0)),
        ("derivative of the inverse of (x^2-1)/(x-1)", "inverse", Ne(y, 2)),
    ],
)
def test_what_is_lost_is_a_condition(text: str, goal: str, condition: Expr) -> None:
    assert condition in solved(text).answer[goal].given


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("where is ln(x) + x increasing", Integer(0), None),
        ("where is ln(1 - x^2) increasing", Integer(-1), Integer(1)),
        ("where is x + ln(x) concave up", Integer(0), None),
        ("where is ln(x^2 - 1) increasing on (1, 5)", Integer(1), Integer(5)),
    ],
)
def test_a_table_ends_where_the_function_does(text: str, low: Integer, high: Integer) -> None:
    given = solved(text).answer["table"].given
    assert [c.rhs for c in given] == [end for end in (low, high) if end is not None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("where is ln(x^2 - 1) increasing", "domain-in-pieces"),
        ("inflection points of ln(x^2 - 1)", "domain-in-pieces"),
        ("extrema of x^3/x + y^2", "cancels"),
        ("extrema of (x^2-y^2)/(x-y)", "cancels"),
        ("maximize x^2*y/x subject to x + y = 4", "cancels"),
        ("extrema of x^2 + y^2 + |x|", "no-slope"),
        ("extrema of sqrt(x^2 + y^2)", "no-slope"),
        ("extrema of sqrt(x)*sqrt(x) + y^2 - x*y", "no-slope"),
    ],
)
def test_what_would_mislead_is_refused(text: str, code: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve(text)
    assert refused.value.code == code
