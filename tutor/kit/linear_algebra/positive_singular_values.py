"""The rank of a matrix as the number of its singular values that are not zero.

Whether one is zero is decided by the eigenvalues of A^T A, which are exact: how often 0 is among
them is the power of the unknown in the characteristic polynomial.  Decimals stand beside them.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Integer, Symbol

from tutor.core.claims import Approximates, Compared, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Rank
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.characteristic import unknown_for
from tutor.kit.linear_algebra.decimals import WORKING
from tutor.kit.linear_algebra.eigen import find_eigenvalues, is_long, name_of
from tutor.kit.linear_algebra.named_singular import middle
from tutor.kit.linear_algebra.singular import is_wide, multiply
from tutor.kit.polynomial_roots import six_digits


def count_singular_values(A: Matrix) -> Generator[Step, None, int]:
    """Find the singular values of a rational matrix, and count those that are not zero."""
    G = yield from multiply(A, is_wide(A))
    roots = yield from find_eigenvalues(G, unknown_for(G), largest_first=True)
    found: list[Symbol] = []
    for place, root in enumerate(roots, start=1):
        written = name_of(place) if is_long(root.value) else root.value
        for _ in range(root.multiplicity if root.value != 0 else 0):
            sigma = Symbol(f"sigma{len(found) + 1}")
            shown = sp.Pow(written, sp.Rational(1, 2), evaluate=False)
            yield step("take_singular_value", Defines(sigma, shown))
            if (value := sp.sqrt(root.value)).is_Rational:
                yield step("work_out_singular_value", Equal(sigma, value))
            else:
                about = six_digits(sp.sqrt(root.value.evalf(2 * WORKING)))
                claim = Approximates(sigma, about.value, about.tolerance)
                yield step("approximate_singular_value", claim)
            found.append(sigma)
    stretched = middle(A, found)
    yield step("keep_stretches", Equal(Rank(A), Rank(stretched)))
    positive = (Compared(sigma, ">", Integer(0)) for sigma in found)
    yield step("count_singular_values", Equal(Rank(stretched), Integer(len(found))), *positive)
    return len(found)
