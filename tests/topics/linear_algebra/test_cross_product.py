"""The cross product at its edges: parallel vectors, letters, the plane."""

from __future__ import annotations

import pytest
from sympy import Tuple, symbols

from tutor.core.errors import Undefined
from tutor.solution import solve

a, b = symbols("a b")


@pytest.mark.parametrize(
    "text",
    ["(1,2,3) x (4,5,6)", "u = <1,2,3>, v = <4,5,6>, find u × v", "(1,2,3) cross (4,5,6)"],
)
def test_the_product_and_the_area(text: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["product"].after == Tuple(-3, 6, -3)
    assert str(solution.answer["area"].after) == "3*sqrt(6)"


@pytest.mark.parametrize("v", ["(2, 4, 6)", "(0, 0, 0)"])
def test_parallel_vectors_have_the_product_zero(v: str) -> None:
    solution = solve(f"cross product of (1, 2, 3) and {v}")
    assert solution.verified
    assert set(solution.answer) == {"product", "parallel"}


def test_letters_stay_letters() -> None:
    solution = solve("cross product of (1, a, 0) and (0, 1, b)")
    assert solution.verified
    assert solution.answer["product"].after == Tuple(a * b, -b, 1)


@pytest.mark.parametrize(
    "vectors", ["(1,2) and (3,4)", "(1,2,3) and (4,5)", "(1,2,3,4) and (1,0,0,0)"]
)
def test_three_components_are_needed(vectors: str) -> None:
    with pytest.raises(Undefined, match="needs three") as caught:
        solve(f"cross product of {vectors}")
    assert caught.value.fix
