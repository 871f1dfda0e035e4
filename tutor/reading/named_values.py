r"""Matrices and vectors that a problem names first, put where the question uses their names.

`Let A = [2 1; 1 2]. Find the eigenvalues of A.` asks the same as `Find the eigenvalues of
[2 1; 1 2]`.  Only what is written out in brackets is put in, and only if the question has its name.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tutor.reading.matrix_notation import MATRIX

_VECTOR: Final = r"\([^()]*,[^()]*\)|<[^<>]*,[^<>]*>"
_SETTING: Final = re.compile(
    r"(?:(?:\b(?:let|given|where|with|for|if|and|suppose|consider|take|assume)|[,;.]|^)\s*(?:that\s+)?(?:the\s+)?"
    r"(?:(?:(?:[0-9]\s*[x×]\s*[0-9]|square|symmetric)\s+)?(?:matrix|matrices|vector|vectors)\s+)?)?"
    rf"(?<![A-Za-z\\])(?P<name>[A-Z]|[b-hk-z])\s*(?:=|\bbe\s(?:the\s)?(?:matrix\s)?)\s*(?P<value>{MATRIX}|{_VECTOR})(?=\s*(?:[,;.?$]|\b(?:and|find|compute|calculate|determine|what)\b|$))",
    re.DOTALL | re.IGNORECASE,
)
_COEFFICIENTS: Final = re.compile(
    r"(?<![A-Za-z\\{])(?P<name>[A-Z])(?=(?:[xX]|\s*\\(?:mathbf|vec|boldsymbol)\b\S*)\s*=)"
)
_BOLD: Final = re.compile(
    r"\\(?:mathbf|vec|boldsymbol|bm)\s*\{?\s*([A-Za-z])(?:\s*\}|(?![A-Za-z]))"
)
_THEM: Final = re.compile(r"\b(?:between|of) (?:them|these|the (?:two )?vectors)$")
_ITS: Final = re.compile(r"\bits\b", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    r"^(?:[\s,;.:$]|\band\b)+|(?:[\s,;.:?$]|=\s*\?|\b(?:and|where|with|for|if)\b)+$", re.IGNORECASE
)
_RUN: Final = re.compile(
    r"(?<![A-Za-z\\{])[A-Za-z]{1,3}(?![A-Za-z0-9_(])|(?<![A-Za-z\\{])[A-Z]{1,3}(?=\()"
)

_ASKS: Final = r"find|compute|calculate|determine|evaluate|what|where|minimi[sz]e|maximi[sz]e|differentiate|integrate"
_HEADING: Final = r"(?P<name>[A-Za-z])\s*\(\s*(?P<letters>[a-z](?:\s*,\s*[a-z])*)\s*\)\s*=\s*"
_FUNCTION_FIRST: Final = re.compile(
    r"(?:(?:let|given|if|suppose|consider|for|take)\s+(?:that\s+)?(?:the\s+function\s+)?)?"
    rf"{_HEADING}(?P<formula>.+?)(?:\.\s+|\s*[;,]\s*(?=(?:then\s+)?(?:(?:{_ASKS})\b|\\nabla|∇|grad\b)))(?:then\s+)?(?P<question>.+)",
    re.DOTALL | re.IGNORECASE,
)
_FUNCTION_LAST: Final = re.compile(
    rf"(?P<question>.+?),?\s+(?:where|if|for|when|with|given(?:\s+that)?)\s+{_HEADING}(?P<formula>.+)",
    re.DOTALL | re.IGNORECASE,
)
_NOUN: Final = re.compile(
    r"(?<!\bby )(?<!\busing )(?<!\bwith )(?<!\bvia )\bthe\b"
)  # no method's name
_NOUN_ALONE: Final = re.compile(rf"(?:{_ASKS})\s+[a-z][a-z -]{{3,40}}", re.IGNORECASE)
_TOLD_WORDS: Final = (
    r"consider|given|take|let|suppose|the|an?|this|following|matrix|(?:non-?)?square|symmetric|real|invertible|transition|stochastic"
    r"|markov|chain|process|linear|map|mapping|transformation|operator|has|have|with|is|by|whose|represented|[0-9]\s*[x×]\s*[0-9]"
)
_TOLD: Final = re.compile(  # `A Markov chain has transition matrix ... .`, and then a question
    rf"(?:(?:{_TOLD_WORDS})\s*:?\s+)*\bmatrix\s*:?\s+(?:is\s+)?(?:(?P<name>[A-Z])\s*=\s*)?(?P<value>{MATRIX})(?:\s+is\s+given)?"
    rf"\s*[.;,]\s*(?:then\s+)?(?P<question>(?:{_ASKS}|diagonali[sz]e|invert|is|are)\b[^][]+)",
    re.DOTALL | re.IGNORECASE,
)
_PLACE: Final = re.compile(r"\s+(?:at|on|in|over)\s")


class NamedValues(NamedTuple):
    """A question as typed, and the same with the values in place of their names."""

    question: str
    inserted: str


def named_values(text: str) -> NamedValues | None:
    """The question of a text that names matrices or vectors, or None if it uses none of them."""
    text = _BOLD.sub(r" \1", text)
    if (told := _of_told_matrix(text)) is not None:
        return told
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
    inserted = _COEFFICIENTS.sub(lambda run: values.get(run["name"], run[0]) + " ", question)
    inserted = _RUN.sub(lambda run: _inserted(run[0], values), inserted)
    if inserted == question and len(values) == 1:
        inserted = _of_this(question, *values.values())
    if inserted == question and len(values) == 2:
        both = " and ".join(values.values())
        inserted = _THEM.sub(lambda found: f"{found[0].split()[0]} {both}", question)
    if inserted == question:
        return None
    return NamedValues(question, inserted)


def _of_told_matrix(text: str) -> NamedValues | None:
    """The question behind a sentence that tells of one matrix, which `it` and `its` stand for."""
    found = _TOLD.fullmatch(text)
    if found is None:
        return None
    question, value = found["question"].strip(" .?"), found["value"]
    named = {found["name"]: value} if found["name"] else {}
    inserted = _RUN.sub(lambda run: _inserted(run[0], named), question)
    if inserted == question:
        inserted = re.sub(r"\bit$", lambda _: value, _of_this(question, value))
    return None if inserted == question else NamedValues(question, inserted)


def _of_this(question: str, value: str) -> str:
    """The question for `its inverse`, or for `the inverse` where nothing says of what, with the one value there is."""
    if _ITS.search(question):
        return f"{_ITS.sub('the', question)} of {value}"
    noun = _NOUN.search(question) or _NOUN_ALONE.fullmatch(question)
    names_it = noun and not re.search(r"\bof\b(?!\s+the\b)|[A-Z]$", question)
    return f"{question} of {value}" if names_it else question


def _inserted(run: str, values: dict[str, str]) -> str:
    """The values of the names that stand side by side, if all of the letters are names."""
    if not all(letter in values for letter in run):
        return run
    return " ".join(values[letter] for letter in run)


def named_function(text: str) -> tuple[str, ...]:
    """The question of a text that defines a function first or last, with its formula where the name was.

    First the whole definition stands there, as in `derivative of f(x) = x^2`, then the formula
    alone, as in `d/dx (x^2)`.  It is empty if the text defines no function or does not ask for it.
    """
    found = _FUNCTION_FIRST.fullmatch(text) or _FUNCTION_LAST.fullmatch(text)
    if found is None:
        return ()
    question = found["question"].strip(" .?")
    formula = found["formula"].strip(" .,;")
    definition = f"{found['name']}({found['letters']}) = {formula}"
    name = rf"(?<![\w\\]){found['name']}(?:\s*\(\s*{re.escape(found['letters'])}\s*\))?(?![\w('])"
    asked = re.sub(r"(?:\\nabla|∇|\bgrad\b)\s*(?=\w)", "the gradient of ", question)
    count = len(re.findall(name, asked))
    if count == 1:
        before, after = re.split(name, asked)
        return tuple(f"{before}{said}{after}" for said in (definition, f"({formula})"))
    place = _PLACE.search(question)
    if count or " the " not in f" {question} " or " of " in question:
        return ()
    cut = len(question) if place is None else place.start()
    return (f"{question[:cut]} of {definition}{question[cut:]}",)
