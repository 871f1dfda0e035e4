"""A t interval from the sums of the sample and the incomplete beta function.

The mean and the squared deviations come from the sum and the sum of squares,
the quantile from Newton's method.  The limits of the solver use a rounded
quantile, so they may differ by its rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer

from tutor.core.claims import Quantile
from tutor.core.expr import Distribution
from tutor.verify.answers import Answers, Says, Value
from tutor.verify.answers.samples import fraction, limits, quantile, sample, student
from tutor.verify.values.numeric import to_number


def answers(given: Mapping[str, Any]) -> Answers:
    taken = sample(given)
    df, level = taken.size - 1, (1 + fraction(given["conf"])) / 2
    reach = quantile(student(df), level) * taken.error
    lower, upper = limits(to_number(taken.mean), reach)
    return {
        "df": Value(df),
        "level": Value(level),
        "critical": Says(Quantile, distribution=Distribution("t", Integer(df)), level=Value(level)),
        "lower": lower,
        "upper": upper,
    }
