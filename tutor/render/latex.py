r"""Writes a document as LaTeX that compiles as it stands, with pdflatex and with lualatex.

It uses packages that every TeX distribution has.  Formulas wider than the line are made to fit, and
figures are PDF files beside the text.  Every word of a user is escaped: no character of it can start
a command.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from tutor.render import prose, templates
from tutor.render.document import Block, Document, FigureBlock, Part
from tutor.render.long_formulas import TALLEST, lifted
from tutor.render.prose import Math, Run, Runs
from tutor.render.typeset import Style, Typesetter
from tutor.render.typeset.latex import LETTERS
from tutor.render.typeset.style import ON_PAPER

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "–": "--",
    "—": "---",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "…": r"\dots{}",
    "\N{NO-BREAK SPACE}": "~",
    **{
        sign: rf"\ensuremath{{{command}}}"
        for sign, command in {
            "×": r"\times",
            "±": r"\pm",
            "·": r"\cdot",
            "−": "-",
            "≤": r"\le",
            "≥": r"\ge",
            "≠": r"\ne",
            "≈": r"\approx",
            "→": r"\to",
            "∞": r"\infty",
            "°": r"^\circ",
            "¹": "^1",
            "²": "^2",
            "³": "^3",
            "⁻": "^-",
            "ᵀ": "^T",
            "√": r"\surd",
            "′": r"{}'",
        }.items()
    },
}
# pdflatex takes the letters of these blocks as they are: Latin-1 and most of Latin Extended-A.
_LATIN = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0139-\u0148\u014a-\u017e]")
_PLAIN = re.compile(r"[A-Za-z0-9 .,;:!?()\[\]/*+=@-]+")


def write(document: Document, stem: str | None = None) -> str:
    """The document as LaTeX; its figures are the files `figure_name(stem, number)` beside it.

    Without `stem` there are no such files, and the words of each figure stand alone.
    """
    face = _Face(document.language, stem)
    text = (
        _environment()
        .get_template("page.j2")
        .render(document=document, face=face, label=face.label)
    )
    return re.sub(r"\n\s*\n", "\n", text).strip() + "\n"


def figure_name(stem: str, number: int) -> str:
    """The file of a figure."""
    return f"{stem}-figure-{number}.pdf"


def escape(words: str) -> str:
    """Words as LaTeX text; a character that no font here has is shown by its number."""
    return "".join(_escaped(c) for c in words)


def _escaped(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    if _PLAIN.match(character) or _LATIN.match(character):
        return character
    if character in LETTERS:
        return rf"\ensuremath{{{LETTERS[character]}}}"
    base = unicodedata.normalize("NFKD", character)
    if base.isascii() and base.isprintable() and base:
        return escape(base)
    return rf"[U+{ord(character):04X}]"


def pdf_string(words: str) -> str:
    """Words for a field of the PDF file, where formulas cannot stand."""
    kept = (c if _PLAIN.match(c) or _LATIN.match(c) else " " for c in words)
    return re.sub(" +", " ", "".join(kept)).strip()


@cache
def _environment() -> Any:
    made = templates.environment(
        templates.ROOT / "pages" / "latex",
        escape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    made.filters.update(tex=escape, pdfstring=pdf_string)
    return made


class _Face:
    """What the template may ask for; the typesetter is that of the part being written."""

    def __init__(self, language: str, stem: str | None) -> None:
        self._language = language
        self._stem = stem
        self._typesetter = Typesetter(Style(language=language))

    def begin(self, part: Part) -> str:
        self._typesetter = Typesetter(part.style(self._language, ON_PAPER))
        return ""

    def kind(self, block: Block) -> str:
        return type(block).__name__

    def label(self, name: str, **arguments: Any) -> str:
        return escape(prose.label(name, self._language, **arguments))

    def run(self, run: Run) -> str:
        if isinstance(run, Math):
            return rf"\({self._typesetter.latex(run.value)}\)"
        return escape(run.words)

    def lifted(self, runs: Runs, asks: bool = False) -> tuple[Runs | Math, ...]:
        return lifted(runs, self._typesetter, tallest=TALLEST if asks else None)

    def display(self, value: Any) -> str:
        return rf"\Shown{{{self._typesetter.latex(value)}}}"

    def figure(self, block: FigureBlock) -> str:
        return "" if self._stem is None else figure_name(self._stem, block.number)
