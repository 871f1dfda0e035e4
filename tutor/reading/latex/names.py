r"""Letters with their indices and accents: `x_{1}`, `\lambda`, `\hat{p}`.

The symbol gets the name that plain text has for it: x1, lambda, phat.  An index that is not a
number is set off by an underscore.  e and pi without an index are the constants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy import Expr, Symbol

from tutor.core import limits
from tutor.reading.latex.pieces import Piece

if TYPE_CHECKING:
    from tutor.reading.latex.formula import Reader


def name(reader: Reader) -> Expr:
    """The symbol or constant that begins at the next token."""
    first = reader.take()
    base = first.value
    if first.kind == "accent":
        letters = reader.argument().tokens
        if len(letters) != 1 or letters[0].kind != "letter":
            reader.refuse("accent", "An accent stands over one letter.", r"Write \hat{p}.", first)
        base = letters[0].value + first.value
    if base == "partial":
        reader.refuse(
            "derivative",
            "A derivative is written as a fraction.",
            r"For example \frac{\partial}{\partial x}(x^2 y).",
            first,
        )
    if not reader.sees("sub"):
        return {"e": sp.E, "pi": sp.pi}.get(base, Symbol(base))
    reader.take()
    here = reader.next
    if here is not None and here.kind == "number" and len(here.value) > 1:
        reader.refuse(
            "ambiguous",
            f"{base}_{here.value} can mean the index {here.value} or a product with {base}_{here.value[0]}.",
            f"Write {base}_{{{here.value}}}.",
            here,
        )
    full = base + _index(reader.argument())
    if len(full) > limits.NAME:
        reader.refuse("name", f"A name has at most {limits.NAME} letters.", "Shorten it.", first)
    return Symbol(full)


def _index(piece: Piece) -> str:
    """The index as a part of the name: digits follow the letter, all else an underscore."""
    values = [t.value for t in piece.tokens]
    joined = "".join(values)
    if set(piece.kinds()) <= {"number", "letter", "text"} and joined.isalnum():
        return joined if joined.isdigit() else f"_{joined}"
    piece.refuse(
        "index",
        "An index is a number, letters or a word.",
        "For example x_{1} or x_n.",
    )
