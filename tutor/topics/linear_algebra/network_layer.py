"""What a layer of a network gives: z = W x + b, then the activation.

Each row of W holds the weights of one unit, so that a whole layer is one product of a matrix
and a vector.  A bias is added to each weighted sum, and the activation is applied to the result.
What one layer gives is what the next one gets; several examples make the rows of one matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from sympy import Expr, Integer, Rational, Tuple

from tutor.core.claims import Choice, Claim
from tutor.core.errors import NotUnderstood, OverLimit
from tutor.core.figure import Figure, Mark
from tutor.core.inputs import ChoiceInput, TableInput, VectorInput, VectorsInput
from tutor.core.matrix import Matrix
from tutor.core.topic import Problem, Topic
from tutor.kit import activations
from tutor.kit.linear_algebra.layer_of_examples import CASES, Goals, Solution, sums_of, together
from tutor.kit.network_layers import (
    Layer,
    Signal,
    complete_layer,
    forward,
    numbers_only,
)
from tutor.kit.pictures_of_networks import graph, separated

MOST = 20  # examples; a longer table is no longer read


def by_layers(problem: Problem) -> Solution:
    layers = layers_of(problem)
    if problem.X is not None:
        return (yield from together(layers[0], problem.X))
    signal = Signal(problem.x, tuple(problem.x))
    goals: list[tuple[str, Claim]] = []
    for k, layer in enumerate(layers, start=1):
        index = str(k) if len(layers) > 1 else ""
        passed = yield from forward(layer, signal, f"z{index}", f"a{index}")
        goals += passed.worth
        signal = passed.outputs
    return tuple(goals)


def layers_of(problem: Problem) -> list[Layer]:
    size = problem.X.shape[1] if problem.X is not None else len(problem.x)
    first = complete_layer(problem.W, problem.b, size, problem.activation)
    if problem.W2 is None:
        return [first]
    units = len(first.weights)
    return [first, complete_layer(problem.W2, problem.b2, units, problem.activation2, "2")]


def complete(problem: Problem) -> Mapping[str, Any]:
    if (problem.x is None) == (problem.X is None):
        raise NotUnderstood(
            "which-inputs",
            "The layer needs one example x, or several examples X.",
            fix="For example x = (2, 1), or X = (0, 0), (0, 1), (1, 0), (1, 1).",
        )
    if problem.X is not None and problem.W2 is not None:
        raise NotUnderstood(
            "two-layers",
            "Two layers are worked out for one example at a time.",
            fix="Give one example, such as x = (2, 1).",
        )
    for name in ("W", "b", "x", "X", "W2", "b2"):
        value = problem.values[name]
        if value is not None:
            numbers_only(name, value if isinstance(value, Tuple) else _entries(value))
    layers = layers_of(problem)
    if problem.X is not None and problem.X.shape[0] > MOST:
        raise OverLimit(
            "examples",
            f"There are {problem.X.shape[0]} examples. The limit is {MOST}.",
            fix="Give fewer examples.",
        )
    biases = {"b": layers[0].biases}
    return biases if len(layers) == 1 else {**biases, "b2": layers[1].biases}


def _entries(table: Matrix) -> list[Expr]:
    return [e for row in table.entries() for e in row]


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has one exact layer, 2 a curved activation or several examples, 3 two layers."""

    def numbers(size: int) -> Tuple:
        return Tuple(*(Integer(rng.randint(-3, 3)) for _ in range(size)))

    size, units = rng.randint(2, 3), rng.randint(1, 3)
    found: dict[str, Any] = {
        "W": Tuple(*(numbers(size) for _ in range(units))),
        "b": numbers(units),
        "activation": rng.choice(("identity", "relu", "step")),
    }
    if level == 2 and rng.random() < 0.5:
        gate = rng.choice((((1, 1), -1), ((1, 1), 0), ((-1, -1), 2), ((-1, -1), 1)))
        half = Rational(gate[1]) - Rational(1, 2)
        weights = Tuple(*map(Integer, gate[0]))
        return {"W": Tuple(weights), "b": Tuple(half), "X": CASES, "activation": "step"}
    found["x"] = numbers(size)
    if level == 1:
        return found
    soft = ("sigmoid", "tanh", "softmax") if units > 1 else ("sigmoid", "tanh")
    found["activation"] = rng.choice(soft)
    if level == 3:
        found["activation"] = rng.choice(("relu", "sigmoid", "tanh"))
        found |= {"W2": Tuple(numbers(units)), "b2": numbers(1), "activation2": "sigmoid"}
    return found


