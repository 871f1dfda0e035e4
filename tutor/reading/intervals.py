"""Intervals of the real line: `[1, 4]`, `(0, oo)`, `0 <= x < 2pi`, `x >= 0`, plain or in LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sympy import Expr, Interval, oo

from tutor.core.errors import Undefined
from tutor.reading.tokens import refuse

_LETTER: Final = r"[A-Za-z](?:_?\w)?"
_BRACKETS: Final = re.compile(
    rf"\s*(?:{_LETTER}\s*(?:∈|\bin\b|\\in\b)\s*)?(?:\\left\s*)?([\[(])(.+?)[,;](.+?)(?:\\right\s*)?([\])])\s*"
)
_LESS: Final = r"(<=|<|≤|\\leq?\b|\\lt\b)"
_CHAIN: Final = re.compile(rf"\s*(.+?)\s*{_LESS}\s*{_LETTER}\s*{_LESS}\s*(.+?)\s*")
_BELOW: Final = re.compile(rf"\s*{_LETTER}\s*{_LESS}\s*(.+?)\s*")
_ABOVE: Final = re.compile(rf"\s*{_LETTER}\s*(>=|>|≥|\\geq?\b|\\gt\b)\s*(.+?)\s*")
_WORDS: Final = re.compile(r"\s*(?:from\s+)?(.+?)\s+to\s+(.+?)\s*")
_INFINITE: Final = re.compile(r"\s*([-+−]?)\s*(?:oo|inf|infinity|∞|\\infty)\s*")


def interval(text: str, number: Callable[[str], Expr]) -> Interval:
    """The interval that a text stands for; `number` reads an end.

    Raises `NotUnderstood` if it is none, and `Undefined` if it holds no two numbers.
    """
    bare = text.strip().strip("$")
    if found := _BRACKETS.fullmatch(bare):
        opening, low, high, closing = found.groups()
        open_left, open_right = opening == "(", closing == ")"
    elif found := _CHAIN.fullmatch(bare):
        low, left, right, high = found.groups()
        open_left, open_right = left in ("<", r"\lt"), right in ("<", r"\lt")
    elif found := _BELOW.fullmatch(bare):
        right, high = found.groups()
        low, open_left, open_right = "-oo", True, right in ("<", r"\lt")
    elif found := _ABOVE.fullmatch(bare):
        left, low = found.groups()
        high, open_left, open_right = "oo", left in (">", r"\gt"), True
    elif found := _WORDS.fullmatch(bare):
        (low, high), open_left, open_right = found.groups(), False, False
    else:
        refuse(
            text,
            "interval",
            "This is no interval.",
            "Write [1, 4], (0, oo), x >= 0 or 0 <= x <= 4; a round bracket leaves the end out.",
            0,
            len(text),
        )
    start, end = (_end(part, number) for part in (low, high))
    for part, end_value in ((low, start), (high, end)):
        if end_value.free_symbols:
            at = text.index(part)
            refuse(
                text,
                "letter-for-number",
                "An end of an interval must be a number.",
                "For example [1, 4].",
                at,
                at + len(part),
            )
    if not bool(start < end):
        raise Undefined(
            "empty-interval",
            f"The interval from {low.strip()} to {high.strip()} holds no two numbers.",
            fix="Write the smaller end first.",
        )
    return Interval(start, end, open_left or start == -oo, open_right or end == oo)


def _end(text: str, number: Callable[[str], Expr]) -> Expr:
    if found := _INFINITE.fullmatch(text):
        return -oo if found[1] in ("-", "−") else oo
    return number(text)
