"""Families of distributions whose parameter is estimated by maximum likelihood.

A model is one record: the probability or density of one value, where the
parameter may lie, the sums of the sample on which the likelihood depends, and
the score equation on its way to the estimate.  A further model is a dozen
lines here and one sentence of words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sympy import (
    Basic,
    Expr,
    IndexedBase,
    Integer,
    Pow,
    Rational,
    Sum,
    Symbol,
    binomial,
    exp,
    factorial,
    log,
    pi,
    sqrt,
)

from tutor.kit.unevaluated import times

n, m, k, S, Q, c, i = (Symbol(name) for name in ["n", "m", "k", "S", "Q", "c", "i"])
p, rate, mu, sigma, xbar = (Symbol(name) for name in ["p", "lambda", "mu", "sigma", "xbar"])
theta, T = Symbol("theta"), Symbol("T")
x = IndexedBase("x")
OVER = (i, 1, n)

Numbers = dict[Symbol, Expr]


@dataclass(frozen=True, kw_only=True)
class Edge:
    """What happens when the score is never zero.

    The likelihood `rises` or falls over the whole range.  It is `likelihood`,
    and has its maximum `at` the end of the closed range `given`; without `at`
    it grows without bound.
    """

    rises: bool
    at: Expr | None = None
    likelihood: Expr | None = None
    given: tuple[Basic, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Model:
    """One family with one unknown parameter.

    density         of the value x[i]
    given           where the parameter may lie
    sums            names for what the likelihood needs from the sample, with their definitions
    log_likelihood  in n and these names
    score           its derivative, and `curvature` the derivative of that
    equations       from "score = 0" on: a rule and the two sides
    estimate        in n and the names
    grouped         the likelihood with equal factors collected, if it is short
    inside          what the names must satisfy for a maximum inside
    accepts         whether a number can be a value; `values` says it in words
    edge            for numbers of n and the names: what happens without an inner maximum, or None
    concave         whether the second derivative is negative everywhere
    """

    name: str
    parameter: Symbol
    density: Expr
    given: tuple[Basic, ...]
    sums: tuple[tuple[Symbol, Expr], ...]
    log_likelihood: Expr
    score: Expr
    curvature: Expr
    equations: tuple[tuple[str, Expr, Expr], ...]
    estimate: Expr
    accepts: Callable[[Expr], bool]
    values: str
    grouped: Expr | None = None
    edge: Callable[[Numbers], Edge | None] = lambda found: None
    inside: tuple[Basic, ...] = ()
    concave: bool = True

    @property
    def estimator(self) -> Symbol:
        """The name of the estimate, such as p_hat."""
        return Symbol(f"{self.parameter.name}_hat")


UNIT = (p > 0, p < 1)
CLOSED_UNIT = (p >= 0, p <= 1)
total = Sum(x[i], OVER)


def _coin_edge(size: Expr) -> Callable[[Numbers], Edge | None]:
    """All failures or all successes among `size` trials."""

    def edge(found: Numbers) -> Edge | None:
        trials = size.xreplace(found)
        if found[k] == 0:
            return Edge(rises=False, at=Integer(0), likelihood=(1 - p) ** trials, given=CLOSED_UNIT)
        if found[k] == trials:
            return Edge(rises=True, at=Integer(1), likelihood=p**trials, given=CLOSED_UNIT)
        return None

    return edge


BERNOULLI = Model(
    name="bernoulli",
    parameter=p,
    density=p ** x[i] * (1 - p) ** (1 - x[i]),
    given=UNIT,
    sums=((k, total),),
    log_likelihood=k * log(p) + (n - k) * log(1 - p),
    score=k / p - (n - k) / (1 - p),
    curvature=-k / p**2 - (n - k) / (1 - p) ** 2,
    equations=(
        ("multiply_by_both_denominators", times(k, 1 - p), times(n - k, p)),
        ("collect_parameter", k, n * p),
    ),
    estimate=k / n,
    grouped=p**k * (1 - p) ** (n - k),
    accepts=lambda value: value in (0, 1),
    values="0 or 1",
    inside=(k > 0, k < n),
    edge=_coin_edge(n),
)
SUCCESSES = replace(BERNOULLI, name="successes", sums=())  # k of n, and not each value
BINOMIAL = Model(
    name="binomial",
    parameter=p,
    density=binomial(m, x[i]) * p ** x[i] * (1 - p) ** (m - x[i]),
    given=UNIT,
    sums=((k, total), (c, Sum(log(binomial(m, x[i])), OVER))),
    log_likelihood=c + k * log(p) + (n * m - k) * log(1 - p),
    score=k / p - (n * m - k) / (1 - p),
    curvature=-k / p**2 - (n * m - k) / (1 - p) ** 2,
    equations=(
        ("multiply_by_both_denominators", times(k, 1 - p), times(n * m - k, p)),
        ("collect_parameter", k, n * m * p),
    ),
    estimate=k / (n * m),
    accepts=lambda value: value.is_Integer and value >= 0,
    values="a whole number from 0 to the number of trials",
    inside=(k > 0, k < n * m),
    edge=_coin_edge(n * m),
)
GEOMETRIC = Model(
    name="geometric",
    parameter=p,
    density=p * (1 - p) ** x[i],
    given=UNIT,
    sums=((S, total),),
    log_likelihood=n * log(p) + S * log(1 - p),
    score=n / p - S / (1 - p),
    curvature=-n / p**2 - S / (1 - p) ** 2,
    equations=(
        ("multiply_by_both_denominators", times(n, 1 - p), times(S, p)),
        ("collect_parameter", n, times(n + S, p)),
    ),
    estimate=n / (n + S),
    grouped=p**n * (1 - p) ** S,
    accepts=lambda value: value.is_Integer and value >= 0,
    values="a number of failures: 0, 1, 2 or more",
    inside=(S > 0,),
    edge=lambda found: (
        None
        if found[S]
        else Edge(rises=True, at=Integer(1), likelihood=p ** found[n], given=CLOSED_UNIT)
    ),
)
GEOMETRIC_TRIALS = replace(  # the success is counted too
    GEOMETRIC,
    name="geometric_trials",
    density=p * (1 - p) ** (x[i] - 1),
    log_likelihood=n * log(p) + (S - n) * log(1 - p),
    score=n / p - (S - n) / (1 - p),
    curvature=-n / p**2 - (S - n) / (1 - p) ** 2,
    equations=(
        ("multiply_by_both_denominators", times(n, 1 - p), times(S - n, p)),
        ("collect_parameter", n, times(S, p)),
    ),
    estimate=n / S,
    grouped=p**n * (1 - p) ** (S - n),
    accepts=lambda value: value.is_Integer and value >= 1,
    values="a number of trials: 1, 2, 3 or more",
    inside=(n < S,),
    edge=lambda found: (
        None
        if found[S] > found[n]
        else Edge(rises=True, at=Integer(1), likelihood=p ** found[n], given=CLOSED_UNIT)
    ),
)
POISSON = Model(
    name="poisson",
    parameter=rate,
    density=exp(-rate) * rate ** x[i] / factorial(x[i]),
    given=(rate > 0,),
    sums=((S, total), (c, Sum(log(factorial(x[i])), OVER))),
    log_likelihood=S * log(rate) - n * rate - c,
    score=S / rate - n,
    curvature=-S / rate**2,
    equations=(("multiply_by_parameter", S, n * rate),),
    estimate=S / n,
    accepts=lambda value: value.is_Integer and value >= 0,
    values="a count: 0, 1, 2 or more",
    inside=(S > 0,),
    edge=lambda found: (
        None
        if found[S]
        else Edge(rises=False, at=Integer(0), likelihood=exp(-found[n] * rate), given=(rate >= 0,))
    ),
)
EXPONENTIAL = Model(
    name="exponential",
    parameter=rate,
    density=rate * exp(-rate * x[i]),
    given=(rate > 0,),
    sums=((S, total),),
    log_likelihood=n * log(rate) - S * rate,
    score=n / rate - S,
    curvature=-n / rate**2,
    equations=(("multiply_by_parameter", n, S * rate),),
    estimate=n / S,
    grouped=rate**n * exp(-S * rate),
    accepts=lambda value: value >= 0,
    values="a waiting time, zero or more",
    inside=(S > 0,),
    edge=lambda found: None if found[S] else Edge(rises=True),
)

EXPONENTIAL_MEAN = Model(
    name="exponential_mean",
    parameter=theta,
    density=exp(-x[i] / theta) / theta,
    given=(theta > 0,),
    sums=((S, total),),
    log_likelihood=-n * log(theta) - S / theta,
    score=-n / theta + S / theta**2,
    curvature=n / theta**2 - 2 * S / theta**3,
    equations=(("multiply_by_square", S, n * theta),),
    estimate=S / n,
    grouped=theta ** (-n) * exp(-S / theta),
    accepts=lambda value: value >= 0,
    values="a waiting time, zero or more",
    inside=(S > 0,),
    edge=lambda found: None if found[S] else Edge(rises=False),
    concave=False,
)
POWER = Model(
    name="power",
    parameter=theta,
    density=theta * x[i] ** (theta - 1),
    given=(theta > 0,),
    sums=((T, Sum(log(x[i]), OVER)),),
    log_likelihood=n * log(theta) + (theta - 1) * T,
    score=n / theta + T,
    curvature=-n / theta**2,
    equations=(("multiply_and_bring_over", n, -T * theta),),
    estimate=-n / T,
    accepts=lambda value: 0 < value < 1,
    values="a number between 0 and 1",
    inside=(T < 0,),
)

_bell = times(
    Pow(2 * pi, Rational(-1, 2), evaluate=False),
    1 / sigma,
    exp(-((x[i] - mu) ** 2) / (2 * sigma**2)),
)
_constant = -n * log(2 * pi) / 2 - n * log(sigma)
_about_mean = Sum((x[i] - xbar) ** 2, OVER)
_both = _constant - (Q + n * (xbar - mu) ** 2) / (2 * sigma**2)

NORMAL_MEAN = Model(
    name="normal_mean",
    parameter=mu,
    density=_bell,
    given=(sigma > 0,),
    sums=((xbar, total / n), (Q, _about_mean)),
    log_likelihood=_both,
    score=n * (xbar - mu) / sigma**2,
    curvature=-n / sigma**2,
    equations=(
        ("multiply_by_variance", times(n, xbar - mu), Integer(0)),
        ("isolate_mean", mu, xbar),
    ),
    estimate=xbar,
    accepts=lambda value: True,
    values="any number",
)
NORMAL_DEVIATION = Model(
    name="normal_deviation",
    parameter=sigma,
    density=_bell,
    given=(sigma > 0,),
    sums=((Q, Sum((x[i] - mu) ** 2, OVER)),),
    log_likelihood=_constant - Q / (2 * sigma**2),
    score=-n / sigma + Q / sigma**3,
    curvature=n / sigma**2 - 3 * Q / sigma**4,
    equations=(("multiply_by_cube", Q, n * sigma**2),),
    estimate=sqrt(Q / n),
    accepts=lambda value: True,
    values="any number",
    inside=(Q > 0,),
    edge=lambda found: None if found[Q] else Edge(rises=False),
    concave=False,
)
MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        *(BERNOULLI, SUCCESSES, BINOMIAL, GEOMETRIC, GEOMETRIC_TRIALS, POISSON, EXPONENTIAL),
        *(EXPONENTIAL_MEAN, POWER),
        *(NORMAL_MEAN, NORMAL_DEVIATION),
    )
}
