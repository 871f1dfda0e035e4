"""The cross product from determinants with a basis vector on top, its length by Lagrange's identity.

Component k is the determinant of basis vector k, u and v; |u x v|^2 = |u|^2 |v|^2 - (u.v)^2.
No two components of a vector are ever combined crosswise by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Tuple, expand, eye, radsimp, sqrt
from sympy import Matrix as Dense

from tutor.core.claims import Compared, Equal
from tutor.core.matrix_expression import Cross, Norm
from tutor.verify.answers import Answers, Says, Value
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    u, v = (Dense([list(given[name].args)]) for name in "uv")
    if u.cols != 3 or v.cols != 3:
        raise Misfit("a cross product needs three components")
    bases = (eye(3).row(k) for k in range(3))
    value = [expand(radsimp(Dense.vstack(e, u, v).det(method="berkowitz"))) for e in bases]
    cross = Cross(given["u"], given["v"])
    found: dict[str, Any] = {
        "product": Says(Equal, before=cross, after=Value(Tuple(*value)), given=())
    }
    if not any(value):
        zeros = Tuple(*[Integer(0)] * 3)
        parallel = Says(Compared, left=cross, relation="=", right=zeros, given=())
        return {**found, "parallel": parallel}
    if Tuple(*value).free_symbols:
        return found
    square = expand(radsimp(u.dot(u) * v.dot(v) - u.dot(v) ** 2))
    area = Says(Equal, before=Norm(cross), after=Value(sqrt(square)), given=())
    return {**found, "area": area}
