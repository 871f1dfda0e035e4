"""The inverse of a matrix: showcase, singular and small matrices, roots and letters."""

from __future__ import annotations

import pytest
from sympy import Integer, Ne, Rational, Symbol, symbols

from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.core.step import Trace
from tutor.solution import solve

SHOWCASE = "[[2,1,1],[1,3,2],[1,0,0]]"


def rules(trace: Trace) -> list[str]:
    return [part.rule for part in trace.walk()]


@pytest.mark.parametrize("method", ["gauss_jordan", "columns", "adjugate"])
def test_showcase_by_both_methods(method: str) -> None:
    solution = solve(f"find the inverse of {SHOWCASE}", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["determinant"].after == -1
    assert solution.answer["inverse"].after == Matrix.of([[0, 0, 1], [-2, 1, 3], [3, -1, -5]])
    page = str(solution)
    assert ("adj(A) = ⎢  2  −1  −3 ⎥" in page) == (method == "adjugate")
    assert "I₃" in page


@pytest.mark.parametrize(
    "text",
    [
        "inverse of [2 1; 5 3]",
        "What is the inverse of [2 1; 5 3]?",
        "Calculate the inverse matrix of [[2, 1], [5, 3]]",
        "invert [2 1; 5 3]",
        "Invert the matrix [2 1; 5 3] by row reduction",
        "inv [2 1; 5 3]",
        r"find the inverse of \begin{bmatrix}2&1\\5&3\end{bmatrix}",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.inverse"
    assert solution.answer["inverse"].after == Matrix.of([[3, -1], [-5, 2]])


@pytest.mark.parametrize("matrix", ["[1 2; 2 4]", "[0 0; 0 0]", "[1 2 3; 4 5 6; 7 8 9]", "[0]"])
def test_singular_matrix_gets_a_reason(matrix: str) -> None:
    for method in ("gauss_jordan", "columns", "adjugate")[: 1 if matrix == "[0]" else 3]:
        solution = solve(f"inverse of {matrix}", method=method)
        assert solution.verified, solution.report.faults
        assert set(solution.answer) == {"determinant", "singular"}
        assert solution.answer["determinant"].after == 0
        assert "has no inverse" in str(solution)


def test_nearly_singular_decimals_are_exact() -> None:
    solution = solve("inverse of [0.1 0.2; 0.3 0.6000001]")
    assert solution.verified
    assert solution.answer["determinant"].after == Rational(1, 10**8)
    assert "singular" in solve("inverse of [0.1 0.2; 0.3 0.6]").answer


def test_one_by_one() -> None:
    assert solve("inverse of [4]").answer["inverse"].after == Matrix.of([[Rational(1, 4)]])


def test_identity_needs_no_operation() -> None:
    solution = solve("inverse of [1 0; 0 1]", method="gauss_jordan")
    assert solution.verified, solution.report.faults
    assert "add_multiple_of_row" not in rules(solution.trace)


def test_zero_at_the_pivot_needs_a_swap() -> None:
    solution = solve("inverse of [0 2; 1 0]", method="gauss_jordan")
    assert "swap_rows" in rules(solution.trace)
    assert solution.answer["inverse"].after == Matrix.of([[0, 1], [Rational(1, 2), 0]])


def test_roots_stay_roots() -> None:
    for method in ("gauss_jordan", "columns", "adjugate"):
        solution = solve("inverse of [sqrt(2) 1; 1 sqrt(2)]", method=method)
        assert solution.verified, solution.report.faults
        assert solution.answer["determinant"].after == 1


def test_letters_carry_their_condition() -> None:
    a, b, c, d = symbols("a b c d")
    solution = solve("inverse of [a b; c d]")
    assert solution.verified, solution.report.faults
    found = solution.answer["inverse"]
    assert found.after[1, 2] == -b / (a * d - b * c)
    assert found.given == (Ne(a * d - b * c, 0),)


def test_letters_may_be_named_like_the_matrix() -> None:
    A = Symbol("A")
    solution = solve("inverse of [A 1; 0 M]")
    assert solution.verified, solution.report.faults
    assert solution.answer["inverse"].after[1, 1] == 1 / A


def test_singular_for_every_value_of_the_letter() -> None:
    solution = solve("inverse of [a 2a; 1 2]")
    assert solution.verified, solution.report.faults
    assert solution.answer["determinant"].after == Integer(0)


def test_one_entry_with_a_letter_is_a_number() -> None:
    with pytest.raises(Undefined, match="is a number"):
        solve("inverse of [a]")


def test_not_square_is_refused() -> None:
    with pytest.raises(Undefined, match="must be square"):
        solve("inverse of [1 2 3; 4 5 6]")


def test_large_matrices_are_eliminated() -> None:
    ones = "; ".join(" ".join(str(2 if i == j else 1) for j in range(6)) for i in range(6))
    solution = solve(f"inverse of [{ones}]")
    assert solution.verified
    assert solution.trace.method == "gauss_jordan"
    assert solution.answer["determinant"].after == 7
