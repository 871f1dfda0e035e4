"""Matrices and vectors in plain text: `[1 2; 3 4]`, `[[1, 2], [3, 4]]`, or one row on a line.

The text is cut into rows and entries by its brackets, signs and spaces, and every entry is read
as a formula.  Spaces separate entries only between complete entries, so that `[1 -2]` has two
and `[x+1 2]` has two; `[1 - 2]` could have one or two and is asked back.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NoReturn

from sympy import Expr, Symbol, Tuple

from tutor.core import limits
from tutor.core.errors import OverLimit, counted
from tutor.core.matrix import Matrix
from tutor.reading import exact, names
from tutor.reading.grammar import Reader
from tutor.reading.plain import is_new_line
from tutor.reading.tokens import Token, placed, refuse, tokens

_CHARACTERS: Final = 20 * limits.MATRIX**2
_TOKENS: Final = 10 * limits.MATRIX**2
_EXAMPLE: Final = "For example [1 2; 3 4] or [[1, 2], [3, 4]]."


def matrix(text: str) -> Matrix:
    """The matrix, exact; columns right of a bar `|` are the right side of an augmented matrix.

    `A =` in front is allowed, and `'` or `^T` behind the brackets transposes.
    """
    found, transposed = _body(text, _tokens(text))
    table = _Table(text)
    if len(found) > 1 and found[0].is_sign("(") and found[1].is_sign("["):
        last = len(found) - 1
        if (_closing(found, 0), _closing(found, 1)) == (last, last - 1):
            found = found[1:-1]
    if len(found) > 1 and found[0].is_sign("[") and found[1].is_sign("["):
        rows, bar = table.nested(found), 0
    else:
        enclosed = found[0].is_sign("[", "(") and _closing(found, 0) == len(found) - 1
        if enclosed:
            found = found[1:-1] if len(found) > 2 else table.refuse_empty(found)
        rows, bar = table.lines(found)
        if not enclosed and [len(row) for row in rows] == [1]:
            refuse(text, "no-matrix", "This is no matrix.", _EXAMPLE, found[0].at, found[-1].end)
    table.check_shape(rows)
    if transposed:
        rows = [list(column) for column in zip(*rows, strict=True)]
    try:
        return exact.matrix(rows, bar)
    except OverLimit as error:
        raise placed(error, text, 0, len(text)) from None


def vector(text: str) -> Tuple:
    """The entries of `(1, 2)`, `[1, 2]`, `<1, 2>`, `[1 2]` or a column `[1; 2]`."""
    found, _ = _body(text, _tokens(text))
    table = _Table(text)
    opened = found[0]
    if (opened.is_sign("<") and found[-1].is_sign(">")) or (
        opened.is_sign("(", "[") and _closing(found, 0) == len(found) - 1
    ):
        inner = found[1:-1]
    elif opened.is_sign("(", "[") and (end := _closing(found, 0)) is not None:
        rest = found[end + 1]
        refuse(
            text,
            "after-vector",
            "The vector ends before this.",
            "Give the vector alone, for example (1, 2, 3).",
            rest.at,
            found[-1].end,
        )
    elif opened.is_sign("(", "[", "<"):
        refuse(text, "bracket", "This bracket is not closed.", "For example (1, 2, 3).", opened.at)
    else:
        inner = found
    if not inner:
        table.refuse_empty(found)
    if any(t.is_sign("[") for t in inner):
        refuse(text, "not-a-vector", "A vector is one list.", "For example (1, 2, 3).", opened.at)
    rows, bar = table.lines(inner)
    if bar or (len(rows) > 1 and any(len(row) > 1 for row in rows)):
        refuse(
            text,
            "not-a-vector",
            "A vector has one row or one column.",
            "For example (1, 2, 3).",
            opened.at,
            found[-1].end,
        )
    return Tuple(*(entry for row in rows for entry in row))


def _tokens(text: str) -> list[Token]:
    return tokens(text, characters=_CHARACTERS, most=_TOKENS)


def _body(text: str, found: list[Token]) -> tuple[list[Token], bool]:
    """The tokens without `A =` in front and a transposition sign behind."""
    found = found[:-1]
    if len(found) > 2 and found[0].kind == "name" and found[1].is_sign("="):
        found = found[2:]
    if not found:
        refuse(text, "empty", "There is no matrix to read.", _EXAMPLE, 0)
    if len(found) == 1 and found[0].kind == "name":
        name = found[0].value
        refuse(
            text, "no-entries", f"{name} is a name. Its entries are needed.", _EXAMPLE, found[0].at
        )
    inside = next((k for k, t in enumerate(found) if t.is_sign("[")), 0)
    if inside and not found[0].is_sign("(", "[", "<"):
        refuse(
            text,
            "not-a-matrix",
            "This is a formula with a matrix in it, and one matrix is needed.",
            "Work the formula out first, for example 2*[1 2; 3 4], and ask of the result.",
            found[0].at,
            found[-1].end,
        )
    transposed = False
    if found[0].is_sign("["):
        closed = _closing(found, 0)
        if closed is None:
            refuse(text, "bracket", "This [ is not closed.", "Add the missing ].", found[0].at)
        behind = [t.value for t in found[closed + 1 :]]
        if behind in (["'"], ["^", "T"]):
            found, transposed = found[: closed + 1], True
        elif behind:
            refuse(
                text,
                "not-a-matrix",
                "Something follows the matrix that is no part of it.",
                "Write one matrix alone. Work a product or a power out first.",
                found[closed + 1].at,
                found[-1].end,
            )
    return found, transposed


def _closing(found: Sequence[Token], start: int) -> int | None:
    depth = 0
    for k in range(start, len(found)):
        depth += found[k].is_sign("[", "(") - found[k].is_sign("]", ")")
        if depth == 0:
            return k
    return None


class _Table:
    """Cuts tokens into rows of entries and reads them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.symbols: dict[str, Symbol] = {}
        self.places: list[tuple[int, int]] = []  # where each row begins and ends

    def refuse_empty(self, found: Sequence[Token]) -> NoReturn:
        refuse(
            self.text,
            "empty",
            "There are no entries in these brackets.",
            _EXAMPLE,
            found[0].at,
            found[-1].end,
        )

    def nested(self, found: Sequence[Token]) -> list[list[Expr]]:
        """The rows of `[[1, 2], [3, 4]]`."""
        rows = []
        k, last = 1, len(found) - 1
        while True:
            if not found[k].is_sign("["):
                self.refuse_row(found[k])
            closed = _closing(found, k)
            if closed is None:
                self.refuse_row(found[k])
            inner = found[k + 1 : closed]
            if not inner:
                self.refuse_empty(found[k : closed + 1])
            if inner[0].is_sign("["):
                refuse(
                    self.text,
                    "not-a-matrix",
                    "These brackets are nested three deep.",
                    _EXAMPLE,
                    inner[0].at,
                )
            self.begin_row(inner)
            rows.append(self.entries(_between(inner, ","), inner[0].at))
            k = closed + 1
            if k == last:
                return rows
            if not found[k].is_sign(",", ";") or k + 1 == last:
                self.refuse_row(found[k])
            k += 1

    def refuse_row(self, token: Token) -> NoReturn:
        refuse(
            self.text,
            "rows",
            "The rows are not set off from one another here.",
            "Write [[1, 2], [3, 4]], with a comma between two rows.",
            token.at,
        )

    def lines(self, found: Sequence[Token]) -> tuple[list[list[Expr]], int]:
        """The rows between semicolons or on lines, and how many columns stand behind the bar."""
        rows = _rows(found)
        if len(rows) > 1 and not rows[-1]:
            rows.pop()
        for row in rows:
            if not row:
                refuse(
                    self.text,
                    "empty-row",
                    "There is an empty row.",
                    "Write one semicolon between two rows.",
                    next(t.at for t in found if t.is_sign(";")),
                )
        barred = [_outside(row, "|") for row in rows]
        if any(len(b) == 1 for b in barred) or any(len(b) % 2 for b in barred):
            self.check_bars(rows, barred)
            halves = [(row[: b[0]], row[b[0] + 1 :]) for row, b in zip(rows, barred, strict=True)]
        else:
            halves = [(row, []) for row in rows]
        by_comma = [bool(_outside(row, ",")) for row in rows]
        several = [
            c or len(self.by_spaces(h[0])) > 1 for c, h in zip(by_comma, halves, strict=True)
        ]
        if any(by_comma) and not all(c for c, s in zip(by_comma, several, strict=True) if s):
            self.refuse_commas(rows[by_comma.index(True)])
        result = []
        bar = 0
        for row, (left, right), comma in zip(rows, halves, by_comma, strict=True):
            self.begin_row(row)
            cells = [self.cells(half, comma) for half in (left, right) if half]
            result.append([e for half in cells for e in half])
            behind = len(cells[1]) if len(cells) > 1 else 0
            if len(result) > 1 and behind != bar:
                refuse(
                    self.text,
                    "bar",
                    "The bar stands at different places in the rows.",
                    "Write as many entries behind the bar in every row.",
                    row[0].at,
                    row[-1].end,
                )
            bar = behind
        return result, bar

    def check_bars(self, rows: Sequence[Sequence[Token]], barred: Sequence[Sequence[int]]) -> None:
        for row, bars in zip(rows, barred, strict=True):
            if len(bars) != 1 or bars[0] in (0, len(row) - 1):
                refuse(
                    self.text,
                    "bar",
                    "Every row of an augmented matrix has one bar, with entries on both sides.",
                    "For example [1 2 | 3; 4 5 | 6]. Write abs(x) for an absolute value.",
                    row[0].at,
                    row[-1].end,
                )

    def refuse_commas(self, row: Sequence[Token]) -> NoReturn:
        refuse(
            self.text,
            "decimal-comma",
            "Commas and spaces both separate here. A comma may be meant as a decimal mark.",
            "Write decimals with a dot, and separate entries by spaces or by commas, not both.",
            row[0].at,
            row[-1].end,
        )

    def begin_row(self, row: Sequence[Token]) -> None:
        self.places.append((row[0].at, row[-1].end))
        if len(self.places) > limits.MATRIX:
            self.refuse_size(len(self.places), row[0].at)

    def refuse_size(self, size: int, at: int) -> NoReturn:
        raise OverLimit(
            "matrix-size",
            f"There are {size} rows or columns. The limit is {limits.MATRIX}.",
            fix="Use a smaller matrix.",
            text=self.text,
            at=at,
        )

    def cells(self, row: Sequence[Token], by_comma: bool) -> list[Expr]:
        parts = _between(row, ",") if by_comma else self.by_spaces(row)
        if len(parts) > limits.MATRIX:
            self.refuse_size(len(parts), row[0].at)
        # (1 + i, 2): a comma before a space is no decimal mark, so spaces do not separate as well
        listed = all(b.gap for a, b in pairwise(row) if a.is_sign(","))
        if by_comma and any(len(p) > 1 and len(self.by_spaces(p, listed)) > 1 for p in parts):
            self.refuse_commas(row)
        return self.entries(parts, row[0].at)

    def by_spaces(self, row: Sequence[Token], joined: bool = False) -> list[list[Token]]:
        """The entries between spaces; a sign between two of them is taken to be `joined` or asked about."""
        parts = [[row[0]]]
        depth = bars = 0
        for k in range(1, len(row)):
            before, token = row[k - 1], row[k]
            bars ^= before.is_sign("|")
            depth += before.is_sign("(", "[") - before.is_sign(")", "]")
            if depth == 0 and not bars and token.gap and self.is_boundary(row, k, joined):
                parts.append([token])
            else:
                parts[-1].append(token)
        return parts

    def is_boundary(self, row: Sequence[Token], k: int, joined: bool) -> bool:
        """Whether an entry begins with token k, which has a gap before it."""
        before, token = row[k - 1], row[k]
        if before.kind == "sign" and not before.is_sign(")", "|", "!", "%"):
            return False
        if before.kind == "root" or (before.kind == "name" and before.value in names.FUNCTIONS):
            return False
        if not token.is_sign("+", "-"):
            return token.kind != "sign" or token.is_sign("(", "|")
        if k + 1 < len(row) and not row[k + 1].gap:
            return True
        if joined:
            return False
        left = self.text[before.at : before.end]
        right = self.text[row[k + 1].at : row[k + 1].end] if k + 1 < len(row) else ""
        refuse(
            self.text,
            "ambiguous",
            f"The sign {token.value} with spaces on both sides can be read in two ways.",
            f"Write {left}{token.value}{right} for one entry, or "
            f"{left} {token.value}{right} for two.",
            token.at,
        )

    def entries(self, parts: Sequence[Sequence[Token]], at: int) -> list[Expr]:
        """The values of the entries of a row that begins at `at`."""
        values = []
        for part in parts:
            if not part:
                refuse(self.text, "empty-entry", "An entry of this row is empty.", _EXAMPLE, at)
            values.append(Reader(self.text, part, (), self.symbols).only(Reader.formula))
            at = part[-1].end
        return values

    def check_shape(self, rows: Sequence[Sequence[Expr]]) -> None:
        if max(map(len, rows)) > limits.MATRIX:
            self.refuse_size(max(map(len, rows)), self.places[0][0])
        for k, row in enumerate(rows[1:], start=2):
            if len(row) != len(rows[0]):
                at, end = self.places[k - 1]
                refuse(
                    self.text,
                    "ragged",
                    f"Row 1 has {_entries(rows[0])}, and row {k} has {len(row)}.",
                    "Give every row the same number of entries.",
                    at,
                    end,
                )


def _entries(row: Sequence[Expr]) -> str:
    return counted(len(row), "entry", "entries")


def _rows(found: Sequence[Token]) -> list[list[Token]]:
    rows: list[list[Token]] = [[]]
    depth = 0
    for token in found:
        if depth == 0 and is_new_line(token) and rows[-1]:
            rows.append([])
        if depth == 0 and token.is_sign(";"):
            rows.append([])
            continue
        depth += token.is_sign("(", "[") - token.is_sign(")", "]")
        rows[-1].append(token)
    return rows


def _outside(row: Sequence[Token], sign: str) -> list[int]:
    """The places of a sign outside all brackets."""
    places = []
    depth = 0
    for k, token in enumerate(row):
        depth += token.is_sign("(", "[") - token.is_sign(")", "]")
        if depth == 0 and token.is_sign(sign):
            places.append(k)
    return places


def _between(row: Sequence[Token], sign: str) -> list[list[Token]]:
    cuts = [-1, *_outside(row, sign), len(row)]
    return [list(row[a + 1 : b]) for a, b in pairwise(cuts)]
