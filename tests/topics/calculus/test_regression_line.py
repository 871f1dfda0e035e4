"""The best line at its edges: two points, a level line, no spread, costs that are no bowl."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("points", "line", "cost"),
    [
        ("(0,1), (1,3), (2,4), (4,8)", (Rational(12, 7), 1), Rational(2, 7)),
        ("(0,1), (1,3)", (2, 1), 0),
        ("(0,1), (1,1), (2,1)", (0, 1), 0),
    ],
)
def test_best_lines(points: str, line: tuple[object, object], cost: object) -> None:
    solution = solve(f"best line by calculus through {points}")
    assert solution.verified, solution.report.faults
    assert solution.answer["minimum"].point == Tuple(*line)
    assert solution.answer["minimum"].value == cost


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fit a line to (2,1), (2,4), (2,6) by calculus", "no-x-variation"),
        ("minimise E(m,b)=m^2 - b^2", "no-bowl"),
        ("minimise E(m,b)=m^3 + b^2", "no-cost"),
    ],
)
def test_what_has_no_best_line_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code
