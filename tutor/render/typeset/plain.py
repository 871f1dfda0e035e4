"""Writes a layout tree as Unicode text for a terminal.

On one line, a fraction is (a + b)/c and a matrix [1 2; 3 4]; in display, fractions and matrices are
drawn over several lines.  Small digits are used above and below the line where Unicode has them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tutor.render.typeset import block
from tutor.render.typeset.block import Block, line
from tutor.render.typeset.layout import (
    DOT,
    NEGATE,
    PRODUCT,
    RULED,
    TIMES,
    Accent,
    Arrow,
    BigOperator,
    Fenced,
    Fraction,
    Ident,
    Node,
    Number,
    Operator,
    Root,
    Row,
    Said,
    Subscript,
    Superscript,
    Table,
    TableRow,
    Words,
    binding,
    is_big,
    is_function,
)

_RAISED = str.maketrans(
    "0123456789+−()abcdefghijklmnoprstuvwxyzT",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ",
)
_LOWERED = str.maketrans("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_MARKS = {
    "bar": "\N{COMBINING MACRON}",
    "hat": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "tilde": "\N{COMBINING TILDE}",
}
_TIGHT = {
    ",": ", ",
    "!": "!",
    "′": "′",
    "∅": "∅",
    "\N{INVISIBLE TIMES}": "",
    "\N{FUNCTION APPLICATION}": "",
    "\N{THIN SPACE}": " ",
    "\N{EM SPACE}": "  ",
}
_BRACKETS = {"matrix": ("[", "]"), "determinant": ("|", "|")}


class PlainWriter:
    """Writes nodes on one line; the rows of tables are written once and kept."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[TableRow, tuple[str, ...]]] = {}

    def write(self, node: Node) -> str:
        return _WRITERS[type(node)](self, node)

    def ident(self, node: Ident) -> str:
        return printable(node.name)

    def number(self, node: Number) -> str:
        return node.text

    def operator(self, node: Operator) -> str:
        if node.prefix:
            return node.symbol
        tight = _TIGHT.get(node.symbol)
        return f" {node.symbol} " if tight is None else tight

    def words(self, node: Words) -> str:
        return printable(node.text)

    def row(self, node: Row) -> str:
        children = node.children
        parts = [self.write(child) for child in children]
        for k, child in enumerate(children):
            if child is TIMES:
                left = children[k - 1]
                if isinstance(left, Fraction) and left.line != "none":
                    parts[k - 1] = f"({parts[k - 1]})"
                parts[k] = _gap(left, children[k + 1])
        return "".join(parts)

    def fraction(self, node: Fraction) -> str:
        over, under = self.write(node.over), self.write(node.under)
        if node.line == "none":
            return f"C({over}, {under})"
        return f"{_closed(node.over, over, above=True)}/{_closed(node.under, under)}"

    def superscript(self, node: Superscript) -> str:
        base, exponent = self.write(node.base), self.write(node.exponent)
        if isinstance(node.base, Row | Fraction) and binding(node.base) <= PRODUCT + 1:
            base = f"({base})"
        small = _small(exponent, _RAISED)
        if small is not None:
            return base + small
        return f"{base}^{exponent}" if _is_one_word(exponent) else f"{base}^({exponent})"

    def subscript(self, node: Subscript) -> str:
        base, index = self.write(node.base), self.write(node.index)
        small = _small(index, _LOWERED)
        if small is not None:
            return base + small
        return f"{base}_{index}" if _is_one_word(index) else f"{base}_({index})"

    def root(self, node: Root) -> str:
        body = self.write(node.body)
        sign = "√" if node.degree is None else {"3": "∛", "4": "∜"}.get(self.write(node.degree), "")
        if not sign and node.degree is not None:
            sign = (_small(self.write(node.degree), _RAISED) or "") + "√"
        return sign + (body if isinstance(node.body, Number | Ident) else f"({body})")

    def fenced(self, node: Fenced) -> str:
        body = self.write(node.body)
        if not node.open and binding(node.body) < PRODUCT:
            body = f"({body})"
        return f"{node.open}{body}{node.close}"

    def accent(self, node: Accent) -> str:
        return self.write(node.body) + _MARKS[node.mark]

    def big(self, node: BigOperator) -> str:
        under = "" if node.under is None else self.write(node.under)
        over = "" if node.over is None else self.write(node.over)
        if node.symbol == "∫":
            low, high = _small(under, _LOWERED), _small(over, _RAISED)
            if low is not None and high is not None:
                return f"∫{low}{high} {self.write(node.body)}"
        return f"{node.symbol}{self._limits(under, over)} {self.write(node.body)}"

    def _limits(self, under: str, over: str) -> str:
        if under and over:
            return f"({under.replace(' = ', '=')} … {over})"
        return f"({under})" if under else ""

    def cells(self, row: TableRow) -> tuple[str, ...]:
        """The cells of a row, written."""
        known = self._rows.get(id(row))
        if known is None:
            known = self._rows[id(row)] = row, tuple([self.write(cell) for cell in row.cells])
        return known[1]

    def table_row(self, node: TableRow) -> str:
        return " ".join(self.cells(node))

    def table(self, node: Table) -> str:
        rows = [self.cells(row) for row in node.rows]
        if node.kind in _BRACKETS:
            between = ", " if any(" " in cell for row in rows for cell in row) else " "
            split = len(rows[0]) - node.bar
            lines = [between.join(row[:split]) for row in rows]
            if node.bar:
                lines = [
                    f"{a} | {between.join(row[split:])}" for a, row in zip(lines, rows, strict=True)
                ]
            name = "det" if node.kind == "determinant" else ""
            return f"{name}[{'; '.join(lines)}]"
        if node.kind == "ruled":
            return "; ".join(": ".join((row[0], " ".join(filter(None, row[1:])))) for row in rows)
        if node.kind == "values":
            return "[" + "; ".join(", ".join(row) for row in rows) + "]"
        if node.kind in ("cases", "system"):
            between = ", " if node.kind == "cases" else ""
            return "{" + "; ".join(between.join(row) for row in rows) + "}"
        return " ".join("".join(row) for row in rows)

    def arrow(self, node: Arrow) -> str:
        return f" ─({self.write(node.label)})→ "

    def said(self, node: Said) -> str:
        return self.write(node.shown)


