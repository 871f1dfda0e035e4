"""What the sentences of a word problem have said: letters, what they stand for, and equations.

A new thing, number or person gets a letter of its own, its first one if that is free.  A story is
about prices, weights, two numbers, ages or what persons have, and all its amounts have one unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NoReturn

from tutor.reading.quantities import NUMBERS, TIMES, amount, quantities, singular, with_article
from tutor.reading.tokens import refuse

_AVOIDED: Final = "aeioudl"  # after the first letter; e and i mean numbers, o and l look like some

RELATIVE: Final = (
    "(?:(?:grand)?(?:father|mother|son|daughter)|brother|sister|uncle|aunt|nephew|niece|cousin|husband|wife|friend|dad|mom|mum"
    "|man|woman|boy|girl)"
)


@dataclass
class Story:
    """What the sentences read so far have said."""

    text: str  # with numbers in digits
    typed: str
    kind: str = ""  # price, weight, number, age or count
    owned: str = ""  # the kind of thing that is counted, and how it was typed
    owned_typed: str = ""
    unit: str | None = None
    roles: tuple[str, str] | None = None  # larger and smaller, or first and second
    letters: dict[str, str] = field(default_factory=dict)  # of things, numbers and persons
    meanings: dict[str, str] = field(default_factory=dict)  # of letters
    equations: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # things that the text has in the singular

    def refuse(self, message: str, fix: str, at: int, end: int) -> NoReturn:
        refuse(self.typed, "word-problem", message, fix, at, end)

    def be(self, kind: str, found: re.Match[str]) -> None:
        """Take it that the story is about prices, say; refuse a mixture."""
        if self.kind not in ("", kind):
            self.refuse(
                f"This is about a {kind}, and before it was about a {self.kind}.",
                "Give one of them in a problem of its own.",
                *found.span(),
            )
        self.kind = kind

    def letter(self, name: str, meaning: str) -> str:
        """The letter for what a name stands for; a new one is taken from the name."""
        if name not in self.letters:
            free = name.rpartition(" of ")[2].lower() + "xyzuvwpqrstabcfghjkmn"
            taken = {*self.letters.values(), *"eid"}
            avoided = {*taken, *_AVOIDED}
            self.letters[name] = next(
                c for k, c in enumerate(free) if c not in (avoided if k else taken) and c.isalpha()
            )
            self.meanings[self.letters[name]] = meaning
        return self.letters[name]

    def sum_of(self, found: re.Match[str], group: str, verb: str) -> str:
        """A list of quantities as a sum, with a letter for the price or weight of each thing."""
        self.be("weight" if verb.startswith("weigh") else "price", found)
        of = "for" if verb.startswith("pay") else "of"
        terms = []
        for number, typed, _ in quantities(found[group]):
            thing = singular(typed, self.known)
            letter = self.letter(thing, f"the {self.kind} {of} {with_article(thing)}")
            terms.append(letter if number == "1" else f"{factor(number)}*{letter}")
        return " + ".join(terms)

    def value(self, found: re.Match[str], group: str) -> str:
        """The number of an amount; all amounts have one unit."""
        number, unit = amount(found[group])
        if self.unit not in (None, unit):
            self.refuse(
                f"This amount has {_named(unit)}, and an earlier one has {_named(self.unit)}.",
                "Write all amounts in one unit.",
                *found.span(group),
            )
        self.unit = unit
        return number

    def number(self, role: str, found: re.Match[str], group: str) -> str:
        """The letter of one of two numbers, by what it is called."""
        self.be("number", found)
        role = role.lower().removeprefix("the ")
        role = {"greater": "larger", "bigger": "larger"}.get(role, role)
        pairs = (("larger", "smaller"), ("first", "second"))
        pair = next((p for p in pairs if role in p), self.roles or pairs[0])
        if self.roles not in (None, pair):
            self.refuse(
                f"Is the {role} number the {' or the '.join(self.roles)} one?",
                "Call the numbers first and second, or larger and smaller, in the whole text.",
                *found.span(group),
            )
        self.roles = pair
        return "xy"[pair.index(role)]

    def age(self, typed: str) -> str:
        name = person(typed)
        return self.letter(name, f"the age of {the(name)}")


def person(typed: str) -> str:
    """What a person is called: Sue for `his sister Sue`, son for `his son`."""
    last = typed.split()[-1]
    return last.lower() if re.fullmatch(RELATIVE, last, re.IGNORECASE) else last.capitalize()


def the(person: str) -> str:
    """A person in a sentence: Sue, or the son."""
    return person if person[0].isupper() else f"the {person}"


def _named(unit: str | None) -> str:
    return f"the unit {unit}" if unit else "no unit"


def factor(number: str) -> str:
    return f"({number})" if "/" in number else number


def multiple(times: str) -> str:
    word = times.lower().strip().removesuffix("times").strip()
    return factor(TIMES.get(word) or NUMBERS.get(word, word))
