"""Layers of a network unit by unit, with the activations in the forms of `answers.networks`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Expr, Tuple

from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Answers, Value
from tutor.verify.answers.networks import activated


def answers(given: Mapping[str, Any]) -> Answers:
    if "X" in given:
        return _together(given)
    layers = [("W", "b", "activation", "")]
    if "W2" in given:
        layers = [("W", "b", "activation", "1"), ("W2", "b2", "activation2", "2")]
    found: dict[str, Answer] = {}
    signal = list(given["x"])
    for weights, biases, activation, index in layers:
        sums = [
            sum((w * v for w, v in zip(row, signal, strict=True)), bias)
            for row, bias in zip(given[weights].args, given[biases].args, strict=True)
        ]
        found[f"z{index}"] = _quantity(sums)
        signal = activated(given[activation], sums)
        if given[activation] != "identity":
            found[f"a{index}"] = _quantity(signal)
    return found


def _together(given: Mapping[str, Any]) -> Answers:
    rows = [
        [
            sum((w * v for w, v in zip(unit, row, strict=True)), bias)
            for unit, bias in zip(given["W"].args, given["b"].args, strict=True)
        ]
        for row in given["X"].entries()
    ]
    found: dict[str, Answer] = {"Z": Value(Matrix.of(rows))}
    name = given["activation"]
    if name != "identity":
        outputs = Matrix.of([activated(name, row) for row in rows])
        exact = all(e.is_Rational for row in outputs.entries() for e in row)
        found["A"] = Value(outputs, rounded=not exact)
    return found


def _quantity(values: Sequence[Expr]) -> Value:
    number = values[0] if len(values) == 1 else Tuple(*values)
    return Value(number, rounded=not all(v.is_Rational for v in values))
