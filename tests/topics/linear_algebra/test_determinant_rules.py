"""Rules for determinants: from matrices and from numbers, singular factors, and what is missing."""

from __future__ import annotations

from functools import partial

import pytest
from sympy import Expr, Rational

from tutor.core.errors import NotUnderstood, TutorError
from tutor.solution import Solution, solve

from .. import solving

TOPIC = "linear_algebra.determinant_rules"


solved = partial(solving.solved, topic=TOPIC)


def values(solution: Solution) -> list[Expr]:
    return [goal.after for name, goal in solution.trace.goals if name.startswith("value")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A is 3x3 with determinant 5. Find det(2A), det(A^T) and det(A^-1).",
            [40, 5, Rational(1, 5)],
        ),
        ("A is a 2 by 2 matrix with det A = 3. Find det(-2A)", [12]),
        ("A is 3x3 and det A = 2, find det(-A), |A^3|", [-2, 8]),
        ("if det A = 2 and det B = 3, what is det(AB)?", [6]),
        ("If det A = 2 and det B = 0, find det(A^T B)", [0]),
        ("A and B are 3x3 with det A = 2 and det B = -1. Find det(2 A B^-1)", [-16]),
        ("det((A*B)^T) with A=[2 1; 4 3], B=[1 0; 2 5]", [10]),
        ("find det(A^-1 B) where A = [2 1; 4 3], B = [1 0; 2 5]", [Rational(5, 2)]),
        ("A is 3x3 with determinant 0.5. Find det(A^-2)", [4]),
        ("A is 3x3 with determinant 2. Find det(A^3) and det(-2A^T)", [8, -16]),
        ("A is 3x3 with determinant 5. Find det(A)", [5]),
        ("A is 1x1 with determinant 5. Find det(3A)", [15]),
        ("A is 5x5 with determinant 2. Find det((2A)^T), det(1/2 A)", [64, Rational(1, 16)]),
    ],
)
def test_values(text: str, expected: list[Expr]) -> None:
    assert values(solved(text)) == expected


def test_a_number_counts_once_for_each_row() -> None:
    assert "2³ det(A)" in str(solved("A is 3x3 with determinant 5. Find det(2A)"))


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (
            {"wanted": "det((AB)^-1)", "A": "[1 2; 2 4]", "B": "[1 0; 0 1]"},
            "singular-matrix",
            "AB is singular",
        ),
        ({"wanted": "det(A^-1)", "det_A": "0"}, "singular-matrix", "A is singular"),
        ({"wanted": "det(A^-2)", "det_A": "0"}, "singular-matrix", "A is singular"),
        ({"wanted": "det(2A)", "det_A": "5"}, "missing-size", "size"),
        ({"wanted": "det(AB)", "det_A": "5"}, "which-determinant", "B"),
        ({"wanted": "det(A)", "det_A": "5", "A": "[1]"}, "which-determinant", "A"),
        ({"wanted": "det(A)", "det_A": "5", "det_B": "5"}, "unused-matrix", "B"),
        ({"wanted": "det(C)", "det_A": "5"}, "unknown-matrix", "C"),
        ({"wanted": "det(AB)", "A": "[1 2; 3 4]", "B": "[1]"}, "lengths", "sizes"),
        ({"wanted": "det(A)", "A": "[a 2; 3 4]"}, "letter-for-number", "letter"),
        ({"wanted": "det(A + B)", "det_A": "5", "det_B": "1"}, "matrix-formula", "product"),
        ({"wanted": "trace(A)", "det_A": "5"}, "no-determinant", "determinant"),
        ({"wanted": "det()", "det_A": "5"}, "matrix-formula", "product"),
        ({"wanted": "det((A)", "det_A": "5"}, "matrix-formula", "product"),
        (
            {"wanted": "det(A), det(A), det(A), det(A), det(A)", "det_A": "5"},
            "determinants",
            "limit",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_fix(
    given: dict[str, str], code: str, says: str
) -> None:
    with pytest.raises(TutorError) as caught:
        solve(TOPIC, **given)
    assert caught.value.code == code
    assert says in caught.value.message
    assert caught.value.fix


def test_what_is_asked_for_is_written_as_formulas() -> None:
    solution = solve("A is 3x3 and det A = 5. Compute det(A^T), det(A^-1)")
    assert "$A^{T}$ and $A^{-1}$" in str(solution.to("markdown"))


@pytest.mark.parametrize("wanted", ["A*B", "A^-1*B", "2A*B", "7A*B", "(A*B)^T", "A^3*B", "A^-2*B"])
def test_multiplying_first_leads_to_the_same(wanted: str) -> None:
    text = f"det({wanted}) for A = [2 1; 1 3], B = [1 2; 0 4]"
    one, other = (solve(text, method=method) for method in ("rules", "multiply_first"))
    assert other.verified, other.report.faults
    assert one.answer["value_1"].after == other.answer["value_1"].after


def test_determinants_alone_cannot_be_multiplied_first() -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("A is 3x3 with determinant 5. Find det(2A).", method="multiply_first")
