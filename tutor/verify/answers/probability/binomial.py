"""The binomial distribution, from the trial at which the k-th success comes.

At least k of n trials succeed if the k-th success comes at one of the trials k to n.  The trials
before it hold k - 1 successes.  So an event is a difference of two such sums, and the solver's
terms are not formed.  Mean and variance are added up trial by trial.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import comb
from typing import Any

from sympy import Integer, Rational, sqrt

from tutor.verify.answers import Answers, Value

MOST_TRIALS, MOST_BITS = 1000, 60_000


def answers(given: Mapping[str, Any]) -> Answers | tuple[Answers, ...]:
    n, p = int(given["n"]), given["p"]
    if n > MOST_TRIALS or n * int(p.q).bit_length() > MOST_BITS:
        raise ValueError("too much to add up")
    if "k" not in given:
        return moments(n, p)
    k = int(given["k"])
    first, beyond = {
        "=": (k, k + 1),
        "<=": (0, k + 1),
        ">=": (k, n + 1),
        "<": (0, k),
        ">": (k + 1, n + 1),
        "between": (k, int(given.get("to", k)) + 1),
    }[given["event"]]
    value = at_least(first, n, p) - at_least(beyond, n, p)
    return {"probability": Value(value)}, {"rounded": Value(value, rounded=True)}


def at_least(k: int, n: int, p: Rational) -> Rational:
    """The chance of k successes or more: the k-th one comes at trial m."""
    if k == 0:
        return Rational(1)
    good, all_ = int(p.p), int(p.q)
    bad = all_ - good
    ways = sum(comb(m - 1, k - 1) * bad ** (m - k) * all_ ** (n - m) for m in range(k, n + 1))
    return Rational(good**k * ways, all_**n)


def moments(n: int, p: Rational) -> Answers:
    mean = square = Integer(0)
    for _ in range(n):  # one more trial adds 1 with the chance p
        mean, square = mean + p, square + 2 * p * mean + p
    variance = square - mean**2
    near = range(max(0, int(mean) - 2), min(n, int(mean) + 2) + 1)  # a mode is within 1 of the mean
    chances = {k: at_least(k, n, p) - at_least(k + 1, n, p) for k in near}
    modes = [Value(Integer(k)) for k in near if chances[k] == max(chances.values())]
    return {
        "mean": Value(mean),
        "variance": Value(variance),
        "deviation": Value(sqrt(variance)),
        **dict(zip(("mode", "second_mode"), modes, strict=False)),
    }
