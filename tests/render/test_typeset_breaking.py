"""Long formulas are broken at their signs, in every format alike."""

from __future__ import annotations

import pytest
from sympy import Add, Integer, Symbol, Tuple, cos, exp, sin, symbols

from tutor.core.claims import DerivativeOf, Equal
from tutor.render.typeset import Style, Typesetter
from tutor.render.typeset.breaking import fitted, lines
from tutor.render.typeset.layout import width

x = Symbol("x")
LETTERS = symbols("a:z")
SUM = Add(*LETTERS, evaluate=False)
NUMBERS = Tuple(*(Integer(1000 + k) for k in range(40)))


@pytest.mark.parametrize("room", [20, 40, 64])
@pytest.mark.parametrize("value", [SUM, -SUM, exp(SUM), 1 / SUM, SUM * cos(x)])
def test_no_line_is_wider_than_the_room(value: object, room: int) -> None:
    node = Typesetter().layout(value)
    for line in lines(node, room):
        assert width(line) <= room + 6


def test_nothing_is_lost() -> None:
    node = Typesetter().layout(SUM)
    broken = lines(node, 20)
    assert len(broken) > 3
    assert "".join(map(Typesetter().plain, broken)).replace(" ", "") == Typesetter().plain(
        node
    ).replace(" ", "")


def test_line_begins_with_its_sign_and_ends_with_its_comma() -> None:
    typesetter = Typesetter()
    assert all(
        typesetter.plain(part).startswith("+") for part in lines(typesetter.layout(SUM), 20)[1:]
    )
    claim = Equal(Symbol("x"), NUMBERS)
    drawn = typesetter.plain(claim, display=True).split("\n")
    assert len(drawn) == 5
    assert all(line.rstrip(" ⎞⎟⎠").endswith(",") for line in drawn[:-1])


def test_short_formula_stays_as_it_is() -> None:
    node = Typesetter().layout(sin(x) + 1)
    assert lines(node, 64) == [node]
    assert fitted(node, 64) is node


def test_long_right_side_continues_beside_a_short_left_side() -> None:
    claim = DerivativeOf(x, x, SUM)
    written = Typesetter(Style(width=40)).latex(claim)
    first, *others = written.split(r"\\")
    assert r"\frac{\partial}{\partial x}[x] &  = " in first or r"\frac{d}{dx}[x] &  = " in first
    assert others
    assert all(r"& \quad {} + " in line for line in others)
