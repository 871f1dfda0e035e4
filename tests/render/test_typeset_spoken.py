"""How expressions are read aloud."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Abs,
    Add,
    And,
    Derivative,
    Eq,
    FiniteSet,
    I,
    IndexedBase,
    Integral,
    Interval,
    Limit,
    Mul,
    Piecewise,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    Tuple,
    binomial,
    exp,
    factorial,
    log,
    oo,
    sin,
    sqrt,
    symbols,
)

from tutor.core.expr import Det, Distribution, Hypothesis, Probability
from tutor.core.matrix import Matrix
from tutor.render.typeset import Typesetter

x, y, a, b, c, n, i, p = symbols("x y a b c n i p")
mu, sigma, lam = symbols("mu sigma lambda")
X = IndexedBase("x")
AS_WRITTEN = {"evaluate": False}


ROWS = [
    (x**2 + 2 * x + 1, "x squared plus 2 x plus 1"),
    (-(x**2) + 4 * x - 3, "minus x squared plus 4 x minus 3"),
    (1 - p, "1 minus p"),
    (a * x**2 + b * x + c, "a times x squared plus b times x plus c"),
    (
        x**2 + y**2 - lam * (x + y - 1),
        "x squared plus y squared minus lambda times the quantity x plus y minus 1, end quantity",
    ),
    (Mul(-1, x, **AS_WRITTEN), "negative x"),
    (Add(2, 3, **AS_WRITTEN), "2 plus 3"),
    (Add(5, Mul(-1, -3, **AS_WRITTEN), **AS_WRITTEN), "5 minus negative 3"),
    (Mul(2, -3, **AS_WRITTEN), "2 times negative 3"),
    (Mul(-1, 2, 3, **AS_WRITTEN), "minus 2 times 3"),
    (Mul(6, Pow(3, -1, **AS_WRITTEN), **AS_WRITTEN), "the fraction 6 over 3"),
    (Mul(Rational(1, 3), 6, **AS_WRITTEN), "the fraction 1 over 3 times 6"),
    (Pow(2, 3, **AS_WRITTEN), "2 cubed"),
    (Pow(-2, 2, **AS_WRITTEN), "the quantity negative 2, end quantity squared"),
    (Rational(-2, 3), "minus the fraction 2 over 3"),
    (x / 3, "the fraction x over 3"),
    (-2 * x / 3, "minus the fraction 2 over 3 times x"),
    (2 / (3 * x), "the fraction with numerator 2 and denominator 3 x, end fraction"),
    (
        (x + 1) / (x - 1),
        "the fraction with numerator x plus 1 and denominator x minus 1, end fraction",
    ),
    (sqrt(x), "the square root of x"),
    (
        1 / sqrt(x),
        "the fraction with numerator 1 and denominator the square root of x, end fraction",
    ),
    (x ** Rational(3, 2), "x to the power 3 over 2"),
    (x ** Rational(1, 3), "the root of degree 3 of x"),
    (
        2 * sqrt(3) / 3,
        "the fraction with numerator 2 times the square root of 3 and denominator 3, end fraction",
    ),
    (x * sqrt(2), "x times the square root of 2"),
    (x ** (n - 1), "x to the power n minus 1, end power"),
    (Pow(Rational(1, 2), n), "the quantity the fraction 1 over 2, end quantity to the power n"),
    (exp(-x), "e to the power negative x"),
    (exp(-(x**2) / 2), "e to the power minus x squared over 2, end power"),
    (
        exp(-((x - mu) ** 2) / (2 * sigma**2)),
        "the exponential of the quantity minus the fraction with numerator the quantity x minus mu, end quantity squared and denominator 2 sigma squared, end fraction, end quantity",
    ),
    (
        lam**n * exp(-lam) / factorial(n),
        "the fraction with numerator lambda to the power n times e to the power negative lambda and denominator n factorial, end fraction",
    ),
    (sin(x) ** 2, "sine squared of x"),
    (log(x) ** 2, "the quantity the natural logarithm of x, end quantity squared"),
    (x * (x + 1), "x times the quantity x plus 1, end quantity"),
    (Abs(x - 1), "the absolute value of the quantity x minus 1, end quantity"),
    (binomial(n, 2), "n choose 2"),
    (Symbol("x1") + Symbol("x10") + Symbol("x2"), "x sub 1 plus x sub 2 plus x sub 10"),
    (Symbol("xbar"), "x bar"),
    (Symbol("p_hat"), "p hat"),
    (Symbol("mu_0"), "mu sub 0"),
    (Symbol("sigma^2"), "sigma squared"),
    (Symbol("rate") * Symbol("time"), "rate times time"),
    (1 + 2 * I, "1 plus 2 i"),
    (-oo, "negative infinity"),
    (
        Derivative(x**2 + 1, x),
        "the derivative with respect to x of the quantity x squared plus 1, end quantity",
    ),
    (
        Derivative(x**2 * y, x, y),
        "the partial derivative with respect to x and y of the quantity x squared times y, end quantity",
    ),
    (Derivative(y, x), "the derivative with respect to x of y"),
    (
        Integral(x**2 + 1, (x, 0, 1)),
        "the integral from 0 to 1 of the quantity x squared plus 1, end quantity with respect to x",
    ),
    (
        Limit(sin(x) / x, x, 0, "+-"),
        "the limit as x tends to 0 of the fraction with numerator sine of x and denominator x, end fraction",
    ),
    (Limit(1 / x, x, 0, "-"), "the limit as x tends to 0 from below of the fraction 1 over x"),
    (Sum(X[i], (i, 1, n)) / n, "the fraction 1 over n times the sum over i from 1 to n of x sub i"),
    (
        Product(X[i] + 1, (i, 1, n)),
        "the product over i from 1 to n of the quantity x sub i plus 1, end quantity",
    ),
    (Eq(x + 1, 2), "x plus 1 equals 2"),
    (And(x > 0, y < 1), "x is greater than 0 and y is less than 1"),
    (Tuple(1, Rational(1, 2)), "the pair 1, the fraction 1 over 2"),
    (Tuple(Eq(x + y, 3), Eq(2 * x, 4)), "the system x plus y equals 3; 2 x equals 4, end system"),
    (FiniteSet(1, 2), "the set of 1, 2, end set"),
    (Interval.Ropen(0, 1), "the interval from 0 to 1, without 1"),
    (
        Piecewise((x, x > 0), (-x, True)),
        "the cases x if x is greater than 0; negative x otherwise, end cases",
    ),
    (
        Matrix.of([[1, 2, 3], [4, Rational(-5, 2), 6]], bar=1),
        "the 2 by 3 matrix, row 1: 1, 2, bar, 3; row 2: 4, minus the fraction 5 over 2, bar, 6, end matrix",
    ),
    (Matrix.of([[1], [a]]), "the column 1, a, end column"),
    (
        Det(Matrix.of([[1, 2], [3, 4]])),
        "the determinant of the 2 by 2 matrix, row 1: 1, 2; row 2: 3, 4, end determinant",
    ),
    (Probability("A", "B", "H1"), "the probability of A given B, H sub 1"),
    (Hypothesis("H_0", Eq(x, 8)), "H sub 0: x equals 8"),
    (Distribution("t", 24), "the t distribution with 24 degrees of freedom"),
    (
        Distribution("normal", 100, 225),
        "the normal distribution with mean 100 and variance 15 squared",
    ),
    (Distribution("poisson", lam), "the Poisson distribution of lambda"),
]


@pytest.mark.parametrize(("value", "words"), ROWS, ids=[words for _, words in ROWS])
def test_read_aloud(value: Any, words: str) -> None:
    assert Typesetter().spoken(value) == words
