"""Products of matrices and vectors, worked out, with roots in their simplest form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sympy import Expr, Integer, Tuple

from tutor.core.matrix import Matrix
from tutor.kit.real_roots import tidied


def dotted(u: Iterable[Expr], v: Iterable[Expr]) -> Expr:
    """The sum of the products of matching components."""
    return tidied(sum((a * b for a, b in zip(u, v, strict=True)), Integer(0)))


def transposed(A: Matrix) -> Matrix:
    """The matrix whose rows are the columns of A."""
    return Matrix.of([A.column(j) for j in range(1, A.shape[1] + 1)])


def multiplied(A: Matrix, B: Matrix) -> Matrix:
    """The matrix A B."""
    columns = transposed(B).entries()
    return Matrix.of([[dotted(line, column) for column in columns] for line in A.entries()])


def applied(A: Matrix, x: Tuple) -> Tuple:
    """The vector A x."""
    return Tuple(*(dotted(line, x) for line in A.entries()))


def combined(*terms: tuple[Expr, Tuple]) -> Tuple:
    """The sum of multiples of vectors of one length."""
    scaled = ([c * e for e in vector] for c, vector in terms)
    return Tuple(*(tidied(sum(parts, Integer(0))) for parts in zip(*scaled, strict=True)))


def columns_matrix(vectors: Iterable[Tuple]) -> Matrix:
    """The matrix with these vectors as its columns."""
    return transposed(Matrix.of([v.args for v in vectors]))


def diagonal_matrix(entries: Sequence[Expr]) -> Matrix:
    size = range(len(entries))
    return Matrix.of([[entries[i] if i == j else Integer(0) for j in size] for i in size])


def columns_of(A: Matrix) -> tuple[Tuple, ...]:
    """The columns of A, as vectors."""
    return tuple(Tuple(*A.column(j)) for j in range(1, A.shape[1] + 1))
