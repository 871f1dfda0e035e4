"""Two other ways to the gradient of a perceptron: with the bias as one more weight, and without the chain rule.

An input 1 takes the bias among the weights, so that prediction, gradient and update are one product
or one sum each.  For the sigmoid with the log loss the loss can be written with the weighted sum
itself, and its derivative is found at once.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Expr, Integer, Symbol, Tuple, exp, log

from tutor.core.claims import Defines, DerivativeOf, Equal
from tutor.core.matrix_expression import Dot, Entry, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit.activations import Number
from tutor.kit.backpropagation import Goals, L, Network, delta_of_output
from tutor.kit.gradient_step import loss_afterwards, move_step
from tutor.kit.network_layers import Passed, Worth, worth_of
from tutor.kit.unevaluated import ONE, added, negated, over, times

Y, ALPHA, DELTA = Symbol("y"), Symbol("alpha"), Symbol("delta")
V, U, G = Symbol("v"), Symbol("u"), Symbol("g")


def differentiate_directly(
    network: Network, last: Passed
) -> Generator[Step, None, Sequence[Number]]:
    """The log loss as a function of the weighted sum, and its derivative."""
    z, yhat = last.sums.written, last.outputs.written
    assert isinstance(z, Symbol)
    assert isinstance(yhat, Symbol)
    up, down = exp(z, evaluate=False), exp(negated(z), evaluate=False)
    other = added(ONE, negated(Y))
    loss = added(times(Y, log(added(ONE, down))), times(other, log(added(ONE, up))))
    yield step("write_log_loss_of_sum", Equal(L, loss))
    slope = added(
        negated(times(Y, over(down, added(ONE, down)))), times(other, over(up, added(ONE, up)))
    )
    yield step("differentiate_log_loss_of_sum", DerivativeOf(loss, z, slope))
    yield step("name_slope_of_sum", Defines(DELTA, slope))
    yield step("recognise_sigmoids", Equal(DELTA, added(yhat, negated(Y))))
    values = [p - y for p, y in zip(last.outputs.numbers, network.y, strict=True)]
    worth = worth_of(DELTA, values)
    yield step("work_out_delta" if isinstance(worth, Equal) else "round_delta", worth)
    return values


def gradient_with_bias(
    network: Network, passes: Sequence[Passed]
) -> Generator[Step, None, tuple[list[Number], Goals]]:
    """The gradient for the weights and the bias at once, from the input with a 1 behind it."""
    (delta,) = yield from delta_of_output(network, passes[-1])
    layer = network.layers[0]
    inputs = Tuple(*network.x, ONE)
    weights = Tuple(*layer.weights[0], layer.biases[0])
    yield step("add_input_one", Defines(U, inputs))
    yield step("write_sum_as_product", Equal(passes[-1].sums.written, Dot(weights, U)))
    yield step("scale_input_by_delta", Defines(G, ScalarMultiple(DELTA, U)))
    numbers = [delta * value for value in inputs]
    worth = worth_of(G, numbers)
    yield step("work_out_gradient" if isinstance(worth, Equal) else "round_gradient", worth)
    parts = yield from _split(("dw", "db"), G, numbers)
    return numbers, [("delta", worth_of(DELTA, [delta])), *parts]


def update_with_bias(network: Network, gradient: Sequence[Number]) -> Generator[Step, None, Goals]:
    """One step against the gradient for the weights and the bias at once."""
    rate, layer = network.rate, network.layers[0]
    assert rate is not None
    yield step("name_learning_rate", Defines(ALPHA, rate))
    old = (*layer.weights[0], layer.biases[0])
    yield step("name_weights_with_bias", Defines(V, Tuple(*old)))
    new = Symbol("v_new")
    against = ScalarMultiple(Integer(-1), ScalarMultiple(ALPHA, G))
    yield step("take_descent_step", Defines(new, MatrixSum(V, against)))
    numbers = [v - rate * g for v, g in zip(old, gradient, strict=True)]
    worth = worth_of(new, numbers)
    yield move_step("move_weights", worth, lambda vector: vector, Tuple(*old), rate, gradient)
    goals = yield from _split(("w_new", "b_new"), new, numbers)
    names = [(Symbol("w_new"), Symbol("b_new"))]
    afterwards = yield from loss_afterwards(network, names, [([numbers[:-1]], numbers[-1:])])
    return [*goals, ("L_new", afterwards)]


def _split(
    names: tuple[str, str], whole: Symbol, numbers: Sequence[Number]
) -> Generator[Step, None, Goals]:
    """The part for the weights and the part for the bias, each under its name."""
    parts: list[Expr] = [Entry(whole, k) for k in range(1, len(numbers) + 1)]
    of_weights, of_bias = map(Symbol, names)
    written = parts[0] if len(numbers) == 2 else Tuple(*parts[:-1])
    worth: list[Worth] = [worth_of(of_weights, numbers[:-1]), worth_of(of_bias, numbers[-1:])]
    yield step("split_off_weights", Defines(of_weights, written), worth[0])
    yield step("split_off_bias", Defines(of_bias, parts[-1]), worth[1])
    return list(zip(names, worth, strict=True))
