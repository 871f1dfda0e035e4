r"""Derivatives, integrals, limits, sums and products, taken apart before anything is read.

Each becomes SymPy's unevaluated object.  An operator without brackets reaches to the end of
its term; if a sum goes on behind it, the reader asks back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import sympy as sp
from sympy import Expr, Integer, Symbol

from tutor.reading.latex import names
from tutor.reading.latex.pieces import Piece
from tutor.reading.latex.tokens import Token

if TYPE_CHECKING:
    from tutor.reading.latex.formula import Reader


def derivative(reader: Reader) -> Expr | None:
    r"""The derivative that begins with this fraction, or None if it is a fraction of numbers."""
    found = operator(reader.piece.cut(reader.k))
    if found is None:
        return None
    fraction = reader.take()
    above, _below = reader.argument(), reader.argument()
    variable, order = found
    if order == 0:
        reader.refuse(
            "derivative",
            f"Of which formula is {above.source} the derivative?",
            rf"Write \frac{{d}}{{d{variable.name}}}(...) with the formula in the bracket.",
            fraction,
        )
    return sp.Derivative(_scope(reader, fraction), (variable, Integer(order)))


def operator(piece: Piece) -> tuple[Symbol, int] | None:
    r"""The variable and the order if the piece begins with `\frac{d^n}{dx^n}`.

    The order is 0 when something stands above beside the d, as in `\frac{dy}{dx}`.
    """
    from tutor.reading.latex.formula import Reader

    if not piece.tokens or piece.tokens[0].kind != "frac":
        return None
    reader = Reader(piece)
    reader.k = 1
    above, below = reader.argument(), reader.argument()
    signs = ("d", "partial")
    if not above.tokens or len(below.tokens) < 2:
        return None
    d = above.tokens[0].value
    if d not in signs or below.tokens[0].value != d or below.tokens[1].kind != "letter":
        return None
    inner = Reader(below)
    inner.k = 1
    variable = names.name(inner)
    if not isinstance(variable, Symbol):
        return None
    orders = [_order(above, 1), _order(below, inner.k)]
    if orders[0] != orders[1] or orders[0] is None:
        return (variable, 0) if inner.next is None else None
    return variable, orders[0]


def _order(piece: Piece, start: int) -> int | None:
    """The exponent that is all that follows, 1 if nothing does, None if something else does."""
    rest = [t for t in piece.tokens[start:] if t.kind not in ("brace", "unbrace")]
    if not rest:
        return 1
    if [t.kind for t in rest] == ["power", "number"] and rest[1].value in "123456789":
        return int(rest[1].value)
    return None


def _scope(reader: Reader, token: Token) -> Expr:
    """What the operator is applied to: the rest of the term."""
    if reader.next is None:
        reader.refuse(
            "operator-alone",
            "The formula after the operator is missing.",
            "Write it in brackets behind the operator.",
            token,
        )
    start = reader.next.at
    value = reader.term()
    if reader.sees("sign"):
        reader.refuse(
            "ambiguous",
            f"Does the operator reach only to {reader.text[start : reader.piece.tokens[reader.k - 1].end]}, or also to what follows?",
            "Put what it is applied to in brackets.",
            reader.next,
        )
    return value


def _integral(reader: Reader, token: Token) -> Expr:
    bounds = _bounds(reader)
    start, stop = reader.k, _differential(reader.piece, reader.k)
    if stop is None:
        reader.piece = _differential_behind(reader.piece, reader.k)
        stop = _differential(reader.piece, reader.k)
    if stop is None:
        reader.refuse(
            "missing-differential",
            "The integral does not say its variable.",
            r"End it with dx, for example \int x^2 \, dx.",
            token,
        )
    body = reader.piece.cut(start, stop).trimmed("gap")
    reader.k = stop + 1
    variable = names.name(reader)
    inner = reader.inner(body) if body.tokens else Integer(1)
    if not isinstance(variable, Symbol):
        reader.refuse("variable", "The variable is a constant.", "Use another letter.", token)
    return sp.Integral(inner, (variable, *bounds) if bounds else (variable,))


def _differential(piece: Piece, start: int) -> int | None:
    """Where the d of the integral stands: before a letter, with no factor behind."""
    pending = 1
    while (k := piece.find("letter", "command", start=start)) is not None:
        token = piece.tokens[k]
        following = piece.tokens[k + 1 : k + 2]
        if token.value == "int":
            pending += 1
        elif token.value == "d" and following and following[0].kind == "letter":
            after = piece.tokens[k + 2 : k + 3]
            if (
                pending > 1
                or not after
                or after[0].kind not in ("number", "letter", "open", "frac")
            ):
                pending -= 1
                if pending == 0:
                    return k
                k += 1
        start = k + 1
    return None


def _differential_behind(piece: Piece, start: int) -> Piece:
    r"""The piece with the dx of `\frac{dx}{x}` put behind it, as in `\frac{1}{x} dx`."""
    k = piece.find("frac", start=start)
    if k is None or piece.kinds()[k + 1 : k + 2] != ("brace",):
        return piece
    end = piece.closing(k + 1)
    above = piece.tokens[k + 2 : end]
    if [t.kind for t in above[-2:]] != ["letter", "letter"] or above[-2].value != "d":
        return piece
    below = piece.closing(end + 1) if piece.kinds()[end + 1 : end + 2] == ("brace",) else end
    if any(t.value in "+-" for t in piece.tokens[below + 1 :]):
        return piece  # how far the integral reaches is not told
    rest = above[:-2] or (Token("number", "1", above[0].at, above[0].end),)
    return Piece(
        piece.text,
        (*piece.tokens[: k + 2], *rest, *piece.tokens[end:], *above[-2:]),
        piece.at,
    )


def _bounds(reader: Reader) -> list[Expr]:
    found: dict[str, Expr] = {}
    while reader.sees("sub", "power"):
        kind = reader.take().kind
        found[kind] = reader.inner(reader.argument())
    if len(found) == 1:
        reader.refuse("bounds", "One bound is missing.", r"For example \int_{0}^{1}.", reader.next)
    return [found["sub"], found["power"]] if found else []


def _repeated(reader: Reader, token: Token) -> Expr:
    r"""A sum or a product `\sum_{k=1}^{n} a_k`."""
    below = above = None
    while reader.sees("sub", "power"):
        if reader.take().kind == "sub":
            below = reader.argument()
        else:
            above = reader.inner(reader.argument())
    parts = below.split("relation") if below else []
    if below is None or above is None or len(parts) != 2:
        reader.refuse(
            "bounds",
            "The sum or product does not say where it begins and ends.",
            r"For example \sum_{k=1}^{n} k.",
            token,
        )
    index = reader.inner(parts[0])
    if not isinstance(index, Symbol):
        reader.refuse("variable", "The index is a letter.", r"For example \sum_{k=1}^{n} k.", token)
    limits = (index, reader.inner(parts[1]), above)
    body = _scope(reader, token)
    return sp.Sum(body, limits) if token.value == "sum" else sp.Product(body, limits)


def _limit(reader: Reader, token: Token) -> Expr:
    r"""A limit `\lim_{x\to a}`, from one side with `a^+` or `a^-`, else from both."""
    below = None
    if reader.sees("sub"):
        reader.take()
        below = reader.argument()
    arrow = below.find("command") if below else None
    if below is None or arrow is None or below.tokens[arrow].value != "to":
        reader.refuse(
            "limit-point",
            "The limit does not say which variable goes where.",
            r"For example \lim_{x \to 0}.",
            token,
        )
    variable = reader.inner(below.cut(0, arrow))
    point, side = below.cut(arrow + 1), "+-"
    bare = [t for t in point.tokens if t.kind not in ("brace", "unbrace")]
    if [t.kind for t in bare[-2:]] == ["power", "sign"]:
        side = bare[-1].value
        point = point.cut(0, point.find("power"))
    if not isinstance(variable, Symbol):
        reader.refuse(
            "variable", "The variable is a letter.", r"For example \lim_{x \to 0}.", token
        )
    value = reader.inner(point)
    if value.has(variable) or value.has(sp.Limit):
        reader.refuse(
            "limit-point", "The limit goes to a number or another letter.", "For example 0.", token
        )
    return sp.Limit(_scope(reader, token), variable, value, side)


def _determinant(reader: Reader, token: Token) -> Expr:
    reader.refuse(
        "determinant-here",
        "A determinant cannot stand inside a formula.",
        "Ask for the determinant of the matrix alone.",
        token,
    )


READERS: Final[dict[str, Callable[[Reader, Token], Expr]]] = {
    "int": _integral,
    "sum": _repeated,
    "prod": _repeated,
    "lim": _limit,
    "det": _determinant,
}
