"""Jacobian matrices at their edges: singular, not square, constant, too large."""

from __future__ import annotations

import pytest

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved


def test_a_singular_point_is_named() -> None:
    solution = solved("jacobian of F(x, y) = (x^2 - y^2, 2x*y) at (0, 0)")
    assert solution.answer["invertible"].relation == "="
    assert (
        solved("jacobian of F(x, y) = (x^2 - y^2, 2x*y) at (1, 0)").answer["determinant"].after == 4
    )


def test_column_by_column_the_matrix_is_the_same() -> None:
    text = "jacobian of F(x, y) = (x^2*y, 5x + sin(y)) at (1, 0)"
    by_columns = solved(text, "columns")
    assert by_columns.answer == solved(text).answer
    variables = [s.claims[0].variable.name for s in by_columns.trace.steps[:4]]
    assert variables == ["x", "x", "y", "y"]


def test_a_map_need_not_be_square() -> None:
    assert "determinant" not in solved("jacobian of F(x, y) = (x*y, x, y)").answer


def test_a_linear_map_has_the_same_matrix_everywhere() -> None:
    assert solved("jacobian of F(x, y) = (x + y, 2x) at (1, 1)").answer["determinant"].after == -2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jacobian of F(x, y) = (ln(x), y) at (-1, 2)", "outside-domain"),
        ("jacobian of F(x, y) = (x, y) at (1, 2, 3)", "different-lengths"),
        ("jacobian of F(x) = (x, x, x, x, x)", "map-size"),
    ],
)
def test_what_has_no_jacobian_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("components", "determinant"),
    [
        ("(r cos t, r sin t)", "r"),
        ("(r sin p cos t, r sin p sin t, r cos p)", "-r**2*sin(p)"),
        ("(x^2 y, 5x + sin(y))", "-5*x**2 + 2*x*y*cos(y)"),
    ],
)
def test_squares_of_sine_and_cosine_are_put_together(components: str, determinant: str) -> None:
    solution = solved(f"Jacobian determinant of {components}")
    assert str(solution.answer["determinant"].after) == determinant


@pytest.mark.parametrize(
    ("components", "given"),
    [
        ("(|x|, y)", {"Ne(x, 0)"}),
        ("(ln x, x/y)", {"x > 0", "Ne(y, 0)"}),
        ("(ln(x y), x)", {"x*y > 0", "Ne(x, 0)", "Ne(y, 0)"}),
        ("(sqrt(x^2 + y^2), arctan(y/x))", {"Ne(x, 0)"}),
    ],
)
def test_the_answer_says_where_the_map_has_derivatives(components: str, given: set[str]) -> None:
    answer = solved(f"jacobian of {components}").answer
    assert {str(c) for c in answer["jacobian"].given} == given
    assert answer["determinant"].given == answer["jacobian"].given
