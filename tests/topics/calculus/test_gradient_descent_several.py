"""Gradient descent in several variables: narrow valleys, saddles, cycles, flat directions, borders."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.render import render
from tutor.solution import Solution, solve


def descent(f: str, p0: str, alpha: str, n: str = "5") -> Solution:
    solution = solve("calculus.gradient_descent_several", f=f, p0=p0, alpha=alpha, n=n)
    assert solution.verified, solution.report.faults
    return solution


def states(solution: Solution) -> list[Tuple]:
    return [Tuple(*row.args[1:3]) for row in solution.answer["iterates"].rows]


def test_the_zigzag_valley() -> None:
    solution = descent("(x^2 + 9y^2)/2", "(9, 1)", "0.2", "4")
    expected = [
        ("9", "1"),
        ("7.2", "-0.8"),
        ("5.76", "0.64"),
        ("4.608", "-0.512"),
        ("3.6864", "0.4096"),
    ]
    assert states(solution) == [Tuple(*map(Rational, pair)) for pair in expected]
    assert solution.answer["factor_1"].after == Rational(4, 5)
    assert solution.answer["factor_2"].after == Rational(-4, 5)
    assert solution.answer["condition"].after == 9
    assert solution.answer["limit"].value.doit() == Rational(2, 9)
    assert solution.answer["rate"].relation == "<"


def test_a_matrix_with_pi() -> None:
    solution = descent("pi*x^2 + y^2", "(1, 1)", "1/4", "2")
    assert len(states(solution)) == 3


def test_a_rate_above_the_bound_diverges() -> None:
    solution = descent("(x^2 + 9y^2)/2", "(9, 1)", "0.3", "200")
    assert solution.answer["rate"].relation == ">"
    assert "repeat_until_far" in [part.rule for part in solution.trace.steps]


def test_a_step_that_changes_nothing_is_no_cycle() -> None:
    solution = descent("x^2 + y^2", "(1, 1)", "0.5", "3")
    assert "repeat_until_rest" in [part.rule for part in solution.trace.steps]
    said = " ".join(str(render(solution.trace, "text")).partition("Answer:")[2].split())
    assert "the gradient is zero there, and the method has settled" in said
    assert "cycle" not in said


def test_the_bound_itself_is_a_cycle() -> None:
    solution = descent("x^2 + y^2", "(1, 1)", "1")
    assert solution.answer["rate"].relation == "="
    assert states(solution) == [Tuple(1, 1), Tuple(-1, -1), Tuple(1, 1)]


def test_a_saddle_is_named() -> None:
    solution = descent("x^2 - y^2", "(1, 1/100)", "0.1")
    assert solution.answer["extremum"].kind == "saddle"
    assert solution.answer["factor_1"].after == Rational(6, 5)


def test_a_hill_has_no_lowest_point() -> None:
    solution = descent("-x^2 - 2y^2", "(1, 1)", "0.1", "3")
    assert solution.answer["extremum"].kind == "maximum"
    assert "downward" in solution.answer


def test_a_trough_has_no_single_lowest_point() -> None:
    solution = descent("(x + y)^2", "(1, 1)", "0.1")
    assert solution.answer["factor_1"].after == 1
    assert "extremum" not in solution.answer


def test_a_function_that_is_not_quadratic_has_its_table_alone() -> None:
    assert list(descent("x^4 + y^2 - x*y", "(1, 1)", "0.1").answer) == [
        "slope_1",
        "slope_2",
        "iterates",
    ]


def test_a_step_out_of_the_domain() -> None:
    assert descent("ln(x) + y^2", "(0.1, 1)", "1").answer["outside"].right == 0


def test_three_variables() -> None:
    solution = descent("x^2 + 2y^2 + 3z^2 - 2x", "(0, 1, 1)", "0.1", "2")
    assert solution.answer["extremum"].point == Tuple(1, 0, 0)


@pytest.mark.parametrize(
    ("f", "alpha", "relation"),
    [
        (
            "x^2 + x*y + 2y^2 + z^2 + x*z",
            "0.4463",
            "<",
        ),  # the largest eigenvalue is no formula in roots
        ("x^2 + x*y + 2y^2 + z^2 + x*z", "0.4464", ">"),
        ("sqrt(2) x^2 + sqrt(3) y^2", "1/sqrt(3)", "="),
    ],
)
def test_eigenvalues_without_a_formula_are_held_against_the_step(
    f: str, alpha: str, relation: str
) -> None:
    names = "(1, 1, 1)" if "z" in f else "(1, 1)"
    assert descent(f, names, alpha, "1").answer["rate"].relation == relation


@pytest.mark.parametrize(
    "problem",
    [
        {"f": "x^2 + y^2", "p0": "(1, 2, 3)", "alpha": "0.1"},
        {"f": "x^2", "p0": "(1, 2)", "alpha": "0.1"},
        {"f": "ln(x) + y", "p0": "(0, 2)", "alpha": "0.1"},
        {"f": "x^2 + y^2", "p0": "(1, a)", "alpha": "0.1"},
        {"f": "x^2 + y^2", "p0": "(1, 2)", "alpha": "-1"},
    ],
)
def test_what_cannot_be_done_is_refused(problem: dict[str, str]) -> None:
    with pytest.raises(TutorError) as refused:
        solve("calculus.gradient_descent_several", **problem)
    assert refused.value.fix
