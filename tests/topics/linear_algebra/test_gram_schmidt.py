"""Gram and Schmidt: the order of the vectors, dependent and zero vectors, matrices, roots."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple, sqrt

from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.matrix import Matrix
from tutor.solution import solve

METHODS = ("classical", "modified")
S2, S6 = sqrt(2) / 2, sqrt(6) / 6


@pytest.mark.parametrize("method", METHODS)
def test_unit_vectors_and_factors(method: str) -> None:
    solution = solve("orthonormalise (1,1,0), (1,0,1)", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["basis"].vectors == Tuple(Tuple(S2, S2, 0), Tuple(S6, -S6, sqrt(6) / 3))
    Q, R = solution.answer["factors"].factors
    assert Matrix.of([[S2, S6], [S2, -S6], [0, sqrt(6) / 3]]) == Q
    assert Matrix.of([[sqrt(2), S2], [0, sqrt(6) / 2]]) == R


def test_order_matters() -> None:
    one, other = (
        solve(f"gram-schmidt {v}").answer["basis"].vectors for v in ("(3,4), (1,0)", "(1,0), (3,4)")
    )
    assert one[0] == Tuple(Rational(3, 5), Rational(4, 5))
    assert other == Tuple(Tuple(1, 0), Tuple(0, 1))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("vectors", "rank"),
    [
        ("(1,1), (2,2)", 1),
        ("(1,1,0), (1,0,1), (2,1,1), (0,1,1)", 3),
        ("(0,0), (1,2)", 1),
        ("(1,0), (0,0), (0,1)", 2),
        ("(1,0), (0,1), (1,1)", 2),
        ("(0,2)", 1),
    ],
)
def test_dependent_and_zero_vectors_are_left_out(vectors: str, rank: int, method: str) -> None:
    solution = solve(f"gram-schmidt {vectors}", method=method)
    assert solution.verified, solution.report.faults
    assert len(solution.answer["basis"].vectors) == rank
    left_out = len(solution.trace.inputs[0][1]) - rank
    assert sum(s.rule == "leave_out_dependent" for s in solution.trace.walk()) == left_out


def test_only_zero_vectors_are_refused() -> None:
    with pytest.raises(Undefined, match="All vectors are zero"):
        solve("gram-schmidt (0,0), (0,0)")


@pytest.mark.parametrize("method", METHODS)
def test_columns_of_a_matrix(method: str) -> None:
    solution = solve("QR decomposition of [3 1; 4 2]", method=method)
    assert solution.verified, solution.report.faults
    Q, R = solution.answer["factors"].factors
    assert Matrix.of([[Rational(3, 5), -Rational(4, 5)], [Rational(4, 5), Rational(3, 5)]]) == Q
    assert Matrix.of([[5, Rational(11, 5)], [0, Rational(2, 5)]]) == R


@pytest.mark.parametrize("method", METHODS)
def test_roots_stay_roots(method: str) -> None:
    solution = solve("gram-schmidt (1, sqrt(2)), (sqrt(2), 1)", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["basis"].vectors[0] == Tuple(sqrt(3) / 3, sqrt(6) / 3)


def test_what_cannot_be_orthonormalised_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="letter a"):
        solve("gram-schmidt (1, a), (1, 0)")
    with pytest.raises(NotUnderstood, match="vectors or a matrix"):
        solve("linear_algebra.gram_schmidt")
    with pytest.raises(OverLimit):
        solve("gram-schmidt " + ", ".join(["(1, 2)"] * 11))


@pytest.mark.parametrize(
    "text",
    [
        "Orthonormalize the vectors (3,4), (1,0)",
        "Gram-Schmidt: (3,4), (1,0)",
        "apply the Gram-Schmidt process to (3,4) and (1,0)",
        "find an orthonormal basis of the span of (3,4), (1,0)",
        "find an orthonormal basis for span{(3,4), (1,0)}",
        "find the QR factorisation of [3 1; 4 0]",
        "What is the QR decomposition of the matrix [[3, 1], [4, 0]]?",
        "find an orthonormal basis for the column space of [3 1; 4 0]",
        r"QR decomposition of \begin{bmatrix}3&1\\4&0\end{bmatrix}",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.gram_schmidt"
    assert solution.answer["basis"].vectors[1] == Tuple(Rational(4, 5), -Rational(3, 5))


@pytest.mark.parametrize(
    "text",
    [
        "gram-schmidt (1, 1, 0), (1, 0, 1)",  # more rows than columns
        "qr of [3 1; 4 2]",
        "qr of [0 1; 1 0]",
        "qr of [2 1 1; 1 3 0; 2 0 1]",
        "gram-schmidt (1, 0), (2, 3)",  # triangular already
    ],
)
def test_reflections_lead_to_the_same(text: str) -> None:
    one, other = (solve(text, method=method) for method in ("classical", "householder"))
    assert other.verified, other.report.faults
    assert one.answer == other.answer


def test_dependent_vectors_are_not_reflected() -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("gram-schmidt (1, 2), (2, 4)", method="householder")
