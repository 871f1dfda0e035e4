"""A diagonal form is bound by its own claim: the factors multiply to the matrix of the problem.

The claim says that the first factor is invertible and the second diagonal; that the
third is the inverse of the first, and nothing else that makes the product right, is
asked here.  Which eigenvectors are taken, and in which order, is free.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.core.claims import Factored
from tutor.core.matrix_expression import Inverse
from tutor.verify.answers import Answers, Follows, Says

KINDS = ("invertible", "diagonal", "any")


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]

    def factors(goals: Mapping[str, Any]) -> Says:
        P, _, last = goals["factors"].factors.args
        if last != Inverse(P):
            raise ValueError(f"{last} is not written as the inverse of the first factor")
        return Says(Factored, matrix=A, kinds=KINDS, given=())

    return {"factors": Follows(factors)}
