"""Whether A v is a multiple of v, by the equality in the inequality of Cauchy and Schwarz.

(v.w)^2 = (v.v)(w.w) for w = A v says that both are parallel; then v.w / v.v is the factor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, expand, radsimp
from sympy import Matrix as Dense

from tutor.core.claims import Compared, Equal
from tutor.core.matrix_expression import Columns, MatrixProduct, Rank, ScalarMultiple
from tutor.verify.answers import Answers, Says
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    A, v = given["A"], given["v"]
    vector = Dense(list(v))
    if not any(vector):
        raise Misfit("the zero vector is no eigenvector")
    moved, image = Dense(A.entries()) * vector, MatrixProduct(A, v)
    across, own = vector.dot(moved), vector.dot(vector)
    if expand(radsimp(across**2 - own * moved.dot(moved))).equals(0):
        factor = expand(radsimp(across / own))
        multiple = ScalarMultiple(factor, v)
        return {"multiple": Says(Compared, left=image, relation="=", right=multiple, given=())}
    rank = Rank(Columns(v, image))
    return {"independent": Says(Equal, before=rank, after=Integer(2), given=())}
