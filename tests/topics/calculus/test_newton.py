"""Newton's method where it fails, and where it finds something else than was sought."""

from __future__ import annotations

import pytest
from sympy import Rational, sqrt

from tutor.core.errors import TutorError
from tutor.render import render
from tutor.solution import Solution, solve


def newton(f: str, x0: str, **more: str) -> Solution:
    solution = solve("calculus.newton", f=f, x0=x0, **more)
    assert solution.verified, solution.report.faults
    return solution


def rules(solution: Solution) -> list[str]:
    return [part.rule for part in solution.trace.walk()]


def test_a_square_root() -> None:
    solution = newton("x^2 - 2", "1", n="3")
    assert [row.args[1] for row in solution.answer["iterates"].rows][:2] == [1, Rational(3, 2)]
    assert [s[0] for s in solution.answer["roots"].solutions] == [-sqrt(2), sqrt(2)]


def test_it_stops_when_the_states_settle() -> None:
    solution = newton("cos(x) - x", "1")
    assert "repeat_until_settled" in rules(solution)
    low, high = (float(solution.answer[end].value) for end in ("low", "high"))
    assert low < 0.739085133 < high
    assert high - low < 1e-5


def test_a_start_with_zero_slope() -> None:
    solution = newton("x^2 - 2", "0")
    assert solution.answer["zero_slope"].after == 0
    assert "iterates" not in solution.answer


def test_a_zero_slope_later() -> None:
    solution = newton("x^2 + 1", "1", n="8")
    assert "repeat_until_flat" in rules(solution)
    assert "no_root" in solution.answer


def test_a_cycle() -> None:
    solution = newton("x^3 - 2x + 2", "0", n="8")
    assert "repeat_until_cycle" in rules(solution)
    assert [row.args[1] for row in solution.answer["iterates"].rows] == [0, 1, 0]


@pytest.mark.parametrize(
    ("f", "x0", "words"),
    [
        ("x^3 - 2x + 2", "0", "This is the start again: the states run in a cycle"),
        ("x^(1/3)", "1", "the method diverges"),
        ("x^2 + 1", "1", "There the slope is zero, so the method stops without an answer."),
        ("abs(x)", "1", "Step 1 leads to 0, where the slope has no value."),
        (
            "x^2 - 4",
            "2",
            "A step from there changes nothing: the function is zero there, and the method",
        ),
        ("x^3 - x", "1/sqrt(5)", "after 50 steps the method has not settled"),
    ],
)
def test_the_answer_says_how_it_fails(f: str, x0: str, words: str) -> None:
    said = " ".join(str(render(newton(f, x0).trace, "text")).partition("Answer:")[2].split())
    assert words in said


@pytest.mark.parametrize(("x0", "grow"), [("2", True), ("1", False)])
def test_steps_that_grow_are_told(x0: str, grow: bool) -> None:
    said = " ".join(str(render(newton("arctan(x)", x0, n="4").trace, "text")).split())
    assert ("Each of the last steps is longer than the one before" in said) == grow


def test_a_slope_that_is_rounded_to_zero_is_not_called_zero() -> None:
    said = str(render(newton("arctan(x)", "2").trace, "text")).partition("Answer:")[2]
    assert "slope is zero" not in " ".join(said.split())
    assert "the method diverges" in " ".join(said.split())


def test_a_corner_has_a_value_but_no_slope() -> None:
    solution = newton("abs(x)", "1")
    assert "note_no_derivative" in rules(solution)
    assert "outside" not in solution.answer


def test_no_root_is_said() -> None:
    assert newton("x^2 + 1", "1/2", n="8").answer["no_root"].relation == ">"


def test_a_power_of_e_and_a_logarithm_together_have_no_closed_form() -> None:
    assert "roots" not in newton("e^x + ln(x)", "1").answer


def test_a_step_out_of_the_domain() -> None:
    solution = newton("ln(x)", "3", n="5")
    assert solution.answer["outside"].right == 0


@pytest.mark.parametrize(
    ("f", "x0"), [("ln(x)", "5"), ("sqrt(x)", "1"), ("1/x - 2", "1"), ("x - ln(x)", "2")]
)
def test_it_leaves_the_domain_without_a_number_of_steps(f: str, x0: str) -> None:
    answer = newton(f, x0).answer
    assert answer["beyond"].rows[-1][0] == 1
    assert "outside" in answer
    assert "early" not in answer


def test_a_maximum_instead_of_a_minimum() -> None:
    assert newton("x^3 - 3x", "-1/2", goal="minimum").answer["extremum"].kind == "local maximum"
    found = newton("cos(x)", "1/2", goal="minimum")
    assert "find_maximum_between" in rules(found)


def test_a_function_that_falls_nowhere_has_no_minimum() -> None:
    solution = newton("x^3", "1", n="3", goal="minimum")
    assert solution.answer["one_way"].relation == ">="
    assert "it has no minimum there" in " ".join(str(render(solution.trace, "text")).split())


def test_a_flight_to_infinity_has_no_root_nearby() -> None:
    solution = newton("x e^(-x)", "2", n="5")
    assert float(solution.answer["error"].value) > 5


def test_a_double_root_is_approached_slowly() -> None:
    rows = newton("x^2", "1", n="4").answer["iterates"].rows
    assert [row.args[1] for row in rows] == [
        1,
        Rational(1, 2),
        Rational(1, 4),
        Rational(1, 8),
        Rational(1, 16),
    ]


def test_a_line_takes_one_step() -> None:
    assert newton("2x - 3", "7", n="1").answer["iterates"].rows[-1][1] == Rational(3, 2)


@pytest.mark.parametrize(
    "problem",
    [
        {"f": "x y", "x0": "1"},
        {"f": "5", "x0": "1"},
        {"f": "ln(x)", "x0": "0"},
        {"f": "x^(4/3)", "x0": "0", "goal": "minimum"},
        {"f": "x^2", "x0": "1", "goal": "maximum"},
    ],
)
def test_what_cannot_be_done_is_refused(problem: dict[str, str]) -> None:
    with pytest.raises(TutorError) as refused:
        solve("calculus.newton", **problem)
    assert refused.value.fix
