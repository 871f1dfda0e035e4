"""Matrices with real entries: the letter i is the imaginary unit for most readers, and no parameter."""

from __future__ import annotations

from sympy import Symbol

from tutor.core.errors import NotUnderstood
from tutor.core.matrix import Matrix

UNIT = Symbol("i")


def real_entries(matrix: Matrix) -> Matrix:
    """The matrix; raises `NotUnderstood` if the letter i is in it, which would be answered as a parameter."""
    if UNIT in matrix.free_symbols:
        raise NotUnderstood(
            "imaginary-unit",
            "An entry has the letter i. The imaginary unit is not read in matrices.",
            fix="Give real numbers, or take another letter for a parameter, such as k.",
        )
    return matrix
