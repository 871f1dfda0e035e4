r"""Functions with their arguments: `\sin(x)`, `\cos^2 x`, `\log_2 8`, `\ln\frac{a}{b}`.

An argument without brackets is read only where it plainly ends: `\sin 2x`, `\sin x \cos x`.
In `\sin x (x+1)` or `\sin x y` the reader asks back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from sympy import Expr

from tutor.reading.latex import exact
from tutor.reading.latex.leaf import Leaf
from tutor.reading.latex.pieces import Piece
from tutor.reading.latex.tokens import Token
from tutor.reading.latex.vocabulary import BEGINS_FACTOR

if TYPE_CHECKING:
    from tutor.reading.latex.formula import Reader

_BRACKETS: Final = ("{", "(", "[")
_SEVERAL: Final = ("max", "min")
_OWN: Final = ("gamma", "erf", "sgn")  # unknown to latex2sympy2


def application(reader: Reader, token: Token, leaf: Leaf) -> str:
    """A function with its exponent, its base and its argument."""
    command = "ln" if token.value == "log" else token.value
    power = base = ""
    while reader.sees("power", "sub"):
        if reader.take().kind == "power":
            piece = reader.argument().trimmed("gap")
            if [t.value for t in piece.tokens] == ["-", "1"]:
                command = _inverse(reader, token, command)
            else:
                power = f"^{{{leaf.stand_in(reader.inner(piece))}}}"
        elif command == "ln" and not base:
            base = f"_{{{leaf.stand_in(reader.inner(reader.argument()))}}}"
        else:
            reader.refuse("subscript", f"{token.value} has no index.", "Delete it.", token)
    letters = ",".join(leaf.stand_in(v) for v in _arguments(reader, token))
    if command in _OWN:
        leaf.values[-1] = reader.placed(token.at, exact.call, command, [leaf.values[-1]])
        return f"{letters}{power}"
    written = "log" if base else command
    return leaf.function(command, rf"\{written}{base}{power}({letters})")


def _inverse(reader: Reader, token: Token, command: str) -> str:
    inverse = {name[3:]: name for name in ("arcsin", "arccos", "arctan")}.get(command)
    if inverse is None:
        reader.refuse(
            "ambiguous",
            f"Is this the inverse of {token.value}, or one divided by it?",
            rf"Write \frac{{1}}{{\{token.value} x}}, or name the inverse function.",
            token,
        )
    return inverse


def _arguments(reader: Reader, token: Token) -> list[Expr]:
    if reader.sees("brace", "open"):
        opened = reader.next
        if opened is not None and opened.value in _BRACKETS:
            content = reader.group()
            if token.value in _SEVERAL:
                return [reader.inner(p) for p in content.split("comma")]
            return [reader.inner(content)]
    if token.value in _SEVERAL or token.value in _OWN:
        reader.refuse(
            "brackets", f"{token.value} needs brackets.", f"Write {token.value}(...).", token
        )
    return [reader.inner(_bare_argument(reader, token))]


def _bare_argument(reader: Reader, token: Token) -> Piece:
    r"""The argument without brackets: `\sin 2x`, `\ln\frac{a}{b}`, `\sin\cos x`."""
    start = reader.k
    probe = Leaf(token.at)
    if reader.sees("number", "letter", "accent"):
        while reader.sees("number", "letter", "accent"):
            before = reader.piece.tokens[reader.k - 1] if reader.k > start else None
            _check_run(reader, token, before)
            reader.factor(probe)
    elif reader.sees("frac", "function", "bar") or (
        reader.next is not None and reader.next.value in ("sqrt", "|")
    ):
        reader.factor(probe)
    else:
        reader.refuse(
            "argument",
            f"The argument of {token.value} is missing or needs brackets.",
            rf"Write {reader.text[token.at : token.end]}(...).",
            token,
        )
    following = reader.next
    if (
        following is not None
        and following.kind in BEGINS_FACTOR - {"function"}
        and not (following.kind == "bar" and reader.bars)
    ) or reader.piece.tokens[reader.k - 1].kind == "factorial":
        _where_it_ends(reader, token)
    return reader.piece.cut(start, reader.k)


def _check_run(reader: Reader, token: Token, before: Token | None) -> None:
    here = reader.next
    if before is None or here is None:
        return
    apart = before.kind == "letter" and reader.text[before.end : here.at].strip("{}") != ""
    command = reader.text[before.at] == "\\"
    if (apart and not command) or here.value == "e" or before.kind == "unbrace":
        _where_it_ends(reader, token)


def _where_it_ends(reader: Reader, token: Token) -> NoReturn:
    reader.refuse(
        "ambiguous",
        f"Where does the argument of {token.value} end?",
        rf"Put it in brackets: {reader.text[token.at : token.end]}(...).",
        token,
    )
