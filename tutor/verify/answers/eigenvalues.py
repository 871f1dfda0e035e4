"""Characteristic polynomials by Berkowitz' method, and the names that some maps have.

The method divides nowhere and expands no cofactors.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import sympy as sp
from sympy import Expr, Poly, Symbol

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Det,
    Identity,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Transpose,
)
from tutor.verify.answers import Says

LETTERS = ("lambda", "mu", "tau", "rho", "xi")


def unknown_of(A: Matrix) -> Symbol:
    """The first of these letters that the matrix does not have."""
    taken = {str(s) for s in A.free_symbols}
    return Symbol(next(name for name in LETTERS if name not in taken))


def characteristic(A: Matrix) -> Expr:
    """det(A - x I), as it has to be written."""
    unknown = unknown_of(A)
    return Det(MatrixSum(A, ScalarMultiple(-unknown, Identity(A.shape[0]))))


def monic(A: Matrix) -> Expr:
    """The value of det(x I - A)."""
    table = sp.Matrix([list(line) for line in A.entries()])
    return table.charpoly(unknown_of(A)).as_expr()


def definiteness(A: Matrix) -> str:
    """Which signs x^T A x takes, by Descartes' rule; all roots of the polynomial are real."""
    size, unknown = A.shape[0], unknown_of(A)
    p = Poly(monic(A), unknown)
    positive = _changes(p.all_coeffs())
    negative = _changes(Poly(p.as_expr().subs(unknown, -unknown), unknown).all_coeffs())
    if positive and negative:
        return "indefinite"
    if negative:
        return "negative definite" if negative == size else "negative semidefinite"
    return "positive definite" if positive == size else "positive semidefinite"


def _changes(coefficients: list[Expr]) -> int:
    signs = [c > 0 for c in coefficients if c != 0]
    return sum(a != b for a, b in pairwise(signs))


def names(A: Matrix) -> dict[str, Says]:
    """What a map with a name is called, by its eigenvalues, its symmetry and its determinant."""
    if not A.is_rational:
        return {}
    M = sp.Matrix([list(line) for line in A.entries()])
    size, one = M.rows, sp.eye(M.rows)
    minimal = [name for name, p in _POLYNOMIALS.items() if _is_zero(p(M, one))]
    if M[0, 0] * one == M:
        value = ScalarMultiple(M[0, 0], Identity(size))
        return {"scaling": Says(Equal, before=A, after=value, given=())}
    if "projection" in minimal:
        return {"projection": Says(Equal, before=MatrixProduct(A, A), after=A, given=())}
    if "reflection" in minimal:
        return {
            "reflection": Says(Equal, before=MatrixProduct(A, A), after=Identity(size), given=())
        }
    if size == 2 and M.trace() == 2 * M[0, 0] and M[0, 1] + M[1, 0] == 0:
        stretch = M.det()
        name = "rotation" if stretch == 1 else "rotation_and_stretch"
        right = Identity(2) if stretch == 1 else ScalarMultiple(stretch, Identity(2))
        before = MatrixProduct(Transpose(A), A)
        return {name: Says(Equal, before=before, after=right, given=())}
    if size == 2 and "shear" in minimal:
        before = MatrixPower(MatrixSum(A, ScalarMultiple(-1, Identity(2))), 2)
        return {"shear": Says(Equal, before=before, after=Matrix.of([[0, 0], [0, 0]]), given=())}
    return {}


_POLYNOMIALS: dict[str, Any] = {
    "projection": lambda M, one: M * (M - one),
    "reflection": lambda M, one: (M - one) * (M + one),
    "shear": lambda M, one: (M - one) ** 2,
}


def _is_zero(M: Any) -> bool:
    return bool(M.is_zero_matrix)
