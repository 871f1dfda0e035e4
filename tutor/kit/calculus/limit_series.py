"""A limit of a quotient from the first terms of the series above and below.

Near the point a function is its first power times a number, plus something
that vanishes faster; so a quotient 0/0 tends to the quotient of the first terms.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Expr, Integer, Rational

from tutor.core.claims import Equal
from tutor.core.step import Step, step
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.limit_forms import above_and_below
from tutor.kit.calculus.limits import find, not_found
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ZERO, over, power, times

HIGHEST = 6  # of the powers that are looked for


def is_suited(f: Expr, at: Approach) -> bool:
    """Whether f is a quotient 0/0 of functions with series at the point, one of them no polynomial."""
    above, below = above_and_below(f)
    if at.far or f.has(sp.Abs, sp.log) or not isinstance(at.place, Rational):
        return False
    if above.is_polynomial(at.x) and below.is_polynomial(at.x):
        return False
    if at.tends(above) != 0 or at.tends(below) != 0:
        return False
    return all(_first(part, at) is not None for part in (above, below))


def by_leading_terms(f: Expr, at: Approach) -> Generator[Step, None, Expr]:
    """Yield the steps; returns the limit."""
    parts = above_and_below(f)
    terms: list[Expr] = []
    for part in parts:
        first = _first(part, at)
        if first is None:
            raise not_found(f, at)
        number, order = first
        distance = at.x if at.place == 0 else at.x - at.place
        term = power(distance, Integer(order))
        written = term if number == 1 else times(number, term)
        if part.expand() != written.expand():
            yield step("expand_in_series", Equal(at.of(over(part, term)), number))
        terms.append(written)
    quotient = over(*terms)
    yield step("compare_first_terms", Equal(at.of(f), at.of(quotient)))
    shorter = tidy(quotient)
    if shorter != quotient:
        yield step(
            "cancel_powers",
            Equal(at.of(quotient), at.of(shorter)),
            Equal(quotient, shorter, at.apart()),
        )
    return (yield from find(shorter, at))


def _first(part: Expr, at: Approach) -> tuple[Expr, int] | None:
    """The first coefficient of the Taylor series that is not zero, and its power."""
    slope = part
    for order in range(HIGHEST + 1):
        value = at.tends(slope)
        if value is None or not value.is_finite:
            return None
        if value != ZERO:
            return value / sp.factorial(order), order
        slope = sp.diff(slope, at.x)
    return None
