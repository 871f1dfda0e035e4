"""The dot product at its edges."""

from __future__ import annotations

import pytest
from sympy import I, Rational, Symbol, Tuple, sqrt

from tutor.core.claims import Compared
from tutor.core.errors import TutorError
from tutor.solution import solve

ORTHOGONAL = [
    ("are (1, 2) and (4, -2) perpendicular", True),
    ("is (1, 2) orthogonal to (2, 1)?", False),
    ("are (0, 0) and (2, 1) orthogonal", True),
    ("are (sqrt(2), 1) and (1, -sqrt(2)) orthogonal", True),
    ("are (1, i) and (1, i) orthogonal", False),  # without conjugates the sum is zero
    ("are (1, i) and (1, -i) orthogonal", True),
    ("are (1, 0.1, 0.2) and (0, 0.2, -0.1) orthogonal", True),
]


@pytest.mark.parametrize(("typed", "truth"), ORTHOGONAL)
@pytest.mark.parametrize("method", ["components", "matrix_product"])
def test_orthogonality(typed: str, truth: bool, method: str) -> None:
    solution = solve(typed, method=method)
    assert solution.verified, solution.report.faults
    decided = solution.answer["orthogonal"]
    assert isinstance(decided, Compared)
    assert (decided.relation == "=") is truth


def test_complex_components_are_not_conjugated_in_the_dot_product() -> None:
    solution = solve("dot product of (1, i) and (1, i)")
    assert solution.answer["dot"].after == 0
    solution = solve("dot product of (1+i, 2) and (3, -i)")
    assert solution.verified, solution.report.faults
    assert solution.answer["dot"].after == 3 + I


def test_a_letter_is_solved_for() -> None:
    solution = solve("for which value of k are (1, k) and (3, 5) orthogonal")
    assert solution.verified, solution.report.faults
    assert solution.answer["right_angle"].solutions == Tuple(Tuple(Rational(-3, 5)))
    assert solution.answer["dot"].after == 3 + 5 * Symbol("k")


def test_several_letters_leave_the_angle_open() -> None:
    solution = solve("dot product of (a, b) and (2, 3)")
    assert solution.verified, solution.report.faults
    assert set(solution.answer) == {"dot"}


@pytest.mark.parametrize("typed", ["dot product of (3) and (4)", "(sqrt(2), 1, 0) dot (1, 1, 1)"])
def test_one_component_and_roots(typed: str) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert solution.answer["dot"].after in (12, sqrt(2) + 1)


@pytest.mark.parametrize("method", ["components", "matrix_product", "lengths"])
def test_every_method_agrees(method: str) -> None:
    solution = solve("dot product of (2, -1, 1/2) and (-1, -4, 6)", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["dot"].after == 5


def test_different_lengths_are_refused() -> None:
    with pytest.raises(TutorError, match="different lengths: 3 components and 2") as caught:
        solve("dot product of (1, 2, 3) and (4, 5)")
    assert caught.value.fix


@pytest.mark.parametrize("typed", ["dot product of (1, 2) and x", "dot product of (1, 2) and ()"])
def test_what_is_no_vector_is_refused(typed: str) -> None:
    with pytest.raises(TutorError):
        solve(typed)


def test_long_vectors_are_refused() -> None:
    long = ", ".join(["1"] * 13)
    with pytest.raises(TutorError, match="limit"):
        solve(f"dot product of ({long}) and ({long})")
