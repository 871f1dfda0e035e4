"""The uniform distribution: ends at the outermost values, and intervals that shrink to a point."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("mle of a and b for uniform(a, b) data 0.9, 0.26, 0.18, 0.07, 0.5", "7/100 9/10"),
        ("mle of theta for uniform(0, theta) data 4, 9, 5", "9"),
        ("mle of uniform(0, theta) from 7, 7", "7"),
        ("mle of uniform from -3, 2", "-3 2"),
    ],
)
def test_the_ends_are_the_outermost_values(text: str, ends: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["maximum"].point == Tuple(*map(Rational, ends.split()))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("mle of uniform from 5, 5", "shrink to one point"),
        ("mle of uniform(0, theta) from 0, 0", "shrink to one point"),
        ("mle of uniform(0, theta) from -1, 5", "-1 cannot be a value"),
        ("mle of theta for uniform(theta, theta+1) from 1, 2.5", "further apart than 1"),
        ("mle of theta for uniform data 4, 9", r"uniform\(0, theta\)"),
    ],
)
def test_what_has_no_maximum_is_refused(text: str, says: str) -> None:
    with pytest.raises(TutorError, match=says):
        solve(text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("mle of theta for uniform(theta, theta + 1) data 1.2, 1.9, 1.5", "9/10 6/5"),
        ("mle of uniform(theta - 1/2, theta + 1/2) from 1.2, 1.9, 1.5", "7/5 17/10"),
        ("mle of theta for uniform(theta, theta + 1) data 3", "2 3"),
    ],
)
def test_an_interval_that_moves_has_no_single_estimate(text: str, ends: str) -> None:
    solution = solve(text)
    assert solution.verified
    places = [solution.answer[name].point[0] for name in ("maximum", "last")]
    assert places == [*map(Rational, ends.split())]
    assert "not unique" in str(solution)


def test_an_interval_that_just_fits_has_one_place() -> None:
    solution = solve("mle of theta for uniform(theta, theta + 1) data 1, 2")
    assert solution.verified
    assert "last" not in solution.answer
    assert "θ = 1: no other interval" in " ".join(str(solution).split())
