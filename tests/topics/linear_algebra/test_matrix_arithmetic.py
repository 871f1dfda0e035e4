"""Formulas in matrices: what is worked out, and what has no value."""

from __future__ import annotations

import pytest

from tutor.core.errors import TutorError
from tutor.solution import solve

A, B = "A = [1 2; 3 4]", "B = [1 0; 2 1]"
VALUES = {
    "2[1 2; 3 4] - 3[0 1; 1 0]": "[[2, 1], [3, 8]]",
    f"{A}, {B}. Find A^2 - 5B^T + 2I": "[[4, 0], [15, 19]]",
    f"{A}, {B}. Find 3(A + B)^T": "[[6, 15], [6, 15]]",
    f"{A}, {B}, compute AB - BA": "[[4, 0], [6, -4]]",
    f"{A}, {B}, C = [0 1; 1 1], find ABC": "[[2, 7], [4, 15]]",
    f"{A}, find 1/2 (A + A^T)": "[[1, 5/2], [5/2, 4]]",
    f"{A}, find (A + A^T)/2": "[[1, 5/2], [5/2, 4]]",
    r"\frac{1}{2}\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^T": "[[1/2, 3/2], [1, 2]]",
    "transpose of [1 2 3; 4 5 6]": "[[1, 4], [2, 5], [3, 6]]",
    "the difference of [1 2; 3 4] and [0 1; 1 0]": "[[1, 1], [2, 4]]",
    "multiply [1 2; 3 4] by 3": "[[3, 6], [9, 12]]",
    "[a 1/k; 1 0] - [1/k a; 2 sqrt(2)]": "[[a - 1/k, -a + 1/k], [-1, -sqrt(2)]]",
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_the_value_of_a_formula(text: str, value: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert str(solution.answer["value"].after) == f"Matrix({value}, bar=0)"


@pytest.mark.parametrize("text", ["trace of [1 2; 3 4]", f"{A}, find tr(A)", f"{A}, trace of A^T"])
def test_the_trace(text: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["value"].after == 5


def test_a_matrix_times_a_vector_plus_a_vector_is_a_vector() -> None:
    solution = solve("[1 2; 3 4] (1,1) + (2,3)")
    assert solution.verified
    assert str(solution.answer["value"].after) == "(5, 10)"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1 2; 3 4] + [1 2 3; 4 5 6]", "different-shapes"),
        ("A = [1 2 3; 4 5 6], find 2A A", "shape-mismatch"),
        ("trace of [1 2 3; 4 5 6]", "not-square"),
        ("A = [1 2 3; 4 5 6], find A^2 + A", "not-square"),
        ("[1 2; 3 4] + 2", "number-in-sum"),
        (f"{A}, {B}, find A^-1 + B", "inverse-in-formula"),
        (f"{A}, find A + C", "no-topic"),
        ("A = [1 2 3; 4 5 6], find A + 2I", "identity-size"),
        (f"{A}, find A^9 + A", "exponent"),
        ("matrix expression [1 2; 3 4]", "no-operation"),
        ("difference of [1 2; 3 4]", "how-many-matrices"),
    ],
)
def test_what_has_no_value_is_refused_with_a_fix(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert caught.value.code == code
    assert caught.value.fix
