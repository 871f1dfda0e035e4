"""Linear systems at their edges, and every method for them."""

from __future__ import annotations

import re
from random import Random

import pytest
from sympy import Rational, Symbol, Tuple

from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.solution import solve

from ..solving import solved

z = Symbol("z")
UNIQUE = ("gauss", "cramer", "inverse", "gauss_jordan", "partial_pivoting")
S02 = "x + 2y + 3z = 14; 2x + 5y + 2z = 18; 6x + y - z = 5"


@pytest.mark.parametrize("method", [*UNIQUE, "substitution", "graphing"])
@pytest.mark.parametrize(
    ("system", "x", "y"),
    [
        ("3x + 2y = 12; 5x - 4y = -2", 2, 3),
        ("x/2 + y/3 = 1; 0.5x - y = 3", 3, Rational(-3, 2)),
        ("2x = 4; x + y = 3", 2, 1),
        ("y = 3x - 1; 2y - 2 = x + 1", 1, 2),
        ("3x - 1 = 2y + 4; x + y = 5", 3, 2),
        ("0.1x + 0.2y = 0.3; x - y = 0", 1, 1),
        ("2y = 4; 3x + y = 5", 1, 2),
        ("x - 3y = -2; x - y = 0", 1, 1),
        ("x - (y - x) = 1; (3y - 2) - x = 0", 1, 1),
    ],
)
def test_two_equations(system: str, x: object, y: object, method: str) -> None:
    assert solved(system, method).answer["solution"].solutions == Tuple(Tuple(x, y))


@pytest.mark.parametrize("method", UNIQUE)
@pytest.mark.parametrize(
    ("system", "values"),
    [(S02, (1, 2, 3)), ("y + z = 3; x + z = 4; x + y = 5", (3, 2, 1))],
)
def test_three_equations(system: str, values: tuple[int, ...], method: str) -> None:
    assert solved(system, method).answer["solution"].solutions == Tuple(Tuple(*values))


@pytest.mark.parametrize(
    ("system", "rule", "solutions"),
    [
        ("x + y = 1; 2x + 2y = 3", "find_parallel_lines", 0),
        ("y = 2x; y = 2x + 1", "find_parallel_lines", 0),
        ("x + y = 1; 2x + 2y = 2", "find_same_line", 1),
        ("3x + 3y = 6; -6x - 6y = -12", "find_same_line", 1),
        ("3x = 6 - 3y; 6y + 6x = 12", "find_same_line", 1),
        ("x = 2; y = 3x - 1", "insert_place", 1),
        ("2x = 6; y = 1", "write_as_vertical_line", 1),
        ("y = 2x; y = 3x", "set_lines_equal", 1),
    ],
)
def test_lines_that_cross_are_parallel_or_are_the_same(
    system: str, rule: str, solutions: int
) -> None:
    solution = solved(system, "graphing")
    assert rule in {part.rule for part in solution.trace.steps}
    assert len(solution.answer["solution"].solutions) == solutions
    assert solution.answer == solved(system, "gauss").answer


@pytest.mark.parametrize("system", ["x = 1; x = 2", "x + y + z = 1; x - y = 2; z = 1"])
def test_no_graphs_where_the_equations_are_not_two_lines(system: str) -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve(system, method="graphing")


def test_no_substitution_where_each_equation_has_its_own_unknown() -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("2x = 4; 3y = 9", method="substitution")


@pytest.mark.parametrize("method", ["cramer", "inverse", "substitution"])
def test_a_singular_system_has_no_determinant_to_divide_by(method: str) -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("x + y = 1; 2x + 2y = 2", method=method)


def test_partial_pivoting_brings_the_largest_number_up() -> None:
    rules = [s.rule for s in solved("x + 9y = 10; -3x + y = -2", "partial_pivoting").trace.steps]
    assert "bring_largest_up" in rules
    assert "swap_rows" not in rules


