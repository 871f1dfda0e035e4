"""Covariances from differences of observations: no mean is subtracted.

The covariance with divisor n is the mean of (x_i - x_j)(y_i - y_j) / 2 over all
pairs of observations; that with n - 1 is n / (n - 1) times it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from sympy import Integer, Tuple

from tutor.core.matrix import Matrix
from tutor.verify.answers import Answers, Value


def answers(given: Mapping[str, Any]) -> Answers:
    rows = given["data"].entries()
    first, *others = rows
    n = len(rows)
    mean = [a + sum((row[k] - a for row in others), Integer(0)) / n for k, a in enumerate(first)]
    return {
        "mean": Value(Tuple(*mean)),
        "covariance": Value(covariance(given["data"], given["divisor"])),
    }


def covariance(data: Matrix, divisor: str) -> Matrix:
    """The covariance matrix with divisor `n` or `n-1`."""
    rows = data.entries()
    below = len(rows) * (len(rows) - (divisor == "n-1"))
    width = range(data.shape[1])
    pairs = list(combinations(rows, 2))
    return Matrix.of(
        [
            [
                sum(((p[i] - q[i]) * (p[j] - q[j]) for p, q in pairs), Integer(0)) / below
                for j in width
            ]
            for i in width
        ]
    )
