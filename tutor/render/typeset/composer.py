"""From values to layout trees.

A composer knows, from the tables that it is given, how each head of a trace is written on the board.
It keeps what it made: an expression that occurs again, and a row that several matrices share, are laid
out once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import gcd
from typing import Any, TypeVar

from msgspec import Struct

from tutor.core.matrix import Matrix, Row
from tutor.render.typeset.layout import Node, Table, TableRow, negative
from tutor.render.typeset.numbers import signed


class Style(Struct, frozen=True):
    """How values are written.

    With `decimals`, a number whose decimal expansion ends within 8 places is written 7.73 and not
    773/100.  `language` is that of the few words in formulas and of the spoken form.  `width` is how
    many characters an equation may have before it is broken over two lines.
    """

    decimals: bool = False
    language: str = "en"
    width: int = 64


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
        self._rows: dict[int, tuple[Row, TableRow]] = {}
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

    def matrix(self, matrix: Matrix, kind: str = "matrix") -> Table:
        """The layout of a matrix; its rows are laid out once for all matrices that share them."""
        return Table(tuple(self._row(matrix, k) for k in range(len(matrix.rows))), kind, matrix.bar)

    def number(self, p: int, q: int) -> Node:
        """The layout of p/q, with q positive and not necessarily in lowest terms."""
        known = self._numbers.get((p, q))
        if known is None:
            common = gcd(p, q)
            node = signed(p // common, q // common, self.style.decimals)
            known = self._numbers[p, q] = node
        return known

    def _row(self, matrix: Matrix, k: int) -> TableRow:
        row = matrix.rows[k]
        known = self._rows.get(id(row))
        if known is None:
            if matrix.is_rational:
                sign = 1 if row.over > 0 else -1
                cells = tuple(self.number(sign * n, sign * row.over) for n in row.numbers)
            else:
                cells = tuple(map(self.node, matrix.row(k + 1)))
            known = self._rows[id(row)] = row, TableRow(cells)
        return known[1]


def _find(kind: type, table: dict[type, T]) -> T | None:
    if kind in table:
        return table[kind]
    for ancestor in kind.__mro__[1:]:
        if ancestor in table:
            table[kind] = table[ancestor]
            return table[kind]
    return None
