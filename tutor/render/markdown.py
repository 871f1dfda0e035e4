r"""Writes a document as Markdown for GitHub, MyST, Quarto and MkDocs.

Formulas stand between dollar signs, in the LaTeX that all of these set.  Steps are paragraphs with a
bold number and not lists, because not every reader sets formulas inside lists.  Words of a user are
escaped, so that they are read as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
from tutor.render.long_formulas import TALLEST, lifted
from tutor.render.prose import Math, Runs
from tutor.render.typeset import Typesetter

# Not every reader takes a backslash before < and &; all of them take entities.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
# Round brackets are plain behind an escaped square one; only "1)" at the start of a line begins a list.
_SPECIAL = re.compile(
    r"[&<>@]|[\\`*_{}\[\]#|~$^\"']|(?m:(?<=^\d)|(?<=^\d\d))\)|://|(?i:www)\.|(?<=\w):(?=\w)"
)
# An escaped brace inside a formula is unescaped by some readers before it is set.
_BRACES = {r"\{": r"\lbrace ", r"\}": r"\rbrace "}


def write(document: Document, stem: str | None = None) -> str:
    """The document as Markdown; its figures are the files `figure_name(stem, number)` beside it.

    Without `stem` there are no such files, and the words of each figure stand alone.
    """
    paragraphs = [f"# {escape(document.title)}"]
    if document.named:
        paragraphs.append(prose.label("name_and_date", document.language) + ": " + "\\_" * 40)
    if document.instructions:
        paragraphs.append(escape(document.instructions))
    for part in document.parts:
        typesetter = Typesetter(part.style(document.language))
        paragraphs += _Writer(stem, document.language, typesetter).part(part)
    return "\n\n".join(paragraphs) + "\n"


def figure_name(stem: str, number: int) -> str:
    """The file of a figure."""
    return f"{stem}-figure-{number}.svg"


def escape(words: str) -> str:
    """Words in which nothing is read as Markdown, HTML or mathematics, and no address as a link."""
    return _SPECIAL.sub(_escaped, words)


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    if found in _ENTITIES:
        return _ENTITIES[found]
    if found in "\"'":
        return found
    if len(found) == 1 and found != ":":
        return "\\" + found
    return found.replace(":", "&#58;").replace(".", "&#46;")


@dataclass(slots=True)
class _Writer:
    stem: str | None
    language: str
    typesetter: Typesetter

    def label(self, name: str, **arguments: Any) -> str:
        return escape(prose.label(name, self.language, **arguments))

    def part(self, part: Part) -> Iterator[str]:
        if part.number:
            yield f"## {escape(part.title)}"
        for block in part.blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Statement(label, runs):
                head = f"**{escape(label)}:** " if label else ""
                yield from self.labelled(head, lifted(runs, self.typesetter, tallest=TALLEST))
            case Steps(items):
                yield from self.steps(items)
            case Answer(runs, conditions):
                head = f"**{self.label('answer')}:** "
                yield from self.labelled(head, lifted(runs, self.typesetter))
                yield from self.more(conditions)
            case FigureBlock(number, _, runs):
                if self.stem is not None:
                    alt = escape(prose.plain_words(runs, self.typesetter.spoken))
                    yield f"![{alt}]({figure_name(self.stem, number)})"
                head = f"*{self.label('figure', number=number)}.* "
                yield from self.labelled(head, lifted(runs, self.typesetter))
            case Checks(runs, passed, faults):
                words = self.sentence(runs)
                yield f"*{words}*" if passed else f"**{words}**"
                for fault in faults:
                    yield from self.fault(fault)
            case Space(lines):
                yield from ("&nbsp;" for _ in range(lines))

    def labelled(self, head: str, parts: tuple[Runs | Math, ...]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Math):
                yield self.formula(part.value)
            else:
                yield head + self.sentence(part).strip()
            head = ""

    def steps(self, items: tuple[StepBlock | LeftOut, ...]) -> Iterator[str]:
        for item in items:
            if isinstance(item, LeftOut):
                yield f"*{self.label('left_out', number=item.count, kinds=item.kinds)}*"
            else:
                yield from self.step(item)

    def step(self, step: StepBlock) -> Iterator[str]:
        yield f"**{step.number}{'' if '.' in step.number else '.'}** {self.sentence(step.runs)}"
        yield self.formula(step.formula)
        yield from self.more(step.conditions)
        for fault in step.faults:
            yield from self.fault(fault)
        if step.open and step.why:
            yield f"*{self.label('why')}* {self.sentence(step.why)}"
        yield from self.steps(step.steps)

    def fault(self, runs: Runs) -> Iterator[str]:
        yield f"**✗ {self.sentence(runs)}**"

    def more(self, runs: Runs) -> Iterator[str]:
        if runs:
            yield self.sentence(runs)

    def sentence(self, runs: Runs) -> str:
        parts: list[str] = []
        for run in runs:
            # A formula needs an end: after $x$ a letter or digit would belong to the price $x$2.
            if (
                parts
                and (isinstance(run, Math) or run.words[0].isalnum())
                and parts[-1].endswith("$")
            ):
                parts.append(" " if isinstance(run, Math) else "&#8203;")
            parts.append(self.inline(run.value) if isinstance(run, Math) else escape(run.words))
        return "".join(parts)

    def inline(self, value: Any) -> str:
        latex = self.typesetter.latex(value)
        for brace, name in _BRACES.items():
            latex = latex.replace(brace, name)
        return f"${latex.strip()}$"

    def formula(self, value: Any) -> str:
        return f"$$\n{self.typesetter.latex(value)}\n$$"
