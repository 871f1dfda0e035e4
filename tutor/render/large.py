"""Which problems are too large for a page, so that their formulas are cut in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Eq, Tuple

from tutor.core.matrix import Matrix
from tutor.core.step import Trace
from tutor.render.prose import Math, Run, Runs, Text
from tutor.render.typeset import Condensed
from tutor.render.typeset.condensing import MOST

MOST_LISTED, FIRST_LISTED = 100, 5  # values in a sentence
_COMMA = (Text(", "),)
LARGE = 40  # rows, columns or members; a table of data with fewer is shown whole


def is_large(trace: Trace) -> bool:
    """Whether something that is given is too large for a page."""
    return any(_is_large(value) for _, value in trace.inputs)


def _is_large(value: Any) -> bool:
    if isinstance(value, Matrix):
        return min(value.shape) > MOST or max(value.shape) > LARGE
    if not isinstance(value, Tuple):
        return False
    equations = all(isinstance(part, Eq) for part in value)
    return len(value) > (MOST if equations else LARGE) or any(map(_is_large, value))


def condensed(runs: Runs) -> Runs:
    """A sentence whose long formulas and lists are cut in the middle."""
    return tuple(Math(Condensed(r.value)) if isinstance(r, Math) else r for r in _shortened(runs))


def _shortened(runs: Runs) -> Iterator[Run]:
    """The runs, of a list of many values the first ones and the last two."""
    k = 0
    while k < len(runs):
        end = k
        while runs[end + 1 : end + 2] == _COMMA and isinstance(runs[end], Math):
            end += 2
        if end - k > 2 * MOST_LISTED:
            yield from (*runs[k : k + 2 * FIRST_LISTED], Text("…, "))
            k = end
        yield runs[k]
        k += 1
