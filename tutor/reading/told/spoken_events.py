"""What is said of somebody, by the stems of its words: studies, studied and did not study mean one event."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tutor.core import limits

NOT: Final = r"(?:(?:do|does|did|is|are|was|were|has|have)(?: not|n't)|never|without)"
_SMALL: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "one",
        "of",
        "on",
        "in",
        "at",
        "for",
        "to",
        "it",
        "he",
        "she",
        "they",
        "you",
        "i",
        "we",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "be",
        "been",
        "who",
        "which",
        "do",
        "does",
        "did",
        "there",
        "his",
        "her",
        "their",
        "its",
        "my",
        "your",
        "actually",
        "really",
        "also",
    ]
)
_IRREGULAR: Final = {"slept": "sleep", "bought": "buy", "won": "win", "lost": "lose", "drove": "drive", "ate": "eat", "ran": "run"}  # fmt: skip


class SpokenEvent(NamedTuple):
    """What is said, by the stems of its words, and whether it is denied."""

    stems: frozenset[str]
    denied: bool

    def __bool__(self) -> bool:
        return bool(self.stems)


def event(said: str) -> SpokenEvent:
    denied = re.search(rf"\b{NOT}\b", said, re.I) is not None
    return SpokenEvent(stems(re.sub(rf"\b{NOT}\b", " ", said, flags=re.I)), denied)


def ordered(said: str) -> list[str]:
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", said.lower())
    return [stem(word) for word in words if word not in _SMALL]


def stems(said: str) -> frozenset[str]:
    return frozenset(ordered(said))


def stem(word: str) -> str:
    """A word without its ending: studies, studied and study are one."""
    word = _IRREGULAR.get(word, word)
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "y", "e"):
        if (
            word.endswith(ending)
            and len(word) - len(ending) > 2
            and not (ending == "s" and word.endswith("ss"))
        ):
            stem = word[: -len(ending)]
            return (
                stem[:-1]
                if len(stem) > 3 and ending in ("ing", "ed") and stem[-1] == stem[-2] != "s"
                else stem
            )
    return word


def event_name(said: str) -> str:
    """The name of an event: what was said, without an article in front, cut to the longest name."""
    said = " ".join(re.sub(rf"\b{NOT}\b", " ", said, flags=re.IGNORECASE).split())
    words = re.sub(r"^(?:there is an?|the|an?|it)\s+", "", said, flags=re.IGNORECASE).split()
    name = ""
    for word in words:
        if len(name) + len(word) + 5 > limits.NAME:
            break
        name = f"{name} {word}".strip()
    return re.sub("[^A-Za-z -]", "", name)
