"""Letters that stand alone in the words of a template are names, and are set like those in formulas.

A template says "take a small step h" in plain words.  The words of English with one letter, "a", "A" and
"I", stay words, unless a sign of calculation, an index or a "b" beside an "a" or "A" shows what it is; within a
sentence an "A" is a name too.  What a person typed is not touched, for only the text of a template is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_SIGN = "[−+·=/]"
_LETTER = re.compile(
    r"(?<![\w’'.^‑-])"
    rf"([B-HJ-Zb-ce-zα-ωΑ-Ω]|d(?!$)|(?<=[a-z,;ᵀ] )A|(?<=[‖|(])A|[aA](?=[₀-₉²′ᵀ]| {_SIGN} | (?:to|and) b\b)|(?<=\()a(?=\)))"
    r"([₀-₉]*)(′*)([²³ᵀ]?)"
    r"(?![\w’'^]|\.\w)"
)
_POWERS = {"": "", "²": "^2", "³": "^3", "ᵀ": "^T"}
_BELOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


class Letters(Extension):
    """Lets the filter `letter` take such letters out of a sentence."""

    version = sha256(Path(__file__).read_bytes()).hexdigest()[:8]

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        before = ""
        for token in stream:
            if token.type == "data":
                yield from _cut(before, token.value, token.lineno)
                before = token.value[-1:]
            else:
                yield token


def _cut(before: str, words: str, line: int) -> Iterator[Token]:
    """The words in tokens; a letter may be the end of a word whose last sign stands `before` a choice."""
    at = 0
    for match in _LETTER.finditer(words):
        if match.start() == 0 and before.isalnum():
            continue
        letter, index, primes, power = match.groups()
        name = letter + index.translate(_BELOW) + "'" * len(primes) + _POWERS[power]
        yield Token(line, "data", words[at : match.start()])
        yield Token(line, "variable_begin", "{{")
        yield Token(line, "string", name)
        yield Token(line, "pipe", "|")
        yield Token(line, "name", "letter")
        yield Token(line, "variable_end", "}}")
        at = match.end()
    yield Token(line, "data", words[at:])
