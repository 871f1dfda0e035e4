"""A t test from the sums of the sample and the incomplete beta function.

The statistic comes from the sum and the sum of squares, its tail is one value of the
incomplete beta function, and the decision compares that with the level.  The
interval goes to the side of the null hypothesis that the tail leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Eq, Gt, Integer, Lt, Ne, Symbol, Tuple
from sympy.core.symbol import Str

from tutor.core.claims import Choice, Compared, Quantile, TailProbability
from tutor.core.expr import Distribution, Hypothesis
from tutor.verify.answers import Answer, Forms, Says, Value
from tutor.verify.answers.samples import (
    ROUNDED,
    SMALLEST,
    fraction,
    limits,
    quantile,
    sample,
    student,
)
from tutor.verify.values.numeric import to_number

mu = Symbol("mu")
ALTERNATIVE = {"two": Ne, "left": Lt, "right": Gt}


def answers(given: Mapping[str, Any]) -> Forms:
    taken, tail, alpha = sample(given), given["tail"], fraction(given["alpha"])
    df, mean = taken.size - 1, to_number(taken.mean)
    t = to_number(taken.mean - fraction(given["mu0"])) / taken.error
    below = student(df).below
    p = {"two": 2 * below(-abs(t)), "left": below(t), "right": below(-t)}[tail]
    level = {"two": 1 - alpha / 2, "left": alpha, "right": 1 - alpha}[tail]
    distribution = Distribution("t", Integer(df))
    null = Eq(mu, given["mu0"], evaluate=False)
    alternative = ALTERNATIVE[tail](mu, given["mu0"], evaluate=False)
    found: dict[str, Answer] = {
        "hypotheses": Says(
            Choice, shown=Tuple(Hypothesis("H_0", null), Hypothesis("H_1", alternative))
        ),
        "t": Value(t, rounded=True),
        "df": Value(df),
        "p": Says(TailProbability, distribution=distribution, statistic=Value(t), tail=tail),
        "critical": Says(Quantile, distribution=distribution, level=Value(level)),
        "decision": Says(
            Compared,
            left=Value(p, within=p * ROUNDED + SMALLEST),
            relation="<=" if p <= to_number(alpha) else ">",
            right=given["alpha"],
            given=(),
        ),
    }
    if "subject" in given:
        found["subject"] = Says(Choice, shown=Str(given["subject"]))
    reach = abs(quantile(student(df), level)) * taken.error
    lower, upper = limits(mean, reach)
    if tail != "left":
        found["lower"] = lower
    if tail != "right":
        found["upper"] = upper
    earlier = Says(Choice, shown=Tuple(null, alternative))  # traces that do not name them
    return found, {**found, "hypotheses": earlier}
