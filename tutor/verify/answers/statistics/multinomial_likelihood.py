"""The shares of the counts, from the counts alone; the verifier tries the maximum with its own points.

The objective is compared with the sum of the logarithms of the probabilities of all trials, one by
one, or with their product where an outcome was never seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Add, Eq, Mul, Symbol, Tuple, log

from tutor.core.claims import Extremum
from tutor.verify.answers import Answers, Says, Value

MOST = 8


def answers(given: Mapping[str, Any]) -> Answers:
    counts = list(given["counts"])
    if not 2 <= len(counts) <= MOST:
        raise ValueError(f"{len(counts)} outcomes")
    names = [Symbol(f"p_{j}") for j in range(1, len(counts) + 1)]
    pairs = list(zip(names, counts, strict=True))
    whole = Add(*counts)
    if all(counts):
        objective = Add(*(times * log(p) for p, times in pairs))
        where = tuple(p > 0 for p in names)
    else:
        objective = Mul(*(p**times for p, times in pairs))
        where = tuple(p >= 0 for p in names)
    found = Says(
        Extremum,
        objective=Value(objective),
        variables=Tuple(*names),
        constraints=Tuple(Eq(Add(*names) - 1, 0, evaluate=False)),
        point=Tuple(*(times / whole for times in counts)),
        kind="maximum",
        given=where,
    )
    return {"maximum": found}
