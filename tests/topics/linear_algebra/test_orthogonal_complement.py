"""Orthogonal complements: dependent vectors, the whole space, what is refused."""

from __future__ import annotations

import pytest
from sympy import Tuple

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("find the orthogonal complement of span{(1,1,0)}", ((-1, 1, 0), (0, 0, 1))),
        ("orthogonal complement of span{(1,1,0),(2,2,0)}", ((-1, 1, 0), (0, 0, 1))),
        ("Find a basis for the orthogonal complement of W = span{(1,2,3),(0,1,1)}", ((-1, -1, 1),)),
        ("find all vectors orthogonal to (1, 2)", ((-2, 1),)),
        ("orthogonal complement of the span of (1,0), (0,1)", ()),
    ],
)
def test_a_basis_of_the_complement(text: str, basis: tuple[tuple[int, ...], ...]) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["complement"].vectors == Tuple(*(Tuple(*v) for v in basis))


@pytest.mark.parametrize(
    ("vectors", "code"), [("(0,0)", "zero-vector"), ("(a,1)", "letter-for-number")]
)
def test_what_has_no_complement_to_find(vectors: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(f"orthogonal complement of {vectors}")
    assert caught.value.code == code
