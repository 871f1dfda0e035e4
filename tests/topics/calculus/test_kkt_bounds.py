"""Bounds of a function on the whole feasible set that need more than the multipliers."""

from __future__ import annotations

import pytest

from tutor.render import render
from tutor.topics.calculus.kkt import TOPIC

from ..solving import solved


@pytest.mark.parametrize(
    ("text", "kind", "best", "rule"),
    [
        ("maximize x subject to y <= (1-x)^3, y >= 0", "maximum", 1, "certify_maximum_by_cube"),
        ("minimize x subject to y^2 <= x^3", "minimum", 0, "certify_minimum_by_cube"),
        ("maximize x*y subject to x+2y <= 4, x >= 1", "maximum", 2, "certify_maximum_by_products"),
        ("maximize y subject to y^2 = x^3, x <= 4", "maximum", 8, "certify_maximum_by_cubes"),
        ("minimize y subject to y^2 <= x^3, x <= 1", "minimum", -1, "certify_minimum_by_cubes"),
        ("minimize x^4-2x^2+y^2 subject to x >= 0.5", "minimum", -1, "stay_above_bowl"),
    ],
)
def test_a_bound_beside_the_multipliers(text: str, kind: str, best: int, rule: str) -> None:
    solution = solved(text, topic=TOPIC.id)
    assert render(solution.trace, "text", report=solution.report, detail="why")
    assert solution.trace.answer[kind].value == best
    assert rule in {part.rule for part in solution.trace.walk()}
