"""Mathematics in every format: one layout tree, four writers.

A typesetter lays values out in one style and writes them as LaTeX, MathML, Unicode text or spoken
words.  It keeps what it wrote, so one typesetter serves a whole document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from msgspec.structs import replace
from sympy import Basic

from tutor.core.claims import KINDS, Claim
from tutor.render.typeset import conditions, display
from tutor.render.typeset.composer import Composer
from tutor.render.typeset.condensing import Condensed
from tutor.render.typeset.expression import composer
from tutor.render.typeset.latex import LatexWriter
from tutor.render.typeset.layout import Node, enlarged
from tutor.render.typeset.mathml import STYLE_SHEET, MathMLWriter
from tutor.render.typeset.plain import BlockWriter, PlainWriter
from tutor.render.typeset.relations import Related, chain
from tutor.render.typeset.spoken import SpokenWriter
from tutor.render.typeset.style import Style

__all__ = ["STYLE_SHEET", "Condensed", "Node", "Related", "Style", "Typesetter"]

_NODES = frozenset(get_args(Node))
_CLAIMS = frozenset(KINDS.values())


class Typesetter:
    """Writes values in one style.

    A value is an expression, a matrix, a number, a label (`str`), a tuple of these, a claim,
    several of these as `Related`, one of these as `Condensed`, or a layout.  Of a claim, the formula that a reader sees is written.  Raises `TypeError` for anything
    that has no place in a trace.
    """

    def __init__(self, style: Style | None = None) -> None:
        self.style = style or Style()
        self._composer = composer(self.style)
        self._condensing = composer(replace(self.style, condensed=True))
        self._latex = LatexWriter()
        self._mathml = MathMLWriter()
        self._plain = PlainWriter()
        self._blocks = BlockWriter(self._plain)
        self._spoken = SpokenWriter(self.style.language)

    def layout(self, value: Any) -> Node:
        """The layout tree of a value."""
        if isinstance(value, Condensed):
            return self._layout(value.value, self._condensing)
        return self._layout(value, self._composer)

    def _layout(self, value: Any, composer: Composer) -> Node:
        kind = type(value)
        if kind in _NODES:
            return value
        if kind in _CLAIMS:
            return enlarged(display.display(value, composer))
        if kind is Related:
            return chain(value, lambda side: self._layout(side, composer))
        return composer.node(value)

    def conditions(self, claim: Claim) -> Node | None:
        """The conditions under which a claim is made, or None if there are none."""
        return display.conditions(claim, self._composer)

    def chained(self, given: Sequence[Basic]) -> tuple[Node, ...]:
        """The layouts of several conditions, in which two bounds of one expression stand together."""
        return tuple(conditions.chained(given, self._composer))

    def latex(self, value: Any) -> str:
        """LaTeX for math mode, without dollar signs; the same in running text and in display."""
        return self._latex.write(self.layout(value)).strip()

    def mathml(self, value: Any, display: bool = False) -> str:
        """A `math` element with its spoken form as alternative text; see `STYLE_SHEET`."""
        node = self.layout(value)
        return self._mathml.document(node, self._spoken.write(node), display)

    def plain(self, value: Any, display: bool = False) -> str:
        """Unicode text: one line, or in display as many lines as fractions and matrices need."""
        node = self.layout(value)
        return self._blocks.write(node).text() if display else self._plain.write(node).strip()

    def spoken(self, value: Any) -> str:
        """Words to read aloud."""
        return self._spoken.write(self.layout(value))
