"""What a map of the plane does to a grid."""

from __future__ import annotations

from math import isfinite

from sympy import Tuple

from tutor.core.figure import Curve, Mark, Place
from tutor.kit.real_values import columns

LINES = (-1.0, -0.5, 0.0, 0.5, 1.0)
TICKS = [-1 + k / 16 for k in range(33)]  # close enough that a curved image looks curved
FARTHEST = 100.0  # an image point beyond it would leave nothing to be seen of the grid


def grid_and_image(rule: Tuple) -> tuple[Mark, ...]:
    """The grid around the origin and its image under a rule in two letters with two components.

    Nothing if the rule has no value at most of the grid.
    """
    marks: list[Mark] = []
    for level in LINES:
        for points in (((-1.0, level), (1.0, level)), ((level, -1.0), (level, 1.0))):
            marks.append(Curve(points, "" if marks else "grid", "muted"))
    shown = 0
    for upright, role in ((False, "first"), (True, "second")):
        for level in LINES:
            line = ([level] * len(TICKS), TICKS) if upright else (TICKS, [level] * len(TICKS))
            image = _image(rule, *line)
            shown += sum(v is not None for _, v in image)
            name = "image of the upright lines" if upright else "image of the level lines"
            marks.append(Curve(image, name if level == LINES[0] else "", role))
    return tuple(marks) if shown > len(LINES) * len(TICKS) else ()


def _image(rule: Tuple, xs: list[float], ys: list[float]) -> tuple[Place, ...]:
    (x, y), values = rule.args
    found = zip(*(columns(value, x, xs, {y: ys}) for value in values), strict=True)
    return tuple(
        (a, b) if isfinite(a) and isfinite(b) and max(abs(a), abs(b)) < FARTHEST else (0.0, None)
        for a, b in found
    )
