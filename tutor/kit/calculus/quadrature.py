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
FINE = (256, 512)  # strips for the comparison, whose difference says how far it may be trusted
MOST_PLACES = 8
NEARLY_ZERO = 1e-12
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
    formula = lambdify(x, f, modules=context)

    def value(place: Any) -> Any:
        found = context.mpmathify(formula(place))
        if abs(found.imag) > NEARLY_ZERO:
            raise Undefined(
                "no-value",
                f"The integrand has no real value at {x} = {context.nstr(place, 5)}.",
                fix="Choose bounds between which it has values.",
            )
        return found.real  # beside a zero, the root of a rounding error is imaginary

    a, b = (context.mpf(str(end.evalf(30))) for end in (low, high))
    coarse, fine = (_simpson(value, a, b, strips) for strips in FINE)
    doubt = 2 * abs(fine - coarse)
    for strips in STRIPS:
        total = Decimal(context.nstr(_simpson(value, a, b, strips), 25))
        for places in range(MOST_PLACES, 1, -1):
            rounded = Rational(str(total.quantize(Decimal(1).scaleb(-places))))
            tolerance = Rational(1, 2) / 10**places
            near = abs(context.mpf(rounded.p) / rounded.q - fine) + doubt <= tolerance
            if near and 2 * tolerance <= max(abs(rounded) / 100, Rational(1, 1000)):
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
