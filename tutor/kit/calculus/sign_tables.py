"""The sign of an expression along a line: where it changes, and what it is between.

It changes at zeros and where the formula breaks: at zeros of a denominator,
and of what stands under a root or in a logarithm.  Between two such places one
value tells the sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from math import inf, isfinite

import sympy as sp
from sympy import Expr, Symbol, Tuple

from tutor.core.claims import Conditions, Signs
from tutor.kit.real_values import columns
from tutor.kit.real_zeros import WHOLE, Interval, has_value, real_zeros

BEYOND = 1.0  # how far outside the last place a value is taken
INNER = (0.31, 0.5, 0.73)  # where the values between two places are taken


def sign_table(expr: Expr, x: Symbol, within: Interval = WHOLE) -> Signs:
    """The signs inside the interval; where the line has no values at one end, it is cut off there.

    Raises `Undefined` if a place has no exact form.
    """
    places = sorted({*real_zeros(expr, x, (), within), *breaks(expr, x, within)}, key=float)
    places = [p for p in places if p not in within]
    return table_at(expr, x, places, within)


def table_at(expr: Expr, x: Symbol, places: list[Expr], within: Interval = WHOLE) -> Signs:
    """The signs with these places in increasing order; places at which nothing happens are left out."""
    low, high = within
    kept = list(places)
    signs = _between(expr, x, kept, within)
    at = [_at(expr, x, place) for place in kept]
    for k in reversed(range(len(kept))):
        if signs[k] == at[k] == signs[k + 1]:
            del kept[k], at[k], signs[k]
    while kept and signs[0] == "undefined" and at[0] == "undefined":
        low = kept.pop(0)
        del at[0], signs[0]
    while kept and signs[-1] == "undefined" and at[-1] == "undefined":
        high = kept.pop()
        del at[-1], signs[-1]
    return Signs(expr, x, Tuple(*kept), tuple(at), tuple(signs), inside(x, (low, high)))


def inside(x: Symbol, within: Interval) -> Conditions:
    """The conditions for a letter to lie inside an interval."""
    low, high = within
    lower = () if low == -sp.oo else (sp.Gt(x, low, evaluate=False),)
    return lower if high == sp.oo else (*lower, sp.Lt(x, high, evaluate=False))


def breaks(expr: Expr, x: Symbol, within: Interval = WHOLE) -> list[Expr]:
    """Where the formula may change its meaning: zeros of denominators, of what stands in roots, of differences."""
    found: list[Expr] = []
    for guard in dict.fromkeys(_guards(expr, x)):
        found += [zero for zero in real_zeros(guard, x, (), within) if zero not in found]
    return found


def _guards(expr: Expr, x: Symbol) -> Iterator[Expr]:
    if not expr.has(x):
        return
    if isinstance(expr, sp.Pow) and (not expr.exp.is_Integer or expr.exp.is_negative):
        yield expr.base
    elif isinstance(expr, sp.log | sp.Abs | sp.sign | sp.cot | sp.csc):
        yield sp.sin(expr.args[0]) if isinstance(expr, sp.cot | sp.csc) else expr.args[0]
    elif isinstance(expr, sp.tan | sp.sec):
        yield sp.cos(expr.args[0])
    elif isinstance(expr, sp.asin | sp.acos | sp.atanh):
        yield expr.args[0] ** 2 - 1
    elif isinstance(expr, sp.Max | sp.Min):
        yield from (sp.expand(a - b) for a, b in combinations(expr.args, 2))
    for part in expr.args:
        yield from _guards(part, x)


def _between(expr: Expr, x: Symbol, places: list[Expr], within: Interval) -> list[str]:
    ends = pairwise((within[0], *places, within[1]))
    return [_sign(inner_values(expr, x, pair)) for pair in ends]


def inner_values(expr: Expr, x: Symbol, within: Interval) -> list[float]:
    """Values at places inside an interval; nan where there is none."""
    low, high = map(float, within)
    return columns(expr, x, _inner(low, high))


def _inner(low: float, high: float) -> list[float]:
    if low == -inf and high == inf:
        return [-BEYOND, 0.3, BEYOND]
    if low == -inf:
        return [high - BEYOND * max(1.0, abs(high)) * part for part in INNER]
    if high == inf:
        return [low + BEYOND * max(1.0, abs(low)) * part for part in INNER]
    return [low + (high - low) * part for part in INNER]


def _sign(values: list[float]) -> str:
    known = [v for v in values if isfinite(v) and v != 0]
    if not known:
        return "undefined"
    return "positive" if sum(v > 0 for v in known) * 2 > len(known) else "negative"


def _at(expr: Expr, x: Symbol, place: Expr) -> str:
    if not has_value(expr, x, place):
        return "undefined"
    (value,) = columns(expr, x, [float(place)])
    nearby = columns(expr, x, [float(place) + d for d in (-0.1, 0.1)])
    size = max((abs(v) for v in nearby if isfinite(v)), default=1.0)
    if abs(value) <= 1e-9 * max(size, 1e-9):
        return "zero"
    return "positive" if value > 0 else "negative"
