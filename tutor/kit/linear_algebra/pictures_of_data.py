"""Pictures of data: a fitted polynomial, a cloud of points with its ellipse and its axes, and shares."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

from sympy import Expr, Tuple

from tutor.core.figure import Arrow, Bars, Curve, Dots, Mark, Point
from tutor.core.matrix import Matrix

TURNS = 72  # points of an ellipse
PIECES = 60  # of a curve


def fitted_polynomial(points: Matrix, coefficients: Tuple) -> tuple[Mark, ...]:
    """The points, the polynomial through them, highest power first, and the residuals between the two."""

    def height(x: float) -> float:
        value = 0.0
        for c in coefficients:
            value = value * x + float(c)
        return value

    places = _points(points)
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    room = (right - left or 1.0) / 10
    line = len(coefficients) == 2
    pieces = 1 if line else PIECES
    start, width = left - room, right - left + 2 * room
    curve = tuple((x, height(x)) for x in (start + k * width / pieces for k in range(pieces + 1)))
    drops = tuple(
        Curve(((x, y), (x, height(x))), "residual" if k == 0 else "", "second", dashed=True)
        for k, (x, y) in enumerate(places)
    )
    best = Curve(curve, "best line" if line else "best polynomial", "first")
    return (best, *drops, Dots(places, (), "points", "accent"))


def cloud(points: Matrix, mean: Tuple, covariance: Matrix) -> tuple[Mark, ...]:
    """Points in the plane, their mean, and the ellipse at one standard deviation from it."""
    centre = (float(mean[0]), float(mean[1]))
    return (
        Curve(ellipse(centre, covariance), "one standard deviation", "first"),
        Dots(_points(points), (), "observations", "accent"),
        Dots((centre,), ("mean",), "", "third"),
    )


def ellipse(centre: Point, covariance: Matrix) -> tuple[Point, ...]:
    """All points at distance 1 from the centre, measured with the inverse of the covariance.

    They are the image of the unit circle under a root of the covariance (Cholesky).
    """
    a, b, d = (float(covariance[i, j]) for i, j in ((1, 1), (1, 2), (2, 2)))
    first = sqrt(a)
    low = b / first if first else 0.0
    second = sqrt(max(d - low * low, 0.0))
    turns = (2 * pi * k / TURNS for k in range(TURNS + 1))
    return tuple(
        (centre[0] + first * cos(t), centre[1] + low * cos(t) + second * sin(t)) for t in turns
    )


def principal_axes(
    points: Matrix | None, mean: Tuple, axes: list[tuple[Expr, Tuple]]
) -> tuple[Mark, ...]:
    """Arrows from the mean along the components, one standard deviation long, and the points."""
    centre = (float(mean[0]), float(mean[1]))
    marks: list[Mark] = []
    if points is not None:
        marks.append(Dots(_points(points), (), "observations", "muted"))
    for k, ((variance, direction), role) in enumerate(
        zip(axes, ("accent", "second"), strict=False)
    ):
        reach = sqrt(max(float(variance), 0.0))
        head = tuple(c + reach * float(e) for c, e in zip(centre, direction, strict=True))
        if reach:
            marks.append(Arrow(centre, (head[0], head[1]), f"component {k + 1}", role))
    return tuple(marks)


def scree(shares: Tuple) -> tuple[Mark, ...]:
    """A bar for the share of each component."""
    names = tuple(str(k) for k in range(1, len(shares) + 1))
    return (Bars(names, tuple(float(s) for s in shares)),)


def _points(table: Matrix) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in table.entries())
