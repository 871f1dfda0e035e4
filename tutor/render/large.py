"""Which problems are too large for a page, so that their formulas are cut in the middle."""

from __future__ import annotations

from typing import Any

from sympy import Eq, Tuple

from tutor.core.matrix import Matrix
from tutor.core.step import Trace
from tutor.render.prose import Math, Runs
from tutor.render.typeset import Condensed
from tutor.render.typeset.condensing import MOST

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
    """A sentence whose long formulas are cut in the middle."""
    return tuple(Math(Condensed(r.value)) if isinstance(r, Math) else r for r in runs)
