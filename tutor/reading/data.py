"""Samples of exact numbers, columns of CSV text, and single numbers.

A sample is a list with one kind of separator: commas, semicolons, spaces or lines, and perhaps "and"
before the last value.  Every value is an exact fraction, and what a spreadsheet or a statistics program writes for a missing value
is refused by name.  A comma that may be a decimal mark is never guessed at.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final, NoReturn

from sympy import Expr, Integer, Rational, Tuple

from tutor.core import limits
from tutor.core.errors import OverLimit, TutorError, Undefined
from tutor.reading import plain
from tutor.reading.tokens import describe, refuse, tokens

_CHARACTERS: Final = 20 * limits.DATA  # a value, its comma and a space
_CSV_CHARACTERS: Final = 200 * limits.DATA  # a row has more columns than one
POWER: Final = r"(?:[eE][+-]?[0-9]+|(?:[*×·]10)?\^[-−]?[0-9]{1,2})"  # 2e3, 10^3 and 2*10^3
_NUMBER: Final = rf"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+){POWER}?"
_VALUE: Final = re.compile(rf"([+\-−–]?)({_NUMBER})(?:/({_NUMBER}))?( ?%)?(?![^\s,;])")
_SEPARATOR: Final = re.compile(r"\s*([,;]?)\s*(?:(?<=[\s,;])and\s+(?=[^,;\s]+\s*$))?")
_NAMED: Final = re.compile(r"\s*[A-Za-z]\w{0,31}\s*[=:](?!=)\s*(?=\S)")
_TIGHT_COMMA: Final = re.compile(r"(?<=[0-9]),(?=[0-9])")
_OTHER_SEPARATOR: Final = re.compile(
    r"[0-9%][ \t]*(?:[;\n]|,\s|\sand\s|[ \t]+(?=[-+−.0-9]))\s*(?=\S)"
)
_THOUSANDS: Final = re.compile(r"(?<![0-9.])[1-9][0-9]{0,2}(?:,[0-9]{3})*,0[0-9]{2}(?![0-9])")
_ALONE: Final = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")  # is 2,500 one number?
_BRACKETS: Final = {"[": "]", "(": ")", "{": "}"}
_MISSING: Final = frozenset(("na", "n/a", "nan", "null", "none", "missing", "-", ".", "?"))


def data(text: str) -> Tuple:
    """The values of a sample; `x =` in front and brackets around it are allowed.

    Raises `NotUnderstood` at the first value that is no number, `OverLimit` above
    `limits.DATA` values and `Undefined` at a fraction with denominator 0.
    """
    if len(text) > _CHARACTERS:
        raise OverLimit(
            "characters",
            f"The data has {len(text)} characters. The limit is {_CHARACTERS}.",
            fix="Use a part of the data.",
            text=text,
            at=_CHARACTERS,
        )
    start, end = _inner(text)
    if start == end:
        refuse(text, "empty", "There is no data to read.", "For example 3, 5, 2.5.", 0)
    _refuse_decimal_commas(text, start, end)
    values: list[Rational] = []
    at = start
    while at < end:
        match = _VALUE.match(text, at, end)
        if match is None:
            _refuse_value(text, at, end)
        values.append(_value(text, match))
        if len(values) > limits.DATA:
            raise OverLimit(
                "data",
                f"There are more than {limits.DATA} values.",
                fix="Use a part of the data.",
                text=text,
                at=at,
            )
        separator = _SEPARATOR.match(text, match.end(), end)
        assert separator is not None  # it can be empty only at the end
        at = separator.end()
    return Tuple(*values)


def column(text: str, name: str | None = None) -> Tuple:
    """The values of a column of CSV text whose first line names the columns.

    Without a name it is the only column of numbers; if there are more, the error lists them.
    """
    return Tuple(*(value for _, value in _column(text, name)))


def written_column(text: str, name: str) -> str:
    """The values of one column of CSV text, one on a line, as a sample is typed."""
    return "\n".join(typed for typed, _ in _column(text, name))


def _column(text: str, name: str | None) -> list[tuple[str, Rational]]:
    """The cells of a column as they are typed, and their values."""
    if len(text) > _CSV_CHARACTERS:
        raise OverLimit(
            "characters",
            f"The table has {len(text)} characters. The limit is {_CSV_CHARACTERS}.",
            fix="Use a part of the table.",
            text=text,
            at=_CSV_CHARACTERS,
        )
    header, rows = _table(text)
    listed = ", ".join(header)
    if name is None:
        numeric = _numeric(header, rows)
        if len(numeric) != 1:
            found = "No column holds" if not numeric else "More than one column holds"
            refuse(
                text,
                "column",
                f"{found} numbers. The columns are {listed}.",
                f"Name the column behind the file, as in --data @FILE:{header[numeric[0]]}."
                if numeric
                else "Give a column of numbers.",
                0,
            )
        chosen = numeric[0]
    else:
        lowered = [h.casefold() for h in header]
        if lowered.count(name.strip().casefold()) != 1:
            refuse(
                text,
                "column",
                f"There is no single column named {name}.",
                f"The columns are {listed}.",
                0,
            )
        chosen = lowered.index(name.strip().casefold())
    if len(rows) > limits.DATA:
        raise OverLimit(
            "data",
            f"There are {len(rows)} rows. The limit is {limits.DATA}.",
            fix="Use a part of the table.",
            text=text,
            at=0,
        )
    return [
        (row[chosen].strip(), _cell(text, header[chosen], line, row, chosen)) for line, row in rows
    ]


def columns(text: str) -> tuple[Tuple, ...]:
    """All columns of numbers of CSV text whose first line names the columns."""
    header, rows = _table(text)
    numeric = _numeric(header, rows)
    if not numeric:
        refuse(
            text,
            "column",
            f"No column holds numbers. The columns are {', '.join(header)}.",
            "Give at least one column of numbers.",
            0,
        )
    return tuple(column(text, header[k]) for k in numeric)


def has_header(text: str) -> bool:
    """Whether the text is a table with a line of column names."""
    first, _, rest = text.lstrip("\ufeff \n").partition("\n")
    names = re.split("[,;\t]", first)
    named = all(re.search("[A-Za-z]", n) and "=" not in n for n in names if n.strip())
    return bool(rest.strip()) and named and not any(n.strip().casefold() in _MISSING for n in names)


def number(text: str) -> Expr:
    """An exact number: a formula without letters, such as `3/4`, `5%` or `sqrt(2)`."""
    value = plain.expression(text)
    if value.free_symbols or value.is_infinite:
        refuse(
            text,
            "letter-for-number",
            f"A number is needed here, not {text.strip()[:40]}.",
            "For example 2.5, 3/4, 5% or sqrt(2).",
            0,
            max(1, len(text.rstrip())),
        )
    return value


def _inner(text: str) -> tuple[int, int]:
    """Where the values begin and end, without a name, brackets and separators around them."""
    named = _NAMED.match(text)
    start = named.end() if named else len(text) - len(text.lstrip("\ufeff \t\r\n"))
    end = len(text.rstrip(" \t\r\n,;"))
    if start < end and _BRACKETS.get(text[start]) == text[end - 1]:
        start, end = start + 1, end - 1
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip(" \t\r\n,;"))
    return start, max(start, end)


def _refuse_decimal_commas(text: str, start: int, end: int) -> None:
    """Refuse `1,5 2,5` and `1,000, 2,000`, where the comma may be part of a number."""
    tight = _TIGHT_COMMA.search(text, start, end)
    if tight is None:
        return
    lines = [line for line in text[start:end].splitlines() if line.strip()]
    whole_rows = len(lines) > 1 and any(len(_TIGHT_COMMA.findall(line)) > 1 for line in lines)
    within = [_OTHER_SEPARATOR.search(line) for line in lines] if whole_rows else []
    other = any(within) if whole_rows else _OTHER_SEPARATOR.search(text, start, end)
    if other:
        refuse(
            text,
            "decimal-comma",
            "Is this comma a decimal mark, or does it separate two values?",
            "Write decimals with a dot, and use one kind of separator, for example 1.5, 2.5.",
            tight.start(),
        )
    thousands = _THOUSANDS.search(text, start, end) or _ALONE.fullmatch(text, start, end)
    if thousands:
        refuse(
            text,
            "thousands",
            "Does this comma separate thousands, or two values?",
            "Write large numbers without commas.",
            thousands.start(),
            thousands.end(),
        )


def _value(text: str, match: re.Match[str]) -> Rational:
    sign, above, below, percent = match.groups()
    value = _literal(text, above, match.start(2))
    if below is not None:
        divisor = _literal(text, below, match.start(3))
        if divisor == 0:
            raise Undefined(
                "division-by-zero",
                "The denominator is zero. A division by zero is not defined.",
                fix="Correct this value.",
                text=text,
                at=match.start(),
                length=len(match.group()),
            )
        value = value / divisor
    if percent:
        value = value / 100
    return value if sign in ("", "+") else -value


def _literal(text: str, digits: str, at: int) -> Rational:
    if len(digits) <= 15 and digits.isdigit():
        return Integer(digits)
    if len(digits) <= 15 and not re.search("[eE^]", digits):
        return Rational(digits)
    try:
        found = tokens(digits)[0].number if "^" not in digits else plain.expression(digits)
    except TutorError as error:
        raise error.within(text, at) from None
    assert isinstance(found, Rational)
    return found


def _refuse_value(text: str, at: int, end: int) -> NoReturn:
    stop = re.compile(r"[\s,;]|$").search(text, at + 1, end)
    shown = text[at : stop.start() if stop else end]
    stop_at = at + max(1, len(shown))
    if shown[:1] in (",", ";"):
        refuse(text, "missing-value", "A value is missing here.", "Take out a separator.", at)
    for k, character in enumerate(shown):
        if not (" " < character <= "~" or character.isprintable()):
            refuse(
                text,
                "character",
                f"Character {at + k + 1} is {describe(character)}. It is no part of a number.",
                "Take it out.",
                at + k,
            )
    if shown[0] in "=@" or (shown[0] in "+-" and len(shown) > 1 and shown[1].isalpha()):
        refuse(
            text,
            "spreadsheet-formula",
            f"{shown[:30]} is a formula of a spreadsheet.",
            "Write its value.",
            at,
            stop_at,
        )
    if shown.casefold() in _MISSING:
        message, fix = f"{shown} is a missing value.", "Leave it out, if that is right."
    elif shown.casefold().lstrip("+-") in ("inf", "infinity", "oo", "∞"):
        message, fix = f"{shown} is no number.", "Data has finite values. Leave it out."
    elif any(not c.isascii() for c in shown):
        odd = next(k for k, c in enumerate(shown) if not c.isascii())
        message = f"{shown[:30]} has the character {describe(shown[odd])}."
        fix = "Write the value with the digits 0 to 9."
    else:
        message = f"{shown[:30]} is no number."
        fix = "Write every value as a decimal such as 2.5, a fraction or a percentage."
    refuse(text, "data-value", message, fix, at, stop_at)


def _table(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The column names, and each row with the number of the line it ends on."""
    text = text.removeprefix("\ufeff")
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(c.strip() for c in row)]
    except csv.Error as error:
        refuse(
            text, "csv", f"This is no table with commas: {error}.", "Check the quotation marks.", 0
        )
    if len(rows) < 2:
        refuse(
            text,
            "csv",
            "A table needs a line with the names of the columns and lines with values.",
            "For example weight,height on the first line and 70,1.8 on the second.",
            0,
        )
    return [h.strip() for h in rows[0][1]], rows[1:]


