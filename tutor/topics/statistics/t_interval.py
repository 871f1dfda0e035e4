"""A confidence interval for a mean when the standard deviation of the population is unknown.

The interval goes from the sample mean a number of standard errors to either
side.  The number is a quantile of the t distribution with n - 1 degrees of
freedom, which is larger than that of the normal distribution, because the
standard deviation is estimated too.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Add, Integer, Rational

from tutor.core.claims import Claim, Defines, Equal, Quantile
from tutor.core.expr import Distribution
from tutor.core.figure import Figure
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit import distributions
from tutor.kit.statistics import curves, sample
from tutor.kit.statistics.confidence import CONFIDENCE, confidence
from tutor.kit.statistics.sample import Limits, n
from tutor.kit.unevaluated import divided


@dataclass(frozen=True, slots=True)
class Interval:
    """The quantile and the two limits."""

    degrees: Equal
    level: Equal
    critical: Quantile
    limits: Limits


def by_quantile(problem: Problem) -> Generator[Step, None, Interval]:
    taken = sample.check(problem)
    yield step("set_confidence", Defines(confidence, problem.conf))
    yield from sample.describe(problem)
    yield from sample.check_conditions(taken)
    yield from sample.standard_error(taken)
    degrees = Equal(n - 1, taken.size - 1)
    yield step("count_degrees_of_freedom", degrees)
    level = Equal(divided(Add(1, confidence, evaluate=False), 2), (1 + problem.conf) / 2)
    yield step("find_level_of_quantile", level)
    critical = distributions.quantile(Distribution("t", taken.size - 1), level.after)
    yield step("find_critical_value", critical)
    limits = yield from sample.limits(taken, critical.value, "both")
    return Interval(degrees, level, critical, limits)


def complete(problem: Problem) -> Mapping[str, Any]:
    sample.check(problem)
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    conf = Rational(rng.choice((90, 95, 99)) if level > 1 else 95, 100)
    centre = Integer(rng.randint(10, 60))
    if level > 1:
        return {"conf": conf, "data": sample.friendly(rng, level, centre)}
    return {"conf": conf, **sample.friendly_summary(rng, centre)}


def goals(problem: Problem, found: Interval) -> tuple[tuple[str, Claim], ...]:
    return (
        ("df", found.degrees),
        ("level", found.level),
        ("critical", found.critical),
        ("lower", found.limits[0]),
        ("upper", found.limits[1]),
    )


def figures(problem: Problem, found: Interval) -> tuple[Figure, ...]:
    marks = curves.central_area(found.critical)
    return (Figure("central_area", found.critical, marks, "t", "density"),)


TOPIC = Topic(
    id="statistics.t_interval",
    covers=("stat.ci_t",),
    inputs=(
        *sample.INPUTS,
        CONFIDENCE,
    ),
    phrases=(
        "{t interval|t-interval} [for {data}]",
        "confidence interval for {the|a} mean [of {data}]",
        "{conf} {confidence|t} interval for the mean of {data}",
        "{find|construct|compute|give|calculate} {a|the} {conf} confidence interval for the mean "
        "{from|of|for|with|given} [the] [data|sample] {data}",
        "[find|construct|compute|give|calculate] [a|the] {conf} confidence interval for {the|a} mean{: | with | for |, }"
        "n = {n}, {xbar|mean|x̄} = {xbar}{, | and }s = {s}",
        "confidence interval for a mean with n = {n}, mean {xbar} and standard deviation {s}",
    ),
    bare=("t interval",),
    methods={"quantile": by_quantile},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
