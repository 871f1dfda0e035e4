"""A linear system solved with the inverse matrix.

The system is A x = b.  If A has an inverse, both sides are multiplied with it
from the left: x is the inverse times b.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Expr, Integer, Symbol, Tuple, expand

from tutor.core.claims import Defines, Equal, Equivalent
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse, MatrixProduct
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra import rows
from tutor.kit.linear_algebra.cramer import coefficients
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.naming import name_for


def multiply_with_inverse(
    system: Tuple, unknowns: Tuple, augmented: Matrix
) -> Generator[Step, None, dict[Symbol, Expr]]:
    """The values of the unknowns of a square system that is not singular."""
    A, b = coefficients(augmented), Tuple(*augmented.column(len(unknowns) + 1))
    right = Symbol("b") if Symbol("b") not in unknowns else name_for("R", system)
    yield step("name_right_sides", Defines(right, b))
    start = rows.beside_identity(A)
    yield step("write_beside_identity", Defines(name_for("M", system), start))
    work, reduced = collect(gauss_jordan(start))
    yield from work
    B = rows.right_of_bar(reduced.matrix)
    reason = Equal(reduced.matrix, MatrixProduct(B, start))
    yield step("read_inverse", Equal(Inverse(A), B), reason)
    values = Tuple(*(_dot(B.row(i), b) for i in range(1, len(unknowns) + 1)))
    product = MatrixProduct(Inverse(A), right)
    yield step("multiply_right_sides", Equal(product, MatrixProduct(B, right)))
    solved = Tuple(*(Eq(u, v, evaluate=False) for u, v in zip(unknowns, values, strict=True)))
    found = Equal(MatrixProduct(B, right), values)
    yield step("read_components", Equivalent(system, solved, unknowns), found)
    return dict(zip(unknowns, values, strict=True))


def _dot(row: tuple[Expr, ...], vector: Tuple) -> Expr:
    total = sum((n * c for n, c in zip(row, vector, strict=True)), Integer(0))
    return expand(total)
