"""Normal lines at their edges: horizontal tangents, slopes with roots, no slope at all."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved

x, y = Symbol("x"), Symbol("y")


def test_a_horizontal_tangent_has_a_vertical_normal() -> None:
    solution = solved("normal line to y = x^2 - 2x at x = 1")
    assert set(solution.answer) == {"height", "slope_1", "slopes", "horizontal_tangent"}


def test_a_slope_with_a_root_is_turned_without_a_root_below_the_line() -> None:
    normal = solved("normal line to (1 + sqrt(2)) x at 0").answer["normal"].after
    assert normal == x - sqrt(2) * x


def test_bars_without_a_corner_leave_a_slope() -> None:
    assert solved("normal line to x^3|x| + x at 0").answer["normal"].after == -x


def test_the_variable_may_have_another_name() -> None:
    assert solved("normal line to y^2 at y = 1").answer["normal"].after == Rational(3, 2) - y / 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("normal line to |x| at 0", "no-slope"),
        ("normal line to sqrt(x) at 0", "no-slope"),
        ("normal line to 1/x at 0", "outside-domain"),
        ("normal line to x^2 at (1, 2)", "not-on-curve"),
    ],
)
def test_without_a_point_or_a_slope_there_is_no_normal(text: str, code: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve(text)
    assert refused.value.code == code
