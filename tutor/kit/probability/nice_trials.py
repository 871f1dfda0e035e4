"""Binomial problems whose fractions can be worked with by hand."""

from __future__ import annotations

from math import gcd
from random import Random
from typing import Any

from sympy import Integer, Rational

# Denominators of the chance, with the most trials; those of level 1, 2 and 3 come second to fourth.
FRIENDLY = ((2, 10), (4, 6), (3, 8), (20, 9), (5, 7), (10, 6))


def nice_trials(rng: Random, level: int) -> dict[str, Any]:
    """Trials, a chance and mostly an event; of level 1 a single count, later up to `level` counts."""
    below, most = rng.choice(FRIENDLY) if rng.randint(1, 3) < level else FRIENDLY[level]
    above = [a for a in range(1, below) if gcd(a, below) == 1 and below <= 5 * a <= 4 * below]
    chance = Rational(rng.choice(above), below)
    if rng.randint(1, 4) == 1:
        trials = below * rng.randint(level, 4 * level) - rng.randint(0, 1)
        return {"n": Integer(trials), "p": chance}
    size, few = rng.randint(level + 2, min(level + 5, most)), rng.randint(1, level)
    events = (
        ("=", rng.randint(0, size)),
        ("<=", few - 1),
        (">", few - 1),
        (">=", size + 1 - few),
        ("<", size + 1 - few),
        ("between", 1),
    )
    kind, k = events[0] if level == 1 else rng.choice(events)
    given = {"n": Integer(size), "p": chance, "event": kind, "k": Integer(k)}
    return given | ({"to": Integer(few + 1)} if kind == "between" else {})
