"""P^-1 Y by row operations on [P | Y]: when P has become the identity matrix, P^-1 Y stands beside it."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Basic, Tuple

from tutor.core.claims import Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse, MatrixProduct, column
from tutor.core.step import Step, step
from tutor.kit.linear_algebra import rows
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.naming import name_for


def beside(P: Matrix, Y: Matrix) -> Matrix:
    """The augmented matrix [P | Y]."""
    pairs = zip(P.entries(), Y.entries(), strict=True)
    return Matrix.of([[*p, *y] for p, y in pairs], bar=Y.shape[1])


def solve_beside(P: Matrix, Y: Basic, written: Basic) -> Generator[Step, None, Matrix]:
    """P^-1 Y for an invertible P and a matrix or a vector Y; `written` is how the problem writes it.

    The result of a vector is a matrix of one column; the steps show it as a vector.
    """
    start = beside(P, column(Y) if isinstance(Y, Tuple) else Y)
    yield step("write_beside", Defines(name_for("M", P, Y), start))
    reduced = (yield from gauss_jordan(start)).matrix
    found = rows.right_of_bar(reduced)
    reason = Equal(reduced, MatrixProduct(Inverse(P), start))
    shown = Tuple(*found.column(1)) if isinstance(Y, Tuple) else found
    yield step("read_right_half", Equal(written, shown), reason)
    return found
