"""The Cholesky factorisation at its edges: roots, one row, and matrices that have none."""

from __future__ import annotations

import pytest
from sympy import sqrt

from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.core.matrix import Matrix
from tutor.solution import solve


@pytest.mark.parametrize(
    ("matrix", "factor"),
    [
        ("[4 2; 2 5]", [[2, 0], [1, 2]]),
        ("[2 1; 1 2]", [[sqrt(2), 0], [sqrt(2) / 2, sqrt(6) / 2]]),
        ("[9]", [[3]]),
        (
            "[2 -1 0; -1 2 -1; 0 -1 2]",
            [
                [sqrt(2), 0, 0],
                [-sqrt(2) / 2, sqrt(6) / 2, 0],
                [0, -sqrt(6) / 3, 2 * sqrt(3) / 3],
            ],
        ),
    ],
)
def test_the_factor(matrix: str, factor: list[list[object]]) -> None:
    solution = solve(f"Cholesky factorisation of {matrix}")
    assert solution.verified, solution.report.faults
    assert solution.answer["factors"].factors.args[0] == Matrix.of(factor)


@pytest.mark.parametrize(
    ("matrix", "error", "says"),
    [
        ("[1 2; 2 1]", Undefined, "indefinite, not positive definite"),
        ("[1 2; 2 4]", Undefined, "positive semidefinite, not positive definite"),
        ("[1 2; 3 4]", Undefined, "not symmetric"),
        ("[k 1; 1 2]", NotUnderstood, "letter k"),
    ],
)
def test_what_has_no_factor_is_refused(matrix: str, error: type[TutorError], says: str) -> None:
    with pytest.raises(error, match=says):
        solve(f"Cholesky factorisation of {matrix}")
