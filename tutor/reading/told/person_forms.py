"""Sentences about persons: how old they are, now and in other years, and how many things they have."""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.quantities import THING, singular
from tutor.reading.told.story import Story, multiple, person, the
from tutor.reading.told.story_forms import NAME, NUMERAL, TIMES, TOGETHER, form

_AGES: Final = rf"(?:their ages|the ages of (?P<one>{NAME}) and (?P<other>{NAME}))"
_WHEN: Final = r"(?:in (?P<ahead>\d+) years?(?: time| from now)?|(?P<back>\d+) years? ago)"
_WAS: Final = "(?:will be|was|would be|were|is)"
_AS_OLD: Final = (
    rf"{TIMES} (?:as old as (?P<other>{NAME})|the age of (?P<of>{NAME})|(?P<whose>{NAME})['’]s age)"
)


def _ages(story: Story, found: re.Match[str]) -> str:
    story.be("age", found)
    return f"{story.age(found['one'])} + {story.age(found['other'])} = {found['n']}"


def _their_ages(story: Story, found: re.Match[str]) -> str:
    """The sum of the ages of the two persons of the story, now or in another year."""
    story.be("age", found)
    named = found.groupdict()
    if named.get("one"):
        ages = [story.age(named[group]) for group in ("one", "other")]
    else:
        ages = _of_two(story, found)
    years = _years(named)
    return f"{' + '.join(f'{age}{years}' for age in ages)} = {found['n']}"


def _of_two(story: Story, found: re.Match[str]) -> list[str]:
    """The letters of the two persons that "they" are."""
    if len(story.letters) != 2:
        story.refuse(
            "Two persons have to be named before this.",
            "Write their names, for example: the sum of the ages of Anna and Ben is 30.",
            *found.span(),
        )
    return list(story.letters.values())


def _older(story: Story, found: re.Match[str]) -> str:
    story.be("age", found)
    sign = "+" if found["more"].lower() == "older" else "-"
    return f"{story.age(found['one'])} = {story.age(found['other'])} {sign} {found['n']}"


def _is_old(story: Story, found: re.Match[str]) -> str:
    story.be("age", found)
    return f"{story.age(found['one'])} = {found['n']}"


def _times_as_old(story: Story, found: re.Match[str]) -> str:
    story.be("age", found)
    named = found.groupdict()
    older = named["other"] or named["of"] or named["whose"]
    one, other = story.age(found["one"]), story.age(older)
    years = _years(named)
    if not years:
        return f"{one} = {multiple(found['times'])}*{other}"
    return f"{one}{years} = {multiple(found['times'])}*({other}{years})"


def _years(named: dict[str, str | None]) -> str:
    """What is added to every age of another year."""
    if named.get("ahead"):
        return f" + {named['ahead']}"
    return f" - {named['back']}" if named.get("back") else ""


def _has_more(story: Story, found: re.Match[str]) -> str:
    sign = "+" if found["more"].lower() == "more" else "-"
    one, other = (_owner(story, found, group) for group in ("one", "other"))
    return f"{one} = {other} {sign} {found['n']}"


def _has_times(story: Story, found: re.Match[str]) -> str:
    one, other = (_owner(story, found, group) for group in ("one", "other"))
    return f"{one} = {multiple(found['times'])}*{other}"


def _have(story: Story, found: re.Match[str]) -> str:
    story.be("count", found)
    if found.groupdict().get("one"):
        owners = [_owner(story, found, group) for group in ("one", "other")]
    else:
        _own(story, found)
        owners = _of_two(story, found)
    return f"{owners[0]} + {owners[1]} = {found['n']}"


def _owner(story: Story, found: re.Match[str], group: str) -> str:
    """The letter for how many things a person has."""
    story.be("count", found)
    _own(story, found)
    name = person(found[group])
    meaning = f"the number of {story.owned_typed or 'things'} that {the(name)} has"
    return story.letter(name, meaning)


