r"""Matrices and vectors that a problem names first, put where the question uses their names.

`Let A = [2 1; 1 2]. Find the eigenvalues of A.` asks the same as `Find the eigenvalues of
[2 1; 1 2]`.  Only what is written out in brackets is put in, and only if the question has its name.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MATRIX: Final = (
    r"(?:\\left\s*)?\[\s*\[.*?\]\s*\](?:\\right\s*)?|\[[^][]*\]"
    r"|\\begin\{(?P<kind>[bp]?matrix)\}.*?\\end\{(?P=kind)\}"
)
_VECTOR: Final = r"\([^()]*,[^()]*\)"
_SETTING: Final = re.compile(
    r"(?:(?:\b(?:let|given|where|with|for|if|and|suppose|consider|take)|[,;.]|^)\s*(?:that\s+|the\s+)?"
    r"(?:(?:matrix|matrices|vector|vectors)\s+)?)?"
    rf"(?<![A-Za-z\\])(?P<name>[A-Z]|[b-hk-z])\s*=\s*(?P<value>{_MATRIX}|{_VECTOR})(?=\s*(?:[,;.?$]|\band\b|$))",
    re.DOTALL | re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"^(?:[\s,;.:$]|\band\b)+|(?:[\s,;.:?$]|=\s*\?|\b(?:and|where|with|for|if)\b)+$", re.IGNORECASE
)
_RUN: Final = re.compile(
    r"(?<![A-Za-z\\{])[A-Za-z]{1,3}(?![A-Za-z0-9_(])|(?<![A-Za-z\\{])[A-Z]{1,3}(?=\()"
)


class NamedValues(NamedTuple):
    """A question as typed, and the same with the values in place of their names."""

    question: str
    inserted: str


def named_values(text: str) -> NamedValues | None:
    """The question of a text that names matrices or vectors, or None if it uses none of them."""
    values: dict[str, str] = {}
    rest, at = "", 0
    for match in _SETTING.finditer(text):
        if match["name"] in values:
            return None
        values[match["name"]] = match["value"]
        rest += text[at : match.start()] + " "
        at = match.end()
    if not values:
        return None
    question = rest + text[at:]
    while (shorter := _BETWEEN.sub("", question)) != question:
        question = shorter
    inserted = _RUN.sub(lambda run: _inserted(run[0], values), question)
    if inserted == question:
        return None
    return NamedValues(question, inserted)


def _inserted(run: str, values: dict[str, str]) -> str:
    """The values of the names that stand side by side, if all of the letters are names."""
    if not all(letter in values for letter in run):
        return run
    return " ".join(values[letter] for letter in run)
