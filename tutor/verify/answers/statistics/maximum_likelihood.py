"""Maximum likelihood: the log-likelihood is added up value by value from the density.

No sums are collected and no logarithm is taken apart: each goal about the
log-likelihood is compared with this long sum, at parameters chosen at random.
Its maximum is then a claim about the sample itself; the estimates come from the
mean of the values and the mean of their squares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
from sympy import Add, Basic, Derivative, Eq, Expr, IndexedBase, Integer, Sum, Symbol, Tuple, log

from tutor.core.claims import DerivativeOf, Extremum, SolutionSet
from tutor.verify.answers import Answer, Answers, Says, Value

p, rate, mu, sigma, theta = (Symbol(name) for name in ("p", "lambda", "mu", "sigma", "theta"))
n, m, k, S, Q, T, i = (Symbol(name) for name in ("n", "m", "k", "S", "Q", "T", "i"))
x = IndexedBase("x")
UNIT = p > 0, p < 1
POSITIVE = (sigma > 0,)


def _bell(v: Expr) -> Expr:
    return -log(2 * sp.pi) / 2 - log(sigma) - (v - mu) ** 2 / (2 * sigma**2)


def _choices(v: Expr) -> Expr:
    return log(sp.binomial(m, v, evaluate=False))


def _orders(v: Expr) -> Expr:
    return log(sp.factorial(v, evaluate=False))


# The parameter, its range, and the logarithm of the probability or density of a value.
MODELS: dict[str, tuple[Symbol, tuple[Basic, ...], Callable[[Expr], Expr]]] = {
    "bernoulli": (p, UNIT, lambda v: v * log(p) + (1 - v) * log(1 - p)),
    "binomial": (p, UNIT, lambda v: _choices(v) + v * log(p) + (m - v) * log(1 - p)),
    "geometric": (p, UNIT, lambda v: log(p) + v * log(1 - p)),
    "geometric_trials": (p, UNIT, lambda v: log(p) + (v - 1) * log(1 - p)),
    "poisson": (rate, (rate > 0,), lambda v: v * log(rate) - rate - _orders(v)),
    "exponential": (rate, (rate > 0,), lambda v: log(rate) - rate * v),
    "exponential_mean": (theta, (theta > 0,), lambda v: -log(theta) - v / theta),
    "power": (theta, (theta > 0,), lambda v: log(theta) + (theta - 1) * log(v)),
    "normal": (mu, POSITIVE, _bell),
    "normal_mean": (mu, POSITIVE, _bell),
    "normal_deviation": (sigma, POSITIVE, _bell),
}
CLOSED: dict[Symbol, tuple[Basic, ...]] = {p: (p >= 0, p <= 1), rate: (rate >= 0,)}
INSIDE: dict[str, tuple[Basic, ...]] = {  # what keeps the maximum inside, in letters
    "bernoulli": (k > 0, k < n),
    "normal_mean": (),
    "geometric_trials": (n < S,),
    **dict.fromkeys(("geometric", "poisson", "exponential", "exponential_mean"), (S > 0,)),
    "power": (T < 0,),
    **dict.fromkeys(("normal", "normal_deviation"), (Q > 0,)),
}


def answers(given: Mapping[str, Any]) -> Answers:
    model, data = given["model"], given.get("data")
    coin = model == "successes"
    parameter, where, density = MODELS["bernoulli" if coin else model]
    seen = log if model == "power" else lambda v: v  # the power density depends on logarithms alone
    if coin:
        size, hits = given.get("n", n), given.get("k", k)
        total, mean, second = hits * density(1) + (size - hits) * density(0), hits / size, hits
    elif data is None:
        size, total = n, Sum(density(x[i]), (i, 1, n))
        mean, second = (Sum(seen(x[i]) ** power, (i, 1, n)) / n for power in (1, 2))
    else:
        size, values = Integer(len(data)), Counter(data.args)
        total = Add(*(times * density(v) for v, times in values.items()))
        mean, second = (Add(*(seen(v) ** power for v in data)) / size for power in (1, 2))
    names = {mu: "mu", sigma: "sigma", **({m: "n"} if model == "binomial" else {})}
    known = {symbol: given[name] for symbol, name in names.items() if name in given}
    total, letters = total.xreplace(known), not size.is_Integer
    estimates = _estimates(model, mean, second, known)
    score = Says(DerivativeOf, function=Value(total), variable=parameter, given=where)
    if estimates is None:
        unknown = sigma if model == "normal" else parameter
        slope = Derivative(total.xreplace({mu: mean}), unknown)
        system = Value(Tuple(Eq(slope, 0, evaluate=False)))
        none = Says(
            SolutionSet, system=system, unknowns=Tuple(unknown), solutions=Tuple(), given=where
        )
        return {"score": score, "no_maximum": none}
    inside = (*where, *INSIDE["bernoulli" if coin else model]) if letters else where
    found: dict[str, Answer] = {"score": score, "maximum": _maximum(total, estimates, inside)}
    if model == "normal":
        found |= {"mu": Value(mean), "sigma": Value(estimates[sigma])}
        if not letters:
            deviation = sp.sqrt((second - mean**2) * size / (size - 1))
            if not _is_short(estimates[sigma]):
                found["sigma_decimal"] = Value(estimates[sigma], rounded=True)
            found["variance"] = Value(second - mean**2)
            found["s"] = Value(deviation, rounded=not _is_short(deviation))
        return found
    (estimate,) = estimates.values()
    found["estimate"] = Value(estimate)
    if parameter in CLOSED and estimate in (0, 1) and not (parameter == rate and estimate == 1):
        maximum = _maximum(sp.exp(total), estimates, CLOSED[parameter])
        return {"maximum": maximum, "estimate": Value(estimate)}
    if not letters and not _is_short(estimate):
        found["decimal"] = Value(estimate, rounded=True)
    if not letters and model == "normal_deviation":
        found["variance"] = Value(estimate**2)
    return found


def _is_short(value: Expr) -> bool:
    """Whether the number has an exact decimal form that is not rounded besides."""
    return bool(value.is_Rational and (10**6 * value).is_Integer)


def _estimates(
    model: str, mean: Expr, second: Expr, known: Mapping[Symbol, Expr]
) -> dict[Symbol, Expr] | None:
    """The parameters at the maximum, None where the likelihood has no maximum."""
    match model:
        case "binomial":
            return {p: mean / known[m]}
        case "geometric":
            return {p: 1 / (1 + mean)}
        case "geometric_trials":
            return {p: 1 / mean}
        case "poisson":
            return {rate: mean}
        case "exponential":
            return {rate: 1 / mean} if mean != 0 else None
        case "exponential_mean":
            return {theta: mean} if mean != 0 else None
        case "power":
            return {theta: -1 / mean}
        case "normal_mean":
            return {mu: mean}
        case "normal_deviation" | "normal":
            centre = mean if model == "normal" else known.get(mu, mu)
            spread = second - 2 * centre * mean + centre**2
            found = {sigma: sp.sqrt(spread)}
            if spread == 0:
                return None
            return {mu: mean, **found} if model == "normal" else found
        case _:
            return {p: mean}


def _maximum(total: Expr, estimates: Mapping[Symbol, Expr], given: tuple[Basic, ...]) -> Says:
    return Says(
        Extremum,
        objective=Value(total),
        variables=Tuple(*estimates),
        constraints=Tuple(),
        kind="maximum",
        given=given,
    )
