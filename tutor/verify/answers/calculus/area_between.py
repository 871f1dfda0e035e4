"""The area between two curves, by quadrature of their distance in decimals.

The zeros of the difference are found all at once from its coefficients, or from changes of
its sign; no antiderivative is formed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import mpmath as mp
import sympy as sp
from sympy import Eq, Expr, Symbol, Tuple

from tutor.core.claims import SolutionSet
from tutor.verify.answers import Answer, Answers, Follows, Says, Value
from tutor.verify.answers.extreme_places import breaks
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Point, context

DIGITS = 30
NEAR = 1e-12
PLACES = 2_000
FEWER = 400  # where each value takes longer
REACHES = (1, 10, 100)  # how far crossings are looked for, around zero
SHIFT = 0.0137  # so that no place is a round number, where a function may have a gap
SAME = 1e-8


def answers(given: Mapping[str, Any]) -> Answers:
    f, g, x = given["f"], given["g"], given["x"]
    difference = sp.expand(f - g)
    plain = difference.is_polynomial(x)
    height = sp.lambdify(x, difference, "mpmath") if plain else _heights(difference, x)
    tried = PLACES if plain else FEWER
    made: dict[str, Answer] = {}
    with mp.workdps(DIGITS):
        if given.get("a") is None:
            made["crossings"] = Says(
                SolutionSet,
                system=Tuple(Eq(difference, 0, evaluate=False)),
                unknowns=Tuple(x),
                given=(),
            )
            if not plain:
                made["area"] = Follows(_between_crossings(difference, x))
                return made
            coefficients = [mp.mpf(c.p) / c.q for c in sp.Poly(difference, x).all_coeffs()]
            found = mp.polyroots(coefficients, maxsteps=200, extraprec=200)
            places = sorted(mp.re(r) for r in found if abs(mp.im(r)) < NEAR)
        else:
            low, high = (mp.mpf(sp.N(given[end], DIGITS)) for end in "ab")
            places = [low, *_changes(height, low, high, tried), high]
        places = sorted(
            [*places, *(b for b in breaks(difference, x) if places[0] < b < places[-1])]
        )
        made["area"] = Value(+mp.quad(lambda t: abs(height(t)), places))
    return made


def _heights(difference: Expr, x: Symbol) -> Callable[[Any], Any]:
    """The difference at a place, with real odd roots of negative numbers; `nan` where it has no value."""

    def real(t: Any) -> Any:
        try:
            return Point(Draws(0), {}, {x: context.mpf(t)}).of(difference)
        except NoValue:
            return mp.nan

    return real


def _between_crossings(difference: Expr, x: Symbol) -> Callable[[Mapping[str, Any]], Value]:
    """The area between the first and the last crossing that is claimed; none may lie elsewhere."""

    real = _heights(difference, x)

    def rule(goals: Mapping[str, Any]) -> Value:
        with mp.workdps(DIGITS):
            places = [mp.mpf(sp.N(s[0], DIGITS)) for s in goals["crossings"].solutions]
            for reach in REACHES:
                for found in _changes(real, -reach - SHIFT, reach, FEWER):
                    grows = abs(real(found + NEAR)) > 1 or abs(real(found - NEAR)) > 1  # a pole
                    if not grows and min(abs(found - p) for p in places) > SAME:
                        raise Misfit("the curves meet at one more place")
            corners = (b for b in breaks(difference, x) if places[0] < b < places[-1])
            return Value(+mp.quad(lambda t: abs(real(t)), sorted([*places, *corners])))

    return rule


def _changes(height: Any, low: Any, high: Any, places: int) -> list[Any]:
    """Where the difference changes its sign, by halving the small pieces in which it does."""
    width = (high - low) / places
    found = []
    for k in range(places):
        left, right = low + k * width, low + (k + 1) * width
        if height(right) == 0 and k + 1 < places:
            found.append(right)
        elif height(left) * height(right) < 0:
            # Not verified: it may be a pole.
            found.append(mp.findroot(height, (left, right), solver="bisect", verify=False))
    return found
