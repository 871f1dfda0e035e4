"""Gradient descent for a line: conventions of the cost, a start at the best line, equal x, bad data."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Rational, Tuple, sqrt

from tutor.core.errors import TutorError
from tutor.solution import Solution, solve
from tutor.verify import verify

POINTS = {"x": "1, 2, 3", "y": "2, 5, 3"}


def descent(alpha: str, steps: str, **more: str) -> Solution:
    given = {**POINTS, "alpha": alpha, "steps": steps, **more}
    solution = solve("calculus.gradient_descent_regression", **given)
    assert solution.verified, solution.report.faults
    return solution


def last(solution: Solution) -> Tuple:
    return Tuple(*solution.answer["iterates"].rows[-1].args[1:3])


@pytest.mark.parametrize(
    ("cost", "first"), [("1/(2n)", "7/10"), ("1/n", "7/5"), ("1/2", "21/10"), ("1", "21/5")]
)
def test_the_factor_of_the_cost_acts_like_another_rate(cost: str, first: str) -> None:
    solution = descent("0.1", "1", cost=cost)
    assert last(solution)[0] == Rational(first)
    assert solution.answer["minimum"].point == Tuple(Rational(1, 2), Rational(7, 3))


def test_a_start_at_the_best_line_does_not_move() -> None:
    solution = descent("0.1", "3", x="0, 1, 2", y="1, 3, 5", start="(2, 1)")
    assert {Tuple(*row.args[1:]) for row in solution.answer["iterates"].rows} == {Tuple(2, 1, 0)}


def test_a_start_with_one_coordinate_left_out_is_another_problem() -> None:
    trace = descent("0.1", "2").trace
    inputs = tuple((n, Tuple(0) if n == "start" else v) for n, v in trace.inputs)
    assert not verify(replace(trace, inputs=inputs)).ok


@pytest.mark.parametrize("cost", ["1/(2n)", "1/n", "1"])
def test_standardised_data_lead_back_to_the_data_as_they_are(cost: str) -> None:
    solution = descent("0.1", "4", data="standardised", cost=cost)
    assert solution.answer["slope"].after == Rational(1, 2)
    assert solution.answer["height"].after == Rational(7, 3)
    assert solution.answer["stationary"].solutions == Tuple(Tuple(sqrt(21) / 14, 0))
    row = solution.answer["iterates"].rows[-1].args
    factor = {"1/(2n)": 1, "1/n": 2, "1": 6}[cost]
    m = sqrt(21) / 14 * (1 - (1 - Rational(factor, 10)) ** 4)
    slope = m * sqrt(14) / sqrt(6)
    assert abs(row[1] - m) < 1e-6
    assert abs(row[4] - slope) < 1e-6
    assert abs(row[5] - (Rational(10, 3) - 2 * slope)) < 1e-6


def test_standardised_rate_one_reaches_the_best_line_at_once() -> None:
    solution = descent("1", "1", data="normalised")
    assert abs(solution.answer["iterates"].rows[-1].args[4] - Rational(1, 2)) < 1e-6


@pytest.mark.parametrize("given", [{"x": "2, 2, 2"}, {"y": "4, 4, 4"}])
def test_data_without_spread_cannot_be_standardised(given: dict[str, str]) -> None:
    with pytest.raises(TutorError, match="standard deviation is 0") as caught:
        descent("0.1", "3", data="standardised", **given)
    assert caught.value.fix


@pytest.mark.parametrize(
    "typed",
    [
        "gradient descent for linear regression on (1,2), (2,5), (3,3) with standardised data, rate 0.1, 3 steps",
        "gradient descent for a line on standardized data (1,2), (2,5), (3,3) with rate 0.1, 3 steps",
        "use gradient descent to fit a line to (1,2), (2,5), (3,3) with normalized data from (0, 0) with rate 0.1, 3 steps",
    ],
)
def test_standardised_is_said_in_words(typed: str) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert solution.answer == descent("0.1", "3", data="standardised").answer


def test_equal_x_leave_no_single_best_line() -> None:
    assert "minimum" not in descent("0.1", "3", x="2, 2, 2").answer


def test_a_rate_that_is_too_large_diverges() -> None:
    solution = descent("1", "300", cost="1")
    assert "repeat_until_far" in [part.rule for part in solution.trace.steps]


@pytest.mark.parametrize(
    "given",
    [
        {"x": "1, 2", "y": "1, 2, 3", "alpha": "0.1"},
        {"x": "1, 2", "alpha": "0.1"},
        {"points": "(1, 2, 3), (4, 5, 6)", "alpha": "0.1"},
        {"x": "1, 2", "y": "1, 2", "alpha": "0.1", "start": "(1, 2, 3)"},
        {"x": "1, 2", "y": "1, 2", "alpha": "0.1", "cost": "2/n"},
    ],
)
def test_what_cannot_be_done_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(TutorError) as refused:
        solve("calculus.gradient_descent_regression", **given)
    assert refused.value.fix
