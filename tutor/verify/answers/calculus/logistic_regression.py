"""Training a sigmoid unit on several rows, with the hyperbolic tangent of half the sum.

The sigmoid is half of 1 + tanh(z/2), so the cost and its slopes are written with tanh, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Add, Integer, Rational, Symbol, log, tanh

from tutor.verify.answers import Forms
from tutor.verify.answers.iterations import ended, table
from tutor.verify.report import Misfit

HALF = Rational(1, 2)
MOST_ROWS = 8


def answers(given: Mapping[str, Any]) -> Forms:
    rows, labels = given["X"].entries(), given["y"].args
    alpha, steps, size = given["alpha"], int(given["steps"]), len(labels)
    if size != len(rows) or size > MOST_ROWS or not set(labels) <= {0, 1}:
        raise Misfit("these are no rows with labels 0 and 1")
    width = len(rows[0])
    ends = [""] if width == 1 else [str(k) for k in range(1, width + 1)]
    names = (*(Symbol(f"w{end}") for end in ends), Symbol("b"))
    losses = []
    slopes = [Integer(0)] * len(names)
    for row, label in zip(rows, labels, strict=True):
        inputs = (*row, Integer(1))
        z = Add(*(a * x for a, x in zip(names, inputs, strict=True)))
        turned = tanh(z / 2)
        error = HALF * (1 + turned) - label
        if given["loss"] == "log":
            losses.append(-log(HALF * (1 + turned) if label else HALF * (1 - turned)))
        else:
            losses.append(error**2)
            error = error * (1 - turned**2) / 2  # the slope of the sigmoid is a quarter of this
        slopes = [s + error * x / size for s, x in zip(slopes, inputs, strict=True)]
    cost = Add(*losses) / size
    rule = tuple(a - alpha * s for a, s in zip(names, slopes, strict=True))
    start = (*given["w"].args, given["b"])
    whole = table("iterates", names, rule, (cost,), start, lambda goals: steps)
    part = table("iterates", names, rule, (cost,), start, lambda goals: None)
    early = ended(names, rule, (*slopes, cost), steps)
    return {"iterates": whole}, {"iterates": part, **early}
