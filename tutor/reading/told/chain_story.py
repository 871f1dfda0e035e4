"""Stories of a Markov chain: who moves where each year, which weather follows which.

Each sentence says what part of one state goes to another in a step.  What is left of a state
stays there.  A text is read whole or not at all: a sentence of no form is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from sympy import Rational

from tutor.reading.data import number
from tutor.reading.number_words import in_digits
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import end_of_sentence, walk_sentences
from tutor.reading.told.shares import PART, share

_SHARE: Final = rf"(?P<share>{PART})"
_STATE: Final = r"(?:(?!(?:and|while|but|to|for|with|each|every|move|switch|stay)\b)[A-Za-z]+(?: [A-Z](?![a-z]))?)"
_PLACE: Final = rf"(?:the |brand |product |company |store |provider )?(?:{_STATE})"
_PEOPLE: Final = (
    r"(?:(?:the )?(?:people|residents|inhabitants|population|customers|users|buyers|drivers|families|those|subscribers)"
    r" )?(?:(?:who )?(?:live|living|shop)? ?(?:in|of|at|from|using|who use|who buy|buying|with) )?"
)
_WHEN: Final = r"(?:(?:each|every) (?:year|month|week|day|time|step),? ?)?"
_EVERY: Final = r"(?: (?:each|every) (?:year|month|week|day|time|step))?"
_DWELLERS: Final = (
    r"(?: (?:residents|dwellers|people|customers|users|buyers|inhabitants|drivers|families))?"
)
_MOVES: Final = r"(?:moves?|switch(?:es)?|goes|go|changes?|migrates?|relocates?) (?:over )?to"
_STAYS: Final = r"(?:stays?|remains?|keeps?|are loyal|is loyal)(?: (?:in|with|at|to) {})?(?: there| where they are)?"
_WEATHER: Final = {
    **dict.fromkeys(("rainy", "rains", "rain", "raining"), "rainy"),
    **dict.fromkeys(("sunny", "sunshine"), "sunny"),
    **dict.fromkeys(("cloudy", "dry", "wet", "snowy", "clear", "foggy"), ""),
}
_SKY: Final = rf"(?:{'|'.join(_WEATHER)})"
_IT: Final = r"(?:it (?:is |will be |will |be )?(?:a )?)"
_FORMS: Final = (
    rf"{_WHEN}(?:about )?{_SHARE} of {_PEOPLE}(?P<start>{_PLACE}){_DWELLERS} {_MOVES} (?P<end>{_PLACE}){_EVERY}",
    rf"{_WHEN}(?:about )?{_SHARE} of {_PEOPLE}(?P<start>{_PLACE}){_DWELLERS} {_STAYS.format(_PLACE)}{_EVERY}",
    rf"if {_IT}(?P<sky>{_SKY}) today,? (?:then )?{_IT}(?P<next>{_SKY}) tomorrow with (?:a )?probability(?: of)? {_SHARE}",
    rf"if {_IT}(?P<sky>{_SKY}) today,? (?:then )?the (?:probability|chance) (?:that {_IT}(?P<next>{_SKY})|of (?P<also>{_SKY}))"
    rf" tomorrow is {_SHARE}",
    rf"if {_IT}(?P<sky>{_SKY}) today,? (?:then )?there is an? {_SHARE} (?:chance|probability) "
    rf"(?:that {_IT}(?P<next>{_SKY})|of (?P<also>{_SKY})) tomorrow",
)
_STARTS: Final = (
    r"(?:(?:initially|at first|at the start|in the beginning|currently|now|today),? ?)?"
    r"(?P<part>\d+(?:\.\d+)?)(?P<percent> ?(?:%|percent))?(?: of)?(?: the)?"
    r"(?: (?:people|residents|population|customers|users|inhabitants|buyers))?"
    rf"(?: (?:live|lives|are|is|shop|buy|use))? (?:in|at|with) (?P<place>{_PLACE})",
)
_QUESTIONS: Final = (
    r"(?:what (?:is|are|will be)|find|determine|compute) the (?:new )?(?:distribution|shares?|state|market shares?|proportions?|percentages?)"
    r"(?: of [a-z ]+?)?(?: be)? after (?P<n>\d+) (?:years?|months?|weeks?|days?|steps?)",
    r"what happens after (?P<n>\d+) (?:years?|months?|weeks?|days?|steps?)",
    r"what happens in the long run",
    r"(?:find|what is|what are|determine|compute) the (?:long[- ]run|long[- ]term|steady[- ]state|steady|stationary|equilibrium)"
    r" (?:state|distribution|vector|population|shares?|probabilit(?:y|ies)|market shares?|behaviou?r)(?: of [a-z ]+)?",
    r"(?:the )?(?:steady|stationary|equilibrium|long[- ]run)[- ](?:state|distribution|share|vector)s?",
    r"(?:find|what is) (?:the )?(?:transition )?matrix",
    r"in the long run,? what (?:share|fraction|percentage|part|proportion) [A-Za-z ]+",
    r"what (?:share|fraction|percentage|part|proportion) [A-Za-z ]+ in the long run",
)
_BREAK: Final = r" ?(?:[.;,?!\n] ?|(?:and|while|but|whereas)\b ?)+| ?\Z"
_UNITS: Final = re.compile(r"\b(?:each|every) (year|month|week|day)\b", re.IGNORECASE)
_EXAMPLE: Final = (
    "For example: Each year 5% of the city moves to the suburbs and 3% of the suburbs moves to the city. "
    "What happens in the long run?"
)


@dataclass
class Chain:
    """The states in the order in which they are named, and the share of each move.

    Who does not move stays; of the weather that is known only if one kind alone is left.
    """

    typed: str
    states: list[str] = field(default_factory=list)
    moves: dict[tuple[str, str], Rational] = field(default_factory=dict)
    is_weather: bool = False
    start: dict[str, tuple[str, bool]] = field(default_factory=dict)  # number, whether in percent
    steps: str = ""

    def state(self, name: str) -> str:
        plain = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
        plain = "suburbs" if plain.lower() == "suburban" else plain
        key = next((s for s in self.states if s.lower() == plain.lower()), plain)
        if key not in self.states:
            self.states.append(key)
        return key

    def move(self, found: re.Match[str]) -> None:
        named = found.groupdict()
        if named.get("sky"):
            self.is_weather = True
            start = self.state(_sky(named["sky"]))
            end = self.state(_sky(named.get("next") or named.get("also") or named["sky"]))
        else:
            start = self.state(named["start"])
            end = self.state(named["end"]) if named.get("end") else start
        moved = Rational(number(share(named["share"])))
        if self.moves.setdefault((start, end), moved) != moved:
            self.refuse(f"Two shares are given for {start} to {end}.", *found.span())

    def begin(self, found: re.Match[str]) -> None:
        self.start[self.state(found["place"])] = found["part"], found["percent"] is not None

    def distribution(self) -> str:
        """The shares of the start; a state that is left out has the rest of 100 percent."""
        whole = 0, len(self.typed)
        kinds = {percent for _, percent in self.start.values()}
        missing = [state for state in self.states if state not in self.start]
        total = sum((Rational(part) for part, _ in self.start.values()), Rational(0))
        if len(kinds) > 1 or len(missing) > 1 or (missing and kinds == {False}) or total == 0:
            self.refuse("It is not said how many start in each state.", *whole)
        if kinds == {True} and (total > 100 or (total < 100 and not missing)):
            self.refuse("The shares of the start do not add up to 100 percent.", *whole)
        parts = {s: Rational(self.start[s][0]) for s in self.states if s in self.start}
        if missing:
            parts[missing[0]] = 100 - total
        everything = 100 if kinds == {True} else total
        return f"({', '.join(str(parts[state] / everything) for state in self.states)})"

    def refuse(self, message: str, at: int, end: int) -> None:
        refuse(self.typed, "chain-story", message, _EXAMPLE, at, end)


@cache
def _patterns(texts: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The forms, compiled when the first story of this kind is read."""
    return tuple(map(pattern, texts))


