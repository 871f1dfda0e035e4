r"""Functions with their arguments: `\sin(x)`, `\cos^2 x`, `\log_2 8`, `\ln\frac{a}{b}`.

An argument without brackets is read only where it plainly ends: `\sin 2x`, `\sin x \cos x`.
In `\sin x (x+1)` or `\sin x y` the reader asks back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from sympy import Expr

from tutor.reading.latex.leaf import Leaf, called
from tutor.reading.latex.tokens import Token
from tutor.reading.latex.vocabulary import BEGINS_FACTOR

if TYPE_CHECKING:
    from tutor.reading.latex.formula import Reader

_BRACKETS: Final = ("{", "(", "[")
_SEVERAL: Final = ("max", "min")
_OWN: Final = ("gamma", "erf", "sign")  # unknown to latex2sympy2


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
        leaf.values[-1] = reader.placed(token.at, called, command, [leaf.values[-1]])
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
                parts = content.split("comma")
                if len(parts) < 2:
                    _needs_brackets(reader, token)
                return [reader.inner(p) for p in parts]
            return [reader.inner(content)]
    if token.value in _SEVERAL or token.value in _OWN:
        _needs_brackets(reader, token)
    return [_bare_argument(reader, token)]


def _needs_brackets(reader: Reader, token: Token) -> NoReturn:
    example = "(a, b)" if token.value in _SEVERAL else "(x)"
    reader.refuse(
        "argument",
        f"The arguments of {token.value} are missing or have no brackets.",
        f"Write {token.value}{example}.",
        token,
    )


def _bare_argument(reader: Reader, token: Token) -> Expr:
    r"""The argument without brackets: `\sin 2x`, `\ln\frac{a}{b}`, `\sin\cos x`."""
    start = reader.k
    argument = Leaf(reader.piece.end if reader.next is None else reader.next.at)
    if reader.sees("number", "letter", "accent"):
        while reader.sees("number", "letter", "accent"):
            before = reader.piece.tokens[reader.k - 1] if reader.k > start else None
            _check_run(reader, token, before)
            reader.factor(argument)
    elif reader.sees("frac", "function", "bar") or (
        reader.next is not None and reader.next.value in ("sqrt", "|")
    ):
        reader.factor(argument)
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
    return reader.placed(argument.at, argument.value)


def _check_run(reader: Reader, token: Token, before: Token | None) -> None:
    here = reader.next
    if before is None or here is None:
        return
    apart = before.kind == "letter" and reader.text[before.end : here.at].strip("{}") != ""
    command = reader.text[before.at] == "\\"
    unusual = here.kind == "number" or here.value == "e" or before.kind == "unbrace"
    if unusual or (apart and not command):
        _where_it_ends(reader, token)


def _where_it_ends(reader: Reader, token: Token) -> NoReturn:
    reader.refuse(
        "ambiguous",
        f"Where does the argument of {token.value} end?",
        rf"Put it in brackets: {reader.text[token.at : token.end]}(...).",
        token,
    )
