"""A sentence with formulas between dollar signs: `find $f'(x)$ if $f(x) = x^2$`.

The words of a phrase are compared with the sentence without its dollar signs, since `f'(x) if f(x) =` stands on
both sides of them.  A part that comes from a formula is LaTeX all the same, and is given back as such.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_FORMULA: Final = re.compile(r"(\$\$?)\s*([^$]*[^$\s])\s*\1")


class Sentence(NamedTuple):
    """A text without dollar signs, and where the formulas that stood between them begin and end."""

    text: str
    formulas: tuple[tuple[int, int], ...]

    def part(self, start: int, end: int) -> str:
        """What stands there, between dollar signs if any of it did."""
        part = self.text[start:end]
        formula = any(begin < end and start < stop for begin, stop in self.formulas)
        return f"${part.strip()}$" if formula and part.strip() else part


def sentence(text: str) -> Sentence:
    """The text with each pair of dollar signs taken out; a single one stays, as in a price."""
    formulas: list[tuple[int, int]] = []
    plain, at = "", 0
    for match in _FORMULA.finditer(text):
        plain += text[at : match.start()]
        formulas.append((len(plain), len(plain) + len(match[2])))
        plain += match[2]
        at = match.end()
    return Sentence(plain + text[at:], tuple(formulas))
