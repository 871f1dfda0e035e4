"""Layers of a network: weighted sums and activations, each quantity named and worked out.

A unit multiplies its inputs by its weights, adds its bias and applies the activation.
Numbers stay exact as long as the activations keep rational numbers rational; after that
each name keeps its exact formula and is shown in decimals.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from typing import Any, NamedTuple

from sympy import Basic, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Approximates, Defines, Equal
from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dot, Entry, MatrixProduct, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit import activations
from tutor.kit.activations import Number
from tutor.kit.linear_algebra.decimals import NOTHING, rounded_vector
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.unevaluated import added, times

LARGEST = 8  # units of a layer; a page with more is no longer read


class Layer(NamedTuple):
    """A tuple of weights for each unit, a bias for each unit, and the activation of all."""

    weights: Tuple
    biases: Tuple
    activation: str

    @property
    def table(self) -> Matrix:
        return Matrix.of(list(self.weights))


class Signal(NamedTuple):
    """What a layer gets or gives: how it is written, and its numbers.

    A layer of one unit gives a number, any other one a vector.
    """

    written: Basic
    numbers: tuple[Number, ...]

    @property
    def exact(self) -> bool:
        return all(isinstance(n, Rational) for n in self.numbers)


def entries(signal: Signal) -> list[Any]:
    """The written components of a signal."""
    if len(signal.numbers) == 1:
        return [signal.written]
    return [Entry(signal.written, k) for k in range(1, len(signal.numbers) + 1)]


Worth = Equal | Approximates  # what a named quantity is worth


class Passed(NamedTuple):
    """The weighted sums and the activations of a layer, with what each is worth."""

    sums: Signal
    outputs: Signal
    worth: tuple[tuple[str, Worth], ...]


def numbers_only(name: str, values: Iterable[Basic]) -> None:
    """Refuse letters and roots in weights, biases and examples; vectors of vectors are looked into."""
    for value in values:
        if isinstance(value, Tuple):
            numbers_only(name, value)
        elif not isinstance(value, Rational):
            raise NotUnderstood(
                "numbers-only",
                f"{name} must have rational numbers only.",
                fix="Write numbers such as 0.5 or 1/3.",
            )


def starting_weights(w: Tuple | None, b: Expr, inputs: int, rows: str, value: str) -> Tuple:
    """The weights of one unit to start from, 0 if none are given; `rows` hold so many of what `value` says."""
    if w is None:
        w = Tuple(*[Integer(0)] * inputs)
    if len(w) != inputs:
        raise Undefined(
            "shape-mismatch",
            f"There are {counted(len(w), 'weight', 'weights')}, and the {rows} have "
            f"{counted(inputs, value, f'{value}s')}.",
            fix=f"Give one weight for each {value}.",
        )
    numbers_only("w", w)
    numbers_only("b", (b,))
    return w


def complete_layer(
    weights: Tuple, biases: Tuple | None, inputs: int, activation: str, name: str = ""
) -> Layer:
    """The layer, with biases 0 if there are none; refuses shapes that do not fit."""
    units = len(weights)
    if units > LARGEST or inputs > LARGEST:
        raise OverLimit(
            "layer-size",
            f"A layer has {max(units, inputs)} units or inputs. The limit is {LARGEST}.",
            fix="Use a smaller layer.",
        )
    if len(weights[0]) != inputs:
        raise Undefined(
            "shape-mismatch",
            f"Each unit of W{name} has {counted(len(weights[0]), 'weight', 'weights')}, "
            f"and there {'is' if inputs == 1 else 'are'} {counted(inputs, 'input', 'inputs')}.",
            fix="Give each unit one weight for each input.",
        )
    if biases is None:
        biases = Tuple(*[Integer(0)] * units)
    if len(biases) != units:
        raise Undefined(
            "shape-mismatch",
            f"W{name} has {counted(units, 'unit', 'units')}, and b{name} has "
            f"{counted(len(biases), 'bias', 'biases')}.",
            fix="Give each unit one bias.",
        )
    if activation == "softmax" and units == 1:
        raise Undefined(
            "softmax",
            "The softmax of a single number is always 1.",
            fix="Use sigmoid for a single unit.",
        )
    return Layer(weights, biases, activation)


def forward(layer: Layer, source: Signal, sums: str, outputs: str) -> Generator[Step, None, Passed]:
    """One layer: the weighted sums under one name, the activations under another."""
    z = Symbol(sums)
    products = [_dot(row, source.numbers) for row in layer.weights]
    found = tuple(p + b for p, b in zip(products, layer.biases, strict=True))
    product = _product(layer, source)
    single = isinstance(product, Expr)
    formula = added(product, layer.biases[0]) if single else MatrixSum(product, layer.biases)
    yield step("name_sums", Defines(z, formula))
    worth = worth_of(z, found)
    if isinstance(worth, Equal) and source.exact:
        value = products[0] if len(found) == 1 else Tuple(*products)
        yield step("multiply_weights", Equal(product, value))
        shifted = (
            added(value, layer.biases[0]) if len(found) == 1 else MatrixSum(value, layer.biases)
        )
        yield step("add_biases", Equal(shifted, worth.after), Equal(z, shifted))
    else:
        yield step("work_out_sums" if isinstance(worth, Equal) else "round_sums", worth)
    before = Signal(z, found)
    if layer.activation == "identity":
        return Passed(before, before, ((sums, worth),))
    after, value = yield from _activated(layer.activation, before, Symbol(outputs))
    return Passed(before, after, ((sums, worth), (outputs, value)))


def _product(layer: Layer, source: Signal) -> Basic:
    """The weights times what comes in: a number for a single unit, else a vector."""
    if len(source.numbers) == 1:
        number = source.numbers[0] if source.exact else source.written
        column = [row[0] for row in layer.weights]
        return (
            times(column[0], number) if len(column) == 1 else ScalarMultiple(number, Tuple(*column))
        )
    taken = Tuple(*source.numbers) if source.exact else source.written
    if len(layer.weights) == 1:
        return Dot(layer.weights[0], taken)
    return MatrixProduct(layer.table, taken)


def _activated(
    activation: str, sums: Signal, name: Symbol
) -> Generator[Step, None, tuple[Signal, Worth]]:
    several = len(sums.numbers) > 1
    written = sums.numbers if several and sums.exact else entries(sums)
    formulas = activations.formulas(activation, written)
    numbers = tuple(activations.values(activation, sums.numbers))
    yield step(
        RULES[activation], Defines(name, formulas[0] if len(formulas) == 1 else Tuple(*formulas))
    )
    worth = worth_of(name, numbers)
    yield step(work_out(worth), worth)
    return Signal(name, numbers), worth


RULES = {
    "sigmoid": "apply_sigmoid",
    "tanh": "apply_tanh",
    "relu": "apply_relu",
    "step": "apply_step",
    "softmax": "apply_softmax",
}


def work_out(worth: Worth) -> str:
    """The rule that works activations out."""
    return "work_out_activation" if isinstance(worth, Equal) else "round_activation"


def worth_of(name: Basic, numbers: Sequence[Number]) -> Worth:
    """What a name is worth: exactly if all numbers are rational, else in decimals."""
    if all(isinstance(n, Rational) for n in numbers):
        return Equal(name, numbers[0] if len(numbers) == 1 else Tuple(*numbers))
    if all(abs(n) < NOTHING for n in numbers):
        zero = Tuple(*[Integer(0)] * len(numbers)) if len(numbers) > 1 else Integer(0)
        return Approximates(name, zero, Rational(1, 2 * 10**6))
    if len(numbers) > 1:
        return rounded_vector(name, numbers)
    value = six_digits(numbers[0])
    return Approximates(name, value.value, value.tolerance)


def _dot(row: Sequence[Rational], numbers: Sequence[Number]) -> Number:
    total: Number = Integer(0)
    for weight, number in zip(row, numbers, strict=True):
        total = total + weight * number
    return total
