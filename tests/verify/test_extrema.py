"""Extreme points: with and without constraints, at a bound, for samples, and wrong ones."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Eq,
    IndexedBase,
    Rational,
    Sum,
    Symbol,
    Tuple,
    cos,
    exp,
    log,
    pi,
    sin,
    sqrt,
    symbols,
    sympify,
)

from tutor.core.claims import Definite, Extremum
from tutor.core.matrix import Matrix
from tutor.verify import check, confirm
from tutor.verify.points.places import Places

x, y, z, a, n, p, mu, sigma = symbols("x y z a n p mu sigma")
X, i = IndexedBase("x"), Symbol("i")
total = Sum(X[i], (i, 1, n))
half = Rational(1, 2)
root = sqrt(2) / 2
line = Eq(x + y, 1)
fence = Eq(x + y, 10)
circle = Eq(x**2 + y**2, 1)


def extremum(
    kind: str,
    objective: Any,
    point: dict[Symbol, Any],
    value: Any,
    *given: Any,
    on: tuple[Any, ...] = (),
) -> Extremum:
    values = Tuple(*map(sympify, point.values()))
    return Extremum(
        sympify(objective), Tuple(*point), Tuple(*on), values, sympify(value), kind, given
    )


mean = total / n
variance = Sum((X[i] - mean) ** 2, (i, 1, n)) / n
likelihood = -n * log(2 * pi * sigma**2) / 2 - Sum((X[i] - mu) ** 2, (i, 1, n)) / (2 * sigma**2)
best = {mu: mean, sigma: sqrt(variance)}
coin = total * log(p) + (n - total) * log(1 - p)
inside = (p > 0, p < 1, total > 0, total < n)

TRUE = {
    "nearest point of a line": extremum(
        "minimum", x**2 + y**2, {x: half, y: half}, half, on=(line,)
    ),
    "largest rectangle": extremum("maximum", x * y, {x: 5, y: 5}, 25, on=(fence,)),
    "top of a circle": extremum("maximum", x + y, {x: root, y: root}, sqrt(2), on=(circle,)),
    "two constraints": extremum(
        "minimum",
        x**2 + y**2 + z**2,
        {x: Rational(4, 3), y: -Rational(2, 3), z: Rational(1, 3)},
        Rational(7, 3),
        on=(Eq(x + y + z, 1), Eq(x - y, 2)),
    ),
    "a local minimum": extremum("local minimum", x**3 - 3 * x, {x: 1}, -2),
    "the same, of all positive": extremum("minimum", x**3 - 3 * x, {x: 1}, -2, x >= 0),
    "a local maximum": extremum("local maximum", x**3 - 3 * x, {x: -1}, 2),
    "a saddle": extremum("saddle", x**2 - y**2, {x: 0, y: 0}, 0),
    "a flat saddle": extremum("saddle", x**3, {x: 0}, 0),
    "at a cusp": extremum("minimum", x, {x: 0, y: 0}, 0, on=(Eq(y**2, x**3),)),
    "at a blunt cusp": extremum("minimum", x, {x: 0, y: 0}, 0, on=(Eq(y**4, x**3),)),
    "zero everywhere": extremum("minimum", sin(x) ** 2 + cos(x) ** 2 - 1, {x: sqrt(2)}, 0),
    "a plateau": extremum("local maximum", -((x**2 - 2) ** 2), {x: sqrt(2)}, 0),
    "very flat": extremum("local minimum", x**4 + y**6, {x: 0, y: 0}, 0),
    "inside the domain": extremum("minimum", x * log(x), {x: exp(-1)}, -exp(-1), x > 0),
    "at a bound": extremum("maximum", x, {x: 4}, 4, x >= 0, x <= 4),
    "one of many": extremum("maximum", sin(x), {x: pi / 2}, 1),
    "with a letter": extremum("minimum", a * x**2, {x: 0}, 0, a > 0),
    "bounded by conditions": extremum(
        "maximum", x**2 * y, {x: 4, y: 1}, 16, x >= 0, y >= 0, on=(Eq(x + 2 * y, 6),)
    ),
    "a normal sample": extremum("maximum", likelihood, best, likelihood.xreplace(best), sigma > 0),
    "a coin": extremum("maximum", coin, {p: mean}, coin.xreplace({p: mean}), *inside),
}
biased = {mu: mean, sigma: sqrt(variance * n / (n - 1))}
FALSE = {
    "the opposite": extremum("maximum", x**2 + y**2, {x: half, y: half}, half, on=(line,)),
    "another value": extremum("maximum", x * y, {x: 5, y: 5}, 24, on=(fence,)),
    "another point": extremum("maximum", x * y, {x: 4, y: 6}, 24, on=(fence,)),
    "not on the constraint": extremum("maximum", x * y, {x: 4, y: 5}, 20, on=(fence,)),
    "outside the conditions": extremum("minimum", x**2, {x: 0}, 0, x >= 1),
    "only local": extremum("minimum", x**3 - 3 * x, {x: 1}, -2),
    "unbounded along a constraint": extremum(
        "maximum", x**2 * y, {x: 4, y: 1}, 16, on=(Eq(x + 2 * y, 6),)
    ),
    "a valley far away": extremum("minimum", x**2 * (x - 40), {x: 0}, 0, x <= 100),
    "a hill for a valley": extremum("local minimum", x**3 - 3 * x, {x: -1}, 2),
    "lower very far away": extremum("minimum", x**2 - x**4 / 10**14, {x: 0}, 0),
    "never attained, but nearly": extremum("maximum", -exp(-x), {x: 100}, -exp(-100)),
    "lower very near": extremum("local minimum", x**4 - x**2 / 10**12, {x: 0}, 0),
    "hardly sloping": extremum("minimum", x / 10**40, {x: 0}, 0),
    "a bent valley": extremum("local minimum", (y - x**2) * (y - 2 * x**2), {x: 0, y: 0}, 0),
    "an inflection": extremum("local minimum", x**3, {x: 0}, 0),
    "down along one axis": extremum("local minimum", x**4 - y**6, {x: 0, y: 0}, 0),
    "no saddle": extremum("saddle", x**2 + y**2, {x: 0, y: 0}, 0),
    "not at the bound": extremum("maximum", x, {x: 3}, 3, x >= 0, x <= 4),
    "never attained": extremum("minimum", exp(-x), {x: 10}, exp(-10)),
    "a letter of the wrong sign": extremum("minimum", a * x**2, {x: 0}, 0),
    "no such kind": extremum("smallest", x**2, {x: 0}, 0),
    "no variable": extremum("minimum", x**2, {}, 0),
    "a point in the variables": extremum("minimum", x**2, {x: x}, x**2),
    "a biased sample": extremum(
        "maximum", likelihood, biased, likelihood.xreplace(biased), sigma > 0
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_an_extreme_point_passes_and_is_confirmed(name: str) -> None:
    for verdict in (check(TRUE[name], Places()), confirm(TRUE[name], Places())):
        assert verdict.status == "supported", verdict


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_refuted_with_a_reason(name: str) -> None:
    verdict = check(FALSE[name], Places())
    assert verdict.status == "refuted", verdict
    assert verdict.why


def test_the_counter_example_is_a_better_point() -> None:
    assert "gives the better value" in check(FALSE["another point"], Places()).why


def test_a_single_feasible_point_is_the_best() -> None:
    on = (Eq(x + y, 2), Eq(x - y, 0))
    assert check(extremum("minimum", x, {x: 1, y: 1}, 1, on=on), Places()).passes
    assert not check(extremum("minimum", x, {x: 2, y: 0}, 2, on=on), Places()).passes


def test_a_tiny_eigenvalue_counts_for_a_definite_matrix() -> None:
    claim = Definite(Matrix.of([[1, 0], [0, Rational(1, 10**25)]]), "positive definite")
    assert confirm(claim, Places()).passes
    wrong = Definite(Matrix.of([[1, 0], [0, -Rational(1, 10**25)]]), "positive definite")
    assert check(wrong, Places()).status == "refuted"
