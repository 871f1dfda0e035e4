"""Keys of values, by which equal values are found without comparing each with each.

A key is a number for the form of an expression and the keys of its parts.  The
order and the grouping of terms and factors say nothing.  A matrix has the keys
of its rows, and the key of a row that states share is worked out once.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from sympy import Add, Basic, Mul, Rational

from tutor.core.expr import Det
from tutor.core.matrix import Matrix, Row


class Keys:
    """Numbers for values; equal values have equal numbers."""

    def __init__(self) -> None:
        self._forms: dict[tuple[Hashable, ...], int] = {}
        self._groups: dict[int, tuple[Any, ...]] = {}  # the terms of sums, the factors of products
        self._rows: dict[tuple[int, int], tuple[Row, int]] = {}
        self._seen: dict[Basic, int] = {}  # without matrices, which are slow to compare

    def of(self, value: Any, parts: set[int] | None = None) -> int:
        """The key of a value; the keys of all its parts are added to `parts`."""
        if parts is None and isinstance(value, Basic) and value in self._seen:
            return self._seen[value]
        key, plain = self._key(value, parts)
        if plain and isinstance(value, Basic):
            self._seen[value] = key
        return key

    def _key(self, value: Any, parts: set[int] | None) -> tuple[int, bool]:
        """The key, and whether no matrix is in the value."""
        plain = True
        if isinstance(value, Matrix):
            key, plain = self.matrix(value), False
        elif isinstance(value, tuple) or (isinstance(value, Basic) and value.args):
            found = [
                self._key(part, parts)
                for part in (value if isinstance(value, tuple) else value.args)
            ]
            plain = all(p for _, p in found)
            keys = [k for k, _ in found]
            if isinstance(value, Add | Mul):  # how terms and factors are ordered and grouped
                groups = (self._groups.get(k, (None,)) for k in keys)  # says nothing
                pairs = zip(keys, groups, strict=True)
                keys = sorted(
                    k
                    for one, (kind, *inner) in pairs
                    for k in (inner if kind is type(value) else [one])
                )
                key = self._intern(type(value), *keys)
                self._groups[key] = (type(value), *keys)
            else:
                key = self._intern(type(value), *keys)
        else:
            key = self._intern(type(value), value)
        if parts is not None:
            parts.add(key)
        return key, plain

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