def _own(story: Story, found: re.Match[str]) -> None:
    """Take it that the story counts this kind of thing; refuse another kind."""
    typed = found["thing"]
    if not typed:
        return
    thing = singular(" ".join(typed.lower().split()), ())
    if story.owned not in ("", thing):
        story.refuse(
            f"This counts {typed}, and before {story.owned_typed} were counted.",
            "Count one kind of thing in a problem.",
            *found.span("thing"),
        )
    if not story.owned:
        story.owned, story.owned_typed = thing, typed


PERSON_FORMS: Final = (
    *form(
        "age",
        "Anna and Ben are together 30 years old",
        _ages,
        rf"(?P<one>{NAME}) and (?P<other>{NAME}) are(?: {TOGETHER})? {NUMERAL} years old"
        rf"(?: {TOGETHER})?",
        rf"(?P<one>{NAME}) and (?P<other>{NAME}) are {TOGETHER} {NUMERAL}",
        rf"(?P<one>{NAME}) and (?P<other>{NAME}) are {NUMERAL} {TOGETHER}",
    ),
    *form(
        "age",
        "the sum of the ages of Anna and Ben is 30",
        _their_ages,
        rf"the sum of {_AGES} is {NUMERAL}(?: years)?",
        rf"{_WHEN},? the sum of {_AGES} {_WAS} {NUMERAL}(?: years)?",
        rf"their ages (?:add up to|sum to) {NUMERAL}",
        rf"(?<=together\s)they are {NUMERAL}(?: years old)?",
        rf"they are {TOGETHER} {NUMERAL}(?: years old)?",
        rf"they are {NUMERAL}(?: years old)? {TOGETHER}",
    ),
    *form(
        "age",
        "Anna is 4 years older than Ben",
        _older,
        rf"(?P<one>{NAME}) is {NUMERAL} years? (?P<more>older|younger) than (?P<other>{NAME})",
    ),
    *form(
        "age", "Anna is 12 years old", _is_old, rf"(?P<one>{NAME}) is {NUMERAL} years? old(?: now)?"
    ),
    *form(
        "age",
        "Anna is twice as old as Ben",
        _times_as_old,
        rf"(?P<one>{NAME}) is(?: now)? {_AS_OLD}(?: now)?",
    ),
    *form(
        "age",
        "in 5 years Anna will be twice as old as Ben",
        _times_as_old,
        rf"{_WHEN},? (?P<one>{NAME}) {_WAS} {_AS_OLD}(?: {_WAS})?(?: then)?",
        rf"(?P<one>{NAME}) {_WAS} {_AS_OLD} {_WHEN}",
    ),
    *form(
        "count",
        "Anna has 5 more apples than Ben",
        _has_more,
        rf"(?P<one>{NAME}) has {NUMERAL} (?P<more>more|fewer|less)(?: (?P<thing>{THING}))?"
        rf" than (?P<other>{NAME})(?: has| does)?",
    ),
    *form(
        "count",
        "Anna has twice as many apples as Ben",
        _has_times,
        rf"(?P<one>{NAME}) has {TIMES} as many(?: (?P<thing>{THING}))? as (?P<other>{NAME})",
    ),
    *form(
        "count",
        "Anna and Ben have 17 apples together",
        _have,
        rf"(?P<one>{NAME}) and (?P<other>{NAME}) have {NUMERAL} (?P<thing>{THING}) {TOGETHER}",
        rf"(?P<one>{NAME}) and (?P<other>{NAME}) {TOGETHER} have {NUMERAL} (?P<thing>{THING})",
        rf"(?<=together\s)(?P<one>{NAME}) and (?P<other>{NAME}) have {NUMERAL} (?P<thing>{THING})",
        rf"(?<=together\s)they have {NUMERAL} (?P<thing>{THING})",
        rf"they have {NUMERAL} (?P<thing>{THING}) {TOGETHER}",
    ),
)
"""In the order of the page docs/word_problems.md."""
