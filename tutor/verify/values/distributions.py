"""Areas under densities, and sums of probabilities, from the formula of each family.

Two routes for every family: `area_below` and `area_above` integrate the
density or add its terms; `below` is the incomplete beta or gamma function or
the error function.  No library of distributions is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from tutor.core.expr import Distribution
from tutor.verify.values.numeric import NoValue, Number, Point, context

QUADRATURE_DIGITS = 20
MOST_TERMS = 20_000
KEPT = 64  # distributions and areas: a tail that decides a test is asked for again and again


class Continuous(Struct, frozen=True):
    """A density that is zero left of `low`; most of it lies within a few `width` of `middle`."""

    density: Callable[[Number], Number]
    below: Callable[[Number], Number]
    low: Number
    middle: Number
    width: Number
    symmetric: bool = False  # about zero

    def area_below(self, x: Number) -> Number:
        """The probability of values up to x."""
        if x <= self.low:
            return context.mpf(0)
        steps = [x - k * self.width for k in (0, 1, 3, 8)]
        if x > self.middle:
            steps += [self.middle, self.middle - 2 * self.width, self.middle - 6 * self.width]
        inner = {s for s in steps if self.low < s <= x}
        return self._area([self.low, *sorted(inner)])

    def area_above(self, x: Number) -> Number:
        """The probability of values from x on."""
        start = max(x, self.low)
        steps = [start + k * self.width for k in (0, 1, 3, 8)]
        if x < self.middle:
            steps += [self.middle, self.middle + 2 * self.width, self.middle + 6 * self.width]
        return self._area([*sorted(set(steps)), context.inf])

    def _area(self, places: list[Number]) -> Number:
        if self.low != 0:
            return _integral(self.density, tuple(places))
        with context.workdps(QUADRATURE_DIGITS):
            roots = tuple(context.sqrt(x) for x in places)
        return _integral(self._substituted, roots)

    def _substituted(self, u: Number) -> Number:
        """The density after x = u^2, which tames a pole at zero."""
        return 2 * u * self.density(u * u)

    def above(self, x: Number) -> Number:
        return 1 - self.below(x)


@lru_cache(KEPT)
def _integral(density: Callable[[Number], Number], places: tuple[Number, ...]) -> Number:
    with context.workdps(QUADRATURE_DIGITS):
        return context.quad(density, places)


class Whole(Struct, frozen=True):
    """Probabilities `term(k)` of whole numbers k from 0 to `last`."""

    term: Callable[[int], Number]
    below: Callable[[Number], Number]
    last: Number
    symmetric: bool = False

    def area_below(self, x: Number) -> Number:
        end = min(self.last, context.floor(x))
        if end > MOST_TERMS:
            raise NoValue("too many terms")
        return context.fsum(self.term(k) for k in range(int(end) + 1))

    def area_above(self, x: Number) -> Number:
        return 1 - self.area_below(context.ceil(x) - 1)

    def above(self, x: Number) -> Number:
        return 1 - self.below(context.ceil(x) - 1)


Family = Continuous | Whole


def family(distribution: Distribution, at: Point) -> Family:
    """The distribution at a place; raises `NoValue` if it is not known or a parameter is out of range."""
    if distribution.family not in FAMILIES:
        raise NoValue(f"no distribution is called {distribution.family}")
    count, maker = FAMILIES[distribution.family]
    parameters = tuple(at.of(p) for p in distribution.parameters)
    if len(parameters) != count:
        raise NoValue(f"{distribution.family} takes {count} parameters")
    return _made(maker, parameters, context.prec)


@lru_cache(KEPT)
def _made(maker: Callable[..., Family], parameters: tuple[Number, ...], precision: int) -> Family:
    """The same object for the same numbers, so that its areas are found again."""
    return maker(*parameters)


def _positive(value: Number, name: str) -> None:
    if not value > 0:
        raise NoValue(f"{name} must be positive")


def _t(df: Number) -> Family:
    _positive(df, "the number of degrees of freedom")
    half = df / 2
    factor = context.gamma(half + 0.5) / (context.sqrt(df * context.pi) * context.gamma(half))

    def below(x: Number) -> Number:
        tail = context.betainc(half, 0.5, 0, df / (df + x * x), regularized=True) / 2
        return tail if x <= 0 else 1 - tail

    return Continuous(
        lambda x: factor * (1 + x * x / df) ** (-half - 0.5),
        below,
        low=-context.inf,
        middle=context.mpf(0),
        width=context.mpf(1),
        symmetric=True,
    )


def _normal(mean: Number, variance: Number) -> Family:
    _positive(variance, "the variance")
    sigma = context.sqrt(variance)
    factor = 1 / (sigma * context.sqrt(2 * context.pi))
    return Continuous(
        lambda x: factor * context.exp(-((x - mean) ** 2) / (2 * variance)),
        lambda x: context.erfc((mean - x) / (sigma * context.sqrt(2))) / 2,
        low=-context.inf,
        middle=mean,
        width=sigma,
        symmetric=mean == 0,
    )


def _chi2(df: Number) -> Family:
    _positive(df, "the number of degrees of freedom")
    factor = 1 / (2 ** (df / 2) * context.gamma(df / 2))
    return Continuous(
        lambda x: factor * x ** (df / 2 - 1) * context.exp(-x / 2),
        lambda x: context.gammainc(df / 2, 0, max(x, 0) / 2, regularized=True),
        low=context.mpf(0),
        middle=df,
        width=context.sqrt(2 * df),
    )


def _exponential(rate: Number) -> Family:
    _positive(rate, "the rate")
    return Continuous(
        lambda x: rate * context.exp(-rate * x),
        lambda x: -context.expm1(-rate * max(x, 0)),
        low=context.mpf(0),
        middle=1 / rate,
        width=1 / rate,
    )


def _poisson(mean: Number) -> Family:
    _positive(mean, "the mean")

    def below(x: Number) -> Number:
        k = context.floor(x)
        return context.gammainc(k + 1, mean, context.inf, regularized=True) if k >= 0 else 0 * k

    return Whole(
        lambda k: context.exp(k * context.log(mean) - mean - context.loggamma(k + 1)),
        below,
        last=context.inf,
    )


def _bernoulli(p: Number) -> Family:
    if not 0 <= p <= 1:
        raise NoValue("a probability lies between 0 and 1")
    return Whole(
        lambda k: p if k else 1 - p,
        lambda x: context.mpf(0) if x < 0 else context.mpf(1) if x >= 1 else 1 - p,
        last=context.mpf(1),
    )


FAMILIES: dict[str, tuple[int, Callable[..., Family]]] = {
    "t": (1, _t),
    "normal": (2, _normal),
    "chi2": (1, _chi2),
    "exponential": (1, _exponential),
    "poisson": (1, _poisson),
    "bernoulli": (1, _bernoulli),
}