def goals(problem: Problem, found: Goals) -> Goals:
    return found


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    layers = layers_of(problem)
    if problem.X is None:
        return (Figure("network", Choice(problem.x), _sketch(layers)),)
    line = len(layers[0].weights) == 1 and problem.X.shape[1] == 2
    if not line or problem.activation != "step":
        return ()
    points = [(float(a), float(b)) for a, b in problem.X.entries()]
    classes = [bool(sum_ > 0) for (sum_,) in sums_of(layers[0], problem.X)]
    a, b = map(float, layers[0].weights[0])
    marks = separated(points, classes, (a, b), float(layers[0].biases[0]))
    return (Figure("separating_line", Choice(problem.X), marks, "x1", "x2", equal=True),)


def _sketch(layers: list[Layer]) -> tuple[Mark, ...]:
    columns = [[f"x{j}" for j in range(1, len(layers[0].weights[0]) + 1)]]
    for k, layer in enumerate(layers, start=1):
        name = "z" if layer.activation == "identity" else "a"
        index = str(k) if len(layers) > 1 else ""
        units = range(1, len(layer.weights) + 1)
        names = [f"{name}{index}{',' if index else ''}{i}" for i in units]
        columns.append([f"{name}{index}"] if len(names) == 1 else names)
    return graph(
        columns, [[[f"{float(w):g}" for w in row] for row in layer.weights] for layer in layers]
    )


_LAYER = (
    "[find|compute|what is] [the] [output of] [one|a|the|single] [neural network|dense|hidden|linear] layer [with|for] "
    "[weights|weight matrix] W{=| = }{W}[,] [and] "
)
_WITH_ACTIVATION = "[,] [and] [with] [a|the] {activation} [activation|activation function]"
TOPIC = Topic(
    id="linear_algebra.network_layer",
    covers=("linalg.nn_forward",),
    inputs=(
        VectorsInput(
            name="W", about="the weights, a vector for each unit", example="[[1, -2], [3, 0]]"
        ),
        VectorInput(name="b", about="the bias of each unit", example="(1, -1)", optional=True),
        VectorInput(name="x", about="the input", example="(2, 1)", optional=True),
        TableInput(
            name="X",
            about="several inputs, one in each row",
            example="(0, 0), (0, 1), (1, 0), (1, 1)",
            optional=True,
        ),
        ChoiceInput(
            name="activation",
            about="what is applied to the weighted sums",
            example="sigmoid",
            options=activations.OPTIONS,
            default="identity",
        ),
        VectorsInput(
            name="W2", about="the weights of a second layer", example="(1, 1)", optional=True
        ),
        VectorInput(name="b2", about="its biases", example="0", optional=True),
        ChoiceInput(
            name="activation2",
            about="the activation of the second layer",
            example="sigmoid",
            options=activations.OPTIONS,
            default="identity",
        ),
    ),
    phrases=(
        _LAYER + "[bias] b{=| = }{b}[,] [and] [input] x{=| = }{x}" + _WITH_ACTIVATION,
        _LAYER + "[input] x{=| = }{x}[,] [and] [bias] b{=| = }{b}" + _WITH_ACTIVATION,
        "[output of] [one|a|the|single] [linear] layer [y=Wx+b|z=Wx+b] [with|where|:] W{=| = }{W}, b{=| = }{b}, x{=| = }{x}"
        "[. Give the output and then the output after a second layer with weights {W2} and bias {b2}]",
        "[output of] [one|a|the] {activation} layer [with] W{=| = }{W}, b{=| = }{b}, x{=| = }{x}",
        "[output of] [one|a|the] layer [with] W{=| = }{W}, b{=| = }{b}, x{=| = }{x}, W2{=| = }{W2}, b2{=| = }{b2}",
        "{y|z}=Wx+b, W{=| = }{W}, b{=| = }{b}, x{=| = }{x}",
        r"{y|z}=Wx+b,\\ W={W},\\ b={b},\\ x={x}",
        "[output of] [a|the] {activation} {unit|neuron|perceptron} [with] weights {W}[,] [and] bias {b} {and|for|at|on} [the] {input|x =} {x}",
        "[output of] [a|the] {activation} {unit|neuron|perceptron} [with] weights {W}[,] [and] bias {b} {for|on} [the] {inputs|examples|cases} {X}",
    ),
    methods={"layers": by_layers},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
