"""Problems with inequalities where all points of an edge have the best value."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Tuple

from tutor.catalogue import problem
from tutor.core.claims import Extremum
from tutor.core.step import Trace
from tutor.render import render
from tutor.topics.calculus.kkt import TOPIC

from ..solving import solved


def largest(trace: Trace) -> set[Tuple]:
    claims = (c for c in trace.answer.values() if isinstance(c, Extremum))
    return {c.point for c in claims if c.kind == "maximum"}


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


@pytest.mark.parametrize(
    ("text", "value", "point"),
    [
        ("maximize xy^2 subject to x >= 0, y >= 0, x + y <= 1", Rational(4, 27), (1, 2)),
        ("maximize x^2 y subject to x >= 0, y >= 0, x + 2y <= 6", Integer(16), (12, 3)),
    ],
)
def test_a_whole_side_of_level_points_stands_beside_the_largest_value(
    text: str, value: Expr, point: tuple[int, int]
) -> None:
    solution = solved(text, topic=TOPIC.id)
    trace = solution.trace
    assert render(trace, "text", report=solution.report, detail="why")
    assert trace.answer["maximum"].value == value
    assert largest(trace) == {Tuple(*(Rational(p, 3) for p in point))}
    assert "note_level_family" in [part.rule for part in trace.walk()]


def test_a_family_of_which_the_signs_leave_two_points_on_a_set_that_an_equation_bounds() -> None:
    trace = TOPIC.trace(problem("maximise xyz subject to x+y+z=6, x,y,z>=0")[1])
    assert largest(trace) == {Tuple(2, 2, 2)}
    assert len(trace.answer["candidates"].solutions) == 4
