"""The characteristic polynomial from the trace, sums of principal minors and the determinant.

A principal minor is the determinant of what is left when some rows and the
columns of the same numbers are crossed out.  The coefficient of (-lambda)^(n - k)
in det(A - lambda I) is the sum of all principal minors with k rows.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import combinations

from sympy import Expr, Integer, Symbol

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Trace
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import by_cofactors, characteristic
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line, simplify
from tutor.kit.unevaluated import added, negated, power, times


def written_by_minors(A: Matrix, unknown: Symbol) -> Expr:
    """det(A - lambda I) with its coefficients written as trace, minors and determinant."""
    size = A.shape[0]
    terms = [_signed(size, power(unknown, Integer(size)))]
    for k in range(1, size):
        coefficient = Trace(A) if k == 1 else added(*map(Det, principal(A, k)))
        terms.append(_signed(size - k, times(coefficient, power(unknown, Integer(size - k)))))
    return added(*terms, Det(A))


def by_minors(A: Matrix, unknown: Symbol) -> Generator[Step, None, Expr]:
    """Write the coefficients as minors and work them out; returns the polynomial, expanded."""
    written = written_by_minors(A, unknown)
    yield step("write_by_minors", Equal(characteristic(A, unknown), written))
    _, value = collect(by_cofactors(A, unknown))
    yield from insert_minors_into(written, A, value)
    return value


def principal(A: Matrix, k: int) -> list[Matrix]:
    """The matrices of k rows and the columns of the same numbers."""
    chosen = combinations(range(1, A.shape[0] + 1), k)
    return [Matrix.of([[A[i, j] for j in places] for i in places]) for places in chosen]


def insert_minors_into(written: Expr, A: Matrix, value: Expr) -> Generator[Step, None, None]:
    """Work out the trace, the minors and the determinant, and put them in."""
    size = A.shape[0]
    diagonal = added(*(A[k, k] for k in range(1, size + 1)))
    yield step("compute_trace", Equal(Trace(A), diagonal))
    yield from simplify(diagonal)
    for k in range(2, size + 1):
        rule = "evaluate_principal_minor" if k < size else "evaluate_determinant"
        for minor in principal(A, k):
            parts, found = collect(expand_along_emptiest_line(minor))
            yield step(rule, Equal(Det(minor), found), substeps=parts)
    yield step("insert_coefficients", Equal(written, value))


def _signed(exponent: int, term: Expr) -> Expr:
    return negated(term) if exponent % 2 else term
