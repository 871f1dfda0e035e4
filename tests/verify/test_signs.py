"""Sign tables: those that hold, and those in which a place is missing, wrong or too many."""

from __future__ import annotations

from random import Random

import pytest
import sympy as sp
from sympy import (
    CRootOf,
    Expr,
    Integer,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Tuple,
    exp,
    log,
    pi,
    sin,
    sqrt,
)

from tests.laws.mutations import changed_claims
from tests.laws.oracle import truth
from tutor.core.claims import Claim, Signs
from tutor.verify import check, confirm
from tutor.verify.points.places import Places

x, a = sp.symbols("x a")
CUBIC = x**3 - x - 1
MEANING = {"+": "positive", "-": "negative", "u": "undefined", "0": "zero"}


def table(expression: Expr, places: tuple[object, ...], line: str, *given: sp.Basic) -> Signs:
    """`line` lists the signs from left to right, those at the places among them."""
    words = [MEANING[c] for c in line]
    where = Tuple(*map(sp.sympify, places))
    return Signs(expression, x, where, tuple(words[1::2]), tuple(words[::2]), given)


HOLD = [
    table(5 * x**3 * (x - 4), (0, 4), "+0-0+"),
    table(x**2 - 2, (-sqrt(2), sqrt(2)), "+0-0+"),
    table(1 / (x**2 - 2), (-sqrt(2), sqrt(2)), "+u-u+"),
    table(x**2 + 1, (), "+"),
    table(CUBIC, (CRootOf(CUBIC, 0),), "-0+"),
    table((x - 1) ** 2 * (x - Rational(1001, 1000)), (1, Rational(1001, 1000)), "-0-0+"),
    table(log(x), (0, 1), "uu-0+"),
    table(log(x), (1,), "-0+", x > 0),
    table((exp(x) - 2) ** 2, (log(2),), "+0+"),
    table(sin(x) / x, (-pi, 0, pi), "-0+u+0-", x > -4, x < 4),
    table(sqrt(x**2 - 1), (-1, 1), "+0u0+"),
    table(x ** Rational(2, 3) - 1, (-1, 1), "+0-0+"),
    table(Mul(x, Pow(x, -1, evaluate=False), evaluate=False), (0,), "+u+"),
    table(Piecewise((x - 1, x < 0), (x + 1, True)), (0,), "-++"),
]


@pytest.mark.parametrize("claim", HOLD, ids=lambda c: str(c.expression))
def test_a_table_holds_and_none_of_its_corruptions(claim: Signs) -> None:
    assert check(claim, Places()).passes
    assert confirm(claim, Places()).passes
    changed = [new for _, _, new in changed_claims(claim, [])]
    for new in Random(3).sample(changed, min(len(changed), 25)):
        if truth(new, {}) is False:
            assert check(new, Places()).status == "refuted", new


@pytest.mark.parametrize(
    "claim",
    [
        table(5 * x**3 * (x - 4), (4,), "-0+"),
        table((exp(x) - 2) ** 2, (), "+"),
        table((x - 1) ** 2, (), "+"),
        table(1 / x, (), "+"),
        table(1 / x**2, (), "+"),
        table(x, (0, 1), "-0+++"),
        table(x**2 - a**2, (-a, a), "+0-0+"),
        table(sin(x), (0, pi), "-0+0-", x > -4, x < 4),
        table(x**2 - 2, (Rational(-14142, 10000), sqrt(2)), "+0-0+"),
    ],
    ids=lambda c: str(c.expression),
)
def test_a_missing_or_needless_place_is_noticed(claim: Claim) -> None:
    assert check(claim, Places()).status == "refuted"


def test_a_value_that_is_not_worked_out_is_no_gap() -> None:
    steep = exp(x - exp(x + 5))  # at 12600, say
    assert check(table(steep, (), "+"), Places()).passes
    assert check(table(steep, (), "-"), Places()).status == "refuted"


def test_a_flat_zero_is_one_place() -> None:
    claim = table(9900 * x**98, (0,), "+0+")
    assert check(claim, Places()).passes
    assert confirm(claim, Places()).passes


def test_a_jump_over_a_gap_is_a_place() -> None:
    assert check(table(x / sp.Abs(x), (0,), "-u+"), Places()).passes


def test_a_letter_may_move_the_places() -> None:
    claim = table(x**2 - a**2, (-a, a), "+0-0+", a > 0)
    assert check(claim, Places()).passes


def test_zeros_of_polynomials_are_counted() -> None:
    assert check(table(x**3 - Integer(4) * x, (-2, 0, 2), "-0+0-0+"), Places()).status == "proved"


def test_a_table_is_one_in_a_letter_of_its_expression() -> None:
    wrong = Signs(x**2 + 1, a, Tuple(), (), ("positive",))
    assert check(wrong, Places()).status == "refuted"
