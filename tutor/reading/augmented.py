"""Systems of equations that are typed as numbers: A x = b, an augmented matrix, lines as in a CSV file."""

from __future__ import annotations

import re

from sympy import Add, Eq, Expr, Mul, Tuple

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, counted
from tutor.core.matrix import Matrix, unknown
from tutor.reading import data as samples
from tutor.reading.tokens import refuse


def beside(matrix: Matrix, right: Tuple, unknowns: Tuple | None, text: str) -> Matrix:
    """The augmented matrix of a system that is typed as a matrix times its unknowns = a vector."""
    rows = matrix.entries()
    if len(rows) != len(right):
        refuse(
            text,
            "different-lengths",
            f"The matrix has {counted(len(rows), 'row', 'rows')}, "
            f"and the right side has {counted(len(right), 'number', 'numbers')}.",
            "Give one number on the right for every row.",
            text.index("=") + 1,
            len(text),
        )
    if unknowns is not None and len(unknowns) != len(rows[0]):
        refuse(
            text,
            "different-lengths",
            f"The matrix has {counted(len(rows[0]), 'column', 'columns')}, "
            f"and the vector has {counted(len(unknowns), 'unknown', 'unknowns')}.",
            "Give one unknown for every column.",
            0,
            text.index("="),
        )
    return Matrix.of([[*row, b] for row, b in zip(rows, right, strict=True)], bar=1)


def table_of_numbers(text: str) -> Matrix:
    """The augmented matrix of lines of numbers, as in a CSV file; the last number is the right side."""
    places = [(m.start(), m[0]) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    rows: list[list[Expr]] = []
    for at, line in places:
        row = [samples.number(part) for part in re.split(r"\s*[,;|]\s*|\s+", line.strip())]
        if rows and len(row) != len(rows[0]):
            refuse(
                text,
                "different-lengths",
                f"Line 1 has {len(rows[0])} numbers, and line {len(rows) + 1} has {len(row)}.",
                "Give every line one number for each unknown and the right side at the end.",
                at,
                at + len(line),
            )
        rows.append(row)
    if max(len(rows), len(rows[0]) - 1) > limits.MATRIX:
        raise OverLimit(
            "system-size",
            f"There are {len(rows)} lines of {len(rows[0])} numbers. The limit is {limits.MATRIX} "
            "equations and as many unknowns.",
            fix="Use a smaller system.",
        )
    return Matrix.of(rows, bar=1)


def written_out(augmented: Matrix, unknowns: Tuple | None = None) -> Tuple:
    """The equations of an augmented matrix, in x1, x2, ... unless unknowns are named."""
    if augmented.bar != 1:
        raise NotUnderstood(
            "no-bar",
            "A system written as a matrix needs a bar before its last column.",
            fix="For example [1 2 | 3; 4 5 | 6], or write the equations.",
        )
    rows = []
    for *coefficients, right in augmented.entries():
        letters = unknowns or [unknown(k) for k in range(1, len(coefficients) + 1)]
        terms = [Mul(c, x) for c, x in zip(coefficients, letters, strict=True)]
        rows.append(Eq(Add(*terms), right, evaluate=False))
    return Tuple(*rows)
