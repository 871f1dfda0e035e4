"""What a map of the plane makes of a small square, and what its Jacobian matrix makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from sympy import Expr, Symbol, Tuple

from tutor.core.figure import Curve, Dots, Mark
from tutor.core.matrix import Matrix
from tutor.kit.real_values import columns

SIDE = 0.5
LINES, POINTS = 4, 24  # parts of the square in each direction, and of a line


def curved_cell(
    components: Sequence[Expr], variables: Sequence[Symbol], at: Tuple, slopes: Matrix
) -> tuple[Mark, ...]:
    """The image of a square with a corner at a point, and the parallelogram of the matrix there."""
    p, q = map(float, at)
    along = [SIDE * k / POINTS for k in range(POINTS + 1)]
    lines: list[tuple[tuple[float, float], ...]] = []
    for k in range(LINES + 1):
        fixed = [SIDE * k / LINES] * len(along)
        for us, vs in ((along, fixed), (fixed, along)):
            line = _image(components, variables, [p + u for u in us], [q + v for v in vs])
            if line is None:
                return ()
            lines.append(line)
    x, y = lines[0][0]
    (a, b), (c, d) = ([SIDE * float(entry) for entry in row] for row in slopes.entries())
    corners = ((x, y), (x + a, y + c), (x + a + b, y + c + d), (x + b, y + d), (x, y))
    image = [Curve(line, "" if k else "image of the square") for k, line in enumerate(lines)]
    plane = Curve(corners, "parallelogram", "accent", dashed=True)
    return (*image, plane, Dots(((x, y),), label="image of the point"))


def _image(
    components: Sequence[Expr], variables: Sequence[Symbol], xs: list[float], ys: list[float]
) -> tuple[tuple[float, float], ...] | None:
    """The images of places, or None where the map has no value at one."""
    x, y = variables
    places = tuple(zip(*(columns(f, x, xs, {y: ys}) for f in components), strict=True))
    return places if all(isfinite(v) for place in places for v in place) else None
