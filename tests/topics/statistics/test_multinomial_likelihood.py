"""Several outcomes: shares of counts, outcomes that were never seen, and what is refused."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("counts", "shares"),
    [("3, 2, 5", "3/10 1/5 1/2"), ("1, 1", "1/2 1/2"), ("3, 0, 2", "3/5 0 2/5")],
)
def test_the_estimates_are_the_shares(counts: str, shares: str) -> None:
    solution = solve(f"mle of multinomial from {counts}")
    assert solution.verified
    assert solution.answer["maximum"].point == Tuple(*map(Rational, shares.split()))


def test_an_outcome_that_was_never_seen_lies_at_the_edge() -> None:
    assert "conclude_at_edge" in {
        s.rule for s in solve("mle of multinomial from 3, 0, 2").trace.steps
    }


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ("3, 0, 0", "Fewer than two outcomes"),
        ("0, 0", "Fewer than two outcomes"),
        ("3, -1", "no count"),
        ("3, 1.5", "no count"),
        ("1, 1, 1, 1, 1, 1, 1, 1, 1", "limits are 8 outcomes"),
    ],
)
def test_what_is_no_list_of_counts_is_refused(counts: str, says: str) -> None:
    with pytest.raises(TutorError, match=says):
        solve(f"mle of multinomial from {counts}")
