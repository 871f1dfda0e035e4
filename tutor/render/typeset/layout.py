"""The layout tree: how a formula is put together on the page, in any format.

A node says what stands where: a number, a fraction, an index, a table.  It knows nothing of LaTeX, of
MathML or of English; one writer for each of these turns the same tree into text.  So the conventions
of a formula (order of terms, brackets, signs) are decided once, when the tree is made.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

# How tightly the parts of a formula hold together; a part is put in brackets where more is asked.
RELATION: Final = 0
SUM: Final = 1
NEGATIVE: Final = 2
PRODUCT: Final = 3
POWER: Final = 4
ATOM: Final = 5


class Ident(Struct, frozen=True):
    """A name as it is read: one letter (Latin or Greek), or several, which stand upright."""

    name: str
    function: bool = False


class Number(Struct, frozen=True):
    """Digits, perhaps with a decimal point, and no sign."""

    text: str


class Operator(Struct, frozen=True):
    """A sign between or before its neighbours, named by its Unicode character.

    `prefix` marks a sign that belongs to what follows it, as in -x.
    """

    symbol: str
    prefix: bool = False


class Words(Struct, frozen=True):
    """Plain words inside a formula, with the spaces around them."""

    text: str


class Row(Struct, frozen=True):
    """Parts side by side; `binds` is how tightly they hold together."""

    children: tuple[Node, ...]
    binds: int = ATOM


class Fraction(Struct, frozen=True):
    """`over` above `under`.

    `line` is `bar`, `large bar` (not made smaller inside another fraction or a table), `slash` (a/b, in
    small places) or `none` (binomial).
    """

    over: Node
    under: Node
    line: str = "bar"


class Superscript(Struct, frozen=True):
    base: Node
    exponent: Node


class Subscript(Struct, frozen=True):
    base: Node
    index: Node


class Root(Struct, frozen=True):
    """The root of `body`, square if `degree` is None."""

    body: Node
    degree: Node | None = None


class Fenced(Struct, frozen=True):
    """`body` between two signs that grow with it; an empty sign is not drawn."""

    open: str
    close: str
    body: Node


class Accent(Struct, frozen=True):
    """`body` under a mark: `bar`, `hat` or `tilde`."""

    body: Node
    mark: str


class BigOperator(Struct, frozen=True):
    """A sum, product, integral or limit sign with what is written under and over it, then `body`."""

    symbol: str
    under: Node | None
    over: Node | None
    body: Node


class TableRow(Struct, frozen=True, cache_hash=True):
    """One row of a table; tables that share a row share this object."""

    cells: tuple[Node, ...]


class Table(Struct, frozen=True):
    """Rows of cells.

    `kind` is `matrix` (square brackets), `determinant` (vertical lines), `cases` (a brace on the left),
    `aligned` (two columns that meet at a relation), `lines` (one cell a row), `ruled` (a line below the
    first row and a bar) or `values` (the same, of numbers).  `bar` is the number of columns right of the
    augmentation bar.  Where dots stand for rows or columns, `size` says how many there are, and `numbers`
    which row each one is, 0 for dots.
    """

    rows: tuple[TableRow, ...]
    kind: str
    bar: int = 0
    size: tuple[int, int] | None = None
    numbers: tuple[int, ...] = ()


RULED: Final = ("ruled", "values")


class Arrow(Struct, frozen=True):
    """An arrow to the right with a label over it."""

    label: Node


class Said(Struct, frozen=True):
    """What is drawn is `shown`; it is read aloud as the phrase of this name, filled with `parts`."""

    shown: Node
    phrase: str
    parts: tuple[Node, ...]


Node = (
    Ident
    | Number
    | Operator
    | Words
    | Row
    | Fraction
    | Superscript
    | Subscript
    | Root
    | Fenced
    | Accent
    | BigOperator
    | TableRow
    | Table
    | Arrow
    | Said
)

PLUS: Final = Operator("+")
MINUS: Final = Operator("−")
NEGATE: Final = Operator("−", prefix=True)
DOT: Final = Operator("·")
CROSS: Final = Operator("×")
TIMES: Final = Operator("\N{INVISIBLE TIMES}")
APPLY: Final = Operator("\N{FUNCTION APPLICATION}")
COMMA: Final = Operator(",")
EQUALS: Final = Operator("=")
GIVEN: Final = Operator("|")
THIN_SPACE: Final = Operator("\N{THIN SPACE}")
WIDE_SPACE: Final = Operator("\N{EM SPACE}")


def binding(node: Node) -> int:
    """How tightly a node holds together."""
    kind = type(node)
    if kind is Ident or kind is Number:
        return ATOM
    if isinstance(node, Row):
        return node.binds
    if isinstance(node, Superscript | Root):
        return POWER
    if isinstance(node, Fraction):
        return {"bar": POWER, "large bar": POWER, "slash": PRODUCT, "none": ATOM}[node.line]
    if isinstance(node, BigOperator):
        return NEGATIVE
    if isinstance(node, Said):
        return binding(node.shown)
    if isinstance(node, Table):
        return ATOM if node.kind in ("matrix", "determinant") else RELATION
    return ATOM


def parenthesized(node: Node) -> Fenced:
    return Fenced("(", ")", node)


def barred(node: Node) -> Fenced:
    """The node with a bar behind it; brackets part it from a bar of its own."""
    last = node
    while isinstance(last, Row | Said):
        last = last.children[-1] if isinstance(last, Row) else last.shown
    own = isinstance(last, Fenced) and last.close == "|"
    return Fenced("", "|", parenthesized(node) if own else node)


def bound(node: Node, at_least: int) -> Node:
    """The node, in brackets if it holds together less than asked."""
    return node if binding(node) >= at_least else parenthesized(node)


def side(node: Node) -> Node:
    """The node as one side of a relation; cases have a brace and need no brackets."""
    cases = isinstance(node, Table) and node.kind == "cases"
    return node if cases else bound(node, RELATION + 1)


def negative(node: Node) -> Row:
    """Minus the node, which is put in brackets if it is a sum or has a sign itself."""
    body = bound(node, NEGATIVE)
    if isinstance(body, Row) and body.binds == NEGATIVE:
        body = parenthesized(body)
    return Row((NEGATE, body), NEGATIVE)


def separated(parts: list[Node], separator: Node, *more: Node) -> Row:
    """The parts with the separator between them."""
    children: list[Node] = []
    for part in parts:
        if children:
            children += (separator, *more)
        children.append(part)
    return Row(tuple(children), RELATION)


def goes_on(node: Row) -> bool:
    """Whether the row is a line of a broken sum that begins with the sign before its first term."""
    return bool(node.children) and node.children[0] in (PLUS, MINUS)


def enlarged(node: Node) -> Node:
    """The node with the fractions in its fractions, and in a sign table, as large as it is itself."""
    match node:
        case Fraction(over, under, "bar"):
            return Fraction(_grown(over), _grown(under))
        case Row(children, binds):
            return Row(tuple(map(enlarged, children)), binds)
        case Fenced(opening, closing, body):
            return Fenced(opening, closing, enlarged(body))
        case BigOperator(symbol, under, over, body):
            return BigOperator(symbol, under, over, enlarged(body))
        case Said(shown, phrase, parts):
            return Said(enlarged(shown), phrase, parts)
        case Table(rows, "aligned" | "lines"):
            return replace(node, rows=tuple(TableRow(tuple(map(enlarged, r.cells))) for r in rows))
        case Table(rows, "ruled"):
            return replace(node, rows=tuple(TableRow(tuple(map(_grown, r.cells))) for r in rows))
    return node


def _grown(node: Node) -> Node:
    """The node with its own fractions as large as in a line of their own."""
    match node:
        case Fraction(over, under, "bar"):
            return Fraction(over, under, "large bar")
        case Row(children, binds):
            return Row(tuple(map(_grown, children)), binds)
        case Fenced(opening, closing, body):
            return Fenced(opening, closing, _grown(body))
        case Said(shown, phrase, parts):
            return Said(_grown(shown), phrase, parts)
    return node


def is_big(node: Node) -> bool:
    """Whether the node is a big operator, which reaches as far to the right as its product goes."""
    return isinstance(node, BigOperator) or (isinstance(node, Said) and is_big(node.shown))


def is_function(node: Node) -> bool:
    """Whether the node starts with the name of a function."""
    while isinstance(node, Row | Superscript):
        node = node.children[0] if isinstance(node, Row) else node.base
    return isinstance(node, Ident) and node.function


def is_tall(node: Node) -> bool:
    """Whether brackets around the node have to grow."""
    if isinstance(node, Number | Ident | Operator | Words):
        return False
    if isinstance(node, Row):
        return any(map(is_tall, node.children))
    if isinstance(node, Superscript | Subscript):
        script = node.exponent if isinstance(node, Superscript) else node.index
        return is_tall(node.base) or isinstance(script, Superscript) or is_tall(script)
    if isinstance(node, Fraction):
        return node.line != "slash" or is_tall(node.over) or is_tall(node.under)
    if isinstance(node, Fenced | Accent):
        return is_tall(node.body)
    if isinstance(node, Said):
        return is_tall(node.shown)
    return True


@lru_cache(maxsize=256)  # a formula that is too wide is measured again at each place to break it
def _width_of_table(rows: tuple[TableRow, ...]) -> int:
    columns = zip_longest(*(map(width, row.cells) for row in rows), fillvalue=0)
    return 3 + sum(max(column) + 2 for column in columns)


def width(node: Node) -> int:
    """About how many characters wide the node is."""
    match node:
        case Number(text) | Words(text) | Ident(text):
            return len(text)
        case Operator(","):
            return 2
        case Operator(symbol):
            return 0 if symbol in (TIMES.symbol, APPLY.symbol) else 1 if node.prefix else 3
        case Row(children) | TableRow(children):
            return sum(map(width, children))
        case Fraction(over, under, line):
            return max(width(over), width(under)) + (line == "slash") * width(under)
        case Superscript(base, script) | Subscript(base, script):
            return width(base) + (width(script) + 1) // 2
        case Root(body) | Accent(body):
            return width(body) + 1
        case Fenced(_, _, body):
            return width(body) + 2
        case BigOperator(_, under, over, body):
            limits = [width(part) // 2 for part in (under, over) if part is not None]
            return max([2, *limits]) + width(body)
        case Table(rows):
            return _width_of_table(rows)
        case Arrow(label):
            return width(label) + 2
        case Said(shown):
            return width(shown)
