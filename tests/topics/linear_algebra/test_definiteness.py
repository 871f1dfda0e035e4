"""Definiteness at its edges: every kind, zero minors, and what is refused."""

from __future__ import annotations

import pytest
from sympy import Integer

from tutor.catalogue import TOPICS
from tutor.core.claims import Equal
from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.solution import problem, solve


@pytest.mark.parametrize(
    ("matrix", "kind"),
    [
        ("[2 -1 0; -1 2 -1; 0 -1 2]", "positive definite"),
        ("[-2 1; 1 -2]", "negative definite"),
        ("[1 2; 2 4]", "positive semidefinite"),
        ("[-1 1; 1 -1]", "negative semidefinite"),
        ("[1 2; 2 1]", "indefinite"),
        ("[0 1; 1 0]", "indefinite"),
        ("[0 0; 0 -1]", "negative semidefinite"),
        ("[0 0; 0 1]", "positive semidefinite"),
        ("[0 0; 0 0]", "positive semidefinite"),
        ("[1 0 0; 0 0 0; 0 0 -1]", "indefinite"),
        ("[1 1 1; 1 1 -1; 1 -1 1]", "indefinite"),
        ("[1 1 0; 1 1 0; 0 0 -3]", "indefinite"),
        ("[2 sqrt(2); sqrt(2) 3]", "positive definite"),
        ("[sqrt(2) 1 0; 1 2 1; 0 1 3]", "positive definite"),  # its eigenvalues cannot be written
        ("[5]", "positive definite"),
        ("[1/2 1/3; 1/3 1/4]", "positive definite"),
        ("[2 1 0 0; 1 2 1 0; 0 1 2 1; 0 0 1 2]", "positive definite"),
    ],
)
def test_every_kind_by_every_method(matrix: str, kind: str) -> None:
    posed = problem(f"definiteness of {matrix}")
    for method in TOPICS["linear_algebra.definiteness"].suitable(posed):
        solution = solve(posed, method=method)
        assert solution.verified, (method, solution.report.faults)
        assert solution.answer["kind"].kind == kind
        assert f"The matrix is {kind}" in " ".join(str(solution).split())


def test_sylvester_shows_the_minors_and_the_pivots() -> None:
    solution = solve("is [2 -1 0; -1 2 -1; 0 -1 2] positive definite")
    minors = [s.claims[0] for s in solution.trace.steps if s.rule == "find_leading_minor"]
    assert all(isinstance(claim, Equal) for claim in minors)
    assert [claim.after for claim in minors] == list(map(Integer, (2, 3, 4)))
    assert "4/3" in str(solution)


@pytest.mark.parametrize(
    ("typed", "error", "says"),
    [
        ("is [1 2; 3 4] positive definite", Undefined, "not symmetric"),
        ("is [1 2 3; 2 4 5] positive definite", Undefined, "square"),
        ("is [k 1; 1 2] positive definite", NotUnderstood, "letter k"),
    ],
)
def test_what_has_no_kind_is_refused(typed: str, error: type[TutorError], says: str) -> None:
    with pytest.raises(error, match=says):
        solve(typed)


def test_a_minor_with_one_row_is_its_entry() -> None:
    page = str(solve("is [2 1; 1 3] positive definite").to("text", detail="why"))
    assert "one entry" in page
    assert page.count("falling diagonal") == 1