class BlockWriter:
    """Draws nodes over several lines; what needs one line is left to the writer of lines."""

    def __init__(self, lines: PlainWriter) -> None:
        self._lines = lines

    def write(self, node: Node) -> Block:
        match node:
            case Row(children):
                return self._row(children)
            case Said(shown):
                return self.write(shown)
            case Fraction(over, under, "bar" | "large bar"):
                return block.fraction(self.write(over), self.write(under))
            case Fraction(over, under, "none"):
                return block.fenced(
                    "(", ")", block.stacked([self.write(over), self.write(under)], 0)
                )
            case Superscript(base, script):
                return self._script(node, base, script, block.raised)
            case Subscript(base, script):
                return self._script(node, base, script, block.lowered)
            case Root(body, degree):
                inside = self.write(body)
                if inside.height > 1:
                    return block.root(inside, "" if degree is None else self._lines.write(degree))
            case Fenced(opening, closing, body):
                return block.fenced(opening, closing, self.write(body))
            case BigOperator():
                return self._big(node)
            case Table():
                return self._table(node)
            case Arrow(label):
                rows = label.rows if isinstance(label, Table) else (TableRow((label,)),)
                words = ["".join(self._lines.cells(row)) for row in rows]
                across = max(map(block.columns, words))
                above = [f"  {text}{' ' * (across - block.columns(text))}   " for text in words]
                return Block((*above, f" {'─' * (across + 2)}→ "), len(above))
        return line(self._lines.write(node))

    def _row(self, children: tuple[Node, ...]) -> Block:
        blocks = [self.write(child) for child in children]
        if all(part.height == 1 for part in blocks):
            return line(self._lines.row(Row(children)))
        for k, child in enumerate(children):
            if child is NEGATE and _starts_with_fraction(children[k + 1]):
                blocks[k] = line("− ")
            elif child is TIMES:
                tall = blocks[k - 1].height > 1 or blocks[k + 1].height > 1
                tight = isinstance(children[k + 1], Fenced) or isinstance(children[k - 1], Number)
                apart = (tall and not tight) or is_function(children[k + 1])
                blocks[k] = line(" " if apart else "")
        return block.beside(blocks)

    def _script(
        self, node: Node, base: Node, script: Node, place: Callable[[Block, Block], Block]
    ) -> Block:
        under, small = self.write(base), self.write(script)
        written = self._lines.write(node)
        if under.height == 1 and small.height == 1 and not set("^_") & set(written):
            return line(written)
        if isinstance(base, Fraction):
            under = block.fenced("(", ")", under)
        return place(under, small)

    def _big(self, node: BigOperator) -> Block:
        parts = [line(node.symbol)]
        baseline = 0
        if node.over is not None:
            over = self._limit(node.over)
            parts.insert(0, over)
            baseline = over.height
        if node.under is not None:
            parts.append(self._limit(node.under))
        return block.beside((block.stacked(parts, baseline), line(" "), self.write(node.body)))

    def _limit(self, node: Node) -> Block:
        drawn = self.write(node)
        return line(drawn.lines[0].replace(" = ", "=")) if drawn.height == 1 else drawn

    def _table(self, node: Table) -> Block:
        if node.kind in _BRACKETS:
            rows = [[line(text) for text in self._lines.cells(row)] for row in node.rows]
            body = block.grid(rows, ["right"] * len(rows[0]), 2, node.bar)
            return block.fenced(*_BRACKETS[node.kind], _inset(body))
        drawn = [[self.write(cell) for cell in row.cells] for row in node.rows]
        if node.kind == "lines":
            return block.grid(drawn, ["left"], 0)
        if node.kind in RULED:
            return block.ruled(drawn, "centre" if node.kind == "ruled" else "right")
        if node.kind == "cases":
            return block.fenced("{", "", _inset(block.grid(drawn, ["left", "left"], 3), right=""))
        table = block.grid(drawn, ["right", "left"], 0)
        return block.fenced("{", "", _inset(table, right="")) if node.kind == "system" else table


