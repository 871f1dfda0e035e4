"""Maximum likelihood for a Laplace distribution: the median, and the mean distance from it.

The centre occurs in the log-likelihood only through the total distance of the
values from it.  That sum has kinks at the values, where it has no derivative,
so its smallest value is found from the slopes beside them: they change from
minus to plus at the median.  The scale follows by setting a derivative to zero.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import (
    Abs,
    Add,
    Eq,
    Expr,
    Gt,
    IndexedBase,
    Integer,
    Lt,
    Product,
    Sum,
    Symbol,
    Tuple,
    exp,
    log,
)

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Equivalent,
    Extremum,
    SolutionSet,
    Substituted,
)
from tutor.core.figure import Figure
from tutor.core.inputs import DataInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit import distributions
from tutor.kit.statistics import curves
from tutor.kit.statistics.maximum import SHORT
from tutor.kit.unevaluated import added, divided, times

x, i, n, L, D = IndexedBase("x"), Symbol("i"), Symbol("n"), Symbol("L"), Symbol("D")
mu, b, mu_hat, b_hat = Symbol("mu"), Symbol("b"), Symbol("mu_hat"), Symbol("b_hat")
OVER, POSITIVE = (i, 1, n), (b > 0,)


@dataclass(frozen=True, slots=True)
class Sample:
    """The values in order, the two in the middle, which may be one, and all distances from them."""

    values: tuple[Expr, ...]
    low: Expr
    high: Expr

    @property
    def size(self) -> Integer:
        return Integer(len(self.values))

    @property
    def centre(self) -> Expr:
        return (self.low + self.high) / 2

    @property
    def total(self) -> Expr:
        return Add(*(abs(v - self.centre) for v in self.values))

    @property
    def distances(self) -> Expr:
        return added(*(Abs(v - mu, evaluate=False) for v in self.values))

    @property
    def log_likelihood(self) -> Expr:
        return -self.size * log(2 * b) - self.distances / b

    @property
    def at_centre(self) -> Expr:
        """The log-likelihood as a function of the scale alone."""
        return -self.size * log(2 * b) - self.total / b

    @property
    def score(self) -> Expr:
        return -self.size / b + self.total / b**2

    def slope(self, left: int) -> Integer:
        """The slope of the total distance where so many values lie to the left."""
        return Integer(left) - (self.size - left)


def sample(problem: Problem) -> Sample:
    values = tuple(sorted(problem.data))
    return Sample(values, values[(len(values) - 1) // 2], values[len(values) // 2])


def by_slopes(problem: Problem) -> Generator[Step, None, Sample]:
    found = sample(problem)
    yield step("note_values", Defines(x, problem.data))
    yield step("count_values", Defines(n, found.size))
    density = times(1 / (2 * b), exp(-Abs(x[i] - mu) / b))
    yield step("multiply_densities", Defines(L, Product(density, OVER)))
    distance = Abs(x[i] - mu)
    summed = Sum(-log(2 * b) - distance / b, OVER)
    yield step("add_logarithms", Equal(log(L), summed, POSITIVE))
    yield step("name_total_distance", Defines(D, Sum(distance, OVER)))
    yield step("collect_distances", Equal(summed, -n * log(2 * b) - D / b, POSITIVE))
    yield from find_centre(found)
    yield from find_scale(found)
    return found


def find_centre(found: Sample) -> Generator[Step, None, None]:
    yield step("write_distances_in_order", Equal(D, found.distances))
    before = [v for v in found.values if v < found.low]
    behind = [v for v in found.values if v > found.high]
    left = (*((Gt(mu, before[-1]),) if before else ()), Lt(mu, found.low))
    right = (Gt(mu, found.high), *((Lt(mu, behind[0]),) if behind else ()))
    first, last = found.slope(len(before)), found.slope(len(found.values) - len(behind))
    falls = DerivativeOf(found.distances, mu, first, left), Compared(first, "<", Integer(0))
    yield step("find_slope_before_median", *falls)
    if found.low != found.high:
        yield step("find_flat_part", flat_part(found))
    rises = DerivativeOf(found.distances, mu, last, right), Compared(last, ">", Integer(0))
    yield step("find_slope_behind_median", *rises)
    tried = Eq(mu, found.centre, evaluate=False)
    at, unique = Tuple(tried), found.low == found.high
    yield step("see_median" if unique else "choose_middle_of_flat_part", Choice(tried))
    yield step("compute_total_distance", Substituted(found.distances, at, found.total))
    yield step("take_median", nearest(found))
    yield step("name_centre", Defines(mu_hat, found.centre))


def find_scale(found: Sample) -> Generator[Step, None, None]:
    at = Tuple(Eq(mu, found.centre, evaluate=False))
    written = Equal(-n * log(2 * b) - D / b, found.log_likelihood, POSITIVE)
    yield step("insert_distances", written)
    yield step("insert_centre", Substituted(found.log_likelihood, at, found.at_centre))
    yield step("differentiate_for_scale", slope_in_scale(found))
    equation, unknown = Tuple(Eq(found.score, 0, evaluate=False)), Tuple(b)
    yield step("set_slope_to_zero", Choice(equation[0]))
    if found.total == 0:
        yield step("find_slope_negative", Compared(found.score, "<", Integer(0), POSITIVE))
        yield step("find_no_scale", no_scale(found))
        return
    after = Tuple(Eq(found.total, found.size * b, evaluate=False))
    yield step("multiply_by_square_of_scale", Equivalent(equation, after, unknown, POSITIVE))
    scale = found.total / found.size
    yield step("solve_for_scale", SolutionSet(equation, unknown, Tuple(Tuple(scale)), POSITIVE))
    curvature = found.size / b**2 - 2 * found.total / b**3
    yield step("differentiate_slope", DerivativeOf(found.score, b, curvature, POSITIVE))
    at_root = curvature.xreplace({b: scale})
    inserted = Tuple(Eq(b, scale, evaluate=False))
    yield step("insert_scale_into_curvature", Substituted(curvature, inserted, at_root))
    yield step("find_curvature_at_scale_negative", Compared(at_root, "<", Integer(0)))
    best = maximum(found)
    both = Tuple(*at, *inserted)
    yield step("conclude_both", best, Substituted(found.log_likelihood, both, best.value))
    yield step("name_scale", Defines(b_hat, divided(Sum(Abs(x[i] - mu_hat), OVER), n)))
    yield step("compute_scale", Equal(b_hat, scale))
    if not distributions.is_short(scale, SHORT):
        yield step("round_scale", distributions.approximates(scale, b_hat))


def flat_part(found: Sample) -> Equal:
    return Equal(found.distances, found.total, (mu >= found.low, mu <= found.high))


def nearest(found: Sample) -> Extremum:
    at = Tuple(found.centre)
    return Extremum(found.distances, Tuple(mu), Tuple(), at, found.total, "minimum")


def slope_in_scale(found: Sample) -> DerivativeOf:
    return DerivativeOf(found.at_centre, b, found.score, POSITIVE)


def no_scale(found: Sample) -> SolutionSet:
    return SolutionSet(Tuple(Eq(found.score, 0, evaluate=False)), Tuple(b), Tuple(), POSITIVE)


def maximum(found: Sample) -> Extremum:
    scale = found.total / found.size
    best = -found.size * log(2 * scale) - found.size
    point = Tuple(found.centre, scale)
    return Extremum(found.log_likelihood, Tuple(mu, b), Tuple(), point, best, "maximum", POSITIVE)


def make(rng: Random, level: int) -> dict[str, Any]:
    size = {1: rng.choice((3, 5)), 2: rng.choice((4, 6)), 3: rng.choice((6, 7, 8))}[level]
    values = [Integer(rng.randint(0, 10 * level)) for _ in range(size - 1)]
    return {"data": Tuple(*values, Integer(10 * level + rng.randint(1, 5)))}


def goals(problem: Problem, found: Sample) -> tuple[tuple[str, Claim], ...]:
    centre = (
        ("nearest", nearest(found)),
        *((("flat_part", flat_part(found)),) if found.low != found.high else ()),
        ("centre", Equal(mu_hat, found.centre)),
    )
    if found.total == 0:
        return (*centre, ("no_maximum", no_scale(found)))
    scale = found.total / found.size
    short = distributions.is_short(scale, SHORT)
    return (
        *centre,
        ("maximum", maximum(found)),
        ("scale", Equal(b_hat, scale)),
        *(() if short else (("decimal", distributions.approximates(scale, b_hat)),)),
    )


def figures(problem: Problem, found: Sample) -> tuple[Figure, ...]:
    low, high = float(found.values[0]), float(found.values[-1])
    if low == high:
        return ()
    reach = (high - low) / 5
    marks = curves.marked_minimum(
        found.distances, mu, found.centre, (low - reach, high + reach), "total distance"
    )
    return (Figure("total_distance", nearest(found), marks, mu.name, "total distance"),)


TOPIC = Topic(
    id="statistics.laplace_likelihood",
    covers=("stat.mle_other",),
    inputs=(DataInput(name="data", about="the sample", example="2, 3, 7"),),
    phrases=("{mle|maximum likelihood} of laplace from {data}",),
    bare=("laplace likelihood",),
    methods={"slopes": by_slopes},
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
