"""Pictures of projections: the perpendicular from a point, and vectors made orthogonal."""

from __future__ import annotations

from math import cos, hypot, pi, sin

from sympy import Expr, Tuple

from tutor.core.figure import Arrow, Curve, Dots, Mark, Point
from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra.pictures import ROOM

TURNS = 72  # points of a circle


def perpendicular(x: Tuple, p: Tuple, u: Tuple) -> tuple[Mark, ...]:
    """A vector in the plane, its projection onto the line along u, and what is left of it."""
    tip, foot, way = _point(x), _point(p), _point(u)
    origin = (0.0, 0.0)
    size = hypot(*way)
    reach = ROOM * max(hypot(*tip), hypot(*foot), 1.0)
    ends = tuple((s * reach * way[0] / size, s * reach * way[1] / size) for s in (-1.0, 1.0))
    marks: list[Mark] = [Curve(ends, "line", "muted")]
    apart = hypot(tip[0] - foot[0], tip[1] - foot[1])
    if apart < 1e-9:
        return (*marks, Arrow(origin, tip, "vector and its projection", "first"))
    marks.append(Arrow(origin, tip, "vector", "first"))
    if hypot(*foot) < 1e-9:
        marks.append(Dots((foot,), ("projection",), "", "accent"))
    else:
        marks.append(Arrow(origin, foot, "projection", "accent"))
    marks.append(Curve((foot, tip), "residual", "second", dashed=True))
    return (*marks, _right_angle(foot, way, (tip[0] - foot[0], tip[1] - foot[1])))


def _right_angle(corner: Point, one: Point, other: Point) -> Curve:
    """The small square that marks a right angle."""
    side = hypot(*other) / 8
    (a, b), (c, d) = ([side * e / hypot(*way) for e in way] for way in (one, other))
    x, y = corner
    return Curve(((x + a, y + b), (x + a + c, y + b + d), (x + c, y + d)), "", "muted")


def before_and_after(vectors: tuple[Tuple, ...], units: tuple[Tuple, ...]) -> tuple[Mark, ...]:
    """Vectors in the plane and the orthonormal ones made from them."""
    origin = (0.0, 0.0)
    given = (
        Arrow(origin, _point(v), f"v{k}", "muted") for k, v in enumerate(vectors, start=1) if any(v)
    )
    made = (Arrow(origin, _point(q), f"q{k}", "accent") for k, q in enumerate(units, start=1))
    return (*given, *made)


def _point(vector: Tuple) -> Point:
    return float(vector[0]), float(vector[1])


def circle_to_ellipse(A: Matrix, left: Matrix, values: tuple[Expr, ...]) -> tuple[Mark, ...]:
    """The unit circle and its image under a 2 x 2 matrix, with the half axes of the image."""
    (a, b), (c, d) = (tuple(map(float, line)) for line in A.entries())
    turns = [2 * pi * k / TURNS for k in range(TURNS + 1)]
    circle = tuple((cos(t), sin(t)) for t in turns)
    image = tuple((a * x + b * y, c * x + d * y) for x, y in circle)
    arrows = (
        Arrow(
            (0.0, 0.0),
            (float(sigma * left[1, k]), float(sigma * left[2, k])),
            f"half axis {k}",
            role,
        )
        for (k, sigma), role in zip(enumerate(values, start=1), ("accent", "second"), strict=False)
    )
    return (Curve(circle, "unit circle", "muted"), Curve(image, "its image", "first"), *arrows)
