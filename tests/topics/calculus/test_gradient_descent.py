"""Gradient descent at its edges: rates that are too large, a border, a start on a flat place, bad input."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Integer, Rational, log

from tutor.core.errors import TutorError
from tutor.render import render
from tutor.solution import Solution, solve
from tutor.verify import verify


def descent(f: str, x0: str, alpha: str, n: str = "10", **more: str) -> Solution:
    solution = solve("calculus.gradient_descent", f=f, x0=x0, alpha=alpha, n=n, **more)
    assert solution.verified, solution.report.faults
    return solution


def rules(solution: Solution) -> list[str]:
    return [part.rule for part in solution.trace.walk()]


def test_the_showcase() -> None:
    solution = descent("e^x - 2x", "0", "0.3", "5", against="newton")
    values = [row.args[1] for row in solution.answer["iterates"].rows]
    assert [round(float(v), 5) for v in values] == [0, 0.3, 0.49504, 0.60287, 0.65466, 0.67732]
    newton = [float(row.args[1]) for row in solution.answer["newton"].rows]
    assert newton == [0, 1, 0.73575888, 0.69404230, 0.69314758, 0.69314718]
    best = solution.answer["extremum"]
    assert (best.point[0], best.value, best.kind) == (log(2), 2 - 2 * log(2), "minimum")
    assert solution.answer["factor"].after == Rational(2, 5)


def test_a_rate_that_is_too_large_jumps_to_and_fro() -> None:
    solution = descent("x^2", "1", "1")
    assert "repeat_until_cycle" in rules(solution)
    assert solution.answer["factor"].after == -1
    assert solution.answer["early"].left == 2


def test_a_start_of_slope_zero_is_classified_where_not_all_zeros_are_known() -> None:
    solution = descent("cos(x)", "0", "0.1", "2")
    assert solution.answer["level_start"].after == 0
    assert solution.answer["extremum"].kind == "local maximum"
    kept = tuple(g for g in solution.trace.goals if g[0] != "level_start")
    assert not verify(replace(solution.trace, goals=kept)).ok
    said = " ".join(str(render(solution.trace, "text")).partition("Answer:")[2].split())
    assert "The slope is zero at the start x = 0, so no step leads away from it." in said


@pytest.mark.parametrize(
    ("x0", "alpha", "n"), [("1", "0.5", "4"), ("0", "0.1", "4"), ("0", "0.1", "1")]
)
def test_a_step_that_changes_nothing_is_no_cycle(x0: str, alpha: str, n: str) -> None:
    solution = descent("x^2", x0, alpha, n)
    assert "repeat_until_rest" in rules(solution)
    assert "early" not in solution.answer
    said = " ".join(str(render(solution.trace, "text")).partition("Answer:")[2].split())
    assert "the slope is zero there, and the method has settled" in said
    assert "cycle" not in said


def test_a_rate_that_is_much_too_large_diverges() -> None:
    solution = descent("x^2", "1", "3", "200")
    assert "repeat_until_far" in rules(solution)
    assert solution.answer["factor"].after == -5


@pytest.mark.parametrize(("alpha", "last"), [("0.1", None), ("1/2", 0)])
def test_a_parabola_shrinks_by_its_factor(alpha: str, last: int | None) -> None:
    solution = descent("x^2", "1", alpha, "4")
    table = solution.answer["iterates"]
    assert table.tolerance == 0
    assert table.rows[-1][1] == (last if last is not None else Rational(8, 10) ** 4)


def test_a_step_over_the_border_of_the_domain() -> None:
    solution = descent("x^2 + ln(x)", "0.1", "0.1")
    assert solution.answer["outside"].right == 0
    assert solution.answer["beyond"].rows[-1][1] == Rational(-23, 25)
    assert not solution.answer["stationary"].solutions


def test_a_step_onto_a_corner() -> None:
    answer = descent("abs(x)", "1", "0.5", "3").answer
    assert "outside" not in answer
    assert answer["no_derivative"].relation == "="


def test_a_local_minimum_is_called_local() -> None:
    solution = descent("x^3 - 3x", "2", "0.05", "20")
    assert solution.answer["extremum"].kind == "local minimum"


def test_a_start_on_a_maximum_does_not_move() -> None:
    solution = descent("x^3 - 3x", "-1", "0.1", "3")
    assert {row.args[1] for row in solution.answer["iterates"].rows} == {Integer(-1)}
    assert solution.answer["extremum"].kind == "local maximum"


@pytest.mark.parametrize(("x0", "away"), [("1", "0.461257"), ("-1", "2.786575")])
def test_a_flat_place_that_is_not_extreme_has_a_distance(x0: str, away: str) -> None:
    answer = descent("x^3", x0, "0.1", "3").answer
    assert "extremum" not in answer
    assert answer["error"].value == Rational(away)


def test_many_steps_are_folded_and_all_worked_out() -> None:
    solution = descent("e^x - 2x", "0", "0.001", "2000")
    numbers = [int(row.args[0]) for row in solution.answer["iterates"].rows]
    assert numbers == [*range(8), *range(1997, 2001)]


def test_no_exact_minimum_is_claimed_where_none_is_known() -> None:
    assert list(descent("e^x - ln(x)", "0.05", "0.005", "2").answer) == ["slope", "iterates"]


@pytest.mark.parametrize(
    "problem",
    [
        {"f": "x y", "x0": "1", "alpha": "1"},
        {"f": "3", "x0": "1", "alpha": "1"},
        {"f": "ln(x)", "x0": "-1", "alpha": "1"},
        {"f": "abs(x)", "x0": "0", "alpha": "1"},
        {"f": "x^2", "x0": "1", "alpha": "0"},
        {"f": "x^2", "x0": "1", "alpha": "0.1", "n": "100000"},
        {"f": "x^2", "x0": "1"},
    ],
)
def test_what_cannot_be_done_is_refused(problem: dict[str, str]) -> None:
    with pytest.raises(TutorError) as refused:
        solve("calculus.gradient_descent", **problem)
    assert refused.value.fix
