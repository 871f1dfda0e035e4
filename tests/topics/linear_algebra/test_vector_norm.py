"""Norms, distances and unit vectors at their edges."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Abs, Expr, Rational, Symbol, Tuple, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve

k = Symbol("k")
ROWS: list[tuple[str, Any, Expr]] = [
    ("norm of (3, -4)", 7, 5),
    ("length of (0, 0)", 0, 0),
    ("norm of (-2)", 2, 2),
    ("norm of (1/2, 1/3)", Rational(5, 6), sqrt(13) / 6),
    ("norm of (sqrt(2), 1)", sqrt(2) + 1, sqrt(3)),
    ("norm of (1+i, 2)", 2 + sqrt(2), sqrt(6)),
    ("norm of (k, 2k)", 3 * Abs(k), sqrt(5) * Abs(k)),
    ("distance between (1,2) and (4,-2)", 7, 5),
    ("distance from (1,2) to (1,2)", 0, 0),
]


@pytest.mark.parametrize(("typed", "l1", "l2"), ROWS)
def test_norms(typed: str, l1: Expr, l2: Expr) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert (solution.answer["l1"].after, solution.answer["l2"].after) == (l1, l2)


@pytest.mark.parametrize("method", ["squares", "dot_product"])
@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("normalise (3,-4)", Tuple(Rational(3, 5), Rational(-4, 5))),
        ("find the unit vector in the direction of (1,1)", Tuple(sqrt(2) / 2, sqrt(2) / 2)),
    ],
)
def test_unit_vector(typed: str, unit: Tuple, method: str) -> None:
    solution = solve(typed, method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["unit"].after == unit


def test_the_zero_vector_cannot_be_normalised() -> None:
    solution = solve("normalise (0, 0, 0)")
    assert solution.verified, solution.report.faults
    assert "zero" in solution.answer
    assert "unit" not in solution.answer
    assert "cannot be normalised" in " ".join(str(solution).split())


def test_a_unit_vector_with_a_letter_has_a_condition() -> None:
    solution = solve("normalise (k, 2k)")
    assert solution.verified, solution.report.faults
    assert solution.answer["unit"].given


def test_different_lengths_have_no_distance() -> None:
    with pytest.raises(TutorError, match="different lengths"):
        solve("distance from (1,2,3) to (1,2)")
