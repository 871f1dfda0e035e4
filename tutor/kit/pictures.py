"""Pieces of pictures that several topics draw."""

from __future__ import annotations

from sympy import Tuple

from tutor.core.figure import Arrow, Curve, Dots, Mark, Plane, SpacePoint
from tutor.core.matrix import Matrix


def parallelogram(matrix: Matrix) -> tuple[Mark, ...]:
    """The unit square and its image under a 2 x 2 matrix, spanned by the columns."""
    (a, b), (c, d) = (tuple(map(float, line)) for line in matrix.entries())
    square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    image = ((0.0, 0.0), (a, c), (a + b, c + d), (b, d), (0.0, 0.0))
    return (
        Curve(square, "unit square", "muted"),
        Curve(image, "its image", "first"),
        Arrow((0.0, 0.0), (a, c), "column 1", "accent"),
        Arrow((0.0, 0.0), (b, d), "column 2", "second"),
    )


def lines(augmented: Matrix, solutions: Tuple) -> tuple[Mark, ...]:
    """The lines a x + b y = c of a system with two unknowns, and the point they share."""
    table = [tuple(map(float, line)) for line in augmented.entries()]
    drawn = [(a, b, c) for a, b, c in table if (a, b) != (0.0, 0.0)]
    point = _numbers(solutions)
    feet = [(a * c / (a * a + b * b), b * c / (a * a + b * b)) for a, b, c in drawn]
    corners = [*feet, *([point[:2]] if point else []), (0.0, 0.0)]
    reach = 1.4 * max(max(abs(x), abs(y)) for x, y in corners) + 1
    roles = ("first", "second", "third", "muted")
    marks: list[Mark] = []
    for k, ((a, b, _), (x, y)) in enumerate(zip(drawn, feet, strict=True)):
        length = (a * a + b * b) ** 0.5
        dx, dy = reach * b / length, -reach * a / length
        ends = ((x - dx, y - dy), (x + dx, y + dy))
        marks.append(Curve(ends, f"equation {k + 1}", roles[min(k, 3)], dashed=k % 2 == 1))
    if point:
        marks.append(Dots(((point[0], point[1]),), ("solution",)))
    return tuple(marks)


def planes(augmented: Matrix, solutions: Tuple) -> tuple[Mark, ...]:
    """The planes of a system with three unknowns, and the point they share."""
    roles = ("first", "second", "third", "muted")
    marks: list[Mark] = []
    for k, line in enumerate(augmented.entries()):
        a, b, c, d = map(float, line)
        if (a, b, c) != (0.0, 0.0, 0.0):
            marks.append(Plane((a, b, c, d), f"equation {k + 1}", roles[min(k, 3)]))
    if point := _numbers(solutions):
        marks.append(SpacePoint((point[0], point[1], point[2]), "solution"))
    return tuple(marks)


def _numbers(solutions: Tuple) -> list[float]:
    """The coordinates of a single solution without letters, else nothing."""
    if len(solutions) != 1 or solutions.free_symbols:
        return []
    return [float(v) for v in solutions[0]]
