"""The sigmoid and its derivative at the edges."""

from __future__ import annotations

import pytest
from sympy import Rational

from tutor.core.errors import TutorError
from tutor.solution import solve


def test_at_zero_both_are_exact() -> None:
    solution = solve("sigmoid and its derivative at 0")
    assert solution.verified, solution.report.faults
    assert solution.answer["value"].after == Rational(1, 2)
    assert solution.answer["slope"].after == Rational(1, 4)


@pytest.mark.parametrize("place", ["-50", "50", "-2.5", "1/3"])
def test_saturated_places_keep_their_digits(place: str) -> None:
    solution = solve(f"derivative of the sigmoid at {place}")
    assert solution.verified, solution.report.faults
    assert solution.answer["slope"].value > 0


def test_place_beyond_all_decimals_is_refused() -> None:
    with pytest.raises(TutorError, match="so close to 1"):
        solve("derivative of the sigmoid at 100")
