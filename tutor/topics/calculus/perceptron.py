"""A perceptron with one example: prediction, loss, gradient and one update.

The prediction is the weighted sum of the inputs plus the bias; for a classification the sigmoid is
applied to it.  The loss compares it with the target.  By the chain rule the derivative of the loss
with respect to a weight is the derivative with respect to the sum, times the input of that weight.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from random import Random
from typing import Any

from sympy import Rational, Symbol, Tuple

from tutor.core.claims import Choice, Claim
from tutor.core.figure import Curve, Dots, Figure
from tutor.core.inputs import ChoiceInput, NumberInput, VectorInput
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit import activations, losses
from tutor.kit.activations import Number
from tutor.kit.backpropagation import Network, delta_of_output, forward_pass, layers_backward
from tutor.kit.gradient_step import learning_rate, update
from tutor.kit.network_layers import Passed, complete_layer, numbers_only
from tutor.kit.perceptron_gradients import (
    differentiate_directly,
    gradient_with_bias,
    update_with_bias,
)

Goals = tuple[tuple[str, Claim], ...]
Solution = Generator[Step, None, Goals]


def by_chain_rule(problem: Problem) -> Solution:
    network = network_of(problem)
    passes, goals = yield from forward_pass(network)
    deltas = yield from delta_of_output(network, passes[-1])
    return (yield from _gradients(network, passes, goals, deltas))


def by_direct_differentiation(problem: Problem) -> Solution:
    network = network_of(problem)
    passes, goals = yield from forward_pass(network)
    deltas = yield from differentiate_directly(network, passes[-1])
    return (yield from _gradients(network, passes, goals, deltas))


def _gradients(
    network: Network, passes: list[Passed], goals: list[tuple[str, Claim]], deltas: Sequence[Number]
) -> Solution:
    gradients = yield from layers_backward(network, passes, deltas)
    goals += gradients[0].worth
    if network.rate is not None:
        goals += yield from update(network, gradients)
    return tuple(goals)


def in_matrix_form(problem: Problem) -> Solution:
    network = network_of(problem)
    passes, goals = yield from forward_pass(network)
    gradient, worth = yield from gradient_with_bias(network, passes)
    goals += worth
    if network.rate is not None:
        goals += yield from update_with_bias(network, gradient)
    return tuple(goals)


def suits(problem: Problem) -> tuple[str, ...]:
    short = problem.activation == "sigmoid" and problem.loss == "log"
    return ("chain_rule", "direct", "matrix_form") if short else ("chain_rule", "matrix_form")


def network_of(problem: Problem) -> Network:
    layer = complete_layer(Tuple(problem.w), problem.b, len(problem.x), problem.activation)
    return Network((layer,), problem.x, Tuple(problem.y), problem.loss, problem.rate)


def complete(problem: Problem) -> Mapping[str, Any]:
    for name in ("x", "w", "b"):
        if problem.values[name] is not None:
            numbers_only(name, problem.values[name])
    activation = problem.activation or ("sigmoid" if problem.loss == "log" else "identity")
    loss = problem.loss or losses.USUAL.get(activation, "half_squared")
    losses.check(loss, activation, [problem.y])
    layer = complete_layer(Tuple(problem.w), problem.b, len(problem.x), activation)
    return {"activation": activation, "loss": loss, "b": layer.biases}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 is a regression without an update, 2 one with an update, 3 a classification."""

    def number(low: int, high: int, over: int = 1) -> Rational:
        return Rational(rng.randint(low, high), over)

    size = 2 if level == 1 else rng.randint(2, 3)
    found: dict[str, Any] = {
        "x": Tuple(*(number(-3, 3) for _ in range(size))),
        "w": Tuple(*(number(-4, 4, 2) for _ in range(size))),
        "b": Tuple(number(-3, 3, 2 if level == 2 else 1)),
        "y": number(-3, 3),
    }
    if level == 2:
        found["rate"] = Rational(1, rng.choice((5, 10)))
    if level == 3:
        return found | {"activation": "sigmoid", "y": number(0, 1), "rate": Rational(1, 2)}
    prediction = sum((w * x for w, x in zip(found["w"], found["x"], strict=True)), found["b"][0])
    if found["y"] == prediction:  # nothing would be left to learn
        found["y"] += 1
    return found


def goals(problem: Problem, found: Goals) -> Goals:
    return found


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    """The loss along the prediction, or the sigmoid, with the point of this example."""
    worth = dict(found)
    if problem.activation == "sigmoid":
        z = float(worth["z"].after)  # type: ignore[union-attr]
        reach = max(6.0, abs(z) + 2)
        marks = (
            Curve(
                tuple((t, activations.sigmoid_height(t)) for t in _grid(-reach, reach)), "sigmoid"
            ),
            Dots(((z, activations.sigmoid_height(z)),), label="this example"),
        )
        return (Figure("sigmoid", Choice(Symbol("z")), marks, "z", "yhat"),)
    if problem.activation != "identity":
        return ()
    p, y = float(worth["yhat"].after), float(problem.y)  # type: ignore[union-attr]
    reach = max(1.0, 1.5 * abs(p - y))
    share = 0.5 if problem.loss == "half_squared" else 1.0
    curve = tuple((t, share * (y - t) ** 2) for t in _grid(y - reach, y + reach))
    marks = (Curve(curve, "loss"), Dots(((p, share * (y - p) ** 2),), label="this example"))
    return (Figure("loss_curve", Choice(Symbol("L")), marks, "yhat", "L"),)


