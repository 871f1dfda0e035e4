"""Gradients in matrix form: symmetric or not, singular, level, roots, one variable, and what is refused."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple, sqrt, symbols

from tutor.core.errors import TutorError
from tutor.solution import solve

from ..solving import solved

METHODS = ("identity", "components")
x1, x2, x3 = symbols("x1:4")


@pytest.mark.parametrize("method", METHODS)
def test_a_matrix_that_is_not_symmetric(method: str) -> None:
    solution = solved("gradient of x^T A x for A=[1 2; 0 3] at x=(1,1)", method)
    assert solution.answer["gradient"].after == Tuple(2 * x1 + 2 * x2, 2 * x1 + 6 * x2)
    assert solution.answer["at"].after == Tuple(4, 8)
    assert len(solution.trace.figures) == 1


def test_symmetry_is_named() -> None:
    assert "A is not symmetric" in str(solved("gradient of x^T A x for A=[1 2; 0 3]"))
    assert "A is symmetric" in str(solved("gradient of x^T A x for A=[2 1; 1 3]"))


@pytest.mark.parametrize("method", METHODS)
def test_singular_normal_equations(method: str) -> None:
    solution = solved("gradient of ||Ax - b||^2 with A = [1 2; 2 4] and b = (1, 2)", method)
    assert solution.answer["zero"].solutions == Tuple(Tuple(1 - 2 * x2, x2))
    assert "AᵀA is singular" in str(solution)


@pytest.mark.parametrize("method", METHODS)
def test_singular_sum_of_matrix_and_transpose(method: str) -> None:
    solution = solved("gradient of x^T A x for A=[1 2; 0 1]", method)
    assert solution.answer["zero"].solutions == Tuple(Tuple(-x2, x2))
    assert "A + Aᵀ is singular" in str(solution)


@pytest.mark.parametrize("method", METHODS)
def test_a_component_that_does_not_matter(method: str) -> None:
    solution = solved("gradient of x^T A x for A=[1 0 0; 0 0 0; 0 0 2] at (1, 2, 3)", method)
    assert solution.answer["gradient"].after == Tuple(2 * x1, 0, 4 * x3)
    assert solution.answer["at"].after == Tuple(2, 0, 12)
    assert not solution.trace.figures


@pytest.mark.parametrize("method", METHODS)
def test_the_gradient_is_zero_at_the_point(method: str) -> None:
    text = "gradient of ||Ax-b||^2 for A=[[0,1],[1,1],[2,1]], b=(6,0,0) at x=(-3,5)"
    assert solved(text, method).answer["at"].after == Tuple(0, 0)


@pytest.mark.parametrize("method", METHODS)
def test_roots_stay_roots(method: str) -> None:
    text = "gradient of ||Ax-b||^2 for A=[1 0; sqrt(2) 0], b=(1,sqrt(2)) at x=(1,1)"
    assert solved(text, method).answer["gradient"].after == Tuple(6 * x1 - 6, 0)
    form = solved("gradient of x^T A x for A=[sqrt(2) 1; 0 1]", method)
    assert form.answer["gradient"].after == Tuple(2 * sqrt(2) * x1 + x2, x1 + 2 * x2)


@pytest.mark.parametrize("method", METHODS)
def test_one_variable(method: str) -> None:
    answer = solved("gradient of ||Ax-b||^2 for A=[3], b=(1)", method).answer
    assert answer["gradient"].after == Tuple(18 * x1 - 6)
    assert answer["zero"].solutions == Tuple(Tuple(Rational(1, 3)))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"A": "[0 1; -1 0]"}, "same value for every x"),
        ({"A": "[0 0; 0 0]", "b": "(1, 2)"}, "same value for every x"),
        ({"A": "[1 2 3; 4 5 6]"}, "square matrix"),
        ({"A": "[1 2; 3 4]", "b": "(1, 2, 3)"}, "different lengths"),
        ({"A": "[1 2; 3 4]", "at": "(1, 2, 3)"}, "3 coordinates"),
        ({"A": "[a 2; 1 1]"}, "letter a"),
        ({"A": "[1 2; 3 4]", "at": "(a, 1)"}, "letter a|number"),
    ],
)
def test_refused(given: dict[str, str], message: str) -> None:
    with pytest.raises(TutorError, match=message):
        solve("calculus.matrix_gradient", **given)
