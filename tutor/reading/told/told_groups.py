"""What a story of groups says: the share of each group, its rate or its balls, and the question.

Each function takes in what one form of a sentence says.  A number that contradicts an earlier one is
refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NoReturn

from sympy import Integer

from tutor.reading.data import number
from tutor.reading.quantities import NUMBERS, pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import is_asked
from tutor.reading.told.group_words import COLOUR, LABEL
from tutor.reading.told.shares import LISTED_SHARE as _SHARE
from tutor.reading.told.shares import share


@dataclass
class Groups:
    """What the clauses read so far have said, by the labels of the groups."""

    text: str
    kind: str = ""
    shares: dict[str, str] = field(default_factory=dict)
    rates: dict[str, str] = field(default_factory=dict)
    balls: dict[str, dict[str, int]] = field(default_factory=dict)
    equal: bool = False
    total: bool = False  # whether the share of all defective items is asked for
    sign: str = ""
    asked: str = ""

    def refuse(self, message: str, fix: str, at: int = 0, end: int | None = None) -> NoReturn:
        refuse(
            self.text, "story", message, fix, at, len(self.text.rstrip()) if end is None else end
        )

    def put(self, where: str, label: str, value: str, found: re.Match[str]) -> None:
        said: dict[str, str] = getattr(self, where)
        if said.setdefault(label, value) != value:
            self.refuse(
                f"Here {label} gets another number than before.", "Say it once.", *found.span()
            )

    @property
    def labels(self) -> list[str]:
        return list(dict.fromkeys((*self.shares, *self.rates, *self.balls)))


_LABEL_ALONE: Final = pattern(rf"(?<![A-Za-z0-9])(?P<label>{LABEL})")
_ANY_SHARE: Final = pattern(_SHARE)
COUNTED: Final = rf"(?:\d+|{'|'.join(NUMBERS)}|no)"
_WORDS: Final = {**NUMBERS, "no": "0"}
_COUNT: Final = pattern(rf"(?P<count>{COUNTED}) (?P<colour>{COLOUR})")


def pairs(pair: re.Pattern[str], where: str) -> Callable[[Groups, re.Match[str]], None]:
    def say(told: Groups, found: re.Match[str]) -> None:
        for one in pair.finditer(found[0]):
            told.put(where, one["label"], share(one["number"]), found)

    return say


def shares_with_rates(one: re.Pattern[str]) -> Callable[[Groups, re.Match[str]], None]:
    def say(told: Groups, found: re.Match[str]) -> None:
        for group in one.finditer(found[0]):
            told.put("shares", group["label"], share(group["share"]), found)
            told.put("rates", group["label"], share(group["rate"]), found)

    return say


def lists(told: Groups, found: re.Match[str]) -> None:
    _in_order(told, _LABEL_ALONE.findall(found["labels"]), "shares", found)


def rates_in_order(told: Groups, found: re.Match[str]) -> None:
    """Rates in the order of the groups that are named here, or as they were named before."""
    named = found.groupdict().get("labels")
    _in_order(told, _LABEL_ALONE.findall(named) if named else told.labels, "rates", found)


def _in_order(told: Groups, labels: list[str], where: str, found: re.Match[str]) -> None:
    numbers = _ANY_SHARE.findall(found["numbers"])
    if len(numbers) != len(labels):
        told.refuse(
            f"For {len(labels)} groups there are {len(numbers)} numbers here.",
            "Give one number for each group.",
            *found.span(),
        )
    numbers = [share(said) for said in numbers]
    if numbers[-1].endswith("%") and not any("%" in said or "." in said for said in numbers[:-1]):
        numbers[:-1] = [f"{said}%" for said in numbers[:-1]]  # 5, 4 and 2 percent
    for label, said in zip(labels, numbers, strict=True):
        told.put(where, label, said, found)


def one_rate(told: Groups, found: re.Match[str]) -> None:
    told.put("rates", _LABEL_ALONE.findall(found["group"])[-1], share(found["number"]), found)


def rest(told: Groups, found: re.Match[str]) -> None:
    """The share of the last group, which is what the others leave."""
    rest = 1 - sum((number(said) for said in told.shares.values()), Integer(0))
    label = _LABEL_ALONE.findall(found[0])[-1]
    told.put("shares", label, str(rest), found)


def rate_of_last(told: Groups, found: re.Match[str]) -> None:
    if not told.labels:
        told.refuse(
            "It is not said of which group this is a part.", "Name the group.", *found.span()
        )
    told.put("rates", told.labels[-1], share(found["number"]), found)


def contents(told: Groups, found: re.Match[str]) -> None:
    label = _LABEL_ALONE.findall(found["group"])[-1]
    counts = {
        c["colour"].lower(): int(_WORDS.get(c["count"].lower(), c["count"]))
        for c in _COUNT.finditer(found["counts"])
    }
    if told.balls.setdefault(label, counts) != counts:
        told.refuse(f"The contents of {label} are given twice.", "Say it once.", *found.span())


def nothing(told: Groups, found: re.Match[str]) -> None:
    """The kinds of groups and items, which say nothing besides."""


def total(told: Groups, found: re.Match[str]) -> None:
    told.total = True
    _said(told, found)


def equal(told: Groups, found: re.Match[str]) -> None:
    told.equal = True


def observed(told: Groups, found: re.Match[str]) -> None:
    """What was observed, or the same as what is asked for."""
    told.total = told.total or is_asked(found.string, found.start())
    _said(told, found)


def _said(told: Groups, found: re.Match[str]) -> None:
    colour = found.groupdict().get("colour")
    sign = colour.lower() if colour else "defective"
    if found.groupdict().get("no"):
        sign = f"not {sign}"
    if told.sign not in ("", sign):
        told.refuse(
            f"Here {sign} is observed, and before it was {told.sign}.",
            "Say it once.",
            *found.span(),
        )
    told.sign = sign


def any_group(told: Groups, found: re.Match[str]) -> None:
    """A question for the most probable group: all of them are compared."""
    if found.groupdict().get("colour") or found.groupdict().get("bad"):
        _said(told, found)


def asked(told: Groups, found: re.Match[str]) -> None:
    any_group(told, found)
    told.asked = _LABEL_ALONE.findall(found["group"])[-1]
