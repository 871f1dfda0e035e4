"""Tidying keeps the value at every point where there is one, and comes to rest."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Expr, Rational, Symbol, cos, exp, log, sin, tan

from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import (
    added,
    divided,
    factors_of,
    light,
    looks_like,
    negated,
    over,
    power,
    replaced,
    times,
)

x, y = Symbol("x"), Symbol("y")
NUMBERS = st.builds(Rational, st.integers(-4, 4), st.integers(1, 3))
ATOMS = NUMBERS | st.sampled_from(
    [x, y, x + 1, sin(x), cos(x), tan(x), sp.cot(x), sp.sec(x), exp(x), log(x + 5)]
)
PLACES = [
    {x: Rational(3, 7), y: Rational(-5, 3)},
    {x: Rational(-11, 5), y: Rational(7, 4)},
    {x: Rational(13, 6), y: Rational(2, 9)},
]


def bigger(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(inner, min_size=2, max_size=3)
    nonzero = inner.filter(lambda e: e != 0)
    return st.one_of(
        several.map(lambda parts: added(*parts)),
        several.map(lambda parts: times(*parts)),
        st.builds(over, inner, nonzero),
        st.builds(power, nonzero, st.sampled_from([sp.Integer(2), sp.Integer(3), sp.Integer(-1)])),
        inner.map(negated),
    )


EXPRESSIONS = st.recursive(ATOMS, bigger, max_leaves=8).filter(
    lambda e: any(value_at(e, place) is not None for place in PLACES)
)


def assert_same_values(one: Expr, other: Expr) -> None:
    """Equal wherever the first has a real value."""
    for place in PLACES:
        before = number_at(one, place)
        if before is not None:
            after = number_at(other, place)
            assert after is not None, (one, other)
            assert abs(before - after) <= 1e-15 * max(1, abs(before)), (one, other, place)


def number_at(expr: Expr, place: dict[Symbol, Expr]) -> Expr | None:
    if value_at(expr, place) is None:
        return None
    return sp.N(expr.xreplace(place), 40)


@settings(deadline=None, max_examples=50)
@given(EXPRESSIONS)
def test_tidy_keeps_the_value(expr: Expr) -> None:
    assert_same_values(expr, tidy(expr))


@settings(deadline=None, max_examples=50)
@given(EXPRESSIONS)
def test_tidy_comes_to_rest(expr: Expr) -> None:
    once = tidy(expr)
    assert tidy(once) == once


@settings(deadline=None, max_examples=50)
@given(EXPRESSIONS)
def test_tidy_removes_what_cancels(expr: Expr) -> None:
    assert tidy(added(expr, negated(expr))) == 0


@settings(deadline=None, max_examples=50)
@given(EXPRESSIONS)
def test_writing_keeps_the_value(expr: Expr) -> None:
    assert_same_values(expr, light(expr))
    assert_same_values(-expr, negated(expr))
    assert_same_values(expr, times(*factors_of(expr)))
    assert_same_values(expr / 7, over(expr, sp.Integer(7)))
    assert_same_values(expr / 7, divided(expr, 7))


@settings(deadline=None)
@given(EXPRESSIONS, NUMBERS)
def test_what_is_replaced_is_gone_and_nothing_else_changes(expr: Expr, value: Expr) -> None:
    found = replaced(expr, x, value)
    assert not found.has(x)
    assert replaced(expr, Symbol("z"), value) == expr
    assert replaced(expr, x, x) == expr


@settings(deadline=None)
@given(st.lists(ATOMS, min_size=2, max_size=4), st.randoms())
def test_order_makes_no_difference_to_the_look_of_a_sum(parts: list[Expr], random: object) -> None:
    mixed = list(parts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert looks_like(added(*parts), added(*mixed))
    assert not looks_like(added(*parts), added(*parts, Symbol("z")))


def test_secants_and_cosines_are_put_together() -> None:
    assert tidy(sp.sec(x) / sp.cos(x) ** 2) == sp.sec(x) ** 3
    assert tidy(2 * sp.sec(x) ** 2 * sp.tan(x) - 2 * sp.tan(x) / sp.cos(x) ** 2) == 0
    assert tidy(sp.csc(x) - 1 / sp.sin(x)) == 0
    assert tidy(sp.sec(2 * x) - 1 / sp.cos(x)) == sp.sec(2 * x) - 1 / sp.cos(x)
    assert tidy(times(sp.csc(2 * x), sin(2 * x))) == 1
    assert tidy(sin(x) * tan(x) / cos(x)) == tan(x) ** 2


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (x - x * sin(x) ** 2, x * cos(x) ** 2),
        (1 - sp.cosh(x) ** 2, -(sp.sinh(x) ** 2)),
        (tan(x) * cos(x) ** 2, sin(x) * cos(x)),
        (tan(x) * cos(x) ** 2 - tan(x) * sin(x) ** 2 + tan(x), 2 * sin(x) * cos(x)),
    ],
)
def test_what_squares_leave_is_written_as_one_square(long: Expr, short: Expr) -> None:
    assert tidy(long) == short


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (x / sp.sqrt(x**2), x / sp.Abs(x)),
        ((x**2) ** Rational(3, 2), sp.Abs(x) ** 3),
        (sp.sqrt(x**4 * y**2), x**2 * sp.Abs(y)),
        (
            sp.sqrt(x**2 * y),
            sp.sqrt(x**2 * y),
        ),  # at x = 0 and y = -1 there is a value: no factor alone is a root
        (sp.sqrt(-(x**2)), sp.sqrt(-(x**2))),
    ],
)
def test_the_root_of_an_even_power_is_an_absolute_value(long: Expr, short: Expr) -> None:
    assert tidy(long) == short
