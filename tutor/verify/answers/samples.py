"""What a sample says, by other formulas than a textbook's: sums and sums of squares, exactly.

The squared deviations add up to the sum of the squares less the square of the
sum over n.  Quantiles are found by Newton's method on the distribution function.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct
from sympy import Rational

from tutor.verify.answers import Value
from tutor.verify.report import Misfit
from tutor.verify.values.distributions import FAMILIES, Continuous
from tutor.verify.values.numeric import Number, context, to_number

COARSEST = context.mpf(10) ** -2  # the largest rounding of a limit, as a part of the margin
ROUNDED = context.mpf(10) ** -5  # the largest relative error of a number with six digits, with room
SMALLEST = context.mpf(10) ** -10  # a probability below this counts as zero
SETTLED = context.mpf(10) ** -20
MOST_ROUNDS = 200
LARGEST = 10**7  # of a sample that is summed up; the t distribution takes long beyond
LONGEST_STEP = 8


class Sample(Struct, frozen=True):
    """The size, the mean and the sum of the squared deviations from it."""

    size: int
    mean: Fraction
    squares: Fraction

    @property
    def deviation(self) -> Number:
        """The standard deviation with divisor n - 1."""
        return context.sqrt(to_number(self.squares / (self.size - 1)))

    @property
    def error(self) -> Number:
        """The standard error of the mean."""
        return context.sqrt(to_number(self.squares / (self.size - 1) / self.size))


def fraction(number: Rational) -> Fraction:
    return Fraction(int(number.p), int(number.q))


def sample(given: Mapping[str, Any]) -> Sample:
    """The sample of a problem that gives `data`, or `n`, `xbar` and `s`."""
    if "data" in given:
        return of_values([fraction(v) for v in given["data"].args])
    size, deviation = int(given["n"]), fraction(given["s"])
    if size > LARGEST:
        raise ValueError(f"{size} values are too many")
    if deviation < 0:
        raise Misfit("a standard deviation is not negative")
    return Sample(size, fraction(given["xbar"]), deviation**2 * (size - 1))


def of_values(values: list[Fraction]) -> Sample:
    total = sum(values, Fraction(0))
    squares = sum((v * v for v in values), Fraction(0)) - total**2 / len(values)
    return Sample(len(values), total / len(values), squares)


def limits(mean: Fraction | Number, reach: Number) -> tuple[Value, Value]:
    """The ends of the interval that goes so far to both sides of the mean, as rounded values."""
    parts = {"within": reach * ROUNDED, "rounded": True, "coarsest": reach * COARSEST}
    return Value(mean - reach, **parts), Value(mean + reach, **parts)


def student(df: int) -> Continuous:
    """The t distribution."""
    _, maker = FAMILIES["t"]
    found = maker(context.mpf(df))
    assert isinstance(found, Continuous)
    return found


def quantile(distribution: Continuous, level: Fraction) -> Number:
    """The point with this probability at or below it, to about twenty digits."""
    wanted = to_number(level)
    if not 0 < wanted < 1:
        raise Misfit(f"{level} is no probability inside 0 and 1")
    if distribution.symmetric and 2 * level > 1:
        return -quantile(distribution, 1 - level)  # a small tail keeps its digits
    low, high, x = -context.inf, context.inf, distribution.middle
    for _ in range(MOST_ROUNDS):
        off = distribution.below(x) - wanted
        low, high = (x, high) if off < 0 else (low, x)
        step = off / distribution.density(x)
        if abs(step) <= SETTLED * max(1, abs(x)):
            return x - step
        limit = LONGEST_STEP * max(distribution.width, abs(x))  # far out, where the density is flat
        x -= max(-limit, min(step, limit))
        if not low < x < high:
            x = (low + high) / 2
    raise ValueError("the quantile is not found")
