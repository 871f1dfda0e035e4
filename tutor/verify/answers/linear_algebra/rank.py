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
from tutor.verify.values.exact import PRIMES, modular_rank


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
    found = modular_rank([list(row.numbers) for row in A.rows], PRIMES[0])
    left = A.shape[1] - found
    return {
        "rank": Says(Equal, before=rank, after=Value(Integer(found)), given=()),
        "nullity": Says(Equal, before=nullity, after=Value(Integer(left)), given=()),
        "rows": rows,
    }
