"""Letters that stand alone in the words of a template are names, and are set like those in formulas.

A template says "take a small step h" in plain words.  The words of English with one letter, "a", "A" and
"I", stay words, unless a sign of calculation, an index or a "b" beside an "a" or "A" shows what it is; within a
sentence an "A" is a name too.  Letters side by side are a product, and with a plus or minus between them a
sum: "b − A x" is one formula.  What a person typed is not touched, for only the text of a template is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from sympy import Basic, Integer, Symbol

from tutor.core.matrix_expression import (
    Inverse,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Transpose,
)

_SIGN: Final = "[−+·=/]"
_MARKS: Final = "[₀-₉]*′*(?:[²³ᵀ]|⁻¹)?"
_FIRST: Final = (
    "(?:[B-HJ-Zb-ce-zα-ωΑ-Ω]|d(?!$)|(?<=[a-z,;:2ᵀ] )A|(?<=[‖|(])A|A(?= [B-HJ-Z]\\b| [b-z] [=−])"
    rf"|[aA](?=[₀-₉²′ᵀ]| {_SIGN} | (?:to|and) b\b)|(?<=\()a(?=\)))"
)
_NEXT: Final = f"[ \xa0](?:[B-HJ-Zb-zα-ωΑ-Ω]|(?<=ᵀ )A|A(?=ᵀ| =)|(?<=λ )I){_MARKS}(?![\\w’'^])"  # another factor
_TERM: Final = f"[A-Za-zα-ωΑ-Ω]{_MARKS}(?![\\w’'^])(?:{_NEXT})*"
_FORMULA: Final = re.compile(
    rf"(?<![\w’'.^‑-]){_FIRST}{_MARKS}(?![\w’'^])(?:{_NEXT})*(?: [−+] (?:{_TERM}|\d+(?![\w/]|\.\d)))*(?!\.\w)"
)
_NUMBER: Final = re.compile(
    r"( [=≠<≤>≥≈] )(\d+)(?![\w/]|\.\d|, \d)"
)  # the other side of a relation
_FACTOR: Final = re.compile("(.)([₀-₉]*)(′*)(.*)")
_BELOW: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


class Letters(Extension):
    """Lets the filter `letter` take such letters and formulas out of a sentence."""

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
    for match in _FORMULA.finditer(words):
        if match.start() == 0 and before.isalnum():
            continue
        yield Token(line, "data", words[at : match.start()])
        yield from _taken_out(match[0], line)
        at = match.end()
        if number := _NUMBER.match(words, at):
            yield Token(line, "data", number[1])
            yield from _taken_out(number[2], line)
            at = number.end()
    yield Token(line, "data", words[at:])


def _taken_out(formula: str, line: int) -> Iterator[Token]:
    yield Token(line, "variable_begin", "{{")
    yield Token(line, "string", formula)
    yield Token(line, "pipe", "|")
    yield Token(line, "name", "letter")
    yield Token(line, "variable_end", "}}")


def value(formula: str) -> Basic:
    """What such a formula stands for: a name, or names in the order in which they are written."""
    first, *others = re.split(" ([−+]) ", formula)
    terms = [_product(first)]
    for sign, term in zip(others[::2], others[1::2], strict=True):
        made = _product(term)
        terms.append(made if sign == "+" else ScalarMultiple(Integer(-1), made))
    return terms[0] if len(terms) == 1 else MatrixSum(*terms)


def _product(term: str) -> Basic:
    factors = [_factor(factor) for factor in re.split("[ \xa0]", term)]
    return factors[0] if len(factors) == 1 else MatrixProduct(*factors)


def _factor(written: str) -> Basic:
    if written.isdecimal():
        return Integer(written)
    letter, index, primes, power = _FACTOR.findall(written)[0]
    name = letter + index.translate(_BELOW) + "'" * len(primes)
    match power:
        case "ᵀ":
            return Transpose(Symbol(name))
        case "⁻¹":
            return Inverse(Symbol(name))
    return Symbol(name + {"²": "^2", "³": "^3"}.get(power, ""))
