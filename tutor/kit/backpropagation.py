"""Gradients of a network by the chain rule, from the loss back to the first layer, and one update.

For each layer delta is the derivative of the loss with respect to its weighted sums.  A weight
has the derivative delta times what it multiplies, a bias delta itself, and what comes into the
layer has the weights times delta.  An update goes a step of the given rate against the gradient.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, NamedTuple

from sympy import Basic, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Approximates, Claim, Defines, DerivativeOf, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    Dot,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, step
from tutor.kit import activations, losses
from tutor.kit.activations import Number
from tutor.kit.linear_algebra.decimals import NOTHING, rounded_matrix
from tutor.kit.network_layers import (
    Layer,
    Passed,
    Signal,
    Worth,
    entries,
    forward,
    worth_of,
)
from tutor.kit.unevaluated import ONE, added, negated, power, times

Goals = list[tuple[str, Claim]]
L, Y = Symbol("L"), Symbol("y")


class Network(NamedTuple):
    """Layers with one example and its targets, a loss, and the rate of an update if there is one."""

    layers: tuple[Layer, ...]
    x: Tuple
    y: Tuple
    loss: str
    rate: Rational | None

    @property
    def targets(self) -> list[Any]:
        """The targets as letters."""
        return entries(Signal(Y, tuple(self.y)))


class Gradient(NamedTuple):
    """The numbers of the gradient of one layer, and what its names are worth."""

    weights: list[list[Number]]
    biases: list[Number]
    worth: Goals


def index(network: Network, k: int) -> str:
    """What stands behind the names of layer k, counted from 1."""
    return str(k) if len(network.layers) > 1 else ""


def forward_pass(network: Network) -> Generator[Step, None, tuple[list[Passed], Goals]]:
    """All layers in order, then the loss."""
    signal = Signal(network.x, tuple(network.x))
    passes: list[Passed] = []
    goals: Goals = []
    for k, layer in enumerate(network.layers, start=1):
        last = k == len(network.layers)
        sums, outputs = f"z{index(network, k)}", "yhat" if last else f"a{k}"
        if layer.activation == "identity":
            sums = outputs
        passed = yield from forward(layer, signal, sums, outputs)
        passes.append(passed)
        goals += passed.worth
        signal = passed.outputs
    targets = Defines(Y, network.y[0] if len(network.y) == 1 else network.y)
    loss = losses.formula(network.loss, entries(signal), network.targets)
    yield step(WRITTEN[network.loss], Defines(L, loss), targets)
    worth = worth_of(L, [losses.value(network.loss, signal.numbers, network.y)])
    yield step("work_out_loss" if isinstance(worth, Equal) else "round_loss", worth)
    return passes, [*goals, ("L", worth)]


WRITTEN = {
    "half_squared": "write_squared_loss",
    "squared": "write_squared_loss",
    "log": "write_log_loss",
    "cross_entropy": "write_cross_entropy",
}
DERIVED = {"sigmoid": "derive_sigmoid", "tanh": "derive_tanh"}
SLOPES = {
    "sigmoid": "multiply_by_slope_of_sigmoid",
    "tanh": "multiply_by_slope_of_tanh",
    "relu": "multiply_by_slope_of_relu",
}


def backward_pass(network: Network, passes: list[Passed]) -> Generator[Step, None, list[Gradient]]:
    """The gradient of each layer, from the last to the first; returned in their order."""
    deltas = yield from delta_of_output(network, passes[-1])
    return (yield from layers_backward(network, passes, deltas))


def layers_backward(
    network: Network, passes: list[Passed], deltas: Sequence[Number]
) -> Generator[Step, None, list[Gradient]]:
    """The gradients from the derivative of the loss with respect to the last sums."""
    found: list[Gradient] = []
    for k in range(len(network.layers), 0, -1):
        name = index(network, k)
        delta = Symbol(f"delta{name}")
        source = _source(network, passes, k)
        table = [[d * v for v in source.numbers] for d in deltas]
        single = len(table) == 1
        weights = Symbol(f"dw{name}" if single else f"dW{name}")
        yield step("find_weight_gradient", Defines(weights, _outer(delta, len(deltas), source)))
        worth = table_worth(weights, table)
        yield step(_rule(worth, "work_out_gradient", "round_gradient"), worth)
        biases = Symbol(f"db{name}")
        of_biases = worth_of(biases, deltas)
        yield step("find_bias_gradient", Defines(biases, delta), of_biases)
        goals: Goals = [(f"delta{name}", worth_of(delta, deltas))]
        goals += [(f"dw{name}", worth), (f"db{name}", of_biases)]
        found.insert(0, Gradient(table, list(deltas), goals))
        if k > 1:
            deltas = yield from _pass_back(network, k, passes[k - 2], delta, deltas)
    return found


def delta_of_output(network: Network, last: Passed) -> Generator[Step, None, Sequence[Number]]:
    activation, delta = (
        network.layers[-1].activation,
        Symbol(f"delta{index(network, len(network.layers))}"),
    )
    predictions, sums = entries(last.outputs), entries(last.sums)
    numbers, targets = last.outputs.numbers, network.targets
    difference = [p - y for p, y in zip(numbers, network.y, strict=True)]
    short = (activation, network.loss) in (("sigmoid", "log"), ("softmax", "cross_entropy"))
    slopes = [losses.slope(network.loss, p, y) for p, y in zip(predictions, targets, strict=True)]
    if short:
        values = difference
    else:
        factor = {"squared": 2, "half_squared": 1}[network.loss]
        steep = _steepness(activation, last.sums.numbers, numbers)
        values = [factor * d * s for d, s in zip(difference, steep, strict=True)]
    if len(numbers) > 1 and short:
        yield step(
            "subtract_targets",
            Defines(delta, MatrixSum(last.outputs.written, ScalarMultiple(-1, Y))),
        )
    else:
        written = _slopes(activation, sums, predictions, last.sums.numbers)
        if len(numbers) == 1:
            loss = losses.formula(network.loss, predictions, targets)
            yield step("derive_loss", DerivativeOf(loss, predictions[0], slopes[0]))
            if activation in DERIVED:
                function = activations.formulas(activation, sums)[0]
                yield step(DERIVED[activation], DerivativeOf(function, sums[0], written[0]))
        products = [s if w == ONE else times(s, w) for s, w in zip(slopes, written, strict=True)]
        yield step(
            "multiply_slopes",
            Defines(delta, products[0] if len(products) == 1 else Tuple(*products)),
        )
        if short:
            yield step("simplify_delta", Equal(delta, added(predictions[0], negated(targets[0]))))
    worth = worth_of(delta, values)
    yield step(_rule(worth, "work_out_delta", "round_delta"), worth)
    return values


def _pass_back(
    network: Network, k: int, before: Passed, delta: Symbol, deltas: Sequence[Number]
) -> Generator[Step, None, Sequence[Number]]:
    """What the deltas of layer k say about the sums of the layer before it."""
    layer, activation, name = network.layers[k - 1], network.layers[k - 2].activation, str(k - 1)
    rows, size = [list(row) for row in layer.weights], len(before.outputs.numbers)
    errors = [
        sum((d * row[j] for d, row in zip(deltas, rows, strict=True)), Integer(0))
        for j in range(size)
    ]
    g, earlier = Symbol(f"g{name}"), Symbol(f"delta{name}")
    column = Tuple(*(row[0] for row in rows))
    if len(rows) == 1:
        formula: Basic = (
            times(rows[0][0], delta) if size == 1 else ScalarMultiple(delta, layer.weights[0])
        )
    else:
        formula = Dot(column, delta) if size == 1 else MatrixProduct(Transpose(layer.table), delta)
    yield step("pass_back", Defines(g, formula), worth_of(g, errors))
    if activation == "identity":
        yield step("keep_errors", Defines(earlier, g))
        worth = worth_of(earlier, errors)
        yield step(_rule(worth, "work_out_delta", "round_delta"), worth)
        return errors
    back = entries(Signal(g, tuple(errors)))
    written = _slopes(
        activation, entries(before.sums), entries(before.outputs), before.sums.numbers
    )
    products = [times(e, w) for e, w in zip(back, written, strict=True)]
    yield step(SLOPES[activation], Defines(earlier, products[0] if size == 1 else Tuple(*products)))
    steep = _steepness(activation, before.sums.numbers, before.outputs.numbers)
    values = [e * s for e, s in zip(errors, steep, strict=True)]
    worth = worth_of(earlier, values)
    yield step(_rule(worth, "work_out_delta", "round_delta"), worth)
    return values


def _source(network: Network, passes: list[Passed], k: int) -> Signal:
    return Signal(network.x, tuple(network.x)) if k == 1 else passes[k - 2].outputs


def _written(signal: Signal) -> Basic:
    """A signal as numbers where they are exact, else by its name."""
    if not signal.exact:
        return signal.written
    return signal.numbers[0] if len(signal.numbers) == 1 else Tuple(*signal.numbers)


def _outer(delta: Symbol, units: int, source: Signal) -> Basic:
    """Each delta times each input."""
    taken = _written(source)
    if len(source.numbers) == 1:
        return times(delta, taken) if units == 1 else ScalarMultiple(taken, delta)
    if units == 1:
        return ScalarMultiple(delta, taken)
    return MatrixProduct(Columns(delta), Transpose(taken))


def _slopes(
    activation: str, sums: Sequence[Expr], outputs: Sequence[Expr], numbers: Sequence[Number]
) -> list[Expr]:
    """The derivative of the activation at each unit, written with what the unit gives."""
    match activation:
        case "sigmoid":
            return [times(a, added(ONE, negated(a))) for a in outputs]
        case "tanh":
            return [added(ONE, negated(power(a, Integer(2)))) for a in outputs]
        case "relu":
            return [Integer(bool(z > 0)) for z in numbers]
    return [ONE for _ in sums]


def _steepness(activation: str, sums: Sequence[Number], outputs: Sequence[Number]) -> list[Number]:
    match activation:
        case "sigmoid":
            return [a * (1 - a) for a in outputs]
        case "tanh":
            return [1 - a**2 for a in outputs]
        case "relu":
            return [Integer(bool(z > 0)) for z in sums]
    return [ONE for _ in sums]


def _rule(worth: Worth, exact: str, rounded: str) -> str:
    return exact if isinstance(worth, Equal) else rounded


def table_worth(name: Symbol, rows: list[list[Number]]) -> Worth:
    """What the gradient of weights is worth: a vector for one unit or one input, else a matrix."""
    if len(rows) == 1:
        return worth_of(name, rows[0])
    if len(rows[0]) == 1:
        return worth_of(name, [row[0] for row in rows])
    if all(isinstance(e, Rational) for row in rows for e in row):
        return Equal(name, Matrix.of(rows))
    if all(abs(e) < NOTHING for row in rows for e in row):
        zeros = Matrix.of([[0 for _ in row] for row in rows])
        return Approximates(name, zeros, Rational(1, 2 * 10**6))
    return rounded_matrix(name, rows)
