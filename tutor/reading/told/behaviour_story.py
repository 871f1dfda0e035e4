"""Stories of two kinds of members of a group, in the words of the story itself: who studies and who passes.

    60% of students study for the exam. 90% of those who study pass, and 30% of those who do not
    study pass. A student passed. What is the probability that she studied?

    It rains on 30% of days. If it rains, the forecast says rain with probability 0.9. If it does
    not rain, it says rain with probability 0.2. The forecast says rain. Find the probability of rain.

The first share says what the condition is; the words that follow it again, in whatever form, mean
the condition, and what is said of those who fulfil it is the sign.  A text is read whole or not at all.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from tutor.core import limits
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import Fields, plainly
from tutor.reading.told.shares import SHARE, share
from tutor.reading.told.spoken_events import NOT, SpokenEvent, event, event_name, stem, stems
from tutor.reading.told.two_case_words import NAME

_PART: Final = re.compile(r"[^.;!?\n]+(?:\.\d+[^.;!?\n]*)*")
_LEAD: Final = r"(?:(?:suppose|assume|and|but|while|also|only|that|we know|in a (?:town|city|class|course|school)|of these),? )*"
_PRIOR: Final = pattern(
    rf"{_LEAD}(?P<prior>{SHARE})(?: of)?(?: all| the| my| our)* (?P<group>(?!those\b|others\b|rest\b)[a-z]+) (?P<cond>(?!who\b|that\b|which\b|with\b|without\b)[^,]+)"
)
_PRIOR_ON: Final = pattern(
    rf"{_LEAD}(?P<cond>[^,%\d]+?)(?: on| in)? (?P<prior>{SHARE})(?: of)?(?: all| the)* (?P<group>days|mornings|nights|cases|years|weeks|games)"
)
_PRIOR_OF: Final = pattern(
    rf"{_LEAD}(?:the )?(?:probability|chance) (?:of (?P<noun>[a-z]+)|that (?P<cond>[^,%\d]+?)) is (?P<prior>{SHARE})"
)
_RATE: Final = pattern(
    rf"{_LEAD}(?P<rate>{SHARE})(?: of)?(?: all| the)* (?P<who>[a-z]+) (?:who|that|which) (?P<not>{NOT} )?(?P<rest>[^,%\d]+)"
)
_OTHERS: Final = pattern(
    rf"{_LEAD}(?P<rate>{SHARE}) of (?:the )?(?:others|rest) (?P<sign>[^,%\d]+)"
)
_IF: Final = pattern(
    rf"{_LEAD}(?:if|when|whenever) (?P<cond>[^,%\d]+), (?:then )?(?P<sign>[^,%\d]+?) (?:with (?:a )?probability(?: of)?|in|with) (?P<rate>{SHARE})(?: of (?:the )?(?:cases|time|days))?"
)
_ASKED: Final = pattern(
    r"(?:what(?: is|'s|’s)|find|calculate|compute|determine|how likely is it|how probable is it)?(?: the)?(?: (?:conditional )?(?:probability|chance))?"
    r"(?: of (?P<noun>[a-z]+)| that (?P<cond>[^,%\d]+?))(?: (?:if|given that|given|when) (?P<sign>[^,%\d]+))?"
)
_ASIDE: Final = pattern(r"\b(?:for|on|in|at|to|with|before|every|regularly|during)\b")
_NAMES: Final = re.compile(rf"\b{NAME}(?= [a-z])")


def behaviour_story(text: str) -> tuple[str, Fields] | None:
    """The statements of the story as text, with the question; None if it is no such story.

    Raises `NotUnderstood`, with the place, for a sentence of another form once there are a share of
    the group and a rate, and where a rate or the question is missing.
    """
    shown = plainly(text)
    if (
        "P(" in shown
        or not re.search(r"probab|chance|likely", shown, re.I)
        or len(text) > limits.CHARACTERS
    ):
        return None
    parts = list(_pieces(shown))
    priors = [(p, m) for p in parts if (m := _prior(p[1])) is not None]
    if len(priors) != 1:
        return None
    (place, prior) = priors[0]
    condition = event(prior["cond"] or prior.groupdict().get("noun") or "")
    group = stem((prior.groupdict().get("group") or "day").lower())
    return _Reader(text, condition, prior, group).read([p for p in parts if p is not place])


def _prior(part: str) -> re.Match[str] | None:
    """The match of a sentence that gives the share of the condition."""
    if _RATE.fullmatch(part) or _IF.fullmatch(part) or _OTHERS.fullmatch(part):
        return None
    forms = (_PRIOR_ON, _PRIOR_OF, _PRIOR)
    return next((found for form in forms if (found := form.fullmatch(part))), None)


def _pieces(shown: str) -> list[tuple[int, str]]:
    """The sentences and their parts behind `, and 30%`, with their places."""
    found = []
    for sentence in _PART.finditer(shown):
        at = sentence.start()
        for piece in re.split(
            rf"(?:,\s*|\s+)(?=(?:and|but|while)\s+(?:only\s+)?(?:in\s+)?{SHARE}\s)",
            sentence[0],
            flags=re.I,
        ):
            start = shown.index(piece, at)
            at = start + len(piece)
            if piece.strip():
                found.append((start + len(piece) - len(piece.lstrip()), " ".join(piece.split())))
    return found


class _Reader:
    """Reads the sentences besides the prior: rates, what was observed, and the question."""

    def __init__(self, text: str, condition: SpokenEvent, prior: re.Match[str], group: str) -> None:
        self.text, self.condition, self.prior, self.group = text, condition, prior, group
        self.rates: dict[bool, str] = {}  # whether the condition is denied -> the rate of the sign
        self.sign: SpokenEvent | None = None
        self.sign_words = ""
        self.observed: SpokenEvent | None = None
        self.asked: SpokenEvent | None = None
        self.total = False  # whether the probability of the sign is asked for

    def read(self, parts: list[tuple[int, str]]) -> tuple[str, Fields] | None:
        left = [part for part in parts if not self._rate(part[1])]
        if not self.rates or self.sign is None or not self.condition:
            return None
        for at, part in left:
            if not (self._question(part) or self._observation(part)):
                self._refuse(
                    "This sentence is not understood, so nothing is solved.", at, len(part)
                )
        return "story of probabilities", {"statements": ", ".join(self._statements())}

    def _refuse(self, message: str, at: int = 0, length: int | None = None) -> NoReturn:
        end = len(self.text.rstrip()) if length is None else at + length
        fix = "Say it in other words, or type the numbers: P(A) = 0.6, P(B|A) = 0.9, P(B|not A) = 0.3, find P(A|B)."
        refuse(self.text, "story", message, fix, at, end)

    def _rate(self, part: str) -> bool:
        if found := _IF.fullmatch(part):
            cond, sign = event(found["cond"]), found["sign"]
            if cond.stems != self.condition.stems:
                return False
            return self._put(cond.denied, sign, found["rate"])
        if found := _OTHERS.fullmatch(part):
            if len(self.rates) != 1:
                return False
            return self._put(not next(iter(self.rates)), found["sign"], found["rate"])
        found = _RATE.fullmatch(part)
        if found is None or stem(found["who"].lower()) not in (self.group, stem("those")):
            return False
        words = found["rest"].split()
        cut, denied = 0, found["not"] is not None
        while cut < len(words) and stems(words[cut]) <= self.condition.stems:
            cut += 1
        said = stems(" ".join(words[:cut]))
        if not said:
            same = self.sign is not None and event(found["rest"]).stems == self.sign.stems
            if not (denied and same):  # "of those who do not pass" leaves the condition out
                return False
            cut = 0
        elif not self.condition.stems - said <= self._aside:
            return False
        return self._put(denied, " ".join(words[cut:]), found["rate"])

    def _put(self, denied: bool, said: str, rate: str) -> bool:
        sign = event(said)
        if not sign or (self.sign is not None and sign.stems != self.sign.stems):
            return False
        if self.sign is None:
            self.sign, self.sign_words = SpokenEvent(sign.stems, False), said
        value = f"1 - {share(rate)}" if sign.denied else share(rate)
        if sign.denied and "%" in value:
            return False
        return self.rates.setdefault(denied, value) == value

    def _question(self, part: str) -> bool:
        found = _ASKED.fullmatch(part)
        if found is None or not re.search(r"probab|chance|likely", part, re.I):
            return False
        asked = event(found["noun"] or self._after_relative(found["cond"]))
        if found["sign"] and not self._observation(found["sign"]):
            return False
        if self._is(asked, self.condition):
            self.asked = asked
            return True
        if self.sign is not None and self._is(asked, self.sign) and not asked.denied:
            self.total = True
            return True
        return False

    def _after_relative(self, said: str) -> str:
        """What is asked of `a student who passed`; the part behind "who" is what was observed."""
        subject, who, rest = said.partition(" who ")
        if not who or self.sign is None or re.search(rf"\b{NOT}\b", rest):
            return said
        words = rest.split()
        cut = next((k for k, word in enumerate(words) if not stems(word) <= self.sign.stems), 0)
        return (
            f"{subject} {' '.join(words[cut:])}"
            if self._observation(" ".join(words[:cut]))
            else said
        )

    def _observation(self, part: str) -> bool:
        seen = event(part)
        if self.sign is None or not self._is(seen, self.sign) or self.observed is not None:
            return False
        self.observed = seen
        return True

    def _is(self, said: SpokenEvent, meant: SpokenEvent) -> bool:
        """Whether the same is said, of one member of the group or of somebody by name."""
        more = said.stems - meant.stems
        whole = bool(said.stems & meant.stems) and meant.stems - said.stems <= self._aside
        return whole and (
            more <= {self.group, "person"} or (len(more) == 1 and more <= self._names)
        )

    @property
    def _aside(self) -> frozenset[str]:
        """Words of the condition that need not be said again: for the exam."""
        return stems(
            _ASIDE.split(self.prior["cond"] or "", maxsplit=1)[-1]
            if _ASIDE.search(self.prior["cond"] or "")
            else ""
        )

    @property
    def _names(self) -> frozenset[str]:
        return frozenset(stem(name.lower()) for name in _NAMES.findall(self.text))

    def _statements(self) -> list[str]:
        for denied in (False, True):
            if denied not in self.rates:
                who = "those who do not" if denied else "those who do"
                self._refuse(f"It is not said how frequent that is among {who}.")
        condition = event_name(self.prior["cond"] or self.prior["noun"])
        sign = event_name(self.sign_words)
        prior = f"not {condition}" if self.condition.denied else condition
        stated = [
            f"P({prior}) = {share(self.prior['prior'])}",
            f"P({sign} | {condition}) = {self.rates[False]}",
            f"P({sign} | not {condition}) = {self.rates[True]}",
        ]
        if self.total and self.asked is None and self.observed is None:
            return [*stated, f"P({sign}) = ?"]
        if self.observed is None or self.asked is None or self.total:
            self._refuse("It is not said what was observed, or what is asked for.")
        asked = f"not {condition}" if self.asked.denied else condition
        seen = f"not {sign}" if self.observed.denied else sign
        return [*stated, f"P({asked} | {seen}) = ?"]
