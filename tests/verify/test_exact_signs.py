"""Signs of numbers that the answers decide by: never guessed."""

from __future__ import annotations

import pytest
from sympy import CRootOf, Expr, I, Rational, Symbol, cos, exp, pi, sin, sqrt

from tutor.verify.answers.exact_signs import sign
from tutor.verify.values.numeric import NoValue

x = Symbol("x")
SEVENTH = x**3 + x**2 - 2 * x - 1  # the cosines of the seventh part of a turn, twice
NEAR_ROOT = Rational(14142135623730950488016887242096980785696718753769, 10**49)

SIGNS: list[tuple[Expr, int]] = [
    (Rational(0), 0),
    (Rational(-1, 10**60), -1),
    (sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2), 0),
    (sqrt(2) - NEAR_ROOT, 1),
    (CRootOf(SEVENTH, 2) ** 3 + CRootOf(SEVENTH, 2) ** 2 - 2 * CRootOf(SEVENTH, 2) - 1, 0),
    (CRootOf(SEVENTH, 2) - 2 * cos(2 * pi / 7) + Rational(1, 10**20), 1),
    (exp(-90) - pi + Rational(22, 7), 1),
]


@pytest.mark.parametrize(("number", "wanted"), SIGNS)
def test_sign(number: Expr, wanted: int) -> None:
    assert sign(number) == wanted
    assert sign(-number) == -wanted


def test_sign_that_nothing_decides_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="not decided"):
        sign(sin(1) ** 2 + cos(1) ** 2 - 1)


def test_complex_number_has_no_sign() -> None:
    with pytest.raises(NoValue):
        sign(1 + I)
