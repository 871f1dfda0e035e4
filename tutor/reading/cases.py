"""A function given by cases in plain text: `x^2 for x < 1, 2x - 1 for x >= 1`.

Each case is a formula with a condition behind it, after for, if or when; the last one may be for
all other places: `otherwise`.  A condition compares one letter with numbers.  Cases may meet in a
point where they agree, and may not overlap otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import sympy as sp
from sympy import Basic, Expr, Piecewise, Symbol
from sympy.functions.elementary.piecewise import ExprCondPair

from tutor.core.errors import counted
from tutor.kit.cases import overlap
from tutor.reading import plain
from tutor.reading.grammar import RELATIONS, Reader
from tutor.reading.letter_products import with_products
from tutor.reading.tokens import Token, refuse, tokens

IF: Final = ("for", "if", "when", "where")
OTHERWISE: Final = ("otherwise", "else")
MOST: Final = 6
_SIGN: Final = r"<|>|=|≤|≥|≠|!=|\\le|\\ge|\\ne"
_CASES: Final = re.compile(
    rf"\b(?:{'|'.join(IF)})\b[^,;]*(?:{_SIGN})|\b(?:{'|'.join(OTHERWISE)})\b", re.IGNORECASE
)
EXAMPLE: Final = "For example x^2 for x < 1, 2x - 1 for x >= 1."


def has_cases(text: str) -> bool:
    """Whether a text names conditions for formulas."""
    return _CASES.search(text) is not None


def refuse_cases(text: str) -> None:
    """Refuse a text that names conditions for formulas, where one formula is needed."""
    if (match := _CASES.search(text)) is not None:
        refuse(
            text,
            "cases",
            "A function given by cases is not taken here.",
            "Give one formula. Limits, and whether there is a derivative at a point, can be asked of cases.",
            match.start(),
            match.end(),
        )


def cases(text: str, *, names: Iterable[str] = ()) -> Piecewise:
    """The function as typed, perhaps behind `f(x) =` and in braces."""
    found = with_products(tokens(text), names)[:-1]
    found = found[plain.end_of_heading(found) :]
    if found and found[0].is_sign("{"):
        found = found[1 : -1 if found[-1].is_sign("}") else None]
    symbols: dict[str, Symbol] = {}
    made = [_case(text, part, names, symbols) for part in _split(found)]
    return function_of(text, made, (found[0].at, found[-1].end))


def function_of(text: str, made: Sequence[tuple[Expr, Basic]], place: tuple[int, int]) -> Piecewise:
    """The cases as one function; refuses those that do not fit together."""
    conditions = [condition for _, condition in made]
    if len(made) > MOST:
        refuse(
            text,
            "cases",
            f"There are {counted(len(made), 'case', 'cases')}. The limit is {MOST}.",
            "Use fewer cases.",
            *place,
        )
    if sp.true in conditions[:-1]:
        refuse(
            text,
            "otherwise",
            "The case for all other places must be the last one.",
            "Put otherwise behind the other cases.",
            *place,
        )
    letters = {s for c in conditions for s in c.free_symbols}
    if len(letters) != 1:
        refuse(
            text,
            "cases",
            "The conditions must be about one letter.",
            EXAMPLE,
            *place,
        )
    function = Piecewise(*(ExprCondPair(*case) for case in made), evaluate=False)
    (letter,) = letters
    if (where := overlap(function, letter)) is not None:
        refuse(
            text,
            "overlap",
            f"Two cases speak of {letter} = {where} and do not say the same.",
            "Let each place belong to one case, for example x < 1 and x >= 1.",
            *place,
        )
    return function


def _split(found: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each case; an `and` begins a case if a condition follows it with a formula."""
    parts = [p for p in plain.split([*found, found[-1]], _ends) if p] if found else []
    made: list[list[Token]] = []
    for part in parts:
        start = 0
        for k, token in enumerate(part):
            joins = token.kind == "name" and token.value == "and"
            if joins and any(_is_word(t, IF + OTHERWISE) for t in part[k + 1 :]):
                made.append(part[start:k])
                start = k + 1
        made.append(part[start:])
    return [m for m in made if m]


def _ends(token: Token) -> bool:
    return token.is_sign(",", ";")


def _is_word(token: Token, words: Sequence[str]) -> bool:
    return token.kind == "name" and token.value.lower() in words


def _case(
    text: str, part: Sequence[Token], names: Iterable[str], symbols: dict[str, Symbol]
) -> tuple[Expr, Basic]:
    rest = next((k for k, t in enumerate(part) if _is_word(t, OTHERWISE)), None)
    if rest is not None:
        formula = [*part[:rest], *part[rest + 1 :]]
        return _formula(text, formula or part, names, symbols), sp.true
    at = next((k for k, t in enumerate(part) if _is_word(t, IF)), None)
    if at is None or at in (0, len(part) - 1):
        refuse(
            text,
            "case",
            "This case has no condition." if at is None else "This case is not complete.",
            f"Write where it holds. {EXAMPLE}",
            part[0].at,
            part[-1].end,
        )
    value = _formula(text, part[:at], names, symbols)
    return value, _condition(text, part[at + 1 :], names, symbols)


def _formula(
    text: str, part: Sequence[Token], names: Iterable[str], symbols: dict[str, Symbol]
) -> Expr:
    value: Expr = Reader(text, part, names, symbols).only(Reader.formula)
    return value


def _condition(
    text: str, part: Sequence[Token], names: Iterable[str], symbols: dict[str, Symbol]
) -> Basic:
    """`x < 1`, `0 <= x < 1`, or several joined by `and`."""
    found: list[Basic] = []
    start = 0
    for k in range(len(part) + 1):
        if k == len(part) or (part[k].kind == "name" and part[k].value == "and"):
            found += _chain(text, part[start:k], names, symbols)
            start = k + 1
    return found[0] if len(found) == 1 else sp.And(*found, evaluate=False)


def _chain(
    text: str, part: Sequence[Token], names: Iterable[str], symbols: dict[str, Symbol]
) -> list[Basic]:
    signs = [k for k, t in enumerate(part) if t.is_sign(*RELATIONS)]
    ends = [-1, *signs, len(part)]
    sides = [_formula(text, part[a + 1 : b], names, symbols) for a, b in pairwise(ends)]
    at, end = (part[0].at, part[-1].end) if part else (0, 1)
    return relations(text, sides, [part[k].value for k in signs], (at, end))


def relations(
    text: str, sides: Sequence[Expr], signs: Sequence[str], place: tuple[int, int]
) -> list[Basic]:
    """The relations of a chain such as 0 <= x < 1, the letter on the left side of each."""
    found: list[Basic] = []
    for left, sign, right in zip(sides, signs, sides[1:], strict=False):
        relation = RELATIONS[sign](left, right, evaluate=False)
        if right.is_Symbol and not left.free_symbols:
            relation = relation.reversed
        letter, number = relation.args
        if not letter.is_Symbol or number.free_symbols or not number.is_real:
            break
        found.append(type(relation)(letter, number, evaluate=False))
    if not found or len(found) != len(signs):
        refuse(
            text,
            "condition",
            "A condition compares one letter with a number.",
            "For example x < 1, or 0 <= x < 1.",
            *place,
        )
    return found
