"""The table of an iteration: a row for each state, with dots where states are left out."""

from __future__ import annotations

from sympy import Basic, Rational, Symbol

from tutor.core.claims import Recurrence
from tutor.render.typeset import numbers
from tutor.render.typeset.composer import Composer
from tutor.render.typeset.condensing import DOTS_DOWN
from tutor.render.typeset.layout import (
    Ident,
    Node,
    Number,
    Said,
    Subscript,
    Table,
    TableRow,
)


def recurrence(claim: Recurrence, composer: Composer) -> Node:
    """Number, state and columns of each row; decimals have as many places as their tolerance is worth."""
    counter = Ident("n" if Symbol("k") in claim.variables.args else "k")
    names = [_state(composer.node(name), counter) for name in claim.variables.args]
    columns = [composer.node(column) for column in claim.columns.args]
    rows = [TableRow((counter, *names, *columns))]
    before = 0
    for row in claim.rows.args:
        number = int(row.args[0])
        if number > before + 1:
            rows.append(_left_out(before + 1, number - 1, len(row.args)))
        values = (_cell(value, claim, composer) for value in row.args[1:])
        rows.append(TableRow((Number(str(number)), *values)))
        before = number
    return Table(tuple(rows), "values", len(rows[0].cells) - 1)


def _state(name: Node, counter: Ident) -> Node:
    """x_k for x; a name that has an index already stays as it is."""
    return Subscript(name, counter) if isinstance(name, Ident) else name


def _left_out(first: int, last: int, width: int) -> TableRow:
    ends = (Number(str(first)), Number(str(last)))
    said = (
        Said(DOTS_DOWN, "rows left out", ends)
        if first < last
        else Said(DOTS_DOWN, "row left out", ends)
    )
    return TableRow((said, *[DOTS_DOWN] * (width - 1)))


def _cell(value: Basic, claim: Recurrence, composer: Composer) -> Node:
    if not claim.tolerance or not isinstance(value, Rational):
        return composer.node(value)
    tolerance = int(claim.tolerance.p), int(claim.tolerance.q)
    return numbers.in_table(int(value.p), int(value.q), tolerance)
