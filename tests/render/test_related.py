"""Values with a sign of relation between them are one formula."""

from __future__ import annotations

import pytest
from sympy import Integer, Symbol, Tuple

from tutor.core.claims import Approximates
from tutor.core.matrix import Matrix
from tutor.render.long_formulas import TALLEST, lifted
from tutor.render.prose import Math, Run, Text
from tutor.render.related import related
from tutor.render.typeset import Condensed, Related, Typesetter

x, ONE = Symbol("x"), Integer(1)
ROUNDED = Approximates(x, ONE, ONE)
IS, BELOW, AND = Text(" = "), Text(" < "), Text(" and ")


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((Math(x), IS, Math(ONE), Text(".")), (Math(Related((x, ONE), ("=",))), Text("."))),
        (
            (Text("for "), Math(ONE), BELOW, Math(x), BELOW, Math(ONE)),
            (Text("for "), Math(Related((ONE, x, ONE), ("<", "<")))),
        ),
        ((Math(x), AND, Math(x), IS, Math(ONE)), (Math(x), AND, Math(Related((x, ONE), ("=",))))),
        ((IS, Math(x)), (IS, Math(x))),
        ((Math(x), IS), (Math(x), IS)),
        ((Math(x), IS, Math(ROUNDED)), (Math(x), IS, Math(ROUNDED))),
    ],
)
def test_which_values_are_one_formula(runs: tuple[Run, ...], expected: tuple[Run, ...]) -> None:
    assert related(runs) == expected


def test_how_it_is_written() -> None:
    typesetter = Typesetter()
    value = Related((Tuple(x, x), Tuple(ONE, ONE)), ("=",))
    assert typesetter.latex(value) == "(x, x) = (1, 1)"
    assert typesetter.spoken(value) == "the pair x, x equals the pair 1, 1"
    assert typesetter.latex(Condensed(value)) == typesetter.latex(value)


def test_a_tall_matrix_takes_its_name_with_it() -> None:
    named = Math(Related((Symbol("A"), Matrix.of([[0, 1], [1, 1], [2, 1]])), ("=",)))
    asked = (Text("Find the rank of "), named, Text("."))
    assert lifted(asked, Typesetter(), tallest=TALLEST) == (asked[:1], named)
