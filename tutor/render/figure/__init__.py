"""Draws the figures of a trace, as SVG for pages and as PDF for LaTeX.

matplotlib draws the marks of a figure in the roles that they play.  In an SVG the ink is
`currentColor`, and every other colour stands out against light and dark paper alike, so one drawing
fits every page.  Text becomes outlines, so that nothing depends on the fonts of a machine.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from tutor.core.errors import NotUnderstood
from tutor.core.figure import Figure, Plane, SpacePoint

if TYPE_CHECKING:
    from collections.abc import Callable

# The settings and caches of matplotlib belong to the whole process.
_LOCK = Lock()
_KEPT = 8  # drawings: the methods of a problem share its figures
_NO_METADATA = {
    "svg": {"Creator": None, "Date": None, "Format": None, "Type": None},
    "pdf": {"Creator": None, "CreationDate": None, "Producer": None},
}


def svg(figure: Figure, *, words: str, paper: bool = False) -> str:
    """The figure as an `svg` element, to stand in an HTML page or alone in a file.

    `words` say what it shows; they become its title and description.  The ink has the colour of the
    text around it.  With `paper` the figure brings its own white background, as a file needs that
    is shown as an image on a page of an unknown colour.  The same figure gives the same text.
    """
    from tutor.render.figure.clean_svg import clean

    if not words.strip():
        raise ValueError("a figure has no words")
    return clean(_drawn(figure, "svg").decode(), words, paper)


def pdf(figure: Figure) -> bytes:
    """The figure as a PDF file of its own size; the same figure gives the same bytes."""
    return _drawn(figure, "pdf")


@lru_cache(_KEPT)
def _drawn(figure: Figure, kind: str) -> bytes:
    from tutor.render.figure.style import settings

    with _LOCK, settings(kind):
        out = BytesIO()
        _draw(figure).savefig(
            out,
            format=kind,
            bbox_inches="tight",
            pad_inches=0.03,
            transparent=True,
            metadata=_NO_METADATA[kind],
        )
    return out.getvalue()


def _draw(figure: Figure) -> Any:
    from tutor.render.figure import plane, space

    in_space = {isinstance(mark, Plane | SpacePoint) for mark in figure.marks}
    draw: Callable[[Figure], Any] = space.draw if in_space == {True} else plane.draw
    try:
        if len(in_space) != 1:
            raise ValueError("marks in the plane and in space, or none at all")
        return draw(figure)
    except (TypeError, ValueError) as bad:  # a trace in a file may hold anything
        raise NotUnderstood(
            "figure-marks",
            f"A figure of this trace cannot be drawn: {bad}.",
            fix="Use a trace that was written by this program.",
        ) from bad
