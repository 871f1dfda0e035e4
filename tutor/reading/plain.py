"""Plain text read as exact mathematics.

The text is cut into tokens, and a recursive descent over them builds the expression: sums of
terms, terms of factors, factors with powers.  Nothing is ever evaluated as a program.  Numbers
are exact, symbols carry no assumptions, e and pi are the constants and every other letter is a
variable; what a textbook would read in two ways is asked back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import sympy as sp
from sympy import Expr, Tuple
from sympy.core.relational import Relational

from tutor.reading.grammar import RELATIONS, Reader
from tutor.reading.letter_products import with_products
from tutor.reading.letters_as_matrices import refuse_matrices
from tutor.reading.names import FUNCTIONS
from tutor.reading.tokens import Token, tokens


def expression(text: str, *, names: Iterable[str] = ()) -> Expr:
    """The formula as an expression; `names` are variables, also if they mean something else.

    `f(x) =` or `y =` in front is left out, and a whole text `oo`, `-oo` or `∞` is infinity.  Raises `NotUnderstood`, `OverLimit` or
    `Undefined`, with the place in the text.
    """
    found = _tokens(text, names)
    infinity = _infinity(found)
    if infinity is not None:
        return infinity
    end = end_of_heading(found)
    letters = [t.value for t in found[:end] if t.kind == "name"]
    reader = Reader(text, with_products(found[end:], [*letters, *names]), names)
    value = reader.formula()
    reader.finish()
    return value


def equation(text: str, *, names: Iterable[str] = ()) -> Relational:
    """One equation or inequality, as typed: `2x + 1 = 5`, `x <= 3`."""
    reader = Reader(text, with_products(_tokens(text, names), names), names)
    value = reader.relation()
    reader.finish()
    return value


def equations(text: str, *, names: Iterable[str] = ()) -> Tuple:
    """Equations or inequalities between `;` or `,`, on lines, or joined by `and`."""
    found = with_products(_tokens(text, names), names)
    reader = Reader(text, found, names)
    parts = [part for part in split(found, ends_equation) if part]
    if not parts:
        reader.missing()
    return Tuple(*(Reader(text, p, names, reader.symbols).only(Reader.relation) for p in parts))


def _tokens(text: str, names: Iterable[str]) -> list[Token]:
    """The tokens of a formula in numbers."""
    found = tokens(text)
    refuse_matrices(text, found, frozenset(names))
    return found


def split(found: Sequence[Token], ends: Callable[[Token], bool]) -> list[list[Token]]:
    """The tokens between those that `ends` accepts outside all brackets, and between lines.

    A line that begins or ends with an operation goes on; the token at the end is left out.
    """
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in found[:-1]:
        if depth == 0 and ends(token):
            parts.append([])
            continue
        if depth == 0 and is_new_line(token) and parts[-1] and not _continues(parts[-1][-1], token):
            parts.append([])
        depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
        parts[-1].append(token)
    return parts


def is_new_line(token: Token) -> bool:
    """Whether the token is the first of its line."""
    return (not token.gap.isascii() and any(c in "\u2028\u2029\x85" for c in token.gap)) or (
        "\n" in token.gap or "\r" in token.gap
    )


def _continues(before: Token, after: Token) -> bool:
    operators = (*"+-*/^", *RELATIONS)
    return before.is_sign(*operators) or after.is_sign(*"*/^", *RELATIONS)


def ends_equation(token: Token) -> bool:
    """Whether the token separates two equations."""
    return token.is_sign(";", ",") or (token.kind == "name" and token.value == "and")


def end_of_heading(found: Sequence[Token]) -> int:
    """How many tokens the heading `f(x, y) =` or `y =` has, 0 without one."""
    kinds = [t.value if t.kind == "sign" else t.kind for t in found]
    if kinds[:2] == ["name", "="] and found[0].value in "fghyz":
        return 2 if found[0].value not in {t.value for t in found[2:]} else 0
    if kinds[:3] != ["name", "(", "name"] or found[0].value in FUNCTIONS or ")" not in kinds:
        return 0
    closed = kinds.index(")")
    alternating = set(kinds[2:closed:2]) == {"name"} and set(kinds[3:closed:2]) <= {","}
    return closed + 2 if alternating and kinds[closed + 1] == "=" else 0


def _infinity(found: Sequence[Token]) -> Expr | None:
    signs = [t.value for t in found[:-1]]
    if signs and signs[-1] in ("∞", "oo", "infinity"):
        if signs[:-1] in ([], ["+"]):
            return sp.oo
        if signs[:-1] == ["-"]:
            return -sp.oo
    return None
