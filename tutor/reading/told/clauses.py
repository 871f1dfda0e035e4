"""A question of statistics as clauses in any order: `n = 25`, `at the 5% level`, `against mu = 8`.

A clause is a pattern whose named groups are inputs of a topic.  Between clauses stand only words
of a closed list, which change nothing.  A text is read whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, Generic, NamedTuple, NoReturn, TypeVar

from tutor.reading.data import POWER
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse

T = TypeVar("T")
Fields = dict[str, str]
NUMBER: Final = rf"[-−+]?(?:\d+(?:\.\d+)?|\.\d+){POWER}?(?:/\d+)?(?: ?%)?(?![\d/]|\.[\d.])"
SINGLE: Final = rf"{NUMBER}(?!,\d| ?(?:[,;]|,? and\b|\s) ?[-−+]?\.?\d)"  # not the first of a list
_SPACED: Final = rf"{NUMBER}(?: {NUMBER})+(?! ?[,;] ?[-−+]?\.?\d)"
LIST: Final = (  # with one kind of separator, and not 2,500
    rf"(?!\d{{1,3}},\d{{3}}(?![\d,.]| ?[,;] ?\d))[\[({{]? ?(?:{NUMBER}(?: ?[,;] ?{NUMBER}|,? and {NUMBER})+|{_SPACED}) ?[\])}}]?"
)

_COMMANDS: Final = tuple(  # LaTeX, and what it means in at most as many characters
    (re.compile(command + r"(?![A-Za-z])"), word)
    for command, word in (
        (r"\\(?:bar|overline) ?(?:\{x\}|x)", "xbar"),
        (r"\\neq?", "!="),
        (r"\\leq?", "<="),
        (r"\\geq?", ">="),
        (r"\\lt", "<"),
        (r"\\gt", ">"),
        (r"\\sim", "~"),
        (r"(?<=\d) percent", " %"),
        (r"\\(?:text|mathrm|mathcal|operatorname|left|right|quad|[,;:! ()\[\]])", ""),
    )
)
_THOUSANDS: Final = pattern(  # in front of what has no decimals, or no three of them
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d{3})(?:(?<=\$\d,\d{3})|(?<=\$\d\d,\d{3})|(?<=\$\d{3},\d{3})"
    r"|(?=(?:\.\d\d?)? ?(?:dollars?|euros?|people|persons|students|patients|adults|women|men|households|items|parts"
    r"|cases|trials|tosses|flips|throws|e-?mails|times)\b))"
)
_COMMA: Final = re.compile(r"[^\w.;!?]{0,3}([1-9]\d{0,2},\d{3})(?!\d|,\d)")
_UNITS: Final = re.compile(  # behind each value of a list but the last: 2.1 kg, 1.9 kg, 2.0 kg
    r"\d ?(?P<unit>mm|cm|km|m|mg|kg|g|ml|l|s|min|h|years?|days?|hours?|minutes?|points?|euros?|dollars?)"
    r"(?:, ?[-−]?\d+(?:\.\d+)? ?(?P=unit))*(?=,? (?:and )?[-−]?\d+(?:\.\d+)? ?(?P=unit)\b)"
)
_UNIT_BEHIND: Final = re.compile(r"(?<=[\d ])[a-z]+")
_SUBSCRIPT: Final = re.compile(r"(?<=[_^])\{(\w{1,2})\}")
_SIGNS: Final = re.compile(r"[$\\{}]")
_BREAK: Final = re.compile(r"(?:[\s,;:!?&]|\.(?!\d)|(?<=\s)[-–—](?=\s+[A-Za-z]))*")
_ASKING: Final = pattern(  # how probable something is, with nothing that was observed in between
    r"\b(?:probability|chances?|likely|likelihood|odds|proportion|fraction|percentage|share)\b"
    r"(?:(?!\b(?:if|given|when|whenever|after|knowing|because)\b|[=%\d])[^.?!;])*\Z"
)
_END: Final = re.compile(r"[.;!?\n](?!\d)|\Z")
_WORD: Final = re.compile(r"[^\s,;!?]+")


_ONCE: Final = {  # what to do where two things are said, if not to say one of them
    "data": "Ask about one sample. If the values are pairs, give their differences.",
    "unit": "Write all numbers in one unit.",
    "observed": "Ask about one result, or say all of them in one sentence: tests positive and then negative.",
}


class Clause(NamedTuple):
    """A pattern, and what it says besides its named groups."""

    pattern: re.Pattern[str]
    says: Fields


class Refusal(NamedTuple):
    """What is asked for and not available, with what to do instead; a group "place" is what is marked."""

    pattern: re.Pattern[str]
    message: str
    fix: str


def clause(written: str, **says: str) -> Clause:
    return Clause(pattern(rf"(?:{written})(?![A-Za-z0-9_])"), says)


def refusal(written: str, message: str, fix: str) -> Refusal:
    return Refusal(pattern(rf"(?<![A-Za-z])(?:{written})"), message, fix)


def words(*lists: str) -> re.Pattern[str]:
    """Words that may stand between clauses, listed with _ for a space, and round brackets."""
    listed = [word.replace("_", " ") for text in lists for word in text.split()]
    return pattern(rf"(?:{'|'.join(sorted(listed, key=len, reverse=True))})(?![A-Za-z0-9_'])|[()]")


def plainly(text: str) -> str:
    """The text without the commands of LaTeX, in as many characters, so that places stay right."""
    for command, word in _COMMANDS:
        for found in command.finditer(text):  # what is put in is as long
            text = text[: found.start()] + word.ljust(len(found[0])) + text[found.end() :]
    text = _UNITS.sub(lambda found: _UNIT_BEHIND.sub(lambda u: " " * len(u[0]), found[0]), text)
    text = _THOUSANDS.sub(lambda found: found[0].replace(",", "").ljust(len(found[0])), text)
    text = _SUBSCRIPT.sub(lambda found: found[1].ljust(len(found[0])), text)
    return _SIGNS.sub(" ", text)


_SETTING: Final = pattern(r"(?:[^\d.!?:;%=|\n]+(?:[.!](?= |$)|\n)|[A-Z]?[a-z]+(?: [a-z]+){0,2} ?:)")
_TELLING: Final = pattern(
    r"\b(?:no|not|none|nobody|never|without|except|only|unless|but|all|every|each|both|either|neither|always|must|cannot"
    r"|can't|replacement|replaced|independent|dependent|independently|same|different|equally|more|less|most|many|few|fewer|some"
    r"|half|third|quarter|double|twice|one|two|three|four|five|six|seven|eight|nine|ten|again|first|second|another|if|when|given"
    r"|find|what|how|calculate|compute|determine|probability|chance|likely|rate|rates|percent|known|test (?:is|was)|n't)\b"
)


def after_setting(text: str, at: int, telling: re.Pattern[str] | None = None) -> int | None:
    """Where a sentence ends that begins here and only says what the story is about; None if there is none.

    It has no number, no question, and no word that could change what the others say, such as "not" or
    "only"; `telling` has the further words of a kind of story.
    """
    if text[:at].rstrip(" \t")[-1:] not in ("", ".", "!", "?", "\n", ":"):
        return None
    found = _SETTING.match(text, at)
    if found is None or _TELLING.search(found[0]) or (telling and telling.search(found[0])):
        return None
    return found.end()


class Question(NamedTuple):
    """What may be said in a kind of question, and an example of it."""

    clauses: Sequence[Clause]
    fillers: re.Pattern[str]
    refusals: Sequence[Refusal]
    example: str
    telling: re.Pattern[str] | None = None  # what a sentence has that says more than the setting
    events: tuple[
        str, ...
    ] = ()  # fields; where it is asked how probable one is, that is said as "questioned"

    def fields(self, text: str) -> Fields:
        """What the clauses of the text say, by input.

        Raises `NotUnderstood` at the first word that belongs to no clause, and where two clauses
        contradict one another.
        """
        shown = plainly(text)
        for kind in self.refusals:
            if (asked := kind.pattern.search(shown)) is not None:
                place = "place" if "place" in asked.groupdict() else 0
                refuse(text, "question", kind.message, kind.fix, *asked.span(place))
        found: Fields = {}
        at = after_break(shown, 0)
        while at < len(shown):
            end = self._clause(text, shown, at, found)
            filler = self.fillers.match(shown, at)
            if end is None and filler is None:
                setting = after_setting(shown, at, self.telling) if self.telling else None
                if setting is None:
                    refuse_word(text, at, self.example)
                end = setting
            at = after_break(shown, max(end or 0, filler.end() if filler else 0))
        return found

    def _clause(self, text: str, shown: str, at: int, found: Fields) -> int | None:
        """Where the longest clause ends that begins here; what it says is added to `found`."""
        said = [(m.end(), c, m) for c in self.clauses if (m := c.pattern.match(shown, at))]
        if not said:
            return None
        end, longest, match = max(said, key=lambda one: one[0])
        named = {k: v.strip() for k, v in match.groupdict().items() if v is not None}
        said_here = {**longest.says, **named}
        if said_here.keys() & self.events and "asked" not in said_here and is_asked(shown, at):
            said_here["questioned"] = "yes"
        if "unit" in said_here:
            said_here["unit"] = _one_name(said_here["unit"])
        for name, value in said_here.items():
            if found.setdefault(name, value) != value:
                said_before, fix = (
                    f"{name} = {value}, and before it was {found[name]}",
                    "Say it once.",
                )
                fix = _ONCE.get(name, fix)
                refuse(text, "given-twice", f"This says {said_before}.", fix, *match.span())
        return end


_UNITS_WRITTEN_OUT: Final = {
    "gram": "g",
    "litre": "l",
    "second": "s",
    "sec": "s",
    "minute": "min",
    "hour": "h",
    "volt": "V",
}


def _one_name(unit: str) -> str:
    """The unit by the name that all its spellings share: g for grams."""
    singular = unit if len(unit) < 4 else unit.removesuffix("s")
    return _UNITS_WRITTEN_OUT.get(singular.lower(), singular)


class Forms(NamedTuple, Generic[T]):
    """What may be said in a kind of story, each form with what it adds to what was told."""

    forms: Sequence[tuple[re.Pattern[str], Callable[[T, re.Match[str]], None]]]
    fillers: re.Pattern[str]
    telling: re.Pattern[str]  # what a sentence has that says more than the setting
    example: str

    def tell(self, told: T, text: str, shown: str) -> None:
        """Add all that `text` says, shown in plain signs; the longest form is taken each time.

        Raises `NotUnderstood` at the first word that belongs to no form.
        """
        at = 0
        while (at := after_break(shown, at)) < len(shown):
            said = [(m.end(), say, m) for form, say in self.forms if (m := form.match(shown, at))]
            filler = self.fillers.match(shown, at)
            end, say, found = max(said, key=lambda one: one[0], default=(0, None, None))
            if say is not None and found is not None and (filler is None or end >= filler.end()):
                say(told, found)
                at = end
            elif filler is not None:
                at = filler.end()
            elif (setting := after_setting(shown, at, self.telling)) is not None:
                at = setting
            else:
                refuse_word(text, at, self.example)


class Sentences(NamedTuple, Generic[T]):
    """What may be said in a story that is told in whole sentences, each form with what it adds."""

    forms: Sequence[tuple[re.Pattern[str], Callable[[T, re.Match[str]], None]]]
    breaks: re.Pattern[str]
    leads: re.Pattern[str] | None = None

    def tell(self, told: T, shown: str) -> int | None:
        """Add what each sentence says; returns the place of the first one of no form."""
        return walk_sentences(
            shown, lambda at: self.sentence(told, shown, at), self.breaks, self.leads
        )

    def sentence(self, told: T, shown: str, start: int) -> int | None:
        """Where the longest form ends that begins here and fills a sentence; what it says is added."""
        said = [
            (found.end(), say, found)
            for form, say in self.forms
            if (found := form.match(shown, start)) and self.breaks.match(shown, found.end())
        ]
        if not said:
            return None
        end, say, longest = max(said, key=lambda one: one[0])
        say(told, longest)
        return end


def end_of_sentence(text: str, at: int) -> int:
    """Where the sentence ends in which a place stands."""
    found = _END.search(text, at)
    return found.start() if found else len(text)


def walk_sentences(
    shown: str,
    sentence: Callable[[int], int | None],
    breaks: re.Pattern[str],
    leads: re.Pattern[str] | None = None,
    end_of: Callable[[str, int], int] = end_of_sentence,
) -> int | None:
    """Read sentence after sentence; returns the place of the first that is not understood.

    `sentence` returns where the one ends that begins at a place; `leads` are words in front of it
    that say nothing; `end_of` says where one ends that is not understood.  Whether such a sentence
    matters is for the story to say.
    """
    at, failed = 0, None
    while at < len(shown):
        lead = leads.match(shown, at) if leads else None
        start = lead.end() if lead else at
        end = sentence(start)
        if end is None:
            failed = start if failed is None else failed
            end = end_of(shown, start)
        following = breaks.match(shown, end)
        at = max(following.end() if following else end, at + 1)
    return failed


def is_asked(text: str, at: int) -> bool:
    """Whether the words before a place ask how probable it is what begins there."""
    return _ASKING.search(text, 0, at) is not None


def after_break(text: str, at: int) -> int:
    """Where the next word begins, behind spaces and the signs between clauses."""
    found = _BREAK.match(text, at)
    return found.end() if found else at


def refuse_word(text: str, at: int, example: str) -> NoReturn:
    """Raise `NotUnderstood` for the word that belongs to no clause, or the number behind it that is two."""
    if (found := _COMMA.match(text, at)) is not None:
        refuse(
            text,
            "thousands",
            f"{found[1]} can be read as {found[1].replace(',', '')}, and as {found[1].replace(',', '.', 1)}.",
            f"Write {found[1].replace(',', '')} or {found[1].replace(',', '.', 1)}.",
            *found.span(1),
        )
    word = _WORD.match(text, at)
    end = at + max(1, len(word[0].rstrip(".)"))) if word else at + 1
    refuse(
        text,
        "clause",
        f"{text[at:end][:40]} is not understood here, so nothing is solved.",
        f"Say it in other words, or ask in this form: {example}.",
        at,
        end,
    )
