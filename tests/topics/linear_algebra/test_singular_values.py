"""Singular values: wide and tall matrices, dependent columns, equal values, low rank."""

from __future__ import annotations

import mpmath
import pytest
from sympy import Integer, Rational, sqrt

from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.core.matrix import Matrix
from tutor.solution import Solution, solve

from ..solving import solved

HALF = Rational(5, 2)


def diagonal(solution: Solution) -> list[object]:
    S = solution.answer["factors"].factors[1]
    return [S[k, k] for k in range(1, min(S.shape) + 1)]


def test_wide_matrix_and_its_best_approximation() -> None:
    solution = solved("svd of [3 2 2; 2 3 -2]")
    assert diagonal(solution) == [5, 3]
    assert solution.answer["approximation"].after == Matrix.of([[HALF, HALF, 0]] * 2)
    assert solution.answer["error"].after == 3


def test_tall_matrix() -> None:
    solution = solved("svd of [3 2; 2 3; 2 -2]")
    assert diagonal(solution) == [5, 3]
    assert solution.answer["factors"].factors[0].shape == (3, 3)


def test_square_matrix_has_an_ellipse() -> None:
    solution = solved("singular value decomposition of [3 0; 4 5]")
    assert diagonal(solution) == [3 * sqrt(5), sqrt(5)]
    assert len(solution.trace.figures) == 1


@pytest.mark.parametrize("matrix", ["[1 1; 2 2]", "[1 2 2]", "[1; 2; 2]", "[1 0; 0 0; 0 0]"])
def test_rank_one_needs_no_approximation(matrix: str) -> None:
    solution = solved(f"svd of {matrix}")
    assert set(solution.answer) == {"factors"}
    assert [v != 0 for v in diagonal(solution)].count(True) == 1


@pytest.mark.parametrize("matrix", ["[0 0; 0 0]", "[0 0 0]", "[0]"])
def test_the_zero_matrix_has_singular_values_too(matrix: str) -> None:
    solution = solved(f"svd of {matrix}")
    assert set(solution.answer) == {"factors"}
    assert diagonal(solution) == [0] * len(diagonal(solution))
    assert not solution.trace.figures


def test_equal_singular_values() -> None:
    solution = solved("svd of [0 2; -2 0]")
    assert diagonal(solution) == [2, 2]
    page = " ".join(str(solution.to("text", detail="why")).split())
    assert "Two singular values are equal" in page


def mpmath_values(matrix: str) -> list[float]:
    rows = [[float(e) for e in row.split()] for row in matrix.strip("[]").split(";")]
    return [float(s) for s in mpmath.svd_r(mpmath.matrix(rows), compute_uv=False)]


@pytest.mark.parametrize("method", ["right_vectors", "left_vectors"])
@pytest.mark.parametrize("matrix", ["[1 2; 3 4]", "[1 2; 3 4; 5 6]", "[2 1 0; 1 3 1]"])
def test_irrational_singular_values_get_decimals(matrix: str, method: str) -> None:
    solution = solve(f"svd of {matrix}", method=method)
    assert solution.verified, solution.report.faults
    found = solution.answer["value_decimals"].value
    for value, expected in zip(found, mpmath_values(matrix), strict=True):
        assert abs(float(value) - expected) < 1e-4
    A, B = solution.trace.inputs[0][1], solution.answer["approximation"].value
    off = sum(
        (a - b) ** 2
        for r, s in zip(A.entries(), B.entries(), strict=True)
        for a, b in zip(r, s, strict=True)
    )
    assert abs(float(off) ** 0.5 - mpmath_values(matrix)[1]) < 1e-4


def test_singular_values_of_numbered_roots() -> None:
    solution = solved("svd of [1 2 3; 4 5 6; 7 8 10]")
    assert [figure.words for figure in solution.trace.figures] == []
    for value, expected in zip(
        solution.answer["value_decimals"].value, (17.4125, 0.8752, 0.1969), strict=True
    ):
        assert abs(float(value) - expected) < 1e-3


@pytest.mark.parametrize("matrix", ["[3 0; 4 5]", "[3 2; 2 3; 2 -2]", "[1 1; 2 2]", "[1 2 2]"])
def test_both_products_lead_to_the_same_vectors(matrix: str) -> None:
    one, other = (solve(f"svd of {matrix}", method=m) for m in ("right_vectors", "left_vectors"))
    assert one.verified
    assert other.verified
    assert one.answer["factors"] == other.answer["factors"]


@pytest.mark.parametrize(
    ("matrix", "values"),
    [("[1 2; 2 -2]", [3, 2]), ("[1 1 1; 1 1 1; 1 1 1]", [3]), ("[0 0; 0 0]", []), ("[-3]", [3])],
)
def test_a_symmetric_matrix_goes_by_its_eigenvalues(matrix: str, values: list[int]) -> None:
    usual, solution = solved(f"svd of {matrix}"), solved(f"svd of {matrix} by eigenvalues")
    found = [part.claims[0] for part in solution.trace.steps if part.rule == "work_out_size"]
    assert [claim.after for claim in found] == values
    assert solution.answer["factors"] == usual.answer["factors"]


@pytest.mark.parametrize("matrix", ["[1 2; 3 4]", "[0 1; 1 0]", "[2 1; 1 1]"])
def test_eigenvalues_serve_symmetric_matrices_with_different_sizes_of_fractions(
    matrix: str,
) -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve(f"svd of {matrix}", method="eigenvalues")


def test_equal_singular_values_leave_one_method() -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("svd of [0 2; -2 0]", method="left_vectors")


def test_negative_entries_give_positive_singular_values() -> None:
    assert diagonal(solved("svd of [-3 0; 0 2]")) == [3, 2]


def test_best_rank_two_approximation() -> None:
    solution = solved("best rank 2 approximation of [3 0 0; 0 2 0; 0 0 1]")
    assert solution.answer["approximation"].after == Matrix.of([[3, 0, 0], [0, 2, 0], [0, 0, 0]])
    assert solution.answer["rank"].after == Integer(2)
    assert solution.answer["error"].after == 1


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("best rank 1 approximation of [0 0; 0 0]", Undefined, "rank 0"),
        ("best rank 2 approximation of [1 1; 2 2]", Undefined, "rank 1"),
        ("svd of [1 a; 0 1]", NotUnderstood, "letter a"),
        ("svd of [1 2 3 4 5; 1 2 3 4 6]", OverLimit, "limit"),
    ],
)
def test_what_is_refused(text: str, error: type[TutorError], message: str) -> None:
    with pytest.raises(error, match=message):
        solve(text)


@pytest.mark.parametrize(
    "text",
    [
        "find the singular values of [3 2 2; 2 3 -2]",
        "What is the SVD of the matrix [[3,2,2],[2,3,-2]]?",
        "find the best rank 1 approximation of [3 2 2; 2 3 -2]",
        r"svd of \begin{bmatrix}3&2&2\\2&3&-2\end{bmatrix}",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.singular_values"
    assert diagonal(solution) == [5, 3]
