"""The projection from the residual: the nearest point is x - r, where r has no part in the subspace.

Vectors that are orthogonal to the subspace come from SymPy's null space of the
matrix whose rows span it.  The equation x = B c + N d, with these as columns of
N, is solved for the part N d; no dot product with x and no Gram matrix is formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Tuple, eye, radsimp, sqrt
from sympy import Matrix as Dense

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixSum, Norm, Projection, ScalarMultiple, Span
from tutor.verify.answers import Answers, Says, Value
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    x, basis = given["x"], given["basis"]
    spanning = Dense([list(v) for v in basis]).applyfunc(radsimp)
    inside = spanning.T.columnspace(simplify=True)
    outside = spanning.nullspace(simplify=True)
    if not inside:
        raise Misfit("the zero vector spans no line")
    frame = Dense.hstack(*inside, *outside)
    keep = Dense.diag(*([1] * len(inside) + [0] * len(outside)))
    P = (frame * keep * frame.solve(eye(len(x)))).applyfunc(radsimp)
    p = [radsimp(e).expand() for e in P * Dense(list(x))]
    r = [radsimp(a - b).expand() for a, b in zip(x, p, strict=True)]
    distance = sqrt(radsimp(sum((e**2 for e in r), Integer(0)).expand()))
    nearest, rest = Tuple(*p), Tuple(*r)
    space = Projection(x, Span(*basis))
    left = MatrixSum(x, ScalarMultiple(Integer(-1), nearest))
    return {
        "projection": Says(Equal, before=space, after=Value(nearest), given=()),
        "residual": Says(Equal, before=left, after=Value(rest), given=()),
        "distance": Says(Equal, before=Norm(rest), after=Value(distance), given=()),
        "matrix": Value(Matrix.of(P.tolist())),
    }
