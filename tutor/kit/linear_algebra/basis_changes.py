"""What a change of basis asks for: P^-1 x of a vector, P^-1 A P of a map, P^-1 Q of another basis Q.

With the coordinates x in that other basis it is P^-1 Q x.  P has the vectors of the new basis as its columns.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Basic, Tuple
from sympy import Matrix as Dense

from tutor.core.claims import Compared, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, Inverse, MatrixProduct
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.linear_algebra.products import applied, columns_matrix

Solution = Generator[Step, None, Basic]


def prepare(problem: Problem) -> Generator[Step, None, tuple[Matrix, Matrix | Tuple]]:
    """The matrix of the new basis, and what its inverse is multiplied with, worked out."""
    P = basis_matrix(problem)
    if problem.basis is not None:
        yield step("write_basis", Equal(Columns(*problem.basis), P))
    if problem.other is not None:
        Q = columns_matrix(problem.other)
        yield step("write_other_basis", Equal(Columns(*problem.other), Q))
        if problem.x is None:
            return P, Q
        v = applied(Q, problem.x)
        yield step("leave_other_basis", Equal(MatrixProduct(Q, problem.x), v))
        return P, v
    if problem.x is not None:
        return P, problem.x
    Y = times(problem.A, P)
    yield step("multiply_by_basis", Equal(MatrixProduct(problem.A, P), Y))
    return P, Y


def check(problem: Problem, X: Matrix) -> Solution:
    """Multiply back, and give the answer in the form that is asked for."""
    P, found = basis_matrix(problem), as_asked(problem, X)
    factors = _behind_inverse(problem)
    right = factors[0] if len(factors) == 1 else MatrixProduct(*factors)
    yield step("check_product", Compared(MatrixProduct(P, found), "=", right))
    return found


def written(problem: Problem) -> MatrixProduct:
    """What is asked for, written and not worked out."""
    return MatrixProduct(Inverse(basis_matrix(problem)), *_behind_inverse(problem))


def _behind_inverse(problem: Problem) -> tuple[Basic, ...]:
    """The factors behind the inverse of P."""
    if problem.A is not None:
        return problem.A, basis_matrix(problem)
    other = () if problem.other is None else (columns_matrix(problem.other),)
    return other if problem.x is None else (*other, problem.x)


def as_asked(problem: Problem, X: Matrix) -> Basic:
    """A vector if coordinates are asked for."""
    return X if problem.x is None else Tuple(*X.column(1))


def basis_matrix(problem: Problem) -> Matrix:
    """P, which may be given itself or by its columns."""
    return problem.P if problem.basis is None else columns_matrix(problem.basis)


def times(left: Matrix, right: Matrix) -> Matrix:
    """The product, expanded."""
    product = dense(left) * dense(right)
    return Matrix.of([[e.expand() for e in line] for line in product.tolist()])


def dense(M: Matrix) -> Dense:
    """The matrix as SymPy's, for its inverse."""
    return Dense([list(line) for line in M.entries()])
