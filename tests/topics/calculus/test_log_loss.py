"""The most likely chance at its edges: no heads, heads only, one toss, too many heads."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("heads", "tosses"), [(12, 16), (1, 2), (2, 3), (1, 3), (0, 5), (5, 5), (1, 1), (0, 1)]
)
@pytest.mark.parametrize("method", ["logarithm", "product_rule"])
def test_the_share_of_heads_is_best(heads: int, tosses: int, method: str) -> None:
    solution = solve(f"best p for {heads} heads in {tosses} tosses", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["maximum"].point == Tuple(Rational(heads, tosses))


def test_more_heads_than_tosses_are_refused() -> None:
    with pytest.raises(TutorError) as raised:
        solve("best p for 6 heads in 5 tosses")
    assert raised.value.code == "more-heads-than-tosses"
