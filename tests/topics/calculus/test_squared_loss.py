"""The smallest sum of squares at its edges: one number, weights of zero, mismatched weights."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "place", "cost"),
    [
        ("minimise the sum of squared distances to 2, 5, 11", 6, 42),
        ("number closest to 4", 4, 0),
        ("squared loss for 1, 2, 3 with weights 1, 0, 1", 2, 2),
        ("squared loss for 0, 1", Rational(1, 2), Rational(1, 2)),
    ],
)
@pytest.mark.parametrize("method", ["derivative", "square"])
def test_the_mean_is_best(text: str, place: object, cost: object, method: str) -> None:
    solution = solve(text, method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["minimum"].point == Tuple(place)
    assert solution.answer["minimum"].value == cost


@pytest.mark.parametrize(
    ("weights", "code"),
    [("0, 0", "flat-cost"), ("1, -1", "negative-weight"), ("1", "different-lengths")],
)
def test_weights_that_make_no_cost_are_refused(weights: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(f"squared loss for 1, 2 with weights {weights}")
    assert raised.value.code == code
