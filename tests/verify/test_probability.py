"""Tail probabilities, quantiles and shares, by two routes each."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Basic, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Defines, Normalised, Quantile, TailProbability
from tutor.core.expr import Distribution, Probability
from tutor.verify import CHECKS, CONFIRMATIONS, check
from tutor.verify.points.places import Places

HALF_UNIT = Rational("0.000005")


def law(text: str) -> Distribution:
    name, *numbers = text.split()
    return Distribution(name, *map(Rational, numbers))


def tail(about: str, statistic: str, side: str, value: str, tolerance: Any = HALF_UNIT) -> Claim:
    return TailProbability(
        law(about), Rational(statistic), side, Rational(value), Rational(tolerance)
    )


def quantile(about: str, level: str, value: str, tolerance: Any = HALF_UNIT) -> Claim:
    return Quantile(law(about), Rational(level), Rational(value), Rational(tolerance))


def shares(weights: str, total: str, of: str) -> Claim:
    first, second = (Tuple(*map(Rational, t.split())) for t in (weights, of))
    return Normalised(first, Rational(total), second)


# The probabilities are those of printed tables.
TRUE = {
    "t both": tail("t 9", "2.262157", "two", "0.05"),
    "t both, negative": tail("t 9", "-2.262157", "two", "0.05"),
    "t right": tail("t 9", "2.262157", "right", "0.025"),
    "t left": tail("t 9", "2.262157", "left", "0.975"),
    "t one": tail("t 1", "1", "right", "0.25"),
    "normal both": tail("normal 0 1", "1.959964", "two", "0.05"),
    "normal right": tail("normal 100 225", "130", "right", "0.02275"),
    "normal left": tail("normal 100 225", "85", "left", "0.158655"),
    "normal far out": tail("normal 0 1", "40", "right", "0"),
    "chi2 one": tail("chi2 1", "3.841459", "right", "0.05"),
    "chi2 many": tail("chi2 50", "67.504807", "right", "0.05"),
    "chi2 below zero": tail("chi2 3", "-1", "right", "1"),
    "exponential": tail("exponential 2", "1", "right", "0.135335"),
    "poisson left": tail("poisson 4", "2", "left", "0.238103"),
    "poisson right": tail("poisson 4", "2", "right", "0.908422"),
    "poisson between": tail("poisson 4", "2.5", "right", "0.761897"),
    "bernoulli left": tail("bernoulli 0.3", "0", "left", "0.7"),
    "bernoulli right": tail("bernoulli 0.3", "1", "right", "0.3"),
    "t quantile": quantile("t 9", "0.975", "2.262157"),
    "t quantile below": quantile("t 9", "0.025", "-2.262157"),
    "t with one degree": quantile("t 1", "0.975", "12.706205"),
    "normal quantile": quantile("normal 0 1", "0.975", "1.959964"),
    "normal quantile elsewhere": quantile("normal 100 225", "0.5", "100"),
    "chi2 quantile": quantile("chi2 3", "0.95", "7.814728"),
    "exponential quantile": quantile("exponential 1", "0.5", "0.693147"),
    "shares": shares("0.01 0.05", "0.06", "1/6 5/6"),
    "a share of nothing": shares("0 0.05", "0.05", "0 1"),
}
FALSE = {
    "t both": tail("t 9", "2.262157", "two", "0.06"),
    "t one side for both": tail("t 9", "2.262157", "two", "0.025"),
    "t with other degrees": tail("t 8", "2.262157", "two", "0.05"),
    "the other side": tail("t 9", "2.262157", "left", "0.025"),
    "no such side": tail("t 9", "2.262157", "both", "0.05"),
    "no such family": tail("student 9", "2.262157", "two", "0.05"),
    "a parameter missing": tail("normal 0", "1.959964", "two", "0.05"),
    "a parameter too many": tail("t 9 1", "2.262157", "two", "0.05"),
    "no degrees of freedom": tail("t 0", "1", "right", "0.25"),
    "a negative variance": tail("normal 0 -1", "1", "right", "0.158655"),
    "a deviation for a variance": tail("normal 100 15", "130", "right", "0.02275"),
    "two sides about 100": tail("normal 100 225", "130", "two", "0.0455"),
    "two sides of chi2": tail("chi2 1", "3.841459", "two", "0.05"),
    "no probability": tail("bernoulli 1.3", "1", "right", "0.3"),
    "the mean of an exponential": tail("exponential 0.5", "1", "right", "0.135335"),
    "one too far": tail("poisson 4", "3", "left", "0.238103"),
    "a tolerance too wide": tail("t 9", "2.262157", "left", "0.5", "0.5"),
    "a quantile": quantile("t 9", "0.95", "2.262157"),
    "a level above one": quantile("t 9", "97.5", "2.262157"),
    "a level of one": quantile("normal 0 1", "1", "100"),
    "z for t": quantile("t 9", "0.975", "1.959964"),
    "a share": shares("0.01 0.05", "0.06", "1/6 4/6"),
    "a total": shares("0.01 0.05", "0.07", "1/7 5/7"),
    "shares that do not add up": shares("1 1", "2", "1/2 1/4"),
    "a share missing": shares("0.01 0.05", "0.06", "1"),
    "nothing to share": shares("0 0", "0", "1/2 1/2"),
    "a negative weight": shares("-1 2", "1", "-1 2"),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_passes_by_both_routes(name: str) -> None:
    claim = TRUE[name]
    for table in (CHECKS, CONFIRMATIONS):
        verdict = table[type(claim)](claim, Places())
        assert verdict.status in ("proved", "supported"), verdict


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_refuted_with_a_reason(name: str) -> None:
    verdict = check(FALSE[name], Places())
    assert verdict.status == "refuted", verdict
    assert verdict.why


def test_the_statistic_may_be_a_name() -> None:
    places = Places()
    t = Symbol("t")
    check(Defines(t, Rational("2.262157")), places)
    claim = TailProbability(law("t 9"), t, "two", Rational("0.05"), HALF_UNIT)
    assert check(claim, places).passes
    assert not check(claim, Places()).passes


@pytest.mark.parametrize(
    ("formula", "status"),
    [
        (Probability("D") * Probability("+", "D") / Probability("+"), "supported"),
        (Probability("+", "D") * Probability("+"), "refuted"),
        (Probability("+", "D"), "refuted"),
        (Probability("D") * Symbol("x"), "unchecked"),
    ],
)
def test_a_formula_for_a_probability_must_hold_in_every_space(formula: Basic, status: str) -> None:
    places = Places()
    for name, value in (("D", "0.2"), ("+|D", "0.7"), ("+|not D", "0.1")):
        check(Defines(Probability(*name.split("|")), Rational(value)), places)
    assert check(Defines(Probability("D", "+"), formula), places).status == status
