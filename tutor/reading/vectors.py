"""Vectors, lists of vectors, tables of observations and rules of maps in plain text.

A vector stands in brackets; a list of vectors is a list of these, perhaps
named and in braces.  A table is a matrix, a list of points, or one named line
of values for each variable.  A rule names its map and its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeVar

from sympy import Tuple

from tutor.core import limits
from tutor.core.errors import OverLimit, TutorError, counted
from tutor.core.matrix import Matrix
from tutor.reading import data, matrices, plain
from tutor.reading.tokens import placed, refuse

T = TypeVar("T")
Span = tuple[int, int]
_OPENING: Final = {"(": ")", "[": "]", "<": ">", "{": "}"}
_NAME: Final = re.compile(r"\s*(?:[A-Za-zα-ω]\w{0,31}\s*=(?!=)\s*|[A-Z]\s?(?=\())")  # also P(1, 0)
_BETWEEN: Final = re.compile(r"\s*(?:,|;|\band\b)?\s*")
_SERIES: Final = re.compile(r"\s*([A-Za-z]\w{0,31})\s*[=:]\s*([^=:]*?)\s*(?=[;\n]|\Z)")
_RULE: Final = re.compile(
    r"\s*([A-Za-zα-ω]\w{0,31})\s*\(\s*([A-Za-zα-ω]\w*(?:\s*,\s*[A-Za-zα-ω]\w*)*)\s*\)\s*=\s*(.+)",
    re.DOTALL,
)
_LINES: Final = re.compile(
    r"\s*(?:the\s+)?(?P<which>columns?|rows?)(?:\s+(?:space|vectors))?\s+of\s+(?:the\s+)?(?:matrix\s+)?(?=[\[\\])",
    re.IGNORECASE,
)
_VECTORS_EXAMPLE: Final = "For example (1, 2), (3, 4)."
_TABLE_EXAMPLE: Final = "For example (1, 5), (5, 2) or x = 1, 2, 3; y = 2, 4, 5."
_RULE_EXAMPLE: Final = "For example T(x, y) = (x + y, 2x)."


def vectors(text: str) -> Tuple:
    """The vectors of `(1, 2), (3, 4)`, `{(1, 2), (3, 4)}` or `v1 = (1, 2), v2 = (3, 4)`.

    A matrix `[[1, 2], [3, 4]]` or `[1 2; 3 4]` gives its rows, and `the columns of [1 2; 3 4]`
    its columns.
    """
    if lines := _LINES.match(text):
        listed = _read(matrices.matrix, text, lines.end(), len(text)).entries()
        columns = lines["which"].lower().startswith("col")
        return Tuple(*(Tuple(*line) for line in (zip(*listed, strict=True) if columns else listed)))
    spans = _spans(text)
    if len(spans) == 1 and ";" in text[slice(*spans[0])]:
        rows = _read(matrices.matrix, text, *spans[0]).entries()
        if len(rows[0]) > 1:  # a column alone is one vector
            return Tuple(*(Tuple(*row) for row in rows))
    found = []
    for at, end in spans:
        found.append(_read(matrices.vector, text, at, end))
    _check_lengths(text, spans, found)
    return Tuple(*found)


def _read(reader: Callable[[str], T], text: str, at: int, end: int) -> T:
    """What a part of the text stands for; an error has its place in the whole text."""
    try:
        return reader(" " * at + text[at:end])
    except TutorError as error:
        if error.at is None:
            raise placed(error, text, at, end) from None
        raise placed(error, text, error.at, error.at + error.length) from None


def _check_lengths(text: str, spans: Sequence[Span], found: Sequence[Tuple]) -> None:
    for k, vector in enumerate(found[1:], start=1):
        if len(vector) != len(found[0]):
            refuse(
                text,
                "different-lengths",
                f"Vector 1 has {counted(len(found[0]), 'component', 'components')}, "
                f"and vector {k + 1} has {len(vector)}.",
                "Give every vector the same number of components.",
                *spans[k],
            )


def _spans(text: str) -> list[Span]:
    """Where each vector of a list begins and ends."""
    at, end = _within_braces(text)
    spans: list[Span] = []
    while at < end:
        name = _NAME.match(text, at, end)
        at = name.end() if name else at
        if at >= end or text[at] not in "([<":
            refuse(
                text, "not-a-vector", "Here a vector in brackets is needed.", _VECTORS_EXAMPLE, at
            )
        closed = _closing(text, at, end)
        spans.append((at, closed))
        if len(spans) > limits.MATRIX:
            raise OverLimit(
                "matrix-size",
                f"There are more than {limits.MATRIX} vectors.",
                fix="Use fewer vectors.",
                text=text,
                at=at,
            )
        between = _BETWEEN.match(text, closed, end)
        assert between is not None  # it may be empty
        at = between.end()
    if not spans:
        refuse(text, "empty", "There are no vectors to read.", _VECTORS_EXAMPLE, 0)
    return spans


def _within_braces(text: str) -> Span:
    """The part of the text inside braces or the brackets of a nested list, if they enclose it all."""
    end = len(text.rstrip())
    at = len(text) - len(text.lstrip())
    name = _NAME.match(text)
    inner = name.end() if name and re.match(r"\{|\[\s*\[", text[name.end() :]) else at
    encloses = re.match(r"\{|\[\s*[\[(]", text[inner:end])
    if encloses and _closing(text, inner, end) == end:
        at, end = inner + 1, end - 1
        while at < end and text[at].isspace():
            at += 1
        end = len(text[:end].rstrip())
    return at, end


def _closing(text: str, at: int, end: int) -> int:
    """The place behind the bracket that closes the one at `at`."""
    opened: list[str] = []
    for k in range(at, end):
        character = text[k]
        if character in "([{" or (character == "<" and k == at):
            opened.append(_OPENING[character])
        elif opened and character == opened[-1]:
            opened.pop()
            if not opened:
                return k + 1
    refuse(text, "bracket", "This bracket is not closed.", "Add the missing bracket.", at)


def table(text: str) -> Matrix:
    """The rows are observations and the columns variables; entries are exact numbers.

    `[1 2; 3 4]` or `[[1, 2], [3, 4]]` gives the rows, `(1, 5), (5, 2)` points,
    `x = 1, 2, 3; y = 2, 4, 5` or `x = (1, 2, 3), y = (2, 4, 5)` the columns, and CSV text with a line of names its columns.
    """
    if series := _series(text):
        rows = [list(line) for line in zip(*series, strict=True)]
        return Matrix.of(rows)
    if data.has_header(text):
        return Matrix.of([list(line) for line in zip(*data.columns(text), strict=True)])
    if re.match(r"\s*(?:[A-Za-z]\w*\s*=\s*)?[({<]", text):
        found = vectors(text)
        rows = [list(v.args) for v in found.args]
        if len(rows) > 1 and _NAME.match(text):  # a list of values for each named variable
            rows = [list(line) for line in zip(*rows, strict=True)]
        return _numbers_only(text, Matrix.of(rows))
    return _numbers_only(text, matrices.matrix(text))


def _numbers_only(text: str, found: Matrix) -> Matrix:
    if found.free_symbols:
        letter = min(map(str, found.free_symbols))
        refuse(
            text,
            "letter-for-number",
            f"A table has numbers only. There is a letter {letter} in it.",
            _TABLE_EXAMPLE,
            max(0, text.find(letter)),
        )
    return found


def _series(text: str) -> list[Tuple]:
    """The columns of `x = 1, 2, 3; y = 2, 4, 5`, or none if the text is no such list."""
    columns: list[Tuple] = []
    at = 0
    while match := _SERIES.match(text, at):
        if not re.match(r"[-+−.(\[{]?\s*[0-9.]", match.group(2)):
            return []
        column = _read(data.data, text, *match.span(2))
        if columns and len(column) != len(columns[0]):
            refuse(
                text,
                "different-lengths",
                f"The first variable has {counted(len(columns[0]), 'value', 'values')}, "
                f"and {match.group(1)} has {len(column)}.",
                "Give every variable as many values.",
                match.start(2),
                match.end(2),
            )
        columns.append(column)
        at = match.end() + 1
    return columns if len(columns) > 1 and not text[at:].strip() else []


def rule(text: str, names: Sequence[str] = ()) -> Tuple:
    """The letters and the components of a rule, as a tuple of two tuples.

    `T(x, y) = (x + y, 2x, 0)`; a rule with one component may stand without brackets.  Of components
    alone, `(r*cos(t), r*sin(t))`, the letters come in the order of the alphabet.
    """
    match = _RULE.fullmatch(text)
    if match is None:
        return _components_alone(text, names)
    written = [name.strip() for name in match.group(2).split(",")]
    letters = [plain.expression(name, names=(name,)) for name in written]
    if len(set(letters)) < len(letters):
        refuse(text, "variable", "A letter occurs twice.", _RULE_EXAMPLE, match.start(2))
    body, at = match.group(3).rstrip(), match.start(3)
    known = (*names, *written)
    spans = _components(text, at, at + len(body))
    values = [_read(partial(plain.expression, names=known), text, a, b) for a, b in spans]
    return Tuple(Tuple(*letters), Tuple(*values))


def _components_alone(text: str, names: Sequence[str]) -> Tuple:
    body = text.strip()
    at = text.index(body) if body else 0
    spans = _components(text, at, at + len(body)) if body.startswith("(") else []
    if len(spans) < 2:
        refuse(text, "not-a-rule", "This is no rule of a map.", _RULE_EXAMPLE, 0, len(text))
    values = Tuple(*(_read(partial(plain.expression, names=names), text, a, b) for a, b in spans))
    if not values.free_symbols:
        refuse(text, "not-a-rule", "This is a vector, no rule of a map.", _RULE_EXAMPLE, at)
    return Tuple(Tuple(*sorted(values.free_symbols, key=str)), values)


def _components(text: str, at: int, end: int) -> list[Span]:
    """Where each component of the right side of a rule begins and ends."""
    if text[at] not in "([<" or _closing(text, at, end) != end:
        return [(at, end)]
    spans, depth, start = [], 0, at + 1
    for k in range(at + 1, end - 1):
        depth += (text[k] in "([{") - (text[k] in ")]}")
        if depth == 0 and text[k] in ",;":
            spans.append((start, k))
            start = k + 1
    spans.append((start, end - 1))
    for a, b in spans:
        if not text[a:b].strip():
            refuse(text, "empty-entry", "A component of the rule is empty.", _RULE_EXAMPLE, a)
    return spans
