"""Stories of a boat in a current or a plane in the wind: how fast is it, and how fast is the current?

With the current both speeds add up, against it they are subtracted; a distance is speed times
time.  One way in each direction is told, with its distance and its time, or with its speed.  A sentence
of no form is refused with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NoReturn

from sympy import Rational

from tutor.reading.number_words import in_digits
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import Sentences, end_of_sentence

_VEHICLES: Final = "(?:(?:motor|row|steam|speed|sail)?boat|ship|ferry|canoe|kayak|(?:air|jet )?plane|airplane|aeroplane|jet|swimmer|rower|kayaker|canoeist|man|woman|crew|barge|raft)"
_WHO: Final = rf"(?:(?:(?:an?|the) )?(?:small |motor |rowing |fishing |tour |patrol )?(?P<who>{_VEHICLES})|it|he|she|they)"
_MOVES: Final = "(?:travels?|goes|went|sails?|rows?|flies|flew|swims?|covers?|paddles?|travel(?:l)?ed|can (?:travel|go|row|fly|swim|cover|sail))"
_NUMBER: Final = r"\d+(?:\.\d+)?(?:/\d+)?"
_LENGTH: Final = "(?:km|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s?)"
_TIME: Final = "(?:hours?|hrs?|h|minutes?|min|seconds?|s)"
_DISTANCE: Final = rf"(?P<distance>{_NUMBER}) (?P<length>{_LENGTH})"
_DURATION: Final = rf"(?P<duration>{_NUMBER}) (?P<time>{_TIME})"
_SPEED: Final = (
    rf"(?P<speed>{_NUMBER}) (?P<rate>{_LENGTH} ?(?:/|per|an) ?(?:{_TIME})|mph|kph|knots)"
)
_STREAM: Final = "(?:the )?(?P<stream>current|stream|wind|river|tide)"
_WAY: Final = (
    rf"(?:(?P<down>downstream|down ?river|with (?:a|the) tail ?wind)|(?P<up>upstream|up ?river|against (?:a|the) head ?wind)|with {_STREAM}"
    rf"|against {_STREAM.replace('stream>', 'against>')})"
)
_BACK: Final = r"(?P<back>back|the return trip|return trip|the trip back|the way back|returns?|to return|returning|the same distance(?: back)?|the same trip|to come back|comes back)"
_FORMS: Final = (
    rf"(?:{_WHO} )?(?:{_MOVES} )?{_DISTANCE} {_WAY} (?:in|within|for) {_DURATION}",
    rf"(?:{_WHO} )?(?:{_MOVES} )?{_WAY} {_DISTANCE} in {_DURATION}",
    rf"(?:{_WHO} )?(?:{_MOVES} )?{_DISTANCE} in {_DURATION}(?: when)?(?: (?:going|travell?ing|flying|rowing|moving))? {_WAY}",
    rf"in {_DURATION},? {_WHO} {_MOVES} {_DISTANCE} {_WAY}",
    rf"(?:{_WHO}|it) takes? (?:{_WHO.replace('<who>', '<rower>')} )?{_DURATION} (?:for {_WHO.replace('<who>', '<rower2>')} )?to (?:travel|go|row|fly|swim|cover|sail) {_DISTANCE} {_WAY}",
    rf"(?:(?:{_WHO}|it) (?:takes? )?)?{_DURATION} to (?:travel|go|row|fly|swim|cover|sail) {_DISTANCE} {_WAY}",
    rf"(?:{_WHO} )?(?:{_MOVES} )?(?:at )?(?:a speed of )?{_SPEED} {_WAY}",
    rf"(?:{_WHO} )?(?:{_MOVES} )?{_WAY} (?:at|is) (?:a speed of )?{_SPEED}",
    rf"(?:the speed (?:of {_WHO} )?)?{_WAY} is {_SPEED}",
    rf"(?:{_WHO} )?(?:{_MOVES} )?{_BACK}(?: {_WAY})?(?: trip)? (?:in|takes?|took) {_DURATION}",
    rf"(?:{_WHO} )?{_BACK}(?: trip)?,? {_WAY},? (?:in|takes?|took) {_DURATION}",
    rf"(?:{_WHO} )?(?:{_MOVES} )?(?:the )?same (?P<again>distance|trip) (?:{_WAY} )?(?:in|takes?|took) {_DURATION}",
    rf"(?:the )?{_WAY} trip (?:back )?(?P<again>takes?|took) {_DURATION}",
    rf"(?:it )?takes? {_DURATION} {_BACK}(?: {_WAY})?",
    rf"{_DURATION} {_BACK}(?: {_WAY})?",
)
_RATE: Final = "(?:speeds?|rates?|velocity)"
_STILL: Final = "(?: in (?:still|calm) (?:water|air))?"
_ONE: Final = rf"(?:the )?(?:{_VEHICLES}|current|stream|wind|river|water|tide)(?:['’]s)?{_STILL}"
_OF: Final = rf"(?:the )?(?:{_RATE} (?:of )?)?{_ONE}(?:['’]s)?(?: {_RATE})?{_STILL}"
_QUESTIONS: Final = (
    rf"(?:find|determine|what (?:is|are|was|were)|calculate|compute) (?P<asked>{_OF}(?:(?:,? and(?: of)? | and what is ){_OF})?)",
    rf"how fast (?:is|does|are|was) (?P<fast>{_OF}(?: and(?: how fast is)? {_OF})?)(?: (?:going|travell?ing|flowing|blowing|go|flow|row|swim))?{_STILL}",
)
_EXAMPLE: Final = (
    "For example: A boat travels 24 km downstream in 2 hours and 16 km upstream in 2 hours. "
    "Find the speed of the boat in still water and the speed of the current."
)
_BREAK: Final = pattern(r" ?(?:[.;,!?\n] ?|(?:and|but|while)\b ?)+| ?\Z")
_SHORT: Final = {
    **dict.fromkeys(("kilometer", "kilometre"), "km"),
    **dict.fromkeys(("meter", "metre"), "m"),
    "mi": "mile",
    "h": "hour",
    "hr": "hour",
    "min": "minute",
    "s": "second",
    "mph": "mile per hour",
    "kph": "km per hour",
    "knots": "knots",
}


@dataclass
class Ways:
    """What has been told of the way with the current and of the way against it."""

    typed: str
    who: str = ""
    stream: str = ""
    distances: dict[str, str] = field(default_factory=dict)
    durations: dict[str, str] = field(default_factory=dict)
    speeds: dict[str, str] = field(default_factory=dict)
    lengths: set[str] = field(default_factory=set)
    times: set[str] = field(default_factory=set)
    rates: set[str] = field(default_factory=set)
    last: str = ""

    def refuse(self, message: str, at: int = 0, end: int | None = None) -> NoReturn:
        place = len(self.typed) if end is None else end
        refuse(self.typed, "word-problem", message, _EXAMPLE, at, place)

    def take(self, found: re.Match[str]) -> None:
        named = {group: text for group, text in found.groupdict().items() if text}
        self.who = self.who or named.get("who", "").lower()
        self.stream = self.stream or (named.get("stream") or named.get("against") or "").lower()
        if "asked" in named or "fast" in named:
            return
        way = (
            "down"
            if {"down", "stream"} & set(named)
            else "up"
            if {"up", "against"} & set(named)
            else ""
        )
        if not way and not self.last:
            self.refuse(
                "It is not said whether this is with or against the current.", *found.span()
            )
        way = way or {"down": "up", "up": "down"}[self.last]
        if "distance" not in named and "speed" not in named:
            if self.last not in self.distances or way == self.last:
                self.refuse("It is not said how far this is.", *found.span())
            named["distance"] = self.distances[self.last]
        if way in self.distances or way in self.speeds:
            self.refuse("This way is told twice.", *found.span())
        self.last = way
        if "speed" in named:
            self.speeds[way] = named["speed"]
            self.rates.add(_unit(named["rate"]))
            return
        self.distances[way], self.durations[way] = named["distance"], named["duration"]
        self.times.add(_unit(named["time"]))
        if "length" in named:
            self.lengths.add(_unit(named["length"]))


def _unit(written: str) -> str:
    """The unit in the singular, as in `km` or `mile per hour`."""
    word = " ".join(written.lower().split())
    word = _SHORT.get(word) or re.sub(r" ?(?:/|\bper\b|\ban\b) ?", " per ", word)
    parts = [part if part == "knots" else part.rstrip("s") or part for part in word.split(" per ")]
    return " per ".join(_SHORT.get(part, part) for part in parts)


@cache
def _sentences() -> Sentences[Ways]:
    """The forms, compiled when the first story of this kind is read."""
    forms = tuple((pattern(text), Ways.take) for text in (*_FORMS, *_QUESTIONS))
    return Sentences(forms, _BREAK)


def current_story(text: str) -> tuple[str, dict[str, str]] | None:
    """The system for the two speeds, or None if nothing goes with or against a current.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    if "\\" in text or not re.search(
        r"\b(?:(?:down|up)stream|(?:with|against) the (?:current|stream|wind|tide)|(?:head|tail) ?wind)\b",
        text,
        re.IGNORECASE,
    ):
        return None
    plain, ways = in_digits(text), Ways(text)
    failed = _sentences().tell(ways, plain)
    if not ways.last:
        return None
    if failed is not None:
        ways.refuse(
            "This part of the word problem is not understood, so none of it is solved.",
            failed,
            end_of_sentence(text, failed),
        )
    return "word problem", _as_inputs(ways)


