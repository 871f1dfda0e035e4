"""The plane through three points at its edges: common factors, roots, points on a line."""

from __future__ import annotations

import pytest

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "equation"),
    [
        ("plane through (1,0,0), (0,1,0), (0,0,1)", "Eq(x + y + z, 1)"),
        (
            "equation of the plane through the points (1,2,3), (2,0,1), (0,1,1)",
            "Eq(2*x + 4*y - 3*z, 1)",
        ),
        (
            "find the equation of the plane containing P(1,0,0), Q(0,2,0) and R(0,0,4)",
            "Eq(4*x + 2*y + z, 4)",
        ),
        ("plane through (0.5,0,0), (0,1/2,0), (0,0,2)", "Eq(4*x + 4*y + z, 2)"),
        ("plane through (0,0,0), (1,0,0), (0,1,0)", "Eq(z, 0)"),
        ("plane through (sqrt(2),0,0), (0,1,0), (0,0,1)", "Eq(x + sqrt(2)*y + sqrt(2)*z, sqrt(2))"),
    ],
)
def test_the_equation(text: str, equation: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert str(solution.answer["plane"].after[0]) == equation


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("(1,2,3), (2,4,6), (3,6,9)", "points-on-a-line"),
        ("(1,2,3), (1,2,3), (3,6,9)", "points-on-a-line"),
        ("(1,2), (2,4), (3,7)", "points-and-space"),
        ("(1,2,3), (2,4,6)", "too-few-vectors"),
        ("(a,2,3), (2,4,6), (1,0,0)", "letter-for-number"),
    ],
)
def test_points_without_one_plane_are_refused(points: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(f"plane through {points}")
    assert caught.value.code == code
    assert caught.value.fix
