"""Errors said with the numbers as they were typed, at their places in the text.

Numbers are exact, so 2.5 becomes 5/2 when it is read.  An error that a topic raises later speaks of 5/2; the person
who typed 2.5 is told of 2.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sympy import Rational

from tutor.core.errors import TutorError

_TYPED: Final = re.compile(
    r"(?<![\w.])(?:(?<![\w)\]])[-−]\s?)?(?:[0-9]{1,20}(?:\.[0-9]{1,20})?|\.[0-9]{1,20})(?![\w.]*\w)"
)
_NAMED: Final = re.compile(r"(?<![\w./])-?[0-9]+(?:/[0-9]+)?(?![\w/]|\.[0-9])")
_VALUE: Final = re.compile("The value [0-9]")
_MOST_CHARACTERS: Final = 10_000


def as_typed(error: TutorError, texts: Iterable[str]) -> TutorError:
    """The error with each number it names as the texts have it.

    If it has no place, it is placed at the first one; a whole number may be a count, and says no place, unless
    it is called a value.
    """
    typed: dict[str, tuple[str, str, int]] = {}
    for given in texts:
        for number in _TYPED.finditer(given[:_MOST_CHARACTERS]):
            plain = number[0].replace("−", "-").replace(" ", "")
            typed.setdefault(str(Rational(plain)), (number[0], given, number.start()))

    def said(words: str) -> str:
        return _NAMED.sub(lambda n: typed[n[0]][0] if n[0] in typed else n[0], words)

    text, at, length = error.text, error.at, error.length
    named = (n for n in _NAMED.finditer(error.message) if n[0] in typed)
    first = next((n[0] for n in named if not n[0].isdigit() or _VALUE.match(error.message)), None)
    if at is None and first is not None:
        quoted, text, at = typed[first]
        length = len(quoted)
    return type(error)(
        error.code, said(error.message), fix=said(error.fix), text=text, at=at, length=length
    )


def placed(error: TutorError, text: str) -> TutorError:
    """The error at its place in the whole text, where the part it speaks of stands there once.

    The statements of a story are no part of its text; then the number they name is looked for.
    """
    part = error.text
    inner = part.strip("$") if part else ""
    if not part or not inner or part == text:
        return error
    if text.count(inner) == 1:
        return error.within(text, max(0, text.index(inner) - part.index(inner)))
    marked = part[error.at : error.at + error.length] if error.at is not None else ""
    found = [m.start() for m in re.finditer(rf"(?<![\w.]){re.escape(marked)}(?!\w)", text)]
    if not marked.strip() or len(found) != 1:
        return error
    return type(error)(
        error.code, error.message, fix=error.fix, text=text, at=found[0], length=error.length
    )


def placed_in_all(error: TutorError, text: str) -> TutorError:
    """The error at its place in the text, or at the whole of it where it speaks of words that nobody typed."""
    found = placed(error, text)
    if found.text is None or found.text.strip("$ ") in text:
        return found
    return type(error)(found.code, found.message, fix=found.fix, text=text, at=0, length=len(text))


def has_decimal(typed: object) -> bool:
    """Whether a text, a number or a list has a decimal such as 0.5."""
    return re.search(r"(?<![\w.])\d*\.\d", str(typed)) is not None