def _numeric(header: list[str], rows: list[tuple[int, list[str]]]) -> list[int]:
    """The columns in which most cells are numbers; another cell in one is a slip, shown at its place."""
    return [
        k
        for k in range(len(header))
        if 2 * sum(k < len(r) and _VALUE.fullmatch(r[k].strip()) is not None for _, r in rows)
        > len(rows)
    ]


def _cell(text: str, name: str, line: int, row: list[str], k: int) -> Rational:
    cell = row[k].strip() if k < len(row) else ""
    if (match := _VALUE.fullmatch(cell)) is not None:
        return _value(cell, match)
    at = sum(len(part) for part in text.splitlines(keepends=True)[: line - 1])
    for before in (*row[:k], cell):  # another cell may hold the same
        at = max(at, text.find(before.strip(), at)) + len(before.strip())
    at -= len(cell)
    if not cell:
        refuse(
            text,
            "missing-value",
            f"Line {line} has no value in the column {name}.",
            "Fill the cell or take out the line.",
            at,
        )
    if re.fullmatch(r"[+-]?[0-9.]+,[0-9]+", cell):
        refuse(
            text,
            "decimal-comma",
            f"Line {line} has {cell} in the column {name}. The comma may be a decimal mark.",
            "Write decimals with a dot.",
            at,
            at + len(cell),
        )
    _refuse_value(text, at, at + len(cell))
