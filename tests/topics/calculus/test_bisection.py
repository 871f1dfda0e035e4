"""Bisection: a middle that is the root, ends in the wrong order, no change of sign, a pole."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Expr, Integer, Rational, Symbol, pi

from tutor.core.errors import TutorError
from tutor.solution import Solution, solve
from tutor.verify import verify
from tutor.verify.answers.calculus.bisection import answers
from tutor.verify.report import Misfit


def bisect(f: str, a: str, b: str, n: str = "5") -> Solution:
    solution = solve("calculus.bisection", f=f, a=a, b=b, n=n)
    assert solution.verified, solution.report.faults
    return solution


def intervals(solution: Solution) -> list[tuple[Rational, Rational]]:
    return [tuple(row.args[1:3]) for row in solution.answer["iterates"].rows]


def test_a_square_root() -> None:
    low, high = intervals(bisect("x^2 - 2", "1", "2", "20"))[-1]
    assert float(low) <= 2**0.5 <= float(high)
    assert float(high - low) < 2e-6


def test_each_interval_is_half_of_the_one_before() -> None:
    sizes = [high - low for low, high in intervals(bisect("cos(x) - x", "0", "1", "4"))]
    assert sizes == [Rational(1, 2**k) for k in range(5)]


@pytest.mark.parametrize(
    ("f", "a", "b", "n", "root", "steps"),
    [
        ("x - 1", "0", "2", "3", Integer(1), 0),
        ("cos(x)", "0", "pi", "3", pi / 2, 0),
        ("x - 3/4", "0", "2", "3", Rational(3, 4), 2),
        ("x - 1/1024", "0", "2", "10", Rational(1, 1024), 10),
    ],
)
def test_a_middle_that_is_a_root_ends_the_search(
    f: str, a: str, b: str, n: str, root: Expr, steps: int
) -> None:
    answer = bisect(f, a, b, n).answer
    assert answer["root"].values.args[0].rhs == root
    assert ("early" in answer) == (steps < int(n))
    assert ("iterates" in answer) == (steps > 0)
    if steps:
        assert answer["iterates"].rows.args[-1].args[0] == steps


def test_the_verifier_wants_the_exact_root() -> None:
    solution = bisect("x - 3/4", "0", "2", "3")
    kept = tuple(g for g in solution.trace.goals if g[0] not in ("root", "early"))
    assert not verify(replace(solution.trace, goals=kept)).ok


def test_a_falling_function_and_ends_in_the_wrong_order() -> None:
    assert intervals(bisect("1 - x^3", "3", "0", "1")) == [(0, 3), (0, Rational(3, 2))]


def test_a_kink_is_no_gap() -> None:
    assert intervals(bisect("|x| - 1", "0", "3", "2"))[-1] == (Rational(3, 4), Rational(3, 2))


def test_roots_at_an_end_and_of_negative_numbers_and_poles_elsewhere() -> None:
    assert intervals(bisect("sqrt(x) - 1", "0", "3", "1"))[-1] == (0, Rational(3, 2))
    assert intervals(bisect("cbrt(x) - 1/2", "-1", "3", "1"))[-1] == (-1, 1)
    assert intervals(bisect("tan(x) - 1", "0", "1", "1"))[-1] == (Rational(1, 2), 1)


def test_a_pole_between_the_ends_is_no_root_to_the_verifier() -> None:
    x = Symbol("x")
    given = {"f": 1 / (x**2 - 2), "a": Integer(1), "b": Integer(2), "n": Integer(5)}
    with pytest.raises(Misfit, match="pole"):
        answers(given)


def test_other_letters() -> None:
    assert intervals(bisect("a^2 - 2", "1", "2", "1"))[-1] == (1, Rational(3, 2))


@pytest.mark.parametrize(
    ("f", "a", "b"),
    [
        ("x^2 + 1", "0", "1"),
        ("1/x", "-1", "1"),
        ("tan(x)", "1", "2"),  # poles that are no rational numbers
        ("1/(x^2 - 2)", "1", "2"),
        ("sqrt(x^2 - 1) - x - 1", "-2", "2"),
        ("ln(x)", "-1", "2"),
        ("x - 1", "1", "2"),
        ("x - 1", "2", "2"),
        ("x y", "0", "1"),
    ],
)
def test_what_cannot_be_done_is_refused(f: str, a: str, b: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve("calculus.bisection", f=f, a=a, b=b)
    assert refused.value.fix


@pytest.mark.parametrize(("tolerance", "steps"), [("0.01", 7), ("1/8", 3), ("0.9", 1)])
def test_a_tolerance_gives_the_smallest_number_of_steps(tolerance: str, steps: int) -> None:
    solution = solve(f"bisection on x^2 - 2 on [1, 2] with tolerance {tolerance}")
    assert solution.verified, solution.report.faults
    assert len(intervals(solution)) == steps + 1


@pytest.mark.parametrize(
    ("tolerance", "n", "says"),
    [
        ("2", None, "within the tolerance already"),
        ("10^(-12)", None, "needs 40 steps"),
        ("0.01", "5", "needs 7 steps"),
    ],
)
def test_a_tolerance_that_cannot_be_met(tolerance: str, n: str | None, says: str) -> None:
    given = {"f": "x^2 - 2", "a": "1", "b": "2", "tolerance": tolerance}
    counted = {} if n is None else {"n": n}
    with pytest.raises(TutorError) as refused:
        solve("calculus.bisection", **given, **counted)
    assert says in str(refused.value)


@pytest.mark.parametrize("letter", ["m", "d", "n"])
def test_a_letter_that_is_a_usual_name_here(letter: str) -> None:
    solution = solve(f"bisection on {letter}^2 - 2 on [1, 2] with tolerance 1/4")
    assert solution.verified, solution.report.faults
