"""A power of a matrix by multiplying again and again, one factor at a time.

With a letter for the exponent the claims speak of this very power, at every place that is tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Matrix as Dense
from sympy import expand, eye

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Entry, MatrixPower
from tutor.verify.answers import Answers, Perhaps, Says

LARGEST = 200


def answers(given: Mapping[str, Any]) -> Answers:
    A, n = given["A"], given["n"]
    if n.is_Symbol:
        corner = Says(Equal, before=Entry(MatrixPower(A, n), 1, 2), given=())
        return {
            "power": Says(Equal, before=MatrixPower(A, n), given=()),
            "corner": Perhaps(corner),
        }
    if not 0 <= n <= LARGEST:
        raise ValueError("the exponent is out of range")
    table = Dense([list(line) for line in A.entries()])
    result = eye(table.rows)
    for _ in range(int(n)):
        result = (result * table).applyfunc(expand)
    return {
        "power": Says(Equal, before=MatrixPower(A, n), after=Matrix.of(result.tolist()), given=())
    }
