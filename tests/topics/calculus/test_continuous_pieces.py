"""Letters that make pieces meet: one place, several places, a hole to be filled, and where none does."""

from __future__ import annotations

import pytest

from tutor.core.errors import TutorError
from tutor.solution import solve


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("For which c is f continuous, f(x) = {x^2 + c for x<1, 2x for x>=1}", {(1,)}),
        ("For which c is f continuous, f(x) = cx+1 if x<3, x^2 if x>=3", {("8/3",)}),
        ("find c so that f(x) = (x^2-1)/(x-1) if x != 1, c if x = 1 is continuous", {(2,)}),
        ("f(x) = c^2 x if x<1, 4 if x>=1. For which c is f continuous?", {(-2,), (2,)}),
        ("for which c is f continuous, f(x) = x + c if x<1, x + c + 1 if x>=1", set()),
        (
            "find the values of a and b such that f(x) = a x + b for x<1, x^2 for 1<=x<2, "
            "4b for x>=2 is continuous",
            {(0, 1)},
        ),
        (
            "find the values of c and d such that f(x) = c x + d for x<-2, x^2 + 3x for -2<=x<0, "
            "d + 2 for x>=0 is continuous",
            {(0, -2)},
        ),
    ],
)
def test_the_values_are_found(text: str, values: set[tuple[object, ...]]) -> None:
    solution = solve(text)
    assert solution.verified, solution.report.faults
    found = {tuple(map(str, s)) for s in solution.answer["solutions"].solutions}
    assert found == {tuple(map(str, v)) for v in values}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("for which c is f continuous, f(x) = sin(c x) if x<1, x if x>=1", "no-rational-pieces"),
        ("for which c is f continuous, f(x) = c x", "no-cases"),
        ("for which c is f continuous, f(x) = c x if x<0, c x^2 if x>=0", "always-continuous"),
        ("for which c is f continuous, f(x) = x if x<1, 2 if x>=1", "parameter"),
        ("for which c is f continuous, f(x) = c x if x<1, 2 if x>1", "no-value"),
    ],
)
def test_what_cannot_be_decided_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        solve(text)
    assert caught.value.code == code
