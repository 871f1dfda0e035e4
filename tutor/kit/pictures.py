"""Pieces of pictures that several topics draw."""

from __future__ import annotations

from tutor.core.figure import Arrow, Curve, Mark
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
