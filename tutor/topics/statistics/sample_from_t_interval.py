"""The sample mean and standard deviation behind a t interval.

The interval is symmetric, so the mean is its midpoint and the margin is half
its width.  The margin is a t quantile times s over the root of n; solved for s
it gives the standard deviation.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Add, Eq, Integer, Mul, Pow, Rational, Symbol, Tuple

from tutor.core.claims import (
    Approximates,
    Claim,
    Defines,
    Equal,
    Equivalent,
    Quantile,
)
from tutor.core.errors import Undefined
from tutor.core.expr import Distribution
from tutor.core.figure import Figure
from tutor.core.inputs import NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit import distributions
from tutor.kit.statistics import curves
from tutor.kit.statistics.confidence import CONFIDENCE, confidence
from tutor.kit.statistics.sample import n, s, xbar
from tutor.kit.unevaluated import divided

lower, upper, margin = (Symbol(name) for name in ("L", "U", "m"))


@dataclass(frozen=True, slots=True)
class Origin:
    """What the interval was made from."""

    mean: Equal
    margin: Equal
    level: Equal
    critical: Quantile
    deviation: Approximates


def by_midpoint(problem: Problem) -> Generator[Step, None, Origin]:
    lo, hi = problem.lo, problem.hi
    yield step("note_lower_limit", Defines(lower, lo))
    yield step("note_upper_limit", Defines(upper, hi))
    yield step("note_size", Defines(n, problem.n))
    yield step("set_confidence", Defines(confidence, problem.conf))
    yield step("define_mean_as_midpoint", Defines(xbar, divided(lower + upper, 2)))
    mean = Equal(xbar, (lo + hi) / 2)
    yield step("compute_midpoint", mean)
    yield step("define_half_width", Defines(margin, divided(Add(upper, -lower, evaluate=False), 2)))
    half = Equal(margin, (hi - lo) / 2)
    yield step("compute_half_width", half)
    level = Equal(divided(Add(1, confidence, evaluate=False), 2), (1 + problem.conf) / 2)
    yield step("find_level_of_quantile", level)
    critical = distributions.quantile(Distribution("t", problem.n - 1), level.after)
    yield step("find_critical_value", critical)
    c, root = critical.value, Pow(problem.n, Rational(1, 2))
    exact = half.after * root / c
    error = divided(s, Pow(problem.n, Rational(1, 2), evaluate=False))
    formula = divided(c * s, root)
    in_errors = Equal(Mul(c, error, evaluate=False), formula)
    yield step("write_margin_with_deviation", in_errors)
    before = Tuple(Eq(half.after, formula, evaluate=False))
    after = Tuple(Eq(s, divided(half.after * root, c), evaluate=False))
    isolated = Equivalent(before, after, Tuple(s))
    yield step("isolate_deviation", isolated, Defines(s, margin * Pow(n, Rational(1, 2)) / c))
    deviation = distributions.approximates(exact, s)
    yield step("round_result", deviation)
    return Origin(mean, half, level, critical, deviation)


def complete(problem: Problem) -> Mapping[str, Any]:
    if problem.lo >= problem.hi:
        raise Undefined(
            "empty-interval",
            "The lower limit is not below the upper limit.",
            fix="Give the smaller limit as lo and the larger one as hi.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    size = Integer(rng.choice((9, 16, 25, 36)) if level < 3 else rng.randint(8, 40))
    conf = Rational(95 if level == 1 else rng.choice((90, 95, 99)), 100)
    critical = distributions.quantile(Distribution("t", size - 1), (1 + conf) / 2).value
    reach = round(100 * critical * rng.randint(2, 12) / float(size) ** 0.5)
    centre = rng.randint(40, 90)
    return {
        "lo": centre - Rational(reach, 100),
        "hi": centre + Rational(reach, 100),
        "n": size,
        "conf": conf,
    }


def goals(problem: Problem, found: Origin) -> tuple[tuple[str, Claim], ...]:
    return (
        ("xbar", found.mean),
        ("margin", found.margin),
        ("level", found.level),
        ("critical", found.critical),
        ("s", found.deviation),
    )


def figures(problem: Problem, found: Origin) -> tuple[Figure, ...]:
    marks = curves.central_area(found.critical)
    return (Figure("central_area", found.critical, marks, "t", "density"),)


TOPIC = Topic(
    id="statistics.sample_from_t_interval",
    covers=("stat.ci_t",),
    inputs=(
        NumberInput(name="lo", about="the lower limit of the interval", example="18.985"),
        NumberInput(name="hi", about="the upper limit of the interval", example="21.015"),
        NumberInput(
            name="n",
            about="the number of values",
            example="36",
            whole=True,
            minimum=Integer(2),
            maximum=Integer(10**6),
        ),
        CONFIDENCE,
    ),
    phrases=(
        "recover the mean and {standard deviation|s} from the [{conf}] t interval ({lo}, {hi}) with n = {n}",
        "mean and standard deviation {from|behind} the [{conf}] t interval ({lo}, {hi}), n = {n}",
        "which mean and standard deviation give the t interval ({lo}, {hi}), n = {n}",
        "[a|the] [{conf}] {t interval|t-interval|confidence interval} [for the mean] {for|of|from|with} [a sample of] [n =] {n} [values] "
        "is ({lo}, {hi}){. |, |; |, and }[find|give|compute|what are] [the] [sample] mean and [the] [sample] standard deviation",
        "mean and standard deviation from a t interval",
    ),
    methods={"midpoint": by_midpoint},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
