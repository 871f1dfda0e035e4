"""What a derivation has to take up whole, although no goal would show that a part was left out.

A constant disappears from a slope, and a weight from a product with zero.  So
a sum of the problem must be a part of some claim as it stands; a table may
also be taken up row by row or column by column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sympy import Add, Basic, Tuple

from tutor.core.matrix import Matrix
from tutor.core.step import Trace
from tutor.verify.line.shapes import entries, letters

Way = Sequence[Basic]  # values that together make up the whole


def wholes(trace: Trace) -> Iterator[tuple[Basic, list[Way]]]:
    """Each such value of the problem, with the ways to take all of it up.

    Where the answer is that conditions contradict one another, a function plays no part.
    """
    contradiction = [name for name, _ in trace.goals] == ["infeasible"]
    for _, value in trace.inputs:
        if is_table(value):
            yield value, list(_ways(value))
        for entry in entries(value):
            if isinstance(entry, Add) and letters(entry) and not contradiction:
                yield entry, [(entry,)]


def is_table(value: Any) -> bool:
    """Whether this is a matrix, or rows of numbers that are equally long."""
    if not isinstance(value, Tuple):
        return isinstance(value, Matrix)
    rows = [row for row in value.args if isinstance(row, Tuple)]
    lengths = {len(row.args) for row in rows}
    numbers = all(getattr(e, "is_number", False) for row in rows for e in row.args)
    return len(rows) == len(value.args) and len(lengths) == 1 and numbers


def _ways(table: Basic) -> Iterator[Way]:
    rows = table.entries() if isinstance(table, Matrix) else table.args
    columns = tuple(zip(*rows, strict=True))
    yield (table,)
    if len(rows) == len(columns) == 1:
        yield rows[0]
    for lines in (rows, columns):
        yield [Tuple(*line) for line in lines]
        if not isinstance(table, Matrix):
            yield (Matrix.of([tuple(line) for line in lines]),)
