"""What the sentences of word problems are made of: a form, numbers, names and `twice as`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from tutor.reading import quantities
from tutor.reading.quantities import pattern
from tutor.reading.told.story import RELATIVE, Story

NUMERAL: Final = r"(?P<n>[-−]?\d+(?:\.\d+)?(?:/\d+)?)"
TIMES: Final = (
    rf"(?P<times>(?:{'|'.join(quantities.TIMES)})"
    rf"|(?:\d+(?:\.\d+)?|{'|'.join(quantities.NUMBERS)}) times)"
)
TOGETHER: Final = "(?:together|altogether|in total|in all)"
NAME: Final = rf"(?:(?:(?:a|an|the|his|her|their) )?(?:{RELATIVE})(?![a-z])(?: (?-i:[A-Z])[a-z]+)?|[A-Z][a-z]+)"


class Form(NamedTuple):
    """A form of a sentence: what it is about, an example, how it is written, and the equation that it gives."""

    about: str  # things with a price or a weight, numbers, ages or counts
    example: str
    written: str
    equation: Callable[[Story, re.Match[str]], str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its pattern, compiled when the first story is read."""
        return pattern(self.written)


def form(
    about: str, example: str, equation: Callable[[Story, re.Match[str]], str], *patterns: str
) -> tuple[Form, ...]:
    return tuple(Form(about, example, p, equation) for p in patterns)
