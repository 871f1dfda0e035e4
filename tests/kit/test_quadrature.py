"""Simpson's rule shows no digit that does not hold, and zeros on an interval are ruled out by intervals."""

from __future__ import annotations

import mpmath
import pytest
from sympy import Expr, Rational, Symbol, cos, exp, lambdify, log, pi, sin, sqrt, tan

from tutor.core.errors import Undefined
from tutor.kit.calculus import quadrature
from tutor.kit.zero_free import is_zero_free

x = Symbol("x")


@pytest.mark.parametrize(
    ("f", "high"),
    [
        (exp(-(x**2)), 1),
        (exp(-(x**2) / 2), 1),
        (sqrt(1 + cos(2 * x)), pi),  # a kink in the middle
        (sqrt(cos(x)), pi / 2),  # a steep end, at which a rounding error would be under the root
        (sin(x) ** Rational(3, 2), pi),
        (sin(x**2), 1),
        (tan(x**2), 1),
        (1 / (x + cos(x)), 1),
    ],
)
def test_digits_that_are_shown_hold(f: Expr, high: Expr) -> None:
    *_, taken = quadrature.by_simpson(f, x, Rational(0), high + Rational(0))
    claim = taken.claims[0]
    value = lambdify(x, f, modules="mpmath")
    with mpmath.workdps(20):
        exact = mpmath.quad(
            lambda t: mpmath.re(value(t)),
            mpmath.linspace(0, mpmath.mpf(str((high + Rational(0)).evalf(20))), 9),
        )
    assert abs(claim.value - exact) <= claim.tolerance
    assert (claim.value / (2 * claim.tolerance)).is_integer, "a digit behind the last that holds"


def test_what_has_no_real_values_in_between_is_refused() -> None:
    with pytest.raises(Undefined) as refused:
        list(quadrature.by_simpson(sqrt((x - 1) * (x - 2)), x, Rational(0), Rational(3)))
    assert refused.value.code == "no-value"


@pytest.mark.parametrize(
    ("f", "low", "high", "free"),
    [
        (exp(x) + x, 1, 2, True),
        (exp(x) - 3 * x, 0, 2, False),
        (cos(x**2), 0, 1, True),
        (cos(x**2), 0, 2, False),
        (log(x + 2), 0, 1, True),
        (x**2, -1, 1, False),  # touches zero
        (log(x), -1, -Rational(1, 2), False),  # has no values
    ],
)
def test_zeros_are_ruled_out_by_intervals(f: Expr, low: Expr, high: Expr, free: bool) -> None:
    assert is_zero_free(f, x, Rational(low), Rational(high)) is free
