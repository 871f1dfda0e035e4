"""The numbers of a matrix: elements of an exact field, or forty digits at a point.

Over a field, ranks and inverses come from SymPy's `DomainMatrix` and
determinants from the characteristic polynomial; with digits, from mpmath.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import isqrt
from typing import Any

from sympy import Basic
from sympy.polys.domains import QQ
from sympy.polys.matrices import DomainMatrix
from sympy.polys.matrices.exceptions import DMNonInvertibleMatrixError

Element = Any
Table = list[list[Element]]
SINGULAR = "a singular matrix has no inverse"


class NotExact(Exception):
    """The expression holds something that is no number of the field."""


class FieldNumbers:
    """Matrices over a field of SymPy."""

    field: Any

    @property
    def zero(self) -> Element:
        return self.field.zero

    @property
    def one(self) -> Element:
        return self.field.one

    def fraction(self, p: int, q: int) -> Element:
        return self.field.convert_from(QQ(p, q), QQ)

    def size(self, number: Element) -> Element:
        return -number if self._real(number) < 0 else number

    def largest(self, numbers: Sequence[Element]) -> Element:
        return max(numbers, key=self._real)

    def square_root(self, number: Element) -> Element:
        """The root of the square of a fraction; of anything else no number of the field is known."""
        if self.field is not QQ or number < 0:
            raise NotExact("a square root")
        above, below = isqrt(int(number.numerator)), isqrt(int(number.denominator))
        if QQ(above, below) ** 2 != number:
            raise NotExact("a square root")
        return QQ(above, below)

    def rank(self, rows: Table) -> int:
        return int(self._matrix(rows).rank()) if rows else 0

    def inverse(self, rows: Table) -> Table:
        try:
            return list(map(list, self._matrix(rows).inv().to_list()))
        except DMNonInvertibleMatrixError as bad:
            raise ZeroDivisionError(SINGULAR) from bad

    def determinant(self, rows: Table) -> Element:
        return berkowitz(rows, self.field)

    def vanishes(self, number: Element) -> bool:
        return not number

    def inertia(self, rows: Table) -> tuple[int, int]:
        """By Descartes' rule of signs, which is exact for a polynomial with real roots only."""
        table = self._matrix(rows)
        if self.field is QQ:  # a positive multiple has the same signs, and integers are quicker
            _, table = table.clear_denoms(convert=True)
        coefficients = table.charpoly()
        return self._changes(coefficients, 1), self._changes(coefficients, -1)

    def _changes(self, coefficients: Sequence[Element], turn: int) -> int:
        signs = [
            (1 if self._real(c) > 0 else -1) * (turn if k % 2 else 1)
            for k, c in enumerate(coefficients)
            if c
        ]
        return sum(a != b for a, b in pairwise(signs))

    def _matrix(self, rows: Table) -> DomainMatrix:
        return DomainMatrix(rows, (len(rows), len(rows[0])), self.field)

    def _real(self, number: Element) -> Element:
        if self.field is QQ:
            return number
        value = self.field.to_sympy(number)
        if value.free_symbols or not value.is_real:
            raise NotExact("no real number")
        return value.evalf(30)


def berkowitz(rows: Table, field: Any) -> Element:
    """The determinant from the characteristic polynomial, without division."""
    size = len(rows)
    if any(len(line) != size for line in rows):
        raise NotExact("not a square matrix")
    last = DomainMatrix(rows, (size, size), field).charpoly_berk()[-1]
    return last * field.convert((-1) ** size)


class PointNumbers:
    """Matrices of numbers with forty digits: the values of expressions at a place."""

    def __init__(self, at: Any, context: Any) -> None:
        self.at = at
        self.context = context
        self.definitions: Mapping[Basic, Basic] = at.definitions
        self.zero = context.mpf(0)
        self.one = context.mpf(1)

    def of(self, expr: Basic) -> Element:
        return self.at.of(expr)

    def whole(self, expr: Basic) -> int:
        return int(self.at.whole(expr))

    def fraction(self, p: int, q: int) -> Element:
        return self.context.mpf(p) / q

    def size(self, number: Element) -> Element:
        return abs(number)

    def largest(self, numbers: Sequence[Element]) -> Element:
        return max(numbers)

    def square_root(self, number: Element) -> Element:
        if number < 0:
            raise ValueError("square root of a negative number")
        return self.context.sqrt(number)

    def rank(self, rows: Table) -> int:
        return numeric_rank(rows)

    def inverse(self, rows: Table) -> Table:
        if numeric_rank(rows) < len(rows):
            raise ZeroDivisionError(SINGULAR)
        return list(self.context.inverse(self.context.matrix(rows)).tolist())

    def determinant(self, rows: Table) -> Element:
        if numeric_rank(rows) < len(rows):  # mpmath has no value for some singular matrices
            return self.zero
        return self.context.det(self.context.matrix(rows))

    def vanishes(self, number: Element) -> bool:
        return bool(abs(number) < self.context.mpf(10) ** -24)

    def inertia(self, rows: Table) -> tuple[int, int]:
        found = list(self.context.eigsy(self.context.matrix(rows), eigvals_only=True))
        least = max(map(abs, found)) / 10**20
        return sum(v > least for v in found), sum(v < -least for v in found)


def numeric_rank(rows: Sequence[Sequence[Element]], digits: int = 20) -> int:
    """The rank by elimination with full pivoting; what is smaller than the largest entry by `digits` is zero."""
    table = [list(row) for row in rows]
    largest = max((abs(e) for row in table for e in row), default=0)
    rank = 0
    while rank < len(table):
        places = (
            (abs(table[r][c]), r, c) for r in range(rank, len(table)) for c in range(len(table[r]))
        )
        biggest, r, c = max(places, key=lambda place: place[0], default=(0, 0, 0))
        if biggest <= largest / 10**digits:
            break
        table[rank], table[r] = table[r], table[rank]
        top = table[rank]
        for k in range(rank + 1, len(table)):
            factor = table[k][c] / top[c]
            table[k] = [a - factor * b for a, b in zip(table[k], top, strict=True)]
            table[k][c] = 0 * top[c]
        rank += 1
    return rank
