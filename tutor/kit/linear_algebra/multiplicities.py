"""Algebraic and geometric multiplicities, and what they say about a diagonal form.

An eigenvalue has at least one eigenvector and at most as many independent ones as it is
repeated as a root.  If every eigenvalue reaches that number, the eigenvectors are a basis.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Expr, Integer

from tutor.core.claims import Compared, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import CoordinateSpace, Dimension, Eigenspace
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.eigen import Eigen
from tutor.kit.linear_algebra.turning import find_turn
from tutor.kit.unevaluated import added

Found = tuple[Eigen, ...]


def compare_multiplicities(A: Matrix, eigen: Eigen) -> Generator[Step, None, None]:
    """The dimension of an eigenspace beside the multiplicity of its eigenvalue as a root."""
    dimension, count = Dimension(Eigenspace(A, eigen.value)), Integer(len(eigen.vectors))
    yield step("count_eigenvectors", Equal(dimension, count))
    relation = "=" if count == eigen.multiplicity else "<"
    rule = "find_full_eigenspace" if relation == "=" else "find_too_few_eigenvectors"
    yield step(rule, Compared(dimension, relation, Integer(eigen.multiplicity)))


def diagonalizable(A: Matrix, found: Found) -> Compared:
    """Whether the dimensions of the eigenspaces add up to that of the whole space."""
    return fills_space(A, [e.value for e in found], sum(len(e.vectors) for e in found))


def fills_space(A: Matrix, eigenvalues: Sequence[Expr], count: int) -> Compared:
    """The same for these eigenvalues, which have so many independent eigenvectors together."""
    dimensions = added(*(Dimension(Eigenspace(A, value)) for value in eigenvalues))
    relation = "=" if count == A.shape[0] else "<"
    return Compared(dimensions, relation, Dimension(CoordinateSpace(A.shape[0])))


def decide_diagonalizable(A: Matrix, found: Found) -> Generator[Step, None, None]:
    """Say how the map turns, if it does, and whether it can be diagonalised."""
    yield from find_turn(A, [eigen.value for eigen in found])
    counts = added(*(Integer(len(eigen.vectors)) for eigen in found))
    real = all(eigen.value.is_real for eigen in found)
    decision = diagonalizable(A, found)
    shown = Compared(counts, decision.relation, decision.right)
    yield step(f"decide_diagonalizable{'' if real else '_over_complex'}", shown, decision)
