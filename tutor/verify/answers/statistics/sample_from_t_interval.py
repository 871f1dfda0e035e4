"""The sample behind a t interval: its interval is the given one.

The mean and the margin are read off the limits as weighted means of them; the standard
deviation is the one whose interval has this margin, with a quantile by Newton's method.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer

from tutor.core.claims import Quantile
from tutor.core.expr import Distribution
from tutor.verify.answers import Answers, Says, Value
from tutor.verify.answers.samples import LARGEST, ROUNDED, fraction, quantile, student
from tutor.verify.values.numeric import context, to_number


def answers(given: Mapping[str, Any]) -> Answers:
    low, high, size = fraction(given["lo"]), fraction(given["hi"]), int(given["n"])
    mean, level = low + (high - low) / 2, 1 - (1 - fraction(given["conf"])) / 2
    if size > LARGEST:
        raise ValueError(f"{size} values are too many")
    error = to_number(high - mean) / quantile(student(size - 1), level)
    deviation = error * context.sqrt(size)
    distribution = Distribution("t", Integer(size - 1))
    return {
        "xbar": Value(mean),
        "margin": Value(high - mean),
        "level": Value(level),
        "critical": Says(Quantile, distribution=distribution, level=Value(level)),
        "s": Value(deviation, within=abs(deviation) * ROUNDED, rounded=True),
    }
