"""Writing a derivation down: words, then a document, then one of several formats.

`render` writes one derivation, `sheet` a worksheet or its key.  The formats that cannot hold pictures
name files beside them; `figure_files` makes these.  `tutor.render(trace)` is the function `render`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.core.callable_module import make_callable
from tutor.core.errors import NotUnderstood
from tutor.render.formats import DETAILS, FORMATS

if TYPE_CHECKING:
    from tutor.core.step import Solved, Trace
    from tutor.render.document import Document, Item
    from tutor.render.report import Report

__all__ = ["DETAILS", "FORMATS", "figure_files", "formulas_in_latex", "render", "sheet", "write"]

WITH_FIGURE_FILES = ("latex", "markdown")  # formats whose figures are files beside the page


def render(
    trace: Trace | Solved,
    to: str = "text",
    *,
    report: Report | None = None,
    detail: str = "normal",
    language: str = "en",
    stem: str | None = None,
) -> str | bytes:
    """A derivation in one of the FORMATS; PDF is bytes, all others are text.

    `report` is what the verifier said.  A solution has its own; a trace without one is written as
    not checked.  `detail`
    is one of the DETAILS.  `stem` begins the names of figure files in LaTeX and Markdown, which
    `figure_files` makes; without one their words stand alone.  Raises `NotUnderstood` for a format,
    level of detail or language that there is not, for what is neither a trace nor a solution, and for a
    trace that cannot be written and did not pass its checks.
    """
    from tutor.core.step import trace_of

    report = report or getattr(trace, "report", None)
    trace = trace_of(trace)
    if to == "json":
        return trace.to_json()
    from tutor.render.document import document
    from tutor.render.report import blaming_the_trace

    with blaming_the_trace(report):
        made = document(trace, report, detail=detail, language=language)
        return write(made, to, stem)


def sheet(
    title: str,
    items: Sequence[Item | tuple[Trace, Report | None]],
    *,
    to: str = "html",
    answers: bool = False,
    instructions: str = "",
    detail: str = "normal",
    language: str = "en",
    stem: str | None = None,
) -> str | bytes:
    """A worksheet with room to write or, with `answers`, its key with the full derivations.

    Each item is a trace and its report, and perhaps how many lines are left for the answer; see `tutor.render.document.Item`.
    """
    from tutor.render import document
    from tutor.render.report import blaming_the_trace

    asked = [document.Item(*item) for item in items]
    with blaming_the_trace(*(item.report for item in asked)):
        made = document.sheet(
            title,
            asked,
            answers=answers,
            instructions=instructions,
            detail=detail,
            language=language,
        )
        return write(made, to, stem)


def write(document: Document, to: str, stem: str | None = None) -> str | bytes:
    """A document in one of the FORMATS except JSON, which holds a trace and not a page.

    Without `stem` no figure file is named, and LaTeX and Markdown hold the words of figures alone.
    """
    if to == "text":
        from tutor.render import text

        return text.write(document)
    if to == "markdown":
        from tutor.render import markdown

        return markdown.write(document, stem)
    if to == "html":
        from tutor.render import html

        return html.write(document)
    if to == "latex":
        from tutor.render import latex

        return latex.write(document, stem)
    if to == "pdf":
        from tutor.render import html
        from tutor.render.pdf import PdfPage

        marks = PdfPage(document.title, document.language)
        return marks.write(html.page(document, html.Typeset(marks), folds=False))
    raise NotUnderstood(
        "format",
        f"There is no format named {to!r}.",
        fix=f"Choose one of: {', '.join(FORMATS)}.",
    )


def figure_files(document: Document, to: str, stem: str) -> dict[str, bytes]:
    """The files that belong beside a document in this format, by name; most formats need none."""
    if to not in WITH_FIGURE_FILES:
        return {}
    from tutor.render import figure, latex, markdown
    from tutor.render.document import figures, spoken

    if to == "latex":
        return {latex.figure_name(stem, b.number): figure.pdf(b.figure) for b in figures(document)}
    return {
        markdown.figure_name(stem, b.number): figure.svg(
            b.figure, words=spoken(b.runs, document.language), paper=True
        ).encode()
        for b in figures(document)
    }


def formulas_in_latex(trace: Trace) -> str:
    """The formulas of the steps, each on a line of its own, for readers that set nothing else."""
    from tutor.render import prose
    from tutor.render.typeset import Style, Typesetter

    typesetter = Typesetter(Style(trace.decimals, rising=prose.rising(trace)))
    lines = r" \\ ".join(typesetter.latex(part.claims[0]) for part in trace.steps)
    return rf"$\displaystyle \begin{{gathered}} {lines} \end{{gathered}}$"


make_callable(__name__)
