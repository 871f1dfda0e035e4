"""Letters that stand alone in a sentence are names, and are set like those in formulas.

A template says "take a small step h" in plain words.  The words of English with one letter, "a", "A" and
"I", stay words, unless a sign of calculation, an index or a "b" beside an "a" or "A" shows what it is; within a
sentence an "A" is a name too.
"""

from __future__ import annotations

import re

from tutor.render.prose import Math, Run, Runs, Text
from tutor.render.typeset import Node
from tutor.render.typeset.layout import (
    Ident,
    Number,
    Operator,
    Row,
    Subscript,
    Superscript,
    negative,
)

_SIGN = "[−+·=/]"
_LETTER = re.compile(
    r"(?<![\w’'.^‑-])"
    rf"(d(?=[uvx]\b))?([B-HJ-Zb-zα-ωΑ-Ω]|(?<=[a-z,;ᵀ] )A|(?<=[‖|(])A|[aA](?=[₀-₉²′ᵀ⁻]| {_SIGN} | (?:to|and) b\b)|(?<=\()a(?=\)))"
    r"([₀-₉]*)(′*)(⁻¹|[²³ᵀ])?"
    r"(?![\w’'^]|\.\w)"
)
_POWERS: dict[str, Node] = {
    "²": Number("2"),
    "³": Number("3"),
    "ᵀ": Ident("T"),
    "⁻¹": negative(Number("1")),
}
_BELOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def letters(runs: Runs) -> Runs:
    """The sentence with such letters as mathematics."""
    made: list[Run] = []
    for run in runs:
        if not isinstance(run, Text):
            made.append(run)
            continue
        at = 0
        for match in _LETTER.finditer(run.words):
            if words := run.words[at : match.start()]:
                made.append(Text(words))
            made.append(Math(_name(*match.groups())))
            at = match.end()
        if words := run.words[at:]:
            made.append(Text(words))
    return tuple(made)


def _name(before: str | None, letter: str, index: str, primes: str, power: str | None) -> Node:
    node: Node = Ident(letter)
    if index:
        node = Subscript(node, Number(index.translate(_BELOW)))
    if primes:
        node = Row((node, *[Operator("′")] * len(primes)))
    if power is not None:
        node = Superscript(node, _POWERS[power])
    return Row((Ident(before), node)) if before else node
