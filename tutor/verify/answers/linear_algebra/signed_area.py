"""The signed area or volume as the sum over all orders of the components, by Leibniz.

The determinant is the sum over all permutations of the products that take one
component of each vector, each with the sign of its permutation.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import Any

from sympy import Abs, Integer, Mul, Tuple
from sympy.combinatorics import Permutation

from tutor.core.claims import Compared, Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answers, Says, Value
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    vectors: Tuple = given["vectors"]
    size = len(vectors[0])
    if size != len(vectors) or size > 3:
        raise Misfit("these vectors span no area and no volume")
    value = sum(
        (
            Permutation(list(order)).signature()
            * Mul(*(vectors[k][i] for k, i in enumerate(order)))
            for order in permutations(range(size))
        ),
        Integer(0),
    )
    M = Matrix.of([[vector[i] for vector in vectors] for i in range(size)])
    relation = "=" if value.equals(0) else ">" if value > 0 else "<"
    return {
        "signed": Says(Equal, before=Det(M), after=Value(value), given=()),
        "size": Says(Equal, before=Abs(Det(M)), after=Value(abs(value)), given=()),
        "orientation": Says(Compared, left=Det(M), relation=relation, right=Integer(0), given=()),
    }
