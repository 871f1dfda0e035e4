"""Properties of matrices: yes and no, decimals and roots, what is refused."""

from __future__ import annotations

import pytest

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("is [[1,2],[2,1]] symmetric?", "Yes, the matrix is symmetric"),
        ("Let A=[[1,2],[3,4]]. Is A symmetric?", "No, the matrix is not symmetric"),
        ("is the matrix [[0,1],[-1,0]] skew symmetric", "Yes, the matrix is skew-symmetric"),
        ("is [[1,1],[-1,0]] antisymmetric", "No, the matrix is not skew-symmetric"),
        ("show that [[0.6,0.8],[-0.8,0.6]] is orthogonal", "Yes, the matrix is orthogonal"),
        ("is [[1/sqrt(2),1/sqrt(2)],[-1/sqrt(2),1/sqrt(2)]] orthogonal", "Yes, the matrix is orth"),
        ("is [[1,1],[-1,1]] an orthogonal matrix", "No, the matrix is not orthogonal"),
        ("is [[1/2,1/2],[1/2,1/2]] idempotent", "Yes, the matrix is idempotent"),
        ("is [[1,0],[0,-1]] self-inverse", "Yes, the matrix is its own inverse"),
        ("is [[1]] symmetric", "Yes, the matrix is symmetric"),
    ],
)
def test_yes_or_no(text: str, said: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert said in " ".join(str(solution).split())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("is [[1,2,3],[4,5,6]] symmetric", "not-square"),
        ("is [[a,1],[1,a]] orthogonal", "letter-for-number"),
    ],
)
def test_what_cannot_be_decided_is_refused(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert caught.value.code == code
    assert caught.value.fix
