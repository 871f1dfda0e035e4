"""Formulas in messages read as they are typed, not as SymPy names its classes."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Abs,
    And,
    Eq,
    Max,
    Ne,
    Or,
    Pow,
    Rational,
    Symbol,
    Tuple,
    exp,
    log,
    oo,
    sqrt,
)

from tutor.core.written import written

x, y = Symbol("x"), Symbol("y")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Eq(x**2 + y, 3, evaluate=False), "x^2 + y = 3"),
        (Ne(x, 0), "x != 0"),
        (x <= Rational(1, 2), "x <= 1/2"),
        (And(x > 0, y < 1), "x > 0 and y < 1"),
        (Or(x < 0, y > 1), "y > 1 or x < 0"),
        (exp(-(x**2)) / sqrt(y), "e^(-x^2)/sqrt(y)"),
        (x * exp(x) + exp(2), "x*e^x + e^2"),
        (Pow(exp(x), y, evaluate=False), "(e^x)^y"),
        (log(Abs(x)) + log(x + 1), "ln(x + 1) + ln|x|"),
        (Max(x, 1 - x), "max(x, 1 - x)"),
        (Tuple(x, -oo), "(x, -oo)"),
        ("right-hand", "right-hand"),
    ],
)
def test_a_formula_is_written_as_it_is_typed(value: Any, text: str) -> None:
    assert written(value) == text
