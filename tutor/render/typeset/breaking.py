"""Long formulas over several lines.

A formula that is wider than the line is broken where a hand would break it: before a relation, before a
plus or minus sign, before a factor, after a comma.  What stands in brackets, or above or below a
fraction line, is broken inside them if it alone is too wide.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.render.typeset.layout import (
    COMMA,
    DOT,
    MINUS,
    PLUS,
    PRODUCT,
    RELATION,
    SUM,
    TIMES,
    WIDE_SPACE,
    Arrow,
    Fenced,
    Fraction,
    Node,
    Operator,
    Row,
    Said,
    Table,
    TableRow,
    Words,
    width,
)

RELATIONS = frozenset("=≠<≤>≥≈∼⟺⟹∈")


def lines(node: Node, room: int) -> list[Node]:
    """The node over lines of at most about `room` characters; what cannot be broken stays whole."""
    if width(node) <= room:
        return [node]
    if not isinstance(node, Row):
        return [fitted(node, room)]
    made: list[list[Node]] = [[]]
    taken = 0
    for piece in _pieces(node):
        size = sum(map(width, piece))
        if made[-1] and taken + size > room:
            made.append([])
            taken = 0
            piece = [DOT if part == TIMES and k == 0 else part for k, part in enumerate(piece)]
        made[-1] += piece
        taken += size
    return [_line(_narrowed(line, room), node.binds) for line in made]


def fitted(node: Node, room: int) -> Node:
    """The node, broken inside its brackets or its fraction if it is wider than `room`."""
    if width(node) <= room:
        return node
    match node:
        case Said(shown, phrase, parts):
            return Said(fitted(shown, room), phrase, parts)
        case Fenced(opening, closing, body):
            return Fenced(opening, closing, stacked(lines(body, room - 2)))
        case Fraction(over, under, "bar" | "large bar"):
            return Fraction(stacked(lines(over, room)), stacked(lines(under, room)))
        case Row(children, binds) if len(children) > 1:
            return Row(tuple(_narrowed(children, room)), binds)
    return node


def _narrowed(parts: Sequence[Node], room: int) -> list[Node]:
    """The parts of one line; the widest is broken inside if they do not fit side by side."""
    sizes = [width(part) for part in parts]
    rest = room - sum(sizes) + max(sizes)
    widest = sizes.index(max(sizes))
    return [
        fitted(part, max(rest, room // 2)) if k == widest else part for k, part in enumerate(parts)
    ]


def stacked(parts: list[Node]) -> Node:
    """The lines below one another; one line is left as it is."""
    if len(parts) == 1:
        return parts[0]
    return Table(tuple(TableRow((part,)) for part in parts), "lines")


def _pieces(node: Row) -> list[list[Node]]:
    """The parts of a row that stay together: a sign with what follows it, a comma with what is before."""
    pieces: list[list[Node]] = [[]]
    for child in node.children:
        after_comma = bool(pieces[-1]) and pieces[-1][-1] in (COMMA, WIDE_SPACE)
        if child == WIDE_SPACE or (pieces[-1] and not after_comma and not _may_begin(child, node)):
            pieces[-1].append(child)
        elif pieces[-1]:
            pieces.append([child])
        else:
            pieces[-1].append(child)
    return pieces


def _may_begin(child: Node, row: Row) -> bool:
    if row.binds == SUM:
        return child in (PLUS, MINUS)
    if row.binds == PRODUCT:
        return child in (DOT, TIMES)
    if row.binds == RELATION:
        relation = isinstance(child, Operator) and child.symbol in RELATIONS
        return relation or isinstance(child, Arrow | Words)
    return False


def _line(parts: list[Node], binds: int) -> Node:
    while parts[-1] == WIDE_SPACE:
        parts.pop()
    return parts[0] if len(parts) == 1 else Row(tuple(parts), binds)
