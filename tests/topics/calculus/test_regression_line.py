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


@pytest.mark.parametrize("method", ["sums_of_deviations", "normal_equations"])
@pytest.mark.parametrize(
    "points",
    ["(0,1), (1,3)", "(0.5,1.25), (1,2), (3,-1)", "(-1,2), (0,2), (1,2)", "(0,0), (0,2), (1,1)"],
)
def test_other_ways_lead_to_the_same_line(points: str, method: str) -> None:
    usual = solve(f"best line by calculus through {points}")
    other = solve(f"best line by calculus through {points}", method=method)
    assert other.verified, other.report.faults
    assert other.answer == usual.answer


def test_given_cost_has_one_way_only() -> None:
    with pytest.raises(TutorError, match="does not fit"):
        solve("minimise E(m,b)=m^2 + b^2 - 2m", method="normal_equations")


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
