"""Dependence at its edges: the zero vector, too many vectors, a letter, floats that would deceive."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Eq, Integer, Symbol, Tuple, sqrt

from tutor.core.errors import NotUnderstood, OverLimit
from tutor.solution import Solution, solve
from tutor.verify import verify

from .. import solving

k = Symbol("k")


def solved(vectors: str, method: str = "") -> Solution:
    return solving.solved(f"are {vectors} linearly independent", method)


@pytest.mark.parametrize("method", ["relation", "rank"])
@pytest.mark.parametrize(
    ("vectors", "dependent"),
    [
        ("(1, 2), (2, 4)", True),
        ("(1, 2), (3, 4)", False),
        ("(0, 0), (1, 2)", True),
        ("(0, 0, 0)", True),
        ("(5, 0)", False),
        ("(1, 2), (3, 4), (5, 6)", True),
        ("(1, 0, 0), (0, 1, 0)", False),
        ("(1, 1, 1), (0, 0, 2), (0, 0, 3)", True),
        ("(0.1, 0.3), (0.7, 2.1)", True),
        ("(sqrt(2), 2), (1, sqrt(2))", True),
        ("(1/2, 1/3, 1), (1, 2/3, 2), (0, 0, 1)", True),
    ],
)
def test_decision(vectors: str, dependent: bool, method: str) -> None:
    answer = solved(vectors, method).answer
    assert ("relation" in answer) is dependent


def test_the_determinant_decides_where_there_is_one() -> None:
    assert "relation" in solved("(1, 2, 3), (4, 5, 6), (7, 8, 9)", "determinant").answer
    with pytest.raises(NotUnderstood, match="does not fit"):
        solved("(1, 2, 3), (4, 5, 6)", "determinant")


def test_fractions_give_a_relation_in_whole_numbers() -> None:
    page = str(solved("(1, 0), (1/2, 1/3), (0, 1)").to("markdown"))
    assert r"-3v_{1} + 6v_{2} - 2v_{3}" in page or r"3v_{1} - 6v_{2} + 2v_{3}" in page


def test_each_special_value_of_a_letter_is_a_case() -> None:
    answer = solved("(k, 1), (4, k)").answer
    assert answer["special"].solutions == Tuple(Tuple(-2), Tuple(2))
    assert answer["relation_1"].given == (Eq(k, -2),)
    assert answer["relation_2"].given == (Eq(k, 2),)
    assert len(answer["dependent"].given) == 2
    page = str(solved("(k, 1), (4, k)"))
    assert "exactly for k = −2 or k = 2" in page
    assert "This holds for k ≠" not in page.partition("Answer")[2]


def test_a_lost_case_is_noticed() -> None:
    trace = solved("(k, 1), (4, k)").trace
    goals = tuple(g for g in trace.goals if g[0] != "relation_2")
    assert not verify(replace(trace, goals=goals)).ok


def test_a_determinant_that_is_the_letter_alone() -> None:
    assert solved("(k, 0), (0, 1)").answer["special"].solutions == Tuple(Tuple(0))


def test_special_values_may_be_roots() -> None:
    answer = solved("(k, 1, 0), (1, k, 1), (0, 1, k)").answer
    assert answer["special"].solutions == Tuple(Tuple(-sqrt(2)), Tuple(0), Tuple(sqrt(2)))


@pytest.mark.parametrize(
    ("vectors", "said"),
    [
        ("(k, 1), (-1, k)", "independent for every value"),
        ("(k, k), (2k, 2k)", "dependent for every value"),
        ("(k, 1), (2, k), (3, 5)", "more of them than components"),
    ],
)
def test_letters_that_do_not_matter(vectors: str, said: str) -> None:
    assert said in " ".join(str(solved(vectors)).split())


@pytest.mark.parametrize("vectors", ["(a, b), (b, a)", "(1/k, 1), (1, k)", "(k, 1, 2), (1, k, 3)"])
def test_letters_that_cannot_be_told_apart(vectors: str) -> None:
    with pytest.raises(NotUnderstood):
        solve(f"are {vectors} linearly independent")


def test_lengths_must_agree() -> None:
    with pytest.raises(NotUnderstood, match="component"):
        solve("are (1, 2), (1, 2, 3) linearly independent")


def test_too_many() -> None:
    many = ", ".join(f"({j}, 1)" for j in range(11))
    with pytest.raises(OverLimit):
        solve(f"are {many} linearly independent")


@pytest.mark.parametrize(
    "typed",
    [
        "are the vectors (1, 2), (2, 4) linearly dependent?",
        "Are the rows of [[1,2],[2,4]] independent?",
        "are the rows of this matrix linearly dependent: [[1,2],[2,4]]",
        "check linear independence of (1, 2), (2, 4)",
        "linear dependence: (1, 2), (2, 4)",
        "test for linear independence of the vectors v1 = (1, 2), v2 = (2, 4)",
        r"Are the rows of \begin{bmatrix}1&2\\2&4\end{bmatrix} linearly dependent?",
    ],
)
def test_ways_to_ask(typed: str) -> None:
    solution = solve(typed)
    assert solution.trace.topic == "linear_algebra.dependence"
    assert solution.answer["relation"].after == Tuple(Integer(0), Integer(0))
