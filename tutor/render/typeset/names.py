"""Names as they are written on the board: `x1` is x with index 1, `xbar` has a bar, `mu` is a Greek letter.

A name that does not follow the pattern of a letter or word with indices stays as it is, in upright
letters; every writer escapes it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tutor.render.typeset.layout import (
    COMMA,
    Accent,
    Ident,
    Node,
    Number,
    Operator,
    Row,
    Subscript,
    Superscript,
    Words,
)

_SMALL = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega"
_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
GREEK: dict[str, str] = dict(zip(_SMALL.split(), _LETTERS, strict=True))
GREEK |= {name.capitalize(): letter.upper() for name, letter in GREEK.items()}
GREEK |= {"lamda": "λ", "Lamda": "Λ"}

_ACCENTS = ("bar", "hat", "tilde")
_NAME = re.compile(r"([^\W\d_]+)(\d*)((?:_\w+?)*?)(?:\^(\w+))?", re.ASCII)
_GREEK_NAME = re.compile(r"([\u0370-\u03ff])(\d*)((?:_\w+?)*?)(?:\^(\w+))?")
_LABEL = re.compile(r"[A-Za-z\u0370-\u03ff](\d+|_\w+)?")


@lru_cache(maxsize=4096)
def name(text: str) -> Node:
    """The layout of a symbol's name."""
    bare = text.rstrip("'")
    if bare and bare != text:
        return Row((name(bare), *[Operator("′")] * (len(text) - len(bare))))
    match = _NAME.fullmatch(text) or _GREEK_NAME.fullmatch(text)
    if match is None:
        return Ident(text)
    stem, digits, tail, power = match.groups()
    marks: list[str] = []
    for mark in _ACCENTS:
        rest = stem.removesuffix(mark)
        if rest != stem and (len(rest) == 1 or rest in GREEK):
            stem, marks = rest, [mark]
    indices = [digits] if digits else []
    for part in tail.split("_")[1:]:
        if part in _ACCENTS:
            marks.append(part)
        elif part:
            indices.append(part)
    node: Node = Ident(GREEK.get(stem, stem))
    for mark in marks:
        node = Accent(node, mark)
    if indices:
        node = Subscript(node, _index(indices))
    if power:
        node = Superscript(node, _index([power]))
    return node


def _index(parts: list[str]) -> Node:
    nodes: list[Node] = []
    for part in parts:
        if nodes:
            nodes.append(COMMA)
        nodes.append(
            Number(part) if part.isdigit() else name(part) if part.isalnum() else Ident(part)
        )
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))


def label(text: str) -> Node:
    """The layout of a label such as the name of an event: a letter with an index, or words."""
    return name(text) if _LABEL.fullmatch(text) else Words(text)


@lru_cache(maxsize=4096)
def alphabetical(text: str) -> tuple[bool, str, str, int]:
    """The place of a name in the alphabet: words after letters, and x2 before x10."""
    base = name(text)
    while isinstance(base, Superscript | Subscript | Accent):
        base = base.body if isinstance(base, Accent) else base.base
    is_word = isinstance(base, Ident) and len(base.name) > 1
    stem = text.rstrip("0123456789")
    return is_word, stem.lower(), stem, int(text[len(stem) :] or 0)
