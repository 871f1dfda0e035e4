"""The functions x^T A x and ||A x - b||^2, their gradients, and the system that says where these are zero.

With a matrix alone the gradient is (A + A^T) x; with a right side it is 2 A^T (A x - b), and its
zeros are the solutions of the normal equations.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sympy import Basic, Expr, Integer, Symbol, Tuple, expand

from tutor.core.matrix import Matrix, unknown
from tutor.core.matrix_expression import MatrixProduct, MatrixSum, ScalarMultiple, Transpose
from tutor.kit.linear_algebra.products import applied, combined, multiplied, transposed
from tutor.kit.unevaluated import ONE, ZERO, added, power, times

A, B = map(Symbol, ("A", "b"))
TWO = Integer(2)
SUM, GRAM = MatrixSum(A, Transpose(A)), MatrixProduct(Transpose(A), A)


@dataclass(frozen=True)
class MatrixFunction:
    """x^T A x, or with a right side ||A x - b||^2, in the letters x_1, x_2 and so on."""

    matrix: Matrix
    right: Tuple | None = None

    @cached_property
    def letters(self) -> Tuple:
        return Tuple(*(unknown(k) for k in range(1, self.matrix.shape[1] + 1)))

    @cached_property
    def images(self) -> Tuple:
        """The matrix times the letters."""
        rows = (zip(line, self.letters, strict=True) for line in self.matrix.entries())
        return Tuple(*(sum((a * x for a, x in row), ZERO) for row in rows))

    @cached_property
    def rests(self) -> Tuple:
        """The entries of A x - b."""
        assert self.right is not None
        return Tuple(*(y - c for y, c in zip(self.images, self.right, strict=True)))

    @cached_property
    def rest(self) -> MatrixSum:
        """A x - b by name."""
        return MatrixSum(MatrixProduct(A, self.letters), ScalarMultiple(-ONE, B))

    @cached_property
    def identity(self) -> Basic:
        """The gradient in matrix form."""
        if self.right is None:
            return MatrixProduct(SUM, self.letters)
        return ScalarMultiple(TWO, MatrixProduct(Transpose(A), self.rest))

    @cached_property
    def written(self) -> Expr:
        """The function as a sum of products or of squares, not multiplied out."""
        if self.right is None:
            pairs = zip(self.letters, self.images, strict=True)
            return added(*(times(x, y) for x, y in pairs if y != 0))
        return added(*(power(r, TWO) for r in self.rests))

    @cached_property
    def coefficients(self) -> Matrix:
        """The matrix A + A^T, or A^T A."""
        turned = transposed(self.matrix)
        if self.right is not None:
            return multiplied(turned, self.matrix)
        rows = zip(self.matrix.entries(), turned.entries(), strict=True)
        return Matrix.of([combined((ONE, Tuple(*u)), (ONE, Tuple(*v))) for u, v in rows])

    @cached_property
    def system(self) -> Matrix:
        """The equations for the zeros of the gradient, as an augmented matrix."""
        side = [ZERO] * self.coefficients.shape[0]
        if self.right is not None:
            side = list(applied(transposed(self.matrix), self.right))
        rows = zip(self.coefficients.entries(), side, strict=True)
        return Matrix.of([[*u, c] for u, c in rows], bar=1)

    @property
    def _factor(self) -> Integer:
        return ONE if self.right is None else TWO

    @cached_property
    def gradient(self) -> Tuple:
        left = (
            sum((a * x for a, x in zip(line[:-1], self.letters, strict=True)), -line[-1])
            for line in self.system.entries()
        )
        return Tuple(*(expand(self._factor * e) for e in left))

    def slopes_at(self, place: Tuple) -> Tuple:
        """The gradient at a place."""
        side = Tuple(*self.system.column(self.coefficients.shape[1] + 1))
        moved = applied(self.coefficients, place)
        return combined((self._factor, moved), (-self._factor, side))
