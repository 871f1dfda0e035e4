"""The area of a triangle in the plane and in space, flat ones, and what has no three corners."""

from __future__ import annotations

import pytest
from sympy import sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("area of a triangle with the corners (0,0), (4,0), (1,3)", 6),
        ("area of triangle (0,0), (1,3), (4,0)", 6),
        ("Find the area of the triangle whose vertices are A(0,0), B(4,0) and C(1,3).", 6),
        ("area of the triangle with vertices (1,0,0), (0,1,0), (0,0,1)", sqrt(3) / 2),
        ("area of the triangle with vertices at (0,0), (1,1), (2,2)", 0),
    ],
)
def test_the_area(text: str, area: object) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["area"].after == area


@pytest.mark.parametrize(
    "corners", ["(0,0), (4,0)", "(0,0), (4,0), (1,3), (2,2)", "(0,0), (4,0), (a,3)", "3, 4, 5"]
)
def test_what_is_no_triangle_is_refused(corners: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(f"area of the triangle {corners}")
    assert caught.value.fix
