"""The outermost values, from the sorted sample; the density is multiplied value by value.

Where the interval holds all values, the likelihood is a product of equal densities.  The maximum is
asked for under exactly these conditions, so the verifier's own points try every longer interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Mul, Symbol, Tuple

from tutor.core.claims import Extremum
from tutor.verify.answers import Answers, Says, Value

a, b, theta = Symbol("a"), Symbol("b"), Symbol("theta")


def answers(given: Mapping[str, Any]) -> Answers:
    low, *_, high = sorted((*given["data"], *given["data"]))
    one = given["support"] == "from_zero"
    density = 1 / theta if one else 1 / (b - a)
    found = Says(
        Extremum,
        objective=Value(Mul(*(density for _ in given["data"]))),
        variables=Tuple(theta) if one else Tuple(a, b),
        constraints=Tuple(),
        point=Tuple(high) if one else Tuple(low, high),
        kind="maximum",
        given=(theta >= high,) if one else (a <= low, b >= high),
    )
    return {"maximum": found}
