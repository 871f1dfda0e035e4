"""The matrix of dot products A^T A, its inverse, and the independent ones among some vectors."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Symbol, Tuple

from tutor.core.claims import Basis, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Inverse, MatrixProduct, Span
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra import rows
from tutor.kit.linear_algebra.dependence import combinations, combined
from tutor.kit.linear_algebra.elimination import gauss_jordan


def keep_independent(vectors: Sequence[Tuple]) -> Generator[Step, None, tuple[Tuple, ...]]:
    """Leave out vectors that depend on earlier ones; says nothing if there are none."""
    independent, others = combinations([v.args for v in vectors])
    kept = tuple(vectors[k] for k in independent)
    if others:
        parts = [
            step("write_as_combination", Equal(vectors[k], combined(shares, vectors)))
            for k, shares in others.items()
            if shares and vectors[k] not in kept
        ]
        claim = Basis(Span(*vectors), Tuple(*kept))
        yield step("leave_out_dependent_vectors", claim, substeps=parts)
    return kept


def invert(G: Matrix) -> Generator[Step, None, Matrix]:
    """The inverse of an invertible matrix by Gauss and Jordan, in substeps."""
    start = rows.beside_identity(G)
    work, reduced = collect(gauss_jordan(start))
    B = rows.right_of_bar(reduced.matrix)
    found, reason = Equal(Inverse(G), B), Equal(reduced.matrix, MatrixProduct(B, start))
    parts = [
        step("put_identity_beside", Defines(Symbol("M"), start)),
        *work,
        step("read_right_half", found, reason),
    ]
    yield step("invert_gram", found, substeps=parts)
    return B
