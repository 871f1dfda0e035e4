"""Statements about probabilities, and the names of events: `P(D) = 0.2, P(+|not D) = 2%`.

An event is a letter, a sign or a few words.  Its complement can be written not D, ~D, ¬D, D' or
D^c, and always gets the name "not D", so that two statements about one event meet.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from sympy import Eq, Expr, Integer, Tuple

from tutor.core import limits
from tutor.core.errors import OverLimit, TutorError, Undefined
from tutor.core.expr import OUTCOMES, Probability
from tutor.reading.data import number
from tutor.reading.tokens import GREEK, describe, placed, refuse

ASKING: Final = r"(?:(?:find|compute|calculate|determine|what is)\s+)"
_HEAD: Final = re.compile(
    rf"\s*(?P<asking>{ASKING})?(?-i:P(?:r|rob)?)\s*\((?P<events>[^()\n]*)\)\s*", re.IGNORECASE
)
_SEPARATOR: Final = re.compile(
    rf"\s*(?:[,;\n]\s*(?:and\b)?|\band\b|[.?](?=\s|$)|(?={ASKING})|$)\s*", re.IGNORECASE
)
_VALUE: Final = re.compile(
    rf"=\s*((?:(?!\s(?:and\b|{ASKING})|\.(?:\s|$))[^,;\n=?])*\??)", re.IGNORECASE
)
_COMPLEMENTS: Final = (
    re.compile(r"(?:not?\s+|[~¬!]\s*)(.+)", re.IGNORECASE),
    re.compile(r"(.+?)\s*(?:['′’]|\^\s*\{?\s*[cC]\s*\}?|ᶜ)"),
)
_JOINS: Final = (
    (re.compile(r"\s+or\s+|\s*∪\s*"), " or "),
    (re.compile(r"\s+and\s+|\s*[∩&,]\s*"), " and "),
)
_NAME: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9+_-]+(?:[ -][A-Za-zÀ-ÖØ-öø-ÿ0-9+_-]+)*")


def probabilities(text: str) -> Tuple:
    """The statements as `Eq(Probability(event, given...), number)`, in the order of the text.

    `P(D|+) = ?`, a bare `P(D|+)` and `find P(D|+)` are questions: of them there is the `Probability`
    alone.  Raises `Undefined` for a number outside [0, 1].
    """
    if len(text) > limits.CHARACTERS:
        raise OverLimit(
            "characters",
            f"The text has {len(text)} characters. The limit is {limits.CHARACTERS}.",
            fix="Shorten the text.",
            text=text,
            at=limits.CHARACTERS,
        )
    found = []
    at = 1 if text.startswith("\ufeff") else 0
    while text[at:].strip():
        head = _HEAD.match(text, at)
        if head is None:
            _refuse_statement(text, at)
        at = head.end()
        left = _probability(text, head)
        value = _VALUE.match(text, at)
        if value is not None:
            at = value.end()
        if value is None or value.group(1).strip() == "?":
            found.append(left)
        elif head["asking"]:
            refuse(
                text,
                "question",
                "This is a question and a statement at once.",
                "Write the question without a number, for example find P(A|B).",
                head.start("asking"),
                at,
            )
        else:
            found.append(Eq(left, _number(text, value), evaluate=False))
        separator = _SEPARATOR.match(text, at)
        if separator is None:
            refuse(
                text,
                "probability",
                "An equals sign and a number are needed here.",
                "For example P(A) = 0.2, P(B|A) = 0.7.",
                at,
            )
        at = separator.end()
    if not any(isinstance(statement, Eq) for statement in found):
        refuse(
            text, "empty", "No probability is given.", "For example P(A) = 0.2, P(B|A) = 0.7.", 0
        )
    return Tuple(*found)


def with_opposites(statements: Tuple) -> Tuple:
    """The statements with the other outcome of a test, such as -, as the complement of +."""
    found = statements.atoms(Probability)
    names = {n.removeprefix("not ") for p in found for n in (p.event, *p.given)}
    other_names: dict[str, str] = {}
    for one, other in OUTCOMES:
        if {one, other} <= names:
            other_names |= {other: f"not {one}", f"not {other}": one}
    return statements.xreplace(
        {p: Probability(*(other_names.get(n, n) for n in (p.event, *p.given))) for p in found}
    )


def check_probability(value: Expr, typed: str = "") -> None:
    """Raise `Undefined` if the number is no probability; the message shows it as it was typed."""
    if 0 <= value <= 1:
        return
    shown = typed or str(value)
    shown = shown if len(shown) <= 20 else "This number"
    fix = "A probability is between 0 and 1."
    if isinstance(value, Integer) and value > 1 and value <= 100:
        fix = f"Did you mean {shown}%? Write {shown}% or {value / 100}."
    raise Undefined("probability-range", f"{shown} is no probability.", fix=fix)


def labels(text: str, longest: int = limits.NAME) -> tuple[str, ...]:
    """Names of at most `longest` characters between commas, semicolons or lines."""
    if len(text) > limits.CHARACTERS:
        raise OverLimit(
            "characters",
            f"The text has {len(text)} characters. The limit is {limits.CHARACTERS}.",
            fix="Shorten the names.",
            text=text,
            at=limits.CHARACTERS,
        )
    found = []
    at = 0
    for part in re.split(r"([,;\n])", text):
        if part not in (",", ";", "\n"):
            start = at + len(part) - len(part.lstrip())
            found.append(_event(text, part.strip(), start, longest))
        at += len(part)
    return tuple(found)


def _probability(text: str, head: re.Match[str]) -> Probability:
    event, *given = head["events"].split("|")
    at = head.start("events")
    if len(given) > 1:
        bar = at + len(event) + 1 + len(given[0])
        refuse(text, "probability", "Two bars stand in one bracket.", "For example P(A|B).", bar)
    names = [_combined(text, event, at)]
    at += len(event) + 1
    for part in given[0].split(",") if given else ():
        names.append(_combined(text, part, at))
        at += len(part) + 1
    return Probability(*names)


def _combined(text: str, part: str, at: int) -> str:
    """An event made of others with "and" or "or"; a complement reaches over one name only."""
    for pattern, join in _JOINS:
        pieces = pattern.split(part)
        if len(pieces) > 1:
            return join.join(_combined(text, piece, at) for piece in pieces)
    start = at + len(part) - len(part.lstrip())
    return _event(text, part.strip(), start)


def _event(text: str, name: str, at: int, longest: int = limits.NAME) -> str:
    negative = False
    for complement in _COMPLEMENTS:
        while (match := complement.fullmatch(name)) is not None:
            negative, name = not negative, match.group(1).strip()
    plain = "".join(GREEK.get(c, c) for c in name)
    if _NAME.fullmatch(plain) is None or len(plain) > longest:
        _refuse_event(text, name, at, longest)
    return f"not {plain}" if negative else plain


def _refuse_event(text: str, name: str, at: int, longest: int) -> NoReturn:
    if not name:
        refuse(text, "event", "A name is missing here.", "For example P(rain).", at)
    odd = next((k for k, c in enumerate(name) if not c.isascii() and c not in GREEK), None)
    found = None if odd is None else text.find(name[odd], at)
    if found is not None and found >= 0:
        refuse(
            text,
            "character",
            f"Character {found + 1} is {describe(text[found])}. It is not read in a name.",
            "Use Latin or Greek letters, digits, + and -.",
            found,
        )
    refuse(
        text,
        "event",
        f"{name[:40]} is no name of an event.",
        f"A name is a letter or a few words, up to {longest} characters.",
        at,
        at + len(name),
    )


def _number(text: str, value: re.Match[str]) -> Expr:
    at, end = value.span(1)
    if not value.group(1).strip():
        refuse(text, "probability", "A number is missing here.", "For example P(A) = 0.2.", at)
    try:
        found = number(value.group(1))
    except TutorError as error:
        raise error.within(text, at) from None
    after = re.compile(r"\s*,\s*[0-9]").match(text, end)
    if after and re.search("[0-9]$", value.group(1)):
        refuse(
            text,
            "decimal-comma",
            "This comma may be a decimal mark.",
            "Write decimals with a dot, for example 0.2.",
            end,
        )
    try:
        check_probability(found, value.group(1).strip())
    except TutorError as error:
        raise placed(error, text, at, at + len(value.group(1).rstrip())) from None
    return found


def _refuse_statement(text: str, at: int) -> NoReturn:
    start = at + len(text[at:]) - len(text[at:].lstrip())
    stop = re.compile(r"[,;\n]|$").search(text, start)
    refuse(
        text,
        "probability",
        f"{text[start : stop.start() if stop else None][:40]} is no statement about a probability.",
        "For example P(A) = 0.2, P(B|A) = 0.7, P(B|not A) = 12.5%.",
        start,
        stop.start() if stop else None,
    )
