"""Stories that ask how many of each kind there are: tickets at two prices, coins of two values.

Two kinds have a price or a value each; how many there are together is told, and what all of them
cost together.  Sentences may stand in any order.  Nickels, dimes and quarters have their values
in cents.  A sentence of no form is refused with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Final, NoReturn

from tutor.reading.number_words import in_digits
from tutor.reading.quantities import AMOUNT, THING, amount, pattern, singular
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import Sentences, end_of_sentence
from tutor.reading.told.story import Story

_COINS: Final = {"penny": 1, "nickel": 5, "dime": 10, "quarter": 25}  # in cents
_PIECES: Final = "(?:coins?|pieces?|bills?|notes?|stamps?)"
_COIN: Final = rf"(?:(?:some )?(?:pennies|penny|nickels?|dimes?|quarters?|\d+[- ]?(?:cents?|euros?|dollars?)(?![a-z])(?: {_PIECES})?|[$€]\d+ {_PIECES}))"
_OF: Final = "(?:(?:consist|consisting|made up) of|all|some|both|only|either|which are|that are|in)"
_KIND: Final = rf"(?:(?:an?|the|each|every) )?(?P<{{}}>{THING})"
_EACH: Final = "(?: each| apiece| (?:per|a) (?:ticket|person|piece))?"
_AUXILIARY: Final = "(?:were|was|are|is|did|does|do|has|have)"
_ASKED: Final = rf"(?!{_AUXILIARY}\b)[a-z]+(?: (?!{_AUXILIARY}\b|and\b)[a-z]+)?"
_TOTAL: Final = "(?:(?:in total|altogether|in all|together)(?: ?,)?)"
_WHO: Final = r"(?:(?:an?|the|his|her) )?[A-Za-z]+(?: [a-z]+)?"
_SOLD: Final = (
    "(?:sells?|sold|has|have|had|buys?|bought|collected|counted|contains?|contained|holds?|held)"
)
_HOLDER: Final = rf"(?:{_WHO} {_SOLD}|there (?:are|were))"
_EXAMPLE: Final = (
    "For example: An adult ticket costs $8 and a child ticket costs $5. 200 tickets were sold for $1300. "
    "How many of each were sold?"
)
_BREAK: Final = pattern(r" ?(?:[.;,!?\n] ?|(?:and|but)\b ?)+| ?\Z")
_LEAD: Final = pattern(
    r"(?:(?:(?:in|at|for) (?:an?|the) [a-z]+|if|suppose|that|then|altogether|in total|in all|together)\b[:,]? )*"
)


@dataclass
class Counts:
    """What has been told: the price of each kind, how many there are, what they cost together."""

    typed: str
    prices: dict[str, tuple[str, str]] = field(default_factory=dict)  # number and unit, by kind
    number: str = ""
    counted: list[tuple[int, int]] = field(default_factory=list)  # where it is said what they are
    total: tuple[str, str] | None = None
    asked: list[tuple[int, int]] = field(default_factory=list)  # where the questions name kinds

    def refuse(self, message: str, at: int, end: int) -> NoReturn:
        refuse(self.typed, "word-problem", message, _EXAMPLE, at, end)

    def price(self, kind: str, value: tuple[str, str], found: re.Match[str]) -> None:
        name = singular(" ".join(kind.lower().split()), self.prices)
        if self.prices.setdefault(name, value) != value:
            self.refuse(f"There are two prices for {name}.", *found.span())

    def count(self, number: str, found: re.Match[str]) -> None:
        if self.number not in ("", number):
            self.refuse(f"There are {number} here, and {self.number} before.", *found.span())
        self.number = number

    def worth(self, written: str, found: re.Match[str]) -> None:
        value = amount(written)
        if self.total not in (None, value):
            self.refuse("There are two totals.", *found.span())
        self.total = value


def _one_price(counts: Counts, found: re.Match[str]) -> None:
    counts.price(found["kind"], amount(found["amount"]), found)


def _two_prices(counts: Counts, found: re.Match[str]) -> None:
    for number in "12":
        counts.price(found[f"kind{number}"], amount(found[f"amount{number}"]), found)


def _how_many(counts: Counts, found: re.Match[str]) -> None:
    named = found.groupdict()
    if named.get("n"):
        counts.count(named["n"], found)
        if named.get("noun"):
            counts.counted.append(found.span("noun"))
    if named.get("amount"):
        counts.worth(named["amount"], found)
    for group in ("coin1", "coin2"):
        if named.get(group):
            counts.price(*_coin(named[group].lower().removeprefix("some ")), found)


def _coin(typed: str) -> tuple[str, tuple[str, str]]:
    """A kind of coin, and what it is worth: a dime 10 cents, a 25-cent coin 25 cents."""
    if not (
        told := re.match(r"(?P<sign>[$€]?)(?P<value>\d+)[- ]?(?P<unit>cent|euro|dollar)?", typed)
    ):
        coin = singular(typed, _COINS)
        return coin, (str(_COINS[coin]), "cents")
    unit = told["unit"] or {"$": "dollar", "€": "euro"}[told["sign"]]
    piece = re.search(_PIECES, typed)
    kind = singular(piece[0], ()) if piece else "coin"
    return f"{told['value']}-{unit} {kind}", (told["value"], f"{unit}s")


def _question(counts: Counts, found: re.Match[str]) -> None:
    counts.asked.append(found.span("asked"))


_WORTH: Final = (
    r"(?:worth|for(?: a total of)?|at a total of|with a (?:total )?value of|totall?ing|totals?)"
)
_FORMS: Final = (
    (rf"{_KIND.format('kind')} (?:costs?|sells? for|sold for|pays?|paid|(?:is|are) worth|(?:was|were|are|is)) "
     rf"(?P<amount>{AMOUNT}){_EACH}", _one_price),
    (rf"{_KIND.format('kind1')} (?:costs?|are|is) (?P<amount1>{AMOUNT}),? and {_KIND.format('kind2')} (?P<amount2>{AMOUNT})", _two_prices),
    (rf"(?:the )?{THING} (?:costs?|are|were|sell for|sold for) (?P<amount1>{AMOUNT}) (?:for|per) {_KIND.format('kind1')}"
     rf",? and (?P<amount2>{AMOUNT}) (?:for|per) {_KIND.format('kind2')}", _two_prices),
    (rf"{_WHO} (?:charges|charged) (?P<amount1>{AMOUNT}) (?:for|per) {_KIND.format('kind1')}"
     rf",? and (?P<amount2>{AMOUNT}) (?:for|per) {_KIND.format('kind2')}", _two_prices),
    (rf"(?:a total of )?(?P<n>\d+) (?P<noun>{THING}(?: and {THING})?) (?:were|are|was) (?:sold|bought|counted)(?: {_TOTAL})?"
     rf"(?:,? {_WORTH} (?P<amount>{AMOUNT}))?", _how_many),
    (rf"{_WHO} {_SOLD} (?:a total of )?(?P<n>\d+) (?P<noun>{THING}(?: and {THING})?)(?: {_TOTAL})?"
     rf"(?:,? {_WORTH} (?P<amount>{AMOUNT}))?", _how_many),
    (rf"there (?:are|were) (?:a total of )?(?P<n>\d+) (?P<noun>{THING}(?: and {THING})?)(?: {_TOTAL})?", _how_many),
    (rf"(?:{_HOLDER} )?(?:a total of )?(?P<n>\d+) {_PIECES}(?: {_TOTAL})?(?:,? {_WORTH} (?P<amount>{AMOUNT})(?: {_TOTAL})?)?", _how_many),
    (rf"(?:(?:{_HOLDER}|(?:they|the coins) are) )?(?:(?P<n>\d+) {_PIECES},? )?(?:{_OF} )?(?P<coin1>{_COIN}) and (?P<coin2>{_COIN})(?: only)?"
     rf"(?:,? {_WORTH} (?P<amount>{AMOUNT})(?: {_TOTAL})?)?", _how_many),
    (rf"(?:(?:(?:they|the coins|the tickets|all of them) )?(?:are|were|is) )?{_WORTH} (?P<amount>{AMOUNT})(?: {_TOTAL})?", _how_many),
    (rf"(?:(?:the|their) total (?:(?:value|revenue|cost|price|income|amount|receipts|sales)(?: of [a-z ]+?)? )?|(?:their|the) value )"
     rf"(?:is|was|were) (?P<amount>{AMOUNT})", _how_many),
    (rf"{_WHO} (?:took in|collected|earned|made|received|paid) (?:a total of )?(?P<amount>{AMOUNT})(?: {_TOTAL})?", _how_many),
(rf"how many (?P<asked>of each(?: kind| type| coin| sort)?|{_COIN}|{_ASKED}(?: and(?: how many)? {_ASKED})?)"
     rf"(?: {_AUXILIARY}(?: [A-Za-z]+){{0,4}})?", _question),
    (r"find the number of (?P<asked>each|[a-z ]+)", _question),
)  # fmt: skip


@cache
def _sentences() -> Sentences[Counts]:
    """The forms, compiled when the first story of this kind is read."""
    return Sentences(tuple((pattern(text), take) for text, take in _FORMS), _BREAK, _LEAD)


def count_story(text: str) -> tuple[str, dict[str, str]] | None:
    """The system for how many of each kind there are, or None if no two kinds have a price.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    if "\\" in text or not re.search(r"\bhow many\b|\bnumber of\b", text, re.IGNORECASE):
        return None
    plain = in_digits(text)
    counts = Counts(text)
    failed = _sentences().tell(counts, plain)
    if len(counts.prices) < 2 or not counts.number:
        return None
    if failed is not None:
        counts.refuse(
            "This part of the word problem is not understood, so none of it is solved.",
            failed,
            end_of_sentence(text, failed),
        )
    return "word problem", _as_inputs(counts)


