"""The Cholesky factor is bound by its claim, by its shape, and by the signs on its diagonal.

Two lower triangular factors of one positive definite matrix differ by the signs of
their columns, so with a positive diagonal there is exactly one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.core.claims import Factored
from tutor.core.matrix_expression import Transpose
from tutor.verify.answers import Answers, Follows, Says
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]

    def factors(goals: Mapping[str, Any]) -> Says:
        L, last = goals["factors"].factors.args
        if last != Transpose(L):
            raise Misfit(f"{last} is not written as the transpose of the first factor")
        if not all(L[k, k].is_positive for k in range(1, L.shape[0] + 1)):
            raise Misfit("the diagonal is not positive")
        return Says(Factored, matrix=A, kinds=("lower", "upper"), given=())

    return {"factors": Follows(factors)}
