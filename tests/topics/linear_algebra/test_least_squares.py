"""Least squares: points and systems, dependent columns, exact fits, horizontal lines, roots."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple, sqrt, symbols

from tutor.core.errors import NotUnderstood, Undefined
from tutor.solution import Solution, solve

METHODS = ("normal_equations", "qr", "calculus", "pseudo_inverse")


def solved(text: str, method: str = "") -> Solution:
    solution = solve(text, method=method)
    assert solution.verified, solution.report.faults
    return solution


@pytest.mark.parametrize("method", METHODS)
def test_line_through_points(method: str) -> None:
    solution = solved("fit a line to (0,6), (1,0), (2,0)", method)
    assert solution.answer["solution"].after == Tuple(-3, 5)
    assert solution.answer["residual"].after == Tuple(1, -2, 1)
    assert solution.answer["squares"].after == 6
    assert len(solution.trace.figures) == 1


@pytest.mark.parametrize("method", METHODS)
def test_fractions_stay_exact(method: str) -> None:
    answer = solved("fit a line to (0,1), (1,3), (2,4), (4,8)", method).answer
    assert answer["solution"].after == Tuple(Rational(12, 7), 1)
    assert answer["squares"].after == Rational(2, 7)


@pytest.mark.parametrize("method", METHODS)
def test_exact_fit_leaves_no_residual(method: str) -> None:
    solution = solved("fit a line to (0,1), (1,3), (2,5)", method)
    assert solution.answer["squares"].after == 0
    assert "The fit is exact" in str(solution)


@pytest.mark.parametrize("method", METHODS)
def test_horizontal_line(method: str) -> None:
    solution = solved("fit a line to (0,1), (1,4), (2,1)", method)
    assert solution.answer["solution"].after == Tuple(0, 2)
    assert "The line is horizontal" in " ".join(str(solution).split())


def test_dependent_columns_have_many_solutions() -> None:
    x2 = symbols("x2")
    solution = solved("least squares solution of [1 2; 1 2; 1 2] x = (1, 2, 6)")
    assert solution.answer["solutions"].solutions == Tuple(Tuple(3 - 2 * x2, x2))
    assert solution.answer["squares"].after == 14
    assert "infinitely many best solutions" in str(solution)
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("least squares solution of [1 2; 1 2; 1 2] x = (1, 2, 6)", method="qr")


def test_points_above_one_another_have_many_lines() -> None:
    solution = solved("fit a line to (2,1), (2,3)")
    assert solution.answer["residual"].after == Tuple(-1, 1)
    assert "solutions" in solution.answer


@pytest.mark.parametrize("method", METHODS)
def test_a_square_system_is_solved(method: str) -> None:
    assert solved("least squares solution of [2 1; 1 1] x = (3, 2)", method).answer[
        "solution"
    ].after == Tuple(1, 1)


@pytest.mark.parametrize("method", METHODS)
def test_roots_stay_roots(method: str) -> None:
    answer = solved("least squares solution of [1; sqrt(2)] x = (1, 1)", method).answer
    assert answer["solution"].after == Tuple(Rational(1, 3) + sqrt(2) / 3)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("least squares solution of [1 0; 0 1] x = (1, 2, 3)", Undefined, "different lengths"),
        ("least squares solution of [0 0; 0 0] x = (1, 2)", Undefined, "All entries of A are zero"),
        ("fit a line to (1,2,3), (4,5,6)", Undefined, "3 coordinates"),
        ("least squares solution of [1 k; 0 1] x = (1, 2)", NotUnderstood, "letter k"),
        ("linear_algebra.least_squares", NotUnderstood, "or points"),
    ],
)
def test_what_has_no_least_squares_solution(text: str, error: type, message: str) -> None:
    with pytest.raises(error, match=message):
        solve(text)


@pytest.mark.parametrize(
    "text",
    [
        "find the least squares solution of [0 1; 1 1; 2 1] x = (6, 0, 0)",
        "least squares A=[0 1; 1 1; 2 1], b=[6, 0, 0]",
        "Fit a straight line to the points (0,6), (1,0), (2,0) by least squares",
        "what is the least-squares line through (0,6), (1,0), (2,0)?",
        "best fit line for x = 0, 1, 2; y = 6, 0, 0",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.least_squares"
    assert solution.answer["solution"].after == Tuple(-3, 5)
