"""The average value of a function, from its values at the places of a quadrature.

The places crowd at the ends and at corners, where a root may be steep; no antiderivative is formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath as mp
import sympy as sp

from tutor.verify.answers import Answers, Value
from tutor.verify.answers.extreme_places import breaks
from tutor.verify.values.numeric import Draws, Point, context

DIGITS = 30


def answers(given: Mapping[str, Any]) -> Answers:
    f, x, interval = given["f"], given["x"], given["interval"]

    def height(place: Any) -> Any:
        return Point(Draws(0), {}, {x: context.mpf(place)}).of(f)

    with mp.workdps(DIGITS):
        low, high = (mp.mpf(sp.N(end, DIGITS)) for end in (interval.start, interval.end))
        corners = sorted(mp.mpf(p) for p in breaks(f, x) if low < p < high)
        places = [low, *(corners or [(low + high) / 2]), high]
        total = mp.quad(height, places, method="tanh-sinh")
        return {"average": Value(+(total / (high - low)))}
