"""Orthogonal diagonal forms at their edges: repeated eigenvalues, and what is refused."""

from __future__ import annotations

import numpy
import pytest
from sympy import sqrt

from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.solution import solve


@pytest.mark.parametrize(
    ("matrix", "values"),
    [
        ("[3 -1; -1 3]", [2, 4]),
        ("[1 2; 2 4]", [0, 5]),
        ("[2 0; 0 2]", [2, 2]),
        ("[2 1 1; 1 2 1; 1 1 2]", [1, 1, 4]),
        ("[1 sqrt(2); sqrt(2) 2]", [0, 3]),
        ("[3 2 -4; 2 0 -2; -4 -2 3]", [-1, -1, 8]),
        ("[5]", [5]),
    ],
)
def test_the_factors(matrix: str, values: list[int]) -> None:
    solution = solve(f"orthogonally diagonalise {matrix}")
    assert solution.verified, solution.report.faults
    _, D, _ = solution.answer["factors"].factors.args
    assert [D[k, k] for k in range(1, len(values) + 1)] == values


@pytest.mark.parametrize(
    "matrix",
    [
        "[1 1; 1 0]",  # roots inside roots
        "[1 1 1; 1 2 0; 1 0 3]",  # numbered roots
        "[2 1 1 1; 1 2 1 1; 1 1 2 1; 1 1 1 3]",  # and twice a rational one
        "[1 1 0 0; 1 0 0 0; 0 0 1 1; 0 0 1 0]",  # each irrational one twice
    ],
)
def test_without_a_plain_form_names_have_decimals(matrix: str) -> None:
    solution = solve(f"orthogonally diagonalise {matrix}")
    assert solution.verified, solution.report.faults
    A = numpy.array([list(map(float, row)) for row in dict(solution.trace.inputs)["A"].entries()])
    columns = solution.answer["column_decimals"].value
    Q = numpy.array([list(map(float, row)) for row in columns.entries()])
    D = numpy.diag(list(map(float, solution.answer["value_decimals"].value.args)))
    assert numpy.allclose(Q.T @ Q, numpy.eye(len(A)), atol=1e-5)
    assert numpy.allclose(Q @ D @ Q.T, A, atol=1e-4)


def test_a_share_is_subtracted_as_it_was_found() -> None:
    solution = solve("orthogonally diagonalise [7 2 2; 2 10 4; 2 4 10]")
    assert solution.verified, solution.report.faults
    assert r"- \frac{4}{5}" in str(solution.to("markdown"))


def test_unit_vectors_are_divided_by_their_length() -> None:
    Q, _, _ = solve("orthogonally diagonalise [3 -1; -1 3]").answer["factors"].factors.args
    assert {abs(e) for line in Q.entries() for e in line} == {sqrt(2) / 2}


@pytest.mark.parametrize(
    ("matrix", "error", "says"),
    [
        ("[1 2; 3 4]", Undefined, "not symmetric: the entry in row 1, column 2 is 2"),
        ("[1 2 3; 4 5 6]", Undefined, "square"),
        ("[" + "; ".join(["1 1 1 1 1 1 1"] * 7) + "]", OverLimit, "limit"),
        ("[k 1; 1 k]", NotUnderstood, "letter k"),
    ],
)
def test_what_has_no_such_form_is_refused(matrix: str, error: type[TutorError], says: str) -> None:
    with pytest.raises(error, match=says):
        solve(f"orthogonally diagonalise {matrix}")