def _as_inputs(counts: Counts) -> dict[str, str]:
    whole = 0, len(counts.typed)
    if len(counts.prices) > 2:
        counts.refuse(
            "There are more than two kinds, and two totals cannot tell them apart.", *whole
        )
    if counts.total is None:
        counts.refuse("What all of them cost together is not said.", *whole)
    for at, end in counts.asked:
        words = {singular(w, ()) for w in re.findall("[a-z]+", counts.typed[at:end].lower())}
        if not words & {"each", *(w for kind in counts.prices for w in kind.split())}:
            counts.refuse("Nothing is said about these before.", at, end)
    for at, end in counts.counted:
        if singular(" ".join(counts.typed[at:end].lower().split()), counts.prices) in counts.prices:
            counts.refuse(
                "This counts one kind, and how many there are of both is needed.", at, end
            )
    values = [*counts.prices.values(), counts.total]
    if all(unit == "cents" for _, unit in values[:2]) and not values[2][1] and "." in values[2][0]:
        values[2] = (values[2][0], "dollars")  # 4.20 is no number of cents
    units = {unit for _, unit in values}
    if units <= {"cents", "dollars", "euros"} and "cents" in units and len(units) == 2:
        values = [
            (number if unit == "cents" else _hundredfold(number), "cents")
            for number, unit in values
        ]
    elif len(units) > 1:
        counts.refuse("The amounts have different units.", *whole)
    one, other, total = (Fraction(number) for number, _ in values)
    if one == other:
        counts.refuse("Both kinds have one price, so the total cannot tell them apart.", *whole)
    first_count = (total - other * int(counts.number)) / (one - other)
    if first_count.denominator > 1 or not 0 <= first_count <= int(counts.number):
        counts.refuse(f"{counts.number} of these cannot be worth that together.", *whole)
    story = Story(counts.typed, counts.typed)
    letters = [story.letter(kind, f"the number of {_plural(kind)}") for kind in counts.prices]
    first, second = (
        f"{value}*{letter}" for (value, _), letter in zip(values, letters, strict=False)
    )
    return {
        "system": f"{letters[0]} + {letters[1]} = {counts.number}; {first} + {second} = {values[2][0]}",
        "unknowns": ", ".join(letters),
        "meanings": ", ".join(story.meanings.values()),
    }


def _hundredfold(number: str) -> str:
    """An amount in dollars, in cents."""
    return str(100 * Fraction(number))


def _plural(kind: str) -> str:
    irregular = {"child": "children", "adult": "adults", "penny": "pennies", "person": "persons"}
    return irregular.get(kind, kind if kind.endswith("s") else f"{kind}s")
