"""Mixtures: how much of a 20% solution and of a 50% solution makes 30 liters of a 30% solution.

The volumes add up, and so does what is dissolved in them: these are the two equations.  If the amount
of one solution is known, the amount of the mixture is not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tutor.reading.number_words import in_digits
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse

_PERCENT: Final = r"(?P<{}>\d+(?:\.\d+)?) ?(?:%|percent)"
_STUFF: Final = r"(?: (?!and\b|with\b|to\b|of\b|how\b|are\b|is\b|must\b|should\b|needs?\b|needed\b)[A-Za-z]+){0,3}"
_UNIT: Final = r"(?P<unit>[A-Za-z]+)"
_ONE: Final = rf"(?:an? )?{_PERCENT.format('one')}{_STUFF}(?: solution)?"
_OTHER: Final = rf"(?:[a-z]+ of )?(?:an? )?{_PERCENT.format('other')}{_STUFF}"
_TWO: Final = rf"{_ONE} (?:and|with) {_OTHER}"
_MIXTURE: Final = rf"(?P<volume>\d+(?:\.\d+)?) {_UNIT} of (?:an? )?(?:solution (?:that is|with) )?{_PERCENT.format('mixed')}{_STUFF}"
_MADE: Final = (
    r"(?:to (?:get|make|obtain|produce|form|give|create)|so that (?:the result is|there are)|for)"
)
_VERB: Final = "(?:mix(?:ed)?|use[d]?|combine[d]?|need(?:ed)?|required|add(?:ed)?)"
_MUST: Final = (
    r"(?:(?:must|should|do|does|can|to|need|needs|are|is) (?:you |we |one |a chemist |she |he )?)?(?:be )?"
    rf"(?:{_VERB})?(?: together)?"
)
_HOW_MUCH: Final = rf"how (?:many|much)(?: {_UNIT.replace('unit', 'typed')})?(?: of)?"
_EACH: Final = (
    r"(?:how (?:many|much)(?: [a-z]+)? of each(?: solution| kind)?(?: (?:should|must|does|do|is|are)(?: [a-z]+){0,4})?"
    r"|(?:find|what is) (?:the )?(?:amount|volume|quantity) of each(?: solution| kind)?|how (?:many|much) [a-z]+ of each)"
)
_END: Final = " ?[?.]? ?"
_QUESTIONS: Final = (
    rf"{_HOW_MUCH} {_TWO} {_MUST} ?{_MADE} {_MIXTURE}{_END}",
    rf"{_HOW_MUCH} {_ONE} {_MUST} (?:with|and|to) {_OTHER} {_MADE} {_MIXTURE}{_END}",
    rf"(?:(?:a|the) [a-z]+ (?:mixes|wants to mix|combines|has to mix)|mix|combine) {_TWO} {_MADE} {_MIXTURE} ?[.,;] ?{_EACH}{_END}",
    rf"{_TWO} (?:are|is) (?:mixed|combined)(?: together)? {_MADE} {_MIXTURE} ?[.,;] ?{_EACH}{_END}",
    rf"{_ONE} is (?:mixed|combined) (?:with|and) {_OTHER} {_MADE} {_MIXTURE} ?[.,;] ?{_EACH}{_END}",
    rf"(?:(?:you|we|I|a [a-z]+|the [a-z]+) (?:have|has)|there (?:is|are)) {_TWO} ?[.,;] ?{_EACH} {_MADE} {_MIXTURE}{_END}",
    rf"{_HOW_MUCH} {_ONE} {_MUST} (?:to|with) (?P<known>\d+(?:\.\d+)?) {_UNIT} of {_OTHER} {_MADE} (?:an? )?{_PERCENT.format('mixed')}{_STUFF}{_END}",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The questions, compiled when the first one with percentages is read."""
    return tuple(map(pattern, _QUESTIONS))


def mixture_question(text: str) -> tuple[str, dict[str, str]] | None:
    """The system for the two volumes, or None if the text asks for no mixture of two solutions."""
    if "%" not in text and "percent" not in text:
        return None
    text = text.strip()
    plain = in_digits(text)
    found = next((m for q in _patterns() if (m := q.fullmatch(plain))), None)
    if found is None:
        return None
    weak, strong = sorted(float(found[name]) for name in ("one", "other"))
    if not weak <= float(found["mixed"]) <= strong:
        refuse(
            text,
            "word-problem",
            f"No mixture of these two has {found['mixed']} percent: its strength lies between theirs.",
            f"Ask for a strength from {weak:g}% to {strong:g}%.",
            *found.span("mixed"),
        )
    one, other, mixed = (f"{found[name]}/100" for name in ("one", "other", "mixed"))
    unit = found["unit"]
    if known := found.groupdict().get("known"):
        return "word problem", {
            "system": f"x + {known} = y; {one}*x + {other}*{known} = {mixed}*y",
            "unknowns": "x, y",
            "meanings": f"the amount of the {found['one']} percent solution in {unit}, the amount of the mixture in {unit}",
        }
    volume = found["volume"]
    meanings = [
        f"the amount of the {found[name]} percent solution in {unit}" for name in ("one", "other")
    ]
    return "word problem", {
        "system": f"x + y = {volume}; {one}*x + {other}*y = {mixed}*{volume}",
        "unknowns": "x, y",
        "meanings": ", ".join(meanings),
    }
