"""Mean, variance and mode of a binomial distribution, step by step."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Integer, Pow, Rational, Sum, Symbol, binomial, floor, sqrt

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.probability.binomial_terms import ONE, i, n, p, rounded, term
from tutor.kit.unevaluated import added, over, times

MEAN, VARIANCE = n * p, n * p * (1 - p)
EDGE = (n + 1) * p  # up to this count the chances grow
BELOW_EDGE = added(EDGE, -ONE)
r = Symbol("r")


def moments(problem: Problem) -> Generator[Step, None, tuple[Expr, ...]]:
    """The mean, the variance, and where the chances stop growing.

    With p = 0 or p = 1 only one count occurs. It is the mean, and stands in the last place too.
    """
    trials, success = problem.n, problem.p
    if proper := 0 < success < 1:
        yield step("add_means", Equal(Sum(times(i, term(i)), (i, 0, trials)), MEAN))
    mean, variance = trials * success, trials * success * (1 - success)
    yield step("mean", Equal(MEAN, mean))
    yield step("variance", Equal(VARIANCE, variance))
    root = sqrt(variance)
    yield step("deviation", Equal(sqrt(VARIANCE), root))
    if not isinstance(root, Rational):
        yield step("round_deviation", rounded(root, root))
    if not proper:
        return mean, variance, mean
    powers = (Pow(p, i - 1), Pow(1 - p, added(n, -i, ONE)))
    before = times(binomial(n, i - 1, evaluate=False), *powers)
    growth = added(ONE, over(added(EDGE, -i), times(i, 1 - p)))
    yield step("name_ratio", Defines(r, over(term(i), before)))
    yield step("simplify_ratio", Equal(r, growth, (i > 0, i < n + 1)))
    edge = (trials + 1) * success
    yield step("find_edge", Equal(EDGE, edge))
    if isinstance(edge, Integer):
        yield step("step_back", Equal(BELOW_EDGE, edge - 1))
    else:
        yield step("round_down", Equal(floor(EDGE), floor(edge)))
    return mean, variance, edge


def moment_goals(problem: Problem, found: tuple[Expr, ...]) -> tuple[tuple[str, Claim], ...]:
    """What `moments` leads to; two neighbours are equally likely where the chances stop at a count."""
    mean, variance, edge = found
    usual = (
        ("mean", Equal(MEAN, mean)),
        ("variance", Equal(VARIANCE, variance)),
        ("deviation", Equal(sqrt(VARIANCE), sqrt(variance))),
    )
    if problem.p in (0, 1):
        return (*usual, ("mode", Equal(MEAN, mean)))
    if isinstance(edge, Integer):
        modes = (("mode", Equal(BELOW_EDGE, edge - 1)), ("second_mode", Equal(EDGE, edge)))
        return (*usual, *modes)
    return (*usual, ("mode", Equal(floor(EDGE), floor(edge))))
