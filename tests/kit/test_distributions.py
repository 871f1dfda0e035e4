"""Tail probabilities and quantiles against printed tables, and how they are rounded."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Symbol, sqrt

from tutor.core.expr import Distribution
from tutor.kit.distributions import approximates, quantile, tail_probability

T = Symbol("t")
HALF = Rational(1, 2)


@pytest.mark.parametrize(
    ("law", "level", "value"),
    [
        (Distribution("t", 1), "0.975", "12.7062"),
        (Distribution("t", 24), "0.975", "2.0639"),
        (Distribution("t", 24), "0.025", "-2.0639"),
        (Distribution("t", 5), "0.5", "0"),
        (Distribution("t", 10**6), "0.975", "1.95997"),
        (Distribution("normal", 0, 1), "0.975", "1.95996"),
        (Distribution("normal", 3, 4), "0.025", "-0.919928"),
        (Distribution("chi2", 9), "0.025", "2.70039"),
        (Distribution("chi2", 9), "0.975", "19.0228"),
    ],
)
def test_quantiles_of_the_tables(law: Distribution, level: str, value: str) -> None:
    assert quantile(law, Rational(level)).value == Rational(value)


@pytest.mark.parametrize(
    ("law", "statistic", "tail", "value"),
    [
        (Distribution("t", 24), "-1.7532468", "two", "0.0923252"),
        (Distribution("t", 1), "1", "right", "0.25"),
        (Distribution("t", 1), "1", "left", "0.75"),
        (Distribution("normal", 0, 1), "-1.35", "left", "0.088508"),
        (Distribution("normal", 5, 4), "9", "right", "0.0227501"),
        (Distribution("chi2", 1), "1", "left", "0.682689"),
    ],
)
def test_tails_of_the_tables(law: Distribution, statistic: str, tail: str, value: str) -> None:
    found = tail_probability(law, Rational(statistic), T, tail, apart_from=HALF)
    assert found.value == Rational(value)
    assert found.statistic == T


def test_a_tiny_tail_is_zero_within_its_tolerance() -> None:
    found = tail_probability(Distribution("t", 50), Integer(100), T, "two", apart_from=HALF)
    assert found.value == 0
    assert 0 < found.tolerance < Rational(1, 10**9)


def test_more_digits_are_kept_near_the_value_that_is_compared() -> None:
    near = Rational("0.09232520")
    statistic = Rational("-1.7532468")
    law = Distribution("t", 24)
    plain = tail_probability(law, statistic, T, "two", apart_from=HALF)
    closer = tail_probability(law, statistic, T, "two", apart_from=near)
    assert closer.tolerance < plain.tolerance
    assert abs(closer.value - near) > closer.tolerance


def test_rounding_keeps_six_digits_and_says_how_exact_they_are() -> None:
    found = approximates(sqrt(2))
    assert found.value == Rational("1.41421")
    assert found.tolerance == Rational(1, 200_000)
    assert approximates(Rational("27.14045")).tolerance == Rational(1, 10_000)
