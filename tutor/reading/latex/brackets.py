r"""Brackets and absolute values: `(x+1)`, `|x|`, `\lvert x \rvert`, `\lfloor x \rfloor`.

A plain bar opens where a factor may begin and closes behind one.  Inside bars this reads
`||x|-1|` as it is meant; where bars can be paired in two ways, as in `|a|b|c|`, the reader asks back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.reading.latex.leaf import Leaf
from tutor.reading.latex.tokens import Token
from tutor.reading.latex.vocabulary import BEGINS_FACTOR

if TYPE_CHECKING:
    from tutor.reading.latex.formula import Reader


def bracket(reader: Reader, token: Token, leaf: Leaf) -> str:
    content = reader.group()
    if token.value in ("(", "["):
        return leaf.stand_in(reader.inner(content))
    if token.value == "|":
        return leaf.function("abs", rf"\left|{leaf.stand_in(reader.inner(content))}\right|")
    if token.value in ("floor", "ceil"):
        letter = leaf.stand_in(reader.inner(content))
        return leaf.function(token.value, rf"\l{token.value}{{{letter}}}\r{token.value}")
    reader.unexpected(token)


def absolute_value(reader: Reader, token: Token, leaf: Leaf) -> str:
    outer, reader.bars = reader.bars, reader.bars + 1
    start = reader.k
    value = reader.sum()
    reader.bars = outer
    inside = reader.piece.kinds()[start : reader.k]
    bars = [k for k, kind in enumerate(inside) if kind == "bar"]
    if bars == [0, len(inside) - 1] and outer == 0:
        reader.refuse(
            "norm",
            "These bars mean the norm of a vector, and letters stand for numbers.",
            r"Give the matrix and the vectors in numbers. For an absolute value, write \lvert x \rvert.",
            token,
        )
    if not reader.sees("bar"):
        reader.refuse("unclosed", "This bar is not closed.", r"Write \lvert x \rvert.", token)
    reader.k += 1
    _check_bars(reader, token)
    return leaf.function("abs", rf"\left|{leaf.stand_in(value)}\right|")


def _check_bars(reader: Reader, token: Token) -> None:
    """Ask back about `|a|b|c|`, which has two readings."""
    if reader.next is None or reader.next.kind == "bar" or reader.next.kind not in BEGINS_FACTOR:
        return
    another = reader.piece.find("bar", start=reader.k)
    if another is not None and reader.piece.tokens[another - 1].kind in (
        "number",
        "letter",
        "close",
        "unbrace",
    ):
        reader.refuse(
            "ambiguous", "These bars can be paired in two ways.", r"Write \lvert \rvert.", token
        )
