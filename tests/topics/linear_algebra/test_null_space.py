"""The four subspaces: trivial and whole spaces, wide and tall matrices, and how they are asked for."""

from __future__ import annotations

from functools import partial

import pytest
from sympy import Rational, Tuple, sqrt, symbols

from tutor.core.errors import NotUnderstood, Undefined
from tutor.solution import Solution, solve

from .. import solving

solved = partial(solving.solved, topic="linear_algebra.null_space")


def sizes(text: str) -> list[int]:
    answer = solved(text).answer
    spaces = ("null_space", "column_space", "row_space", "left_null_space")
    return [len(answer[name].vectors) for name in spaces]


@pytest.mark.parametrize(
    "text",
    [
        "null space of [1 2; 2 4]",
        "Find the nullspace of [[1, 2], [2, 4]].",
        "What is the kernel of [1 2; 2 4]?",
        "find a basis for the null space of [1 2; 2 4]",
        "a basis of the column space of [1 2; 2 4]",
        "find the four fundamental subspaces of [1 2; 2 4]",
        r"left null space of \begin{bmatrix}1&2\\2&4\end{bmatrix}",
        "find bases for the null space and the column space of [1 2; 2 4], and check rank + nullity",
    ],
)
def test_how_students_ask(text: str) -> None:
    assert sizes(text) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ("[1 2; 3 4]", [0, 2, 2, 0]),
        ("[0 0; 0 0]", [2, 0, 0, 2]),
        ("[0 0 0]", [3, 0, 0, 1]),
        ("[0]", [1, 0, 0, 1]),
        ("[5]", [0, 1, 1, 0]),
        ("[1 2 3]", [2, 1, 1, 0]),
        ("[1; 2; 3]", [0, 1, 1, 2]),
        ("[0 1; 0 2]", [1, 1, 1, 1]),
        ("[1 0 0; 0 1 0]", [1, 2, 2, 0]),
    ],
)
def test_dimensions_of_special_matrices(matrix: str, expected: list[int]) -> None:
    assert sizes(f"null space of {matrix}") == expected


def test_trivial_null_space_is_said() -> None:
    page = str(solved("null space of [1 2; 3 4]"))
    assert "The null space holds the zero vector alone" in page


def test_column_space_takes_columns_of_the_first_matrix() -> None:
    answer = solved("null space of [2 4 1; 4 8 3]").answer
    assert answer["column_space"].vectors == Tuple(Tuple(2, 4), Tuple(1, 3))
    assert answer["null_space"].vectors == Tuple(Tuple(-2, 1, 0))


def test_hidden_proportional_rows_are_found_in_decimals() -> None:
    assert sizes("null space of [0.1 0.2; 0.3 0.6]") == [1, 1, 1, 1]
    assert solved("null space of [3 1]").answer["null_space"].vectors == Tuple(
        Tuple(Rational(-1, 3), 1)
    )


def test_roots_stay_roots() -> None:
    answer = solved("null space of [sqrt(2) 2; 1 sqrt(2)]").answer
    assert answer["null_space"].vectors == Tuple(Tuple(-sqrt(2), 1))


def test_letters_are_refused_with_a_fix() -> None:
    with pytest.raises(Undefined, match="depends on its value") as caught:
        solve("null space of [a 1; 2 3]")
    assert "Give a a value" in caught.value.fix


@pytest.mark.parametrize(
    ("matrix", "inside"), [("[1 2 3; 0 1 1]", "row space"), ("[1 2 3; 2 4 6]", "null space")]
)
def test_in_space_one_space_is_a_plane_and_the_other_its_normal(matrix: str, inside: str) -> None:
    (figure,) = solve(f"null space of {matrix}").trace.figures
    plane, normal, _ = figure.marks
    assert plane.label == inside
    assert plane.coefficients[:3] == normal.at


def by_singular_vectors(matrix: str) -> Solution:
    solution = solve(f"null space of {matrix}", method="svd")
    assert solution.verified, solution.report.faults
    return solution


def test_right_singular_vectors_of_zero_are_exact() -> None:
    """The other vectors are roots inside roots and have names; that of the singular value 0 has none."""
    solution = by_singular_vectors("[1 2 3; 4 5 6; 7 8 9]")
    root = sqrt(6)
    assert solution.answer["null_space"].vectors == Tuple(Tuple(root / 6, -root / 3, root / 6))
    assert solution.answer["left_null_space"].vectors == Tuple(Tuple(root / 6, -root / 3, root / 6))
    assert solution.answer["row_space"].vectors == Tuple(*symbols("q1 q2"))
    assert "whose decimals stand above" in str(solution)


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ("[1 2; 2 4]", [1, 1, 1, 1]),
        ("[1 1; 1 -1]", [0, 2, 2, 0]),
        ("[0 0; 0 0]", [2, 0, 0, 2]),
        ("[0 0 0]", [3, 0, 0, 1]),
        ("[1 2 3]", [2, 1, 1, 0]),
        ("[1; 2; 3]", [0, 1, 1, 2]),
        ("[5]", [0, 1, 1, 0]),
    ],
)
def test_singular_vectors_split_into_the_four_spaces(matrix: str, expected: list[int]) -> None:
    answer = by_singular_vectors(matrix).answer
    spaces = ("null_space", "column_space", "row_space", "left_null_space")
    assert [len(answer[name].vectors) for name in spaces] == expected


@pytest.mark.parametrize(
    "matrix", ["[1 0 0 0 0]", "[sqrt(2) 1; 2 1]", "[1 1 0 0; 0 1 0 0; 0 0 1 1; 0 0 0 1]"]
)
def test_reduction_is_left_where_singular_vectors_are_not_at_hand(matrix: str) -> None:
    with pytest.raises(NotUnderstood, match="svd does not fit"):
        solve(f"null space of {matrix}", method="svd")


@pytest.mark.parametrize(
    ("text", "kernel", "image"),
    [
        ("kernel of T(x,y) = (x+y, 2x+2y)", 1, 1),
        ("what is the range of the linear map T(x,y) = (x, y, x+y)", 0, 2),
        ("find the kernel and image of T(x,y,z) = (x + z, y - z)", 1, 2),
        ("Let T(x,y) = (x+y, 2x+2y). Find a basis for the kernel of T", 1, 1),
    ],
)
def test_the_kernel_and_the_image_of_a_map(text: str, kernel: int, image: int) -> None:
    assert sizes(text)[:2] == [kernel, image]
    assert "matrix" in solved(text).answer


def test_a_map_that_is_not_linear_has_no_kernel_here() -> None:
    with pytest.raises(Undefined, match=r"x\^2 is no sum"):
        solve("kernel of T(x,y) = (x^2, y)")
