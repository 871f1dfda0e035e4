"""How values are written in one document."""

from __future__ import annotations

from msgspec import Struct


class Style(Struct, frozen=True):
    """How values are written.

    With `decimals`, a number whose decimal expansion ends within 8 places is written 7.73 and not
    773/100.  `language` is that of the few words in formulas and of the spoken form.  `width` is how
    many characters an equation may have before it is broken over two lines.  With `condensed`, dots
    stand for the middle of long matrices, systems, sums, lists and numbers.
    """

    decimals: bool = False
    language: str = "en"
    width: int = 64
    condensed: bool = False
