"""Numbers that are compared beside names: another number than the names stand for is refuted."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Symbol

from tutor.core.claims import Compared, Defines
from tutor.core.step import step
from tutor.verify import check
from tutor.verify.comparisons import other_numbers
from tutor.verify.points.places import Places

MEAN, LIMIT = Symbol("mu_0"), Symbol("lower")


@pytest.mark.parametrize(
    ("left", "right", "wrong"),
    [
        (Rational(473156, 100000), Integer(5), 0),
        (Rational(4731559, 1000000), Integer(5), 0),  # one decimal more
        (Rational(473156, 100000), Integer(6), 1),
        (Integer(4), Integer(5), 1),
        (Rational(473157, 100000), Integer(6), 2),
    ],
)
def test_the_numbers_are_the_rounded_values_of_the_names(
    left: Expr, right: Expr, wrong: int
) -> None:
    places = Places()
    for name, value in ((MEAN, Integer(5)), (LIMIT, Rational(47315594, 10000000))):
        claim = Defines(name, value)
        assert check(claim, places).passes
        places.define(name, value)
    compared = step("compare", Compared(left, "<", right), Compared(LIMIT, "<", MEAN))
    assert len(list(other_numbers(compared, places, check))) == wrong


def test_names_may_stand_before_the_numbers_and_have_their_relation() -> None:
    places = Places()
    places.define(MEAN, Integer(5))
    named = Compared(MEAN, "<", Integer(7))
    for numbers, wrong in (
        (Compared(Integer(5), "<", Integer(7)), 0),
        (Compared(Integer(6), "<", Integer(7)), 1),
        (Compared(Integer(5), "<", Integer(8)), 1),
        (Compared(Integer(5), "<=", Integer(7)), 1),
    ):
        for pair in ((named, numbers), (numbers, named)):
            found = list(other_numbers(step("compare", *pair), places, check))
            assert [pair[place] for place, _ in found] == [numbers] * wrong


def test_one_number_is_not_compared_with_two() -> None:
    places = Places()
    for one, other, wrong in (
        (Compared(Integer(2), "<", Integer(3)), Compared(Integer(2), "<", Integer(4)), 1),
        (Compared(Integer(2), "<", Integer(4)), Compared(Integer(3), "<", Integer(4)), 1),
        (Compared(Integer(2), "<", Integer(4)), Compared(Integer(2), "<", Integer(4)), 0),
        (Compared(Integer(2), ">", Integer(0)), Compared(Integer(4), ">", Integer(0)), 0),
        (Compared(Integer(2), "<", Integer(4)), Compared(Integer(2), ">", Integer(1)), 0),
    ):
        assert len(list(other_numbers(step("compare", one, other), places, check))) == wrong


def test_comparisons_of_another_kind_are_no_pair() -> None:
    places = Places()
    places.define(MEAN, Integer(5))
    other = step("compare", Compared(Integer(4), "<", Integer(6)), Compared(MEAN, ">", Integer(0)))
    assert not list(other_numbers(other, places, check))
    numbers = step(
        "compare", Compared(Integer(2), ">", Integer(0)), Compared(Integer(4), ">", Integer(0))
    )
    assert not list(other_numbers(numbers, places, check))
