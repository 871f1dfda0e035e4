"""Losses of networks as formulas, and what their derivative is with respect to a prediction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sympy import Add, Expr, Integer, Rational, log

from tutor.core.errors import Undefined
from tutor.kit.activations import DIGITS, Number
from tutor.kit.unevaluated import ONE, added, negated, over, power, times

OPTIONS: Final = {
    "half_squared": "half the square of the error, (y - yhat)^2/2",
    "squared": "the square of the error, (y - yhat)^2",
    "log": "the log loss, -(y ln(yhat) + (1 - y) ln(1 - yhat))",
    "cross_entropy": "minus the sum of y ln(yhat), for softmax",
}
USUAL: Final = {"sigmoid": "log", "softmax": "cross_entropy"}  # half squared for all others

SATURATED: Final = Rational(1, 10**40)  # a smaller probability has lost its digits


def check(loss: str, activation: str, targets: Sequence[Rational]) -> None:
    """Refuse a loss that does not fit what the last layer gives, or the targets."""
    if (loss == "cross_entropy") != (activation == "softmax"):
        raise Undefined(
            "loss",
            "The cross entropy belongs to the softmax, and the softmax to the cross entropy.",
            fix="Use loss = cross_entropy with softmax, or another activation.",
        )
    if loss == "log" and activation != "sigmoid":
        raise Undefined(
            "loss",
            "The log loss needs a prediction between 0 and 1.",
            fix="Use the activation sigmoid for the last layer, or a squared loss.",
        )
    if loss in ("log", "cross_entropy") and not all(0 <= y <= 1 for y in targets):
        raise Undefined(
            "target",
            "A target of this loss is a probability, between 0 and 1.",
            fix="Use y = 0 or y = 1.",
        )
    if loss == "cross_entropy" and sum(targets, Integer(0)) != 1:
        raise Undefined(
            "target",
            "The targets of a softmax are probabilities that add up to 1.",
            fix="For example y = (0, 1, 0).",
        )


def formula(loss: str, predictions: Sequence[Expr], targets: Sequence[Expr]) -> Expr:
    """The loss of an example, as written with letters for its predictions and targets."""
    pairs = list(zip(predictions, targets, strict=True))
    if loss in ("squared", "half_squared"):
        squares = [power(added(y, negated(p)), Integer(2)) for p, y in pairs]
        total = added(*squares)
        return total if loss == "squared" else times(Rational(1, 2), total)
    terms = []
    for p, y in pairs:
        terms.append(times(y, log(p, evaluate=False)))
        if loss == "log":
            rest = log(added(ONE, negated(p)), evaluate=False)
            terms.append(times(added(ONE, negated(y)), rest))
    return negated(added(*terms))


def slope(loss: str, p: Expr, y: Expr) -> Expr:
    """The derivative of the loss of one unit with respect to its prediction, as written."""
    if loss == "half_squared":
        return negated(added(y, negated(p)))
    if loss == "squared":
        return times(Integer(-2), added(y, negated(p)))
    return added(negated(over(y, p)), over(added(ONE, negated(y)), added(ONE, negated(p))))


def value(loss: str, predictions: Sequence[Number], targets: Sequence[Rational]) -> Number:
    """The number."""
    found = Add(*(_worth(loss, p, y) for p, y in zip(predictions, targets, strict=True)))
    return found if isinstance(found, Rational) else found.evalf(DIGITS)


def _worth(loss: str, p: Number, y: Rational) -> Expr:
    if loss in ("squared", "half_squared"):
        return (y - p) ** 2 * (Rational(1, 2) if loss == "half_squared" else 1)
    parts = [-y * _logarithm(p)] if y != 0 else []
    if loss == "log" and y != 1:
        parts.append(-(1 - y) * _logarithm(1 - p))
    return Add(*parts)


def _logarithm(p: Number) -> Expr:
    if p < SATURATED:
        raise Undefined(
            "saturated",
            "The unit is saturated: what the prediction leaves to the right answer is below 10^-40. "
            "Its digits are lost, and the log loss needs its logarithm.",
            fix="Use smaller weights, biases or inputs.",
        )
    return log(p)
