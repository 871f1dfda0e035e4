"""Cofactors and adjugates at their edges: one entry, singular matrices, letters."""

from __future__ import annotations

import pytest
from sympy import Symbol

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.solution import solve


@pytest.mark.parametrize(
    "text",
    [
        "adjugate of [[1,2],[3,4]]",
        "adj([[1,2],[3,4]])",
        "cofactor matrix of [[1,2],[3,4]]",
        "Let A = [[1,2],[3,4]]. Find adj(A)",
        r"find the matrix of cofactors of \begin{pmatrix}1&2\\3&4\end{pmatrix}",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["adjugate"].after == Matrix.of([[4, -2], [-3, 1]])
    assert solution.answer["cofactors"].after == Matrix.of([[4, -3], [-2, 1]])


def test_a_singular_matrix_has_an_adjugate() -> None:
    solution = solve("adjugate of [1 2 3; 4 5 6; 7 8 9]")
    assert solution.verified
    assert solution.answer["adjugate"].after == Matrix.of([[-3, 6, -3], [6, -12, 6], [-3, 6, -3]])


def test_letters_keep_the_condition_of_an_entry() -> None:
    a = Symbol("a")
    claim = solve("adjugate of [1/a 2; 3 4]").answer["adjugate"]
    assert claim.after == Matrix.of([[4, -2], [-3, 1 / a]])
    assert "≠ 0" in str(solve("adjugate of [1/a 2; 3 4]"))


@pytest.mark.parametrize("A", ["[5]", "[1 2 3; 4 5 6]"])
def test_what_has_no_cofactors_is_refused(A: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve("linear_algebra.adjugate", A=A)
    assert caught.value.fix
