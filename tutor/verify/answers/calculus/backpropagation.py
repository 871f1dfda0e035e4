"""A network with one or two hidden layers as one formula of all weights and biases, derived by SymPy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.verify.answers import Answers, Value
from tutor.verify.answers.networks import Trained


def answers(given: Mapping[str, Any]) -> Answers:
    size = 3 if "W3" in given else 2
    layers = [
        (given[f"W{k}"], given[f"b{k}"], given["output" if k == size else "activation"])
        for k in range(1, size + 1)
    ]
    network = Trained(layers, given["x"].args, given["y"].args, given["loss"], given.get("rate"))
    count = sum(len(weights) * len(weights[0]) + len(biases) for weights, biases, _ in layers)
    return {**network.answers(), **network.check(), "parameters": Value(count)}
