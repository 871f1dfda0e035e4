"""What the sentences of word problems are made of: a form, numbers, names and `twice as`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from tutor.reading import quantities
from tutor.reading.quantities import pattern
from tutor.reading.story import Story

NUMERAL: Final = r"(?P<n>[-−]?\d+(?:\.\d+)?(?:/\d+)?)"
TIMES: Final = (
    rf"(?P<times>(?:{'|'.join(quantities.TIMES)})"
    rf"|(?:\d+(?:\.\d+)?|{'|'.join(quantities.NUMBERS)}) times)"
)
TOGETHER: Final = "(?:together|altogether|in total|in all)"
NAME: Final = "[A-Z][a-z]+"


class Form(NamedTuple):
    """A form of a sentence: what it is about, an example, its pattern, and the equation that it gives."""

    about: str  # things with a price or a weight, numbers, ages or counts
    example: str
    pattern: re.Pattern[str]
    equation: Callable[[Story, re.Match[str]], str]


def form(
    about: str, example: str, equation: Callable[[Story, re.Match[str]], str], *patterns: str
) -> tuple[Form, ...]:
    return tuple(Form(about, example, pattern(p), equation) for p in patterns)
