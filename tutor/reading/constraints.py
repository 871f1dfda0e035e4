"""Constraints as a student writes them: `x + y >= 4`, `0 <= x <= 3`, `x, y >= 0`.

A chain is taken apart into its relations, and letters before a comma share the relation
that follows.  A rectangle `[0, 1] x [0, 2]` and the unit square bound x and y, `x in [0, 1]`
one letter.  At least one relation is an inequality; otherwise these are equations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sympy import E, Eq, Symbol, Tuple

from tutor.core.errors import NotUnderstood, Undefined
from tutor.reading import latex, plain
from tutor.reading.cases import refuse_cases
from tutor.reading.domain import check_shortened, worked_out
from tutor.reading.grammar import RELATIONS, Reader
from tutor.reading.latex import pieces
from tutor.reading.letter_products import with_products
from tutor.reading.notation import is_latex
from tutor.reading.tokens import tokens

STRICT = ("<", ">", "!=")
_SIDE: Final = r"\[([^][,;]+)[,;]([^][,;]+)\]"
_INSIDE: Final = re.compile(rf"\b([A-Za-z])\s*(?:∈|\bin\b|\\in\b)\s*{_SIDE}")
_UNIT: Final = {"square": "[0, 1] x [0, 1]", "disc": "x^2 + y^2 <= 1", "disk": "x^2 + y^2 <= 1"}
_NAMED: Final = re.compile(r"\s*(?:the )?(?:closed )?unit (square|disc|disk)\s*", re.IGNORECASE)
_RECTANGLE: Final = re.compile(rf"\s*{_SIDE}\s*(?:[x×*]|\\times)\s*{_SIDE}\s*")


def constraints(text: str, names: Iterable[str] = ()) -> Tuple:
    """The relations in the text: `Eq`, `Le` and `Ge` as typed."""
    if named := _NAMED.fullmatch(text):
        text = _UNIT[named[1].lower()]
    text = _INSIDE.sub(r"\2 <= \1 <= \3", text)
    text = _RECTANGLE.sub(r"\1 <= x <= \2, \3 <= y <= \4", text)
    found = _of_latex(text, names) if is_latex(text) else _of_plain(text, names)
    for relation in found:
        for side in relation.args:
            check_shortened(worked_out(side), side)
    if all(isinstance(relation, Eq) for relation in found):
        raise NotUnderstood(
            "no-inequality", "None of these is an inequality.", fix="For example x + y >= 4."
        )
    return found


def _of_plain(text: str, names: Iterable[str]) -> Tuple:
    refuse_cases(text)
    whole = with_products(tokens(text), names)
    reader = Reader(text, whole, names)
    parts = [part for part in plain.split(whole, plain.ends_equation) if part]
    if not parts:
        reader.missing()
    links = _arranged(text, parts)
    return Tuple(*(Reader(text, p, names, reader.symbols).only(Reader.relation) for p in links))


def _of_latex(text: str, names: Iterable[str]) -> Tuple:
    def arranged(parts: list[pieces.Piece]) -> list[pieces.Piece]:
        links = _arranged(text, [list(part.tokens) for part in parts])
        return [pieces.of(text, link) for link in links]

    found = latex.equations(text, arranged)
    return found.xreplace({E: Symbol("e")}) if "e" in names else found


def _arranged(text: str, parts: Sequence[list[Any]]) -> list[list[Any]]:
    """The tokens of one relation each: letters get the relation behind them, chains are taken apart."""
    found: list[list[Any]] = []
    shared: list[Any] = []
    for part in reversed(parts):
        signs = _signs(text, part)
        if _is_letter(part) and shared:
            found.append([*part, *shared])
            continue
        shared = part[signs[0] :] if len(signs) == 1 and _is_letter(part[: signs[0]]) else []
        ends = [-1, *signs, len(part)]
        links = [part[a + 1 : c] for a, c in zip(ends, ends[2:], strict=False)]
        found += links[::-1] or [part]
    return found[::-1]


def _is_letter(part: Sequence[Any]) -> bool:
    return len(part) == 1 and part[0].kind in ("name", "letter")


def _signs(text: str, part: Sequence[Any]) -> list[int]:
    """Where the relations stand; one that leaves its border out is refused."""
    found = [
        k for k, t in enumerate(part) if t.kind in ("sign", "relation") and t.value in RELATIONS
    ]
    for k in found:
        if part[k].value in STRICT:
            raise Undefined(
                "strict-inequality",
                f"With {part[k].value} the border is left out, and an extreme value there is not taken.",
                fix=_closed(part[k].value),
                text=text,
                at=part[k].at,
                length=part[k].end - part[k].at,
            )
    return found


def _closed(sign: str) -> str:
    """What to ask in place of a strict inequality."""
    if sign == "!=":
        return "Write <= or >=."
    return (
        f"Write {sign}= first. If the extreme value is then taken inside only, "
        f"it is the answer with {sign} as well; if it is taken on the border only, there is none."
    )
