"""Extreme values on an interval at their edges: ends, ties, open ends, gaps."""

from __future__ import annotations

import pytest
from sympy import E, Rational, Tuple, exp, pi

from tutor.core.claims import Extremum
from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved


def test_values_inside_and_at_the_ends_are_compared() -> None:
    answer = solved("absolute minimum and maximum of ln(x)/x on [1, 4]").answer
    assert answer["minimum"].value == 0
    assert answer["maximum"].value == exp(-1)
    assert answer["maximum"].point == Tuple(E)


def test_all_places_of_a_tie_are_named() -> None:
    answer = solved("extrema of x^3 - 3x on [-2, 2]").answer
    assert set(answer["maximum_points"].solutions) == {Tuple(-1), Tuple(2)}
    assert set(answer["minimum_points"].solutions) == {Tuple(-2), Tuple(1)}


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("minimize x^2 on (0, 1]", {"no_minimum"}),
        ("maximum of x e^(-x) on [0, oo)", {"maximum"}),
        ("global extrema of |x - 1| on [0, 3]", {"minimum", "maximum"}),
        ("absolute extrema of 1/x on [-1, 1)", {"no_minimum", "no_maximum"}),
        ("extrema of 2x + 1 on (0, 1)", {"no_minimum", "no_maximum"}),
        ("extrema of 2x + 1 on [0, 1]", {"minimum", "maximum"}),
        ("extrema of x^2 on (-1, 2)", {"minimum", "no_maximum"}),
        ("absolute extrema of 1/(1+x^2) on (-inf, inf)", {"no_minimum", "maximum"}),
        ("max and min of (1+|x|) e^{-|x|} on [-1,1]", {"minimum", "maximum"}),
        ("absolute extrema of sin(x) on [0, 2pi]", {"minimum", "maximum"}),
        ("maximum of sqrt(x) (3 - x) for 0 <= x <= 3", {"maximum"}),
    ],
)
def test_which_extreme_values_there_are(text: str, goals: set[str]) -> None:
    answer = solved(text).answer
    assert {n for n in answer if n in ("minimum", "maximum") or n.startswith("no_")} == goals


def test_both_methods_agree() -> None:
    text = "extrema of x^3 - 3x on [0, 3]"
    assert solved(text).answer == solved(text, "signs").answer


def test_waves_of_two_angles_are_brought_to_one() -> None:
    assert solved("maximum of 2cos x + sin 2x on [0, pi/2]").answer["maximum"].point == Tuple(
        pi / 6
    )
    both = solved("extrema of sin x + cos 2x on [0, pi]").answer
    assert {claim.value for claim in both.values() if isinstance(claim, Extremum)} == {
        0,
        Rational(9, 8),
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("extrema of ln(x) on [0, 1]", "outside-domain"),
        ("extrema of x^2 on [2, 1]", "empty-interval"),
        ("extrema of x^2 on [0, a]", "letter-for-number"),
        ("extrema of a x^2 on [0, 1]", "which-variable"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code


def test_an_open_end_is_the_reason_why_a_value_is_not_taken() -> None:
    solution = solve("extrema of x^2 on (0, 1)")
    assert solution.verified
    rules = [part.rule for part in solution.trace.steps]
    assert "miss_minimum_at_open_end" in rules
    assert "miss_maximum_at_open_end" in rules
    assert "does not belong to the interval" in str(solution)
    gap = solve("extrema of 1/x on (-1, 1)")
    assert gap.verified
    assert not any("open_end" in part.rule for part in gap.trace.steps)
