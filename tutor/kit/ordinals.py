"""Ordinal numbers as people write them: second, and 2nd."""

from __future__ import annotations

from typing import Final

ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_ENDS: Final = {1: "st", 2: "nd", 3: "rd"}


def short(number: int) -> str:
    """1st, 2nd, 3rd, 4th; for numbers up to 20."""
    return f"{number}{_ENDS.get(number, 'th')}"
