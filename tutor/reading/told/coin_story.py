"""Stories of a coin that is one of several: a fair coin and a two-headed coin, and one of them is tossed.

    A box has 9 fair coins and 1 coin with two heads. A coin is chosen at random and tossed 3
    times. It shows heads each time. What is the probability that it is the coin with two heads?

Each kind of coin has a chance of heads and a share of the coins.  A text is read whole or not at
all: how the coin is chosen must be said, and what it shows in every toss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NoReturn

from sympy import Expr, Integer, Rational

from tutor.reading.data import number
from tutor.reading.quantities import NUMBERS, pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import (
    Fields,
    Forms,
    is_asked,
    plainly,
    words,
)
from tutor.reading.told.shares import SHARE, share

_KINDS: Final = {  # of coins that say themselves how often they show heads
    "fair": ("fair|unbiased|normal|ordinary|regular|honest|balanced", Rational(1, 2)),
    "two-headed": ("(?:two|double)[- ]headed", Integer(1)),
    "two-tailed": ("(?:two|double)[- ]tailed", Integer(0)),
    "biased": ("biased|unfair|bent|weighted|loaded|crooked", None),
}
_SIDES: Final = {
    "two-headed": "with (?:two heads|heads on both sides)|that has (?:two heads|heads on both sides)",
    "two-tailed": "with (?:two tails|tails on both sides)|that has (?:two tails|tails on both sides)",
}
_N: Final = rf"(?:\d+|{'|'.join(NUMBERS)})"
_COIN: Final = (
    rf"(?:(?:{'|'.join(written for written, _ in _KINDS.values())})(?: (?:coins?|one)(?![A-Za-z]))?"
    rf"|(?:coins?|one) (?:{'|'.join(_SIDES.values())})|coin (?-i:[A-Z])(?![A-Za-z]))"
)
_THE: Final = "(?:the|this|that|a|an|one)"
_CHANCE: Final = (
    rf"(?:(?:comes? up|lands?|shows?|has|have|gives?|turns? up)(?: on)? )?(?:(?:heads )?(?:with )?(?:a )?(?:probability|chance)(?: of)?(?: heads)?(?: is| of| ?=)? ?(?P<chance>{SHARE})(?: (?:of|for) (?:showing |getting |landing )?heads)?"
    rf"|heads(?: in)? (?P<often>{SHARE}) of (?:the time|(?:the )?tosses|(?:the )?cases)|P ?\( ?(?:heads|H)(?: ?\|[^)]*)? ?\) ?= ?(?P<equals>{SHARE}))"
)
_CHOOSE: Final = "(?:chosen|picked|selected|drawn|taken)"
_CHOOSING: Final = "(?:choose|chooses|chose|pick|picks|picked|select|selects|selected|draw|draws|drew|take|takes|took)"
_RANDOMLY: Final = "(?:at random|randomly|with equal probability)"
_WHO: Final = "(?:I|you|we|he|she|someone|somebody|a friend|a (?:gambler|magician|student)|(?-i:(?!Nobody|No)[A-Z][a-z]+))"
_TOSS: Final = "(?:toss(?:es|ed)?|flip(?:s|ped)?|throws?|threw|thrown|spins?)"
_OFTEN: Final = rf"(?:once|twice|thrice|{_N} times)"
_SHOWS: Final = "(?:shows?|showing|giving|getting|yields?|yielding|showed|comes? up|came up|lands?(?: on)?|landed(?: on)?|gives?|gave|turns? up|is|get|gets|got|observes?|observed|see|saw)"
_ROW: Final = "(?: in a row| in succession)?"
_FACE: Final = "(?P<face>heads?|tails?)"


_ONE_TOSS: Final = (
    "This asks how probable several tosses are. What is answered is what one toss shows, or which coin it is.",
    "Ask for heads in one toss, or say what the tosses show and ask for the coin.",
)


@dataclass
class _Told:
    """What the clauses read so far have said."""

    text: str
    counts: dict[str, int] = field(default_factory=dict)
    chances: dict[str, Expr] = field(default_factory=dict)
    total: int = 0
    at_random: bool = False
    tosses: int = 0
    shown: dict[str, int] = field(default_factory=dict)  # how often heads, how often tails
    all_of_them: str = ""  # the face that every toss shows
    asked: str = ""
    face: str = ""  # whose probability is asked for
    last: str = ""

    def refuse(self, message: str, fix: str, at: int = 0, end: int | None = None) -> NoReturn:
        stop = len(self.text.rstrip()) if end is None else end
        refuse(self.text, "story", message, fix, at, stop)


def _kind(said: str) -> str:
    """The name of a kind of coin."""
    said = " ".join(said.split())
    if (labelled := re.fullmatch(r"(?i:coin) ([A-Z])", said)) is not None:
        return f"coin {labelled[1]}"
    named = next((k for k, (written, _) in _KINDS.items() if pattern(written).match(said)), "")
    return f"{named or next(k for k, side in _SIDES.items() if pattern(side).search(said))} coin"


def _count(said: str | None) -> int:
    said = (said or "1").lower()
    return int(NUMBERS.get(said, said))


def _coins(told: _Told, found: re.Match[str]) -> None:
    name = _kind(found["coin"])
    count = (
        told.counts.get(name, 1) if not found.groupdict().get("count") else _count(found["count"])
    )
    groups = found.groupdict()
    if groups.get("total"):
        told.total = _count(groups["total"])
    if groups.get("rest"):
        count = told.total - sum(told.counts.values()) if told.total else 1
    if told.counts.setdefault(name, count) != count or count < 1:
        told.refuse(
            "This does not fit the other counts of coins.", "Say once how many.", *found.span()
        )
    told.last = name
    known = next((c for k, (_, c) in _KINDS.items() if name == f"{k} coin"), None)
    if known is not None:
        told.chances[name] = known


def _number_of_coins(told: _Told, found: re.Match[str]) -> None:
    told.total = _count(found["total"])


def _chance(told: _Told, found: re.Match[str]) -> None:
    name = _kind(found["coin"]) if found.groupdict().get("coin") else told.last
    said = found["chance"] or found["often"] or found["equals"]
    value = number(share(said))
    if name:
        told.counts.setdefault(name, 1)
    if not name or told.chances.setdefault(name, value) != value:
        told.refuse("It is not clear which coin this is about.", "Name the coin.", *found.span())
    told.last = name


def _random(told: _Told, found: re.Match[str]) -> None:
    told.at_random = True
    _tossed(told, found)


def _tossed(told: _Told, found: re.Match[str]) -> None:
    often = found.groupdict().get("often")
    if often:
        told.tosses = _times(often)


def _times(said: str) -> int:
    said = said.lower()
    once = {"once": 1, "twice": 2, "thrice": 3}
    return once.get(said) or _count(said.split()[0])


def _result(told: _Told, found: re.Match[str]) -> None:
    groups = found.groupdict()
    face = found["face"].lower().rstrip("s") + "s"
    _tossed(told, found)
    if is_asked(found.string, found.start()):
        count = _times(groups["again"]) if groups.get("again") else _count(groups.get("count"))
        if groups.get("all") or count > 1 or told.tosses > 1:
            told.refuse(*_ONE_TOSS, *found.span())
        told.face = face
        return
    if groups.get("all"):
        told.all_of_them = face
        if groups["all"].lower() == "both times":
            told.tosses = told.tosses or 2
        return
    count = _times(groups["again"]) if groups.get("again") else _count(groups.get("count"))
    if told.shown.setdefault(face, count) != count or told.all_of_them:
        told.refuse("What the coin shows is said twice.", "Say it once.", *found.span())


def _sequence(told: _Told, found: re.Match[str]) -> None:
    faces = re.sub("[^HT]", "", found[0])
    told.tosses = len(faces)
    told.shown = {"heads": faces.count("H"), "tails": faces.count("T")}


def _asked_face(told: _Told, found: re.Match[str]) -> None:
    told.face = found["face"].lower().rstrip("s") + "s"


def _asked(told: _Told, found: re.Match[str]) -> None:
    told.asked = _kind(found["coin"])


_LIST: Final = rf"(?:(?P<count>{_N}) )?(?P<coin>{_COIN})"
_PICKED: Final = rf"(?:(?:{_THE}|one of {_N}|one of the|one of these)(?: {_N})?(?: coins?| of (?:them|the coins|these coins|the two(?: coins)?))?)"
_FORMS: Final = tuple(
    (pattern(rf"(?:{written})(?![A-Za-z0-9%-])"), say)
    for written, say in (
        (rf"(?:probability|chance) (?:(?:that|of) )?(?:(?:it|the coin|you|we|I) )?(?:(?:{_SHOWS}|getting|will show) )?(?P<face>heads?|tails?)", _asked_face),
        (_LIST, _coins),
        (rf"(?P<total>{_N}) coins", _number_of_coins),
        (rf"(?P<count>{_N})(?: of (?:them|these|which))? (?:are|is) (?:a )?(?P<coin>{_COIN})", _coins),
        (rf"(?P<count>{_N}) of (?:the )?(?P<total>{_N}) coins (?:is|are|has|have) (?:a )?(?P<coin>{_COIN})", _coins),
        (rf"(?:and )?(?P<rest>the (?:others?|rest)(?: ones?| coins?)?) (?:are|is) (?:a )?(?P<coin>{_COIN})", _coins),
        (rf"(?:the |a )?(?P<coin>{_COIN})(?: that| which|,)? {_CHANCE}", _chance),
        (rf"(?:that |which |whose )?{_CHANCE}", _chance),
        (rf"{_PICKED} (?:is|was) {_CHOOSE} {_RANDOMLY}(?: and {_TOSS}(?: (?P<often>{_OFTEN}))?)?", _random),
        (rf"{_PICKED} (?:is|was) randomly {_CHOOSE}(?: and {_TOSS}(?: (?P<often>{_OFTEN}))?)?", _random),
        (rf"(?:{_WHO} )?(?:randomly )?{_CHOOSING} {_PICKED} {_RANDOMLY}", _random),
        (rf"(?:{_WHO} )?randomly {_CHOOSING} {_PICKED}", _random),
        (rf"(?:an? )?randomly {_CHOOSE} coin|(?:a )?coin {_CHOOSE} {_RANDOMLY}", _random),
        (rf"(?:{_WHO} )?{_TOSS}(?: (?:it|the coin|this coin))?(?: (?P<often>{_OFTEN}))?", _tossed),
        (rf"(?:{_WHO} )?{_TOSS} one of (?:them|these|the coins|the two(?: coins)?)(?: (?P<often>{_OFTEN}))?", _tossed),
        (rf"(?:it|the coin) is {_TOSS}(?: (?P<often>{_OFTEN}))?", _tossed),
        (rf"(?:(?:it|the coin|you|we|I|{_THE} toss|the result|the outcome) )?{_SHOWS} {_FACE}(?: (?P<again>{_OFTEN}))?{_ROW}", _result),
        (rf"{_FACE} (?:comes up|came up|appears|is observed|shows up)(?: (?P<again>{_OFTEN}))?{_ROW}", _result),
        (rf"(?:(?:it|the coin) )?{_SHOWS} {_FACE} (?P<all>both times|each time|every time|all (?:the )?(?:{_N} )?times)", _result),
        (rf"(?:all|both)(?: (?:the )?(?:{_N} )?(?:tosses|flips|throws|results))? (?:are|were|show|come up|land) (?P<all>(?P<face>heads?|tails?))", _result),
        (rf"(?:(?:it|the coin|you|we|I) )?(?:{_SHOWS} )?(?P<count>{_N}) {_FACE}{_ROW}(?: in (?P<often>{_N}) (?:tosses|flips|throws))?", _result),
        (r"(?-i:[HT](?:[ ,]*[HT])+)", _sequence),
        (rf"(?:(?:probability|chance) )?(?:that|of) (?:(?:it|the (?:{_CHOOSE} )?coin|this coin|{_WHO})"
         rf" (?:is|was|has|have|picked|chose|drew|took|selected)(?: (?:chosen|picked|selected))? )?(?:(?:the|a|having) )?(?P<coin>{_COIN})"
         rf"(?: (?:was|is) (?:{_CHOOSE}|used|tossed))?", _asked),
    )
)  # fmt: skip
_FILLERS: Final = words(
    "what's a an the and of in is are there contains holds has have with what find compute calculate how likely probability chance "
    "given that if then it we I you one coin coins box bag drawer pocket urn jar two three on now suppose my your from but "
    "other the_other the_other_is one_is other_one each when his her gambler magician friend student owns keeps after"
)
_TRIGGER: Final = pattern(rf"{_COIN}")
_TOSSED: Final = pattern(r"\b(?:heads?|tails?)\b")
_EXAMPLE: Final = "posterior from prior 0.5, 0.5 and theta 0.5, 0.8 with 2 successes in 3 trials"
_TELLING: Final = pattern(r"\b(?:heads?|tails?|coin (?-i:[A-Z])\b|toss|flip)")


def coin_story(text: str) -> tuple[str, Fields] | None:
    """The hypotheses of the story and what was observed, as text; None if it is no such story.

    Raises `NotUnderstood`, with the place, for a part that is not understood, and where it is not
    said how often a coin shows heads, how one is chosen, or what the tosses show.
    """
    shown = plainly(text)
    if "likelihood" in shown.lower() or _TOSSED.search(shown) is None:
        return None
    if len({_kind(found[0]) for found in _TRIGGER.finditer(shown)}) < 2:
        return None
    told = _Told(text)
    Forms(_FORMS, _FILLERS, _TELLING, _EXAMPLE).tell(told, text, shown)
    return "story of probabilities", _fields(told)


def _fields(told: _Told) -> Fields:
    names = list(told.counts)
    if len(names) < 2:
        told.refuse("Only one kind of coin is named.", "Say which coins there are.")
    for name in names:
        if name not in told.chances:
            told.refuse(
                f"It is not said how often the {name} shows heads.",
                f"For example: the {name} shows heads with probability 0.7.",
            )
    if not told.at_random:
        told.refuse(
            "It is not said how the coin is chosen.", "For example: one is chosen at random."
        )
    if told.asked and told.asked not in names:
        told.refuse(f"Nothing is said about the {told.asked}.", f"Ask about the {names[0]}.")
    heads, tosses = ((told.face == "heads"), 1) if told.face else _observed(told)
    if told.face and (told.asked or told.shown or told.all_of_them or told.tosses > 1):
        told.refuse(*_ONE_TOSS)
    total = sum(told.counts.values())
    if told.total not in (0, total):
        told.refuse(
            f"There are {told.total} coins, and {total} are described.", "Say what each coin is."
        )
    shares = {name: Rational(count, total) for name, count in told.counts.items()}
    asked = told.asked or names[0]
    if heads in (0, tosses) and tosses <= 2:
        face = "heads" if heads else "tails"
        chances = {n: c if heads else 1 - c for n, c in told.chances.items()}
        stated = [f"P({n}) = {shares[n]}" for n in names]
        stated += [f"P({face} | {n}) = {chances[n]}" for n in names]
        stated.append(f"P({face}) = ?" if told.face else f"P({asked} | {face}) = ?")
        again = {"repetitions": str(tosses)} if tosses > 1 else {}
        return {"statements": ", ".join(stated), **again}
    return {
        "hypotheses": ", ".join(names),
        "prior": ", ".join(str(shares[n]) for n in names),
        "theta": ", ".join(str(told.chances[n]) for n in names),
        "k": str(heads),
        "n": str(tosses),
        **({"asked": asked} if asked != names[0] else {}),
    }


def _observed(told: _Told) -> tuple[int, int]:
    """How often the coin shows heads, and how often it is tossed."""
    heads, tails = (told.shown.get(face, 0) for face in ("heads", "tails"))
    if told.all_of_them and told.tosses:
        return (told.tosses if told.all_of_them == "heads" else 0), told.tosses
    if told.all_of_them or not heads + tails:
        told.refuse("It is not said what the coin shows.", "For example: it shows heads 3 times.")
    tosses = told.tosses or heads + tails
    if (heads and tails and heads + tails != tosses) or heads + tails > tosses:
        told.refuse(
            f"There are {tosses} tosses, and {heads + tails} results.", "Say what each toss shows."
        )
    if heads + tails == 1 < tosses:
        told.refuse(
            f"There are {tosses} tosses. Do all of them show the same?",
            f"For example: it shows heads {tosses} times, or 1 of {tosses} tosses is heads.",
        )
    return (heads if heads else tosses - tails), tosses
