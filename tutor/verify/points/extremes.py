"""Zeros of a function of one number at huge and at tiny places, such as e**200 and e**-200.

A sign change between two powers of ten is halved, the exponents first.  Digits
that cancel look like zeros there, so the sign has to change with many more
digits, too; where it changes again and again, the function oscillates and
nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from tutor.verify.points.search import Residuals
from tutor.verify.values.numeric import NoValue, Number, context

# Exponents of ten.  An ordinary scan covers what lies between 10**-8 and 10**7.
ORDERS = (7, 8, 10, 13, 17, 22, 30, 40, 55, 75, 100, 140, 200, 300, 420, 600)
FLOATS = 300  # beyond this order there are no floats
MOST_CHANGES = 3
HALVINGS = 150


def extreme_zeros(
    function: Residuals, low: float, high: float, known: Sequence[Number]
) -> list[Number]:
    """The zeros between `low` and `high` that are huge or tiny; no sign change explained by `known`."""
    sizes = [(order, context.mpf(10) ** order) for k in ORDERS for order in (k, -k)]
    places = sorted((s * size, abs(k)) for k, size in sizes for s in (1, -1))
    table = [_signed(function, place, order) for place, order in places if low < place < high]
    changes = [
        (a, b)
        for a, b in pairwise(table)
        if a is not None and b is not None and a[0] * b[0] > 0 and b[1] != 0 and a[1] * b[1] <= 0
    ]
    changes = [(a, b) for a, b in changes if not any(a[0] < zero < b[0] for zero in known)]
    if len(changes) > MOST_CHANGES:
        return []
    found = (_halved(function, *change) for change in changes)
    return [zero for zero in found if _crosses(function, zero)]


def _signed(function: Residuals, place: Number, order: int) -> tuple[Number, Number] | None:
    """The place with the value there, in floats unless they overflow or underflow."""
    try:
        if order < FLOATS:
            try:
                value = function.rough([float(place)])[0]
                if math.isfinite(value) and value != 0:
                    return place, value
            except NoValue as why:
                if not isinstance(why.__cause__, OverflowError):
                    return None
        return place, function((place,))[0]
    except NoValue:
        return None


def _halved(
    function: Residuals, left: tuple[Number, Number], right: tuple[Number, Number]
) -> Number:
    """The place of a sign change, of which both ends have the same sign themselves."""
    (a, below), (b, _) = left, right
    if below == 0:
        return a
    for _ in range(HALVINGS):
        orders = max(abs(a), abs(b)) > 4 * min(abs(a), abs(b))
        middle = context.sign(a) * context.sqrt(a * b) if orders else (a + b) / 2
        try:
            value = function((middle,))[0]
        except NoValue:
            return middle
        if (value > 0) == (below > 0):
            a = middle
        else:
            b = middle
    return (a + b) / 2


def _crosses(function: Residuals, zero: Number) -> bool:
    """Whether the sign changes at the place with as many digits as its size asks for."""
    with context.workdps(context.dps + 3 * int(abs(context.log10(abs(zero))))):
        sharp, beside = function.anew(), zero * context.mpf(10) ** -7
        try:
            return bool(sharp((zero - beside,))[0] * sharp((zero + beside,))[0] < 0)
        except NoValue:
            return False
