"""A perceptron and its gradient at the edges."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.solution import solve


def test_right_prediction_moves_nothing() -> None:
    solution = solve("perceptron: x=(3), w=(2), y=6, rate=0.5")
    assert solution.verified, solution.report.faults
    assert solution.answer["L"].after == 0
    assert solution.answer["w_new"].after == 2
    assert "has not changed" in str(solution)


def test_rate_that_is_too_large_is_named() -> None:
    solution = solve("perceptron: x=(1,2), w=(1,1), b=0, y=0, rate=1")
    assert solution.verified, solution.report.faults
    assert solution.answer["L_new"].after > solution.answer["L"].after
    assert "too large" in str(solution)


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("loss", ["squared", "half_squared"])
@pytest.mark.parametrize("b", ["-1.5", "0.25"])
def test_every_activation_and_squared_loss(activation: str, loss: str, b: str) -> None:
    typed = f"perceptron: x=(1,2), w=(0.5,0.25), b={b}, y=1, rate=0.1"
    solution = solve(f"{typed}, activation={activation}, loss={loss}")
    assert solution.verified, solution.report.faults


@pytest.mark.parametrize("y", ["0", "1", "0.25"])
def test_log_loss_of_any_target(y: str) -> None:
    solution = solve(f"log loss of a sigmoid unit x=(1,2), w=(0.5,-1), b=0.25, y={y}")
    assert solution.verified, solution.report.faults
    delta = solution.answer["delta"].value
    assert abs(delta - (solution.answer["yhat"].value - Rational(y))) < Rational(1, 10**5)


@pytest.mark.parametrize(
    ("typed", "method"),
    [
        ("log loss of a sigmoid unit x=(1,2), w=(0.5,-1), b=0.25, y=0.25, rate=1", "direct"),
        ("log loss of a sigmoid unit x=(1,2), w=(2,-1), b=0, y=1, rate=1", "direct"),
        ("log loss of a sigmoid unit x=(-20), w=(1), b=0, y=1", "direct"),
        ("log loss of a sigmoid unit x=(1,2), w=(0.5,-1), b=0.25, y=1", "matrix_form"),
        ("perceptron: x=(1,2), w=(0.5,0.25), b=-1.5, y=1, rate=0.1", "matrix_form"),
        ("perceptron: x=(3), w=(2), y=6, rate=0.5", "matrix_form"),
        ("perceptron: x=(1,2), w=(0.5,1), y=1, rate=0.5, activation=tanh", "matrix_form"),
        ("perceptron: x=(1,2), w=(0.5,1), y=1, rate=0.5, activation=relu", "matrix_form"),
    ],
)
def test_other_ways_reach_the_same_numbers(typed: str, method: str) -> None:
    usual, other = solve(typed), solve(typed, method=method)
    assert other.verified, other.report.faults
    assert other.answer == usual.answer


def test_direct_differentiation_is_for_the_log_loss_of_a_sigmoid() -> None:
    with pytest.raises(TutorError, match="does not fit"):
        solve("perceptron: x=(1,2), w=(1,1), y=1", method="direct")


@pytest.mark.parametrize(
    "typed",
    [
        "perceptron with sigmoid x=(2,1), w=(1,-1), b=0.5, y=1, learning rate 0.1",
        "gradient of the perceptron with a sigmoid activation: x=(2,1), w=(1,-1), b=0.5, target y=1, rate 0.1",
    ],
)
def test_activation_is_said_in_words(typed: str) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert dict(solution.trace.inputs)["activation"] == "sigmoid"
    assert dict(solution.trace.inputs)["loss"] == "log"


def test_sum_zero_is_exact() -> None:
    solution = solve("log loss of a sigmoid unit x=(1,2), w=(2,-1), b=0, y=1, rate=1")
    assert solution.verified, solution.report.faults
    assert solution.answer["yhat"].after == Rational(1, 2)
    assert solution.answer["dw"].after == Tuple(Rational(-1, 2), -1)


def test_relu_at_zero_has_the_slope_zero() -> None:
    solution = solve("perceptron: x=(1,1), w=(1,-1), b=0, y=1, activation=relu")
    assert solution.verified, solution.report.faults
    assert solution.answer["dw"].after == Tuple(0, 0)


def test_zero_input_moves_the_bias_alone() -> None:
    solution = solve("perceptron: x=(0,0), w=(1,-1), b=0.5, y=1, rate=0.1")
    assert solution.verified, solution.report.faults
    assert solution.answer["w_new"].after == Tuple(1, -1)
    assert solution.answer["b_new"].after == Rational(11, 20)


def test_sure_and_right_keeps_its_digits() -> None:
    solution = solve("log loss of a sigmoid unit x=(20), w=(1), b=0, y=1")
    assert solution.verified, solution.report.faults
    assert 0 < solution.answer["L"].value < Rational(1, 10**8)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("log loss of a sigmoid unit x=(200), w=(1), b=0, y=0", "is saturated"),
        ("log loss of a sigmoid unit x=(1), w=(1), b=0, y=2", "probability, between 0 and 1"),
        ("perceptron: x=(1), w=(1), y=1, activation=tanh, loss=log", "between 0 and 1"),
        ("perceptron: x=(1,2), w=(1), y=1", "has 1 weight"),
        ("perceptron: x=(1,2), w=(1,1), b=(1,2), y=1", "2 biases"),
        ("perceptron: x=(1,k), w=(1,1), y=1", "rational numbers"),
        ("perceptron: x=(1,2), w=(1,1), y=1, rate=0", "above 0"),
    ],
)
def test_what_cannot_be_learned_from_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix
