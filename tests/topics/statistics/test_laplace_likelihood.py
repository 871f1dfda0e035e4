"""The Laplace distribution: the median with its kink, samples without one middle, and equal values."""

from __future__ import annotations

import pytest
from sympy import Rational

from tutor.solution import solve


@pytest.mark.parametrize(
    ("data", "centre", "scale"),
    [
        ("2, 3, 7", 3, Rational(5, 3)),
        ("7, 2, 9, 3", 5, Rational(11, 4)),
        ("1, 1, 2, 2, 2, 9", 2, Rational(3, 2)),
        ("0.5, -1/3", Rational(1, 12), Rational(5, 12)),
    ],
)
def test_median_and_mean_distance(data: str, centre: Rational, scale: Rational) -> None:
    solution = solve(f"mle of laplace from {data}")
    assert solution.verified
    assert solution.answer["centre"].after == centre
    assert solution.answer["scale"].after == scale


def test_an_even_sample_says_that_the_centre_is_not_unique() -> None:
    solution = solve("mle of laplace from 2, 3, 7, 9")
    low, high = solution.answer["flat_part"].given
    assert (low.rhs, high.rhs) == (3, 7)
    assert "not unique" in solution.to("text")


@pytest.mark.parametrize("data", ["4", "5, 5, 5"])
def test_equal_values_have_no_scale(data: str) -> None:
    solution = solve(f"statistics.laplace_likelihood: data = {data}")
    assert solution.verified
    assert "maximum" not in solution.answer
    assert not solution.answer["no_maximum"].solutions
