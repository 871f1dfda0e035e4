"""Writes a document as Unicode text for a terminal or a plain file.

Sentences are wrapped to the width; formulas stand on lines of their own, matrices and fractions drawn
over several lines.  A line is a list of pieces with a style each, so that a terminal can show styles
and a file can do without.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from tutor.render import prose
from tutor.render.document import (
    Answer,
    Block,
    Checks,
    Document,
    FigureBlock,
    LeftOut,
    Part,
    Space,
    Statement,
    StepBlock,
    Steps,
)
from tutor.render.long_formulas import lifted
from tutor.render.prose import Math, Runs
from tutor.render.typeset import Typesetter
from tutor.render.typeset.block import columns
from tutor.render.typeset.breaking import RELATIONS
from tutor.render.typeset.layout import RELATION, Arrow, Node, Operator, Row, Said, Table

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 80
NARROWEST = 24

# Pieces of a line: the words and the name of a style, one of STYLES.
Line = list[tuple[str, str]]
STYLES = {
    "": "",
    "title": "bold",
    "number": "bold cyan",
    "label": "bold",
    "formula": "",
    "why": "italic",
    "quiet": "dim",
    "good": "green",
    "fault": "bold red",
}
_SHARES = (0.9, 0.7, 0.5, 0.35)  # of the room, as the width of a layout
_UNBROKEN = 30  # a shorter formula is not broken at its spaces


def write(document: Document, width: int = WIDTH) -> str:
    """The document as text; no line is longer than `width` unless a formula cannot be broken."""
    lines = ("".join(words for words, _ in line).rstrip() for line in _lines(document, width))
    return "\n".join(lines) + "\n"


def show(document: Document, console: Console) -> None:
    """Print the document on a rich console, with colours if it has them."""
    from rich.text import Text as Styled

    for line in _lines(document, console.width):
        pieces = [(words, STYLES[style]) for words, style in line]
        console.print(Styled.assemble(*pieces), soft_wrap=True)


def _lines(document: Document, width: int) -> Iterator[Line]:
    width = max(width, NARROWEST)
    yield from _wrapped(document.title, width, "title")
    yield [("═" * min(width, columns(document.title)), "title")]
    if document.named:
        yield []
        yield [(prose.label("name_and_date", document.language) + ": ", ""), ("_" * 40, "quiet")]
    if document.instructions:
        yield []
        yield from _wrapped(document.instructions, width)
    for part in document.parts:
        yield []
        writer = _Writer(Typesetter(part.style(document.language, width - 12)), width)
        yield from writer.part(part, document.language)


class _Writer(Struct):
    typesetter: Typesetter
    width: int
    language: str = "en"
    narrower: dict[int, Typesetter] = {}

    def part(self, part: Part, language: str) -> Iterator[Line]:
        self.language = language
        if part.number:
            yield [(part.title, "title")]
            yield [("─" * columns(part.title), "title")]
        for k, block in enumerate(part.blocks):
            if k:
                yield []
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Line]:
        match block:
            case Statement(label, runs):
                yield from self.paragraph(label, runs, matrices=True)
            case Steps(items):
                yield from self.steps(items, 0)
            case Answer(runs, conditions):
                label = prose.label("answer", self.language)
                yield from self.paragraph(label, runs, "label")
                yield from self.sentence(conditions, 0)
            case FigureBlock(number, _, runs):
                label = prose.label("figure", self.language, number=number)
                yield from self.paragraph(label, runs, "quiet")
            case Checks(runs, passed, faults):
                yield from self.sentence(runs, 0, "good" if passed else "fault")
                for fault in faults:
                    yield from self.sentence(fault, 2, "fault")
            case Space(lines):
                yield from ([] for _ in range(lines))

    def paragraph(
        self, label: str, runs: Runs, style: str = "", matrices: bool = False
    ) -> Iterator[Line]:
        """A paragraph with its long formulas drawn between the words, and its matrices if asked."""
        head = f"{label}: " if label else ""
        for part in lifted(runs, self.typesetter, tallest=1 if matrices else None):
            if isinstance(part, Math):
                yield from self.formula(part.value, 4)
            else:
                yield from self.flow(head, part, style)
            head = ""

    def flow(self, head: str, runs: Runs, style: str) -> Iterator[Line]:
        words = prose.plain_words(runs, self.inline).strip()
        for k, line in enumerate(_wrapped(head + words, self.width, style)):
            if k == 0 and head:
                yield [(head, "label"), (line[0][0][len(head) :], style)]
            else:
                yield line

    def steps(self, items: tuple[StepBlock | LeftOut, ...], indent: int) -> Iterator[Line]:
        for k, item in enumerate(items):
            if k:
                yield []
            if isinstance(item, LeftOut):
                left_out = prose.fixed(
                    "left_out", self.language, number=item.count, kinds=item.kinds
                )
                yield from self.sentence(left_out, indent, "quiet")
            else:
                yield from self.step(item, indent)

    def step(self, step: StepBlock, indent: int) -> Iterator[Line]:
        number = f"{step.number}. " if "." not in step.number else f"{step.number} "
        inner = min(indent + len(number), self.width // 2)
        words = prose.plain_words(step.runs, self.inline)
        for k, line in enumerate(_wrapped(words, self.width - inner)):
            head = (" " * indent + number, "number") if k == 0 else (" " * inner, "")
            yield [head, *line]
        yield from self.formula(step.formula, inner + 2)
        yield from self.sentence(step.conditions, inner)
        for fault in step.faults:
            yield from self.sentence(fault, inner, "fault", "✗ ")
        if step.open and step.why:
            why = prose.label("why", self.language)
            yield from self.sentence(step.why, inner, "why", f"{why} ")
        if step.steps:
            yield []
            yield from self.steps(step.steps, min(inner, self.width // 2))

    def sentence(self, runs: Runs, indent: int, style: str = "", head: str = "") -> Iterator[Line]:
        if runs:
            words = head + prose.plain_words(runs, self.inline)
            for line in _wrapped(words, self.width - indent, style):
                yield [(" " * indent, ""), *line]

    def inline(self, value: Any) -> str:
        written = self.typesetter.plain(value)
        if columns(written) <= _UNBROKEN:
            written = written.replace(" ", "\N{NO-BREAK SPACE}")
        return written

    def formula(self, value: Any, indent: int) -> Iterator[Line]:
        for line in self.fitted(value, self.width - indent):
            yield [(" " * indent, ""), (line, "formula")]

    def fitted(self, value: Any, room: int) -> Iterator[str]:
        """The lines of a formula in the widest layout that fits; drawn characters take more room than set ones."""
        for share in _SHARES:
            typesetter = self._of_width(int(room * share))
            lines = typesetter.plain(value, display=True).split("\n")
            if max(map(columns, lines)) <= room:
                return iter(lines)
        return self.drawn(typesetter.layout(value), room)

    def _of_width(self, width: int) -> Typesetter:
        if width not in self.narrower:
            self.narrower[width] = Typesetter(replace(self.typesetter.style, width=width))
        return self.narrower[width]

    def drawn(self, node: Node, room: int) -> Iterator[str]:
        """The lines of a formula: as a drawing or, where that is too wide, part below part."""
        lines = self.typesetter.plain(node, display=True).split("\n")
        if max(map(columns, lines)) <= room:
            yield from lines
        elif isinstance(node, Table) and node.kind in ("aligned", "lines"):
            for line in node.rows:
                yield from self.drawn(Row(line.cells, RELATION), room)
        elif len(parts := _parts(node)) > 1:
            for part in parts:
                yield from self.drawn(part, room)
        elif isinstance(node, Table) and node.kind in ("matrix", "determinant"):
            rows = self.typesetter.plain(node).removeprefix("det")[1:-1].split("; ")
            for row in rows:
                first, *rest = [line[0][0] for line in _wrapped(f"[ {row} ]", room - 4)]
                yield from (first, *("    " + line for line in rest))
        else:
            yield from (line[0][0] for line in _wrapped(self.typesetter.plain(node).strip(), room))


def _parts(node: Node) -> list[Node]:
    """A formula cut at its arrows and relations, and before a matrix that follows one of these."""
    if isinstance(node, Said):
        return _parts(node.shown)
    if not isinstance(node, Row):
        return [node]
    parts: list[list[Node]] = [[]]
    for child in node.children:
        relation = isinstance(child, Arrow) or (
            isinstance(child, Operator) and child.symbol in RELATIONS
        )
        alone = isinstance(child, Table) and all(map(_is_sign, parts[-1]))
        if parts[-1] and (relation or alone or isinstance(parts[-1][0], Arrow)):
            parts.append([])
        parts[-1].append(child)
    return [part[0] if len(part) == 1 else Row(tuple(part), RELATION) for part in parts]


def _is_sign(node: Node) -> bool:
    return isinstance(node, Arrow | Operator)


def _wrapped(words: str, width: int, style: str = "") -> Iterator[Line]:
    """The words over lines of this width; a longer word stands on a line of its own."""
    line = ""
    for word in words.split(" "):
        if line and columns(line) + 1 + columns(word) > width:
            yield [(_visible(line), style)]
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield [(_visible(line), style)]


def _visible(line: str) -> str:
    """Characters that move the cursor of a terminal have no place in a line."""
    line = line.replace("\N{NO-BREAK SPACE}", " ")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
