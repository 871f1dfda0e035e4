"""An orthogonal diagonal form is bound by its own claim about the matrix of the problem.

The claim says that the first and third factor are orthogonal and the second is
diagonal.  Here the third must be the transpose of the first; the eigenvectors and
their order are free.  Factors that are written with names have decimals beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Tuple

from tutor.core.claims import Approximates, Factored
from tutor.core.matrix_expression import Transpose
from tutor.verify.answers import Answer, Follows, Forms, Says
from tutor.verify.report import Misfit

KINDS = ("orthogonal", "diagonal", "orthogonal")


def answers(given: Mapping[str, Any]) -> Forms:
    A = given["A"]

    def factors(goals: Mapping[str, Any]) -> Says:
        Q, _, last = goals["factors"].factors.args
        if last != Transpose(Q):
            raise Misfit(f"{last} is not written as the transpose of the first factor")
        return Says(Factored, matrix=A, kinds=KINDS, given=())

    def diagonal(goals: Mapping[str, Any]) -> Tuple:
        D = goals["factors"].factors.args[1]
        return Tuple(*(D[k, k] for k in range(1, A.shape[0] + 1)))

    found: dict[str, Answer] = {"factors": Follows(factors)}
    columns = Follows(lambda goals: goals["factors"].factors.args[0])
    decimals: dict[str, Answer] = {
        "column_decimals": Says(Approximates, exact=columns),
        "value_decimals": Says(Approximates, exact=Follows(diagonal)),
    }
    return found, found | decimals
