"""Writes a layout tree as words that can be read aloud.

A part that is a single number or letter needs no marks; a longer one is put between words that say
where it begins and ends, but only where a listener could mistake its extent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tutor.render.typeset.layout import (
    APPLY,
    NEGATE,
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
)
from tutor.render.typeset.vocabulary import VOCABULARIES


class _Part:
    """A part of a phrase; `{0:whole}` and `{0:name}` make it say where it begins and ends."""

    def __init__(self, writer: SpokenWriter, node: Node) -> None:
        self.writer = writer
        self.node = node

    def __format__(self, form: str) -> str:
        if form == "name":
            return self.writer.name(self.node)
        return self.writer.whole(self.node) if form else self.writer.write(self.node)


class SpokenWriter:
    """Reads nodes in one language; the rows of tables are read once and kept."""

    def __init__(self, language: str) -> None:
        self._words = VOCABULARIES[language]
        self._rows: dict[tuple[int, int], tuple[TableRow, str]] = {}

    def write(self, node: Node) -> str:
        return _WRITERS[type(node)](self, node)

    def whole(self, node: Node) -> str:
        """The node, marked as one quantity if it is longer than a number or letter."""
        if isinstance(node, Fenced):
            node = node.body
        words = self.write(node)
        return words if _is_closed(node) else self.say("whole", words)

    def name(self, node: Node) -> str:
        """The node, marked as one quantity if it is anything but a number or letter."""
        body = node.body if isinstance(node, Fenced) else node
        words = self.write(body)
        return words if _is_name(node) else self.say("whole", words)

    def say(self, phrase: str, *parts: str | _Part) -> str:
        return self._words.phrases[phrase].format(*parts)

    def ident(self, node: Ident) -> str:
        names = self._words.names if node.function else self._words.signs
        return names.get(node.name) or self._words.letters.get(node.name, node.name)

    def number(self, node: Number) -> str:
        return node.text.replace("…", f" {self._words.signs['⋯']} ")

    def operator(self, node: Operator) -> str:
        if node.prefix and node.symbol == "−":
            return self._words.negative
        return self._words.signs.get(node.symbol, "")

    def words(self, node: Words) -> str:
        return node.text.strip()

    def row(self, node: Row) -> str:
        words: list[str] = []
        children = node.children
        for k, child in enumerate(children):
            if child is TIMES:
                if not (isinstance(children[k - 1], Number) and _is_name(children[k + 1])):
                    words.append(self._words.signs["times"])
            elif child is NEGATE:
                simple = isinstance(children[k + 1], Number | Ident)
                words.append(self._words.negative if simple else self._words.signs["−"])
            elif child is APPLY:
                words.append(self._words.signs["of"])
            elif isinstance(child, Operator) and child.symbol == "," and words:
                words[-1] += self._words.signs[","]
            elif spoken := self.write(child):
                words.append(spoken)
        return " ".join(words)

    def fraction(self, node: Fraction) -> str:
        kind = "fraction"
        if _is_simple(node.over) and _is_simple(node.under):
            kind = "slash" if node.line == "slash" else "simple fraction"
        return self.say(kind, self.write(node.over), self.write(node.under))

    def superscript(self, node: Superscript) -> str:
        base, exponent = self.name(node.base), self.write(node.exponent)
        if exponent in ("2", "3"):
            return self.say("squared" if exponent == "2" else "cubed", base)
        return self.say("power" if _is_simple(node.exponent) else "long power", base, exponent)

    def subscript(self, node: Subscript) -> str:
        return self.say("index", self.write(node.base), self.write(node.index))

    def root(self, node: Root) -> str:
        kind = "square root" if node.degree is None else "root"
        parts = [self.write(part) for part in (node.body, node.degree) if part is not None]
        return self.say(f"simple {kind}" if _is_simple(node.body) else kind, *parts)

    def fenced(self, node: Fenced) -> str:
        return self.whole(node.body)

    def accent(self, node: Accent) -> str:
        return f"{self.write(node.body)} {self._words.accents[node.mark]}"

    def big(self, node: BigOperator) -> str:
        raise TypeError("a big operator is read by the phrase around it")

    def table_row(self, node: TableRow, bar: int = 0) -> str:
        known = self._rows.get((id(node), bar))
        if known is None:
            cells = [self.write(cell) for cell in node.cells]
            if bar:
                cells.insert(len(cells) - bar, self._words.phrases["bar"])
            known = self._rows[id(node), bar] = node, ", ".join(cells)
        return known[1]

    def table(self, node: Table) -> str:
        count, across = node.size or (len(node.rows), len(node.rows[0].cells))
        if node.kind == "matrix" and 1 in (count, across) and not node.bar:
            words = ", ".join(self.table_row(row) for row in node.rows)
            return self.say("column" if across == 1 else "line", words)
        if node.kind in ("matrix", "determinant"):
            rows = "; ".join(
                [
                    self.say("row", str(k), self.table_row(row, node.bar))
                    if k
                    else self._words.signs["⋮"]
                    for k, row in zip(node.numbers or range(1, count + 1), node.rows, strict=True)
                ]
            )
            return self.say(node.kind, str(count), str(across), rows)
        if node.kind == "values":
            named = ". ".join(self._values(row.cells) for row in node.rows[1:])
            return self.say(
                "table of values", "; ".join(map(self.write, node.rows[0].cells)), named
            )
        lines = [" ".join(self.write(cell) for cell in row.cells) for row in node.rows]
        if node.kind in ("cases", "system"):
            return self.say(node.kind, "; ".join(lines))
        return " ".join(lines)

    def _values(self, cells: tuple[Node, ...]) -> str:
        """A row of a table of values: its name, and what stands in it."""
        name, *others = cells
        if isinstance(name, Said):  # rows that are left out
            return self.write(name)
        return self.say("values", self.write(name), "; ".join(map(self.write, others)))

    def arrow(self, node: Arrow) -> str:
        return self.say("arrow", self.write(node.label))

    def said(self, node: Said) -> str:
        if node.phrase == "tuple":
            words = ", ".join(map(self.write, node.parts))
            short = len(node.parts) in (2, 3) and all(map(_is_simple, node.parts))
            return self.say(("pair", "triple")[len(node.parts) - 2] if short else "tuple", words)
        return self.say(node.phrase, *(_Part(self, part) for part in node.parts))


def _is_name(node: Node) -> bool:
    """Whether the node is a number or letter, perhaps with an index, an accent or a power."""
    match node:
        case Number() | Ident() | Words():
            return True
        case Accent(body) | Subscript(body) | Superscript(body):
            return _is_name(body)
    return False


def _is_closed(node: Node) -> bool:
    """Whether the words of the node say themselves where it ends."""
    return _is_simple(node) or isinstance(node, Fraction | Root)


def _is_simple(node: Node) -> bool:
    """Whether a listener cannot mistake where the node ends."""
    match node:
        case Number() | Ident() | Words() | Table() | TableRow():
            return True
        case Accent(body) | Said(body):
            return _is_simple(body)
        case Fenced():
            return True
        case Superscript(base, script) | Subscript(base, script):
            return _is_simple(base) and _is_simple(script)
        case Fraction(over, under):
            return _is_simple(over) and _is_simple(under)
        case Row((Operator(_, True), body)):
            return isinstance(body, Number | Ident)
    return False


_WRITERS: dict[type, Callable[[SpokenWriter, Any], str]] = {
    Ident: SpokenWriter.ident,
    Number: SpokenWriter.number,
    Operator: SpokenWriter.operator,
    Words: SpokenWriter.words,
    Row: SpokenWriter.row,
    Fraction: SpokenWriter.fraction,
    Superscript: SpokenWriter.superscript,
    Subscript: SpokenWriter.subscript,
    Root: SpokenWriter.root,
    Fenced: SpokenWriter.fenced,
    Accent: SpokenWriter.accent,
    BigOperator: SpokenWriter.big,
    TableRow: SpokenWriter.table_row,
    Table: SpokenWriter.table,
    Arrow: SpokenWriter.arrow,
    Said: SpokenWriter.said,
}
