"""Numbers, things and amounts in the sentences of a word problem: `2 apples`, `8 euros`.

A thing is one word or a few; its plural means the same thing.  Nothing is looked up in a
dictionary: a plural is taken back to the singular that the text itself has, or by the rules of
English spelling.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final, NamedTuple

from tutor.reading.number_words import ONES, TEENS, TENS

NUMBERS: Final = {
    "a": "1",
    "an": "1",
    **{w: str(n) for n, w in enumerate((*ONES, *TEENS, TENS[0]), start=1)},
}
TIMES: Final = {"twice": "2", "double": "2", "half": "1/2", "thrice": "3", "triple": "3"}

_NO_THING: Final = """
    a about add altogether an and are as at buy buys bought but by come comes cost costs do does each
    equal equals for from have how if in is less larger more of order ordered orders other pay paid pays
    per plus purchased purchases sell sells smaller so sold spend spends spent sum than that the their
    they times to together total twice was weigh weighed weighs were what when while who with worth
    years
"""
_WORD: Final = rf"(?!(?:{'|'.join((*_NO_THING.split(), *NUMBERS))})\b)[A-Za-z][A-Za-z-]*"

NUMBER: Final = rf"(?:\d+(?:\.\d+)?(?:/\d+)?|(?:{'|'.join(NUMBERS)})\b)"
THING: Final = rf"(?:{_WORD}(?: {_WORD})?(?: of {_WORD})?)"
QUANTITY: Final = rf"(?:{NUMBER} (?:the )?{THING}|the {THING})"
QUANTITIES: Final = rf"{QUANTITY}(?:(?:,(?: and)?| and| plus) {QUANTITY})*"
UNITS: Final = {
    **dict.fromkeys(("$", "dollar", "dollars", "USD"), "dollars"),
    **dict.fromkeys(("€", "euro", "euros", "EUR"), "euros"),
    **dict.fromkeys(("£", "pound", "pounds", "GBP"), "pounds"),
    **dict.fromkeys(("cent", "cents"), "cents"),
    **dict.fromkeys(("kg", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("g", "gram", "grams"), "grams"),
}
_SIGN: Final = "[$€£]"
_UNIT: Final = "|".join(sorted((re.escape(u) for u in UNITS), key=len, reverse=True))
AMOUNT: Final = rf"(?:{_SIGN} ?)?\d+(?:\.\d+)?(?:/\d+)?(?: ?(?:{_UNIT})(?![A-Za-z]))?"

_IRREGULAR: Final = {
    "children": "child", "men": "man", "women": "woman", "people": "person", "mice": "mouse",
    "geese": "goose", "loaves": "loaf", "knives": "knife", "tomatoes": "tomato",
    "potatoes": "potato", "mangoes": "mango", "buses": "bus",
}  # fmt: skip


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern in which a space stands for any white space, and capitals do not count."""
    return re.compile(text.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)


_ONE: Final = pattern(rf"(?:({NUMBER}) (?:the )?|the )({THING})")
_AMOUNT: Final = pattern(rf"(?P<sign>{_SIGN})? ?(?P<number>[\d./]+) ?(?P<unit>{_UNIT})?")


class Quantity(NamedTuple):
    """A number of a thing, and the offset of the thing in the text it was found in."""

    number: str
    thing: str
    at: int


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities in a list such as `2 apples, 1 plum and 3 pears`."""
    for found in _ONE.finditer(text):
        number = (found[1] or "1").lower()
        thing = " ".join(found[2].lower().split())
        yield Quantity(NUMBERS.get(number, number), thing, found.start(2))


def amount(text: str) -> tuple[str, str]:
    """The number and the unit of an amount; the unit is empty if there is none."""
    found = _AMOUNT.fullmatch(text.strip())
    assert found is not None
    unit = found["sign"] or found["unit"] or ""
    return found["number"], UNITS.get(unit) or UNITS.get(unit.lower(), "")


def singular(thing: str, known: Collection[str]) -> str:
    """The thing in the singular; one of the `known` things if it is one of their plurals."""
    if thing in known:
        return thing
    head, of, rest = thing.partition(" of ")
    *before, noun = head.split(" ")
    forms = [f"{' '.join((*before, form))}{of}{rest}" for form in _singulars(noun)]
    return next((form for form in forms if form in known), forms[0])


def _singulars(noun: str) -> list[str]:
    """What a noun may be the plural of, the likeliest first; the noun itself is the last."""
    if noun in _IRREGULAR:
        return [_IRREGULAR[noun]]
    if not noun.endswith("s") or noun.endswith("ss"):
        return [noun]
    if noun.endswith("ies") and len(noun) > 4:
        return [noun[:-3] + "y", noun[:-1]]
    if re.search("(?:ss|x|ch|sh)es$", noun):
        return [noun[:-2], noun[:-1]]
    return [noun[:-1], noun[:-2], noun]


def with_article(thing: str) -> str:
    """The thing with "a" or "an", by its first letter."""
    vowel = thing[0] in "aeiou" and not thing.startswith(("uni", "eu", "one", "use"))
    return f"{'an' if vowel or thing.startswith(('hour', 'honest')) else 'a'} {thing}"
