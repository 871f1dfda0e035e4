r"""How a student may ask for a topic: phrases in a small grammar.

A phrase is words with inputs in braces, "determinant of {A}".  What stands in square brackets may
be left out, and a stroke separates alternatives:

    [find|compute] [the] determinant of {A}      with "find", with "compute", or with neither
    {t test|t-test} of {data}                    one of the two
    derivative of {f} [at {x} = {at}]            inputs may be inside
    on \[{a}, {b}\]                              a backslash makes a sign stand for itself

An optional part takes the space beside it along.  A stroke outside all brackets is a stroke.  The
spaces around an equals sign beside an input may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final, NoReturn

from msgspec import Struct

if TYPE_CHECKING:
    from parse import Parser

MOST_FORMS: Final = 64  # of one phrase: each is tried on every text
MOST_WORDINGS: Final = 200  # of one choice among words: they are listed when it is read

_SIGN: Final = re.compile(
    r"\\(?P<plain>.)|\{(?P<input>\w+)\}|(?P<sign>[][{}|])|(?P<words>[^][{}|\\]+)"
)
_HEADING: Final = re.compile(r"\b([A-Za-z])\s*=\s*$")
_CLOSING: Final = {"[": "]", "{": "}"}
_EQUALS: Final = (" = ", "=", "= ", " =")


class Slot(Struct, frozen=True, tag=True):
    """The place of an input."""

    name: str


class Words(Struct, frozen=True, tag=True):
    """One of several wordings; the empty one, if it may be left out, stands first."""

    wordings: tuple[str, ...]


class _Choice(Struct, frozen=True):
    """One of several sequences, perhaps with inputs inside."""

    alternatives: tuple[_Sequence, ...]

    @property
    def optional(self) -> bool:
        return () in self.alternatives


_Sequence = tuple["str | Slot | _Choice", ...]
Part = str | Slot | Words
Options = Mapping[str, Iterable[str]]  # the words that an input may be, of those with a choice


class Form(Struct, frozen=True):
    """One way to say a phrase: fixed words, choices among words, and the inputs between them."""

    parts: tuple[Part, ...]

    @property
    def inputs(self) -> frozenset[str]:
        return frozenset(part.name for part in self.parts if isinstance(part, Slot))

    def spellings(self) -> Iterator[str]:
        """The form with each choice of words, inputs as "{A}"; the plainest first."""
        for parts in product(*map(_spelled, self.parts)):
            yield "".join(parts)

    def may_say(self, sign: str) -> bool:
        """Whether one of its wordings has this sign."""
        return any(sign in wording for part in self.parts for wording in _wordings(part))

    def headings(self, chosen: Sequence[str]) -> dict[str, str]:
        """The inputs behind a heading such as `y = `, with its letter, where these wordings were chosen."""
        words = iter(chosen)
        found: dict[str, str] = {}
        before = ""
        for part in self.parts:
            if isinstance(part, Slot):
                if heading := _HEADING.search(before):
                    found[part.name] = heading[1]
                before = ""
            else:
                before += part if isinstance(part, str) else next(words)
        return found

    def occurs_in(self, lowered: str, options: Options) -> bool:
        """Whether all its words are somewhere in the text, a quick look before matching."""
        return all(
            any(word.strip().lower() in lowered for word in _wordings(part))
            for part in self.parts
            if not isinstance(part, Slot)
        ) and all(
            any(_words(option.lower()) <= _words(lowered) for option in options[name])
            for name in self.inputs.intersection(options)
        )

    def matcher(self, options: Options) -> Parser:
        """The matcher of the library `parse`; an input with options matches these alone.

        Its results have the inputs by name and the chosen wordings in their order.
        """
        from parse import compile as compile_format
        from parse import with_pattern

        wordings: dict[str, Iterable[str]] = dict(options)
        pattern = ""
        for k, part in enumerate(self.parts):
            match part:
                case str():
                    pattern += part.replace("{", "{{").replace("}", "}}")
                case Slot(name):
                    pattern += f"{{{name}:{name}}}" if name in options else f"{{{name}}}"
                case Words():
                    wordings[f"words{k}"] = part.wordings
                    pattern += f"{{:words{k}}}"
        types = {
            kind: with_pattern(_any_of(words))(lambda word: word.lower())
            for kind, words in wordings.items()
        }
        return compile_format(pattern, types)

    def weight(self, chosen: Sequence[str]) -> int:
        """How many letters speak for this form, where these wordings were chosen."""
        words = iter(chosen)
        said = "".join(
            part if isinstance(part, str) else "\n" if isinstance(part, Slot) else next(words)
            for part in self.parts
        )
        return sum(len(stretch.strip()) for stretch in said.split("\n"))


@cache
def forms(phrase: str, choices: frozenset[str] = frozenset()) -> tuple[Form, ...]:
    """All forms of a phrase, the plainest first; `choices` are the inputs that match a few words alone.

    Raises `ValueError`, with the place, for a phrase that is malformed, that has nothing but
    other inputs and words that may be left out, or that has more than `MOST_FORMS` forms.
    """
    reader = _Reader(phrase)
    found = tuple(Form(_joined(parts)) for parts in _expanded(reader.sequence("")))
    if len(found) > MOST_FORMS:
        reader.refuse(0, f"there are {len(found)} forms and the limit is {MOST_FORMS}; split it")
    for form in found:
        fixed = [p for p in form.parts if not isinstance(p, Slot) and "" not in _wordings(p)]
        said = any(re.search(r"[\w∂∇]", word) for part in fixed for word in _wordings(part))
        if not said and not form.inputs & choices:
            reader.refuse(0, "no word of it must be said")
        for first, second in zip(form.parts, form.parts[1:], strict=False):
            if isinstance(first, Slot) and isinstance(second, Slot):
                reader.refuse(0, f"nothing separates {first.name} from {second.name}")
        if any(len(_wordings(part)) > MOST_WORDINGS for part in form.parts):
            reader.refuse(0, f"a choice has more than {MOST_WORDINGS} wordings; split it")
    return found


class _Reader:
    """Recursive descent over the signs of a phrase."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.at = 0

    def refuse(self, at: int, why: str) -> NoReturn:
        raise ValueError(f"phrase {self.phrase!r}, character {at + 1}: {why}")

    def sequence(self, within: str) -> _Sequence:
        """The parts up to a stroke or the closing bracket of `within`, or up to the end."""
        parts: list[str | Slot | _Choice] = []
        while self.at < len(self.phrase):
            sign = _SIGN.match(self.phrase, self.at)
            if sign is None:
                self.refuse(self.at, "a backslash stands before nothing")
            kind, value = sign.lastgroup, sign[sign.lastgroup or 0]
            if kind == "sign" and within and value in ("|", _CLOSING[within]):
                break
            if kind == "sign" and value in ("]", "}"):
                self.refuse(self.at, f"{value} closes nothing")
            self.at = sign.end()
            if kind == "input":
                parts.append(Slot(value))
            elif kind == "sign" and value in _CLOSING:
                parts.append(self.choice(value, sign.start()))
            elif parts and isinstance(parts[-1], str):
                parts[-1] += value
            else:
                parts.append(value)
        return _spaced(_with_loose_equals(parts))

    def choice(self, opening: str, start: int) -> _Choice:
        alternatives: list[_Sequence] = []
        while True:
            before = self.at
            found = self.sequence(opening)
            if all(isinstance(part, _Choice) and part.optional for part in found):
                self.refuse(before, "an alternative may be nothing; use square brackets for that")
            alternatives.append(found)
            if self.at == len(self.phrase):
                self.refuse(start, f"{opening} is never closed")
            self.at += 1
            if self.phrase[self.at - 1] != "|":
                break
        if opening == "[":
            return _Choice(((), *alternatives))
        if len(alternatives) == 1:
            self.refuse(start, "neither the name of an input nor alternatives with a stroke")
        return _Choice(tuple(alternatives))


