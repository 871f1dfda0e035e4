"""A diagonal form is bound by its own claim: the factors multiply to the matrix of the problem.

The claim says that the first factor is invertible and the second diagonal; that the
third is the inverse of the first, and nothing else that makes the product right, is
asked here.  Which eigenvectors are taken, and in which order, is free.  Decimals are those of
numbers on the diagonal.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from tutor.core.claims import Approximates, Factored
from tutor.core.matrix_expression import Inverse
from tutor.verify.answers import Answers, Follows, Perhaps, Says
from tutor.verify.report import Misfit

KINDS = ("invertible", "diagonal", "any")


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]

    def factors(goals: Mapping[str, Any]) -> Says:
        P, _, last = goals["factors"].factors.args
        if last != Inverse(P):
            raise Misfit(f"{last} is not written as the inverse of the first factor")
        return Says(Factored, matrix=A, kinds=KINDS, given=())

    def decimals(goals: Mapping[str, Any], name: str) -> Says:
        D, exact = goals["factors"].factors.args[1], goals[name].exact
        if all(D[i, i] != exact for i in range(1, D.shape[0] + 1)):
            raise Misfit(f"{exact} does not stand on the diagonal")
        return Says(Approximates, exact=exact)

    names = (f"value{k}" for k in range(1, A.shape[0] + 1))
    return {
        "factors": Follows(factors),
        **{name: Perhaps(Follows(partial(decimals, name=name))) for name in names},
    }
