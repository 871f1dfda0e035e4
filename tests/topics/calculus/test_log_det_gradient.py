"""The gradient of ln det at its edges: symmetric matrices, letters, no logarithm."""

from __future__ import annotations

import pytest
from sympy import Rational, sqrt, symbols

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.solution import solve

from ..solving import solved

a, b, c, d = symbols("a:d")


@pytest.mark.parametrize(
    "text",
    [
        "gradient of log det [2 1; 1 3]",
        "gradient of ln det X for X = [2 1; 1 3]",
        "derivative of log|X| at X = [2 1; 1 3]",
        "gradient of the log determinant of [2 1; 1 3]",
        r"\nabla_X \log\det X,\ X=\begin{bmatrix}2&1\\1&3\end{bmatrix}",
    ],
)
def test_the_gradient_at_a_matrix_of_numbers(text: str) -> None:
    fifth = Rational(1, 5)
    wanted = Matrix.of([[3 * fifth, -fifth], [-fifth, 2 * fifth]])
    assert solved(text).answer["inverse"].after == wanted


def test_the_inverse_is_transposed() -> None:
    found = solved("gradient of log det [1 2; 0 1]").answer["inverse"].after
    assert found == Matrix.of([[1, 0], [-2, 1]])


def test_the_entries_of_a_symmetric_matrix_move_by_themselves() -> None:
    det = a * c - b**2
    found = solved("gradient of log det [a b; b c]").answer["inverse"].after
    assert found == Matrix.of([[c / det, -b / det], [-b / det, a / det]])


def test_roots_stay_roots() -> None:
    found = solved("gradient of log det [sqrt(2) 1; 0 3]").answer["inverse"].after
    assert found[1, 1] == sqrt(2) / 2


@pytest.mark.slow
def test_three_rows() -> None:
    found = solved("gradient of log det [2 1 0; 0 1 1; 1 0 3]").answer["inverse"].after
    rows = [[3, 1, -1], [-3, 6, 1], [1, -2, 2]]
    assert found == Matrix.of([[Rational(e, 7) for e in row] for row in rows])


@pytest.mark.parametrize(
    ("text", "size"), [("gradient of log det X", 2), ("gradient of log det X for a 2x2 matrix", 2)]
)
def test_letters_are_chosen_where_none_are_given(text: str, size: int) -> None:
    assert solved(text).answer["inverse"].after.shape == (size, size)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gradient of log det [1 2; 2 4]", "singular"),
        ("gradient of log det [1 2; 3 4]", "negative-determinant"),
        ("gradient of log det [1 2 3; 4 5 6]", "not-square"),
        ("gradient of log det [2]", "matrix-size"),
        ("gradient of log det [1 0 0 0; 0 1 0 0; 0 0 1 0; 0 0 0 1]", "matrix-size"),
        ("gradient of log det [L b; c d]", "reserved-name"),
        ("gradient of log det [x12 1; 1 3]", "reserved-name"),
    ],
)
def test_what_has_no_gradient_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code


def test_the_differential_gives_the_entries_of_the_inverse() -> None:
    solution = solved("gradient of log det [1 2; 0 1] by differential")
    assert solution.trace.method == "differential"
    assert solution.answer["inverse"].after == Matrix.of([[1, 0], [-2, 1]])
