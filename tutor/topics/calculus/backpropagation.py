"""Backpropagation in a network with one or two hidden layers: forward, backward, update, and a check.

The forward pass gives the prediction and the loss.  The backward pass applies the chain rule from
the loss to every weight: delta of the output first, then delta of the hidden units, which is the
transpose of the weights times delta, times the derivative of the activation.  One derivative is
checked by a difference quotient.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from itertools import pairwise
from random import Random
from typing import Any

from sympy import Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Defines, Equal
from tutor.core.errors import OverLimit, Undefined, counted
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, VectorInput, VectorsInput
from tutor.core.matrix_expression import Entry
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit import activations, losses
from tutor.kit.backpropagation import Network, backward_pass, forward_pass
from tutor.kit.gradient_step import check_numerically, learning_rate, update
from tutor.kit.network_layers import Layer, complete_layer, numbers_only
from tutor.kit.pictures_of_networks import graph
from tutor.kit.unevaluated import added, times

Goals = tuple[tuple[str, Claim], ...]
MOST = 30  # weights and biases; a derivation with more is no longer read


def by_chain_rule(problem: Problem) -> Generator[Step, None, Goals]:
    network = network_of(problem)
    count = yield from _count(network)
    passes, goals = yield from forward_pass(network)
    gradients = yield from backward_pass(network, passes)
    goals += [pair for found in gradients for pair in found.worth]
    if network.rate is not None:
        goals += yield from update(network, gradients)
    goals += yield from check_numerically(network, gradients[0])
    return (("parameters", count), *goals)


def _count(network: Network) -> Generator[Step, None, Equal]:
    """The number of weights and biases."""
    sizes = [len(network.x), *(len(layer.weights) for layer in network.layers)]
    n = Symbol("n")
    yield step("count_units", Defines(n, Tuple(*map(Integer, sizes))))
    units = [Entry(n, k) for k in range(1, len(sizes) + 1)]
    products = [part for a, b in pairwise(units) for part in (times(b, a), b)]
    claim = Equal(added(*products), Integer(_parameters(network)))
    yield step("count_parameters", claim)
    return claim


def _parameters(network: Network) -> int:
    return sum(len(la.weights) * (len(la.weights[0]) + 1) for la in network.layers)


def tables(problem: Problem) -> list[tuple[Tuple, Tuple | None]]:
    """The weights and biases of each layer."""
    deeper = [] if problem.W3 is None else [(problem.W3, problem.b3)]
    return [(problem.W1, problem.b1), (problem.W2, problem.b2), *deeper]


def network_of(problem: Problem) -> Network:
    layers: list[Layer] = []
    for k, (weights, biases) in enumerate(found := tables(problem), start=1):
        inputs = len(layers[-1].weights) if layers else len(problem.x)
        activation = problem.output if k == len(found) else problem.activation
        layers.append(complete_layer(weights, biases, inputs, activation, str(k)))
    return Network(tuple(layers), problem.x, problem.y, problem.loss, problem.rate)


def complete(problem: Problem) -> Mapping[str, Any]:
    for name in ("x", "y", "W1", "b1", "W2", "b2", "W3", "b3"):
        if problem.values[name] is not None:
            numbers_only(name, problem.values[name])
    output = problem.output or _last_activation(problem)
    loss = problem.loss or losses.USUAL.get(output, "half_squared")
    losses.check(loss, output, list(problem.y))
    network = network_of(Problem(problem.topic, {**problem.values, "loss": loss, "output": output}))
    last = network.layers[-1]
    if problem.b3 is not None and problem.W3 is None:
        raise Undefined(
            "missing-weights",
            "The third layer has biases and no weights.",
            fix="Give its weights as W3, or leave b3 out.",
        )
    if len(problem.y) != len(last.weights):
        raise Undefined(
            "shape-mismatch",
            f"There are {counted(len(problem.y), 'target', 'targets')}, and the last layer has "
            f"{counted(len(last.weights), 'unit', 'units')}.",
            fix="Give one target for each unit of the last layer.",
        )
    if (count := _parameters(network)) > MOST:
        raise OverLimit(
            "parameters",
            f"This network has {count} weights and biases. The limit is {MOST}.",
            fix="Use fewer units.",
        )
    biases = {f"b{k}": layer.biases for k, layer in enumerate(network.layers, start=1)}
    return {"loss": loss, "output": output, **biases}


def _last_activation(problem: Problem) -> str:
    """Of a last layer that is not told: the one that the loss needs, or none where a number is predicted."""
    if problem.loss == "cross_entropy" and len(problem.y) > 1:
        return "softmax"
    if problem.loss == "log":
        return "sigmoid"
    probabilities = all(0 <= y <= 1 for y in problem.y)
    plain = problem.loss is not None and problem.activation != "sigmoid"
    return "sigmoid" if probabilities and not plain else "identity"


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 is exact, with ReLU and active units; 2 is curved; 3 has an update, two outputs or two hidden layers."""

    def numbers(size: int) -> Tuple:
        values = (-2, -1, 1, 2, Rational(1, 2), Rational(-1, 2))
        return Tuple(*(Rational(rng.choice(values)) for _ in range(size)))

    outputs = 2 if level == 3 and rng.random() < 0.4 else 1
    found: dict[str, Any] = {
        "x": numbers(2),
        "y": Tuple(Integer(rng.randint(0, 1))),
        "W1": Tuple(numbers(2), numbers(2)),
        "b1": numbers(2),
        "W2": Tuple(*(numbers(2) for _ in range(outputs))),
        "b2": numbers(outputs),
        "activation": rng.choice(("sigmoid", "tanh")),
        "output": rng.choice(("sigmoid", "identity")),
    }
    if level == 1:
        sums = [_weighted(row, found["x"]) for row in found["W1"]]
        activated = [Integer(1 + rng.randint(0, 2)) for _ in sums]
        active = Tuple(*(a - s for a, s in zip(activated, sums, strict=True)))
        found |= {"activation": "relu", "output": "identity", "b1": active}
        if found["y"][0] == _weighted(found["W2"][0], activated) + found["b2"][0]:
            found["y"] = Tuple(1 - found["y"][0])  # else nothing would be left to learn
    if level == 3:
        found["rate"] = Rational(1, 2)
        if outputs == 1 and rng.random() < 0.4:
            found |= {"W2": Tuple(numbers(2), numbers(2)), "b2": numbers(2)}
            found |= {"W3": Tuple(numbers(2)), "b3": numbers(1)}
    if outputs == 2:
        found |= {"output": "softmax", "y": Tuple(Integer(0), Integer(1))}
    return found