def _as_inputs(ways: Ways) -> dict[str, str]:
    told = {*ways.distances, *ways.speeds}
    if told != {"down", "up"}:
        missing = "with" if "down" not in told else "against"
        ways.refuse(f"Nothing is told of the way {missing} the current.")
    units = [
        *sorted(ways.rates),
        *(f"{length} per {time}" for length in sorted(ways.lengths) for time in sorted(ways.times)),
    ]
    if len(set(units)) != 1:
        ways.refuse("The two ways are told in different units.")
    equations, speeds = [], []
    for way, sign in (("down", "+"), ("up", "-")):
        if way in ways.speeds:
            equations.append(f"x {sign} y = {ways.speeds[way]}")
            speeds.append(Rational(ways.speeds[way]))
        else:
            equations.append(f"{ways.durations[way]}*(x {sign} y) = {ways.distances[way]}")
            speeds.append(Rational(ways.distances[way]) / Rational(ways.durations[way]))
    if speeds[0] <= speeds[1]:
        ways.refuse("With the current it is not faster than against it, so something is wrong.")
    flies = re.search("plane|jet", ways.who) or ways.stream == "wind"
    medium, stream = ("air", "wind") if flies else ("water", ways.stream or "current")
    unit = units[0].replace("mile per", "miles per")
    who = ways.who or ("plane" if flies else "boat")
    return {
        "system": "; ".join(equations),
        "unknowns": "x, y",
        "meanings": f"the speed of the {who} in still {medium} in {unit}, the speed of the {stream} in {unit}",
    }
