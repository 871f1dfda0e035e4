"""The perceptron learning rule at its edges."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Integer, Rational

from tutor.core.errors import TutorError
from tutor.solution import Solution, solve
from tutor.verify import verify


def last_state(solution: Solution) -> list[Rational]:
    """The weights and the bias after the last turn."""
    claim = solution.answer["iterates"]
    return list(claim.rows[-1][2 : 1 + len(claim.variables)])


@pytest.mark.parametrize("gate", ["and", "or", "nand", "nor"])
def test_gates_with_a_line_are_learned(gate: str) -> None:
    solution = solve(f"train a perceptron for the {gate} gate")
    assert solution.verified, solution.report.faults
    assert "mistake" not in solution.answer
    sums = solution.answer["sums"].after
    wanted = {"and": "0001", "or": "0111", "nand": "1110", "nor": "1000"}[gate]
    assert "".join(str(int(bool(s > 0))) for s in sums) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "can a perceptron learn xor",
        "perceptron on (0,0), (1,1), (2,2) with labels 1, -1, 1",
        "perceptron on (1,1), (1,1) with labels 0, 1",
        "perceptron on (1), (2), (3) with labels 0, 1, 0, rate 1/3",
    ],
)
def test_cycle_shows_that_no_line_separates(typed: str) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    states = [row[2:] for row in solution.answer["iterates"].rows]
    assert states[-1] in states[:-1]
    assert set(solution.answer["balance"].after) == {0}
    assert "No line separates" in str(solution)


def test_limit_of_epochs_is_named_and_decides_nothing() -> None:
    solution = solve("train a perceptron for and in 2 epochs")
    assert solution.verified, solution.report.faults
    assert solution.answer["mistake"].relation in ("<=", ">")
    assert "balance" not in solution.answer
    assert "limit of epochs is reached after 8 turns" in " ".join(str(solution).split())


def test_weights_that_separate_already_do_not_move() -> None:
    solution = solve("perceptron on (2,1), (0,0), (3,2), labels 1, 0, 1, w = (1, 1), b = -1")
    assert solution.verified, solution.report.faults
    assert last_state(solution) == [1, 1, -1]
    assert "separate the classes already" in " ".join(str(solution).split())


@pytest.mark.parametrize(("labels", "moves"), [("0, 1", 0), ("-1, 1", -1)])
def test_sum_on_the_threshold_depends_on_the_labels(labels: str, moves: int) -> None:
    """The first point has the sum 0: right for the label 0, a mistake for the label -1."""
    solution = solve(f"perceptron on (1,1), (3,1) with labels {labels} from w = (1, -1)")
    assert solution.verified, solution.report.faults
    assert solution.answer["iterates"].rows[0][-1] == moves


def test_one_example_with_a_rate() -> None:
    solution = solve("perceptron with step activation: x=(2,1), w=(-1,0.5), b=0.25, y=1, rate 0.5")
    assert solution.verified, solution.report.faults
    assert last_state(solution) == [0, 1, Rational(3, 4)]


def test_first_example_that_is_wrong_is_worked_out() -> None:
    solution = solve("train a perceptron for the or gate")
    (step,) = (s for s in solution.trace.steps if s.rule == "find_first_mistake")
    assert step.claims[0].values[0].rhs == Integer(2)


def test_forged_number_of_epochs_is_refuted_at_once() -> None:
    trace = solve("train a perceptron for xor in 5 epochs").trace
    inputs = tuple((n, Integer(10**9) if n == "epochs" else v) for n, v in trace.inputs)
    assert not verify(replace(trace, inputs=inputs)).ok


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("perceptron on (1,1), (2,3) with labels 0, 2", "0 and 1, or -1 and 1"),
        ("perceptron on (1,1), (2,3) with labels -1, 0", "0 and 1, or -1 and 1"),
        ("perceptron on (1,1), (2,3) with labels 0", "its label"),
        ("perceptron on (1,1), (2,3) with labels 0, 1, w = (1)", "1 weight, "),
        ("perceptron on (1,1), (2,3) with labels 0, 1, rate 0", "above 0"),
        ("perceptron on (1,1), (2,3) with labels 0, 1 for 1000 epochs", "200"),
        ("perceptron on (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13) with "
         "labels 0,0,0,0,0,0,0,0,0,0,0,0,1", "limit is 12"),
    ],
)  # fmt: skip
def test_what_cannot_be_trained_on_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix
