"""Echelon forms at their edges: nothing to do, nothing but zeros, fractions, wide and tall."""

from __future__ import annotations

import pytest
from sympy import Rational

from tutor.core.errors import NotUnderstood, OverLimit
from tutor.solution import Solution, solve

from .. import solving

METHODS = ("echelon_form", "column_by_column")


def solved(matrix: str, method: str = "") -> Solution:
    return solving.solved(f"rref of {matrix}", method)


def reduced(solution: Solution) -> list[list[object]]:
    return [list(line) for line in solution.answer["reduced"].after.entries()]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("matrix", "expected", "pivots"),
    [
        ("[0 0; 0 0]", [[0, 0], [0, 0]], ()),
        ("[0 1; 0 2]", [[0, 1], [0, 0]], (2,)),
        ("[1 0 2; 0 1 3]", [[1, 0, 2], [0, 1, 3]], (1, 2)),
        ("[0 2; 3 0]", [[1, 0], [0, 1]], (1, 2)),
        ("[1/2 1/3; 1 1]", [[1, 0], [0, 1]], (1, 2)),
        ("[2 1; 4 2; 1 1/2]", [[1, Rational(1, 2)], [0, 0], [0, 0]], (1,)),
        ("[1 2 3 4]", [[1, 2, 3, 4]], (1,)),
        ("[3]", [[1]], (1,)),
        ("[0.1 0.2; 0.3 0.6]", [[1, 2], [0, 0]], (1,)),
    ],
)
def test_edges(method: str, matrix: str, expected: list[list[int]], pivots: tuple[int]) -> None:
    solution = solved(matrix, method)
    assert reduced(solution) == expected
    assert tuple(solution.answer["reduced"].pivots) == pivots
    assert solution.answer["rank"].after == len(pivots)


def test_what_is_reduced_needs_no_row_operation() -> None:
    trace = solved("[1 0 2; 0 1 3]").trace
    assert [s.rule for s in trace.steps] == [
        "reach_echelon_form",
        "reach_reduced_form",
        "count_pivots",
    ]


def test_the_echelon_form_comes_before_the_reduced_one() -> None:
    rules = [s.rule for s in solved("[2 1; 4 5]").trace.steps]
    assert rules.index("reach_echelon_form") < rules.index("scale_row")


def test_roots_stay_roots() -> None:
    solution = solved(r"[sqrt(2) 2; 1 sqrt(2)]")
    assert solution.answer["rank"].after == 1


def test_a_bar_is_left_out_so_the_right_side_may_hold_a_pivot() -> None:
    assert reduced(solved("[1 1 | 2; 1 1 | 3]")) == [[1, 1, 0], [0, 0, 1]]


def test_letters_are_refused_by_name() -> None:
    with pytest.raises(NotUnderstood, match="letter a"):
        solve("rref of [a 1; 1 1]")


def test_no_derivation_that_fits_no_page() -> None:
    line = " ".join(["1"] * 11)
    with pytest.raises(OverLimit):
        solve(f"rref of [{'; '.join([line] * 11)}]")


@pytest.mark.parametrize(
    "typed",
    [
        "find the reduced row echelon form of [1 2; 3 4]",
        "row reduce completely [1 2; 3 4]",
        "row reduce [1 2; 3 4] completely",
        "rref [1 2; 3 4]",
        "bring [1 2; 3 4] to row echelon form",
        "what is the row reduced echelon form of A = [1 2; 3 4]?",
        r"row reduce A=\begin{bmatrix}1&2\\3&4\end{bmatrix}",
    ],
)
def test_ways_to_ask(typed: str) -> None:
    assert solve(typed).trace.topic == "linear_algebra.echelon_form"
