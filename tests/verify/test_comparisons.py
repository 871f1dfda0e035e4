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


def test_comparisons_of_another_kind_are_no_pair() -> None:
    places = Places()
    places.define(MEAN, Integer(5))
    other = step("compare", Compared(Integer(4), "<", Integer(6)), Compared(MEAN, ">", Integer(0)))
    assert not list(other_numbers(other, places, check))
    numbers = step(
        "compare", Compared(Integer(2), ">", Integer(0)), Compared(Integer(4), ">", Integer(0))
    )
    assert not list(other_numbers(numbers, places, check))
