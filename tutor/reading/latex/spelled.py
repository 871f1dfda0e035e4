r"""Names of mathematics typed without their backslash: `sin(x) e^{3x}`, `\int_0^{pi}`.

Letters side by side are a product in LaTeX.  A whole run of letters that is the name of a function,
an operator or a Greek letter is that name all the same, for nobody means s times i times n.  Where
the name is only a part of the run, as in `xsin(x)`, it is asked back.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading import names
from tutor.reading.latex.vocabulary import COMMANDS, OPERATOR_NAMES
from tutor.reading.tokens import GREEK_NAMES, refuse

_LETTERS: Final = re.compile("[A-Za-z]+")
_WORD: Final = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{4,15}(?![A-Za-z])")
_NAME: Final = "arc(?:sin|cos|tan)|(?:sin|cos|tan)h?|cot|sec|csc|exp|ln|log|sqrt"
_JOINED: Final = re.compile(f"[A-Za-z](?P<last>{_NAME})|(?P<first>{_NAME})[A-Za-z]")
_FUNCTIONS: Final = {
    spelling: OPERATOR_NAMES.get(name, name)
    for spelling, name in names.FUNCTIONS.items()
    if name in OPERATOR_NAMES
}
NAMES: Final[dict[str, tuple[str, str]]] = {
    **{n: (kind, v) for n, (kind, v) in COMMANDS.items() if kind == "command"},
    **{n: ("letter", n) for n in GREEK_NAMES if n in COMMANDS and (len(n) > 2 or n == "pi")},
    **{spelling: ("function", name) for spelling, name in _FUNCTIONS.items()},
    "and": ("separator", "and"),
    "oo": ("command", "infty"),
}
"""What a run of letters stands for, as the kind and the value of a token."""


def spelled(text: str, at: int) -> tuple[str, str, int] | None:
    """The kind, the value and the end of the name that the letters at `at` spell, or None.

    An index such as `max` in `x_{max}` is no name.  Raises `NotUnderstood` where a function's name is a
    part of a longer run.
    """
    before = text[max(0, at - 2) : at]
    if before.endswith("_") or before == "_{" or before[-1:].isalpha():
        return None
    match = _LETTERS.match(text, at)
    run = match.group() if match is not None else ""
    if run in NAMES:
        return *NAMES[run], at + len(run)
    if (joined := joined_name(run)) is not None:
        name, start = joined
        refuse(
            text,
            "ambiguous",
            f"The letters {name} can be a name or a product.",
            rf"Write \{name} with a backslash, or \cdot between the letters.",
            at + start,
            at + start + len(name),
        )
    return None


def joined_name(run: str) -> tuple[str, int] | None:
    """The function's name that has one letter more, as in `xsin` and `lnx`, and where it begins."""
    joined = _JOINED.fullmatch(run)
    if joined is None:
        return None
    group = joined.lastgroup or ""
    return joined[group], joined.start(group)


def refuse_word(text: str, at: int) -> None:
    """Refuse an English word at `at` that would be read as a product of its letters."""
    if (word := _WORD.match(text, at)) is not None:
        refuse(
            text,
            "words",
            f"{word.group()} can be a word or a product of letters.",
            r"Leave words out, or write \cdot between the letters.",
            at,
            word.end(),
        )