@pytest.mark.parametrize("method", ["gauss", "gauss_jordan", "partial_pivoting"])
def test_free_unknowns_give_a_point_and_directions(method: str) -> None:
    answer = solved("x + y + z = 3; 2x + 2y + 2z = 6", method).answer
    assert len(answer["directions"].vectors) == 2


def test_an_unknown_in_no_equation_is_free() -> None:
    answer = solve("solve x + y = 2; x - y = 0 for x, y, z").answer
    assert answer["solution"].solutions == Tuple(Tuple(1, 1, z))
    assert answer["directions"].vectors == Tuple(Tuple(0, 0, 1))


def test_a_homogeneous_system_has_the_null_space_alone() -> None:
    answer = solved("x + y + z = 0; x - y = 0").answer
    assert answer["directions"].vectors == Tuple(Tuple(Rational(-1, 2), Rational(-1, 2), 1))


def test_contradictory_and_redundant_rows_are_named() -> None:
    none = " ".join(str(solved("x + y = 1; x - y = 0; x + y = 2")).split())
    assert "Row 3 says 0 = 1" in none
    redundant = " ".join(str(solved("x + y = 1; 2x + 2y = 2")).split())
    assert "Row 2 says 0 = 0: its equation is redundant" in redundant
    several = " ".join(str(solved("x + y = 1; 2x + 2y = 2; 3x + 3y = 3")).split())
    assert "The rows 2 and 3 say 0 = 0: their equations are redundant" in several


@pytest.mark.parametrize(
    ("system", "reason"),
    [
        ("x*y = 2; x + y = 3", "x is multiplied by y"),
        ("x^2 + y = 2; x + y = 3", "x is raised to the power 2"),
        ("1/x + y = 2; x + y = 3", "x is below a fraction line"),
        ("sin(x) + y = 2; x + y = 3", "inside a function"),
        ("x = y (y + 1); x + y = 3", "y is raised to the power 2"),
    ],
)
def test_what_is_not_linear_is_refused_with_the_reason(system: str, reason: str) -> None:
    with pytest.raises(Undefined, match=reason):
        solve(system)


@pytest.mark.parametrize("system", ["x = x; y = y", "0x = 0"])
def test_what_says_nothing_is_refused(system: str) -> None:
    with pytest.raises(TutorError):
        solve(system)


def test_lines_of_numbers_are_an_augmented_matrix() -> None:
    for text in ("1,2,5\n3,-1,1\n", "1 2 | 5\n3 -1 | 1", "1;2;5\r\n3;-1;1", "1\t2\t5\n3\t-1\t1"):
        answer = solve("linear_algebra.linear_system", system=text).answer
        assert answer["solution"].solutions == Tuple(Tuple(1, 2))
    with pytest.raises(NotUnderstood, match="Line 1 has 3 numbers, and line 2 has 2"):
        solve("linear_algebra.linear_system", system="1,2,5\n3,-1")
    with pytest.raises(OverLimit, match="51 lines"):
        solve("linear_algebra.linear_system", system="1,2\n" * 51)


def test_fifty_equations_are_solved_and_the_page_is_condensed() -> None:
    rng = Random(3)
    size = 50
    A = [[rng.randint(-9, 9) for _ in range(size)] for _ in range(size)]
    x = [rng.randint(-9, 9) for _ in range(size)]
    lines = ([*row, sum(a * v for a, v in zip(row, x, strict=True))] for row in A)
    text = "\n".join(",".join(map(str, line)) for line in lines)
    solution = solve("linear_algebra.linear_system", system=text)
    assert solution.verified
    assert solution.answer["solution"].solutions == Tuple(Tuple(*x))
    page = str(solution.to("text", detail="brief"))
    assert re.search(r"\d+ steps are left out here: clear a column \(\d+\s+times\)", page)
    assert len(page) < 15_000
    for value in x:
        assert f"= {value}".replace("-", "−") in page.partition("Answer:")[2]


def test_one_equation_has_no_lines_that_coincide() -> None:
    page = str(solve("solve 2x + y = 3"))
    assert "The equation is a line" in page
    assert "coincide" not in page