def _grid(low: float, high: float) -> list[float]:
    return [low + (high - low) * k / 80 for k in range(81)]


ACTIVATIONS = {k: v for k, v in activations.OPTIONS.items() if k not in ("step", "softmax")}
LOSSES = {k: v for k, v in losses.OPTIONS.items() if k != "cross_entropy"}
_VALUES = (
    "[,|:| and| with] x[ ]=[ ]{x}, w[ ]=[ ]{w}, b[ ]=[ ]{b}, [target] y[ ]=[ ]{y}"
    "[{, learning rate |, rate |, alpha = |, alpha=| and learning rate | with learning rate }{rate}]"
    "[{: |. |; |, }find the {gradient|gradients|loss and the gradient|gradient of the loss}]"
)
TOPIC = Topic(
    id="calculus.perceptron",
    covers=("calc.perceptron_regression", "calc.logloss_grad"),
    inputs=(
        VectorInput(name="x", about="the inputs", example="(2, 1)"),
        VectorInput(name="w", about="the weights", example="(0.5, -1)"),
        VectorInput(name="b", about="the bias", example="0.25", optional=True),
        NumberInput(name="y", about="the target", example="2"),
        learning_rate("0.1"),
        ChoiceInput(
            name="activation",
            about="what is applied to the weighted sum",
            example="sigmoid",
            options=ACTIVATIONS,
            optional=True,
        ),
        ChoiceInput(
            name="loss", about="the loss", example="half_squared", options=LOSSES, optional=True
        ),
    ),
    phrases=(
        "perceptron [with] [no|without] [activation][,] x={x}, w={w}, b={b}, [target] y={y}[, loss (y-yhat)^2/2]"
        "[, learning rate {rate}][. Loss, gradients and updated parameters]",
        "[gradient of] [a|the] [regression] perceptron[ for [linear] regression][ with|:|,] x[ ]=[ ]{x}, w[ ]=[ ]{w}, b[ ]=[ ]{b}, y[ ]=[ ]{y}"
        "[{, learning rate |, rate |, alpha |, alpha = |, alpha=|, rate = |, learning rate = }{rate}][, one step]",
        "[gradient of] [a|the] [regression] perceptron[ for [linear] regression][ with|:|,] x[ ]=[ ]{x}, y[ ]=[ ]{y}, w[ ]=[ ]{w}, b[ ]=[ ]{b}"
        "[{, learning rate |, rate |, alpha = |, alpha=|, rate = |, learning rate = }{rate}][, one step]",
        "[find|compute|what is] [the] gradient of [the] {loss} loss {for|at|with} x[ ]=[ ]{x}, w[ ]=[ ]{w}, b[ ]=[ ]{b}, y[ ]=[ ]{y}",
        "[the] {loss} loss gradient {for|at|with} x[ ]=[ ]{x}, w[ ]=[ ]{w}, b[ ]=[ ]{b}, y[ ]=[ ]{y}",
        "gradient of [the] perceptron x={x}, w={w}, b={b}, y={y}[, {rate|alpha} = {rate}]",
        "x={x}, w={w}, b={b}, y={y}, alpha={rate}",
        r"\\hat y=w\\cdot x+b,\\ L=\\tfrac12(y-\\hat y)^2,\\ x={x},\\ w={w},\\ b={b},\\ y={y},\\ \\alpha={rate}",
        "[gradient of] [the] {loss} loss [of|for] [a] [perceptron|sigmoid unit] [with|for|of|:] x={x}, w={w}, b={b}, y={y}",
        "[gradient of] [a|the] perceptron with [a|the] {activation}[ activation| output]{: |, | }x={x}, w={w}, b={b}, [target] y={y}"
        "[{, learning rate |, rate |, alpha = |, alpha=| and learning rate | with learning rate }{rate}]",
        "[gradient of] [a|the] {perceptron|neuron} with [a|the] {activation} [activation|output] and [the|a] {loss} loss[,|:| with| on] x={x}, w={w}, b={b}, [target] y={y}"
        "[{, learning rate |, rate |, alpha = |, alpha=| and learning rate | with learning rate }{rate}]",
        "[gradient of] [a|the] {perceptron|neuron} with [the|a] {loss} loss" + _VALUES,
        "[gradient of] [a|the] {activation} {unit|neuron|perceptron} with [the|a] {loss} loss"
        + _VALUES,
        "[gradient of] [a|the] {activation} {unit|neuron|perceptron} [with] x={x}, w={w}, b={b}, y={y}",
    ),
    methods={
        "chain_rule": by_chain_rule,
        "direct": by_direct_differentiation,
        "matrix_form": in_matrix_form,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
