"""Whether two values differ, with as many digits as their parts need.

Forty digits cannot tell pi from pi + exp(-100), and they call equal values
different where large terms cancel.  So the sizes of all terms are looked at,
and the difference is worked out once more with enough digits to see the
smallest of them.
"""

from __future__ import annotations

import sympy as sp
from sympy import Basic

from tutor.core.matrix import Matrix
from tutor.verify.values.exact import OF_MATRICES
from tutor.verify.values.numeric import NoValue, Number, Point, close, context

SPARE = 60  # digits beyond those that separate the largest from the smallest term
MOST = 3_000  # digits
ROUNDED = (sp.Derivative, sp.CRootOf, sp.Limit, sp.Integral)  # known to forty digits only
CLOSED = (sp.Sum, sp.Product, sp.Piecewise, *OF_MATRICES, Matrix)  # not looked into
STEEP = (sp.exp, sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.sinh, sp.cosh, sp.gamma)


def difference(before: Basic, after: Basic, at: Point) -> Number:
    """`before` - `after` at a place, and zero if rounding explains what is left.

    What is left counts where two precisions agree about it.  Raises `NoValue` if one of them has no value, or if their terms differ so
    much in size that the difference cannot be seen.
    """
    a, b = at.of(before), at.of(after)
    if at.fixed or any(side.has(*ROUNDED) for side in (before, after)):
        # The place, or a part, is itself known to forty digits only.
        return 0 * a if close(a, b) else a - b
    digits = _digits((before, after), at)
    if digits > MOST:
        raise NoValue("its terms differ too much in size")
    rest = _rest(before, after, at, digits)
    if rest:  # rounding leaves much less when there are more digits
        more = _rest(before, after, at, digits + SPARE)
        rest = more if abs(rest - more) <= abs(more) / 100 else 0 * a
    return rest


def _rest(before: Basic, after: Basic, at: Point, digits: int) -> Number:
    with context.workdps(digits):
        there = at.anew()
        return there.of(before) - there.of(after)


def _digits(parts: tuple[Basic, ...], at: Point) -> int:
    """How many digits it takes to see the smallest part of these values at a place."""
    spread, lost = 0, 0
    ahead, seen = list(parts), set(parts)
    while ahead:
        part = ahead.pop()
        if isinstance(part, CLOSED):
            continue
        if isinstance(part, sp.Add):
            sizes = [context.mag(t) for t in map(at.of, part.args) if t]
            spread = max(spread, max(sizes) - min(sizes)) if sizes else spread
        elif isinstance(part, sp.Function | sp.Pow) and part.args:
            argument = at.of(part.args[-1])
            if argument and not isinstance(part, sp.log | sp.Abs | sp.sign):
                size = context.mag(argument)
                spread = max(spread, -2 * size)  # the cosine of a tiny number is almost 1
                lost += size if size > 0 and isinstance(part, (*STEEP, sp.Pow)) else 0
        for inner in part.args:
            if inner.args and inner not in seen:
                seen.add(inner)
                ahead.append(inner)
    return SPARE + (spread + lost) * 3 // 10