def _weighted(weights: Iterable[Expr], values: Iterable[Expr]) -> Expr:
    return sum((w * v for w, v in zip(weights, values, strict=True)), Integer(0))


def goals(problem: Problem, found: Goals) -> Goals:
    return found


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    """The computation graph, forward."""
    network = network_of(problem)
    *hidden, last = (len(layer.weights) for layer in network.layers)
    depth = len(network.layers)
    columns = [
        [f"x{j}" for j in range(1, len(problem.x) + 1)],
        *(
            [f"z{k},{i} | a{k},{i}" for i in range(1, units + 1)]
            for k, units in enumerate(hidden, start=1)
        ),
        [f"z{depth} | yhat"]
        if last == 1
        else [f"z{depth},{i} | yhat{i}" for i in range(1, last + 1)],
        ["L"],
    ]
    weights = [[[f"{float(w):g}" for w in row] for row in la.weights] for la in network.layers]
    return (Figure("graph", Choice(Symbol("L")), graph(columns, [*weights, [[""] * last]])),)


HIDDEN = {k: v for k, v in activations.OPTIONS.items() if k not in ("step", "softmax")}
OUTPUT = {k: v for k, v in activations.OPTIONS.items() if k != "step"}
TOPIC = Topic(
    id="calculus.backpropagation",
    covers=("calc.backprop",),
    inputs=(
        VectorInput(name="x", about="the inputs", example="(1, 2)"),
        VectorInput(name="y", about="the target", example="1"),
        VectorsInput(
            name="W1",
            about="the weights of the hidden layer, a vector for each unit",
            example="[[0.5, -0.5], [1, 1]]",
        ),
        VectorInput(name="b1", about="its biases", example="(0, -1)", optional=True),
        VectorsInput(
            name="W2",
            about="the weights of the next layer, the last one without W3",
            example="(1, 2)",
        ),
        VectorInput(name="b2", about="its biases", example="-0.5", optional=True),
        VectorsInput(
            name="W3",
            about="the weights of a third layer, if there are two hidden ones",
            example="(2)",
            optional=True,
        ),
        VectorInput(name="b3", about="its biases", example="0.5", optional=True),
        learning_rate("0.5"),
        ChoiceInput(
            name="activation",
            about="the activation of the hidden layers",
            example="sigmoid",
            options=HIDDEN,
            default="sigmoid",
        ),
        ChoiceInput(
            name="output",
            about="the activation of the last layer",
            example="sigmoid",
            options=OUTPUT,
            optional=True,
        ),
        ChoiceInput(
            name="loss", about="the loss", example="log", options=losses.OPTIONS, optional=True
        ),
    ),
    phrases=(
        "backpropagation [for|with|of|in] [a] [network] [with] x={x}, y={y}, W1={W1}, b1={b1}, {w2|W2}={W2}, b2={b2}[, {w3|W3}={W3}, b3={b3}]"
        "[, {activation}][, {loss} loss][, {rate|learning rate} {rate}]",
        "{backpropagation|backprop|gradients} [for|with|of|in] [a|the] [network] [with] x={x}, y={y}",
    ),
    methods={"chain_rule": by_chain_rule},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
