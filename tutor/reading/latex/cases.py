r"""A function given by cases in LaTeX: `f(x) = \begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1 \end{cases}`.

A line has a formula and a condition, perhaps with a word such as `\text{if}` before it; the last
line may be for all other places, `\text{otherwise}`.
"""

from __future__ import annotations

import re
from typing import Final

import sympy as sp
from sympy import Basic, Expr, Piecewise

from tutor.reading.cases import EXAMPLE, IF, OTHERWISE, function_of, relations
from tutor.reading.latex import pieces
from tutor.reading.latex.formula import formula
from tutor.reading.latex.pieces import Piece
from tutor.reading.latex.structure import heading, right_of_name
from tutor.reading.tokens import refuse

_ENVIRONMENT: Final = re.compile(r"\\begin\s*\{cases\}.*\\end\s*\{cases\}", re.DOTALL)
_AROUND: Final = ("gap", "comma", "semicolon", "newline")
_LETTERS: Final = "qwuvsrpkz"


def taken_out(text: str) -> tuple[Piecewise, str]:
    """The function given by cases in a text, and the text with a letter of its own in its place."""
    match = _ENVIRONMENT.search(text)
    if match is None:
        refuse(text, "unclosed", "These cases are not closed.", r"Add \end{cases}.", 0)
    letter = next(c for c in _LETTERS if c not in text[: match.start()] + text[match.end() :])
    return cases(match.group()), f"{text[: match.start()]} {letter} {text[match.end() :]}"


def cases(text: str) -> Piecewise:
    r"""The function as typed, perhaps behind `f(x) =`."""
    whole = pieces.whole(text)
    headed = heading(whole)
    piece = (headed[0] if headed else right_of_name(whole)).trimmed(*_AROUND)
    if not (piece.is_group("begin") and piece.tokens[0].value == "cases"):
        piece.refuse("cases", "Nothing may stand beside the cases.", EXAMPLE)
    lines = [line.trimmed(*_AROUND) for line in piece.inside().split("newline")]
    made = [_case(line) for line in lines if line.tokens]
    if not made:
        piece.refuse("cases", "There is no case.", EXAMPLE)
    return function_of(text, made, (piece.at, piece.end))


def _case(line: Piece) -> tuple[Expr, Basic]:
    first, *rest = line.split("column")
    if len(rest) != 1 or not (value := first.trimmed(*_AROUND)).tokens:
        line.refuse("case", "A case has a formula and a condition, with & between them.", EXAMPLE)
    return formula(value), _condition(rest[0].trimmed(*_AROUND))


def _condition(piece: Piece) -> Basic:
    while piece.tokens and piece.tokens[0].kind in ("text", "separator"):
        word = piece.tokens[0].value.lower()
        rest = piece.cut(1).trimmed("gap")
        if word in OTHERWISE and not rest.tokens:
            return sp.true
        if word not in IF:
            break
        piece = rest
    if not piece.tokens:
        piece.refuse("condition", "The condition of this case is missing.", EXAMPLE)
    found: list[Basic] = []
    for part in (p.trimmed(*_AROUND) for p in piece.split("separator", "comma")):
        sides = [formula(side) for side in part.split("relation") if side.tokens]
        signs = [t.value for t in part.tokens if t.kind == "relation"]
        if len(sides) != len(signs) + 1:
            part.refuse(
                "condition", "A condition compares one letter with a number.", "For example x < 1."
            )
        found += relations(part.text, sides, signs, (part.at, part.end))
    return found[0] if len(found) == 1 else sp.And(*found, evaluate=False)
