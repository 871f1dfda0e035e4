"""Maximum likelihood for the mean and the standard deviation of a normal distribution.

The log-likelihood has two derivatives.  The one for the mean is zero at the
sample mean, whatever the deviation is; put into the other, it gives the mean
square of the deviations as the variance, with divisor n.  At that point the
matrix of second derivatives is diagonal with negative entries.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Expr, Integer, Pow, Rational, Symbol, Tuple, log, pi, sqrt

from tutor.core.claims import (
    Choice,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Equivalent,
    Extremum,
    SolutionSet,
    Substituted,
)
from tutor.core.step import Step, step
from tutor.kit import distributions
from tutor.kit.statistics.likelihood_models import NORMAL_MEAN, Q, mu, n, sigma, xbar
from tutor.kit.statistics.maximum import (
    SHORT,
    Case,
    Goals,
    in_values,
    sigma_hat,
    variance_goal,
)
from tutor.kit.statistics.sample import root
from tutor.kit.unevaluated import divided

s = Symbol("s")
mu_hat = Symbol("mu_hat")
MEAN_SCORE = n * (xbar - mu) / sigma**2
DEVIATION_SCORE = -n / sigma + (Q + n * (xbar - mu) ** 2) / sigma**3
AT_MEAN = -n / sigma + Q / sigma**3
UNKNOWN = Tuple(mu, sigma)
POSITIVE = (sigma > 0,)


def degenerate(case: Case) -> bool:
    """Whether all values are equal, so that the likelihood grows without bound."""
    return bool(case.numbers) and case.numbers[Q] == 0


def given(case: Case) -> tuple[Expr, ...]:
    return POSITIVE if case.numbers else (*POSITIVE, Q > 0)


def maximise(case: Case, objective: Expr) -> Generator[Step, None, None]:
    """From the log-likelihood to both estimates."""
    mean_score = case.put(MEAN_SCORE)
    yield step("differentiate_for_mean", DerivativeOf(objective, mu, mean_score, POSITIVE))
    equation = Tuple(Eq(mean_score, 0, evaluate=False))
    mean = case.put(xbar)
    yield step("set_score_to_zero", Choice(equation))
    yield step("solve_for_mean", SolutionSet(equation, Tuple(mu), Tuple(Tuple(mean)), POSITIVE))
    score = case.put(DEVIATION_SCORE)
    yield step("differentiate_for_deviation", DerivativeOf(objective, sigma, score, POSITIVE))
    inserted = Tuple(Eq(mu, mean, evaluate=False))
    yield step("insert_mean", Substituted(score, inserted, case.put(AT_MEAN)))
    if degenerate(case):
        yield step("set_score_to_zero", Choice(no_root(case).system))
        yield step("find_score_negative", Compared(case.put(AT_MEAN), "<", Integer(0), POSITIVE))
        yield step("find_no_maximum", no_root(case))
        return
    yield from _solve_for_deviation(case)
    yield from _check_curvature(case, mean_score, score)
    yield step("conclude_maximum_of_two", maximum(case, objective))
    yield from _state_estimates(case)


def _solve_for_deviation(case: Case) -> Generator[Step, None, None]:
    unknown = Tuple(sigma)
    before = Tuple(Eq(case.put(AT_MEAN), 0, evaluate=False))
    after = Tuple(Eq(case.put(Q), case.put(n * sigma**2), evaluate=False))
    yield step("set_score_to_zero", Choice(before))
    yield step("multiply_by_cube", Equivalent(before, after, unknown, POSITIVE))
    solved = SolutionSet(before, unknown, Tuple(Tuple(deviation(case))), given(case))
    yield step("solve_for_deviation", solved)


def _check_curvature(case: Case, mean_score: Expr, score: Expr) -> Generator[Step, None, None]:
    """The three second derivatives at the root: negative, zero, negative."""
    at = Tuple(
        *(Eq(a, b, evaluate=False) for a, b in zip(UNKNOWN.args, point(case).args, strict=True))
    )
    in_mean = case.put(-n / sigma**2)
    mixed = case.put(-2 * n * (xbar - mu) / sigma**3)
    in_deviation = case.put(n / sigma**2 - 3 * (Q + n * (xbar - mu) ** 2) / sigma**4)
    yield step("differentiate_mean_twice", DerivativeOf(mean_score, mu, in_mean, POSITIVE))
    yield step("find_curvature_in_mean_negative", Compared(in_mean, "<", Integer(0), given(case)))
    yield step("differentiate_mixed", DerivativeOf(mean_score, sigma, mixed, POSITIVE))
    yield step("find_mixed_derivative_zero", Substituted(mixed, at, Integer(0)))
    yield step("differentiate_deviation_twice", DerivativeOf(score, sigma, in_deviation, POSITIVE))
    at_root = case.put(-2 * n**2 / Q)
    yield step("insert_root_into_curvature", Substituted(in_deviation, at, at_root))
    yield step(
        "find_curvature_in_deviation_negative", Compared(at_root, "<", Integer(0), given(case))
    )


def _state_estimates(case: Case) -> Generator[Step, None, None]:
    yield step("define_estimate_of_mean", Defines(mu_hat, xbar))
    yield step("read_off_estimate" if case.numbers else "write_estimate", mean_goal(case))
    yield step("define_estimate_of_deviation", Defines(sigma_hat, sqrt(Q / n)))
    if not case.numbers:
        yield step("write_estimate", deviation_goal(case))
        return
    written, value = _root_of_quotient(case, case.put(n)), deviation(case)
    yield step("compute_estimate", Equal(written, value), Equal(sigma_hat, written))
    if not distributions.is_short(value, SHORT):
        yield step("round_estimate", distributions.approximates(value, sigma_hat))
    yield step("square_estimate", variance_goal(case.put(Q) / case.put(n)))
    yield step("define_sample_deviation", Defines(s, sqrt(Q / (n - 1))))
    written, value = _root_of_quotient(case, case.put(n - 1)), sample_deviation(case)
    if distributions.is_short(value, SHORT):
        yield step("compute_sample_deviation", Equal(written, value), Equal(s, written))
    else:
        yield step("compute_sample_deviation", Equal(s, written))
        yield step("round_estimate", distributions.approximates(written, s))


def _root_of_quotient(case: Case, divisor: Expr) -> Expr:
    return Pow(divided(case.put(Q), divisor), Rational(1, 2), evaluate=False)


def deviation(case: Case) -> Expr:
    return root(case.put(Q) / case.put(n))


def sample_deviation(case: Case) -> Expr:
    return root(case.put(Q) / case.put(n - 1))


def point(case: Case) -> Tuple:
    return Tuple(case.put(xbar), deviation(case))


def maximum(case: Case, objective: Expr) -> Extremum:
    value = case.put(-n * log(2 * pi * Q / n) / 2 - n / 2)
    return Extremum(objective, UNKNOWN, Tuple(), point(case), value, "maximum", given(case))


def mean_goal(case: Case) -> Equal:
    return Equal(mu_hat, case.put(xbar) if case.numbers else in_values(NORMAL_MEAN))


def deviation_goal(case: Case) -> Equal:
    return Equal(sigma_hat, deviation(case))


def no_root(case: Case) -> SolutionSet:
    equation = Tuple(Eq(case.put(AT_MEAN), 0, evaluate=False))
    return SolutionSet(equation, Tuple(sigma), Tuple(), POSITIVE)


def goals(case: Case) -> Goals:
    """What the derivation reaches; the objective is written with the names of the sums."""
    objective = case.model.log_likelihood
    slope = DerivativeOf(objective, mu, case.put(MEAN_SCORE), POSITIVE)
    if degenerate(case):
        return ("score", slope), ("no_maximum", no_root(case))
    found: Goals = (
        ("score", slope),
        ("maximum", maximum(case, objective)),
        ("mu", mean_goal(case)),
        ("sigma", deviation_goal(case)),
    )
    if not case.numbers:
        return found
    value, other = deviation(case), sample_deviation(case)
    exact, other_exact = (distributions.is_short(v, SHORT) for v in (value, other))
    rounded = ("sigma_decimal", distributions.approximates(value, sigma_hat))
    return (
        *found,
        *(() if exact else (rounded,)),
        ("variance", variance_goal(case.put(Q) / case.put(n))),
        ("s", Equal(s, other) if other_exact else distributions.approximates(other, s)),
    )
