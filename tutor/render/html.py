"""Writes a document as one HTML file that needs nothing else: no script, no font, no network.

Formulas are MathML, which browsers draw and screen readers read; reasons and smaller steps fold.  The
same page, with other markup for its formulas, is what the PDF writer lays out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from markupsafe import Markup, escape

from tutor.render import prose, templates
from tutor.render.document import (
    Block,
    Document,
    FigureBlock,
    LeftOut,
    Part,
    StepBlock,
)
from tutor.render.long_formulas import TALLEST, lifted
from tutor.render.prose import Math, Runs
from tutor.render.typeset import STYLE_SHEET, Style, Typesetter
from tutor.render.typeset.layout import width
from tutor.render.typeset.style import ON_PAPER, ON_PHONE

if TYPE_CHECKING:
    from tutor.render.pdf import PdfPage

# A formula inside a sentence that is wider than this many characters gets a box that scrolls.
_WIDE = 24
_SIGNS = re.compile(r"[.,;:!?)]+")


class Marks(Protocol):
    """How formulas and figures are put into a page.

    `formula` gives the element for a value as the typesetter lays it out, on a line of its own with
    `display`, or in a sentence, with `large` as large as on a line of its own; `figure` gives the element
    for a picture from its SVG text and the words to read aloud.
    """

    def formula(
        self, typesetter: Typesetter, value: Any, display: bool, large: bool = False
    ) -> str: ...
    def figure(self, svg: str, description: str) -> str: ...


class _MathML:
    def formula(
        self, typesetter: Typesetter, value: Any, display: bool, large: bool = False
    ) -> str:
        return typesetter.mathml(value, display=display)  # the style sheet makes it large

    def figure(self, svg: str, description: str) -> str:
        return svg  # it has the description in it, and the colour of the text around it


class Typeset:
    """Formulas and figures of a PDF page, which asks for LaTeX and for words to read aloud."""

    def __init__(self, page: PdfPage) -> None:
        self._page = page

    def formula(
        self, typesetter: Typesetter, value: Any, display: bool, large: bool = False
    ) -> str:
        latex = typesetter.latex(value)
        if large:
            latex = rf"\displaystyle {latex}"
        return self._page.formula(latex, display, typesetter.spoken(value))

    def figure(self, svg: str, description: str) -> str:
        return self._page.figure(svg, description)


def write(document: Document) -> str:
    """The document as a whole HTML page with MathML."""
    return page(document, _MathML(), folds=True)


def fragment(document: Document) -> str:
    """The document as an element to stand in another page, such as a notebook; its style stays inside."""
    return _filled("fragment.j2", document, _MathML(), folds=True)


def page(document: Document, marks: Marks, *, folds: bool) -> str:
    """The document as an HTML page whose formulas and figures are what `marks` makes of them.

    With `folds`, reasons and smaller steps are put into elements that fold; without, what is not open
    is left out, as on paper.
    """
    return _filled("page.j2", document, marks, folds)


def _filled(template: str, document: Document, marks: Marks, folds: bool) -> str:
    face = _Face(document.language, marks, folds)
    text = (
        _environment()
        .get_template(template)
        .render(
            document=document,
            face=face,
            label=face.label,
            folds=folds,
            formula_style=Markup(STYLE_SHEET),
        )
    )
    return re.sub(r"\n\s*\n", "\n", text).strip() + "\n"


@cache
def _environment() -> Any:
    folder = templates.ROOT / "pages" / "html"
    return templates.environment(folder, escape=True, trim_blocks=True, lstrip_blocks=True)


class _Face:
    """What the template may ask for; the typesetter is that of the part being written."""

    def __init__(self, language: str, marks: Marks, folds: bool) -> None:
        self._language = language
        self._marks = marks
        self._folds = folds
        self._typesetter = Typesetter(Style(language=language))

    def begin(self, part: Part) -> str:
        room = ON_PHONE if self._folds else ON_PAPER
        self._typesetter = Typesetter(part.style(self._language, room))
        return ""

    def kind(self, block: Block) -> str:
        return type(block).__name__

    def label(self, name: str, **arguments: Any) -> str:
        return prose.label(name, self._language, **arguments)

    def count(self, steps: tuple[StepBlock | LeftOut, ...]) -> int:
        return sum(s.count if isinstance(s, LeftOut) else 1 for s in steps)

    def say(self, runs: Runs, large: bool = False) -> Markup:
        """A sentence, with `large` formulas; a sign that follows a formula stays on its line."""
        parts: list[Markup] = []
        for run in runs:
            if isinstance(run, Math):
                parts.append(self.inline(run.value, large))
                continue
            sign = _SIGNS.match(run.words)
            if parts and sign:
                tied = Markup('<span class="tied">{}{}</span>')
                parts[-1] = tied.format(parts[-1], sign[0])
            parts.append(escape(run.words[sign.end() if parts and sign else 0 :]))
        return Markup("").join(parts)

    def inline(self, value: Any, large: bool) -> Markup:
        markup = Markup(self._marks.formula(self._typesetter, value, False, large))
        if width(self._typesetter.layout(value)) > _WIDE:
            return Markup('<span class="wide"{}>{}</span>').format(self._reached(), markup)
        return markup

    def _reached(self) -> Markup:
        """On a screen, the arrow keys scroll what the tabulator key has reached."""
        return Markup(' tabindex="0"') if self._folds else Markup()

    def lifted(self, runs: Runs, asks: bool = False) -> tuple[Runs | Math, ...]:
        return lifted(runs, self._typesetter, tallest=TALLEST if asks else None)

    def display(self, value: Any) -> Markup:
        markup = Markup(self._marks.formula(self._typesetter, value, True))
        across = width(self._typesetter.layout(value))
        if across <= _WIDE:
            return Markup('<div class="shown">{}</div>').format(markup)
        shrinks = Markup(' style="--across: {}"').format(across) if self._folds else ""
        return Markup('<div class="shown"{}{}>{}</div>').format(shrinks, self._reached(), markup)

    def figure(self, block: FigureBlock) -> Markup:
        from tutor.render.figure import svg

        description = prose.plain_words(block.runs, self._typesetter.spoken)
        return Markup(self._marks.figure(svg(block.figure, words=description), description))
