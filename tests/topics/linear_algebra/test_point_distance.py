"""Distances from points to lines and planes at their edges: on the line, upright lines, other letters."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Tuple, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved

POINT = Tuple(Rational(7, 2), Rational(-3, 2))


@pytest.mark.parametrize(
    ("text", "distance", "closest"),
    [
        ("distance from (1, 2) to the line 3x + 4y = 11", 0, Tuple(1, 2)),
        ("how far is (1, 2) from the line x = 5", 4, Tuple(5, 2)),
        ("distance from (1, 2, 3) to the plane z = 0", 3, Tuple(1, 2, 0)),
        ("distance from (5, 0) to the line y = 2x", 2 * sqrt(5), Tuple(1, 2)),
        ("distance from (1, 1) to x_1 + x_2 = 0", sqrt(2), Tuple(0, 0)),
        ("distance from the origin to the plane x = 2", 2, Tuple(2, 0, 0)),
        ("distance from (0, 0) to the line x/2 + y/2 = 1", sqrt(2), Tuple(1, 1)),
        ("project (5, 0) onto the line through (0, 2) and (2, 0)", 3 * sqrt(2) / 2, POINT),
        (
            "distance from (1, 0) to sqrt(3) x + y = 0",
            sqrt(3) / 2,
            Tuple(Rational(1, 4), -sqrt(3) / 4),
        ),
    ],
)
def test_distance_and_closest_point(text: str, distance: Integer, closest: Tuple) -> None:
    answer = solved(text, topic="linear_algebra.point_distance").answer
    assert answer["distance"].after == distance
    assert answer["closest"].after == closest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("distance from (1, 2, 3) to the line x + y = 1", "dimensions"),
        ("distance from (1, 2) to the plane x + y + z = 1", "dimensions"),
        ("distance from (1, 2) to the line x + y = 1, x - y = 2", "dimensions"),
        ("distance from (1, 2) to the line x - x = 1", "no-direction"),
        ("distance from (1, 2) to the line x^2 + y = 1", "not-linear"),
    ],
)
def test_what_is_no_line_or_plane_of_this_space(text: str, code: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve(text)
    assert refused.value.code == code
