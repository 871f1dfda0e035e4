"""Functions by name, in the ways in which people write them."""

from __future__ import annotations

import pytest
from sympy import Eq, Symbol, Tuple, cos

from tutor.core.errors import TutorError
from tutor.core.inputs import FunctionsInput
from tutor.reading.inputs import read

KIND = FunctionsInput(name="functions", about="the functions", example="z = x^2*y, x = cos(t)")
x, y, z, t = map(Symbol, "xyzt")
WANTED = Tuple(Eq(z, x**2 * y), Eq(x, cos(t)), Eq(y, t**2))


@pytest.mark.parametrize(
    "text",
    [
        "z = x^2*y, x = cos(t), y = t^2",
        "z = x^2*y; x = cos(t); y = t^2",
        "z = x^2*y with x = cos(t) and y = t^2",
        "z = x^2*y, where x = cos(t), and y = t^2",
        "z(x, y) = x^2*y, x(t) = cos(t), y(t) = t^2",
        r"z = x^2 y,\ x = \cos t,\ y = t^2",
        r"$z = x^2 y$, $x = \cos(t)$ and $y = t^2$",
        r"z = x^2 y \quad x = \cos t \text{ and } y = t^2",
    ],
)
def test_functions(text: str) -> None:
    assert read(KIND, text) == WANTED


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("z = x^2*y with x = cos(t", "bracket", 22),
        ("x(t) = 3..2", "number", 7),
        ("x + y = t", "not-a-function", 0),
        ("x = t, x = 2t", "given-twice", 0),
        ("x < t", "not-a-function", 0),
        ("; ".join(f"x{k} = t" for k in range(1, 11)), "functions", 0),
    ],
)
def test_what_names_no_function_is_refused(text: str, code: str, at: int) -> None:
    with pytest.raises(TutorError) as raised:
        read(KIND, text)
    assert (raised.value.code, raised.value.at) == (code, at)
