"""Diagonal forms at their edges: complex, repeated, defective, without a short form."""

from __future__ import annotations

import numpy
import pytest
from sympy import I, Rational, sqrt

from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.core.matrix import Matrix
from tutor.solution import solve

# Blocks with x^3 - x - 1, and an identity matrix above the diagonal
TWICE = "[0 0 1 1 0 0; 1 0 1 0 1 0; 0 1 0 0 0 1; 0 0 0 0 0 1; 0 0 0 1 0 1; 0 0 0 0 1 0]"


@pytest.mark.parametrize(
    ("matrix", "values"),
    [
        ("[3 -1; -1 3]", [2, 4]),
        ("[2 0; 0 2]", [2, 2]),
        ("[1 2; 2 4]", [0, 5]),
        ("[1 -2; 2 1]", [1 - 2 * I, 1 + 2 * I]),
        ("[1 1; 1 0]", [Rational(1, 2) - sqrt(5) / 2, Rational(1, 2) + sqrt(5) / 2]),
        ("[2 0 0; 0 2 1; 0 0 3]", [2, 2, 3]),
        ("[1/2 1/3; 1/2 2/3]", [Rational(1, 6), 1]),
    ],
)
def test_the_diagonal(matrix: str, values: list[object]) -> None:
    solution = solve(f"diagonalise {matrix}")
    assert solution.verified, solution.report.faults
    _, D, _ = solution.answer["factors"].factors.args
    assert [D[k, k] for k in range(1, len(values) + 1)] == values


@pytest.mark.parametrize(
    ("matrix", "is_complex"),
    [
        ("[1 1 0; 0 0 1; 1 0 0]", True),
        ("[1 2 3; 4 5 6; 7 8 10]", False),
        ("[1 0 0 0; 0 0 0 2; 0 1 0 0; 0 0 1 0]", True),  # one of them can be written
    ],
)
def test_numbered_roots_stand_by_name_beside_decimals(matrix: str, is_complex: bool) -> None:
    solution = solve(f"diagonalise {matrix}")
    assert solution.verified, solution.report.faults
    about = {
        goal.exact: complex(goal.value)
        for name, goal in solution.answer.items()
        if name != "factors"
    }
    A, (P, D, _) = (dict(solution.trace.inputs)["A"], solution.answer["factors"].factors.args)
    left, p, d = (
        numpy.array([[complex(e.subs(about)) for e in row] for row in table.entries()])
        for table in (A, P, D)
    )
    assert numpy.allclose(left @ p, p @ d, atol=1e-3)
    assert abs(numpy.linalg.det(p)) > 0.1
    assert ("over the complex numbers" in str(solution)) is is_complex


def test_a_form_over_the_complex_numbers_says_so() -> None:
    assert "over the complex numbers" in str(solve("diagonalise [0 -1; 1 0]"))
    assert "over the complex numbers" not in str(solve("diagonalise [2 1; 1 2]"))


@pytest.mark.parametrize(
    ("typed", "error", "says"),
    [
        ("diagonalise [1 1; 0 1]", Undefined, "root 1 twice, but there is only 1 independent"),
        ("diagonalize [2 1 0; 0 2 1; 0 0 2]", Undefined, "root 2 3 times"),
        (
            f"diagonalise {TWICE}",
            Undefined,
            "root 1.32472 .about, a root of lambda.3 . lambda . 1.",
        ),
        ("diagonalise [1 2 3; 4 5 6]", Undefined, "square"),
        ("diagonalise [k 1; 1 k]", NotUnderstood, "letter k"),
    ],
)
def test_what_has_no_diagonal_form_is_refused(
    typed: str, error: type[TutorError], says: str
) -> None:
    with pytest.raises(error, match=says):
        solve(typed)


def test_the_identity_is_its_own_diagonal_form() -> None:
    P, D, _ = solve("diagonalise [1 0; 0 1]").answer["factors"].factors.args
    assert P == D == Matrix.of([[1, 0], [0, 1]])
