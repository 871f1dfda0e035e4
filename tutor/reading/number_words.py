"""Numbers in words, `twenty-five` or `two hundred`, written in digits where they stand.

The digits are followed by spaces, as many as letters are gone, so that every place in the text
stays where it was.  One, a and an are left alone, and so is two before `numbers`.
"""

from __future__ import annotations

import re
from typing import Final

ONES: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS: Final = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES: Final[dict[str, int]] = {
    **{w: n for n, w in enumerate(ONES, start=1)},
    **{w: n for n, w in enumerate(TEENS, start=10)},
    **dict(zip(TENS, range(20, 100, 10), strict=True)),
}
_UNDER_HUNDRED: Final = (
    rf"(?:{'|'.join(TENS)})[- ](?:{'|'.join(ONES)})\b|(?:{'|'.join((*TENS, *TEENS))})\b"
    rf"|(?:{'|'.join(ONES[1:])})\b"
)
COUNT: Final = (  # from two on; one is also a pronoun
    rf"(?:(?:(?:a|{'|'.join(ONES)}) hundred(?: and (?:{_UNDER_HUNDRED}))?|{_UNDER_HUNDRED})(?![A-Za-z-]))"
)
_WRITTEN: Final = re.compile(
    rf"\b(?:(?P<hundreds>a|{'|'.join(ONES)}) hundred\b(?: and (?P<more>{_UNDER_HUNDRED}))?"
    rf"|(?!two numbers\b)(?<!the )(?P<small>{_UNDER_HUNDRED}))",
    re.IGNORECASE,
)


def in_digits(text: str) -> str:
    """The text with its number words in digits, in as many characters."""
    return _WRITTEN.sub(lambda found: str(_value(found)).ljust(len(found[0])), text)


def count(said: str) -> int | None:
    """The whole number from one on that words say; None if they say none."""
    words = " ".join(said.lower().split())
    found = _WRITTEN.fullmatch(words)
    return _value(found) if found else _VALUES.get(words)


def _value(found: re.Match[str]) -> int:
    if not found["hundreds"]:
        return _small(found["small"])
    hundreds = 100 * _VALUES.get(found["hundreds"].lower(), 1)
    return hundreds + (_small(found["more"]) if found["more"] else 0)


def _small(words: str) -> int:
    return sum(_VALUES[word] for word in re.split("[- ]", words.lower()))
