"""An orthogonal diagonal form is bound by its own claim about the matrix of the problem.

The claim says that the first and third factor are orthogonal and the second is
diagonal.  Here the third must be the transpose of the first; the eigenvectors and
their order are free.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.core.claims import Factored
from tutor.core.matrix_expression import Transpose
from tutor.verify.answers import Answers, Follows, Says

KINDS = ("orthogonal", "diagonal", "orthogonal")


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]

    def factors(goals: Mapping[str, Any]) -> Says:
        Q, _, last = goals["factors"].factors.args
        if last != Transpose(Q):
            raise ValueError(f"{last} is not written as the transpose of the first factor")
        return Says(Factored, matrix=A, kinds=KINDS, given=())

    return {"factors": Follows(factors)}