def _starts_with_fraction(node: Node) -> bool:
    while isinstance(node, Row):
        node = node.children[0]
    return isinstance(node, Fraction)


def _inset(body: Block, right: str = " ") -> Block:
    return Block(tuple(f" {text}{right}" for text in body.lines), body.baseline)


def printable(words: str) -> str:
    """The words without characters that move the cursor of a terminal."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)


def _small(script: str, table: dict[int, int]) -> str | None:
    script = script.replace(" + ", "+").replace(" − ", "−").replace(" = ", "=")
    return script.translate(table) if all(ord(c) in table for c in script) else None


def _is_one_word(text: str) -> bool:
    return text.isalnum()


def _closed(node: Node, written: str, above: bool = False) -> str:
    if isinstance(node, Row):
        loose = node.binds < PRODUCT or (
            node.binds == PRODUCT and (not above or DOT in node.children)
        )
    else:
        loose = binding(node) < PRODUCT or (isinstance(node, Fraction) and not above)
    return f"({written})" if loose or isinstance(node, BigOperator) else written


def _gap(left: Node, right: Node) -> str:
    """What stands between two factors without a sign: nothing in 2x and x(x + 1), else a space."""
    while isinstance(right, Superscript | Subscript):
        right = right.base
    if isinstance(right, Fenced):
        return ""
    beside = isinstance(left, Number) and not is_big(right) and not is_function(right)
    return "" if beside else " "


_WRITERS: dict[type, Callable[[PlainWriter, Any], str]] = {
    Ident: PlainWriter.ident,
    Number: PlainWriter.number,
    Operator: PlainWriter.operator,
    Words: PlainWriter.words,
    Row: PlainWriter.row,
    Fraction: PlainWriter.fraction,
    Superscript: PlainWriter.superscript,
    Subscript: PlainWriter.subscript,
    Root: PlainWriter.root,
    Fenced: PlainWriter.fenced,
    Accent: PlainWriter.accent,
    BigOperator: PlainWriter.big,
    TableRow: PlainWriter.table_row,
    Table: PlainWriter.table,
    Arrow: PlainWriter.arrow,
    Said: PlainWriter.said,
}
