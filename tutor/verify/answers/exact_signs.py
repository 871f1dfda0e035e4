"""The sign of a number, never guessed: digits show that it is not zero, exact arithmetic that it is.

An expression that a simplification leaves alone may be zero all the same, and one
that rounds to zero may be none; then nothing is said.
"""

from __future__ import annotations

from sympy import Expr, Integer

from tutor.verify.values.algebraic import algebraic
from tutor.verify.values.exact import rational
from tutor.verify.values.matrix_numbers import NotExact
from tutor.verify.values.numeric import Draws, Point
from tutor.verify.values.precision import difference


def sign(number: Expr) -> int:
    """1, 0 or -1; raises `ValueError` if nothing decides, and `NoValue` if the number is not real."""
    apart = difference(number, Integer(0), Point(Draws(0), {}))
    if apart:
        return 1 if apart > 0 else -1
    if not _is_zero(number):
        raise ValueError(f"it is not decided whether {number} is zero")
    return 0


def _is_zero(number: Expr) -> bool:
    fraction = rational(number, {})
    if fraction is not None:
        return bool(fraction == 0)
    try:
        exact = algebraic((number,), {})
        return bool(exact.of(number) == exact.field.zero)
    except NotExact:
        return False
