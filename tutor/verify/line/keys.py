"""Keys of values, by which equal values are found without comparing each with each.

A key is a number for the form of an expression and the keys of its parts.  The
order and the grouping of terms and factors say nothing, nor whether a power below
a fraction line is written as one over it or with a negative exponent.  A matrix has the keys
of its rows, and the key of a row that states share is worked out once.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

from sympy import Add, Basic, Mul, Pow, Rational

from tutor.core.expr import Det
from tutor.core.matrix import Matrix, Row


class Found(NamedTuple):
    """The key of a value, the keys of all its parts, and whether no matrix is in it."""

    key: int
    parts: frozenset[int]
    plain: bool


class Keys:
    """Numbers for values; equal values have equal numbers."""

    def __init__(self) -> None:
        self._forms: dict[tuple[Hashable, ...], int] = {}
        self._groups: dict[int, tuple[type, list[int]]] = {}  # terms of sums, factors of products
        self._rows: dict[tuple[int, int], tuple[Row, int]] = {}
        self._seen: dict[Basic, Found] = {}  # without matrices, which are slow to compare

    def of(self, value: Any, parts: set[int] | None = None) -> int:
        """The key of a value; the keys of all its parts are added to `parts`."""
        found = self._found(value)
        if parts is not None:
            parts |= found.parts
        return found.key

    def _found(self, value: Any) -> Found:
        if isinstance(value, Basic):
            known = self._seen.get(value)
            if known is not None:
                return known
        if isinstance(value, Matrix):
            key = self.matrix(value)
            return Found(key, frozenset((key,)), plain=False)
        if not isinstance(value, tuple) and not (isinstance(value, Basic) and value.args):
            key = self._intern(type(value), value)
            found = Found(key, frozenset((key,)), plain=True)
        elif isinstance(value, Pow) and (below := below_line(value)) is not None:
            inner = [self._found(p) for p in (below.args[0], -below.args[1])]
            key = self._intern(Pow, *(part.key for part in inner))
            found = Found(key, frozenset((key,)) | self._found(below).parts, inner[0].plain)
        else:
            inside = [self._found(p) for p in (value if isinstance(value, tuple) else value.args)]
            key = self._composed(type(value), [part.key for part in inside])
            parts = frozenset((key,)).union(*(part.parts for part in inside))
            found = Found(key, parts, all(part.plain for part in inside))
        if found.plain and isinstance(value, Basic):
            self._seen[value] = found
        return found

    def members(self, value: Basic) -> set[int]:
        """The keys of the terms of a sum or of the factors of a product, however they are grouped."""
        return set(self._groups[self.of(value)][1])

    def _composed(self, kind: type, keys: list[int]) -> int:
        """The key of a whole from its kind and the keys of its parts."""
        if kind is not Add and kind is not Mul:
            return self._intern(kind, *keys)
        flat: list[int] = []  # how terms and factors are ordered and grouped says nothing
        for key in keys:
            inner = self._groups.get(key)
            flat += inner[1] if inner is not None and inner[0] is kind else (key,)
        flat.sort()
        key = self._intern(kind, *flat)
        self._groups[key] = kind, flat
        return key

    def _intern(self, *form: Any) -> int:
        return self._forms.setdefault(form, len(self._forms))

    def matrix(self, matrix: Matrix, left_of_bar: bool = False) -> int:
        """The key of a matrix, or of the columns to the left of its bar."""
        width = matrix.shape[1] - (matrix.bar if left_of_bar else 0)
        bar = 0 if left_of_bar else matrix.bar
        rows = (self._row(row, width, matrix) for row in matrix.rows)
        return self._intern(Matrix, width, bar, *rows)

    def determinant(self, matrix: Matrix) -> int:
        """The key of the determinant of the columns to the left of the bar."""
        return self._intern(Det, self.matrix(matrix, left_of_bar=True))

    def _row(self, row: Row, width: int, matrix: Matrix) -> int:
        place = (id(row), width)
        if place not in self._rows:  # the row is kept, so that no other takes its place
            if matrix.is_rational:
                short = Row(row.numbers[:width], row.over).reduced()
                key = self._intern(Row, short.over, *short.numbers)
            else:
                numbers = [matrix.number(n, row.over) for n in row.numbers[:width]]
                if all(isinstance(n, Rational) for n in numbers):  # as if no other row had letters
                    (short,) = Matrix.of([numbers]).rows
                    key = self._intern(Row, short.over, *short.numbers)
                else:
                    key = self._intern(Row, *map(self.of, numbers))
            self._rows[place] = (row, key)
        return self._rows[place][1]


def below_line(power: Pow) -> Pow | None:
    """The power that stands below the fraction line, if one does."""
    base, exponent = power.args
    if exponent == -1:
        return base if isinstance(base, Pow) and isinstance(base.args[1], Rational) else None
    if isinstance(exponent, Rational) and exponent < 0:
        return Pow(base, -exponent, evaluate=False)
    return None
