"""The outermost values, from the sorted sample; the density is multiplied value by value.

Where the interval holds all values, the likelihood is a product of equal densities.  The maximum is
asked for under exactly these conditions, so the verifier's own points try every longer interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Mul, Rational, Symbol, Tuple

from tutor.core.claims import Extremum
from tutor.verify.answers import Answers, Says, Value

a, b, theta = Symbol("a"), Symbol("b"), Symbol("theta")


# Where the interval of length 1 begins, from theta on.
HELD = {"shifted": 0, "centred": Rational(-1, 2)}


def _moved(data: Tuple, begins: Any) -> Answers:
    """Theta may move until the interval loses a value: each value leaves it a stretch, and these overlap."""
    low, high = (choose(v - begins - back for v in data) for choose, back in ((max, 1), (min, 0)))

    def at(end: Any) -> Says:
        return Says(
            Extremum,
            objective=Value(1),
            variables=Tuple(theta),
            constraints=Tuple(),
            point=Tuple(end),
            kind="maximum",
            given=(theta >= low, theta <= high),
        )

    return {"maximum": at(low), **({"last": at(high)} if low < high else {})}


def answers(given: Mapping[str, Any]) -> Answers:
    if given["support"] in HELD:
        return _moved(given["data"], HELD[given["support"]])
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
