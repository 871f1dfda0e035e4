"""The area of a triangle by Heron's formula, in the form with squared sides alone.

16 A^2 = 4 a^2 b^2 - (a^2 + b^2 - c^2)^2 for the sides a, b, c, in the plane as in space; no
determinant and no cross product is formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Tuple, expand, radsimp, sqrt

from tutor.verify.answers import Answers, Value
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    corners: Tuple = given["corners"]
    P, Q, R = corners
    if len({len(p) for p in corners}) != 1 or len(P) not in (2, 3):
        raise Misfit("a triangle lies in the plane or in space")
    a, b, c = (
        expand(sum((s - t) ** 2 for s, t in zip(*side, strict=True)))
        for side in ((P, Q), (P, R), (Q, R))
    )
    square = expand(radsimp(4 * a * b - (a + b - c) ** 2)) / 16
    return {"area": Value(sqrt(square))}
