"""A determinant with a letter: for which values the matrix is singular."""

from __future__ import annotations

import pytest

from tutor.core.errors import NotUnderstood
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("for which k is [1 k; 2 4] singular", "((2,),)"),
        ("det of [k 1; 1 k], decide whether it is singular", "((-1,), (1,))"),
        ("is [k 2; 1 k] invertible", "((-sqrt(2),), (sqrt(2),))"),
        ("determinant of [k^2 1; -1 1]", "()"),
        ("determinant of [k 0 0; 0 k 1; 0 1 0]", "((0,),)"),
    ],
)
def test_the_values_for_which_it_is_singular(text: str, values: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert str(solution.answer["special"].solutions) == values


@pytest.mark.parametrize("text", ["det [a b; c d]", "det [1/k 2; 1 1]", "det [k 1; 1 k^4+1]"])
def test_where_no_values_can_be_told_the_determinant_is_found_alone(text: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert set(solution.answer) == {"determinant"}


def test_a_determinant_without_its_letter_decides_at_once() -> None:
    solution = solve("for which k is [1 k; 0 4] singular")
    assert solution.verified
    assert solution.answer["singular"].relation == "!="


@pytest.mark.parametrize("matrix", ["[1 m; 2 4]", "[1 3; 2 4]", "[1 m; k 4]"])
def test_another_letter_than_the_one_asked_for(matrix: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        solve(f"for which k is {matrix} singular")
    assert caught.value.fix


@pytest.mark.parametrize(
    ("matrix", "value"),
    [
        ("[cos(t) -sin(t); sin(t) cos(t)]", "1"),
        ("[cos(t) -r*sin(t); sin(t) r*cos(t)]", "r"),
        ("[cos(t) -sin(t) 0; sin(t) cos(t) 0; 0 0 1]", "1"),
        ("[cosh(t) sinh(t); sinh(t) cosh(t)]", "1"),
        ("[cos(t) sin(t); sin(t) cos(t)]", "-sin(t)**2 + cos(t)**2"),
    ],
)
def test_squares_of_sine_and_cosine_add_up(matrix: str, value: str) -> None:
    for text in (f"determinant of {matrix}", f"inverse of {matrix}"):
        solution = solve(text)
        assert solution.verified
        assert str(solution.answer["determinant"].after) == value
