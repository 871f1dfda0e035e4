"""Projections: lines and subspaces, dependent and zero directions, vectors already inside."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Tuple, sqrt

from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.matrix import Matrix
from tutor.solution import solve

METHODS = ("formula", "orthonormal_basis")
HALF, THIRD = Rational(1, 2), Rational(1, 3)


@pytest.mark.parametrize("method", METHODS)
def test_onto_a_line(method: str) -> None:
    solution = solve("project (2, 3) onto (1, 1)", method=method)
    assert solution.verified, solution.report.faults
    answer = solution.answer
    assert answer["projection"].after == Tuple(5 * HALF, 5 * HALF)
    assert answer["residual"].after == Tuple(-HALF, HALF)
    assert answer["distance"].after == sqrt(2) / 2
    assert answer["matrix"].after == Matrix.of([[HALF, HALF], [HALF, HALF]])
    assert len(solution.trace.figures) == 1


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "basis",
    [
        "(1,0,-1), (1,1,0)",
        "(1,1,0), (1,0,-1)",
        "(1,0,-1), (-2,0,2), (1,1,0)",
        "(0,0,0), (1,0,-1), (2,1,-1)",
        "(1,0,-1), (1,0,-1), (1,1,0)",
    ],
)
def test_every_spanning_set_gives_the_same_projection(method: str, basis: str) -> None:
    solution = solve(f"project (1,0,0) onto the span of {basis}", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["projection"].after == Tuple(2 * THIRD, THIRD, -THIRD)
    assert solution.answer["distance"].after == sqrt(3) / 3


def test_dependent_vectors_are_left_out_with_a_reason() -> None:
    page = str(solve("project (1,2,3) onto span{(1,0,1), (2,0,2)}"))
    assert "The vectors are dependent" in page
    assert "(2, 0, 2) = 2 · (1, 0, 1)" in page


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("x", "basis"), [("(3, 3)", "(1, 1)"), ("(1, 2, 3)", "(1,0,1), (0,1,1)"), ("(0, 0)", "(2, 1)")]
)
def test_a_vector_inside_is_its_own_projection(x: str, basis: str, method: str) -> None:
    solution = solve(f"projection of {x} onto the span of {basis}", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["projection"].after == solution.trace.inputs[0][1]
    assert solution.answer["distance"].after == 0
    assert "already lies in the subspace" in str(solution)


@pytest.mark.parametrize("method", METHODS)
def test_a_vector_at_right_angles_has_projection_zero(method: str) -> None:
    solution = solve("project (-1, 1) on (1, 1)", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["projection"].after == Tuple(0, 0)
    assert solution.answer["distance"].after == sqrt(2)


@pytest.mark.parametrize("basis", ["(0, 0)", "(0, 0), (0, 0)"])
def test_zero_direction_is_refused(basis: str) -> None:
    with pytest.raises(Undefined, match="no direction"):
        solve(f"project (3, 3) onto the span of {basis}")


def test_the_whole_space_leaves_no_residual() -> None:
    solution = solve("project (5, -2) onto span{(1, 2), (3, 4)}")
    assert solution.verified, solution.report.faults
    assert solution.answer["matrix"].after == Matrix.of([[1, 0], [0, 1]])


@pytest.mark.parametrize("method", METHODS)
def test_roots_stay_roots(method: str) -> None:
    solution = solve("project (3, 4) onto (1, sqrt(2))", method=method)
    assert solution.verified, solution.report.faults
    assert solution.answer["projection"].after[0] == 1 + 4 * sqrt(2) / 3


def test_lengths_must_agree_and_letters_are_refused() -> None:
    with pytest.raises(Undefined, match="components"):
        solve("project (1, 2, 3) onto (1, 1)")
    with pytest.raises(NotUnderstood, match="letter k"):
        solve("project (1, k) onto (1, 1)")
    with pytest.raises(OverLimit):
        solve(
            "linear_algebra.projection",
            x=Tuple(*[Integer(1)] * 11),
            basis=Tuple(Tuple(*[Integer(1)] * 11)),
        )


@pytest.mark.parametrize(
    "text",
    [
        "project [2, 3] on [1, 1]",
        "Find the orthogonal projection of (2, 3) onto the line through (1, 1).",
        "what is the projection of (2,3) onto the vector (1,1)?",
        "find the distance from (2, 3) to the line through (1, 1)",
        "orthogonally project the vector (2,3) onto the span of (1,1)",
        "proj of (2, 3) on span{(1, 1)}",
        "find the point in the span of (1,1) closest to (2,3)",
    ],
)
def test_how_students_ask(text: str) -> None:
    solution = solve(text)
    assert solution.trace.topic == "linear_algebra.projection"
    assert solution.answer["projection"].after == Tuple(5 * HALF, 5 * HALF)
