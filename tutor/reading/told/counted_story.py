"""A table of counts told in words: who belongs to one part of a group, and in each part, who shows a sign.

    Of 200 people, 40 smoke. 30 of the smokers and 20 of the others cough. What is the probability
    that a person who coughs is a smoker?

The counts are shares of their parts: 40/200, 30/40 and 20/160.  Percentages may stand in their place.
A text is read whole or not at all.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from tutor.core import limits
from tutor.reading.data import number
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import Fields, plainly
from tutor.reading.told.shares import share
from tutor.reading.told.spoken_events import NOT, SpokenEvent, event, event_name, stem, stems

_COUNT: Final = r"\d+(?:\.\d+)? ?%?"
_PART: Final = re.compile(r"[^.;!?\n]+(?:\.\d+[^.;!?\n]*)*")
_SOME: Final = rf"(?P<some>{_COUNT})(?: of (?:them|these|whom|which))?"
_OPENING: Final = (
    pattern(
        rf"(?:(?:in|of|out of|among|there are|suppose|assume) )*(?:(?:a|an|the|one) (?:class|group|survey|sample|study|town|village|school|company|poll) (?:of |with )?)?"
        rf"(?P<all>\d+) (?P<group>[a-z]+)(?: (?:in|at) (?:a|the) [a-z]+)?,?(?: and)? {_SOME} (?P<cond>[a-z][^\d,]*)"
    ),
    pattern(r"in (?:a|the) (?P<group>[a-z]+),? (?P<some>\d+(?:\.\d+)? ?%) (?P<cond>(?:are|have|own|play) [^\d,]*)"),
    pattern(r"(?P<some>\d+(?:\.\d+)? ?%) of (?:all |the )*(?P<group>[a-z]+) (?P<cond>(?!who\b|that\b)[a-z][^\d,]*)"),
)  # fmt: skip
_OTHERS: Final = r"(?:others|rest|remaining(?: [a-z]+)?|other [a-z]+)"
_MEMBERS: Final = rf"(?:the )?(?:{_OTHERS}|(?:those|people|students) who (?:{NOT} )?[a-z]+(?: (?:an?|the) [a-z]+)?|(?:non-?)?[a-z]+(?: (?:owners|users|players|drinkers|smokers))?)"
_RATES: Final = tuple(
    pattern(form)
    for form in (
        rf"(?P<one>{_COUNT}) of (?P<first>{_MEMBERS})(?: (?P<sign>[a-z][a-z ]*?))??,? (?:and|but|while) (?:only )?(?P<two>{_COUNT}) of (?P<second>{_MEMBERS}) (?P<last>[a-z][a-z ]*)",
        rf"(?:of|among) (?P<first>{_MEMBERS}),? (?P<one>{_COUNT}) (?P<sign>[a-z][a-z ]*?),? (?:and |but |while )?(?:of|among) (?P<second>{_MEMBERS}),? (?P<two>{_COUNT})(?: (?P<last>[a-z][a-z ]*))?",
    )
)
_PAIRS: Final = (("girl", "boy"), ("woman", "man"), ("women", "men"), ("male", "female"))  # fmt: skip
_CHANCE: Final = r"(?:(?:what is|what's|find|calculate|compute|determine) )?(?:the )?(?:probability|chance) (?:that )?"
_QUESTIONS: Final = tuple(
    pattern(form)
    for form in (
        r"(?:find |what is |compute |calculate )?P ?\( ?(?P<asked>[^()|]+?) ?\| ?(?P<seen>[^()|]+?) ?\)(?: ?= ?)?",
        rf"{_CHANCE}(?:an?|the|one|this) (?:[a-z ]+? )?[a-z]+ (?:who|that) (?P<seen>.+) (?P<asked>(?:is|was|are|does|did|has|had) .+|[a-z]+)",
        rf"(?:given|if|knowing)(?: that)? (?P<seen>[^,]+), {_CHANCE}(?P<asked>.+)",
        rf"{_CHANCE}(?P<asked>.+?),? (?:given|if|knowing)(?: that)? (?P<seen>.+)",
        rf"{_CHANCE}(?:an?|the|one) (?:randomly (?:chosen|selected) )?(?P<seen>[a-z]+) (?P<asked>.+)",
        rf"{_CHANCE}(?P<asked>.+)",
    )
)
_BEING: Final = pattern(r"^(?:is|are|was|were) ")
_FIX: Final = "Say it in other words, or type the numbers: P(A) = 40/200, P(B|A) = 30/40, P(B|not A) = 20/160, find P(A|B)."


def counted_story(text: str) -> tuple[str, Fields] | None:
    """The statements of the story as text, with the question; None if it is no such story.

    Raises `NotUnderstood`, with the place, for what is not understood once both parts of the group
    have their counts, and for counts that do not fit.
    """
    shown = plainly(text)
    if len(text) > limits.CHARACTERS or not re.search(r"probab|chance|P ?\([^)]*\|", shown):
        return None
    parts = [(m.start(), " ".join(m[0].split())) for m in _PART.finditer(shown) if m[0].strip()]
    if len(parts) < 3 or (opening := _first(_OPENING, parts[0][1])) is None:
        return None
    rates = _first(_RATES, parts[1][1])
    if rates is None:
        return None
    return _Counts(text, opening, rates).read(parts[2:])


def _first(forms: tuple[re.Pattern[str], ...], part: str) -> re.Match[str] | None:
    return next((found for form in forms if (found := form.fullmatch(part))), None)


class _Counts:
    """Reads the questions and observations behind the counts."""

    def __init__(self, text: str, opening: re.Match[str], rates: re.Match[str]) -> None:
        self.text, self.opening, self.rates = text, opening, rates
        self.condition = event(opening["cond"])
        said = rates["sign"] or rates["last"]
        self.sign, self.sign_words = event(said), said

    def read(self, parts: list[tuple[int, str]]) -> tuple[str, Fields] | None:
        first, second = self.rates["first"], self.rates["second"]
        if not (self._members(first) and self._rest(second)):
            return None
        if self.condition.denied or self.sign.denied:
            return None
        observed: SpokenEvent | None = None
        asked: SpokenEvent | None = None
        for at, part in parts:
            found = self._question(part)
            if found is not None and asked is None:
                asked, observed = found[0], found[1] or observed
            elif observed is None and self._is(event(part), self.sign):
                observed = event(part)
            else:
                self._refuse(
                    "This sentence is not understood, so nothing is solved.", at, at + len(part)
                )
        if asked is None:
            self._refuse("It is not said what is asked for.")
        return "story of probabilities", {
            "statements": ", ".join(self._statements(asked, observed))
        }

    def _refuse(self, message: str, at: int = 0, end: int | None = None) -> NoReturn:
        refuse(
            self.text, "story", message, _FIX, at, len(self.text.rstrip()) if end is None else end
        )

    def _members(self, said: str) -> bool:
        """Whether these are the members that fulfil the condition: the smokers, those who smoke."""
        return not re.search(rf"\b(?:{NOT}|non)\b", said) and self._is(event(said), self.condition)

    def _rest(self, said: str) -> bool:
        """Whether these are all the others."""
        if re.fullmatch(rf"(?:the )?{_OTHERS}", said, re.IGNORECASE):
            return True
        if re.search(rf"\b(?:{NOT}|non)", said):
            return self._is(event(said.replace("non-", " ").replace("non", "")), self.condition)
        both = {
            stem(word) for word in re.findall("[a-z]+", f"{self.opening['cond']} {said}".lower())
        }
        return any({stem(one), stem(other)} <= both for one, other in _PAIRS)

    def _question(self, part: str) -> tuple[SpokenEvent, SpokenEvent | None] | None:
        """What is asked for and what was observed, where both are the condition and the sign."""
        part = re.sub(r"(?<=\bit)['’]s\b", " is", part)
        for form in _QUESTIONS:
            found = form.fullmatch(part)
            if found is None:
                continue
            asked, seen = event(found["asked"]), found.groupdict().get("seen")
            observed = event(seen) if seen else None
            if self._is(asked, self.condition) and (
                observed is None or self._is(observed, self.sign)
            ):
                return asked, observed
            if observed is None and self._is(asked, self.sign):
                return asked, None
        return None

    def _is(self, said: SpokenEvent, meant: SpokenEvent) -> bool:
        """Whether the same is said, of a member of the group; a smoker is who smokes."""
        ours = stems(
            f"{self.opening['group']} person people student those randomly chosen selected picked random"
        )
        left = {
            word for word in said.stems if not any(_alike(word, other) for other in meant.stems)
        }
        return left <= ours and any(_alike(a, b) for a in said.stems for b in meant.stems)

    def _statements(self, asked: SpokenEvent, observed: SpokenEvent | None) -> list[str]:
        some, one, two = (
            share(found) for found in (self.opening["some"], self.rates["one"], self.rates["two"])
        )
        whole = self.opening.groupdict().get("all")
        if "%" not in some and whole:
            rest = str(number(whole) - number(some))
            one, two = (v if "%" in v else f"{v}/{size}" for v, size in ((one, some), (two, rest)))
            some = f"{some}/{whole}"
        for value in (some, one, two):
            if value.endswith("/0") or not 0 <= number(value) <= 1:
                self._refuse(f"A part is larger than its whole: {value}.")
        condition = event_name(_BEING.sub("", self.opening["cond"]))
        sign = event_name(self.sign_words)
        stated = [
            f"P({condition}) = {some}",
            f"P({sign} | {condition}) = {one}",
            f"P({sign} | not {condition}) = {two}",
        ]
        if self._is(asked, self.sign) and observed is None:
            return [*stated, f"P({'not ' if asked.denied else ''}{sign}) = ?"]
        if observed is None:
            self._refuse("It is not said what was observed.")
        wanted = f"not {condition}" if asked.denied else condition
        seen = f"not {sign}" if observed.denied else sign
        return [*stated, f"P({wanted} | {seen}) = ?"]


def _alike(one: str, other: str) -> bool:
    """Whether two stems are of one word: smok and smoker."""
    short, long = sorted((one, other), key=len)
    return short == long or (
        len(short) > 2 and long.startswith(short) and len(long) - len(short) <= 3
    )
