"""The rank by elimination modulo a large prime, where the solver works with fractions.

The rows that are independent are claimed of the matrix, and that claim is checked by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer

from tutor.core.claims import Basis, Equal
from tutor.core.matrix_expression import Dimension, NullSpace, Rank, RowSpace
from tutor.verify.answers import Answers, Says, Value

PRIME = 2**61 - 1


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["A"]
    rows = Says(Basis, space=RowSpace(A), given=())
    rank, nullity = Rank(A), Dimension(NullSpace(A))
    if not A.is_rational:
        return {
            "rank": Says(Equal, before=rank, given=()),
            "nullity": Says(Equal, before=nullity, given=()),
            "rows": rows,
        }
    found = _rank([row.numbers for row in A.rows])
    left = A.shape[1] - found
    return {
        "rank": Says(Equal, before=rank, after=Value(Integer(found)), given=()),
        "nullity": Says(Equal, before=nullity, after=Value(Integer(left)), given=()),
        "rows": rows,
    }


def _rank(table: list[tuple[int, ...]]) -> int:
    """The rank modulo the prime, which is almost surely that over the fractions."""
    rows = [[n % PRIME for n in line] for line in table]
    rank = 0
    for column in range(len(rows[0])):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        inverse = pow(rows[rank][column], -1, PRIME)
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column] * inverse
            if factor:
                rows[i] = [
                    (a - factor * b) % PRIME for a, b in zip(rows[i], rows[rank], strict=True)
                ]
        rank += 1
    return rank
