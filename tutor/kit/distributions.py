"""Tail probabilities and quantiles of the usual distributions, rounded for a reader.

A tail probability of the t and chi-square distributions is a regularised
incomplete beta or gamma function; a quantile is the point at which the tail
probability has the wanted value, found by bracketing.  Every number comes with
its tolerance, half a unit in the last digit that is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mpmath import MPContext
from sympy import Expr, Rational

from tutor.core.claims import Approximates, Quantile, TailProbability
from tutor.core.expr import Distribution

DIGITS = 6  # significant digits of a rounded number
MOST_DIGITS = 30  # ten less than are worked out
SMALLEST = Rational(1, 10**10)  # a tail probability below this is reported as zero
SMALLEST_LEVEL = Rational(1, 10**8)  # the quantile of a smaller one may take minutes to find
Number = Any  # an mpf of `context`
context = MPContext()
context.dps = 40


def tail_probability(
    distribution: Distribution, statistic: Expr, shown: Expr, tail: str, apart_from: Expr
) -> TailProbability:
    """The claim about a tail at `statistic`, which is written as `shown`.

    `tail` is `left`, `right` or `two`.  `apart_from` is the level it will be
    compared with.
    """
    at = number(statistic)
    if tail == "two":
        value = 2 * _right(distribution, abs(at))
    else:
        value = _right(distribution, at) if tail == "right" else _left(distribution, at)
    if value < number(SMALLEST) and apart_from > SMALLEST:
        return TailProbability(distribution, shown, tail, Rational(0), SMALLEST)
    return TailProbability(distribution, shown, tail, *rounded(value, apart_from=apart_from))


def quantile(
    distribution: Distribution, level: Rational, apart_from: Expr | None = None
) -> Quantile:
    """The claim about the point with probability `level` at or below it.

    `apart_from` is a value it will be compared with.
    """
    wanted = number(level)
    if distribution.family in ("t", "normal") and wanted < 0.5:
        value = 2 * _centre(distribution) - _above(distribution, wanted)
    else:
        value = _above(distribution, 1 - wanted)
    return Quantile(distribution, level, *rounded(value, apart_from=apart_from))


def approximates(
    exact: Expr,
    shown: Expr | None = None,
    apart_from: Expr | None = None,
    coarsest: Rational | None = None,
) -> Approximates:
    """The claim that rounds `exact`, which is written as `shown`."""
    value = rounded(number(exact), apart_from=apart_from, coarsest=coarsest)
    return Approximates(exact if shown is None else shown, *value)


def rounded(
    value: Number, *, apart_from: Expr | None = None, coarsest: Rational | None = None
) -> tuple[Rational, Rational]:
    """`value` to six significant digits, and half a unit in the last of them.

    More digits are kept when six do not tell the value from `apart_from`, or when half a unit
    is more than `coarsest`.
    """
    fewest = DIGITS
    while coarsest is not None and fewest < MOST_DIGITS and _rounded(value, fewest)[1] > coarsest:
        fewest += 1
    if apart_from is None:
        return _rounded(value, fewest)
    other = number(apart_from)
    for digits in (fewest, 2 * fewest, 4 * fewest):
        kept, tolerance = _rounded(value, digits)
        if abs(number(kept) - other) > number(tolerance):
            break
    return kept, tolerance


def _rounded(value: Number, digits: int) -> tuple[Rational, Rational]:
    if value == 0:
        return Rational(0), Rational(1, 2 * 10**digits)
    exponent = int(context.floor(context.log10(abs(value)))) + 1 - digits
    unit = Rational(10) ** exponent
    kept = int(context.nint(value / context.mpf(10) ** exponent)) * unit
    halfway = abs(number(kept) - value) > number(unit) * 0.4999
    return kept, unit if halfway else unit / 2


def number(expr: Expr) -> Number:
    """The value of an expression without letters, with forty digits."""
    return context.mpf(str(expr.evalf(context.dps)))


def density(distribution: Distribution, x: float) -> float:
    """The density at x, for a picture."""
    if distribution.family == "t":
        (df,) = map(number, distribution.parameters)
        size = context.gammaprod([(df + 1) / 2], [df / 2]) / context.sqrt(df * context.pi)
        return float(size * (1 + x * x / df) ** (-(df + 1) / 2))
    if distribution.family == "normal":
        mean, variance = map(number, distribution.parameters)
        return float(context.npdf(x, mean, context.sqrt(variance)))
    (df,) = map(number, distribution.parameters)
    power = context.mpf(x) ** (df / 2 - 1) * context.exp(-context.mpf(x) / 2)
    return float(power / (2 ** (df / 2) * context.gamma(df / 2)))


def _right(distribution: Distribution, x: Number) -> Number:
    return TAILS[distribution.family](distribution, x)


def _left(distribution: Distribution, x: Number) -> Number:
    if distribution.family == "chi2":
        return 1 - _right(distribution, x)
    return _right(distribution, 2 * _centre(distribution) - x)  # keeps the digits of a small tail


def _t_tail(distribution: Distribution, x: Number) -> Number:
    (df,) = map(number, distribution.parameters)
    two = context.betainc(df / 2, 0.5, 0, df / (df + x * x), regularized=True)
    return two / 2 if x >= 0 else 1 - two / 2


def _normal_tail(distribution: Distribution, x: Number) -> Number:
    mean, variance = map(number, distribution.parameters)
    return context.erfc((x - mean) / context.sqrt(2 * variance)) / 2


def _chi2_tail(distribution: Distribution, x: Number) -> Number:
    (df,) = map(number, distribution.parameters)
    return context.gammainc(df / 2, max(x, 0) / 2, context.inf, regularized=True)


TAILS: dict[str, Callable[[Distribution, Number], Number]] = {
    "t": _t_tail,
    "normal": _normal_tail,
    "chi2": _chi2_tail,
}


def _centre(distribution: Distribution) -> Number:
    return number(distribution.parameters[0]) if distribution.family == "normal" else 0


def _above(distribution: Distribution, probability: Number) -> Number:
    """The point with this probability above it, at most one half for t and normal."""
    tail = partial(_right, distribution)
    low = context.mpf(_centre(distribution))
    width = context.mpf(1)
    while tail(low + width) > probability:
        width *= 2
    high = low + width
    if tail(low) <= probability:
        return low

    def off(x: Number) -> Number:
        return context.log(tail(x) / probability)

    return context.findroot(off, (low, high), solver="anderson", tol=context.mpf(10) ** -30)


def is_short(value: Expr, places: int) -> bool:
    """Whether a number has an exact decimal form of at most so many places."""
    return bool(value.is_Rational and (10**places * value).q == 1)
