"""The formulas of row operations: an arrow that says what is done, and the matrix after it."""

from __future__ import annotations

from sympy import Expr, Rational

from tutor.core import claims
from tutor.render.typeset.composer import Composer
from tutor.render.typeset.condensing import DOTS_DOWN
from tutor.render.typeset.layout import (
    COMMA,
    MINUS,
    PLUS,
    PRODUCT,
    RELATION,
    TIMES,
    Arrow,
    Ident,
    Node,
    Number,
    Operator,
    Row,
    Said,
    Subscript,
    Table,
    TableRow,
    bound,
    negative,
)

_BECOMES = Operator("←")


def row_name(k: int) -> Node:
    """The name of row k."""
    return Subscript(Ident("R"), Number(str(k)))


def swapped(claim: claims.Swapped, composer: Composer) -> Node:
    names = row_name(claim.i), Operator("↔"), row_name(claim.j)
    rows = Number(str(claim.i)), Number(str(claim.j))
    label = Said(Row(names, RELATION), "row swap", rows)
    return Row((Arrow(label), composer.matrix(claim.after, rows=(claim.i, claim.j))), RELATION)


def scaled(claim: claims.Scaled, composer: Composer) -> Node:
    name = row_name(claim.i)
    factor = composer.node(claim.factor)
    times = _multiple(claim.factor, composer, name)
    phrase = "row scaling" if isinstance(claim.factor, Rational) else "long row scaling"
    label = Said(Row((name, _BECOMES, times), RELATION), phrase, (Number(str(claim.i)), factor))
    return Row((Arrow(label), composer.matrix(claim.after, rows=(claim.i,))), RELATION)


def added(claim: claims.Added, composer: Composer) -> Node:
    label = _sum_of_rows(claim.target, claim.source, claim.factor, composer)
    after = composer.matrix(claim.after, rows=(claim.target, claim.source))
    return Row((Arrow(label), after), RELATION)


def cleared(claim: claims.Cleared, composer: Composer) -> Node:
    """The sums of rows one below the other on the arrow."""
    sums = [
        _sum_of_rows(target, claim.source, factor, composer)
        for target, factor in enumerate(claim.factors.row(1), start=1)
        if factor != 0
    ]
    *others, last = composer.ends(sums, DOTS_DOWN)
    listed = [part if part is DOTS_DOWN else Row((part, COMMA), RELATION) for part in others]
    label = Table(tuple(TableRow((part,)) for part in (*listed, last)), "lines")
    after = composer.matrix(claim.after, rows=(claim.source,))
    return Row((Arrow(label), after), RELATION)


def _sum_of_rows(i: int, j: int, factor: Expr, composer: Composer) -> Node:
    """A multiple of row j is added to row i."""
    target, source = row_name(i), row_name(j)
    rows = Number(str(i)), Number(str(j))
    is_negative, size = composer.signed(factor)
    parts: tuple[Node, ...]
    sign, action = (MINUS, "subtraction") if is_negative else (PLUS, "addition")
    if factor in (1, -1):
        shown, phrase, parts = source, f"plain row {action}", rows
    else:
        shown = Row((bound(size, PRODUCT), TIMES, source), PRODUCT)
        phrase, parts = f"row {action}", (*rows, size)
    return Said(Row((target, _BECOMES, target, sign, shown), RELATION), phrase, parts)


def _multiple(factor: Expr, composer: Composer, name: Node) -> Node:
    is_negative, size = composer.signed(factor)
    body = name if factor in (1, -1) else Row((bound(size, PRODUCT), TIMES, name), PRODUCT)
    return negative(body) if is_negative else body
