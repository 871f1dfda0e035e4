"""The sign table of a claim about signs: places above, the signs at them and between them below."""

from __future__ import annotations

from tutor.core.claims import Signs
from tutor.render.typeset.composer import Composer
from tutor.render.typeset.layout import (
    COMMA,
    RELATION,
    Node,
    Number,
    Operator,
    Row,
    Said,
    Table,
    TableRow,
    separated,
)
from tutor.render.typeset.structures import related, word

_SIGNS = {"positive": "+", "negative": "−"}
_EMPTY = Row(())


def sign_table(claim: Signs, composer: Composer) -> Node:
    """A sign table: the places in the first row, the signs between and at them below."""
    name, expression = composer.node(claim.variable), composer.node(claim.expression)
    places = [composer.node(p) for p in claim.places.args]
    top: list[Node] = [name]
    below: list[Node] = [expression]
    told: list[tuple[Node, str]] = []
    for k, sign in enumerate(claim.signs):
        if k:
            top.append(places[k - 1])
            below.append(_sign(claim.at[k - 1], composer))
            told.append((related(name, "=", places[k - 1]), claim.at[k - 1]))
        top.append(_EMPTY)
        below.append(_sign(sign, composer))
        told.append((_between(name, places[max(k - 1, 0) : k], places[k : k + 1]), sign))
    table = Table((TableRow(tuple(top)), TableRow(tuple(below))), "ruled", len(top) - 1)
    words: list[Node] = [Row((where, word(composer, sign)), RELATION) for where, sign in told]
    return Said(table, "signs", (expression, separated(words, COMMA)))


def _sign(kind: str, composer: Composer) -> Node:
    if kind == "undefined":
        return word(composer, "no sign")
    return Number("0") if kind == "zero" else Operator(_SIGNS[kind], prefix=True)


def _between(name: Node, low: list[Node], high: list[Node]) -> Node:
    """The letter between its neighbours: 0 < x < 4, x < 0, or any x."""
    less = Operator("<")
    parts = [part for end in low for part in (end, less)] + [name]
    return Row((*parts, *(part for end in high for part in (less, end))), RELATION)
