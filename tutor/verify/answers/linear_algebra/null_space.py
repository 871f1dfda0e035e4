"""The four subspaces: any basis is right, and the claim itself is checked; the rank is counted here.

The rank of a real matrix A is that of A^T A, which is symmetric: it is the number of its
nonzero eigenvalues, so the characteristic polynomial shows it.  Nothing is eliminated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Matrix as Dense
from sympy import Symbol

from tutor.core.claims import Basis, Equal
from tutor.core.matrix_expression import (
    ColumnSpace,
    Dimension,
    MatrixProduct,
    NullSpace,
    Rank,
    RowSpace,
    Transpose,
)
from tutor.verify.answers import Answers, Says, Value


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    table = Dense([list(line) for line in A.entries()])
    coefficients = (table.T * table).charpoly(Symbol("lambda", dummy=True)).all_coeffs()
    rank = max(k for k, c in enumerate(coefficients) if c.equals(0) is False)
    nullity = table.shape[1] - rank
    found: dict[str, Any] = {}
    if "T" in given:  # that A is the matrix of the map is checked with the claim
        letters, values = given["T"]
        found["matrix"] = Says(Equal, before=values, after=MatrixProduct(A, letters), given=())
    return found | {
        "null_space": Says(Basis, space=NullSpace(A), given=()),
        "column_space": Says(Basis, space=ColumnSpace(A), given=()),
        "row_space": Says(Basis, space=RowSpace(A), given=()),
        "left_null_space": Says(Basis, space=NullSpace(Transpose(A)), given=()),
        "rank": Says(Equal, before=Rank(A), after=Value(rank), given=()),
        "nullity": Says(Equal, before=Dimension(NullSpace(A)), after=Value(nullity), given=()),
    }
