"""The one-sample t test: does the mean of a population differ from a given number?

The statistic t says how many standard errors the sample mean lies from that
number.  If the number is the true mean, t follows a t distribution with n - 1
degrees of freedom; a p-value at or below the significance level speaks against
it.  The critical value and the confidence interval lead to the same decision.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Add, Eq, Gt, Integer, Lt, Ne, Rational, Symbol, Tuple
from sympy.core.symbol import Str

from tutor.core.claims import Approximates, Choice, Claim, Defines, Equal
from tutor.core.expr import Distribution
from tutor.core.figure import Figure
from tutor.core.inputs import NumberInput
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit import distributions
from tutor.kit.statistics import curves, sample
from tutor.kit.statistics.decision import INPUTS as DECISION_INPUTS
from tutor.kit.statistics.decision import (
    TAILS,
    Decision,
    alpha,
    decide,
    find_critical_value,
    find_p_value,
    side_of_interval,
)
from tutor.kit.statistics.sample import Limits, Sample, n, se, xbar
from tutor.kit.unevaluated import divided

mu, mu_0, t = Symbol("mu"), Symbol("mu_0"), Symbol("t")
HYPOTHESES = {
    "two": ("state_two_sided_hypotheses", Ne),
    "left": ("state_left_sided_hypotheses", Lt),
    "right": ("state_right_sided_hypotheses", Gt),
}


@dataclass(frozen=True, slots=True)
class Findings:
    """All numbers of the test; the methods differ in the order in which they find them."""

    sample: Sample
    statistic: Approximates
    decision: Decision


Solution = Generator[Step, None, tuple[Findings, Limits]]


def by_p_value(problem: Problem) -> Solution:
    found = examine(problem)
    yield from prepare(problem, found.sample)
    yield from find_statistic(problem, found)
    yield from find_p_value(found.decision)
    yield step("decide_by_p_value", found.decision.by_p_value)
    parts, _ = collect(find_critical_value(found.decision))
    yield step("decide_by_critical_value", found.decision.by_critical_value, substeps=parts)
    parts, limits = collect(find_limits(problem, found))
    yield side_of_interval(limits, problem.mu0, found.decision, parts)
    return found, limits


def by_critical_value(problem: Problem) -> Solution:
    found = examine(problem)
    yield from prepare(problem, found.sample)
    yield from find_statistic(problem, found)
    yield from find_critical_value(found.decision)
    yield step("decide_by_critical_value", found.decision.by_critical_value)
    parts, _ = collect(find_p_value(found.decision))
    yield step("decide_by_p_value", found.decision.by_p_value, substeps=parts)
    parts, limits = collect(find_limits(problem, found))
    yield side_of_interval(limits, problem.mu0, found.decision, parts)
    return found, limits


def by_interval(problem: Problem) -> Solution:
    found = examine(problem)
    yield from prepare(problem, found.sample)
    yield from find_critical_value(found.decision)
    limits = yield from find_limits(problem, found)
    yield side_of_interval(limits, problem.mu0, found.decision)
    parts, _ = collect(confirm(problem, found))
    yield step("decide_by_p_value", found.decision.by_p_value, substeps=parts)
    return found, limits


def examine(problem: Problem) -> Findings:
    taken = sample.check(problem)
    exact = (taken.mean - problem.mu0) / taken.error
    distribution = Distribution("t", taken.size - 1)
    decision = decide(distribution, exact, t, problem.tail, problem.alpha)
    return Findings(taken, distributions.approximates(exact, t), decision)


def prepare(problem: Problem, taken: Sample) -> Generator[Step, None, None]:
    """From the hypotheses to the standard error."""
    rule, _ = HYPOTHESES[problem.tail]
    yield step(rule, *hypotheses(problem), Defines(mu_0, problem.mu0))
    yield step("set_level", Defines(alpha, problem.alpha))
    yield from sample.describe(problem)
    yield from sample.check_conditions(taken)
    yield from sample.standard_error(taken)
    yield step("count_degrees_of_freedom", degrees(taken))


def find_statistic(problem: Problem, found: Findings) -> Generator[Step, None, None]:
    yield step("define_statistic", Defines(t, divided(Add(xbar, -mu_0, evaluate=False), se)))
    difference = Add(found.sample.mean, -problem.mu0, evaluate=False)
    written = divided(difference, found.sample.error)
    yield step("insert_into_statistic", Equal(t, written))
    yield step("compute_statistic", found.statistic)


def confirm(problem: Problem, found: Findings) -> Generator[Step, None, None]:
    yield from find_statistic(problem, found)
    yield from find_p_value(found.decision)


def find_limits(problem: Problem, found: Findings) -> Generator[Step, None, Limits]:
    critical = found.decision.critical.value
    factor = -critical if problem.tail == "left" else critical
    sides = {"two": "both", "left": "upper", "right": "lower"}[problem.tail]
    return (yield from sample.limits(found.sample, factor, sides, problem.mu0))


def hypotheses(problem: Problem) -> tuple[Choice, ...]:
    _, relation = HYPOTHESES[problem.tail]
    pair = Choice(Tuple(Eq(mu, problem.mu0), relation(mu, problem.mu0)))
    return (pair, Choice(Str(problem.subject))) if problem.subject else (pair,)


def degrees(taken: Sample) -> Equal:
    return Equal(n - 1, taken.size - 1)


def complete(problem: Problem) -> Mapping[str, Any]:
    sample.check(problem)
    return {"tail": TAILS[problem.tail]}


def make(rng: Random, level: int) -> dict[str, Any]:
    tail = "two" if level == 1 else rng.choice(("two", "left", "right"))
    given = {"mu0": Integer(rng.randint(10, 60)), "tail": tail, "alpha": Rational(1, 20)}
    if level == 1:
        return {**given, **sample.friendly_summary(rng, given["mu0"])}
    return {**given, "data": sample.friendly(rng, level, given["mu0"])}


def goals(problem: Problem, answer: tuple[Findings, Limits]) -> tuple[tuple[str, Claim], ...]:
    found, (lower, upper) = answer
    pair, *subject = hypotheses(problem)
    return (
        ("hypotheses", pair),
        *(("subject", claim) for claim in subject),
        ("t", found.statistic),
        ("df", degrees(found.sample)),
        ("p", found.decision.p_value),
        ("critical", found.decision.critical),
        *((("lower", lower),) if problem.tail != "left" else ()),
        *((("upper", upper),) if problem.tail != "right" else ()),
        ("decision", found.decision.by_p_value),
    )


def figures(problem: Problem, answer: tuple[Findings, Limits]) -> tuple[Figure, ...]:
    found, _ = answer
    p = found.decision.p_value
    marks = curves.shaded_tails(p, float(found.statistic.value), found.decision.critical)
    return (Figure("shaded_tails", p, marks, "t", "density"),)


TOPIC = Topic(
    id="statistics.t_test",
    covers=("stat.t_test",),
    inputs=(
        *sample.INPUTS,
        NumberInput(name="mu0", about="the mean that the null hypothesis states", example="8"),
        *DECISION_INPUTS,
    ),
    phrases=(
        "[one-sample] {t test|t-test} [of {data} against {mu0}]",
        "{t test|t-test} of {data} against {mu0}{,| with alternative} {tail}",
        "test whether the mean of {data} {is|differs from} {mu0}",
        "does the mean of {data} differ from {mu0} [at the {alpha} level]",
        "t test with n = {n}, mean {xbar} and standard deviation {s} against {mu0}[, {tail}]",
        "{is the mean of {data}|test whether the mean of {data} is} {tail} {mu0}",
    ),
    methods={"p_value": by_p_value, "critical_value": by_critical_value, "interval": by_interval},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
