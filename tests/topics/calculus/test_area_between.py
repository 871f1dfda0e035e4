"""Areas between curves: where they meet, where they change places, and where there is no region."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, exp, log, pi, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("area between y=x^2 and y=x", Rational(1, 6)),
        ("area enclosed by y = x^3 and y = x", Rational(1, 2)),
        ("area between x^2 and 3", 4 * sqrt(3)),
        ("area between x^2 and the x-axis from 0 to 2", Rational(8, 3)),
        ("area between y = x^2 and y = 2x from 0 to 3", Rational(8, 3)),
        ("area between sin x and cos x from 0 to pi", 2 * sqrt(2)),
        ("area between sin x and the x-axis from 0 to 2pi", Integer(4)),
        ("area of the region bounded by y = x^2 and y = 4", Rational(32, 3)),
        ("area between x^2 + 3 and x^2 from 0 to 1", Integer(3)),
        ("area between -x^2 and x - 2", Rational(9, 2)),
        ("area between x and -x from 0 to 1", Integer(1)),
        ("area between sqrt(x) and x", Rational(1, 6)),
        ("area between y = 1/x and y = 5/2 - x", Rational(15, 8) - 2 * log(2)),
        ("area between x^(1/3) and x", Rational(1, 2)),
        ("area between x^(1/3) and x from -1 to 1", Rational(1, 2)),
        ("area between x^(2/3) and x from -1 to 8", Rational(141, 10)),  # they touch inside a piece
        ("area between e^x and x from 0 to 1", exp(1) - Rational(3, 2)),  # they never meet
        ("area between sin(x) and x from 0 to pi", pi**2 / 2 - 2),  # they meet at an end
    ],
)
def test_an_area(text: str, area: Expr) -> None:
    assert (solved(text).answer["area"].after - area).equals(0)


def test_each_piece_says_which_curve_is_above() -> None:
    solution = solved("area between x^3 and x")
    upper = [s.claims[0].left for s in solution.trace.steps if s.rule == "see_upper_curve"]
    assert list(map(str, upper)) == ["x**3", "x"]
    crossings = solution.answer["crossings"].solutions
    assert [s[0] for s in crossings] == [Integer(-1), Integer(0), Integer(1)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("area between x^2 and x^2 + 1", "no-region"),
        ("area between x^2 and 2x - 1", "no-region"),
        ("area between x and x", "same-curve"),
        ("area between sin x and x/2", "no-exact-crossings"),
        ("area between x^2 and x from 2 to 1", "order-of-bounds"),
        ("area between 1/x and x from -1 to 1", "no-value"),
    ],
)
def test_where_there_is_no_region_the_reason_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert caught.value.code == code
