"""From values to layout trees.

A composer knows, from the tables that it is given, how each head of a trace is written on the board.
It keeps what it made: an expression that occurs again, and a row that several matrices share, are laid
out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import gcd
from typing import Any, TypeVar

from tutor.core.matrix import Matrix, Row
from tutor.render.typeset import condensing
from tutor.render.typeset.condensing import DOTS, DOTS_ACROSS, DOTS_DOWN
from tutor.render.typeset.layout import Node, Table, TableRow, negative
from tutor.render.typeset.numbers import signed
from tutor.render.typeset.style import Style

T = TypeVar("T")

# The sign of a value and the layout of what follows the sign.
Signed = tuple[bool, Node]
Maker = Callable[["Composer", Any, bool], Node]
SignedMaker = Callable[["Composer", Any, bool], Signed]


class Composer:
    """Lays out expressions in one style; `signed` and `makers` say how, by the type of a value."""

    def __init__(
        self,
        style: Style,
        signed: Mapping[type, SignedMaker],
        makers: Mapping[type, Maker],
    ) -> None:
        self.style = style
        self._signed_makers = dict(signed)
        self._makers = dict(makers)
        # By identity: two expressions may be equal and their comparison slow.  The expression is
        # kept, because an identity stands for its object only while that lives.
        self._made: dict[int, tuple[Any, bool, Node]] = {}
        self._small: dict[int, tuple[Any, bool, Node]] = {}
        self._rows: dict[tuple[int, int], tuple[Row, TableRow]] = {}
        self._numbers: dict[tuple[int, int], Node] = {}

    def signed(self, value: Any, small: bool = False) -> Signed:
        """Whether the value starts with a minus sign, and the layout of the rest.

        `small` is for exponents and the like: fractions are written with a slash.
        """
        made = self._small if small else self._made
        known = made.get(id(value))
        if known is None:
            kind = type(value)
            if (signed_maker := _find(kind, self._signed_makers)) is not None:
                is_negative, node = signed_maker(self, value, small)
            elif (maker := _find(kind, self._makers)) is not None:
                is_negative, node = False, maker(self, value, small)
            else:
                raise TypeError(f"{kind.__name__} has no layout")
            known = made[id(value)] = value, is_negative, node
        return known[1], known[2]

    def node(self, value: Any, small: bool = False) -> Node:
        """The layout of a value with its sign."""
        is_negative, body = self.signed(value, small)
        return negative(body) if is_negative else body

    def ends(self, parts: Sequence[T], gap: T) -> list[T]:
        """The parts or, in a condensed style, of many only the ends with `gap` between them."""
        return condensing.ends(parts, gap) if self.style.condensed else list(parts)

    def matrix(self, matrix: Matrix, kind: str = "matrix", rows: Sequence[int] = ()) -> Table:
        """The layout of a matrix; its rows are laid out once for all matrices that share them.

        `rows` are the numbers of those that are shown in a condensed style too.
        """
        count, across = matrix.shape
        if not self.style.condensed or max(count, across) <= condensing.MOST:
            columns = range(across)
            return Table(
                tuple(self._row(matrix, k, columns) for k in range(count)), kind, matrix.bar
            )
        shown = condensing.kept(count, [k - 1 for k in rows])
        kept = condensing.kept_columns(across, matrix.bar)
        gap = TableRow(tuple(DOTS_ACROSS if j is None else DOTS_DOWN for j in kept))
        return Table(
            tuple(gap if k is None else self._row(matrix, k, kept) for k in shown),
            kind,
            len(condensing.kept(matrix.bar)),
            matrix.shape,
            tuple(0 if k is None else k + 1 for k in shown),
        )

    def number(self, p: int, q: int) -> Node:
        """The layout of p/q, with q positive and not necessarily in lowest terms."""
        known = self._numbers.get((p, q))
        if known is None:
            common = gcd(p, q)
            node = signed(p // common, q // common, self.style)
            known = self._numbers[p, q] = node
        return known

    def _row(self, matrix: Matrix, k: int, columns: Iterable[int | None]) -> TableRow:
        row = matrix.rows[k]
        key = id(row), matrix.bar if self.style.condensed else 0
        known = self._rows.get(key)
        if known is None:
            cells: Iterable[Node]
            if matrix.is_rational:
                sign = 1 if row.over > 0 else -1
                over, numbers = sign * row.over, row.numbers
                cells = (
                    DOTS if j is None else self.number(sign * numbers[j], over) for j in columns
                )
            else:
                entries = matrix.row(k + 1)
                cells = (DOTS if j is None else self.node(entries[j]) for j in columns)
            known = self._rows[key] = row, TableRow(tuple(cells))
        return known[1]


def _find(kind: type, table: dict[type, T]) -> T | None:
    if kind in table:
        return table[kind]
    for ancestor in kind.__mro__[1:]:
        if ancestor in table:
            table[kind] = table[ancestor]
            return table[kind]
    return None
