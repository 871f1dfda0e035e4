"""Networks in letters: the loss as one formula of all weights and biases, derived by SymPy.

There is no chain rule of layers here.  The numbers are put in after the derivatives are taken.
The activations are written in other forms than those of a derivation: the sigmoid as
(1 + tanh(z/2))/2, tanh as a quotient of exponentials, ReLU in two cases with the slope 0 at 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sympy import (
    Basic,
    Expr,
    Integer,
    Mul,
    Piecewise,
    Rational,
    Symbol,
    Tuple,
    exp,
    log,
    tanh,
)

from tutor.core.claims import Approximates
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Follows, Value
from tutor.verify.values.opinion import rebuilt
from tutor.verify.values.real_derivative import real_derivative

H = Rational(1, 1000)  # of the numerical check
NOTHING = Rational(1, 10**30)  # a derivative that is smaller counts as zero
Numbers = dict[Symbol, Expr]
Letters = list[tuple[list[list[Symbol]], list[Symbol]]]  # weights and biases of each layer


def activated(name: str, sums: Sequence[Expr]) -> list[Expr]:
    """The activation of a layer of weighted sums."""
    match name:
        case "sigmoid":
            return [(1 + tanh(z / 2)) / 2 for z in sums]
        case "tanh":
            return [(exp(2 * z) - 1) / (exp(2 * z) + 1) for z in sums]
        case "relu":
            return [Piecewise((z, z > 0), (Integer(0), True)) for z in sums]
        case "step":
            return [Piecewise((Integer(1), z > 0), (Integer(0), True)) for z in sums]
        case "softmax":
            return [1 / sum(exp(other - z) for other in sums) for z in sums]
    return list(sums)


def loss_of(name: str, predictions: Sequence[Expr], targets: Sequence[Expr]) -> Expr:
    pairs = list(zip(predictions, targets, strict=True))
    total: Expr = Integer(0)
    for p, y in pairs:
        match name:
            case "squared":
                total += y**2 - 2 * y * p + p**2
            case "half_squared":
                total += (y**2 - 2 * y * p + p**2) / 2
            case _:
                total -= y * log(p) if y != 0 else 0
                if name == "log" and y != 1:
                    total -= (1 - y) * log(1 - p)
    return total


class Trained(NamedTuple):
    """Layers as tuples of (weights, biases, activation), an example, its targets and the loss."""

    layers: Sequence[tuple[Tuple, Tuple, str]]
    x: Sequence[Expr]
    y: Sequence[Expr]
    loss: str
    rate: Expr | None

    def answers(self) -> dict[str, Answer]:
        """What each goal must say."""
        letters, numbers = self._letters()
        passes, loss = self._forward(letters)
        found: dict[str, Answer] = {}
        for name, values in self._signals(passes, numbers):
            found[name] = _worth(name, values)
        found["L"] = _worth("L", [_at(loss, numbers)])
        new: Numbers = {}
        for k, (rows, biases) in enumerate(letters, start=1):
            index = self._index(k)
            slopes = [[_at(real_derivative(loss, w), numbers) for w in row] for row in rows]
            deltas = [_at(real_derivative(loss, b), numbers) for b in biases]
            W = "w" if len(rows) == 1 else "W"
            found[f"delta{index}"] = _worth(f"delta{index}", deltas)
            found[f"db{index}"] = _worth(f"db{index}", deltas)
            found[f"dw{index}"] = _table(f"dw{index}", f"d{W}{index}", slopes)
            if self.rate is not None:
                moved = [
                    [numbers[w] - self.rate * d for w, d in zip(row, line, strict=True)]
                    for row, line in zip(rows, slopes, strict=True)
                ]
                shifted = [numbers[b] - self.rate * d for b, d in zip(biases, deltas, strict=True)]
                goal = f"w{index}_new"
                found[goal] = _table(goal, f"{W}{index}_new", moved)
                found[f"b{index}_new"] = _worth(f"b{index}_new", shifted)
                pairs = [*zip(rows, moved, strict=True), (biases, shifted)]
                new |= {a: v for line, values in pairs for a, v in zip(line, values, strict=True)}
        if self.rate is not None:
            found["L_new"] = _worth("L_new", [_at(loss, new)])
        return found

    def check(self) -> dict[str, Answer]:
        """The difference quotient for the last weight of the first layer that the loss depends on here."""
        letters, numbers = self._letters()
        loss = self._forward(letters)[1]
        weights = [w for row in letters[0][0] for w in row]
        felt = [w for w in weights if abs(_at(real_derivative(loss, w), numbers).n()) > NOTHING]
        last = (felt or weights)[-1]
        ends = [_at(loss, {**numbers, last: numbers[last] + sign * H}) for sign in (1, -1)]
        return {"q": _worth("q", [(ends[0] - ends[1]) / (2 * H)])}

    def _forward(self, letters: Letters) -> tuple[list[tuple[list[Expr], list[Expr]]], Expr]:
        signal: list[Expr] = list(self.x)
        passes = []
        for (rows, biases), (_, _, activation) in zip(letters, self.layers, strict=True):
            sums = [
                sum((w * v for w, v in zip(row, signal, strict=True)), bias)
                for row, bias in zip(rows, biases, strict=True)
            ]
            signal = activated(activation, sums)
            passes.append((sums, signal))
        return passes, loss_of(self.loss, signal, self.y)

    def _signals(
        self, passes: list[tuple[list[Expr], list[Expr]]], numbers: Numbers
    ) -> Iterator[tuple[str, list[Expr]]]:
        """The names of sums and activations, with what they are worth for these numbers."""
        for k, (sums, outputs) in enumerate(passes, start=1):
            if self.layers[k - 1][2] != "identity":
                yield f"z{self._index(k)}", [_at(v, numbers) for v in sums]
            name = "yhat" if k == len(passes) else f"a{k}"
            yield name, [_at(v, numbers) for v in outputs]

    def _index(self, k: int) -> str:
        return str(k) if len(self.layers) > 1 else ""

    def _letters(self) -> tuple[Letters, Numbers]:
        letters, numbers = [], dict[Symbol, Expr]()
        for k, (weights, biases, _) in enumerate(self.layers):
            rows = [
                [Symbol(f"w_{k}_{i}_{j}", real=True) for j, _ in enumerate(row.args)]
                for i, row in enumerate(weights.args)
            ]
            shifts = [Symbol(f"b_{k}_{i}", real=True) for i, _ in enumerate(biases.args)]
            for row, values in zip(rows, weights.args, strict=True):
                numbers |= dict(zip(row, values.args, strict=True))
            numbers |= dict(zip(shifts, biases.args, strict=True))
            letters.append((rows, shifts))
        return letters, numbers


def _at(value: Expr, numbers: Numbers) -> Expr:
    """The value for these numbers, each part worked out once."""
    known: dict[Basic, Any] = dict(numbers)

    def of(part: Basic) -> Any:
        if part.args and part not in known:
            args = [of(a) for a in part.args]
            nothing = isinstance(part, Mul) and 0 in args  # the other factors are finite
            known[part] = Integer(0) if nothing else rebuilt(part, args)
        return known.get(part, part)

    found: Expr = of(value)
    return found.doit() if found.has(Piecewise) else found


def _number(values: Sequence[Expr]) -> Expr | Tuple:
    return values[0] if len(values) == 1 else Tuple(*values)


def _worth(name: str, values: Sequence[Expr]) -> Answer:
    return _either(name, Symbol(name), _number(values))


def _either(goal: str, written: Symbol, number: Basic) -> Answer:
    """What may be said exactly or in decimals: numbers that are not rational may cancel."""
    return Follows(
        lambda goals: Value(number, written=written, rounded=isinstance(goals[goal], Approximates))
    )


def _table(goal: str, name: str, rows: list[list[Expr]]) -> Answer:
    flat = len(rows) == 1 or len(rows[0]) == 1
    number = _number([v for row in rows for v in row]) if flat else Matrix.of(rows)
    return _either(goal, Symbol(name), number)
