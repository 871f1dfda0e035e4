"""Factors: any of the right kinds are right, and determinants say whether rows must be exchanged.

The claim itself is checked by multiplying.  If no leading minor is zero, but perhaps the
last, no exchange is needed.  With partial pivoting no multiplier is larger than 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Matrix as Dense

from tutor.core.claims import Factored
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct
from tutor.verify.answers import Answers, Follows, Forms, Says
from tutor.verify.report import Misfit

KINDS = {"ldu": ("unit lower", "diagonal", "unit upper")}


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    A, form = given["A"], given["form"]
    kinds = KINDS.get(form, ("unit lower", "upper"))
    plain: Answers = {"factors": Says(Factored, matrix=A, kinds=kinds, given=())}

    def permuted(goals: Mapping[str, Any]) -> Says:
        P, L = goals["permutation"].matrix, goals["factors"].factors.args[0]
        if form == "plu" and any(abs(entry) > 1 for line in L.entries() for entry in line):
            raise Misfit("a multiplier is larger than 1")
        return Says(Factored, matrix=MatrixProduct(P, A), kinds=kinds, given=())

    def permutation(goals: Mapping[str, Any]) -> Says:
        P = goals["permutation"].matrix
        if not isinstance(P, Matrix) or P.shape != A.shape:
            raise Misfit("the permutation has another size")
        return Says(Factored, matrix=P, kinds=("permutation",), given=())

    exchanged: Answers = {"permutation": Follows(permutation), "factors": Follows(permuted)}
    if form == "plu":
        return exchanged
    return plain if _needs_no_exchange(A) else (plain, exchanged)


def _needs_no_exchange(A: Matrix) -> bool:
    table = Dense([list(line) for line in A.entries()])
    minors = (table[:k, :k].det(method="berkowitz") for k in range(1, table.shape[0]))
    return all(minor.equals(0) is False for minor in minors)
