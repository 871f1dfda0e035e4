"""How many solutions: ranks, determinants, slopes, and a letter with all its cases."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Eq, Ne, Symbol, Tuple

from tutor.core.errors import NotUnderstood, TutorError
from tutor.solution import Solution, solve
from tutor.verify.goals import verdicts
from tutor.verify.points.places import Places

from .. import solving

k, a = Symbol("k"), Symbol("a")
S01 = "x + y + k*z = 1; x + k*y + z = 1; k*x + y + z = 1"


def solved(system: str, method: str = "") -> Solution:
    return solving.solved(f"how many solutions does {system} have", method)


def kind(solution: Solution) -> str:
    solutions = solution.answer["solution"].solutions
    return "none" if not solutions else "infinite" if solutions.free_symbols else "one"


@pytest.mark.parametrize("method", ["ranks", "determinant", "slopes"])
@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("x + y = 3; x - y = 1", "one"),
        ("-x1 + 3*x2 = 7; 3*x1 - 9*x2 = 1", "none"),
        ("x + y = 1; 2x + 2y = 2", "infinite"),
        ("y = 2; x + y = 3", "one"),
        ("0.1x + 0.2y = 1; 0.3x + 0.6y = 3", "infinite"),
        ("x + y = 0; x - y = 0", "one"),
        ("x/2 + y/3 = 1; 3x + 2y = 5", "none"),
    ],
)
def test_two_lines(system: str, expected: str, method: str) -> None:
    solution = solved(system, method)
    assert kind(solution) == expected
    assert (solution.answer["singular"].relation == "=") is (expected != "one")


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("x + y = 1; x - y = 0; 2x + y = 3", "none"),
        ("x + y = 2; x - y = 0; 2x + y = 3", "one"),
        ("x + y + z = 1; x - y = 0", "infinite"),
        ("x + y + z = 0; x - y = 0; 2x + z = 0", "infinite"),
        ("x + y + z = 3; y + z = 2; z = 1", "one"),
    ],
)
def test_other_shapes(system: str, expected: str) -> None:
    assert kind(solved(system)) == expected


def test_a_letter_with_three_cases() -> None:
    solution = solve(f"for which k does {S01} have one, none or infinitely many solutions")
    assert solution.verified, solution.report.faults
    answer = solution.answer
    assert answer["special"].solutions == Tuple(Tuple(-2), Tuple(1))
    assert answer["solution"].given == (Ne(k, -2), Ne(k, 1))
    assert answer["solution"].solutions == Tuple(Tuple(*[1 / (k + 2)] * 3))
    assert answer["solution_1"].given == (Eq(k, -2),)
    assert answer["solution_1"].solutions == Tuple()
    assert len(answer["solution_2"].solutions[0].free_symbols) == 2
    assert r"-(k - 1)^{2}(k + 2)" in str(solution.to("markdown"))


def test_a_lost_case_is_noticed() -> None:
    trace = solve("for which k does x + k*y = 1; k*x + y = k have solutions").trace
    for name in ("special", "solution_1", "solution_2"):
        left = tuple(goal for goal in trace.goals if goal[0] != name)
        found = verdicts(replace(trace, goals=left), Places())
        assert any(verdict.status == "refuted" for _, verdict in found)


@pytest.mark.parametrize(
    ("system", "special", "kinds"),
    [
        ("x + y = 1; 2x + 2y = k", [2], ["none", "infinite"]),
        ("x + y = 1; x - y = k", [], ["one"]),
        ("x + y = 1; x - y = 0; 3x + y = k", [2], ["none", "one"]),
        ("x + k*y = 1; k*x + y = k", [-1, 1], ["one", "infinite", "infinite"]),
        ("k*x + y = 1; -x + k*y = 2", [], ["one"]),
        ("k*x = 1; y = 2", [0], ["one", "none"]),
        ("x + y = 1; x + y = k^2", [-1, 1], ["none", "infinite", "infinite"]),
        ("x + y = 1; x + y = k^2 + 2", [], ["none"]),
    ],
)
def test_special_values(system: str, special: list[int], kinds: list[str]) -> None:
    solution = solve(f"for which k does {system} have solutions")
    assert solution.verified, solution.report.faults
    answer = solution.answer
    found = [s[0] for s in answer["special"].solutions] if "special" in answer else []
    assert found == special
    unknowns = set(answer["solution"].unknowns)
    cases = [answer["solution"], *(answer[f"solution_{n + 1}"] for n in range(len(special)))]
    told = [
        "none" if not c.solutions else "infinite" if c.solutions.free_symbols & unknowns else "one"
        for c in cases
    ]
    assert told == kinds


def test_the_letter_is_found_where_it_multiplies_an_unknown() -> None:
    problem = solve("how many solutions does x + a*y = 1; a*x + y = 1 have")
    assert dict(problem.trace.inputs)["parameter"] == Tuple(a)


@pytest.mark.parametrize(
    "system",
    [
        "x + k*y = 1; 2x + 2k*y = 3",
        "x + k*y = 1; x - k*y = 0; x + y = 2",
        "x + k*y = m; m*x + y = 1",
        "x*y = 1; x + y = k",
    ],
)
def test_what_cannot_be_told_apart_is_refused(system: str) -> None:
    with pytest.raises(TutorError):
        solve(f"for which k does {system} have solutions")


def test_slopes_need_two_lines_that_are_not_upright() -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solved("x = 1; x + y = 2", "slopes")


@pytest.mark.parametrize(
    "typed",
    [
        "How many solutions does this pair of lines have? x + y = 1; x - y = 0",
        "number of solutions of x + y = 1; x - y = 0",
        "classify the system x + y = 1; x - y = 0",
        "is the system x + y = 1; x - y = 0 singular?",
        r"how many solutions does \begin{cases}x+y=1\\x-y=0\end{cases} have?",
        "discuss x + k*y = 1; k*x + y = 1 depending on k",
        "for which values of k is x + k*y = 1; k*x + y = 1 solvable?",
    ],
)
def test_ways_to_ask(typed: str) -> None:
    assert solve(typed).trace.topic == "linear_algebra.system_classify"
