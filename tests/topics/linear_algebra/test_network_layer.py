"""Layers of a network at their edges."""

from __future__ import annotations

import pytest
from sympy import Rational, Tuple

from tutor.core.claims import Approximates
from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.solution import solve

X = "X=(0,0),(0,1),(1,0),(1,1)"


def test_sum_on_the_threshold_gives_zero() -> None:
    solution = solve("step perceptron with weights (1,1), bias -2 and input (1,1)")
    assert solution.verified, solution.report.faults
    assert solution.answer["z"].after == 0
    assert solution.answer["a"].after == 0
    assert "exactly 0 gives 0" in str(solution.to("text", detail="why"))


@pytest.mark.parametrize(
    ("typed", "outputs", "gate"),
    [
        ("W=(1,1), b=-1.5", [0, 0, 0, 1], "AND"),
        ("W=(1,1), b=-0.5", [0, 1, 1, 1], "OR"),
        ("W=(-1,-1), b=1.5", [1, 1, 1, 0], "NAND"),
        ("W=(-1,-1), b=0.5", [1, 0, 0, 0], "NOR"),
    ],
)
def test_gate_is_named(typed: str, outputs: list[int], gate: str) -> None:
    solution = solve(f"network_layer: {typed}, {X}, activation=step")
    assert solution.verified, solution.report.faults
    assert solution.answer["A"].after == Matrix.of([[v] for v in outputs])
    assert f"the gate {gate}" in str(solution)


@pytest.mark.parametrize("activation", ["identity", "relu", "step", "sigmoid", "tanh", "softmax"])
def test_every_activation_for_one_example_and_for_several(activation: str) -> None:
    for given in ("x=(1,2)", "X=(1,2),(0,0),(-1,3)"):
        typed = f"network_layer: W=[1 -1; 0.5 1], b=(0,-1), {given}, activation={activation}"
        solution = solve(typed)
        assert solution.verified, solution.report.faults


def test_softmax_adds_up_to_one() -> None:
    solution = solve("layer W=[[1,0],[0,1],[1,1]], b=(0,0,0), x=(1,-1), activation=softmax")
    found = solution.answer["a"]
    assert isinstance(found, Approximates)
    assert abs(sum(found.value) - 1) <= 3 * found.tolerance


@pytest.mark.parametrize("first", ["sigmoid", "relu", "identity", "softmax"])
def test_two_layers(first: str) -> None:
    typed = f"network_layer: W=[[.5,-.5],[1,1]], b=(0,-1), x=(1,2), activation={first}"
    solution = solve(f"{typed}, W2=[[1,2],[0,0]], b2=(-.5,1), activation2=softmax")
    assert solution.verified, solution.report.faults


def test_weights_that_are_zero_leave_the_bias() -> None:
    typed = "network_layer: W=[[1,1],[1,2]], b=(0,0), x=(1,2), activation=sigmoid"
    solution = solve(f"{typed}, W2=(0,0), b2=3")
    assert solution.verified, solution.report.faults
    assert solution.answer["z2"].after == 3


def test_left_out_bias_is_zero() -> None:
    solution = solve("network_layer: W=(1/2,2), x=(2,1)")
    assert solution.verified, solution.report.faults
    assert solution.answer["z"].after == 3
    assert dict(solution.trace.inputs)["b"] == Tuple(0)


def test_large_and_small_sums_keep_their_digits() -> None:
    solution = solve("network_layer: W=(1), b=-30, x=(0), activation=sigmoid")
    assert solution.verified, solution.report.faults
    assert 0 < solution.answer["a"].value < Rational(1, 10**12)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("network_layer: W=[[1,2],[3,4]], x=(1,2,3)", "Each unit of W has 2 weights"),
        ("network_layer: W=[[1,2],[3,4]], b=(1,2,3), x=(1,2)", "b has 3 biases"),
        ("network_layer: W=[[1,2],[3,4]], x=(1,2), W2=(1,2,3)", "Each unit of W2 has 3 weights"),
        ("network_layer: W=(1,2), x=(1,2), activation=softmax", "always 1"),
        ("network_layer: W=(1,2)", "one example x"),
        ("network_layer: W=(1,2), x=(1,k)", "rational numbers"),
        ("network_layer: W=(1,2), x=(1,2), activation=gelu", "activation cannot be|belongs to no"),
    ],
)
def test_what_does_not_fit_is_refused(typed: str, message: str) -> None:
    with pytest.raises(TutorError, match=message) as caught:
        solve(typed)
    assert caught.value.fix
