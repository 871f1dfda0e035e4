"""Linear or not, at the edges."""

from __future__ import annotations

import pytest
from sympy import Tuple

from tutor.core.errors import TutorError
from tutor.solution import solve

LINEAR = [
    "is T(x,y)=(0,0) linear?",
    "is T(x,y)=x+y linear?",
    "is T(x)=3x linear?",
    "is T(x,y)=(sqrt(2)*x, y/3) linear?",
    "is T(x,y,z)=(x+k*y, z) linear?",
    "is T(u,v)=(u-v, (u+1)^2-u^2-1) linear?",
    "is T(c,p)=(c, p) linear?",
]
MOVES_ZERO = [
    ("is T(x,y)=(x+1,y) linear?", (1, 0), True),
    ("is T(x,y)=(2,0) linear?", (2, 0), True),
    ("is f(x)=2x+3 linear?", (3,), True),
    ("is T(x)=cos(x) linear?", (1,), False),
    ("is T(x,y)=(x^2+1, y) linear?", (1, 0), False),
]
FAILS = [
    "is T(x,y)=(x*y, y) linear?",
    "is T(x)=|x| linear?",
    "is T(x,y)=(x^2, 0) linear?",
    "is T(x,y)=(max(x,y), x) linear?",
    "is T(x)=1/x linear?",
    "is T(x)=sin(x) linear?",
    "is T(x)=sin(pi*x) linear?",
    "is T(x)=floor(x) linear?",
    "is T(x)=sqrt(x) linear?",
]


@pytest.mark.parametrize("typed", LINEAR)
def test_both_conditions_are_shown(typed: str) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert {"sum", "multiple"} <= set(solution.answer)


@pytest.mark.parametrize(("typed", "image", "affine"), MOVES_ZERO)
def test_zero_vector_that_moves(typed: str, image: tuple[int, ...], affine: bool) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert solution.answer["differs"].left == Tuple(*image)
    assert ("affine" in solution.answer) is affine


@pytest.mark.parametrize("typed", FAILS)
def test_numbers_at_which_a_multiple_fails(typed: str) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert solution.answer["differs"].relation == "!="
    assert "image_of_multiple" in solution.answer


def test_map_that_keeps_multiples_and_no_sums() -> None:
    solution = solve("is T(x,y)=(x^3+y^3)^(1/3) linear?")
    assert solution.verified, solution.report.faults
    assert "image_of_sum" in solution.answer


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("is T(x)=x+k linear?", "depends on k"),
        ("is T(x)=k*x^2 linear?", "depends on k"),
        ("is T(x)=sin(x)^2+cos(x)^2-1+x linear?", "No counter-example was found"),
    ],
)
def test_what_cannot_be_decided_is_said(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix
