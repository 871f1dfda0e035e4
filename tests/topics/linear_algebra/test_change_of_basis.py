"""Change of basis: coordinates, maps, two bases, and what is no basis."""

from __future__ import annotations

from functools import partial

import pytest
from sympy import Rational, Tuple, sqrt

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.solution import solve

from .. import solving

TOPIC = "linear_algebra.change_of_basis"
METHODS = ["elimination", "inverse"]


solved = partial(solving.solved, topic=TOPIC)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "text",
    [
        "coordinates of (3, 5) in the basis (1, 1), (1, 2)",
        "Find the coordinates of (3, 5) with respect to (1, 1), (1, 2).",
        "what are the coordinates of (3, 5) relative to the basis {(1, 1), (1, 2)}",
        r"find the coordinates of \begin{pmatrix}3\\5\end{pmatrix} in the basis "
        r"\begin{pmatrix}1\\1\end{pmatrix}, \begin{pmatrix}1\\2\end{pmatrix}",
    ],
)
def test_coordinates(text: str, method: str) -> None:
    assert solved(text, method).answer["coordinates"].after == Tuple(1, 2)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "text",
    [
        "matrix of [2 1; 1 2] in the basis (1, 1), (1, -1)",
        "Find P^-1 A P for A=[2 1; 1 2], P=[1 1; 1 -1]",
        "find P^-1*A*P with A = [2 1; 1 2], P = [1 1; 1 -1]",
    ],
)
def test_matrix_of_a_map(text: str, method: str) -> None:
    assert solved(text, method).answer["matrix"].after == Matrix.of([[3, 0], [0, 1]])


@pytest.mark.parametrize("method", METHODS)
def test_two_bases_neither_of_which_is_standard(method: str) -> None:
    text = "change of basis matrix from (2, 1), (1, 1) to (1, 1), (1, 2)"
    assert solved(text, method).answer["change"].after == Matrix.of([[3, 1], [-1, 0]])


def test_coordinates_may_be_fractions_and_roots() -> None:
    assert solved("coordinates of (1, 1) in the basis (2, 0), (0, 3)").answer[
        "coordinates"
    ].after == Tuple(Rational(1, 2), Rational(1, 3))
    found = solved("coordinates of (2, 0) in the basis (sqrt(2), 0), (0, 1)").answer["coordinates"]
    assert found.after == Tuple(sqrt(2), 0)


def test_the_standard_basis_changes_nothing() -> None:
    text = "coordinates of (3, 5) in the basis (1, 0), (0, 1)"
    assert solved(text).answer["coordinates"].after == Tuple(3, 5)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"basis": "(1, 2), (2, 4)", "x": "(1, 1)"}, "dependent-basis"),
        ({"basis": "(1, 1), (1, 2)", "other": "(1, 2), (2, 4)"}, "dependent-basis"),
        ({"basis": "(1, 1, 0), (1, 2, 0)", "x": "(1, 1, 1)"}, "no-basis"),
        ({"basis": "(1, 1), (1, 2)", "x": "(1, 1, 1)"}, "lengths"),
        ({"basis": "(1, 1), (1, 2)", "A": "[1 2 3; 4 5 6; 7 8 9]"}, "lengths"),
        ({"basis": "(1, 1), (1, 2)"}, "what-to-change"),
        ({"x": "(1, 1)"}, "which-basis"),
        ({"basis": "(1, 1), (1, 2)", "P": "[1 1; 1 2]", "x": "(1, 1)"}, "which-basis"),
        ({"basis": "(a, 1), (1, 2)", "x": "(1, 1)"}, "letter-for-number"),
    ],
)
def test_what_cannot_be_changed_is_refused_with_a_fix(given: dict[str, str], code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(TOPIC, **given)
    assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("coordinates of (3, 5) in the basis (1, 1), (1, 2)", "steps"),
        ("matrix of [2 1; 1 2] in the basis (1, 1), (1, -1)", "grids"),
        ("change of basis matrix from (2, 1), (1, 1) to (1, 1), (1, 2)", "grids"),
    ],
)
def test_bases_of_the_plane_are_drawn_with_their_grids(text: str, words: str) -> None:
    (figure,) = solve(text).trace.figures
    assert figure.words == words
    assert any("grid" in getattr(mark, "label", "") for mark in figure.marks)
