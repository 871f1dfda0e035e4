"""Standardised data: each value minus the mean, divided by the standard deviation.

The standard deviation here has the divisor n.  A line for standardised data becomes one for the
data as they are: y = mean of y + s_y (m (x - mean of x)/s_x + b).
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from sympy import Eq, Expr, IndexedBase, Integer, Sum, Symbol, Tuple, sqrt

from tutor.core.claims import Claim, Defines, Equal, Substituted
from tutor.core.step import Step, step
from tutor.kit.real_values import value_at
from tutor.kit.statistics.squared_cost import B, K, M, N, X, Y
from tutor.kit.unevaluated import added, negated, over, power, times

U, V = IndexedBase("u"), IndexedBase("v")
SLOPE, HEIGHT = Symbol("a"), Symbol("c")
MEANS = Symbol("xbar"), Symbol("ybar")
SPREADS = Symbol("s_x"), Symbol("s_y")
SLOPE_FORMULA = over(times(M, SPREADS[1]), SPREADS[0])
HEIGHT_FORMULA = added(
    MEANS[1],
    times(B, SPREADS[1]),
    negated(over(times(M, SPREADS[1], MEANS[0]), SPREADS[0])),
)


class Standardised(NamedTuple):
    """The standardised values of both coordinates, and their means and standard deviations."""

    x: Tuple
    y: Tuple
    known: dict[Symbol, Expr]

    @property
    def columns(self) -> dict[Symbol, Expr]:
        """Slope and height for the data as they are, as formulas in m and b."""
        return {
            SLOPE: SLOPE_FORMULA.xreplace(self.known),
            HEIGHT: HEIGHT_FORMULA.xreplace(self.known),
        }


def standardise(x: Tuple, y: Tuple) -> Generator[Step, None, Standardised]:
    """Means, standard deviations and standardised values of data that have the names x and y."""
    known: dict[Symbol, Expr] = {}
    found = []
    for k, (data, values, name) in enumerate(((X, x, U), (Y, y, V))):
        mean, spread = MEANS[k], SPREADS[k]
        yield step("average_data", Defines(mean, over(Sum(data[K], (K, 1, N)), N)))
        known[mean] = sum(values, Integer(0)) / len(values)
        yield step("work_out_average", Equal(mean, known[mean]))
        squares = Sum(power(added(data[K], negated(mean)), Integer(2)), (K, 1, N))
        yield step("write_deviation", Defines(spread, sqrt(over(squares, N), evaluate=False)))
        known[spread] = deviation(values)
        yield step("work_out_deviation", Equal(spread, known[spread]))
        away = [value - known[mean] for value in values]
        written = Tuple(*(over(e, spread) for e in away))
        scaled = Tuple(*(e / known[spread] for e in away))
        yield step("standardise_data", Equal(written, scaled), Defines(name, scaled))
        found.append(scaled)
    return Standardised(found[0], found[1], known)


def deviation(values: Tuple) -> Expr:
    """The standard deviation with the divisor n."""
    mean = sum(values, Integer(0)) / len(values)
    return sqrt(sum(((v - mean) ** 2 for v in values), Integer(0)) / len(values))


def write_original_line() -> Generator[Step, None, None]:
    """Slope and height for the data as they are."""
    yield step("return_slope_to_units", Defines(SLOPE, SLOPE_FORMULA))
    yield step("return_height_to_units", Defines(HEIGHT, HEIGHT_FORMULA))


def best_original_line(
    data: Standardised, best: Tuple
) -> Generator[Step, None, tuple[tuple[str, Claim], ...]]:
    """The best line for standardised data, as one for the data as they are."""
    at = dict(zip((M, B), best, strict=True))
    goals = []
    for name, formula in (("slope", SLOPE_FORMULA), ("height", HEIGHT_FORMULA)):
        used = Tuple(*(Eq(k, v, evaluate=False) for k, v in at.items() if formula.has(k)))
        value = value_at(formula.xreplace(data.known), at)
        assert value is not None
        claim = Substituted(formula, used, value)
        yield step(f"find_best_{name}_in_units", claim)
        goals.append((name, claim))
    return tuple(goals)
