"""Stories that count heads and legs, or vehicles and wheels: how many of each kind are there?

Two kinds are named.  How many there are together is told, and how many legs all of them have.  The
legs of common animals are known here; of others the story has to tell them.  A sentence of no form
is refused with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NoReturn

from tutor.reading.number_words import in_digits
from tutor.reading.quantities import pattern, singular
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import Sentences, end_of_sentence
from tutor.reading.told.story import Story

_LEGS: Final = {
    **dict.fromkeys(
        ["chicken", "hen", "rooster", "duck", "goose", "turkey", "bird", "ostrich", "pheasant"], "2"
    ),
    **dict.fromkeys(
        ["rabbit", "hare", "cow", "pig", "sheep", "goat", "horse", "donkey", "dog", "cat", "lamb"],
        "4",
    ),
    **dict.fromkeys(["bicycle", "bike", "motorcycle", "motorbike"], "2"),
    "tricycle": "3",
    "car": "4",
}
_WORD: Final = (
    r"(?!(?:and|legs|feet|heads|wheels|animals|vehicles|there|have|has|are|in|on|of)\b)[A-Za-z]+"
)
_KINDS: Final = rf"(?:some )?(?P<one>{_WORD}) and (?:some )?(?P<other>{_WORD})"
_HEADS: Final = r"(?P<heads>\d+) (?:heads|animals|vehicles)(?: in total)?"
_FEET: Final = r"(?:a total of )?(?P<legs>\d+) (?:legs|feet|wheels)"
_ALL: Final = r"(?:together|altogether|in total|in all|a total of)"
_BOTH: Final = rf"(?:{_HEADS} (?:and|with) {_FEET})(?: {_ALL})?"
_WHO: Final = r"(?:(?:an?|the|his|her) )?[A-Za-z]+"
_WHERE: Final = r"(?:(?:in|on|at) (?:an?|the|his|her) [a-z]+)"
_HAVE: Final = (
    r"(?:has|have|had|keeps?|kept|raises?|owns?|contains?|counts?|counted|sees|saw|houses?)"
)
_THERE: Final = rf"(?:there (?:are|were)|they {_HAVE}|(?:the|these) (?:animals|vehicles) {_HAVE}|{_WHO} {_HAVE}|with|having)"
_FORMS: Final = (
    r"(?:an?|each|every) (?P<animal>[a-z]+) has (?P<each>\d+) (?:legs|wheels|feet)",
    rf"(?:{_WHERE},? )?(?:there (?:are|were)|{_WHO} {_HAVE}) (?:only |both )?{_KINDS}(?: {_WHERE})?(?: only)?",
    rf"(?:{_WHERE},? )?(?:{_THERE} )?(?:{_ALL} )?{_BOTH}(?: (?:among|of) (?:the )?{_KINDS})?(?: {_WHERE})?",
    rf"(?:the )?{_KINDS}(?: {_WHERE})?(?: {_ALL})? have (?:{_ALL} )?{_BOTH}",
    rf"(?:{_WHERE},? )?(?:there (?:are|were)|{_WHO} {_HAVE}) (?:{_ALL} )?(?P<heads>\d+) {_KINDS}(?: {_ALL})?(?: {_WHERE})?"
    rf"(?:,? (?:with|having) {_FEET}(?: {_ALL})?)?",
    rf"(?:{_THERE} )?(?:{_ALL} )?{_FEET}(?: {_ALL})?",
    rf"(?:{_THERE} )(?:{_ALL} )?{_HEADS}(?: {_ALL})?",
)
_QUESTION: Final = (
    r"(?:how many|find (?:the number of|how many)|what is the number of) (?P<asked>(?:of )?each(?: kind| animal| type)?"
    r"|[a-z]+(?: and(?: how many)? [a-z]+)?)(?: (?:are|were|does|do|did|has|have)(?: [A-Za-z]+){0,4})?"
)
_EXAMPLE: Final = "For example: A farmer has chickens and rabbits. They have 35 heads and 94 legs. How many of each are there?"
_BREAK: Final = pattern(r" ?(?:[.;,!?\n] ?|(?:and|but)\b ?)+| ?\Z")
_LEAD: Final = pattern(r"(?:(?:if|suppose|that|then|altogether|in total|in all|together)\b[:,]? )*")


@dataclass
class Flock:
    """What has been told: two kinds, how many there are, and how many legs they have."""

    typed: str
    kinds: list[str] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)  # of heads and of legs
    told: dict[str, str] = field(default_factory=dict)  # how many legs one of a kind has
    asked: list[tuple[int, int]] = field(default_factory=list)

    def refuse(self, message: str, at: int = 0, end: int | None = None) -> NoReturn:
        place = len(self.typed) if end is None else end
        refuse(self.typed, "word-problem", message, _EXAMPLE, at, place)

    def take(self, found: re.Match[str]) -> None:
        named = {group: text for group, text in found.groupdict().items() if text}
        if "asked" in named:
            self.asked.append(found.span("asked"))
        if "animal" in named:
            self.told[singular(named["animal"].lower(), self.kinds)] = named["each"]
        if "one" in named:
            kinds = [singular(named[group].lower(), _LEGS) for group in ("one", "other")]
            if self.kinds not in ([], kinds, kinds[::-1]):
                self.refuse("There are more than two kinds.", *found.span("one"))
            self.kinds = self.kinds or kinds
        for group in ("heads", "legs"):
            number = named.get(group, "")
            if number and self.numbers.setdefault(group, number) != number:
                self.refuse(f"There are two numbers of {group}.", *found.span(group))

    def legs_of(self, kind: str) -> str:
        legs = self.told.get(kind) or _LEGS.get(kind)
        if legs is None:
            self.refuse(f"It is not said how many legs or wheels one {kind} has.")
        return legs


@cache
def _sentences() -> Sentences[Flock]:
    """The forms, compiled when the first story of this kind is read."""
    forms = tuple((pattern(text), Flock.take) for text in (*_FORMS, _QUESTION))
    return Sentences(forms, _BREAK, _LEAD)


def legs_story(text: str) -> tuple[str, dict[str, str]] | None:
    """The system for how many of each kind there are, or None if no legs or wheels are counted.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    if "\\" in text or not re.search(r"\b(?:legs|feet|wheels)\b", text, re.IGNORECASE):
        return None
    plain, flock = in_digits(text), Flock(text)
    failed = _sentences().tell(flock, plain)
    if len(flock.kinds) != 2 or "legs" not in flock.numbers:
        return None
    if failed is not None:
        flock.refuse(
            "This part of the word problem is not understood, so none of it is solved.",
            failed,
            end_of_sentence(text, failed),
        )
    return "word problem", _as_inputs(flock)


