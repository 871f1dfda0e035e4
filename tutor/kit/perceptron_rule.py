"""The perceptron learning rule: the weights after each example, epoch by epoch, in exact fractions.

The examples take turns.  One on the wrong side moves the weights and the bias by a multiple
of itself; one on the right side moves nothing.  An epoch without a mistake ends the training.
If an epoch begins with weights that began an earlier one, all that follows repeats for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational, Tuple

from tutor.core.matrix import Matrix

SHOWN = 24  # rows of a table; of a longer one, both ends
Weights = tuple[Fraction, ...]  # the bias is the last one


@dataclass(frozen=True)
class Training:
    """The weights before each turn and after the last one, and how far each turn moved them.

    `moves` are multiples of the example: 0, 1 or -1 times the rate is what the weights move by.
    `repeats` is the number of the epoch that began with the same weights as would come next.
    """

    states: list[Weights]
    moves: list[int]
    separated: bool
    repeats: int | None

    def weights(self, k: int) -> list[Expr]:
        """The weights and the bias before turn k, counted from 0."""
        return [Rational(w.numerator, w.denominator) for w in self.states[k]]

    def moved_since(self, epoch: int, size: int) -> list[int]:
        """How often each example moved the weights from this epoch on, negative for the lower class."""
        turns = self.moves[epoch * size :]
        return [sum(turns[k::size]) for k in range(size)]


def train(
    points: Sequence[Sequence[Rational]],
    labels: Sequence[Rational],
    start: Sequence[Rational],
    rate: Rational,
    epochs: int,
) -> Training:
    """Epochs until one has no mistake, or one begins as an earlier one did, or all are done."""
    examples = [(*map(_fraction, point), Fraction(1)) for point in points]
    classes = [int(label) for label in labels]
    weights: Weights = tuple(map(_fraction, start))
    step = _fraction(rate)
    states, moves, begun = [weights], list[int](), {weights: 0}
    for epoch in range(1, epochs + 1):
        for example, label in zip(examples, classes, strict=True):
            move = wrong(_dot(weights, example), label, bipolar=-1 in classes)
            weights = tuple(w + step * move * v for w, v in zip(weights, example, strict=True))
            states.append(weights)
            moves.append(move)
        if not any(moves[-len(examples) :]):
            return Training(states, moves, True, None)
        if weights in begun:
            return Training(states, moves, False, begun[weights])
        begun[weights] = epoch
    return Training(states, moves, False, None)


def wrong(total: Fraction | Rational, label: int, *, bipolar: bool) -> int:
    """1 where the sum should be larger, -1 where it should be smaller, 0 on the right side.

    For the labels -1 and 1 a sum of 0 is on neither side; for 0 and 1 it belongs to 0.
    """
    if bipolar:
        return label if label * total <= 0 else 0
    return label - bool(total > 0)


def table_rows(training: Training, points: Matrix, labels: Tuple) -> Tuple:
    """The rows of a table: all of them, or the first turns and the last epoch.

    A row has the number of the turn and of its example, the weights before it, and the sum,
    the prediction where the labels are 0 and 1, and the error.
    """
    last, size = len(training.states) - 1, len(labels)
    shown = list(range(last + 1))
    if last >= SHOWN:
        ends = {*range(max(size, 8)), *range(last - size, last + 1)}
        if training.repeats is not None:
            ends.add(training.repeats * size)
        shown = sorted(ends)
    examples, bipolar, rows = points.entries(), Integer(-1) in labels, []
    for k in shown:
        weights, label = training.weights(k), labels[k % size]
        total = weighted_sum(weights, examples[k % size])
        error = Integer(wrong(total, int(label), bipolar=bipolar))
        beside = (total, error) if bipolar else (total, label - error, error)
        rows.append(Tuple(Integer(k), Integer(k % size + 1), *weights, *beside))
    return Tuple(*rows)


def weighted_sum(weights: Iterable[Expr], point: Sequence[Expr]) -> Expr:
    """The weights times the coordinates, and the bias, which is the last of the weights."""
    products = (w * v for w, v in zip(weights, (*point, Integer(1)), strict=True))
    return sum(products, Integer(0))


def _fraction(value: Rational) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _dot(weights: Weights, example: Sequence[Fraction]) -> Fraction:
    return sum((w * v for w, v in zip(weights, example, strict=True)), Fraction(0))
