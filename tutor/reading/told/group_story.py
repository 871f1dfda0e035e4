"""Stories with groups that a thing may come from: machines and their defects, urns and their balls.

    Machine A makes 50% of the items, machine B 30% and machine C 20%. The defect rates are 1%, 2%
    and 5%. An item is defective. What is the probability that it came from machine C?

Every group has a share and a rate, or an urn its balls and a chance to be chosen.  A text is read
whole or not at all, and a share that is not said is not guessed.
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
from tutor.reading.told.clauses import (
    Fields,
    Forms,
    plainly,
    words,
)
from tutor.reading.told.group_words import (
    BAD,
    BALL,
    COLOUR,
    COME,
    DEFECT_RATE,
    DRAW,
    DRAWN,
    FROM,
    GROUP,
    ITEMS,
    KIND,
    KINDS,
    LABEL,
    LABELS,
    MADE,
    MAKES,
    NAMED,
    OF_ITEMS,
    ONE,
    PERSON,
    RANDOMLY,
    SHARES,
    THEN,
)
from tutor.reading.told.shares import LISTED_SHARE as _SHARE
from tutor.reading.told.shares import share


@dataclass
class _Told:
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


_LABEL_FIRST: Final = pattern(
    rf"(?:the )?(?:{KIND} )?(?P<label>{LABEL})(?: {MAKES})? ?\(?(?P<number>{_SHARE})"
)
_NUMBER_FIRST: Final = pattern(
    rf"(?P<number>{_SHARE}){OF_ITEMS}(?: (?:comes?|are|is))? {FROM} (?:the )?(?:{KIND} )?(?P<label>{LABEL})"
)
_CHANCE: Final = rf"{NAMED}(?: (?:is|was) {DRAWN})? with probability {_SHARE}"
_CHANCE_OF: Final = pattern(
    rf"(?P<label>{LABEL})(?: (?:is|was) {DRAWN})? with probability (?P<number>{_SHARE})"
)
_RATED: Final = rf"{GROUP} (?:has|with) an? {DEFECT_RATE} of {_SHARE}"
_RATE_OF: Final = pattern(
    rf"(?P<label>{LABEL})(?: (?:has|with|one))*(?: an?)?(?: {DEFECT_RATE})? of (?P<number>{_SHARE})"
)
_OWNED: Final = rf"{_SHARE} of {GROUP}(?:'s|’s) {ITEMS}"
_OWNED_BY: Final = pattern(rf"(?P<number>{_SHARE}) of (?:the )?(?:{KIND} )?(?P<label>{LABEL})")
_LABEL_ALONE: Final = pattern(rf"(?<![A-Za-z0-9])(?P<label>{LABEL})")
_ANY_SHARE: Final = pattern(_SHARE)
_N: Final = rf"(?:\d+|{'|'.join(NUMBERS)}|no)"
_OF_COLOUR: Final = rf"{_N} {COLOUR}(?: {BALL})?"
_WORDS: Final = {**NUMBERS, "no": "0"}
_COUNT: Final = pattern(rf"(?P<count>{_N}) (?P<colour>{COLOUR})")


def _pairs(pair: re.Pattern[str], where: str) -> Callable[[_Told, re.Match[str]], None]:
    def say(told: _Told, found: re.Match[str]) -> None:
        for one in pair.finditer(found[0]):
            told.put(where, one["label"], share(one["number"]), found)

    return say


def _lists(told: _Told, found: re.Match[str]) -> None:
    _in_order(told, [m["label"] for m in _LABEL_ALONE.finditer(found["labels"])], "shares", found)


def _rates_in_order(told: _Told, found: re.Match[str]) -> None:
    _in_order(told, told.labels, "rates", found)


def _in_order(told: _Told, labels: list[str], where: str, found: re.Match[str]) -> None:
    numbers = _ANY_SHARE.findall(found["numbers"])
    if len(numbers) != len(labels):
        told.refuse(
            f"For {len(labels)} groups there are {len(numbers)} numbers here.",
            "Give one number for each group.",
            *found.span(),
        )
    for label, said in zip(labels, numbers, strict=True):
        told.put(where, label, share(said), found)


def _one_rate(told: _Told, found: re.Match[str]) -> None:
    told.put("rates", _LABEL_ALONE.findall(found["group"])[-1], share(found["number"]), found)


def _rest(told: _Told, found: re.Match[str]) -> None:
    """The share of the last group, which is what the others leave."""
    rest = 1 - sum((number(said) for said in told.shares.values()), Integer(0))
    label = _LABEL_ALONE.findall(found[0])[-1]
    told.put("shares", label, str(rest), found)


def _rate_of_last(told: _Told, found: re.Match[str]) -> None:
    if not told.labels:
        told.refuse(
            "It is not said of which group this is a part.", "Name the group.", *found.span()
        )
    told.put("rates", told.labels[-1], share(found["number"]), found)


def _contents(told: _Told, found: re.Match[str]) -> None:
    label = _LABEL_ALONE.findall(found["group"])[-1]
    counts = {
        c["colour"].lower(): int(_WORDS.get(c["count"].lower(), c["count"]))
        for c in _COUNT.finditer(found["counts"])
    }
    if told.balls.setdefault(label, counts) != counts:
        told.refuse(f"The contents of {label} are given twice.", "Say it once.", *found.span())


def _nothing(told: _Told, found: re.Match[str]) -> None:
    """The kinds of groups and items, which say nothing besides."""


def _total(told: _Told, found: re.Match[str]) -> None:
    told.total = True


def _equal(told: _Told, found: re.Match[str]) -> None:
    told.equal = True


def _observed(told: _Told, found: re.Match[str]) -> None:
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


def _asked(told: _Told, found: re.Match[str]) -> None:
    if found.groupdict().get("colour") or found.groupdict().get("bad"):
        _observed(told, found)
    told.asked = _LABEL_ALONE.findall(found["group"])[-1]


_FORMS: Final = tuple(
    (pattern(rf"(?:{written})(?![A-Za-z0-9%])"), say)
    for written, say in (
        (rf"{NAMED}{MADE}(?:{THEN}{GROUP}{MADE})*(?! {BAD})", _pairs(_LABEL_FIRST, "shares")),
        (
            rf"(?:{KINDS} )?{GROUP} \({_SHARE}\)(?:{THEN}{GROUP} \({_SHARE}\))*",
            _pairs(_LABEL_FIRST, "shares"),
        ),
        (
            rf"{KINDS} (?P<labels>{LABELS}),? {MAKES} (?P<numbers>{SHARES}){OF_ITEMS}(?:,? respectively)?",
            _lists,
        ),
        (
            rf"{_SHARE} of {ITEMS}{COME}(?:{THEN}{_SHARE}{OF_ITEMS}{COME})*(?! (?:are|is) {BAD})",
            _pairs(_NUMBER_FIRST, "shares"),
        ),
        (
            rf"{_SHARE} of {ITEMS}{COME}(?:{THEN}{_SHARE}{OF_ITEMS}{COME})* (?:are|is) {BAD}",
            _pairs(_NUMBER_FIRST, "rates"),
        ),
        (
            rf"(?:(?:the|their|with|respective) )*{DEFECT_RATE}(?: of| are| is| ?:)? ?(?P<numbers>{SHARES})(?:,? respectively)?",
            _rates_in_order,
        ),
        (
            rf"(?:of (?:these|which|them),? )?(?P<numbers>{_SHARE}(?:{THEN}{_SHARE})+) are {BAD}(?:,? respectively)?",
            _rates_in_order,
        ),
        (
            rf"(?P<group>{GROUP}) (?:has|with) an? {DEFECT_RATE} of (?P<number>{_SHARE})",
            _one_rate,
        ),
        (
            rf"{_RATED}(?:{THEN}{GROUP}(?: (?:has|with|one))*(?: an?)?(?: {DEFECT_RATE})? of {_SHARE})+",
            _pairs(_RATE_OF, "rates"),
        ),
        (
            rf"(?:the )?{DEFECT_RATE} (?:of|for) (?P<group>{GROUP}) is (?P<number>{_SHARE})",
            _one_rate,
        ),
        (rf"(?P<group>{NAMED}) {MAKES} (?P<number>{_SHARE}) {BAD} {ITEMS}", _one_rate),
        (
            rf"{_OWNED}(?:{THEN}{_OWNED})* (?:are|is) {BAD}",
            _pairs(_OWNED_BY, "rates"),
        ),
        (rf"(?:two |three )?{KINDS} {MAKES} {ITEMS}", _nothing),
        (
            rf"(?:probability|chance) (?:that|of) {ONE} {ITEMS}(?: {DRAWN} at random)? (?:is|being) {BAD}",
            _total,
        ),
        (
            rf"(?:of which )?(?P<number>{_SHARE}) of (?:its|their) (?:{ITEMS}|own) (?:are|is) {BAD}",
            _rate_of_last,
        ),
        (rf"with an? (?P<number>{_SHARE}) {DEFECT_RATE}", _rate_of_last),
        (rf"of which (?P<number>{_SHARE}) (?:are|is) {BAD}", _rate_of_last),
        (
            rf"(?P<group>{NAMED})(?: (?:contains|has|holds|with|containing)| ?[:=,])? (?P<counts>{_OF_COLOUR}(?:{THEN}{_OF_COLOUR})*)",
            _contents,
        ),
        (
            rf"(?:one |an? )?(?:of the )?(?:two |three )?(?:{KIND}|{KINDS}) (?:is|was) {DRAWN} {RANDOMLY}",
            _equal,
        ),
        (
            rf"(?:(?:I|you|we|he|she|someone|{PERSON}) )?{DRAW} (?:an?|one)(?: of the)?(?: two| three)? (?:{KIND}|{KINDS}) {RANDOMLY}",
            _equal,
        ),
        (rf"{_CHANCE}(?:{THEN}{_CHANCE})*", _pairs(_CHANCE_OF, "shares")),
        (
            rf"(?:and )?the (?:rest|others|remaining ones|remainder|remaining {ITEMS})(?: (?:is|are|comes?))?(?: made| produced| supplied| delivered)? {FROM} (?P<group>{GROUP})",
            _rest,
        ),
        (rf"{NAMED} (?:makes|produces|supplies|delivers) the (?:rest|others|remainder)", _rest),
        (
            rf"(?:{ONE} )?randomly {DRAWN} {KIND}|(?:both|all|the) {KINDS} are equally likely(?: to be {DRAWN})?",
            _equal,
        ),
        (
            rf"(?:{ONE} {ITEMS}|it)(?: {DRAWN} at random| is {DRAWN} at random and)? (?:is|was|turns out to be|is found to be|proves to be) (?P<no>not )?{BAD}",
            _observed,
        ),
        (rf"{ONE} {BAD} {ITEMS}(?: is {DRAWN}| was {DRAWN})?", _observed),
        (rf"(?:it|{ONE} {BALL}) (?:is|was|turns out to be) (?P<colour>{COLOUR})", _observed),
        (
            rf"{ONE} (?P<colour>{COLOUR}) {BALL}(?: (?:is |was )?{DRAWN}(?: at random)?(?: from it)?)?",
            _observed,
        ),
        (
            rf"(?:(?:I|you|we|he|she|{PERSON}) )?{DRAW} an? (?P<colour>{COLOUR}) {BALL}(?: from it| at random)*",
            _observed,
        ),
        (
            rf"(?:(?:probability|chance) (?:that )?|that )(?:it|{ONE} (?:(?P<bad>{BAD}) )?{ITEMS}|{ONE} (?:(?P<colour>{COLOUR}) )?{BALL})"
            rf" (?:came|comes|was|is|were|has been|has come) (?:{DRAWN} )?{FROM} (?P<group>{GROUP})",
            _asked,
        ),
        (
            rf"(?:probability |chance )?(?:that|of) (?P<group>{NAMED}) (?:was|is|being|having been) (?:{DRAWN}|used)",
            _asked,
        ),
        (
            rf"(?:probability |chance )?that (?:it|the (?:{DRAWN} )?{KIND}|this) (?:was|is) (?P<group>{NAMED})",
            _asked,
        ),
        (
            rf"(?:probability |chance )?that (?:I|you|we|he|she|{PERSON}) (?:drew|chose|picked|selected|took|has chosen|have chosen) (?:from )?(?P<group>{NAMED})",
            _asked,
        ),
    )
)
_FILLERS: Final = words(
    "a an the and of in is are there two three there_are what find compute calculate how likely probability chance "
    "given that if then it we which where has from with at random now suppose respectively factory factories "
    "company urns machines suppliers boxes bags jars bowls same buys from ball marble coin item "
    "is_drawn_from_it is_drawn was_drawn_from_it drawn a_ball_is_drawn_from_it one chosen is_chosen "
    "from_it item_is_chosen deliver deliver_screws makes_items bolts screws items parts chips uses is_taken taken "
    "bulbs light_bulbs I you we she he draw_a_ball pick_a_ball take_a_ball draws_a_ball takes_a_ball what's which find_the"
)
_ORDINAL: Final = pattern(rf"(?P<ordinal>first|second|third) (?P<kind>{KIND})(?![A-Za-z])")
_TRIGGER: Final = pattern(rf"\b(?:{KIND}|{KINDS}) {LABEL}")
_BOTH: Final = pattern(rf"{BAD}|{DEFECT_RATE}|{COLOUR} {BALL}|\d {COLOUR}")
_EXAMPLE: Final = "P(A) = 0.6, P(B) = 0.4, P(D|A) = 0.02, P(D|B) = 0.05, find P(B|D)"


def group_story(text: str) -> tuple[str, Fields] | None:
    """The statements of the story as text, with the question; None if it is no such story.

    Raises `NotUnderstood`, with the place, for a part that is not understood, and where a share or
    a rate is missing.
    """
    shown = _ORDINAL.sub(_numbered, plainly(text))
    first = _TRIGGER.search(shown)
    if first is None or _BOTH.search(shown) is None:
        return None
    told = _Told(text, kind=_kind(first[0]))
    Forms(_FORMS, _FILLERS, _BOTH, _EXAMPLE).tell(told, text, shown)
    return "story of probabilities", {"statements": ", ".join(_statements(told))}


def _numbered(found: re.Match[str]) -> str:
    """The second urn as urn 2, in as many characters."""
    number = ("first", "second", "third").index(found["ordinal"].lower()) + 1
    return f"{found['kind']} {number}".ljust(len(found[0]))


def _kind(first: str) -> str:
    word = first.lower().split()[0]
    for plural, one in (("factories", "factory"), ("companies", "company"), ("boxes", "box")):
        word = word.replace(plural, one)
    return word.removesuffix("s")


def _statements(told: _Told) -> list[str]:
    names = {label: f"{told.kind} {label}" for label in told.labels}
    event = told.sign.removeprefix("not ") or "defective"
    if told.balls and not told.sign:
        told.refuse("It is not said which ball was drawn.", "For example: The ball is red.")
    for label, counts in told.balls.items():
        told.rates.setdefault(label, f"{counts.get(event, 0)}/{sum(counts.values())}")
    if told.equal and not told.shares:
        told.shares = {label: f"1/{len(names)}" for label in names}
    if told.asked and told.asked not in names:
        told.refuse(f"Nothing is said about {told.asked}.", f"Ask about one of {', '.join(names)}.")
    for label, name in names.items():
        if label not in told.rates:
            told.refuse(
                f"P({event} | {name}) is not said.", f"For example P({event} | {name}) = 0.02."
            )
    if not told.shares:
        told.refuse(
            f"It is not said how the {told.kind} is chosen.",
            f"For example: one {told.kind} is chosen at random.",
        )
    stated = [f"P({names[label]}) = {number}" for label, number in told.shares.items()]
    stated += [f"P({event} | {names[label]}) = {told.rates[label]}" for label in names]
    if told.total and not told.asked and not told.sign:
        return [*stated, f"P({event}) = ?"]
    asked = names[told.asked or next(iter(names))]
    return [*stated, f"P({asked} | {told.sign or event}) = ?"]
