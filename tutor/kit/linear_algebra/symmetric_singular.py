"""The singular value decomposition of a symmetric matrix from its own eigenvalues.

A unit eigenvector q with A q = lambda q is a right singular vector.  Its singular value is the
size of lambda, and its partner on the left is q, or -q if lambda is negative.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Integer, Symbol, Tuple

from tutor.core.claims import Compared, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import ScalarMultiple, Transpose
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import unknown_for
from tutor.kit.linear_algebra.eigen import find_eigenvalues
from tutor.kit.linear_algebra.products import columns_matrix, transposed
from tutor.kit.linear_algebra.singular import Decomposition, write_sides
from tutor.kit.linear_algebra.symmetric import find_axes


def is_symmetric_with_fractions(A: Matrix) -> bool:
    """Whether a matrix is symmetric and its eigenvalues are fractions."""
    if not A.is_rational or transposed(A) != A:
        return False
    _, roots = collect(find_eigenvalues(A, unknown_for(A)))
    return all(root.value.is_Rational for root in roots)


def find_symmetric_decomposition(A: Matrix) -> Generator[Step, None, Decomposition]:
    """By the eigenvectors of A, from the eigenvalue of the largest size on."""
    yield step("see_symmetry", Compared(Transpose(A), "=", A))
    axes = yield from find_axes(A)
    values, left = [], []
    ordered = sorted(axes, key=lambda axis: -abs(axis.eigenvalue))
    for k, axis in enumerate(ordered, start=1):
        if axis.eigenvalue == 0:
            left.append(axis.direction)
            continue
        sigma, size = Symbol(f"sigma{k}"), abs(axis.eigenvalue)
        written = sp.Abs(axis.eigenvalue, evaluate=False)
        yield step("take_size_of_eigenvalue", Defines(sigma, written))
        yield step("work_out_size", Equal(sigma, size))
        values.append(size)
        if axis.eigenvalue > 0:
            left.append(axis.direction)
            continue
        partner, turned = Symbol(f"p{k}"), Tuple(*(-e for e in axis.direction))
        yield step("turn_around", Defines(partner, ScalarMultiple(Integer(-1), axis.name)))
        yield step("work_out_partner", Equal(partner, turned))
        left.append(turned)
    right = [axis.direction for axis in ordered]
    yield from write_sides(left, right)
    return Decomposition(columns_matrix(left), tuple(values), columns_matrix(right))
