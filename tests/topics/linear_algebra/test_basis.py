"""Basis and span: too few and too many vectors, zero vectors, targets on and off the span."""

from __future__ import annotations

from functools import partial

import pytest
from sympy import Tuple, sqrt

from tutor.core.claims import Basis
from tutor.core.errors import TutorError
from tutor.core.matrix_expression import CoordinateSpace
from tutor.solution import solve

from .. import solving

solved = partial(solving.solved, topic="linear_algebra.basis")


@pytest.mark.parametrize(
    "text",
    [
        "is (1, 2), (3, 5) a basis?",
        "Do (1, 2), (3, 5) form a basis of R^2?",
        "do the vectors (1, 2) and (3, 5) form a basis",
        r"Are \begin{pmatrix}1\\2\end{pmatrix}, \begin{pmatrix}3\\5\end{pmatrix} a basis of the plane?",
    ],
)
@pytest.mark.parametrize("method", ["determinant", "elimination"])
def test_how_students_ask_for_a_basis(text: str, method: str) -> None:
    answer = solved(text, method).answer
    assert answer["basis"] == Basis(CoordinateSpace(2), Tuple(Tuple(1, 2), Tuple(3, 5)))


@pytest.mark.parametrize(
    "text",
    [
        "is (4, 7) in the span of (1, 2), (3, 5)?",
        "write (4, 7) as a linear combination of (1, 2) and (3, 5)",
        "Express (4, 7) as a combination of (1, 2), (3, 5)",
        "find the coefficients of (4, 7) in (1, 2), (3, 5)",
    ],
)
def test_how_students_ask_for_coefficients(text: str) -> None:
    assert solved(text).answer["coefficients"].solutions == Tuple(Tuple(1, 1))


@pytest.mark.parametrize(
    ("vectors", "rank", "chosen"),
    [
        ("(1, 2, 3), (4, 5, 6)", 2, 2),  # too few
        ("(1, 0), (0, 1), (1, 1)", 2, 2),  # too many
        ("(1, 2), (2, 4)", 1, 1),
        ("(1, 2), (0, 0)", 1, 1),
        ("(0, 0), (0, 0)", 0, 0),
        ("(0, 0), (1, 2)", 1, 1),
        ("(1, 2, 3), (4, 5, 6), (7, 8, 9)", 2, 2),
        ("(1, 2, 3)", 1, 1),
        ("(0, 0, 0)", 0, 0),
        ("(1, 0, 0, 0, 0), (0, 1, 0, 0, 0)", 2, 2),
    ],
)
def test_no_basis_gets_a_reason(vectors: str, rank: int, chosen: int) -> None:
    solution = solved(f"span of {vectors}")
    assert solution.answer["rank"].after == rank
    assert len(solution.answer["span"].vectors) == chosen
    assert "no basis" in " ".join(str(solution).split())


def test_relation_is_written_out() -> None:
    page = str(solved("is (1, 2), (2, 4) a basis"))
    assert "−2 · (1, 2) + (2, 4) = (0, 0)" in page


def test_zero_vector_alone_makes_a_relation() -> None:
    assert "(0, 0) = (0, 0)" in str(solved("is (1, 2), (0, 0) a basis"))


def test_target_outside_the_span() -> None:
    solution = solved("is (1, 1, 1) in the span of (1, 2, 0), (3, 5, 0)")
    assert not solution.answer["coefficients"].solutions
    assert "not in the span" in str(solution)


def test_target_in_infinitely_many_ways() -> None:
    solution = solved("is (3, 3) in the span of (1, 1), (2, 2)")
    assert "infinitely many ways" in str(solution)


def test_zero_target_is_always_inside() -> None:
    assert solved("is (0, 0) in the span of (1, 2)").answer["coefficients"].solutions == Tuple(
        Tuple(0)
    )


def test_roots_stay_roots() -> None:
    assert solved("is (sqrt(2), 2), (1, sqrt(2)) a basis").answer["rank"].after == 1
    found = solved("is (2, sqrt(2)) in the span of (sqrt(2), 1)").answer["coefficients"]
    assert found.solutions == Tuple(Tuple(sqrt(2)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("is (1, 2, 3) in the span of (1, 2), (3, 4)", "lengths"),
        ("is (a, 2), (3, 4) a basis", "letter-for-number"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_a_fix(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert caught.value.code == code
    assert caught.value.fix


def test_vectors_of_another_space_are_refused() -> None:
    with pytest.raises(TutorError, match="2 components, so they do not lie in R\\^3"):
        solved("is (1, 0), (0, 1) a basis of R^3")


def test_dependent_vectors_may_span_the_space() -> None:
    page = " ".join(str(solved("do (1, 2), (3, 5), (1, 1) span R^2")).split())
    assert "The vectors span the whole space, but they are dependent" in page
