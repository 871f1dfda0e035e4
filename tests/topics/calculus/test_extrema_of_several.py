"""Extrema of several variables at their edges: silent Hessians, no level point, lines of them, no best value."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Rational, Symbol, Tuple, exp, sqrt

from tutor.core.claims import Extremum
from tutor.core.errors import TutorError
from tutor.solution import solve
from tutor.verify import verify

from ..solving import solved

t = Symbol("t")


def test_a_saddle_beside_a_minimum() -> None:
    answer = solved("local extrema of x^3+y^3-3x*y").answer
    assert answer["saddle"].point == Tuple(0, 0)
    assert answer["local_minimum"].point == Tuple(1, 1)
    assert answer["local_minimum"].value == -1


@pytest.mark.parametrize(
    ("f", "kind", "rule"),
    [
        ("x^4+y^4", "local_minimum", "see_no_smaller_value"),
        ("-x^4-y^4", "local_maximum", "see_no_larger_value"),
        ("x^3+y^2", "saddle", "see_both_signs"),
        ("x^4-y^4", "saddle", "see_sign_of_each_path"),
        ("(y-x^2)(y-2x^2)", "saddle", "see_sign_of_each_path"),  # a minimum on every line
        ("x^2+y^2+z^2-x*y", "local_minimum", "bend_up_by_determinants"),
        ("x^2-2x*y+y^2+x^3", "saddle", "see_both_signs"),  # seen in a narrow sector only
        ("x^2-y^2+z^2", "saddle", "bend_both_ways_by_determinants"),
    ],
)
def test_kinds(f: str, kind: str, rule: str) -> None:
    solution = solved(f"critical points of {f}")
    assert kind in solution.answer
    assert rule in [part.rule for part in solution.trace.walk()]


def test_what_stays_open_is_said() -> None:
    text = solved("critical points of x^2+y^4-y^6").to("text")
    assert "The point (0, 0) stays undecided." in " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("minimize x^2+y^2", "minimum"),
        ("maximize x^2 + y^2 - x*y", "no_maximum"),
        ("minimum of x^4+y^4-x^2", "minimum"),
        ("minimum of x^2 - y^2", "no_minimum"),
        ("maximum value of 5 - x^2 - y^2 + 2y", "maximum"),
        ("minimum of e^(x + y)", "no_minimum"),
        ("minimum of x y + 1/x + 1/y", "no_minimum"),
        ("minimum of x^2 + y^2 + 2/(x y)", "no_minimum"),  # beside the axes, where no axis leads
        ("minimum of ((x-1)^2 + y^2)^2", "minimum"),  # a factor that is zero at one point only
        ("maximum of ln(x) - x + ln(y) - y", "maximum"),
    ],
)
def test_the_best_value_of_all(text: str, goal: str) -> None:
    assert goal in solved(text).answer


def test_both_methods_agree() -> None:
    text = "local extrema of x^4 + y^4 - 4x*y"
    assert solved(text).answer == solved(text, "determinants").answer


def test_powers_of_e_are_factors() -> None:
    answer = solved("critical points of x e^(-x^2-y^2)").answer
    assert answer["local_maximum"].point == Tuple(sqrt(2) / 2, 0)
    assert answer["local_maximum"].value == sqrt(2) * exp(-Rational(1, 2)) / 2


def test_a_slope_that_is_never_zero_leaves_no_extremum() -> None:
    assert set(solved("local extrema of x + y").answer) == {"slope_1", "slope_2", "critical"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("critical points of (x^2+y^2-1)^2", "level-curve"),
        ("critical points of (x+y+z)^2", "infinitely-many"),
        ("critical points of sin(x) + y^2", "no-exact-solution"),
        ("critical points of a x^2 + y^2", "which-variable"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code


def test_level_points_that_fill_a_line_are_classified() -> None:
    solution = solve("extrema of (x+y)^2")
    assert solution.verified
    assert solution.answer["local_minimum"].point == Tuple(-t, t)
    assert solution.answer["minimum"].value == 0
    solution = solve("critical points of x^2 y")
    assert solution.verified
    kinds = {n: c.given for n, c in solution.answer.items() if isinstance(c, Extremum)}
    assert kinds == {"local_maximum": (t < 0,), "local_minimum": (t > 0,), "saddle": ()}


def test_a_point_on_two_lines_of_level_points_is_named_once() -> None:
    answer = solved("critical points of x^2 y^3").answer
    at = [c.point for c in answer.values() if isinstance(c, Extremum) and not c.point.free_symbols]
    assert at == [Tuple(0, 0)]


def test_a_line_of_level_points_that_is_left_out_is_missed() -> None:
    trace = solved("critical points of x^2 y^2").trace
    one = replace(trace.answer["critical"], solutions=Tuple(Tuple(0, Symbol("y"))))
    goals = {n: c for n, c in trace.answer.items() if n != "local_minimum"} | {"critical": one}
    assert "missing" in str(verify(replace(trace, goals=tuple(goals.items()))).faults)


@pytest.mark.parametrize("text", ["extrema of (x+y)^2 + x^2", "maximum of 3 - (x-1)^2 - (x+y)^2"])
def test_squares_with_brackets_are_multiplied_out_before_they_are_bounded(text: str) -> None:
    assert solve(text).verified
