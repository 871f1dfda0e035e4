r"""LaTeX read as exact mathematics.

The text is cut into tokens against a list of allowed commands; relations, lists, matrices and
probabilities are taken apart by their signs; formulas are read term by term.  The results are
those that plain text gives: SymPy objects with exact numbers and symbols without assumptions,
e and `\pi` as the constants, i as an ordinary letter, `\log` and `\ln` natural.

Every function raises `NotUnderstood`, `OverLimit` or `Undefined`, with the place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

import sympy as sp
from sympy import Eq, Expr, Rational, Symbol, Tuple
from sympy.core.relational import Relational

from tutor.core import limits
from tutor.core.errors import TutorError, counted
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.reading import exact
from tutor.reading.events import check_probability
from tutor.reading.latex import pieces
from tutor.reading.latex import tokens as tk
from tutor.reading.latex.formula import formula
from tutor.reading.latex.leaf import check_worked_out
from tutor.reading.latex.pieces import Piece
from tutor.reading.latex.structure import (
    heading,
    is_matrix,
    is_probability,
    items,
    right_of_name,
    statement,
    without_heading,
    without_question,
    without_transpose,
)
from tutor.reading.notation import is_latex
from tutor.reading.tokens import placed

__all__ = [
    "data",
    "equation",
    "equations",
    "expression",
    "is_latex",
    "matrix",
    "number",
    "probabilities",
    "rule",
    "statement",
    "table",
    "vector",
    "vectors",
]

_NUMBER: Final = re.compile(r"\s*\$?\s*[-+]?\s*(?:\\[dt]?frac[\d{}\s]+|[\d./]+)\s*\$?\s*")
_RELATIONS: Final = {"=": Eq, "<": sp.Lt, ">": sp.Gt, "<=": sp.Le, ">=": sp.Ge, "!=": sp.Ne}
_DATA_CHARACTERS: Final = 20 * limits.DATA  # a value, its comma and a space


def expression(text: str) -> Expr:
    """The formula as an expression, without a heading such as `y =` or `f(x) =`."""
    return _within_variables(text, formula(without_heading(without_question(pieces.whole(text)))))


def number(text: str) -> Expr:
    r"""An exact number: a formula without letters, such as `\frac{3}{4}`, `5\%` or `\sqrt{2}`."""
    return _number(pieces.whole(text))


def equation(text: str) -> Relational:
    r"""One equation or inequality, as typed: `2x+1=5`, `x \le 3`."""
    piece = pieces.whole(text)
    if len(items(piece)) > 1:
        piece.refuse("several", "These are several statements.", "Give one equation.")
    return _within_variables(text, _relation(piece))


def equations(text: str, arranged: Callable[[list[Piece]], Iterable[Piece]] = iter) -> Tuple:
    r"""Equations or inequalities in `cases`, `aligned`, lines, or a list with commas or `and`.

    The parts of the list are read as they are `arranged`.
    """
    parts = items(pieces.whole(text))
    return _within_variables(text, Tuple(*map(_relation, arranged(parts))))


def matrix(text: str) -> Matrix:
    r"""A matrix, perhaps behind `A =`; the bar of an array `{cc|c}` is the bar of the matrix.

    An exponent T or `\top` behind the matrix gives its transpose.
    """
    return _matrix(right_of_name(pieces.whole(text)))


def vector(text: str) -> Tuple:
    r"""The entries of a vector: `(1, 2)`, `\langle 1, 2\rangle`, or a matrix of one row or column.

    A number is a vector of one entry, as in plain text.
    """
    piece = right_of_name(pieces.whole(text))
    if _NUMBER.fullmatch(text):
        return Tuple(_number(piece))
    return _within_variables(text, _vector(piece))


def vectors(text: str) -> Tuple:
    r"""The vectors of a list `(1, 2), (3, 4)`, perhaps named, in braces, or after `span`.

    A matrix with several rows and columns gives its rows.
    """
    piece = pieces.whole(text)
    if is_matrix(right_of_name(piece)) and min((table := matrix(text)).shape) > 1:
        return Tuple(*(Tuple(*line) for line in table.entries()))
    if piece.is_group("open") and piece.tokens[0].value == "{":
        piece = piece.inside()
    parts = [p.trimmed("gap") for p in piece.split("comma", "semicolon", "newline")]
    found = [_vector(right_of_name(p)) for p in parts if p.tokens]
    for k, one in enumerate(found[1:], start=2):
        if len(one) != len(found[0]):
            piece.refuse(
                "different-lengths",
                f"Vector 1 has {len(found[0])} components, and vector {k} has {len(one)}.",
                "Give every vector the same number of components.",
            )
    return _within_variables(text, Tuple(*found))


def table(text: str) -> Matrix:
    r"""Observations by variables: a matrix, a list of points, or named columns `x = (1, 2)`."""
    piece = pieces.whole(text)
    if is_matrix(right_of_name(piece)):
        found = matrix(text)
    else:
        lines = vectors(text)
        named = len(lines) > 1 and piece.find("relation") is not None
        found = Matrix.of([v.args for v in lines.args])
        if named:
            found = Matrix.of([list(line) for line in zip(*found.entries(), strict=True)])
    if found.free_symbols:
        piece.refuse(
            "letter-for-number", "A table has numbers only.", "For example (1, 5), (5, 2)."
        )
    return found


def rule(text: str) -> Tuple:
    r"""The letters and the components of a rule `T(x, y) = (x + y, 2x)`, columns allowed."""
    piece = pieces.whole(text)
    at = piece.find("relation")
    if at is None or at < 2 or piece.tokens[at].value != "=" or piece.tokens[0].kind != "letter":
        piece.refuse(
            "not-a-rule", "This is no rule of a map.", "For example T(x, y) = (x + y, 2x)."
        )
    letters = _vector(piece.cut(1, at).trimmed("gap"))
    if not all(isinstance(letter, Symbol) for letter in letters.args):
        piece.refuse("variable", "A map has letters in its brackets.", "For example T(x, y).")
    right = piece.cut(at + 1).trimmed("gap")
    several = is_matrix(right) or (right.is_group("open") and right.inside().find("comma"))
    values = _vector(right) if several else Tuple(formula(right))
    return _within_variables(text, Tuple(letters, values))


def _vector(piece: Piece) -> Tuple:
    body = without_transpose(piece)[0]
    if is_matrix(body):
        table = _matrix(body)
        if 1 not in table.shape or table.bar:
            piece.refuse(
                "not-a-vector",
                f"This matrix has {table.shape[0]} rows and {table.shape[1]} columns. "
                "A vector has one row or one column.",
                "For example (1, 2, 3).",
            )
        return Tuple(*(e for line in table.entries() for e in line))
    if not body.is_group("open") or body.tokens[0].value not in ("(", "[", "<"):
        piece.refuse("not-a-vector", "A vector needs brackets.", "For example (1, 2, 3).")
    parts = body.inside().split("comma", "semicolon")
    if len(parts) > limits.MATRIX:
        _matrix_too_large(piece, len(parts))
    return Tuple(*(formula(p) for p in parts))


def data(text: str) -> Tuple:
    r"""A sample of exact rational numbers: `3, 5, 2.5`, `\{3, 5\}` or `x = (3, 5)`."""
    most = 4 * limits.DATA
    piece = pieces.whole(text, characters=_DATA_CHARACTERS, most=most)
    piece = right_of_name(piece)
    if piece.is_group("open") and piece.tokens[0].value in ("(", "[", "{"):
        piece = piece.inside().trimmed("gap")
    parts = piece.trimmed("comma", "semicolon").split("comma", "semicolon", "newline", "gap")
    if len(parts) > limits.DATA:
        tk.over_limit(
            text,
            "data",
            f"There are {len(parts)} values. The limit is {limits.DATA}.",
            "Use a part of the data.",
        )
    return Tuple(*(_value(p) for p in parts if p.tokens or not text[p.at - 1].isspace()))


def probabilities(text: str) -> Tuple:
    r"""Statements `P(A) = 0.2, P(A \mid B) = 0.7` as equations; of a question `P(B \mid A) = ?` its left side.

    `D'`, `\bar D`, `\overline{D}`, `D^c` and `\neg D` are the event "not D".
    """
    piece = pieces.whole(text)
    found = []
    for part in items(piece):
        if not is_probability(part):
            part.refuse(
                "probability",
                f"{part.source} is no statement about a probability.",
                r"For example P(A) = 0.2, P(B \mid A) = 0.7.",
            )
        at = part.find("relation")
        if at is None or part.kinds()[at + 1 :] == ("question",):
            found.append(_probability(part.cut(0, at)))
            continue
        if part.tokens[at].value != "=":
            part.cut(at).refuse("probability", "An equals sign is needed.", "Write P(A) = 0.2.")
        left = part.cut(0, at)
        value = _number(part.cut(at + 1))
        _placed(part.cut(at + 1), check_probability, value)
        found.append(Eq(_probability(left), value, evaluate=False))
    if not any(isinstance(statement, Eq) for statement in found):
        piece.refuse(
            "probability", "No probability is given.", r"For example P(A) = 0.2, P(B \mid A) = 0.7."
        )
    return Tuple(*found)


def _within_variables(text: str, value: Any) -> Any:
    if len(value.free_symbols) > limits.VARIABLES:
        tk.over_limit(
            text,
            "variables",
            f"There are {len(value.free_symbols)} letters. The limit is {limits.VARIABLES}.",
            "Use fewer letters.",
        )
    return value


def _number(piece: Piece) -> Expr:
    value = formula(piece)
    if value.free_symbols:
        piece.refuse("letter-for-number", f"A number is needed, not {piece.source}.", "Write 2.5.")
    _placed(piece, check_worked_out, [value])
    return value


def _value(piece: Piece) -> Rational:
    if piece.kinds() == ("number",):
        return Rational(piece.tokens[0].value)
    value = _number(piece)
    if not isinstance(value, Rational):
        piece.refuse("data-value", f"{piece.source} is no fraction or decimal.", "Write 2.5.")
    return value


def _relation(piece: Piece) -> Relational:
    parts = piece.split("relation")
    if len(parts) == 1:
        piece.refuse("no-relation", "An equals sign is missing.", "For example 2x + 1 = 5.")
    if len(parts) > 2:
        parts[2].refuse(
            "chain", "Only one relation sign is read in a statement.", "Write two statements."
        )
    if heading(piece) is not None:
        name = piece.tokens[0].value
        piece.refuse(
            "function-value",
            f"Does this define a function {name}, or is it a product with {name}?",
            rf"Give the formula of {name} alone, or write {name} \cdot (...).",
        )
    sign = piece.tokens[len(parts[0].tokens)]
    if len(parts[1].tokens) == 1 and parts[1].tokens[0].kind == "question":
        parts[1].refuse("question", "The right side is a question mark.", "Write the equation.")
    return _RELATIONS[sign.value](formula(parts[0]), formula(parts[1]), evaluate=False)


def _matrix(piece: Piece) -> Matrix:
    body, transposed = without_transpose(piece)
    if not is_matrix(body):
        piece.refuse(
            "not-a-matrix",
            f"{piece.source[:40]} is not a matrix.",
            r"For example \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}.",
        )
    if body.is_group("open"):
        body = body.inside().trimmed("gap")
    opened = body.tokens[0]
    lines = body.inside().split("newline")
    if len(lines) > 1 and not lines[-1].tokens:
        lines.pop()
    cells = [line.split("column") for line in lines]
    largest = max(len(cells), *(len(line) for line in cells))
    if largest > limits.MATRIX:
        _matrix_too_large(piece, largest)
    for line in cells[1:]:
        if len(line) != len(cells[0]):
            Piece(piece.text, tuple(t for c in line for t in c.tokens), line[0].at).refuse(
                "ragged",
                f"This row has {counted(len(line), 'entry', 'entries')}, and the first row has {len(cells[0])}.",
                "Give every row the same number of entries.",
            )
    bar = _bar(body, opened, len(cells[0]))
    entries = [[formula(cell) for cell in line] for line in cells]
    _placed(body, check_worked_out, [e for line in entries for e in line])
    if transposed:
        if bar:
            piece.refuse("transpose", "A matrix with a bar has no transpose.", "Leave out the T.")
        entries = [list(column) for column in zip(*entries, strict=True)]
    return _within_variables(piece.text, _placed(body, exact.matrix, entries, bar))


def _placed(piece: Piece, operation: Callable[..., Any], *values: Any) -> Any:
    """The result of the operation; its error is placed at the piece."""
    try:
        return operation(*values)
    except TutorError as error:
        raise placed(error, piece.text, piece.at, piece.end) from error


def _bar(body: Piece, opened: tk.Token, width: int) -> int:
    """How many columns stand to the right of the bar of an array, 0 without a bar."""
    columns = opened.value.partition(" ")[2].strip("|")
    left, *rest = columns.split("|")
    if not rest:
        return 0
    if len(rest) > 1 or len(left) + len(rest[0]) != width:
        body.refuse(
            "array-columns",
            "The columns of the array do not fit its entries, or it has two bars.",
            r"For example \begin{array}{cc|c} 1 & 2 & 3 \end{array}.",
        )
    return len(rest[0])


def _matrix_too_large(piece: Piece, size: int) -> None:
    tk.over_limit(
        piece.text,
        "matrix-size",
        f"There are {size} rows or columns. The limit is {limits.MATRIX}.",
        "Use a smaller matrix.",
        piece.at,
    )


def _probability(piece: Piece) -> Probability:
    inside = piece.cut(1)
    if not inside.is_group("open"):
        piece.refuse("probability", "This is no P(...).", r"For example P(A \mid B).")
    event, *given = inside.inside().split("bar")
    if len(given) > 1:
        piece.refuse("probability", "Two bars stand in one bracket.", r"For example P(A \mid B).")
    conditions = [p for condition in given for p in condition.split("comma")]
    return Probability(*(_event(p) for p in (event, *conditions)))


def _event(piece: Piece) -> str:
    r"""The name of an event; a complement is "not" and the name, `\cap` is "and", `\cup` is "or"."""
    parts = piece.trimmed("gap").split("set")
    joins = [f" {t.value} " for t in piece.tokens if t.kind == "set"]
    named = [_simple_event(p) for p in parts]
    return named[0] + "".join(j + n for j, n in zip(joins, named[1:], strict=True))


def _simple_event(piece: Piece) -> str:
    kept = [t for t in piece.tokens if t.kind not in ("brace", "unbrace")]
    negative = False
    if kept and (
        kept[0].kind == "complement" or (kept[0].kind, kept[0].value) == ("accent", "bar")
    ):
        negative, kept = True, kept[1:]
    elif kept and kept[0].kind in ("text", "letter") and kept[0].value.startswith("not "):
        negative, kept = True, [tk.Token("text", kept[0].value[4:], kept[0].at, kept[0].end)]
    if kept and kept[-1].kind == "prime":
        negative, kept = not negative, kept[:-1]
    elif [t.value for t in kept[-2:]] in (["^", "c"], ["^", "C"]):
        negative, kept = not negative, kept[:-2]
    name = "".join(t.value for t in kept if t.kind != "sub" or not kept[-1].value.isdigit())
    if not kept or not {t.kind for t in kept} <= _EVENT or len(name) > limits.NAME:
        piece.refuse(
            "event", "An event is a letter, a sign or a word.", r"For example P(D), P(\text{rain})."
        )
    return f"not {name}" if negative else name


_EVENT: Final = {"letter", "number", "text", "sign", "sub"}
