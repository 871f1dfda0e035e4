"""Level curves of a function of two variables around a point, with arrows from it."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, isfinite

from sympy import Expr, Symbol, Tuple

from tutor.core.figure import Arrow, Contours, Dots, Mark
from tutor.kit.real_values import heights_above

SIDE = 41
LEVELS = 9
LONG = 0.45  # of an arrow, as a part of half the width of the picture


def arrow_on_contours(
    f: Expr, variables: Sequence[Symbol], at: Tuple, gradient: Tuple, direction: Tuple | None
) -> tuple[Mark, ...]:
    """The gradient, shortened to fit, on the level curves; and a direction beside it."""
    place = float(at[0]), float(at[1])
    reach = 2.0
    contours = contours_around(f, variables, place, reach)
    if contours is None:
        return ()
    marks: list[Mark] = [contours, Dots((place,), label="point")]
    if any(gradient):
        marks.append(_arrow(place, gradient, reach, "gradient", "accent"))
    if direction is not None:
        marks.append(_arrow(place, direction, reach, "direction", "second"))
    return tuple(marks)


def contours_around(
    f: Expr, variables: Sequence[Symbol], centre: tuple[float, float], reach: float
) -> Contours | None:
    """Level curves in a square around a place, at evenly spread ranks of the values."""
    across = [centre[0] - reach + 2 * reach * k / (SIDE - 1) for k in range(SIDE)]
    up = [centre[1] - reach + 2 * reach * k / (SIDE - 1) for k in range(SIDE)]
    rows = heights_above(f, variables, across, up)
    known = sorted(v for row in rows for v in row if isfinite(v))
    if len(known) < SIDE * SIDE or known[0] == known[-1]:
        return None
    ranks = [known[(len(known) - 1) * k // (LEVELS + 1)] for k in range(1, LEVELS + 1)]
    levels = tuple(sorted({float(f"{v:.3g}") for v in ranks}))
    return Contours(tuple(across), tuple(up), rows, levels, "level curves")


def _arrow(place: tuple[float, float], vector: Tuple, reach: float, label: str, role: str) -> Arrow:
    a, b = float(vector[0]), float(vector[1])
    scale = LONG * reach / hypot(a, b)
    return Arrow(place, (place[0] + scale * a, place[1] + scale * b), label, role)