def chain_story(text: str) -> tuple[str, dict[str, str]] | None:
    """The transition matrix of a story, its columns in the order of the states, or None if it has no moves.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    if "\\" in text or not re.search(r"\b(?:each|every|today)\b", text, re.IGNORECASE):
        return None
    plain, chain = in_digits(text), Chain(text)
    failed = walk_sentences(plain, lambda at: _sentence(chain, plain, at), pattern(_BREAK))
    if len({start for start, _ in chain.moves}) < 2:
        return None
    if len({unit.lower() for unit in _UNITS.findall(text)}) > 1:
        chain.refuse("The steps have different lengths.", 0, len(text))
    if failed is not None:
        chain.refuse(
            "This part of the story is not understood, so none of it is solved.",
            failed,
            end_of_sentence(text, failed),
        )
    fields = {"P": _matrix(chain), "states": ", ".join(chain.states)}
    if chain.start:
        fields["x0"] = chain.distribution()
    if chain.steps:
        fields["n"] = chain.steps
    return "markov story", fields


def _sentence(chain: Chain, plain: str, start: int) -> int | None:
    """Where the longest form ends that begins here and fills a sentence; its move is kept."""
    breaks = pattern(_BREAK)
    said = [
        (found.end(), found)
        for form in _patterns(_FORMS)
        if (found := form.match(plain, start)) and breaks.match(plain, found.end())
    ]
    if said:
        end, found = max(said, key=lambda one: one[0])
        chain.move(found)
        return end
    for question in _patterns(_QUESTIONS):
        asked = question.match(plain, start)
        if asked is not None and breaks.match(plain, asked.end()):
            chain.steps = asked.groupdict().get("n") or chain.steps
            return asked.end()
    for form in _patterns(_STARTS):
        begins = form.match(plain, start)
        if begins is not None and breaks.match(plain, begins.end()):
            chain.begin(begins)
            return begins.end()
    return None


def _matrix(chain: Chain) -> str:
    columns = list(_columns(chain))
    rows = zip(*columns, strict=True)
    return "[" + "; ".join(" ".join(map(str, row)) for row in rows) + "]"


def _columns(chain: Chain) -> Iterator[list[Rational]]:
    """Where each state leads; what is not said stays, or goes to the one state that is left."""
    whole = 0, len(chain.typed)
    for start in chain.states:
        column = {end: chain.moves.get((start, end)) for end in chain.states}
        told = sum((share for share in column.values() if share is not None), Rational(0))
        missing = [end for end, share in column.items() if share is None]
        if told > 1 or (told < 1 and not missing):
            chain.refuse(f"The shares of {start} do not add up to 1.", *whole)
        rest = missing[0] if len(missing) == 1 else None
        if rest is None and column[start] is None and told and not chain.is_weather:
            rest = start
        if told < 1 and rest is None:
            chain.refuse(f"It is not said where the rest of {start} goes.", *whole)
        yield [
            column[end] if column[end] is not None else (1 - told if end == rest else Rational(0))
            for end in chain.states
        ]


def _sky(word: str) -> str:
    return _WEATHER.get(word.lower()) or word.lower()
