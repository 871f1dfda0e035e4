"""Areas and volumes: signs, parallel vectors, roots, and what spans neither."""

from __future__ import annotations

from functools import partial

import pytest
from sympy import Rational, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve
from tutor.topics.linear_algebra.signed_area import TOPIC

from .. import solving

solved = partial(solving.solved, topic=TOPIC.id)


@pytest.mark.parametrize(
    "text",
    [
        "area of the parallelogram spanned by (3,1) and (2,5)",
        "What is the area of the parallelogram formed by (3, 1), (2, 5)?",
        "signed area spanned by [3, 1] and [2, 5]",
        "find the orientation of (3, 1), (2, 5)",
        r"area spanned by \begin{pmatrix}3\\1\end{pmatrix}, \begin{pmatrix}2\\5\end{pmatrix}",
    ],
)
def test_how_students_ask(text: str) -> None:
    assert solved(text).answer["size"].after == 13


@pytest.mark.parametrize("method", TOPIC.methods)
@pytest.mark.parametrize(
    ("vectors", "signed", "relation"),
    [
        ("(3, 1), (2, 5)", 13, ">"),
        ("(2, 5), (3, 1)", -13, "<"),
        ("(1, 2), (-2, -4)", 0, "="),
        ("(1, 2), (0, 0)", 0, "="),
        ("(0.5, 0), (0, 3)", Rational(3, 2), ">"),
        ("(sqrt(2), 1), (1, sqrt(2))", 1, ">"),
        ("(1, sqrt(3)), (1, 0)", -sqrt(3), "<"),
    ],
)
def test_every_method_in_the_plane(
    method: str, vectors: str, signed: object, relation: str
) -> None:
    answer = solved(f"area spanned by {vectors}", method).answer
    assert answer["signed"].after == signed
    assert answer["orientation"].relation == relation


def test_zero_base_leaves_two_methods() -> None:
    assert "base_and_height" not in TOPIC.suitable(solved_problem("(0, 0), (1, 2)"))
    assert solved("area spanned by (0, 0), (1, 2)").answer["size"].after == 0


def solved_problem(vectors: str) -> object:
    from tutor.catalogue import pose

    return pose(TOPIC, {"vectors": vectors})


def test_volumes() -> None:
    assert (
        solved("volume of the box spanned by (1,0,2), (1,2,0), (0,1,3)").answer["signed"].after == 8
    )
    flat = solved("volume of the parallelepiped spanned by (1,2,3), (4,5,6), (7,8,9)")
    assert "the vectors lie in one plane" in " ".join(str(flat).split())


@pytest.mark.parametrize(
    ("vectors", "code"),
    [
        ("(1, 2)", "too-few-vectors"),
        ("(1, 2), (3, 4), (5, 6)", "vectors-and-space"),
        ("(1, 2, 3), (4, 5, 6)", "vectors-and-space"),
        ("(a, 2), (3, 4)", "letter-for-number"),
    ],
)
def test_what_spans_neither_is_refused(vectors: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(TOPIC.id, vectors=vectors)
    assert caught.value.code == code
    assert caught.value.fix


def test_two_vectors_of_space_have_the_area_of_their_cross_product() -> None:
    solution = solve("area of the parallelogram spanned by (1, 0, 0) and (0, 1, 2)")
    assert solution.trace.topic == "linear_algebra.cross_product"
    assert solution.answer["area"].after == sqrt(5)


@pytest.mark.parametrize(
    "text",
    [
        "scalar triple product of (1,2,3), (4,5,6), (7,8,10)",
        "(1,2,3) . ((4,5,6) x (7,8,10))",
        "((1,2,3) x (4,5,6)) · (7,8,10)",
        "u=(1,2,3), v=(4,5,6), w=(7,8,10). Compute u · (v × w)",
        "volume of the parallelepiped with edges (1,2,3), (4,5,6) and (7,8,10)",
    ],
)
def test_a_triple_product_is_the_determinant(text: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["signed"].after == -3
