"""Least squares: points and systems, dependent columns, exact fits, horizontal lines, roots."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple, sqrt, symbols

from tutor.core.errors import NotUnderstood, Undefined
from tutor.solution import solve

from ..solving import solved

METHODS = ("normal_equations", "qr", "calculus", "pseudo_inverse")


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
    assert {"solutions", "one_place"} <= set(solution.answer)
    assert "There is no one best line. All points have the first coordinate 2" in " ".join(
        str(solution).split()
    )


@pytest.mark.parametrize("method", METHODS)
def test_a_square_system_is_solved(method: str) -> None:
    assert solved("least squares solution of [2 1; 1 1] x = (3, 2)", method).answer[
        "solution"
    ].after == Tuple(1, 1)


@pytest.mark.parametrize("method", METHODS)
def test_roots_stay_roots(method: str) -> None:
    answer = solved("least squares solution of [1; sqrt(2)] x = (1, 1)", method).answer
    assert answer["solution"].after == Tuple(Rational(1, 3) + sqrt(2) / 3)


@pytest.mark.parametrize("method", METHODS)
def test_equations_as_they_are_typed(method: str) -> None:
    x, y = symbols("x y")
    answer = solved("least squares solution of x + y = 1, x - y = 3, 2x + y = 4", method).answer
    assert answer["unknowns"].shown == Tuple(x, y)
    assert answer["solution"].after == Tuple(Rational(16, 7), Rational(-6, 7))
    assert answer["squares"].after == Rational(2, 7)


def test_equations_are_brought_to_standard_form() -> None:
    solution = solved("solve 2y = 6 - x, y = 1, x - 1 = 0 by least squares")
    assert "write_standard_form" in {part.rule for part in solution.trace.steps}
    assert solution.answer["solution"].after == Tuple(Rational(3, 2), 2)


def test_equations_may_leave_unknowns_free() -> None:
    t = symbols("t")
    solution = solved("least squares solution of s + 2t = 1, s + 2t = 3, 2s + 4t = 5")
    assert solution.answer["solutions"].solutions == Tuple(Tuple(Rational(7, 3) - 2 * t, t))


def test_one_unknown_in_typed_equations() -> None:
    assert "The least squares solution is x = 1." in str(
        solved("least squares solution of 2x = 1, 2x = 3")
    )


@pytest.mark.parametrize("method", METHODS)
def test_a_parabola_through_points(method: str) -> None:
    x = symbols("x")
    solution = solved("fit a parabola to (-1, 2), (0, -3), (1, 4), (2, 3)", method)
    assert solution.answer["polynomial"].after == x**2
    assert solution.answer["squares"].after == 20
    assert len(solution.trace.figures) == 1


@pytest.mark.parametrize(
    ("text", "coefficients"),
    [
        ("fit a quadratic polynomial to (0, 1), (1, 2), (2, 5)", (1, 0, 1)),
        ("fit a polynomial of degree 3 to (0,0), (1,1), (2,8), (3,27)", (1, 0, 0, 0)),
        ("least squares polynomial of degree 2 through (0,1), (1,2), (2,5)", (1, 0, 1)),
        ("find the cubic of best fit through the points (0,0), (1,1), (2,8), (3,27)", (1, 0, 0, 0)),
        ("find the best fit parabola for the points (0,0), (1,0), (2,0)", (0, 0, 0)),
    ],
)
def test_polynomials_of_higher_degree(text: str, coefficients: tuple[int, ...]) -> None:
    assert solved(text).answer["solution"].after == Tuple(*coefficients)


def test_too_few_points_leave_a_choice_of_parabolas() -> None:
    solution = solved("fit a parabola to (0, 1), (1, 4)")
    assert "solutions" in solution.answer
    assert "polynomial" not in solution.answer
    assert not solution.trace.figures


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("least squares solution of [1 0; 0 1] x = (1, 2, 3)", Undefined, "different lengths"),
        ("least squares solution of [0 0; 0 0] x = (1, 2)", Undefined, "All entries of A are zero"),
        ("fit a line to (1,2,3), (4,5,6)", Undefined, "3 coordinates"),
        ("least squares solution of [1 k; 0 1] x = (1, 2)", NotUnderstood, "letter k"),
        ("linear_algebra.least_squares", NotUnderstood, "or points"),
        ("least squares solution of x*y = 1, 2x = 3, y = 1", Undefined, "not linear"),
        ("least squares solution of a + b = 1, a - b = 3, a = 2", NotUnderstood, "b cannot be"),
        ("least squares solution of 0 = 1, 2 = 3", Undefined, "No unknown"),
    ],
)
def test_what_has_no_least_squares_solution(text: str, error: type, message: str) -> None:
    with pytest.raises(error, match=message):
        solve(text)


def test_a_degree_needs_points() -> None:
    with pytest.raises(NotUnderstood, match="no points"):
        solve("linear_algebra.least_squares", A="[1; 1]", b="(1, 2)", degree="2")


@pytest.mark.parametrize(
    "text",
    [
        "find the least squares solution of [0 1; 1 1; 2 1] x = (6, 0, 0)",
        "least squares A=[0 1; 1 1; 2 1], b=[6, 0, 0]",
        "Fit a straight line to the points (0,6), (1,0), (2,0) by least squares",
        "what is the least-squares line through (0,6), (1,0), (2,0)?",
        "best fit line for x = 0, 1, 2; y = 6, 0, 0",
        "least squares solution of y = 6, x + y = 0, 2x + y = 0",
        "solve the overdetermined system y = 6; x + y = 0; 2x + y = 0 by least squares",
        "solve y = 6, x + y = 0, 2x + y = 0 using the method of least squares",
        "least squares: y = 6, x + y = 0, 2x + y = 0",
        "least squares solution of y = 6, 0 = x + y, x = -x - y",
        "solve Ax = b in the sense of least squares with A = [[0, 1], [1, 1], [2, 1]], b = [6, 0, 0]",
        "least squares solution of Ax = b for A = [[0,1],[1,1],[2,1]] and b = [6,0,0]",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.least_squares"
    assert solution.answer["solution"].after == Tuple(-3, 5)
