"""The characteristic polynomial by Berkowitz' method; no determinant is expanded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import expand

from tutor.core.claims import Equal
from tutor.core.matrix_expression import Det, Identity, MatrixSum, ScalarMultiple
from tutor.verify.answers import Answers, Says, Value, Wherever
from tutor.verify.answers.eigenvalues import characteristic, monic, unknown_of


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    size, found = A.shape[0], monic(A)
    turned = Det(MatrixSum(ScalarMultiple(unknown_of(A), Identity(size)), ScalarMultiple(-1, A)))
    where = () if A.is_rational else Wherever(Det(A))
    value = Value(expand((-1) ** size * found))
    return {
        "polynomial": Says(Equal, before=characteristic(A), after=value, given=where),
        "monic": Says(Equal, before=turned, after=Value(found), given=where),
    }
