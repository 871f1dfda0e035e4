"""Parts of a tokenised text that keep their place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from tutor.core import limits
from tutor.reading.latex import tokens as tk
from tutor.reading.latex.tokens import Token
from tutor.reading.tokens import refuse

_OPENING = ("open", "brace", "begin")
_CLOSING = ("close", "unbrace", "end")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some consecutive tokens of `text`, perhaps none, that begin at offset `at`."""

    text: str
    tokens: tuple[Token, ...]
    at: int

    @property
    def end(self) -> int:
        return self.tokens[-1].end if self.tokens else self.at

    @property
    def source(self) -> str:
        """The part of the text as it was typed."""
        return self.text[self.tokens[0].at : self.end] if self.tokens else ""

    def kinds(self) -> tuple[str, ...]:
        return tuple(t.kind for t in self.tokens)

    def cut(self, start: int, stop: int | None = None) -> Piece:
        """The tokens `start` up to but not including `stop`."""
        part = self.tokens[start:stop]
        at = part[0].at if part else self.tokens[start - 1].end if start else self.at
        return Piece(self.text, part, at)

    def trimmed(self, *kinds: str) -> Piece:
        """Without the tokens of these kinds at both ends."""
        start, stop = 0, len(self.tokens)
        while start < stop and self.tokens[start].kind in kinds:
            start += 1
        while stop > start and self.tokens[stop - 1].kind in kinds:
            stop -= 1
        return self.cut(start, stop)

    def find(self, *kinds: str, start: int = 0) -> int | None:
        """Where the first token of one of these kinds stands outside all brackets."""
        depth = 0
        for k in range(start, len(self.tokens)):
            kind = self.tokens[k].kind
            depth -= kind in _CLOSING
            if depth < 0:
                return None
            if depth == 0 and kind in kinds:
                return k
            depth += kind in _OPENING
        return None

    def split(self, *kinds: str) -> list[Piece]:
        """The parts between the tokens of these kinds that stand outside all brackets."""
        parts = []
        start = 0
        while (stop := self.find(*kinds, start=start)) is not None:
            parts.append(self.cut(start, stop))
            start = stop + 1
        return [*parts, self.cut(start)]

    def closing(self, start: int) -> int:
        """Where the bracket, brace or environment that opens at `start` closes."""
        depth = 0
        for k in range(start, len(self.tokens)):
            depth += self.tokens[k].kind in _OPENING
            depth -= self.tokens[k].kind in _CLOSING
            if depth == 0:
                return k
        raise AssertionError("tokens are checked to match when they are made")

    def is_group(self, *kinds: str) -> bool:
        """Whether one bracket, brace or environment of these kinds is the whole piece."""
        return (
            bool(self.tokens)
            and self.tokens[0].kind in kinds
            and self.closing(0) == len(self.tokens) - 1
        )

    def inside(self) -> Piece:
        """What stands between the first token and the last."""
        return self.cut(1, len(self.tokens) - 1)

    def refuse(self, code: str, message: str, fix: str) -> NoReturn:
        """Raise `NotUnderstood` for the whole piece."""
        refuse(self.text, code, message, fix, self.at, max(self.end, self.at + 1))


def whole(text: str, *, characters: int = limits.CHARACTERS, most: int = limits.TOKENS) -> Piece:
    """The text as one piece, without dollar signs and wide spaces around it."""
    piece = of(text, tk.tokens(text, characters=characters, most=most)).trimmed("gap")
    if not piece.tokens:
        piece.refuse("empty", "There is nothing to read.", "Type a formula.")
    return piece


def of(text: str, found: Sequence[Token]) -> Piece:
    return Piece(text, tuple(found), found[0].at if found else 0)
