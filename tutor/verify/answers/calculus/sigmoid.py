"""The sigmoid as (1 + tanh(z/2))/2 and its derivative as a quarter of 1 - tanh(z/2)^2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Eq, Symbol, Tuple, exp, tanh

from tutor.core.claims import DerivativeOf, Substituted
from tutor.verify.answers import Answers, Says, Value


def answers(given: Mapping[str, Any]) -> Answers:
    z, place = Symbol("z"), given["z"]
    t = tanh(place / 2)
    slope = Value((1 - tanh(z / 2) ** 2) / 4)
    exact = place == 0
    function = Value(1 - 1 / (exp(z) + 1))
    there = Tuple(Eq(z, place, evaluate=False))
    return {
        "value_inserted": Says(Substituted, before=function, values=there),
        "slope_inserted": Says(Substituted, before=slope, values=there),
        "derivative": Says(DerivativeOf, function=function, variable=z, result=slope, given=()),
        "short": slope,
        "value": Value((1 + t) / 2, rounded=not exact),
        "slope": Value((1 - t**2) / 4, rounded=not exact),
    }
