"""Products of matrices, entry by entry."""

from __future__ import annotations

from sympy import Basic, Tuple

from tutor.core.errors import Undefined, counted
from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra.vectors import dot


def as_matrix(factor: Matrix | Tuple) -> Matrix:
    """A matrix as it is, a vector as one column."""
    return factor if isinstance(factor, Matrix) else Matrix.of([[e] for e in factor])


def shaped(like: Basic, product: Matrix) -> Matrix | Tuple:
    """A product with a vector is a vector again."""
    return Tuple(*product.column(1)) if isinstance(like, Tuple) else product


def multiplied(left: Matrix, right: Matrix) -> Matrix:
    """The product; the shapes have to fit."""
    rows, columns = range(1, left.shape[0] + 1), range(1, right.shape[1] + 1)
    return Matrix.of(
        [[dot(Tuple(*left.row(i)), Tuple(*right.column(j))) for j in columns] for i in rows]
    )


def fitting(left: Matrix, right: Matrix, names: tuple[str, str] = ("A", "B")) -> None:
    """Refuse two matrices that have no product in this order."""
    if left.shape[1] == right.shape[0]:
        return
    one, two = names
    shapes = f"{one} is {left.shape[0]} by {left.shape[1]} and {two} is {right.shape[0]} by {right.shape[1]}"
    turned = right.shape[1] == left.shape[0]
    raise Undefined(
        "shape-mismatch",
        f"{shapes}. For the product {one}{two}, {two} needs as many rows as {one} has columns: "
        f"{counted(left.shape[1], 'row', 'rows')}.",
        fix=f"The product {two}{one} exists; is that meant?"
        if turned
        else "Check the shapes of both.",
    )
