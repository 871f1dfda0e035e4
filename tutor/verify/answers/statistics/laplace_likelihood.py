"""The median from the values of rank, and the scale as half of a mean gap.

The total distance from the median is the sum of the upper half of the values less the sum of the
lower half, so no distance is formed.  The log-likelihood is added up value by value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Abs, Add, Eq, Integer, Symbol, Tuple, log

from tutor.core.claims import Equal, Extremum, SolutionSet
from tutor.verify.answers import Answer, Answers, Says, Value

mu, b = Symbol("mu"), Symbol("b")


def answers(given: Mapping[str, Any]) -> Answers:
    values = sorted(given["data"])
    size, half = len(values), len(values) // 2
    low, high = values[(size - 1) // 2], values[half]
    centre = (low + high) / 2
    total = Add(*values[size - half :]) - Add(*values[:half])
    scale = total / Integer(size)
    distances = Add(*(Abs(v - mu) for v in values))
    found: dict[str, Answer] = {
        "nearest": Says(
            Extremum,
            objective=Value(distances),
            variables=Tuple(mu),
            constraints=Tuple(),
            point=Tuple(centre),
            kind="minimum",
            given=(),
        ),
        "centre": Value(centre),
    }
    if low != high:
        found["flat_part"] = Says(
            Equal, before=Value(distances), after=Value(total), given=(mu >= low, mu <= high)
        )
    if total == 0:
        equation = Eq(-size / b, 0, evaluate=False)
        found["no_maximum"] = Says(
            SolutionSet,
            system=Value(Tuple(equation)),
            unknowns=Tuple(b),
            solutions=Tuple(),
            given=(b > 0,),
        )
        return found
    densities = Add(*(-log(2 * b) - Abs(v - mu) / b for v in values))
    found["maximum"] = Says(
        Extremum,
        objective=Value(densities),
        variables=Tuple(mu, b),
        constraints=Tuple(),
        point=Tuple(centre, scale),
        kind="maximum",
        given=(b > 0,),
    )
    found["scale"] = Value(scale)
    if (10**6 * scale).q != 1:
        found["decimal"] = Value(scale, rounded=True)
    return found
