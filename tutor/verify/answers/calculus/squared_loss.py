"""The smallest cost from the distances between all pairs of numbers; no derivative is asked.

The sum of weighted squared distances from the weighted mean is the sum over all pairs of the product
of their weights and their squared distance, divided by the sum of the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from sympy import Add, Integer, Symbol, Tuple

from tutor.core.claims import DerivativeOf, Extremum
from tutor.verify.answers import Answers, Says, Value

x = Symbol("x")


def answers(given: Mapping[str, Any]) -> Answers:
    points = list(given["points"])
    weights = list(given.get("weights") or [Integer(1)] * len(points))
    total = sum(weights, Integer(0))
    shift = points[0]
    mean = shift + sum((w * (p - shift) for w, p in zip(weights, points, strict=True)), 0) / total
    pairs = combinations(zip(weights, points, strict=True), 2)
    least = sum((v * w * (p - q) ** 2 for (v, p), (w, q) in pairs), Integer(0)) / total
    cost = Add(*(w * (x - p) ** 2 for w, p in zip(weights, points, strict=True)))
    return {
        "derivative": Says(DerivativeOf, function=Value(cost), variable=x, given=()),
        "minimum": Says(
            Extremum,
            objective=Value(cost),
            variables=Tuple(x),
            constraints=Tuple(),
            point=Value(Tuple(mean)),
            value=Value(least),
            kind="minimum",
            given=(),
        ),
    }
