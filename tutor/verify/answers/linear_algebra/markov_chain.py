"""The long-run state from cofactors of I - P, and the later states one step at a time.

The cofactors along the diagonal of I - P are proportional to the long-run shares of
a chain with one closed class (the Markov chain tree theorem).  If several classes are
closed they all vanish, and the fixed vectors are bound by their own claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy import Integer, Tuple

from tutor.core.claims import Basis, Compared, Equal, Normalised
from tutor.core.matrix_expression import Eigenspace, MatrixPower, MatrixProduct, Transpose
from tutor.verify.answers import Answer, Answers, Says, Value

ONE = Integer(1)
SMALL, MOST_STEPS = 3, 20


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["P"]
    P = sp.Matrix([list(line) for line in A.entries()])
    written = A
    if any(sum(P.col(j)) != 1 for j in range(P.cols)):
        P, written = P.T, Transpose(A)
    if any(sum(P.col(j)) != 1 for j in range(P.cols)) or any(e < 0 for e in P):
        raise ValueError("this is no Markov matrix")
    made: dict[str, Answer] = {}
    x0, n = given.get("x0"), given.get("n")
    if x0 is not None:
        made["next"] = _after(P, x0, 1, MatrixProduct(written, x0))
        if n is not None:
            made["later"] = _after(P, x0, n, MatrixProduct(MatrixPower(written, n), x0))
    made["fixed"] = Says(Basis, space=Eigenspace(written, ONE), given=())
    weights = [(sp.eye(P.rows) - P).minor_submatrix(k, k).det() for k in range(P.rows)]
    if any(weights):
        total = sum(weights)
        shares = Tuple(*(w / total for w in weights))
        made["stationary"] = Says(Normalised, shares=Value(shares))
        if 1 < P.rows <= SMALL:
            made["speed"] = _speed(P)
    return made


def _after(P: Any, x0: Tuple, n: int, written: Any) -> Says:
    if not 1 <= n <= MOST_STEPS:
        raise ValueError("the number of steps is out of range")
    x = sp.Matrix(x0.args)
    for _ in range(int(n)):
        x = P * x
    return Says(Equal, before=written, after=Value(Tuple(*x)), given=())


def _speed(P: Any) -> Says:
    """The second eigenvalue in size, from the polynomial divided by lambda - 1."""
    unknown = sp.Symbol("lambda")
    rest = sp.Poly(P.charpoly(unknown).as_expr(), unknown).quo(sp.Poly(unknown - 1, unknown))
    values = [value for value, _ in sp.roots(rest).items()]
    size = max((sp.Abs(value) for value in values), key=lambda v: v.evalf(30))
    relation = "=" if sp.simplify(size - 1) == 0 else "<"
    return Says(Compared, left=Value(size), relation=relation, right=ONE, given=())
