"""Mixtures: how much of a 20% solution and of a 50% solution makes 30 liters of a 30% solution.

The volumes add up, and so does what is dissolved in them: these are the two equations.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tutor.reading.number_words import in_digits
from tutor.reading.quantities import pattern

_PERCENT: Final = r"(?P<{}>\d+(?:\.\d+)?) ?(?:%|percent)"
_STUFF: Final = r"(?: (?!and\b|with\b|to\b|of\b|how\b|are\b|is\b|must\b|should\b|needs?\b|needed\b)[A-Za-z]+){0,3}"
_UNIT: Final = r"(?P<unit>[A-Za-z]+)"
_TWO: Final = (
    rf"(?:an? )?{_PERCENT.format('one')}{_STUFF}(?: solution)? (?:and|with)(?: [a-z]+ of)?(?: an?)? ?"
    rf"{_PERCENT.format('other')}{_STUFF}"
)
_MIXTURE: Final = rf"(?P<volume>\d+(?:\.\d+)?) {_UNIT} of (?:an? )?(?:solution (?:that is|with) )?{_PERCENT.format('mixed')}{_STUFF}"
_MADE: Final = (
    r"(?:to (?:get|make|obtain|produce|form|give|create)|so that (?:the result is|there are)|for)"
)
_MUST: Final = (
    r"(?:(?:must|should|do|does|can|to|need|needs|are|is) (?:you |we |one |a chemist |she |he )?)?(?:be )?"
    r"(?:mix(?:ed)?|use[d]?|combine[d]?|need(?:ed)?|added)?(?: together)?"
)
_QUESTIONS: Final = (
    rf"how (?:many|much)(?: {_UNIT.replace('unit', 'typed')})? of {_TWO} {_MUST} ?{_MADE} {_MIXTURE} ?[?.]? ?",
    rf"(?:a|the) [a-z]+ (?:mixes|wants to mix|combines|has to mix) {_TWO} {_MADE} {_MIXTURE} ?[.,;] "
    r"?how (?:many|much)(?: [a-z]+)? of each(?: solution| kind)?"
    r"(?: (?:should|must|does|do|is|are)(?: [a-z]+){0,4})? ?[?.]? ?",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The questions, compiled when the first one with percentages is read."""
    return tuple(map(pattern, _QUESTIONS))


def mixture_question(text: str) -> tuple[str, dict[str, str]] | None:
    """The system for the two volumes, or None if the text asks for no mixture of two solutions."""
    if "%" not in text and "percent" not in text:
        return None
    plain = in_digits(text)
    found = next((m for q in _patterns() if (m := q.fullmatch(plain.strip()))), None)
    if found is None:
        return None
    one, other, mixed = (f"{found[name]}/100" for name in ("one", "other", "mixed"))
    volume, unit = found["volume"], found["unit"]
    meanings = [
        f"the amount of the {found[name]} percent solution in {unit}" for name in ("one", "other")
    ]
    return "word problem", {
        "system": f"x + y = {volume}; {one}*x + {other}*y = {mixed}*{volume}",
        "unknowns": "x, y",
        "meanings": ", ".join(meanings),
    }
