"""Whether a vector is an eigenvector: yes with its eigenvalue, no, and what is refused."""

from __future__ import annotations

import pytest
from sympy import sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "eigenvalue"),
    [
        ("is (1,1) an eigenvector of [[2,1],[1,2]]", 3),
        ("verify that v=(1,-1) is an eigenvector of A=[[2,1],[1,2]]", 1),
        ("is (1,0) an eigenvector of [[0,0],[0,2]]?", 0),
        ("is (1,sqrt(2)) an eigenvector of [[0,1],[2,0]]", sqrt(2)),
        ("is (1,1,0) an eigenvector of [1 1 0; 2 0 5; 0 0 1]", 2),
    ],
)
def test_an_eigenvector_has_its_eigenvalue(text: str, eigenvalue: object) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["multiple"].right.args[0] == eigenvalue


@pytest.mark.parametrize("v", ["(1,2)", "(1,0)"])
def test_another_vector_is_none(v: str) -> None:
    solution = solve(f"is {v} an eigenvector of [[2,1],[1,2]]")
    assert solution.verified
    assert set(solution.answer) == {"independent"}
    assert "not an eigenvector" in str(solution)


@pytest.mark.parametrize(
    ("v", "A", "code"),
    [
        ("(0,0)", "[[2,1],[1,2]]", "zero-vector"),
        ("(1,1,1)", "[[2,1],[1,2]]", "shape-mismatch"),
        ("(1,1)", "[[a,1],[1,2]]", "letter-for-number"),
    ],
)
def test_what_cannot_be_decided_is_refused(v: str, A: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(f"is {v} an eigenvector of {A}")
    assert caught.value.code == code
    assert caught.value.fix
