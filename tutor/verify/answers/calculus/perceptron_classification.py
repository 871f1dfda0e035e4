"""The perceptron learning rule in its dual form: how often each example has moved the weights.

The sum at an example is the sum at the start, and for each move the rate times the product of
the two examples; so a table of products tells every sum, and weights are formed for a row alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sympy import Expr, Ge, Gt, IndexedBase, Integer, Le, Piecewise, Rational, Symbol, Tuple

from tutor.core.claims import Compared, Recurrence
from tutor.core.matrix_expression import MatrixProduct, MatrixSum, ScalarMultiple
from tutor.verify.answers import Answer, Answers, Follows, Says, Value
from tutor.verify.report import Misfit

ONE, ZERO = Integer(1), Integer(0)
FEW = 3
USUAL_EPOCHS, MOST_EPOCHS, MOST_EXAMPLES = 100, 200, 12
Counts = tuple[int, ...]


class _Dual:
    """The examples with a last coordinate 1, their labels, and the counts before each turn."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.examples = [(*row, ONE) for row in given["X"].entries()]
        self.labels = given["y"].args
        self.start, self.rate = (*given["w"].args, given["b"]), given["rate"]
        self.bipolar = -1 in self.labels
        epochs = int(given.get("epochs", USUAL_EPOCHS))
        if epochs > MOST_EPOCHS or len(self.examples) > MOST_EXAMPLES:
            raise ValueError("the training is too long")
        self.counts: list[Counts] = [(0,) * len(self.examples)]
        self.returns: Counts | None = None  # what a cycle of epochs adds to the counts
        self._train(epochs)

    def _train(self, epochs: int) -> None:
        examples = [tuple(map(_fraction, example)) for example in self.examples]
        start, rate = tuple(map(_fraction, self.start)), _fraction(self.rate)
        product = [[rate * _dot(one, other) for other in examples] for one in examples]
        totals = [_dot(start, one) for one in examples]  # the sums at all examples, kept up to date
        counts = [0] * len(examples)
        begun = {_combined(counts, examples): self.counts[0]}
        for _ in range(epochs):
            before = tuple(counts)
            for k, row in enumerate(product):
                if error := self.error(k, totals[k]):
                    counts[k] += error
                    totals = [t + error * p for t, p in zip(totals, row, strict=True)]
                self.counts.append(tuple(counts))
            if before == tuple(counts):
                return
            place = _combined(counts, examples)
            if place in begun:
                pairs = zip(counts, begun[place], strict=True)
                self.returns = tuple(a - b for a, b in pairs)
                return
            begun[place] = tuple(counts)

    def error(self, k: int, total: Any) -> int:
        label = int(self.labels[k])
        if self.bipolar:
            return label if total == 0 or (total > 0) != (label > 0) else 0
        return label - (1 if total > 0 else 0)

    def weights(self, turn: int) -> list[Rational]:
        moved = _combined(self.counts[turn], self.examples)
        return [w + self.rate * m for w, m in zip(self.start, moved, strict=True)]

    def row(self, turn: int) -> Tuple:
        k, weights = turn % len(self.examples), self.weights(turn)
        total = _dot(weights, self.examples[k])
        error = self.error(k, total)
        beside = (total, error) if self.bipolar else (total, self.labels[k] - error, error)
        return Tuple(Integer(turn), Integer(k + 1), *weights, *beside)


def answers(given: Mapping[str, Any]) -> Answers:
    dual = _Dual(given)
    found: dict[str, Answer] = {"iterates": _iterates(dual)}
    if dual.returns is not None:
        parts = [
            Tuple(*example) if c == 1 else ScalarMultiple(Integer(c), Tuple(*example))
            for c, example in zip(dual.returns, dual.examples, strict=True)
            if c
        ]
        zeros = Tuple(*[ZERO] * len(dual.start))
        return found | {"balance": Value(zeros, written=MatrixSum(*parts))}
    weights = dual.weights(-1)
    normal, bias = Tuple(*weights[:-1]), weights[-1]
    totals = [_dot(weights, example) for example in dual.examples]
    biases = Tuple(*[bias] * len(totals))
    sums = MatrixSum(MatrixProduct(given["X"], normal), biases)
    found["sums"] = Value(Tuple(*totals), written=sums)
    for k, total in enumerate(totals):
        if dual.error(k, total):
            relation = {1: "<=", 0: ">", -1: ">="}[int(dual.labels[k])]
            found["mistake"] = Says(
                Compared, left=Value(total), relation=relation, right=ZERO, given=()
            )
            break
    return found


def _iterates(dual: _Dual) -> Says:
    """The table: its rule as it is written, and every row that it shows from the counts."""
    size, ends = len(dual.examples), [""]
    if len(dual.start) > 2:
        ends = [str(k) for k in range(1, len(dual.start))]
    i, n, e, alpha = (Symbol(s) for s in ("i", "n", "e", "alpha"))
    b = Symbol("b")
    letters = [Symbol(f"w{k}") for k in ends]

    def rows(goals: Mapping[str, Any]) -> Tuple:
        shown = [int(row.args[0]) for row in goals["iterates"].rows.args]
        last = len(dual.counts) - 1
        if shown[-1] != last or not {*range(last - size, last)} <= {*shown}:
            raise Misfit("the last epoch is not there")
        if dual.returns is not None and sum(dual.weights(k) == dual.weights(-1) for k in shown) < 2:
            raise Misfit("the weights are not shown to come back")
        return Tuple(*(dual.row(k) for k in shown))

    data = (IndexedBase(f"x{k}")[i] for k in ends)
    total = sum((w * x for w, x in zip(letters, data, strict=True)), b)
    turn = Piecewise((ONE, Ge(i, n, evaluate=False)), (i + 1, True))
    step = [w + alpha * e * IndexedBase(f"x{k}")[i] for w, k in zip(letters, ends, strict=True)]
    return Says(
        Recurrence,
        variables=Tuple(i, *letters, b),
        step=Value(Tuple(turn, *step, b + alpha * e)),
        columns=_columns(dual, total),
        rows=Follows(rows),
        tolerance=ZERO,
        given=(),
    )


def _columns(dual: _Dual, total: Expr) -> Value | Tuple:
    """The sum, the prediction and the error: by their values, or by their names.

    The number of an example is drawn between 2 and 6, so one or two examples are hardly met.
    """
    label = IndexedBase("y")[Symbol("i")]
    correction = Piecewise((label, Le(label * total, 0)), (ZERO, True))
    predicted = Piecewise((ONE, Gt(total, 0)), (ZERO, True))
    if len(dual.examples) < FEW:
        names = ("z", "e") if dual.bipolar else ("z", "yhat", "e")
        return Tuple(*map(Symbol, names))
    if dual.bipolar:
        return Value(Tuple(total, correction))
    return Value(Tuple(total, predicted, label - predicted))


def _fraction(value: Rational) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _dot(one: Sequence[Any], other: Sequence[Any]) -> Any:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _combined(counts: Sequence[int], examples: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    return tuple(_dot(counts, column) for column in zip(*examples, strict=True))
