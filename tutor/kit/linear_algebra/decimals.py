"""Vectors and matrices in decimals: six digits of the largest entry, and as many places for the others."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Basic, Expr, Float, Integer, Rational, Tuple

from tutor.core.claims import Approximates
from tutor.core.matrix import Matrix

DIGITS = 6
WORKING = 60  # digits of the numbers that are rounded


def rounded_vector(written: Basic, values: Sequence[Expr | Float]) -> Approximates:
    """The claim that a vector has about these values."""
    unit = _unit(values)
    return Approximates(written, Tuple(*(_rounded(e, unit) for e in values)), unit / 2)


def rounded_matrix(written: Basic, rows: Sequence[Sequence[Expr | Float]]) -> Approximates:
    """The same of a matrix."""
    unit = _unit([e for row in rows for e in row])
    value = Matrix.of([[_rounded(e, unit) for e in row] for row in rows])
    return Approximates(written, value, unit / 2)


def _unit(values: Sequence[Expr | Float]) -> Rational:
    """The value of the last digit that is kept."""
    largest = max(abs(e.evalf(WORKING)) for e in values)
    place = int(sp.floor(sp.log(largest, 10).evalf())) if largest else 0
    return Rational(10) ** (place + 1 - DIGITS)


def _rounded(value: Expr | Float, unit: Rational) -> Rational:
    steps = value.evalf(WORKING) / unit + Rational(1, 2)
    return Integer(int(sp.floor(steps))) * unit
