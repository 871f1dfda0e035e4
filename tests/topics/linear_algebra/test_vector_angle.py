"""Angles at their edges."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Expr, Rational, pi, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve

ROWS: list[tuple[str, Any, Any]] = [
    ("angle between (1,0) and (1,1)", sqrt(2) / 2, pi / 4),
    ("angle between (1,2,3) and (2,4,6)", 1, 0),
    ("cosine similarity of (0.1, 0.2) and (-0.2, -0.4)", -1, pi),
    ("angle between (1,2) and (-2,1)", 0, pi / 2),
    ("angle between (2) and (-3)", -1, pi),
    ("angle between (sqrt(3), 1) and (1, 0)", sqrt(3) / 2, pi / 6),
    ("angle between (1,0) and (-1,sqrt(3))", Rational(-1, 2), 2 * pi / 3),
]


@pytest.mark.parametrize("method", ["dot_product", "law_of_cosines"])
@pytest.mark.parametrize(("typed", "cosine", "radians"), ROWS)
def test_special_angles(typed: str, cosine: Expr, radians: Expr, method: str) -> None:
    solution = solve(typed, method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["cosine"].after == cosine
    assert solution.answer["radians"].after == radians
    assert solution.answer["degrees"].after == 180 * radians / pi


@pytest.mark.parametrize("method", ["dot_product", "law_of_cosines"])
def test_other_angles_are_rounded_at_the_end(method: str) -> None:
    solution = solve("angle between (1,2) and (3,5)", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["cosine"].after == 13 * sqrt(170) / 170
    assert abs(float(solution.answer["degrees"].value) - 4.39870535) < 1e-5


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("angle between (1,2) and (0,0)", "no direction"),
        ("angle between (1,2) and (1,2,3)", "different lengths"),
        ("angle between (1,k) and (1,2)", "letter k"),
    ],
)
def test_what_has_no_angle_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix
