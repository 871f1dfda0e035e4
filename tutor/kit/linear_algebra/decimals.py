"""Vectors and matrices in decimals: six digits of the largest entry, and four of the largest in each column.

All entries have the same number of places.  The components of a vector count as columns, but a
column is not followed further than ten digits below the largest entry.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import Basic, Expr, Integer, Rational, Tuple

from tutor.core.claims import Approximates
from tutor.core.matrix import Matrix
from tutor.kit.polynomial_roots import six_digits

DIGITS, FEWEST, MOST = 6, 4, 10
WORKING = 60  # digits of the numbers that are rounded
NOTHING = Rational(1, 10**30)  # what is left where such numbers cancel is smaller


def rounded_number(written: Expr, value: Expr) -> Approximates:
    """The claim that a number has about this value, to six digits."""
    found = six_digits(value)
    return Approximates(written, found.value, found.tolerance)


def rounded_vector(written: Basic, values: Sequence[Expr]) -> Approximates:
    """The claim that a vector has about these values."""
    unit = _unit([values])
    return Approximates(written, Tuple(*(_rounded(e, unit) for e in values)), unit / 2)


def rounded_matrix(written: Basic, rows: Sequence[Sequence[Expr]]) -> Approximates:
    """The claim about the entries of a matrix."""
    unit = _unit(rows)
    value = Matrix.of([[_rounded(e, unit) for e in row] for row in rows])
    return Approximates(written, value, unit / 2)


def _unit(rows: Sequence[Sequence[Expr]]) -> Rational:
    """The value of the last place that is kept."""
    columns = (max(abs(e.evalf(WORKING)) for e in column) for column in zip(*rows, strict=True))
    places = [int(sp.floor(sp.log(e, 10).evalf())) + 1 for e in columns if e > NOTHING]
    if not places:
        return Rational(10) ** -DIGITS
    top, bottom = max(places), min(places)
    return Rational(10) ** min(top - DIGITS, max(bottom - FEWEST, top - MOST))


def _rounded(value: Expr, unit: Rational) -> Rational:
    steps = value.evalf(WORKING) / unit + Rational(1, 2)
    return Integer(int(sp.floor(steps))) * unit


def has_decimals(*values: Matrix | Tuple | None) -> bool:
    """Whether all numbers are finite decimals, and some of them are not whole.

    A matrix typed as [0.9 0.2; 0.1 0.8] is then written like that.  Halves, quarters and eighths may have
    been typed as fractions.
    """
    entries = [e for v in values if v is not None for e in _numbers(v)]
    below = [int(e.q) for e in entries if e.is_Rational]
    return all(10**6 % q == 0 for q in below) and any(q % 5 == 0 for q in below)


def _numbers(value: Matrix | Tuple) -> list[Expr]:
    lines = value.entries() if isinstance(value, Matrix) else [value.args]
    return [entry for line in lines for entry in line]
