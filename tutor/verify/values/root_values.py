"""The value of a numbered root of a polynomial: all roots by mpmath, and the one in its place.

SymPy knows a rectangle around each root that holds no other; halving it down
to forty digits takes seconds, and so the roots are found by iteration and
picked by the rectangle.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sympy as sp

Number = Any


def root_value(root: sp.CRootOf, context: Any) -> Number:
    """The root with the digits of the context; a real root is a real number."""
    return _root(root, context, context.dps)


@lru_cache(maxsize=256)
def _root(root: sp.CRootOf, context: Any, digits: int) -> Number:
    coefficients = [context.mpf(int(c.p)) / int(c.q) for c in root.poly.all_coeffs()]
    found = context.polyroots(coefficients, maxsteps=200, extraprec=4 * context.prec)
    place = root._get_interval()  # the rectangle is not to be had otherwise
    if root.is_real:
        centre = context.mpf(_mp(place.a + place.b, context)) / 2
    else:
        middle = (_mp(v, context) / 2 for v in (place.ax + place.bx, place.ay + place.by))
        centre = context.mpc(*middle)
    # The rectangles do not overlap, but a root may be nearer to the centre of another one.
    inside = [z for z in found if _is_inside(z, root, place, context)] or found
    nearest = min(inside, key=lambda z: abs(z - centre))
    return context.mpf(context.re(nearest)) if root.is_real else context.mpc(nearest)


def _is_inside(z: Number, root: sp.CRootOf, place: Any, context: Any) -> bool:
    room = context.mpf(10) ** (4 - context.dps)
    real, imaginary = context.re(z), context.im(z)
    if root.is_real:
        left, right = _mp(place.a, context), _mp(place.b, context)
        return bool(abs(imaginary) <= room and left - room <= real <= right + room)
    low, high = _mp(place.ay, context), _mp(place.by, context)
    left, right = _mp(place.ax, context), _mp(place.bx, context)
    return bool(left - room <= real <= right + room and low - room <= imaginary <= high + room)


def _mp(value: Any, context: Any) -> Number:
    fraction = sp.Rational(int(value.numerator), int(value.denominator))
    return context.mpf(fraction.p) / fraction.q
