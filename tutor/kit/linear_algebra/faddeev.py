"""The characteristic polynomial and the adjugate by traces (Faddeev and LeVerrier).

Start with B_0 = I.  In turn M_k = A B_(k-1), c_k = -tr(M_k) / k and B_k = M_k + c_k I.  Then
det(xI - A) = x^n + c_1 x^(n-1) + ... + c_n, and x^(n-1) B_0 + ... + B_(n-1) is the adjugate
of xI - A, whose columns are eigenvectors where x is an eigenvalue.  No determinant is expanded.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from sympy import Expr, Integer, Rational, Symbol, expand

from tutor.core.claims import Compared, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Identity,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Trace,
)
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.characteristic import characteristic, shifted
from tutor.kit.linear_algebra.products import multiplied
from tutor.kit.unevaluated import times

FEWEST = 5  # rows from which traces are shorter than cofactors


class Round(NamedTuple):
    """M_k, c_k and B_k."""

    product: Matrix
    coefficient: Expr
    shifted: Matrix


def rounds(A: Matrix) -> list[Round]:
    """All rounds; the last B is the zero matrix."""
    found: list[Round] = []
    product = A
    for k in range(1, A.shape[0] + 1):
        trace = sum((product[i, i] for i in range(1, A.shape[0] + 1)), Integer(0))
        coefficient = -trace / k
        found.append(Round(product, coefficient, shifted(product, -coefficient)))
        product = multiplied(A, found[-1].shifted)
    return found


def by_traces(A: Matrix, unknown: Symbol) -> Generator[Step, None, Expr]:
    """The characteristic polynomial det(A - x I), expanded."""
    size, before, polynomial = A.shape[0], A, unknown ** A.shape[0]
    for k, (product, coefficient, after) in enumerate(rounds(A), start=1):
        if k > 1:
            yield step("multiply_round", Equal(MatrixProduct(A, before), product))
        name, meaning = Symbol(f"c{k}"), times(Rational(-1, k), Trace(product))
        yield step("name_coefficient", Defines(name, meaning))
        yield step("take_trace", Equal(name, coefficient))
        if k < size:
            added = MatrixSum(product, ScalarMultiple(name, Identity(size)))
            yield step("add_coefficient", Equal(added, after))
        else:
            last = ScalarMultiple(-name, Identity(size))
            yield step("end_rounds", Compared(product, "=", last))
        polynomial += coefficient * unknown ** (size - k)
        before = after
    value = expand((-1) ** size * polynomial)
    yield step("write_polynomial_of_traces", Equal(characteristic(A, unknown), value))
    return value
