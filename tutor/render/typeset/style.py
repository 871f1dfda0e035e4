"""How values are written in one document."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from sympy import Basic

# Characters of an equation that fit on a phone, where small type helps, on a screen, and between the
# margins of a printed page.
ON_PHONE: Final = 54
ON_SCREEN: Final = 64
ON_PAPER: Final = 76


class Style(Struct, frozen=True):
    """How values are written.

    With `decimals`, a number whose decimal expansion ends within 8 places is written 7.73 and not
    773/100.  `language` is that of the few words in formulas and of the spoken form.  `width` is how
    many characters an equation may have before it is broken over two lines.  With `condensed`, dots
    stand for the middle of long matrices, systems, sums, lists and numbers.  Sums among `rising` keep the
    order in which they were made, by rising powers.
    """

    decimals: bool = False
    language: str = "en"
    width: int = ON_SCREEN
    condensed: bool = False
    rising: frozenset[Basic] = frozenset()
