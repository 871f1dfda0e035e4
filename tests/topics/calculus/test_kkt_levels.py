"""Problems with inequalities where all points of an edge have the best value."""

from __future__ import annotations

import pytest

from ..solving import solved


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "minimum of x y^2 on the triangle x >= 0, y >= 0, x + y <= 1",
            "The smallest value is 0, at (0, 0) and (1, 0) and (0, 1), and at all feasible points with y = 0 or with x = 0.",
        ),
        (
            "extrema of (x-y)^2 subject to x >= 0, y >= 0, x + y <= 1",
            "and at all feasible points with x = y. The largest value is 1, at (0, 1) and (1, 0).",
        ),
        ("extrema of x^2 - 2x y subject to 0 <= x <= 1, 0 <= y <= 1", "is −1, at (1, 1)."),
    ],
)
def test_whole_edges_may_have_the_best_value(text: str, says: str) -> None:
    assert says in " ".join(str(solved(text)).split())
