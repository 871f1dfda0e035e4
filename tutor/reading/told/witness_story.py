"""A witness who tells two kinds apart, and may be wrong.

    85% of the cabs are green and 15% are blue. A witness says that the cab was blue and is right 80%
    of the time. What is the probability that the cab was blue?

The witness is right equally often of both kinds.  A text is read only if every number in it has
its part in this.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.data import number
from tutor.reading.quantities import pattern
from tutor.reading.told.clauses import Fields, plainly
from tutor.reading.told.shares import PART, share

_TRIGGER: Final = pattern(r"\bwitness\b")
_OTHER_STORY: Final = pattern(
    r"\b(?:not|never|nor|neither|both|witnesses|(?:second|other|another) witness|independent(?:ly)?|different|dark|if)\b"
)
_SHARE_OF_KIND: Final = pattern(
    rf"(?P<share>{PART})(?: of (?:all |the |its |these )*(?:taxi )?[a-z]+(?: in (?:the|this|a|that) [a-z]+)?)?(?: are| is)? (?P<kind>[a-z]+)(?! of)"
)
_RIGHT: Final = pattern(
    rf"\b(?:right|correct|correctly|reliable|accurate)\b[^.\d]*?(?P<share>{PART})"
    rf"|(?P<first>{PART})(?: of the time)? (?:right|correct|reliable|accurate)\b"
)
_WRONG: Final = pattern(
    rf"\b(?:wrong|incorrect|incorrectly|mistaken|fails?|failed|errs?)\b[^.\d]*?(?P<share>{PART})"
)
_NUMERAL: Final = re.compile(r"\d+(?:\.\d+)?")


def witness_story(text: str) -> tuple[str, Fields] | None:
    """The statements of the story as text, with the question; None if it is no such story."""
    shown = plainly(text)
    if _TRIGGER.search(shown) is None or _OTHER_STORY.search(shown) is not None:
        return None
    right, wrong = _RIGHT.search(shown), _WRONG.search(shown)
    if right is None:
        return None
    parts = [right, *([wrong] if wrong else [])]
    before = shown[: min(part.start() for part in parts)]
    of_kinds = list(_SHARE_OF_KIND.finditer(before))
    kinds = {found["kind"].lower(): share(found["share"]) for found in of_kinds}
    if len(kinds) != 2 or len(of_kinds) != 2:
        return None
    either = "|".join(kinds)
    said = pattern(rf"\bwitness\b[^.?]*?\b(?P<kind>{either})\b").search(shown)
    asked = pattern(
        rf"\b(?:probability|chance|likely|likelihood)\b[^?]*?\b(?P<kind>{either})\b"
    ).search(shown)
    one_kind = pattern(rf"(?: of the time)?,? (?:for|of|on|when|with)\b[^.]*\b(?:{either})\b")
    if re.search(rf"\b(?:{either})\b", right[0].lower()) or one_kind.match(shown, right.end()):
        return None  # it is not said how often the witness is right of the other kind
    spoken = sum(len(_NUMERAL.findall(found[0])) for found in (*of_kinds, *parts))
    if said is None or asked is None or spoken != len(_NUMERAL.findall(shown)):
        return None
    hit = share(right["share"] or right["first"])
    if wrong is not None and number(hit) + number(share(wrong["share"])) != 1:
        return None
    seen = said["kind"].lower()
    (other,) = kinds.keys() - {seen}
    statements = [
        *(f"P({kind}) = {frequency}" for kind, frequency in kinds.items()),
        f"P(says {seen} | {seen}) = {hit}",
        f"P(says {seen} | {other}) = 1 - {hit}",
        f"P({asked['kind'].lower()} | says {seen}) = ?",
    ]
    return "story of probabilities", {"statements": ", ".join(statements)}
