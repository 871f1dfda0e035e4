"""Covariance matrices: one observation, constant columns, the two divisors, more variables."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import OverLimit, Undefined
from tutor.core.matrix import Matrix
from tutor.solution import solve

from ..solving import solved

METHODS = ("matrix_product", "entries")
EXPECTED = Matrix.of([[11, 3], [3, Rational(13, 2)]])


@pytest.mark.parametrize("method", METHODS)
def test_sample_covariance(method: str) -> None:
    solution = solved("covariance matrix of (1,5),(5,2),(6,5),(9,4),(9,9)", method)
    assert solution.answer["mean"].after == Tuple(6, 5)
    assert solution.answer["covariance"].after == EXPECTED
    assert len(solution.trace.figures) == 1


@pytest.mark.parametrize("method", METHODS)
def test_population_divides_by_n(method: str) -> None:
    solution = solved("covariance matrix of (1,5),(5,2),(6,5),(9,4),(9,9) with divisor n", method)
    fifth = Rational(4, 5)
    assert solution.answer["covariance"].after == Matrix.of(
        [[11 * fifth, 3 * fifth], [3 * fifth, Rational(13, 2) * fifth]]
    )


def test_one_observation_has_no_sample_covariance() -> None:
    with pytest.raises(Undefined, match="divisor n - 1 is 0"):
        solve("covariance matrix of (1, 5)")
    solution = solved("covariance matrix of (1, 5) with divisor n")
    assert solution.answer["covariance"].after == Matrix.of([[0, 0], [0, 0]])


@pytest.mark.parametrize("method", METHODS)
def test_constant_column_has_variance_zero(method: str) -> None:
    solution = solved("covariance matrix of (1,4),(2,4),(6,4)", method)
    assert solution.answer["covariance"].after == Matrix.of([[7, 0], [0, 0]])
    assert "this variable is constant" in str(solution)


@pytest.mark.parametrize("method", METHODS)
def test_one_and_three_variables(method: str) -> None:
    assert solved("covariance matrix of [1; 2; 6]", method).answer["covariance"].after == Matrix.of(
        [[7]]
    )
    three = solved("covariance matrix of [1 2 0; 3 0 1; 2 1 2]", method)
    assert three.answer["covariance"].after[2, 3] == Rational(-1, 2)


def test_large_tables_are_refused() -> None:
    with pytest.raises(OverLimit):
        solve("covariance matrix of " + ", ".join(["(1, 2)"] * 31))


@pytest.mark.parametrize(
    "text",
    [
        "find the covariance matrix for x = 1, 5, 6, 9, 9; y = 5, 2, 5, 4, 9",
        "Sample covariance matrix of x=(1,5,6,9,9), y=(5,2,5,4,9).",
        "compute the sample covariance matrix of the data [1 5; 5 2; 6 5; 9 4; 9 9]",
        "What is the covariance matrix of the points (1,5),(5,2),(6,5),(9,4),(9,9)?",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.covariance_matrix"
    assert solution.answer["covariance"].after == EXPECTED