def _as_inputs(flock: Flock) -> dict[str, str]:
    if "heads" not in flock.numbers:
        flock.refuse("It is not said how many there are together.")
    one, other = flock.kinds
    legs = [flock.legs_of(kind) for kind in flock.kinds]
    if one == other or legs[0] == legs[1]:
        flock.refuse("Both kinds have equally many legs, so the legs cannot tell them apart.")
    heads, feet = (int(flock.numbers[group]) for group in ("heads", "legs"))
    count, rest = divmod(feet - int(legs[0]) * heads, int(legs[1]) - int(legs[0]))
    if rest or not 0 <= count <= heads:
        flock.refuse(f"{heads} of these cannot have {feet} legs or wheels together.")
    for at, end in flock.asked:
        words = {
            singular(w, flock.kinds) for w in re.findall("[a-z]+", flock.typed[at:end].lower())
        }
        if not words <= {
            "of",
            "each",
            "kind",
            "animal",
            "type",
            "and",
            "how",
            "many",
            *flock.kinds,
        }:
            flock.refuse("Nothing is said about these before.", at, end)
    story = Story(flock.typed, flock.typed)
    letters = [story.letter(kind, f"the number of {_plural(kind)}") for kind in flock.kinds]
    terms = [f"{n}*{letter}" for n, letter in zip(legs, letters, strict=True)]
    return {
        "system": f"{' + '.join(letters)} = {flock.numbers['heads']}; {' + '.join(terms)} = {flock.numbers['legs']}",
        "unknowns": ", ".join(letters),
        "meanings": ", ".join(story.meanings.values()),
    }


def _plural(kind: str) -> str:
    irregular = {"sheep": "sheep", "goose": "geese", "ostrich": "ostriches"}
    return irregular.get(kind, f"{kind}s")
