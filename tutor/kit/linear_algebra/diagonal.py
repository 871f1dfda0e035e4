"""Eigenpairs that together diagonalise a matrix, and the reasons why some matrices have too few."""

from __future__ import annotations

from collections.abc import Generator

from sympy import CRootOf, Expr, Tuple

from tutor.core.claims import Choice, Claim, Equal, Factored
from tutor.core.errors import Undefined, counted
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, Inverse, MatrixProduct
from tutor.core.step import Step, collect, step
from tutor.core.written import written
from tutor.kit.linear_algebra.characteristic import characteristic, unknown_for
from tutor.kit.linear_algebra.eigen import (
    Eigen,
    find_eigenvalues,
    in_decimals,
    is_long,
    name_of,
    numbers_only,
)
from tutor.kit.linear_algebra.numbered_roots import find_space, write_cofactor_vector
from tutor.kit.linear_algebra.products import diagonal_matrix, multiplied

Found = tuple[Eigen, ...]
INSTEAD = "Ask for its eigenvalues, or for a power of it, which needs no diagonal form."
KINDS = ("invertible", "diagonal", "any")


def find_eigenpairs(A: Matrix) -> Generator[Step, None, Found]:
    """The eigenvalues in order, real ones first, each with a basis of its eigenspace."""
    unknown = unknown_for(A)
    yield step("look_for_eigenvectors", Choice(characteristic(A, unknown)))
    roots = yield from find_eigenvalues(A, unknown)
    general = yield from write_cofactor_vector(A, unknown, roots)
    found = []
    for k, root in enumerate(roots, start=1):
        eigen = yield from find_space(A, unknown, general, root, k)
        found.append(eigen)
    return tuple(found)


def eigenpairs(A: Matrix) -> Found:
    """The same, found without telling."""
    return collect(find_eigenpairs(A))[1]


def has_short_eigenvalues(A: Matrix) -> bool:
    """Whether all eigenvalues can be written without a name."""
    _, roots = collect(find_eigenvalues(A, unknown_for(A)))
    return not any(is_long(root.value) for root in roots)


def require_diagonalizable(A: Matrix, instead: str = INSTEAD) -> None:
    """Refuse letters and defective matrices, and say what can be asked instead."""
    numbers_only(A)
    found = eigenpairs(A)
    short = next((e for e in found if len(e.vectors) < e.multiplicity), None)
    if short is not None:
        often = "twice" if short.multiplicity == 2 else f"{short.multiplicity} times"
        vectors = counted(len(short.vectors), "independent eigenvector", "independent eigenvectors")
        raise Undefined(
            "not-diagonalizable",
            f"The matrix cannot be diagonalised. The characteristic polynomial has the root "
            f"{_called(short.value)} {often}, but there {'is' if len(short.vectors) == 1 else 'are'} only "
            f"{vectors} for it. The matrix is defective.",
            fix=instead,
        )


def _called(root: Expr) -> str:
    if isinstance(root, CRootOf):
        return f"{root.eval_approx(6)} (about, a root of {written(root.expr)})"
    return written(root)


def factors(found: Found) -> tuple[Matrix, Matrix]:
    """P with the eigenvectors as columns, and D with the eigenvalues in the same order.

    Eigenvalues without a short form stand there by their names.
    """
    vectors = [v for e in found for v in e.vectors]
    values = [
        name_of(k) if is_long(e.value) else e.value
        for k, e in enumerate(found, start=1)
        for _ in e.vectors
    ]
    P = Matrix.of([[v[i] for v in vectors] for i in range(len(vectors))])
    return P, diagonal_matrix(values)


def factored(A: Matrix, P: Matrix, D: Matrix) -> Factored:
    return Factored(A, Tuple(P, D, Inverse(P)), KINDS)


def decimals(found: Found) -> list[tuple[str, Claim]]:
    """The eigenvalues without a short form in decimals, by the names of the goals."""
    return [
        (f"value{k}", in_decimals(e.value, k))
        for k, e in enumerate(found, start=1)
        if is_long(e.value)
    ]


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
