"""Names that stand for values, samples that are looked up, and announcements."""

from __future__ import annotations

from sympy import IndexedBase, Integer, Sum, Symbol, Tuple, symbols

from tutor.core.claims import Choice, Defines, Equal
from tutor.verify import check
from tutor.verify.points.places import Places

x, y, n = symbols("x y n")
X, i = IndexedBase("x"), Symbol("i")


def test_names_stand_for_what_they_were_defined_as() -> None:
    places = Places()
    assert check(Defines(x, Integer(3)), places).status == "no claim"
    assert check(Equal(x**2, Integer(9)), places).status == "proved"
    assert check(Equal(x**2, Integer(10)), places).status == "refuted"
    assert check(Defines(x, Integer(4)), places).status == "refuted"


def test_definitions_in_a_circle_are_refuted() -> None:
    places = Places()
    check(Defines(x, y + 1), places)
    assert check(Defines(y, x - 1), places).status == "refuted"


def test_a_sample_is_looked_up() -> None:
    places = Places()
    check(Defines(X, Tuple(Integer(1), Integer(2), Integer(6))), places)
    check(Defines(n, Integer(3)), places)
    mean = Sum(X[i], (i, 1, n)) / n
    assert check(Equal(mean, Integer(3)), places).status == "proved"
    assert check(Equal(mean, Integer(2)), places).status == "refuted"
    assert not check(Equal(Sum(X[i], (i, 1, 4)), Integer(9)), places).passes


def test_an_announcement_is_no_claim() -> None:
    assert check(Choice(x), Places()).status == "no claim"
