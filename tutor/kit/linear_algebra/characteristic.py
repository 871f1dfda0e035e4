"""The characteristic polynomial det(A - lambda I), by cofactors or along a diagonal."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Integer, Poly, Symbol

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Identity, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line, simplify
from tutor.kit.unevaluated import power, times


def shifted(A: Matrix, value: Expr) -> Matrix:
    """A - value I, with its entries worked out."""
    return Matrix.of(
        [
            [e - value if i == j else e for j, e in enumerate(line)]
            for i, line in enumerate(A.entries())
        ]
    )


def characteristic(A: Matrix, unknown: Symbol) -> Expr:
    """det(A - lambda I), written and not worked out."""
    return Det(MatrixSum(A, ScalarMultiple(-unknown, Identity(A.shape[0]))))


def by_cofactors(A: Matrix, unknown: Symbol) -> Generator[Step, None, Expr]:
    """Subtract lambda on the diagonal and expand; returns the polynomial, expanded."""
    moved = shifted(A, unknown)
    yield step("subtract_on_diagonal", Equal(characteristic(A, unknown), Det(moved)))
    return (yield from expand_along_emptiest_line(moved))


def unknown_for(A: Matrix) -> Symbol:
    """lambda, or another Greek letter if the matrix has that letter in it."""
    taken = {str(s) for s in A.free_symbols}
    return Symbol(next(name for name in ("lambda", "mu", "tau", "rho", "xi") if name not in taken))


def is_triangular(A: Matrix) -> bool:
    """Whether all entries on one side of the diagonal are zero."""
    size = range(1, A.shape[0] + 1)
    pairs = [(i, j) for i in size for j in size if i < j]
    return all(A[i, j] == 0 for i, j in pairs) or all(A[j, i] == 0 for i, j in pairs)


def by_diagonal(A: Matrix, unknown: Symbol) -> Generator[Step, None, Expr]:
    """The product of the diagonal of A - lambda I, for a triangular A; returns it expanded."""
    return (yield from simplify((yield from along_diagonal(A, unknown))))


def along_diagonal(A: Matrix, unknown: Symbol) -> Generator[Step, None, Expr]:
    """The same in factors."""
    moved = shifted(A, unknown)
    yield step("subtract_on_diagonal", Equal(characteristic(A, unknown), Det(moved)))
    product = times(*(moved[k, k] for k in range(1, A.shape[0] + 1)))
    yield step("multiply_triangle", Equal(Det(moved), product))
    return product


def factored_over_rationals(polynomial: Expr, unknown: Symbol) -> Expr:
    """The polynomial as its leading number times powers of irreducible factors, as written."""
    lead, found = Poly(polynomial, unknown).factor_list()
    factors = []
    for factor, often in sorted(found, key=lambda f: (f[0].degree(), str(f[0]))):
        lead *= factor.LC() ** often
        factors.append(power(factor.monic().as_expr(), Integer(often)))
    return times(*([] if lead == 1 else [lead]), *factors)
