"""Ranks at their edges: zeros, shapes, and rows that floats would call independent."""

from __future__ import annotations

import pytest
from sympy import Expr, Ne, sqrt, symbols

from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.solution import Solution, solve

from .. import solving


def solved(matrix: str, method: str = "") -> Solution:
    return solving.solved(f"rank of {matrix}", method)


@pytest.mark.parametrize("method", ["elimination", "minors", "independent_rows"])
@pytest.mark.parametrize(
    ("matrix", "rank", "nullity"),
    [
        ("[1 2; 2 4]", 1, 1),
        ("[1 2; 3 4]", 2, 0),
        ("[0 0; 0 5]", 1, 1),
        ("[0 0; 1 2; 2 4]", 1, 1),
        ("[1 2 3 4; 2 4 6 8; 0 0 0 1]", 2, 2),
        ("[1 3 -4; 2 -1 -3; 4 5 -11]", 2, 1),
        ("[1 0; 0 1; 5 7]", 2, 0),
        ("[7]", 1, 0),
        ("[0.1 0.3; 0.7 2.1]", 1, 1),
        ("[0.1 0.2 0.3; 0.4 0.5 0.6; 0.7 0.8 0.9]", 2, 1),
        ("[sqrt(2) 2; 1 sqrt(2)]", 1, 1),
    ],
)
def test_rank_and_nullity(matrix: str, rank: int, nullity: int, method: str) -> None:
    answer = solved(matrix, method).answer
    assert (answer["rank"].after, answer["nullity"].after) == (rank, nullity)


def test_the_zero_matrix_has_rank_zero_and_no_minor() -> None:
    solution = solved("[0 0 0; 0 0 0]")
    assert (solution.answer["rank"].after, solution.answer["nullity"].after) == (0, 3)
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("rank of [0 0; 0 0]", method="minors")


@pytest.mark.parametrize(
    ("matrix", "rank", "decimals"),
    [
        ("[1 2; 2 4; 3 6]", 1, [8.3666]),
        ("[1 2 3; 4 5 6]", 2, [9.50803, 0.772870]),
        ("[3 0; 0 0]", 1, []),  # the root is 3 itself
        ("[0 0; 0 0]", 0, []),
        ("[0.1 0.3; 0.7 2.1]", 1, [2.23607]),
        ("[1 1 0; 0 1 1; 1 0 1]", 3, []),
        ("[1 0 0.00001; 0 1 0; 1 0 0]", 3, [1.41421, 0.00000707107]),  # small and yet no zero
    ],
)
def test_the_rank_counts_the_singular_values_that_are_not_zero(
    matrix: str, rank: int, decimals: list[float]
) -> None:
    solution = solved(matrix, "singular_values")
    assert solution.answer["rank"].after == rank
    steps = [part for part in solution.trace.steps if part.rule == "approximate_singular_value"]
    assert [float(part.claims[0].value) for part in steps] == decimals


def test_rows_that_say_nothing_new_are_written_by_the_others() -> None:
    page = str(solved("[1 3 -4; 2 -1 -3; 4 5 -11]").to("markdown", detail="why"))
    assert r"r_{3} = 2r_{1} + r_{2}" in page
    assert "plane" in page


def test_fifty_rows() -> None:
    lines = [[(i * j + i * i * j * j) % 7 for j in range(1, 51)] for i in range(1, 51)]
    matrix = "[" + "; ".join(" ".join(map(str, line)) for line in lines) + "]"
    solution = solve("linear_algebra.rank", A=matrix)
    assert solution.verified
    assert solution.answer["rank"].after == 6


k = symbols("k")


@pytest.mark.parametrize(
    ("matrix", "rank", "smaller"),
    [
        ("[k 1; 1 k]", 2, {-1: 1, 1: 1}),
        ("[1 2 k; 2 4 6; 1 k 3]", 3, {2: 2, 3: 2}),
        ("[k 1 1 1; 1 k 1 1; 1 1 k 1; 1 1 1 k]", 4, {-3: 3, 1: 1}),
        ("[k 0; 0 0]", 1, {0: 0}),
        ("[k 2*k 3*k]", 1, {0: 0}),
        ("[k 1; 2*k 2; 0 0]", 1, {}),
        ("[k^2-2 0; 0 1]", 2, {-sqrt(2): 1, sqrt(2): 1}),
        ("[k^2+1 0; 0 1]", 2, {}),
        ("[1.5*k 3; 1 2]", 2, {1: 1}),
        ("[k 1 0; 0 k 1]", 2, {}),
    ],
)
def test_with_a_letter_every_value_where_the_rank_drops_is_a_case(
    matrix: str, rank: int, smaller: dict[Expr, int]
) -> None:
    solution = solve(f"rank of {matrix}")
    assert solution.verified, solution.report.faults
    answer = solution.answer
    assert answer["rank"].after == rank
    assert answer["rank"].given == tuple(Ne(k, value) for value in smaller)
    cases = [goal for name, goal in answer.items() if name.startswith("rank_")]
    assert {case.given[0].rhs: case.after for case in cases} == smaller


def test_a_zero_of_one_minor_is_no_case_if_another_minor_keeps_the_rank() -> None:
    solution = solve("rank of [k 1; k^2 3; 1 k] for all values of k")
    assert solution.verified, solution.report.faults
    assert {"keep_rank", "join_cases"} <= {part.rule for part in solution.trace.steps}
    assert "The rank is 2 for every value of the letter" in str(solution)


@pytest.mark.parametrize(
    ("typed", "error", "message"),
    [
        ("rank of [a b; 1 2]", NotUnderstood, "letters a, b"),
        ("rank of [1/k 1; 1 k]", NotUnderstood, "below a fraction line"),
        ("rank of [k^3-k-1 0; 0 1]", Undefined, "no simple exact form"),
        ("rank of [k 1; 1 k] depending on a", NotUnderstood, "letter of the matrix is k"),
        ("rank of [k^7-14*k^5+49*k^3-36*k]", OverLimit, "7 values of k"),
    ],
)
def test_letters_whose_cases_cannot_be_told_apart(typed: str, error: type, message: str) -> None:
    with pytest.raises(error, match=message):
        solve(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "find the rank of the matrix [1 2; 2 4]",
        "what is the nullity of [1 2; 2 4]?",
        "what is the rank of the linear transformation with this matrix A=[[1,2],[2,4]]?",
        "rank and nullity of [1 2; 2 4]",
        "how many independent rows does [1 2; 2 4] have?",
        r"rank of \begin{pmatrix}1&2\\2&4\end{pmatrix}",
        "rank [1 2; 2 4]",
    ],
)
def test_ways_to_ask(typed: str) -> None:
    assert solve(typed).trace.topic == "linear_algebra.rank"


def test_an_echelon_form_refuses_letters_with_the_reason() -> None:
    with pytest.raises(NotUnderstood, match="a pivot may be zero") as refused:
        solve("rref of [1 a; 2 4]")
    assert "determinant" in str(refused.value.fix)
