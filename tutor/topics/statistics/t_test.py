"""The one-sample t test: does the mean of a population differ from a given number?

The statistic t says how many standard errors the sample mean lies from that
number.  If the number is the true mean, t follows a t distribution with n - 1
degrees of freedom; a p-value at or below the significance level speaks against
it.  The critical value and the confidence interval lead to the same decision.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from sympy import Add, Integer, Rational, Symbol

from tutor.core.claims import Approximates, Choice, Claim, Defines, Equal
from tutor.core.errors import NotUnderstood
from tutor.core.expr import Distribution
from tutor.core.figure import Figure
from tutor.core.inputs import NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit import distributions
from tutor.kit.statistics import curves, decision, sample
from tutor.kit.statistics.sample import Limits, Sample, n, se, xbar
from tutor.kit.unevaluated import divided

mu, mu_0, t = Symbol("mu"), Symbol("mu_0"), Symbol("t")


@dataclass(frozen=True, slots=True)
class Findings:
    """All numbers of the test; the methods differ in the order in which they find them."""

    sample: Sample
    statistic: Approximates
    decision: decision.Decision


Solution = Generator[Step, None, tuple[Findings, Limits]]


def in_order(order: decision.Order) -> Callable[[Problem], Solution]:
    """The method that decides by the p-value, by the critical value or by the interval."""

    def solve(problem: Problem) -> Solution:
        found = examine(problem)
        yield from prepare(problem, found.sample)
        parts = decision.Parts(
            found.decision,
            problem.mu0,
            mu_0,
            find_statistic=partial(find_statistic, problem, found),
            find_limits=partial(find_limits, problem, found),
        )
        return found, (yield from order(parts))

    return solve


def examine(problem: Problem) -> Findings:
    taken = sample.check(problem)
    exact = (taken.mean - problem.mu0) / taken.error
    distribution = Distribution("t", taken.size - 1)
    decided = decision.decide(distribution, exact, t, problem.tail, problem.alpha)
    return Findings(taken, distributions.approximates(exact, t), decided)


def prepare(problem: Problem, taken: Sample) -> Generator[Step, None, None]:
    """From the hypotheses to the standard error."""
    rule, _ = decision.HYPOTHESES[problem.tail]
    yield step(rule, *hypotheses(problem), Defines(mu_0, problem.mu0))
    yield step("set_level", Defines(decision.alpha, problem.alpha))
    yield from sample.describe(problem)
    yield from sample.check_conditions(taken)
    yield from sample.standard_error(taken)
    yield step("count_degrees_of_freedom", degrees(taken))


def find_statistic(problem: Problem, found: Findings) -> Generator[Step, None, None]:
    yield step("define_statistic", Defines(t, divided(Add(xbar, -mu_0, evaluate=False), se)))
    difference = Add(found.sample.mean, -problem.mu0, evaluate=False)
    written = divided(difference, found.sample.error)
    inserted = step("insert_into_statistic", Equal(t, written))
    yield step("compute_statistic", found.statistic, substeps=(inserted,))


def find_limits(problem: Problem, found: Findings) -> Generator[Step, None, Limits]:
    critical = found.decision.critical.value
    factor = -critical if problem.tail == "left" else critical
    sides = {"two": "both", "left": "upper", "right": "lower"}[problem.tail]
    return (yield from sample.limits(found.sample, factor, sides, problem.mu0))


def hypotheses(problem: Problem) -> tuple[Choice, ...]:
    return decision.hypotheses(mu, problem.mu0, problem.tail, problem.subject)


def degrees(taken: Sample) -> Equal:
    return Equal(n - 1, taken.size - 1)


def complete(problem: Problem) -> Mapping[str, Any]:
    tail = decision.TAILS[problem.tail]
    if problem.mu1 not in (None, problem.mu0):
        sign = {"two": "!=", "left": "<", "right": ">"}[tail]
        raise NotUnderstood(
            "different-hypotheses",
            f"The null hypothesis names {problem.mu0}, and the alternative {problem.mu1}. "
            "The test compares the mean with one number.",
            fix=f"Write H0: mu = {problem.mu0} against H1: mu {sign} {problem.mu0}, or use {problem.mu1} in both.",
        )
    sample.check(problem)
    return {"tail": tail, "mu1": None}


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
        NumberInput(
            name="mu1",
            about="the number in the alternative, which is the same",
            example="8",
            optional=True,
        ),
        *decision.INPUTS,
    ),
    phrases=(
        "[one-sample|one sample] {t test|t-test} [of {data} against {mu0}]",
        "{t test|t-test} of {data} against {mu0}{,| with alternative} {tail}",
        "test whether the mean of {data} {is|differs from} {mu0}",
    ),
    bare=("t test",),
    methods={name: in_order(order) for name, order in decision.ORDERS.items()},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
