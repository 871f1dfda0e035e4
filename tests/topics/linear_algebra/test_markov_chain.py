"""Markov chains at their edges: several classes, periods, rows, dead ends, no probabilities."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.solution import Solution, solve

from .. import solving

PAGES = "[0 1/2 1; 1/2 0 0; 1/2 1/2 0]"


def solved(matrix: str, rest: str = "", method: str = "") -> Solution:
    return solving.solved(f"Markov chain {matrix}{rest}", method)


def shares(*numbers: str) -> Tuple:
    return Tuple(*map(Rational, numbers))


@pytest.mark.parametrize("method", ["null_space", "powers"])
def test_three_pages(method: str) -> None:
    solution = solved(PAGES, " starting from (1, 0, 0) after 8 steps", method)
    answer = solution.answer
    assert answer["next"].after == shares("0", "1/2", "1/2")
    assert answer["later"].after == shares("117/256", "27/128", "85/256")
    assert answer["stationary"].shares == shares("4/9", "2/9", "1/3")
    assert "approaches it from every start" in " ".join(str(solution).split())
    assert "0.457031" in str(solution)


def test_two_closed_classes_have_no_unique_long_run() -> None:
    solution = solved("[1 0 1/2; 0 1 1/2; 0 0 0]")
    assert "stationary" not in solution.answer
    vectors = solution.answer["fixed"].vectors
    assert set(vectors) == {shares("1", "0", "0"), shares("0", "1", "0")}
    assert "not unique" in str(solution)


@pytest.mark.parametrize("matrix", ["[0 1; 1 0]", "[0 0 1; 1 0 0; 0 1 0]"])
def test_a_period_keeps_the_shares_swinging(matrix: str) -> None:
    solution = solved(matrix)
    assert solution.answer["speed"].relation == "="
    assert "period" in str(solution)
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve(f"Markov chain {matrix}", method="powers")


def test_rows_that_add_to_one_are_turned_into_columns() -> None:
    solution = solved("[0.9 0.1; 0.2 0.8]")
    assert solution.answer["stationary"].shares == shares("2/3", "1/3")
    assert "transpose" in str(solution)


def test_columns_come_first_if_both_add_to_one() -> None:
    assert solved("[1/4 3/4; 3/4 1/4]").answer["stationary"].shares == shares("1/2", "1/2")


def test_transient_states_get_nothing() -> None:
    assert solved("[1 1/2; 0 1/2]").answer["stationary"].shares == shares("1", "0")


def test_one_state() -> None:
    assert solved("[1]").answer["stationary"].shares == shares("1")


@pytest.mark.parametrize(
    ("typed", "error", "says"),
    [
        ("Markov chain [1/2 0 0; 1/2 0 1; 0 0 0]", Undefined, "state 2 is a dead end"),
        ("Markov chain [1/2 1/4; 1/4 1/2]", Undefined, "adds to 3/4"),
        ("Markov chain [3/2 0; -1/2 1]", Undefined, "no probability"),
        ("Markov chain [k 0; 1-k 1]", NotUnderstood, "letter k"),
        ("Markov chain [1/2 1/2; 1/2 1/2] from (1, 1)", Undefined, "add to 1"),
        ("Markov chain [1/2 1/2; 1/2 1/2] from (1, 0, 0)", Undefined, "3 components"),
        ("Markov chain [1/2 1/2 0; 1/2 1/2 1]", Undefined, "square"),
    ],
)
def test_what_is_no_chain_is_refused(typed: str, error: type[TutorError], says: str) -> None:
    with pytest.raises(error, match=says):
        solve(typed)


def test_a_number_of_steps_needs_a_start() -> None:
    with pytest.raises(NotUnderstood, match="no start"):
        solve("linear_algebra.markov_chain", P="[1/2 1/2; 1/2 1/2]", n="3")


@pytest.mark.parametrize(
    ("matrix", "often"),
    [
        ("[0 1/2 0 1/2; 1/2 0 1/2 0; 0 1/2 0 1/2; 1/2 0 1/2 0]", 2),
        ("[0 0 0 1; 1 0 0 0; 0 1 0 0; 0 0 1 0]", 4),
        ("[0 0 1 1/3; 1 0 0 1/3; 0 1 0 1/3; 0 0 0 0]", 3),  # the last state is left for good
    ],
)
def test_four_states_with_a_period(matrix: str, often: int) -> None:
    solution = solve(f"markov chain {matrix}")
    assert solution.verified, solution.report.faults
    assert solution.answer["period"].before.args[0].args[1] == often
    assert f"period {often}" in " ".join(str(solution).split())


@pytest.mark.parametrize(
    ("matrix", "rule"),
    [
        ("[1/2 0 0 1; 1/2 0 0 0; 0 1 0 0; 0 0 1 0]", "see_stay"),
        ("[0 0 0 1/2; 1 0 0 1/2; 0 1 0 0; 0 0 1 0]", "see_returns"),  # ways of 3 and 4 steps
    ],
)
def test_four_states_without_a_period(matrix: str, rule: str) -> None:
    solution = solve(f"markov chain {matrix}")
    assert solution.verified, solution.report.faults
    assert rule in {part.rule for part in solution.trace.steps}
    assert "no period" in " ".join(str(solution).split())


@pytest.mark.parametrize(
    ("matrix", "shown"), [("[0.9 0.2; 0.1 0.8]", "0.9"), ("[1/2 1/4; 1/2 3/4]", "1/4")]
)
def test_decimals_are_shown_where_the_matrix_has_them(matrix: str, shown: str) -> None:
    page = str(solve(f"steady state of the Markov chain P = {matrix}"))
    assert shown in page
    assert "9/10" not in page
