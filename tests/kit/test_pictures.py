"""Pictures of matrices, quadratic forms and functions: what is drawn, and where nothing is."""

from __future__ import annotations

import pytest
from sympy import Abs, Expr, Integer, Rational, Symbol, exp, oo, sin

from tutor.core.figure import Arrow, Contours, Curve, Dots, Note
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Inverse,
    MatrixPower,
    MatrixProduct,
    ScalarMultiple,
    Transpose,
)
from tutor.kit.calculus.function_pictures import area, with_derivative
from tutor.kit.linear_algebra import pictures, pictures_of_matrices
from tutor.kit.linear_algebra.pictures_of_eigenvalues import level_curves
from tutor.solution import solve

x = Symbol("x")
A, B = Symbol("A"), Symbol("B")


def matrix(*rows: list[int | Rational]) -> Matrix:
    return Matrix.of([[Integer(e) if isinstance(e, int) else e for e in row] for row in rows])


VALUES = {A: matrix([2, 1], [1, 1]), B: matrix([1, 1], [0, 2])}


@pytest.mark.parametrize(
    ("formula", "first", "both"),
    [
        (MatrixProduct(A, B), VALUES[B], matrix([2, 4], [1, 3])),
        (MatrixPower(A, Integer(2)), VALUES[A], matrix([5, 3], [3, 2])),
        (ScalarMultiple(Integer(3), Transpose(B)), matrix([1, 0], [1, 2]), matrix([3, 0], [3, 6])),
        (
            MatrixProduct(Inverse(A), B),
            VALUES[B],
            matrix([1, -1], [-1, 3]),
        ),
    ],
)
def test_a_formula_of_two_steps_is_worked_out(formula: Expr, first: Matrix, both: Matrix) -> None:
    assert pictures_of_matrices.two_steps(formula, VALUES) == (first, both)


@pytest.mark.parametrize("formula", [A, Inverse(A), Transpose(A), MatrixPower(A, Integer(3))])
def test_a_formula_of_one_step_or_more_than_two_has_no_picture(formula: Expr) -> None:
    assert pictures_of_matrices.two_steps(formula, VALUES) is None


def test_changed_rows_are_framed() -> None:
    M, N = matrix([1, 2], [3, 4]), matrix([1, 2], [5, 8])
    marks = pictures_of_matrices.before_and_after(M, N, "words", (2,))
    framed = [mark.words for mark in marks if isinstance(mark, Note) and mark.boxed]
    assert framed == ["3", "4", "5", "8"]
    long = matrix([1, 2], [3, Rational(12345, 678)])
    assert pictures_of_matrices.before_and_after(M, long, "words", (2,)) == ()


def test_staircase_is_left_out_where_entries_are_long() -> None:
    assert pictures.staircase(matrix([1, 2], [0, 3]), (1, 2))
    assert not pictures.staircase(matrix([1, 2], [0, 1234567]), (1, 2))


def test_the_line_of_a_trough_is_drawn_and_its_levels_are_round() -> None:
    contours, line = level_curves(matrix([1, 2], [2, 4]))
    assert isinstance(contours, Contours)
    assert isinstance(line, Curve)
    assert 0.0 not in contours.levels
    assert {v % 5 for v in contours.levels} == {0.0}
    assert all(a + 2 * b == 0 for a, b in line.points if b is not None)
    assert len(level_curves(matrix([2, 1], [1, 2]))) == 1


@pytest.mark.parametrize(("f", "slope", "gaps"), [(Abs(x), x / Abs(x), 1), (sin(x), x.diff(x), 0)])
def test_a_curve_is_broken_where_it_jumps(f: Expr, slope: Expr, gaps: int) -> None:
    _, derivative = with_derivative(f, slope if gaps else f.diff(x), x)
    assert isinstance(derivative, Curve)
    assert sum(y is None for _, y in derivative.points) == gaps


@pytest.mark.parametrize(
    ("f", "whole"), [(exp(-Abs(x)), True), (exp(-(x**2)), True), (x**2, True), (1 / x, False)]
)
def test_a_peak_is_drawn_and_a_pole_is_cut_off(f: Expr, whole: bool) -> None:
    _, graph = area(f, x, -oo, oo)
    assert isinstance(graph, Curve)
    assert all(y is not None for _, y in graph.points) is whole


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("determinant of [2 1; 1 3] after swap rows 1 and 2", ["spanned_area"]),
        ("determinant of [2 1 0; 1 3 1; 0 1 1] after swap rows 1 and 2", ["changed_rows"]),
        ("compute det(A*B) with A = [2 1; 1 1], B = [1 1; 0 2]", ["two_steps"]),
        ("A is 2x2 and det A = 3. Compute det(2A)", ["two_steps"]),
        ("A is 3x3 and det A = 3. Compute det(2A)", []),
        ("LU factorisation of [2 1; 4 5]", ["pattern"]),
        ("Cholesky factorisation of [4 2; 2 5]", ["levels"]),
        ("solve x+y+z+w=10; x-y+z-w=-2; 2x+y-z+w=5; x+2y+3z-w=10", ["pivots"]),
        ("which mean and standard deviation give the t interval (18.985, 21.015), n = 36", ["central_area"]),
    ],
)  # fmt: skip
def test_topics_draw_what_the_curriculum_asks_for(problem: str, expected: list[str]) -> None:
    figures = solve(problem).trace.figures
    assert [figure.words for figure in figures] == expected
    for figure in figures:
        assert any(isinstance(mark, Arrow | Curve | Contours | Dots) for mark in figure.marks)
