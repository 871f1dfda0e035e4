"""The adjugate by the method of Faddeev and LeVerrier, from traces of products.

M1 = I, and M(k+1) = A Mk - tr(A Mk)/k I; for n rows the adjugate is Mn with the sign of
(-1)^(n-1).  No minor is ever formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Matrix as Dense
from sympy import eye, together

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Adjugate, Transpose
from tutor.verify.answers import Answers, Says, Value, Wherever
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    dense = Dense(A.entries())
    size = dense.rows
    if size != dense.cols or not 2 <= size <= 4:
        raise Misfit("an adjugate is asked of a square matrix of two to four rows")
    M = eye(size)
    for k in range(1, size):
        product = dense * M
        M = (product - product.trace() / k * eye(size)).applyfunc(together)
    M *= (-1) ** (size - 1)
    where = Wherever(sum(M))
    adjugate, cofactors = (Matrix.of(table.tolist()) for table in (M, M.T))
    return {
        "adjugate": Says(Equal, before=Adjugate(A), after=Value(adjugate), given=where),
        "cofactors": Says(
            Equal, before=Transpose(Adjugate(A)), after=Value(cofactors), given=where
        ),
    }