def _with_loose_equals(parts: list[str | Slot | _Choice]) -> list[str | Slot | _Choice]:
    """The parts, where an equals sign beside an input may be typed with spaces or without."""
    loose: list[str | Slot | _Choice] = []
    for k, part in enumerate(parts):
        beside = any(isinstance(other, Slot) for other in parts[max(0, k - 1) : k + 2])
        if not isinstance(part, str) or not beside:
            loose.append(part)
            continue
        first, *rest = part.split(" = ")
        loose.append(first)
        for words in rest:
            loose += [_Choice(tuple((sign,) for sign in _EQUALS)), words]
    return [part for part in loose if part != ""]


def _spaced(parts: list[str | Slot | _Choice]) -> _Sequence:
    """The parts, where each optional one holds the space that goes when it is left out.

    That is the space before it, or the one behind where only optional parts come before.  Where an
    input follows without a space, it is none: `at [x = ]{a}` says `at {a}` or `at x = {a}`.
    """
    spaced: list[str | Slot | _Choice] = []
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        if isinstance(part, _Choice) and part.optional:
            beside = bool(rest) and isinstance(rest[0], Slot)  # the space stays before the input
            if spaced and isinstance(spaced[-1], str) and spaced[-1].endswith(" ") and not beside:
                spaced[-1] = spaced[-1][:-1]
                part = _Choice(tuple((" ", *a) if a else a for a in part.alternatives))
            elif _only_optional(spaced) and rest and isinstance(rest[0], str) and rest[0][0] == " ":
                rest[0] = rest[0][1:]
                part = _Choice(tuple((*a, " ") if a else a for a in part.alternatives))
        spaced.append(part)
        if rest and rest[0] == "":
            rest.pop(0)
    return tuple(part for part in spaced if part != "")


def _only_optional(parts: Sequence[str | Slot | _Choice]) -> bool:
    return all(isinstance(part, _Choice) and part.optional for part in parts)


def _expanded(sequence: _Sequence) -> Iterator[tuple[Part, ...]]:
    """The sequence with each choice of what has inputs inside; choices among words stay."""
    ways: list[list[tuple[Part, ...]]] = []
    for part in sequence:
        if not isinstance(part, _Choice):
            ways.append([(part,)])
            continue
        inside = [way for alternative in part.alternatives for way in _expanded(alternative)]
        if any(isinstance(p, Slot) for way in inside for p in way):
            ways.append(inside)
        else:
            spellings = (s for way in inside for s in Form(way).spellings())
            ways.append([(Words(tuple(dict.fromkeys(spellings))),)])
    for chosen in product(*ways):
        yield tuple(part for way in chosen for part in way)


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def _wordings(part: Part) -> tuple[str, ...]:
    match part:
        case Words(wordings):
            return wordings
        case Slot():
            return ()
    return (part,)


@cache
def _words(text: str) -> frozenset[str]:
    """Words as wholes: a determinant is no min."""
    return frozenset(re.findall(r"\w+", text))


def _spelled(part: Part) -> tuple[str, ...]:
    return (f"{{{part.name}}}",) if isinstance(part, Slot) else _wordings(part)


def _any_of(words: Iterable[str]) -> str:
    """A regular expression that prefers the longest."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
