"""What is proved about slopes and values modulo a prime, and what is left to other checks."""

from __future__ import annotations

import pytest
from sympy import (
    Add,
    Basic,
    Mul,
    Number,
    Pow,
    Rational,
    Symbol,
    cos,
    exp,
    log,
    pi,
    preorder_traversal,
    sin,
    sqrt,
    tan,
)
from sympy.abc import a, x, y

from tutor.core.claims import DerivativeOf, Equal
from tutor.verify import check
from tutor.verify.claims import calculus
from tutor.verify.points.places import Places
from tutor.verify.values.differential import RULES, Forward, proves_derivative, proves_equal

S = Symbol("S")
ONE_OFF = 1 + Rational(1, 10**30)

DERIVATIVES = {
    "a power": (x**5, 5 * x**4),
    "a constant": (a, Rational(0)),
    "a product": (x**2 * sin(x), 2 * x * sin(x) + x**2 * cos(x)),
    "a quotient": ((x**2 + 1) / (x - 3), (x**2 - 6 * x - 1) / (x - 3) ** 2),
    "a chain": (exp(sin(a * x**2)), 2 * a * x * cos(a * x**2) * exp(sin(a * x**2))),
    "a logarithm": (log(x), 1 / x),
    "a square of a logarithm": (log(3 * x) ** 2, 2 * log(3 * x) / x),
    "with the circle": (sin(x) * cos(x), 1 - 2 * sin(x) ** 2),
}
NOT_DERIVATIVES = {
    "a coefficient": (x**5, 5 * ONE_OFF * x**4),
    "a sign": (cos(x), sin(x)),
    "an inner slope": (sin(x**2), cos(x**2)),
    "a tiny term": (exp(x), exp(x) + Rational(1, 10**40)),
    "a power that hides": (x**3, 3 * x**2 + x**7 / 10**30),
    "a hole in the result": (x**2, Mul(2 * x, Add(x, -1), Pow(Add(x, -1), -1), evaluate=False)),
    "a logarithm in the result": (x, Add(1, log(x), Mul(-1, log(x)), evaluate=False)),
    "a root, which is left to other checks": (sqrt(x), 1 / (2 * sqrt(x))),
    "a function without a rule": (tan(x), 1 + tan(x) ** 2),
}


@pytest.mark.parametrize(("f", "slope"), DERIVATIVES.values(), ids=DERIVATIVES)
def test_derivative_is_proved(f: Basic, slope: Basic) -> None:
    assert proves_derivative(DerivativeOf(f, x, slope), Forward(x, {}))
    assert check(DerivativeOf(f, x, slope), Places()).status == "proved"


@pytest.mark.parametrize(("f", "slope"), NOT_DERIVATIVES.values(), ids=NOT_DERIVATIVES)
def test_what_is_false_or_doubtful_is_not_proved(f: Basic, slope: Basic) -> None:
    assert not proves_derivative(DerivativeOf(f, x, slope), Forward(x, {}))


EQUALS = {
    "an order": (x * (y + 1), x * y + x),
    "a fraction": (1 / (2 * x), Mul(Rational(1, 2), Pow(x, -1), evaluate=False)),
    "the circle": (sin(x) ** 2 + cos(x) ** 2 + log(y), 1 + log(y)),
}
NOT_EQUALS = {
    "a tiny term": (x, x + Rational(1, 10**40)),
    "a cancelled factor": (Mul(x, Pow(x, -1), evaluate=False), Rational(1)),
    "a power of a name that is one over a letter": (S * x, Rational(1)),
    "one logarithm of a square": (log(x**2), 2 * log(x)),
    "a rounded constant": (pi, Rational(22, 7)),
}


@pytest.mark.parametrize(("left", "right"), EQUALS.values(), ids=EQUALS)
def test_equality_is_proved(left: Basic, right: Basic) -> None:
    assert proves_equal(left, right, Forward(None, {}))
    assert check(Equal(left, right), Places()).status == "proved"


@pytest.mark.parametrize(("left", "right"), NOT_EQUALS.values(), ids=NOT_EQUALS)
def test_equality_that_is_false_or_doubtful_is_not_proved(left: Basic, right: Basic) -> None:
    assert not proves_equal(left, right, Forward(None, {S: 1 / x}))


def test_a_name_has_the_slope_of_what_it_stands_for() -> None:
    at = Forward(x, {S: x**2 + a})
    assert proves_derivative(DerivativeOf(exp(S), x, 2 * x * exp(S)), at)
    assert not proves_derivative(DerivativeOf(exp(S), x, exp(S)), at)


def test_a_new_meaning_of_a_name_counts() -> None:
    places = Places()
    places.define(S, x**2)
    assert check(DerivativeOf(S, x, 2 * x), places).status == "proved"
    places.define(a, x)
    assert check(DerivativeOf(S * a, x, 3 * x**2), places).status == "proved"


@pytest.mark.parametrize(("f", "slope"), DERIVATIVES.values(), ids=DERIVATIVES)
def test_difference_quotients_say_the_same(
    f: Basic, slope: Basic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules are written by hand, so each is compared with the check that does without rules."""
    monkeypatch.setattr(calculus, "proves_derivative", lambda claim, at: False)
    assert check(DerivativeOf(f, x, slope), Places()).status == "supported"


def test_every_rule_is_in_the_table() -> None:
    met = {type(part) for f, _ in DERIVATIVES.values() for part in preorder_traversal(f)}
    assert {kind for kind in RULES if not issubclass(kind, Number)} <= met


def test_a_tiny_slope_beside_a_large_value_is_no_zero() -> None:
    """The rise of 2 + exp(-300) is not seen in the digits of a difference quotient."""
    tiny = exp(-exp(x + 5))
    assert check(DerivativeOf(y - tiny, x, exp(x - exp(x + 5) + 5)), Places()).passes
    assert (
        check(DerivativeOf(y - tiny, x, 2 * exp(x - exp(x + 5) + 5)), Places()).status == "refuted"
    )
