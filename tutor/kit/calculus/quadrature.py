"""Simpson's rule: the area under parabolas through points of the curve.

The interval is cut into an even number of strips of equal width.  The heights
count once at the two ends, four times at odd places and twice at even ones.
"""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Any

from mpmath import MPContext
from sympy import Expr, Integer, Integral, Rational, Symbol, lambdify

from tutor.core.claims import Approximates, Defines
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import added, over, replaced, times

STRIPS = (8, 16)  # that are tried, in this order
FINE = 128  # strips for the comparison
SUM = Symbol("S")


def by_simpson(f: Expr, x: Symbol, low: Expr, high: Expr) -> Generator[Step, None, Approximates]:
    """Yield the steps; returns the rounded value of the integral."""
    strips, rounded, tolerance = _rounded(f, x, low, high)
    width = (high - low) / strips
    heights = [replaced(f, x, low + k * width) for k in range(strips + 1)]
    weights = [1, *(4 if k % 2 else 2 for k in range(1, strips)), 1]
    terms = [h if w == 1 else times(Integer(w), h) for w, h in zip(weights, heights, strict=True)]
    yield step("sum_parabolas", Defines(SUM, times(over(width, Integer(3)), added(*terms))))
    yield step("work_out_sum", Approximates(SUM, rounded, tolerance))
    claim = Approximates(Integral(f, (x, low, high)), rounded, tolerance)
    yield step("take_for_integral", claim)
    return claim


def _rounded(f: Expr, x: Symbol, low: Expr, high: Expr) -> tuple[int, Rational, Rational]:
    """How many strips are enough for one percent, and the value with its tolerance."""
    for end in (low, high):
        if value_at(f, {x: end}) is None:
            raise Undefined(
                "no-value",
                f"The integrand has no value at {x} = {end}, and Simpson's rule needs one.",
                fix="Choose bounds at which it has values.",
            )
    context: Any = MPContext()
    context.dps = 30
    value = lambdify(x, f, modules=context)
    a, b = (context.mpf(str(end.evalf(30))) for end in (low, high))
    fine = _simpson(value, a, b, FINE)
    for strips in STRIPS:
        total = _simpson(value, a, b, strips)
        error = abs(total - fine)
        places = min(8, int(-context.log10(2 * error + context.mpf(10) ** -12)))
        tolerance = Rational(10) ** -places
        rounded = Rational(
            str(Decimal(context.nstr(total, 25)).quantize(Decimal(1).scaleb(-places)))
        )
        if places >= 2 and tolerance <= max(abs(rounded) / 100, Rational(1, 1000)):
            return strips, rounded, tolerance
    raise Undefined(
        "too-rough",
        f"Even {STRIPS[-1]} strips do not give the integral to one percent.",
        fix="Split the interval and ask for the parts.",
    )


def _simpson(value: Any, a: Any, b: Any, strips: int) -> Any:
    width = (b - a) / strips
    total = value(a) + value(b)
    for k in range(1, strips):
        total += (4 if k % 2 else 2) * value(a + k * width)
    return total * width / 3
