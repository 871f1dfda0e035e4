"""Backpropagation at its edges."""

from __future__ import annotations

import time

import pytest
from sympy import Rational, Tuple

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.solution import solve

S16 = (
    "backpropagation x=(1,2), y=1, W1=[[.5,-.5],[1,1]], b1=(0,-1), w2=(1,2), b2=-.5, "
    "sigmoid, log loss, rate .5"
)
SMALL = "backpropagation: x=(1,-2), y={y}, W1=[[1,-1],[0,2]], b1=(0,1), W2={W2}, b2={b2}"


def test_numbers_of_a_sigmoid_network() -> None:
    found = solve(S16)
    assert found.verified, found.report.faults
    values = {name: goal.value for name, goal in found.answer.items() if hasattr(goal, "value")}
    assert found.answer["parameters"].after == 9
    assert float(values["L"]) == pytest.approx(0.177433, abs=1e-6)
    assert float(values["delta2"]) == pytest.approx(-0.162583, abs=1e-6)
    assert float(values["L_new"]) == pytest.approx(0.146767, abs=1e-6)
    assert float(values["q"]) == pytest.approx(-0.0682806, abs=1e-7)
    assert float(values["dw1"][2, 2]) == pytest.approx(-0.0682806, abs=1e-7)
    assert "The two agree" in str(found)


def test_relu_and_squared_loss_stay_exact() -> None:
    typed = SMALL.format(y="2", W2="(1,1)", b2="0")
    solution = solve(f"{typed}, activation=relu, output=identity, rate=1/4")
    assert solution.verified, solution.report.faults
    assert solution.answer["L"].after == Rational(1, 2)
    assert solution.answer["dw1"].after == Matrix.of([[1, -2], [0, 0]])  # the second unit is off
    assert solution.answer["q"].after == -2  # so a weight of the first one is checked


def test_opposite_activations_cancel_to_an_exact_sum() -> None:
    solution = solve(
        "backpropagation x=(1,-2), y=0, W1=[[-1/2,-1/2],[1,1]], b1=(1,-1/2), W2=(1/2,1/2), b2=-1, "
        "activation=tanh, output=sigmoid, loss=log"
    )
    assert solution.verified, solution.report.faults
    assert solution.answer["z2"].after == -1  # tanh(3/2) and tanh(-3/2) are opposite


@pytest.mark.parametrize(
    ("activation", "output"),
    [
        *(("sigmoid", "tanh"), ("tanh", "sigmoid"), ("relu", "relu"), ("relu", "sigmoid")),
        *(("identity", "tanh"), ("identity", "identity"), ("tanh", "identity")),
    ],
)
def test_every_pair_of_activations(activation: str, output: str) -> None:
    typed = SMALL.format(y="1", W2="(1,-1)", b2="0.5")
    solution = solve(f"{typed}, activation={activation}, output={output}, loss=squared")
    assert solution.verified, solution.report.faults


@pytest.mark.parametrize(("output", "loss"), [("softmax", "cross_entropy"), ("sigmoid", "log")])
def test_several_outputs(output: str, loss: str) -> None:
    typed = SMALL.format(y="(0,1)", W2="[[1,0],[1,2]]", b2="(0,1)")
    solution = solve(f"{typed}, output={output}, loss={loss}, rate=0.1")
    assert solution.verified, solution.report.faults
    assert len(solution.answer["delta2"].value) == 2


def test_one_hidden_unit_and_one_input() -> None:
    for W1, W2 in (("(2)", "(1)"), ("[[2],[1]]", "(1,3)")):
        typed = f"backpropagation: x=(1), y=1, W1={W1}, W2={W2}, rate=1"
        solution = solve(typed)
        assert solution.verified, solution.report.faults


def test_zero_input_gives_no_gradient_of_the_first_weights() -> None:
    typed = "backpropagation: x=(0,0), y=1, W1=[[1,2],[3,4]], b1=(1,0), W2=(1,1), rate=1"
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert solution.answer["dw1"].after == Matrix.of([[0, 0], [0, 0]])


def test_zero_weights_keep_what_is_exact() -> None:
    typed = "backpropagation: x=(1,2), y=1, W1=[[0,0],[3,0]], W2=(0,0), rate=1"
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert solution.answer["yhat"].after == Rational(1, 2)


def test_one_unit_of_each_layer_is_verified_in_time() -> None:
    start = time.process_time()
    typed = "backpropagation: x=(1), y=1, W1=(2), W2=(2), rate=1"
    assert solve(typed).verified
    assert time.process_time() - start < 3  # with SymPy's questions about signs it was eleven


def test_left_out_biases_are_zero() -> None:
    solution = solve("backpropagation: x=(1,2), y=1, W1=[[1,2],[3,4]], W2=(1,1)")
    assert dict(solution.trace.inputs)["b1"] == Tuple(0, 0)
    assert "L_new" not in solution.answer


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("backpropagation: x=(1,2), y=1, W1=[[1,2],[3,4]], W2=(1,1,1)", "Each unit of W2"),
        ("backpropagation: x=(1,2,3), y=1, W1=[[1,2],[3,4]], W2=(1,1)", "Each unit of W1"),
        ("backpropagation: x=(1,2), y=(1,0), W1=[[1,2],[3,4]], W2=(1,1)", "2 targets"),
        (
            "backpropagation: x=(1), y=1, W1=(1), W2=(1), activation=step",
            "activation cannot be|no input",
        ),
        ("backpropagation: x=(1), y=(1,1), W1=(1), W2=[[1],[1]], output=softmax", "add up to 1"),
        (
            "backpropagation: x=(1), y=1, W1=(1), W2=(1), loss=cross_entropy",
            "belongs to the softmax",
        ),
    ],
)
def test_what_is_no_network_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix
