"""The area between two curves, by quadrature of their distance in decimals.

The zeros of the difference are found all at once from its coefficients, or from changes of
its sign; no antiderivative is formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath as mp
import sympy as sp
from sympy import Eq, Tuple

from tutor.core.claims import SolutionSet
from tutor.verify.answers import Answer, Answers, Says, Value

DIGITS = 30
NEAR = 1e-12
PLACES = 2_000


def answers(given: Mapping[str, Any]) -> Answers:
    f, g, x = given["f"], given["g"], given["x"]
    difference = sp.expand(f - g)
    made: dict[str, Answer] = {}
    with mp.workdps(DIGITS):
        height = sp.lambdify(x, difference, "mpmath")
        if given.get("a") is None:
            made["crossings"] = Says(
                SolutionSet,
                system=Tuple(Eq(difference, 0, evaluate=False)),
                unknowns=Tuple(x),
                given=(),
            )
            coefficients = [mp.mpf(c.p) / c.q for c in sp.Poly(difference, x).all_coeffs()]
            found = mp.polyroots(coefficients, maxsteps=200, extraprec=200)
            places = sorted(mp.re(r) for r in found if abs(mp.im(r)) < NEAR)
        else:
            low, high = (mp.mpf(sp.N(given[end], DIGITS)) for end in "ab")
            places = [low, *_changes(height, low, high), high]
        made["area"] = Value(+mp.quad(lambda t: abs(height(t)), places))
    return made


def _changes(height: Any, low: Any, high: Any) -> list[Any]:
    """Where the difference changes its sign, by halving the small pieces in which it does."""
    width = (high - low) / PLACES
    found = []
    for k in range(PLACES):
        left, right = low + k * width, low + (k + 1) * width
        if height(right) == 0 and k + 1 < PLACES:
            found.append(right)
        elif height(left) * height(right) < 0:
            found.append(mp.findroot(height, (left, right), solver="anderson"))
    return found
