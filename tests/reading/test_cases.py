"""Functions given by cases, plain and in LaTeX: read as typed, or refused with the place and a fix."""

from __future__ import annotations

import pytest
from sympy import (
    And,
    Basic,
    Eq,
    Ge,
    Gt,
    Le,
    Lt,
    Ne,
    Piecewise,
    Symbol,
    pi,
    sin,
    sqrt,
    true,
)
from sympy.functions.elementary.piecewise import ExprCondPair

from tutor.catalogue import problem
from tutor.core.errors import NotUnderstood, TutorError
from tutor.core.inputs import ExpressionInput, LimitInput
from tutor.reading.inputs import read

x = Symbol("x")
F = ExpressionInput(name="f", about="the function", example="x", cases=True)


def by_cases(*pairs: tuple[object, Basic | bool]) -> Piecewise:
    return Piecewise(*(ExprCondPair(*pair) for pair in pairs), evaluate=False)


def rel(kind: type, left: object, right: object) -> Basic:
    return kind(left, right, evaluate=False)  # type: ignore[no-any-return]


USUAL = by_cases((x**2, rel(Lt, x, 1)), (2 * x - 1, rel(Ge, x, 1)))
READ = {
    "f(x) = x^2 for x < 1, 2x - 1 for x >= 1": USUAL,
    "x^2 if x < 1; 2x - 1 if x ≥ 1": USUAL,
    "x^2 when x<1 and 2x - 1 when x>=1": USUAL,
    "f(x) = {x^2 for x < 1, 2x - 1 for 1 <= x}": USUAL,
    "x^2 for x < 1\n2x - 1 for x >= 1": USUAL,
    "x^2 for x < 1, 2x - 1 otherwise": by_cases((x**2, rel(Lt, x, 1)), (2 * x - 1, true)),
    "x^2 for x < 1, else 2x - 1": by_cases((x**2, rel(Lt, x, 1)), (2 * x - 1, true)),
    "sin(x)/x for x != 0, 1 for x = 0": by_cases((sin(x) / x, rel(Ne, x, 0)), (1, rel(Eq, x, 0))),
    "0 for x < 0, x for 0 <= x < 2, 2 for x >= 2": by_cases(
        (0, rel(Lt, x, 0)),
        (x, And(rel(Ge, x, 0), rel(Lt, x, 2), evaluate=False)),
        (2, rel(Ge, x, 2)),
    ),
    "x for x > 0 and x < pi, 0 for x >= pi": by_cases(
        (x, And(rel(Gt, x, 0), rel(Lt, x, pi), evaluate=False)), (0, rel(Ge, x, pi))
    ),
    "x^2 for x <= 1, x for x >= 1": by_cases((x**2, rel(Le, x, 1)), (x, rel(Ge, x, 1))),
    "x for x < sqrt(2), 0 for x > sqrt(2)": by_cases(
        (x, rel(Lt, x, sqrt(2))), (0, rel(Gt, x, sqrt(2)))
    ),
    r"f(x) = \begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1 \end{cases}": USUAL,
    r"\begin{cases} x^2, & \text{if } x < 1, \\ 2x - 1, & \text{if } 1 \le x. \end{cases}": USUAL,
    r"\begin{cases} x^2 & \text{for } x<1 \\ 2x-1 & \text{otherwise} \end{cases}": by_cases(
        (x**2, rel(Lt, x, 1)), (2 * x - 1, true)
    ),
    r"\begin{cases} x & 0 \le x < 2 \\ 2 & x \geq 2 \end{cases}": by_cases(
        (x, And(rel(Ge, x, 0), rel(Lt, x, 2), evaluate=False)), (2, rel(Ge, x, 2))
    ),
}


@pytest.mark.parametrize("text", READ)
def test_cases_are_read_as_typed(text: str) -> None:
    assert read(F, text) == READ[text]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("x^2 for x < 1, 2x - 1", "no condition", "2x - 1"),
        ("x^2 for x < 1, for x >= 1", "not complete", "for x >= 1"),
        ("x^2 for x < a, 2x for x >= a", "one letter with a number", "x < a"),
        ("x^2 for x, 2x for x >= 1", "one letter with a number", "x"),
        ("x^2 for x < 1, 2x for y >= 1", "about one letter", ""),
        ("x^2 otherwise, 2x for x >= 1", "must be the last one", ""),
        ("x^2 for x <= 1, 2x for x >= 1", "speak of x = 1", ""),
        ("x^2 for x < 2, 2x for x > 1", "do not say the same", ""),
        ("x^2 for x < 1, 2 + for x >= 1", "ends too early", ""),
        ("1 for x<1, 2 for x=1, 3 for x=2, 4 for x=3, 5 for x=4, 6 for x=5, 7 for x>5", "limit is 6", ""),
        (r"\begin{cases} x^2 \\ 2x & x \ge 1 \end{cases}", "with & between them", ""),
        (r"\begin{cases} x^2 & \\ 2x & x \ge 1 \end{cases}", "missing", ""),
        (r"\begin{cases} x^2 & x \\ 2x & x \ge 1 \end{cases}", "one letter with a number", "x"),
        (r"1 + \begin{cases} x^2 & x<1 \\ 2x & x \ge 1 \end{cases}", "beside the cases", ""),
    ],
)  # fmt: skip
def test_what_is_no_function_is_refused_with_its_place(text: str, message: str, place: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        read(F, text)
    error = caught.value
    assert error.fix
    assert error.at is not None
    assert error.text is not None
    assert error.text[error.at :].startswith(place)


def test_cases_are_refused_where_one_formula_is_needed() -> None:
    with pytest.raises(NotUnderstood, match="by cases is not taken"):
        read(ExpressionInput(name="f", about="", example="x"), "x^2 for x < 1, 2x for x >= 1")


@pytest.mark.parametrize(
    "text",
    [
        "extrema of x^2 for x < 1, 2x for x >= 1",
        "minimum of x^2 for x < 1, 2x for x >= 1 on [0, 2]",
        "integral of x^2 for x < 1, 2x for x >= 1 from 0 to 2",
        "derivative of x^2 for x < 1, 2x for x >= 1",
    ],
)
def test_a_question_that_takes_no_cases_says_so(text: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        problem(text)
    assert caught.value.code == "cases"
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("x^2 for x < 1, 2x - 1 for x >= 1 as x -> 1", "+-"),
        ("lim x->1- x^2 for x < 1, 2x - 1 for x >= 1", "-"),
        (r"\lim_{x \to 1^+} \begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1 \end{cases}", "+"),
        (r"\begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1 \end{cases} as x -> 1", "+-"),
    ],
)
def test_limits_of_cases(text: str, side: str) -> None:
    found = read(LimitInput(name="limit", about="", example=""), text)
    assert isinstance(found, Basic)
    assert found.args[0] == USUAL
    assert str(found.args[3]) == side
