"""The terms of a sum stay where they were typed, and the page shows them there."""

from __future__ import annotations

import pytest

from tutor.reading import latex, plain
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("3 - x^2 + x", ["3", "-x**2", "x"]),
        ("x + y^2", ["x", "y**2"]),
        ("-x + y", ["-x", "y"]),
        (r"\ln(x) + x", ["log(x)", "x"]),
        ("x + (3 - y) + 2z", ["x", "3", "-y", "2*z"]),
        ("0 + y + x", ["y", "x"]),
    ],
)
def test_the_terms_stand_as_typed(text: str, terms: list[str]) -> None:
    assert [str(t) for t in latex.expression(text).args] == terms
    assert [str(t) for t in plain.expression(text.replace("\\", "")).args] == terms


@pytest.mark.parametrize("text", ["x^2 - 3x + 2", "x + 2y", "x1 + x2 + x3", "3 + y - x + x + 1"])
def test_the_usual_order_and_a_sum_of_like_terms_are_as_sympy_writes_them(text: str) -> None:
    value = plain.expression(text)
    assert value == value.func(*value.args)


@pytest.mark.parametrize("text", ["sin(3 - x)", "cos(3 - x)", "Abs(3 - x)"])
def test_the_signs_inside_a_function_stay_as_typed(text: str) -> None:
    assert str(plain.expression(text)) == text


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        ("derivative of 3 - x^2 + x", ["derivative of 3 − x² + x", "[3 − x² + x] = 0 − 2x + 1"]),
        ("d/dx sin(2 - x)", ["[sin(2 − x)]", "2 − x is linear"]),
        ("minimize 3 - x + y^2 + x^2 subject to y + x + z = 1; z = 0", ["L = (3 − x + y² + x²)"]),
        ("solve 1 - x + y = 2; y - 2x + 1 = 4", ["1 − x + y = 2", "y − 2x + 1 = 4"]),
    ],
)
def test_the_page_shows_what_was_typed(problem: str, shown: list[str]) -> None:
    solution = solve(problem)
    assert solution.verified
    page = str(solution)
    for formula in shown:
        assert formula in page
