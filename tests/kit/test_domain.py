"""Conditions say what they are taken from: they hold exactly where the relation does."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, Symbol, cosh, exp, log

from tutor.core.errors import Undefined
from tutor.kit.domain import RELATIONS, coefficients, combined, holds_at, holds_at_point, require
from tutor.kit.real_values import value_at
from tutor.kit.signs import sign
from tutor.kit.unevaluated import added, power, times

x, y = Symbol("x"), Symbol("y")
PLACES = [Rational(k, 3) for k in range(-15, 16)]
NUMBERS = st.builds(Rational, st.integers(-4, 4), st.integers(1, 3))
RELATION = st.sampled_from(sorted(RELATIONS))

LINEAR = st.builds(lambda a, b: a * x + b, NUMBERS, NUMBERS)
QUADRATIC = st.builds(lambda a, b, c: a * x**2 + b * x + c, NUMBERS, NUMBERS, NUMBERS)
FORMULAS = (
    LINEAR
    | QUADRATIC
    | st.builds(lambda u, v: times(u, v), LINEAR, LINEAR)
    | st.builds(lambda u, n: power(u, Integer(n)), LINEAR, st.integers(2, 4))
    | st.builds(lambda u, c: added(u, c), LINEAR, NUMBERS)
    | LINEAR.map(exp)
    | LINEAR.map(sp.Abs)
    | st.builds(lambda u, c: added(log(u), c), LINEAR.filter(lambda e: e.has(x)), NUMBERS)
)


@settings(deadline=None)
@given(RELATION, FORMULAS)
@example(">", times(Integer(0), x))  # never holds, whatever the sign of x
@example(">=", times(Integer(0), x))
def test_conditions_hold_exactly_where_the_relation_does(relation: str, expr: Expr) -> None:
    try:
        conditions = require(relation, expr)
    except Undefined:
        conditions = None
    for place in PLACES:
        value = value_at(expr, {x: place})
        if value is None:
            continue  # where the formula itself has no value, its own conditions say so
        true = bool(RELATIONS[relation](value, 0))
        if conditions is None:
            assert not true, (relation, expr, place)
        else:
            assert all(holds_at(c, x, place) for c in conditions) == true, (relation, expr, place)


@settings(deadline=None)
@given(FORMULAS | st.builds(added, FORMULAS, FORMULAS) | LINEAR.map(cosh))
def test_a_sign_that_is_named_is_the_sign_everywhere(expr: Expr) -> None:
    named = sign(expr)
    for place in PLACES:
        value = value_at(expr, {x: place})
        if value is not None and named:
            assert value > 0 if named == "positive" else value >= 0, (expr, place)


@settings(deadline=None)
@given(st.lists(NUMBERS, min_size=0, max_size=3))
def test_coefficients_are_those_of_the_polynomial(numbers: list[Rational]) -> None:
    expr = added(*(times(c, x**k) for k, c in enumerate(numbers)))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    assert coefficients(expr, x) == numbers


@pytest.mark.parametrize("expr", [x**3, x * y, 1 / x, exp(x), sp.sqrt(x)])
def test_what_is_no_polynomial_of_degree_two_has_no_coefficients(expr: Expr) -> None:
    assert coefficients(expr, x) is None


CONDITION = st.builds(
    lambda relation, letter, bound: RELATIONS[relation](letter, bound),
    RELATION,
    st.sampled_from([x, y]),
    st.sampled_from([Integer(k) for k in range(-2, 3)]),
)


@settings(deadline=None)
@given(st.lists(CONDITION, max_size=5))
@example([x <= 1, x > 1])  # they contradict one another, and neither implies the other
def test_combined_conditions_say_the_same_with_no_more_of_them(conditions: list[Expr]) -> None:
    found = combined(conditions)
    assert set(found) <= set(conditions)
    assert len(set(found)) == len(found)
    for a in range(-3, 4):
        for b in range(-3, 4):
            place = {x: Rational(a), y: Rational(b)}
            before, after = (all(holds_at_point(c, place) for c in s) for s in (conditions, found))
            assert before == after, (conditions, place)
    assert combined(found) == found


@settings(deadline=None)
@given(st.lists(CONDITION, max_size=3), st.lists(CONDITION, max_size=3))
def test_conditions_may_come_in_groups(one: list[Expr], other: list[Expr]) -> None:
    assert combined(one, other) == combined([*one, *other])


POSITIVE = [
    x + sp.sqrt(x**2 + 1),
    2 * sp.sqrt(x**2 + 1) - 2 * x,
    x**4 - x**2 + 1,
    exp(2 * x) - exp(x) + 1,
    x**2 - x * y + y**2 + 1,
    x**2 + sp.sin(x) + 2,
    1 + y**2 / x**2,
]
UNDECIDED = [x + sp.sqrt(x**2 - 1), x**4 - x**2, x - sp.sqrt(x**2 + 1), x * y + 1, x**2 + x * y]


@pytest.mark.parametrize("expr", POSITIVE)
def test_what_is_always_positive_is_no_condition(expr: Expr) -> None:
    assert require(">", expr) == ()


@pytest.mark.parametrize("expr", UNDECIDED)
def test_what_may_fail_is_not_called_positive(expr: Expr) -> None:
    assert sign(expr) == ""


@pytest.mark.parametrize("expr", [x + sp.sqrt(x**2), x**2 - 2 * x * y + y**2])
def test_what_may_be_zero_is_not_negative(expr: Expr) -> None:
    assert sign(expr) == "not negative"


def test_a_sum_of_squares_is_not_zero_where_one_of_them_is_not() -> None:
    square = sp.Ne(x**2 + y**2, 0)
    assert combined((sp.Ne(x, 0), square)) == (sp.Ne(x, 0),)
    assert combined((sp.Ne(x, 1), square)) == (sp.Ne(x, 1), square)
