"""Maps with a name, recognised by an equation that the matrix satisfies.

A projection changes nothing when it is done twice, a reflection done twice is
the identity, a shear moves every vector along one line, and the columns of a
rotation are perpendicular and of length 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Identity,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Transpose,
)
from tutor.kit.linear_algebra.products import multiplied

Named = tuple[str, Equal]


def named_map(A: Matrix) -> Named | None:
    """The rule that names the map and the equation that shows it; None if it has no name here."""
    return next(_names(A), None) if A.is_rational else None


def _names(A: Matrix) -> Iterator[Named]:
    size = A.shape[0]
    numbers = range(1, size + 1)
    one = Matrix.of([[int(i == j) for j in numbers] for i in numbers])
    squared = multiplied(A, A)
    if all(A[i, j] == A[1, 1] * one[i, j] for i in numbers for j in numbers):
        yield "recognise_scaling", Equal(A, ScalarMultiple(A[1, 1], Identity(size)))
    if squared == A:
        yield "recognise_projection", Equal(MatrixProduct(A, A), A)
    if squared == one:
        yield "recognise_reflection", Equal(MatrixProduct(A, A), Identity(size))
    if size == 2 and A[1, 1] == A[2, 2] and A[1, 2] == -A[2, 1]:
        size_squared = A[1, 1] ** 2 + A[1, 2] ** 2
        right = Identity(2) if size_squared == 1 else ScalarMultiple(size_squared, Identity(2))
        name = "recognise_rotation" if size_squared == 1 else "recognise_rotation_and_stretch"
        yield name, Equal(MatrixProduct(Transpose(A), A), right)
    moved = Matrix.of([[A[i, j] - one[i, j] for j in numbers] for i in numbers])
    if size == 2 and not any(any(line) for line in multiplied(moved, moved).entries()):
        difference = MatrixSum(A, ScalarMultiple(-1, Identity(2)))
        yield "recognise_shear", Equal(MatrixPower(difference, 2), multiplied(moved, moved))
