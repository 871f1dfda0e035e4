"""One update of a network against its gradient, and the check of a derivative by a difference quotient.

Every weight moves by the rate times its derivative, in the direction in which the loss falls.  The
forward pass is then repeated in names of its own.  For the check a weight is moved by h to both
sides; the difference of the losses divided by 2h is close to the derivative.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any

from sympy import Abs, Basic, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Compared, Defines, Equal
from tutor.core.inputs import NumberInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dot, Entry, MatrixProduct, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit import activations, losses
from tutor.kit.activations import Number
from tutor.kit.backpropagation import Goals, Gradient, L, Network, index, table_worth
from tutor.kit.linear_algebra.decimals import NOTHING
from tutor.kit.network_layers import Layer, Signal, Worth, entries, worth_of
from tutor.kit.unevaluated import added, negated, over, times

H = Rational(1, 1000)
Numbers = tuple[list[list[Number]], list[Number]]  # of the weights and the biases of a layer
Written = tuple[Basic, Basic]  # the weights and the biases of a layer


def learning_rate(example: str) -> NumberInput:
    """The rate of an update, which may be left out."""
    return NumberInput(
        name="rate",
        about="the learning rate",
        example=example,
        minimum=Integer(0),
        open_below=True,
        optional=True,
    )


def update(network: Network, gradients: Sequence[Gradient]) -> Generator[Step, None, Goals]:
    """New weights and biases, and the loss that they give."""
    rate = network.rate
    assert rate is not None
    alpha = Symbol("alpha")
    yield step("name_learning_rate", Defines(alpha, rate))
    goals: Goals = []
    names: list[Written] = []
    numbers = []
    moves: list[Defines] = []
    steps: list[Step] = []
    for k, (layer, found) in enumerate(zip(network.layers, gradients, strict=True), start=1):
        name = index(network, k)
        letter = "w" if len(layer.weights) == 1 else "W"
        rows = [
            [w - rate * d for w, d in zip(row, slopes, strict=True)]
            for row, slopes in zip(layer.weights, found.weights, strict=True)
        ]
        biases = [b - rate * d for b, d in zip(layer.biases, found.biases, strict=True)]
        W, b = Symbol(f"{letter}{name}_new"), Symbol(f"b{name}_new")
        moves.append(Defines(W, _moved(_weights(layer.weights), alpha, Symbol(f"d{letter}{name}"))))
        moves.append(Defines(b, _moved(_biases(layer.biases), alpha, Symbol(f"db{name}"))))
        of_weights, of_biases = table_worth(W, rows), worth_of(b, biases)
        goals += [(f"w{name}_new", of_weights), (f"b{name}_new", of_biases)]
        steps.append(
            move_step("move_weights", of_weights, _weights, layer.weights, rate, found.weights)
        )
        steps.append(move_step("move_biases", of_biases, _biases, layer.biases, rate, found.biases))
        names.append((W, b))
        numbers.append((rows, biases))
    yield step("take_descent_step", *moves)
    yield from steps
    return [*goals, ("L_new", (yield from loss_afterwards(network, names, numbers)))]


def move_step(
    rule: str,
    worth: Worth,
    write: Callable[[Tuple], Basic],
    old: Tuple,
    rate: Expr,
    slopes: Sequence[Any],
) -> Step:
    """The new value of a name; exact numbers are inserted by this rule, others are rounded."""
    if not isinstance(worth, Equal):
        return step("round_step", worth)
    inserted = _moved(write(old), rate, write(_tuple(slopes)))
    return step(rule, Equal(inserted, worth.after), Equal(worth.before, inserted))


def _tuple(numbers: Sequence[Any]) -> Tuple:
    return Tuple(*(_tuple(n) if isinstance(n, list) else n for n in numbers))


def loss_afterwards(
    network: Network, names: Sequence[Written], numbers: Sequence[Numbers]
) -> Generator[Step, None, Worth]:
    """The loss with the new weights and biases, and how it stands to the old one."""
    new_loss = Symbol("L_new")
    chain = passed_again(network, names, "_new")
    signals, value = numbers_with(network, numbers)
    worth_of_loss = worth_of(new_loss, [value])
    *again, prediction, _ = _with_worth(chain, signals, value)
    yield step("repeat_forward", *again)
    yield step("predict_again" if isinstance(prediction, Equal) else "round_prediction", prediction)
    yield step("work_out_loss" if isinstance(worth_of_loss, Equal) else "round_loss", worth_of_loss)
    old_loss = numbers_with(network, [_numbers(layer) for layer in network.layers])[1]
    relation = "=" if value == old_loss else "<" if value < old_loss else ">"
    yield step("compare_losses", Compared(new_loss, relation, L))
    return worth_of_loss


def _numbers(layer: Layer) -> Numbers:
    return [list(row) for row in layer.weights], list(layer.biases)


def _weights(weights: Tuple) -> Basic:
    """The weights of a layer: a number, a vector or a matrix."""
    if len(weights) == 1:
        return weights[0][0] if len(weights[0]) == 1 else weights[0]
    if len(weights[0]) == 1:
        return Tuple(*(row[0] for row in weights))
    return Matrix.of([list(row) for row in weights])


def _biases(biases: Tuple) -> Basic:
    return biases[0] if len(biases) == 1 else biases


def _moved(old: Basic, rate: Expr, slope: Basic) -> Basic:
    if isinstance(old, Expr) and isinstance(slope, Expr):
        return added(old, negated(times(rate, slope)))
    return MatrixSum(old, ScalarMultiple(Integer(-1), ScalarMultiple(rate, slope)))


def passed_again(network: Network, layers: Sequence[Written], suffix: str) -> list[Defines]:
    """The forward pass with other weights, each quantity defined under a name with the suffix."""
    source: Basic = network.x[0] if len(network.x) == 1 else network.x
    incoming = len(network.x)
    found: list[Defines] = []
    for k, (layer, (weights, biases)) in enumerate(
        zip(network.layers, layers, strict=True), start=1
    ):
        last, units = k == len(network.layers), len(layer.weights)
        outputs = Symbol(f"yhat{suffix}" if last else f"a{k}{suffix}")
        linear = layer.activation == "identity"
        sums = outputs if linear else Symbol(f"z{index(network, k)}{suffix}")
        found.append(Defines(sums, _sum(weights, source, biases, units, incoming)))
        if not linear:
            written = entries(Signal(sums, (Integer(0),) * units))
            formulas = activations.formulas(layer.activation, written)
            found.append(Defines(outputs, formulas[0] if units == 1 else Tuple(*formulas)))
        source, incoming = outputs, units
    predictions = entries(Signal(source, (Integer(0),) * incoming))
    loss = losses.formula(network.loss, predictions, network.targets)
    found.append(Defines(Symbol(f"L{suffix}"), loss))
    return found


def _sum(weights: Basic, source: Basic, biases: Basic, units: int, incoming: int) -> Basic:
    if units == 1:
        product = times(weights, source) if incoming == 1 else Dot(weights, source)
        return added(product, biases)
    product = ScalarMultiple(source, weights) if incoming == 1 else MatrixProduct(weights, source)
    return MatrixSum(product, biases)


def numbers_with(network: Network, layers: Sequence[Numbers]) -> tuple[list[list[Number]], Number]:
    """The numbers of a forward pass with other weights and biases, as `passed_again` names them, and the loss."""
    signal: list[Number] = list(network.x)
    found: list[list[Number]] = []
    for layer, (rows, biases) in zip(network.layers, layers, strict=True):
        sums = [
            sum((w * v for w, v in zip(row, signal, strict=True)), bias)
            for row, bias in zip(rows, biases, strict=True)
        ]
        signal = activations.values(layer.activation, sums)
        found += [signal] if layer.activation == "identity" else [sums, signal]
    return found, losses.value(network.loss, signal, list(network.y))


def _with_worth(chain: list[Defines], numbers: list[list[Number]], loss: Number) -> list[Claim]:
    """The definitions, the last one first, and what each name is worth, the loss perhaps not."""
    worth = [worth_of(d.name, n) for d, n in zip(chain, [*numbers, [loss]], strict=True)]
    return [*reversed(chain), *worth]


def check_numerically(network: Network, gradient: Gradient) -> Generator[Step, None, Goals]:
    """The derivative with respect to one weight of the first layer, by a difference quotient."""
    first = network.layers[0]
    row, column = _checked(gradient)
    derivative = _entry(network, first.weights, row, column)
    others = [(_weights(la.weights), _biases(la.biases)) for la in network.layers[1:]]
    plain = [_numbers(layer) for layer in network.layers]
    h, q = Symbol("h"), Symbol("q")
    yield step("choose_derivative", Choice(derivative))
    yield step("choose_distance", Defines(h, H))
    losses_there, moves = [], list[Claim]()
    for sign, suffix in ((1, "_plus"), (-1, "_minus")):
        rows = [list(weights) for weights in first.weights]
        rows[row][column] = rows[row][column] + sign * H
        moved = Tuple(*(Tuple(*weights) for weights in rows))
        chain = passed_again(network, [(_weights(moved), _biases(first.biases)), *others], suffix)
        found = numbers_with(network, [(rows, plain[0][1]), *plain[1:]])
        moves += _with_worth(chain, *found)
        losses_there.append(found[1])
    formula = over(added(Symbol("L_plus"), negated(Symbol("L_minus"))), times(Integer(2), h))
    yield step("divide_difference", Defines(q, formula), *moves)
    value = (losses_there[0] - losses_there[1]) / (2 * H)
    worth = worth_of(q, [value])
    yield step("work_out_quotient" if isinstance(worth, Equal) else "round_quotient", worth)
    exact = gradient.weights[row][column]
    if value == exact:
        yield step("agree_exactly", Compared(q, "=", derivative))
    elif abs(value - exact) < H:
        yield step("agree", Compared(Abs(added(q, times(Integer(-1), derivative))), "<", h))
    return [("q", worth)]


def _checked(gradient: Gradient) -> tuple[int, int]:
    """The place of the last derivative that is not zero: at a zero the check would say little."""
    places = [(i, j) for i, row in enumerate(gradient.weights) for j, _ in enumerate(row)]
    felt = [(i, j) for i, j in places if abs(gradient.weights[i][j]) > NOTHING]
    return (felt or places)[-1]


def _entry(network: Network, weights: Tuple, row: int, column: int) -> Expr:
    """A derivative of the first layer, as it is written."""
    name, units, incoming = index(network, 1), len(weights), len(weights[0])
    gradient = Symbol(f"dw{name}" if units == 1 else f"dW{name}")
    if units == 1 or incoming == 1:
        return gradient if units == incoming else Entry(gradient, max(row, column) + 1)
    return Entry(gradient, row + 1, column + 1)
