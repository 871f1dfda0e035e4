"""Which formulas of a sentence stand on lines of their own, and how they are broken there.

A sentence with a matrix in it tears its lines apart, and a formula wider than the page runs over
its edge.  Every writer asks here, so that all formats break at the same places.
"""

from __future__ import annotations

import re
from typing import Any

from sympy import Tuple
from sympy.core.relational import Relational

from tutor.core.matrix import Matrix
from tutor.render import prose
from tutor.render.prose import Math, Runs
from tutor.render.typeset import Condensed, Related, Typesetter
from tutor.render.typeset.breaking import lines, stacked
from tutor.render.typeset.layout import Table, width

TALLEST = 2  # rows of a matrix that stays in the sentence of a question


def lifted(
    runs: Runs, typesetter: Typesetter, *, tallest: int | None = None
) -> tuple[Runs | Math, ...]:
    """A sentence with its long formulas taken out, to stand on lines of their own.

    With `tallest`, systems are taken out too, and matrices with more rows than that.
    """
    parts: list[Runs | Math] = []
    pending: list[prose.Run] = []
    for run in runs:
        alone = _on_its_own(run, typesetter, tallest)
        if alone is not None:
            parts += [tuple(pending), alone] if pending else [alone]
            pending = []
        elif parts and not pending and isinstance(run, prose.Text):
            # A full stop after a formula on a line of its own would stand alone.
            if words := re.sub(r"^[\s.]+", "", run.words):
                pending.append(prose.Text(words))
        else:
            pending.append(run)
    return (*parts, tuple(pending)) if pending else tuple(parts)


def _on_its_own(run: prose.Run, typesetter: Typesetter, tallest: int | None) -> Math | None:
    """The formula as it stands on a line of its own, if it has to."""
    if not isinstance(run, Math):
        return None
    if tallest is not None and _is_taller(run.value, tallest):
        return run
    room = typesetter.style.width
    node = typesetter.layout(run.value)
    if isinstance(node, Table) and node.kind in ("lines", "aligned"):  # it is broken already
        return Math(node)
    if width(node) <= room:
        return None
    return Math(stacked(lines(node, room)))


def _is_taller(value: Any, tallest: int) -> bool:
    if isinstance(value, Condensed):
        value = value.value
    if isinstance(value, Related):
        return any(_is_taller(side, tallest) for side in value.sides)
    if isinstance(value, Tuple):
        return len(value) > 1 and all(isinstance(part, Relational) for part in value)
    return isinstance(value, Matrix) and len(value.rows) > tallest
