"""Eigenpairs that together diagonalise a matrix, and the reasons why some matrices have too few."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Integer, Tuple

from tutor.core.claims import Choice, Equal, Factored
from tutor.core.errors import Undefined, counted
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, Inverse, MatrixProduct
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import characteristic, unknown_for
from tutor.kit.linear_algebra.eigen import (
    Eigen,
    find_eigenvalues,
    find_eigenvectors,
    is_numbered,
    numbers_only,
)
from tutor.kit.linear_algebra.products import multiplied

Found = tuple[Eigen, ...]
KINDS = ("invertible", "diagonal", "any")


def find_eigenpairs(A: Matrix) -> Generator[Step, None, Found]:
    """The eigenvalues in order, real ones first, each with a basis of its eigenspace."""
    unknown = unknown_for(A)
    yield step("look_for_eigenvectors", Choice(characteristic(A, unknown)))
    roots = yield from find_eigenvalues(A, unknown)
    found = []
    for root in roots:
        eigen = yield from find_eigenvectors(A, root)
        found.append(eigen)
    return tuple(found)


def eigenpairs(A: Matrix) -> Found:
    """The same, found without telling; without vectors where roots have no short form."""
    _, roots = collect(find_eigenvalues(A, unknown_for(A)))
    if is_numbered(roots):
        return tuple(Eigen(*root, ()) for root in roots)
    return tuple(collect(find_eigenvectors(A, root))[1] for root in roots)


def require_diagonalizable(A: Matrix) -> None:
    """Refuse letters, eigenvalues without a short exact form, and defective matrices."""
    numbers_only(A)
    found = eigenpairs(A)
    if any(not e.vectors for e in found):
        raise Undefined(
            "no-exact-form",
            "The eigenvalues have no short exact form, so P and D cannot be written down.",
            fix="Ask for the eigenvalues, which are then given with decimals.",
        )
    short = next((e for e in found if len(e.vectors) < e.multiplicity), None)
    if short is not None:
        often = "twice" if short.multiplicity == 2 else f"{short.multiplicity} times"
        vectors = counted(len(short.vectors), "independent eigenvector", "independent eigenvectors")
        raise Undefined(
            "not-diagonalizable",
            f"The matrix cannot be diagonalised. The characteristic polynomial has the root "
            f"{short.value} {often}, but there {'is' if len(short.vectors) == 1 else 'are'} only "
            f"{vectors} for it. The matrix is defective.",
            fix="Ask for its eigenvalues, or for a power of it, which needs no diagonal form.",
        )


def factors(found: Found) -> tuple[Matrix, Matrix]:
    """P with the eigenvectors as columns, and D with the eigenvalues in the same order."""
    pairs = [(e.value, v) for e in found for v in e.vectors]
    size = len(pairs)
    P = Matrix.of([[v[i] for _, v in pairs] for i in range(size)])
    zero = Integer(0)
    D = Matrix.of([[pairs[i][0] if i == j else zero for j in range(size)] for i in range(size)])
    return P, D


def factored(A: Matrix, P: Matrix, D: Matrix) -> Factored:
    return Factored(A, Tuple(P, D, Inverse(P)), KINDS)


def write_factors(A: Matrix, found: Found) -> Generator[Step, None, tuple[Matrix, Matrix]]:
    """Put the eigenvectors into the columns of P and check A P = P D."""
    P, D = factors(found)
    vectors = [v for e in found for v in e.vectors]
    yield step("put_into_columns", Equal(Columns(*vectors), P))
    image = multiplied(A, P)
    check = step(
        "check_factors",
        Equal(MatrixProduct(A, P), MatrixProduct(P, D)),
        Equal(MatrixProduct(A, P), image),
    )
    yield step("write_factors", factored(A, P, D), substeps=(check,))
    return P, D
