"""Shares and probabilities as they are told: `5%`, `one percent`, `2 in a thousand`, `half`."""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.number_words import ONES, TENS
from tutor.reading.quantities import NUMBERS, pattern
from tutor.reading.told.clauses import NUMBER, SINGLE

_POWERS: Final = {"hundred": "100", "thousand": "1000", "million": "1000000"}
_PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}

_UNITS: Final = {word: int(n) for word, n in NUMBERS.items() if word not in ("a", "an")}
_NUMBER_WORD: Final = (
    rf"(?:(?:{'|'.join(TENS)})[- ](?:{'|'.join(ONES)})"
    rf"|{'|'.join(TENS)}|(?:a |one )?hundred|zero|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_COUNT: Final = rf"(?:{_DIGITS}|{_NUMBER_WORD})"
_WHOLE: Final = (
    rf"(?:(?:every|each|a|one) )?(?:{_COUNT} )?(?:{'|'.join(_POWERS)})|(?:every )?{_COUNT}"
)
_PART: Final = rf"(?:{'|'.join(_PARTS)})s?"

_EACH: Final = (
    r"(?:person |people |patients? |women |men |children |items? )?(?:in|out of|of every|per)"
)
_FRACTION: Final = rf"{_COUNT} {_EACH} (?:{_WHOLE})(?![A-Za-z])"
_PERCENT: Final = rf"{_NUMBER_WORD} ?(?:percent|per cent|%)"
_PARTS_OF: Final = rf"(?:(?:a|one|two|three|four|nine|\d) )?{_PART}(?![A-Za-z-])"
_SAID: Final = rf"{_FRACTION}|{_PERCENT}|{_PARTS_OF}"
SHARE: Final = rf"(?:{_SAID}|{SINGLE})"
PART: Final = (  # what cannot be a count
    rf"(?:{_SAID}|\d+(?:\.\d+)? ?(?:%|percent|per cent)|0?\.\d+|\d+/\d+)"
)
LISTED_SHARE: Final = rf"(?:{_SAID}|{NUMBER})"  # others may follow behind a comma

_SPLIT: Final = pattern(rf"({_COUNT}) {_EACH} (.+)")
_IN_WORDS: Final = pattern(rf"({_NUMBER_WORD}) ?(?:percent|per cent|%)")
_OF_PARTS: Final = pattern(rf"(?:(\w+) )?({_PART})")


def share(typed: str) -> str:
    """A share as the text of a number: `1 in 1000` as `1/1000`, `two thirds` as `2/3`."""
    said = " ".join(typed.lower().split())
    if (percent := _IN_WORDS.fullmatch(said)) is not None:
        return f"{_count(percent[1])}%"
    if (parts := _SPLIT.fullmatch(said)) is not None:
        return f"{_count(parts[1])}/{_whole(parts[2])}"
    if (piece := _OF_PARTS.fullmatch(said)) is not None:
        name = piece[2] if piece[2] in _PARTS else piece[2].removesuffix("s")
        return f"{_count(piece[1] or 'one')}/{_PARTS[name]}"
    return re.sub(r" ?per ?cent$", "%", said) if said.endswith("cent") else typed


def _whole(said: str) -> str:
    """What a share is counted in, such as `every 1000` or `a hundred thousand`."""
    number = 1
    for word in re.sub("^(?:every|each) ", "", said).split():
        number *= int(_POWERS.get(word) or _count(word))
    return str(number)


def _count(said: str) -> str:
    """A count in digits; a decimal stays as it is."""
    if said[0].isdigit():
        return said.replace(",", "")
    tens = {word: 10 * n for n, word in enumerate(TENS, start=2)}
    known = {**_UNITS, **tens, "a": 1, "zero": 0}
    words = re.split("[- ]", said)
    return "100" if words[-1] == "hundred" else str(sum(known[word] for word in words))
