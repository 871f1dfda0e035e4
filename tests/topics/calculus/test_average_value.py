"""The average value of a function at its edges."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, pi, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "average"),
    [
        ("average value of x^2 on [0, 3]", Integer(3)),
        ("average value of x on [-1, 1]", Integer(0)),
        ("average value of sin(x) from 0 to pi", 2 / pi),
        ("average value of 3x - 6 on (0, 4)", Integer(0)),
        ("average value of sqrt(x) over [0, 2]", 2 * sqrt(2) / 3),  # steep at an end
        ("average value of sqrt(4-x^2) on [-2, 2]", pi / 2),
        ("average value of cbrt(x) on [-1, 8]", Rational(5, 4)),  # steep inside, and negative
    ],
)
def test_average(text: str, average: object) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["average"].after == average


@pytest.mark.parametrize(
    "text",
    [
        "average value of 1/x on [-1, 1]",
        "average value of x on [0, oo)",
        "average value of e^(-x^2) on [0, 1]",
    ],
)
def test_what_has_no_average_here_is_refused(text: str) -> None:
    with pytest.raises(TutorError):
        solve(text)
