"""Operations on the rows of a matrix, in one fixed wording that is also what a reader sees.

`swap rows 1 and 2`, `multiply row 1 by 2`, `add 10 times row 1 to row 3`, and what is
no elementary operation but is asked about: `add 5 to each entry of row 2`.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sympy import Integer, Rational

from tutor.core.errors import NotUnderstood

_NUMBER: Final = r"(-?\d{1,9}(?:/\d{1,9})?)"
_WORDINGS: Final = {
    "swap": re.compile(r"swap rows (\d{1,2}) and (\d{1,2})"),
    "multiply": re.compile(rf"multiply row (\d{{1,2}}) by {_NUMBER}"),
    "add": re.compile(rf"add {_NUMBER} times row (\d{{1,2}}) to row (\d{{1,2}})"),
    "shift": re.compile(rf"add {_NUMBER} to each entry of row (\d{{1,2}})"),
}


class RowOperation(NamedTuple):
    """`kind` is swap, multiply, add or shift; `other` is the second row of a swap, the source of an addition."""

    kind: str
    row: int
    other: int = 0
    number: Rational = Integer(1)

    def __str__(self) -> str:
        match self.kind:
            case "swap":
                return f"swap rows {self.row} and {self.other}"
            case "multiply":
                return f"multiply row {self.row} by {self.number}"
            case "add":
                return f"add {self.number} times row {self.other} to row {self.row}"
        return f"add {self.number} to each entry of row {self.row}"


def row_operation(text: str) -> RowOperation:
    """The operation that `str` wrote; raises `NotUnderstood` for anything else."""
    for kind, pattern in _WORDINGS.items():
        if (found := pattern.fullmatch(text)) is not None:
            match kind:
                case "swap":
                    return RowOperation(kind, int(found[1]), int(found[2]))
                case "multiply":
                    return RowOperation(kind, int(found[1]), number=Rational(found[2]))
                case "add":
                    return RowOperation(kind, int(found[3]), int(found[2]), Rational(found[1]))
            return RowOperation(kind, int(found[2]), number=Rational(found[1]))
    raise NotUnderstood(
        "row-operation",
        f"{text[:60]!r} is no operation on rows.",
        fix="For example: swap rows 1 and 2; multiply row 1 by 2; add 10 times row 1 to row 3.",
    )
