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
from sympy.core.symbol import Str

from tutor.core.claims import Basis, Choice, Compared, Equal, Normalised
from tutor.core.matrix_expression import Eigenspace, MatrixPower, MatrixProduct, Transpose
from tutor.verify.answers import Answer, Answers, Follows, Says, Value
from tutor.verify.answers.exact_signs import sign
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import context

ONE = Integer(1)
SMALL, MOST_STEPS = 3, 20


def answers(given: Mapping[str, Any]) -> Answers:
    A = given["P"]
    P = sp.Matrix([list(line) for line in A.entries()])
    written = A
    if any(sum(P.col(j)) != 1 for j in range(P.cols)):
        P, written = P.T, Transpose(A)
    if any(sum(P.col(j)) != 1 for j in range(P.cols)) or any(e < 0 for e in P):
        raise Misfit("this is no Markov matrix")
    made: dict[str, Answer] = {}
    if "states" in given:
        made["states"] = Says(Choice, shown=Tuple(*map(Str, given["states"])))
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
        if P.rows > SMALL:
            made |= _rhythm(P, written)
    return made


def _rhythm(P: Any, written: Any) -> dict[str, Answer]:
    """The period is the number of eigenvalues of size 1, if one class is closed."""
    found = context.eig(context.matrix(P.tolist()), left=False, right=False)
    divisor = sum(abs(abs(value) - 1) < context.mpf(10) ** -15 for value in found)

    def ways(goals: Mapping[str, Any]) -> Any:
        left = goals["returns"].left
        powers = [_power(part.args[0], written) for part in sp.Mul.make_args(left)]
        entries = [part.args[1:] for part in sp.Mul.make_args(left)]
        if any(i != j or (i, j) != entries[0] for i, j in entries):
            raise Misfit("these are no returns to one state")
        if powers != [1] and not (len(powers) == 2 and powers[1] == powers[0] + 1):
            raise Misfit("the lengths of these returns may have a common divisor")
        return left

    def again(goals: Mapping[str, Any]) -> Any:
        repeated, start = goals["period"].before.args
        if _power(repeated, written) != divisor:
            raise Misfit(f"the period is {divisor}")
        return MatrixProduct(repeated, start)

    if divisor == 1:
        return {
            "returns": Says(Compared, left=Follows(ways), relation=">", right=Integer(0), given=())
        }
    return {"period": Says(Equal, before=Follows(again), given=())}


def _power(matrix: Any, written: Any) -> int:
    """How often the chain is applied in a power of it."""
    base, exponent = matrix.args if isinstance(matrix, MatrixPower) else (matrix, Integer(1))
    if base != written:
        raise Misfit("this is no power of the chain")
    return int(exponent)


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
    found = sp.roots(rest)
    if sum(found.values()) != rest.degree():
        raise ValueError("not all eigenvalues are found")
    size = max((sp.Abs(value) for value in found), key=lambda v: v.evalf(30))
    relation = "=" if sign(size - 1) == 0 else "<"
    return Says(Compared, left=Value(size), relation=relation, right=ONE, given=())
