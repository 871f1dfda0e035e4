"""Q and R from the dot products of the vectors: R^T R = A^T A with R upper triangular (Cholesky).

A^T A is factored as L D L^T without roots, where a zero on the way marks a vector
that depends on the earlier ones and is left out.  The rows of R are those of
D^(1/2) L^T, with positive first entries, and each column of Q solves A = Q R.
No vector is projected and no vector is normalised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Expr, Integer, Tuple, radsimp, sqrt, sqrtdenest
from sympy import Matrix as Dense

from tutor.core.claims import Basis, Factored
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Span
from tutor.verify.answers import Answers, Follows, Says, Value
from tutor.verify.report import Misfit

KINDS = ("orthonormal columns", "upper")


def answers(given: Mapping[str, Any]) -> Answers:
    if "A" in given:
        table = Dense([list(line) for line in given["A"].entries()])
    else:
        table = Dense([list(v) for v in given["vectors"]]).T
    vectors = [Tuple(*table.col(j)) for j in range(table.cols)]
    R = _upper_factor(table.T * table)
    kept = [next(j for j in range(R.cols) if R[i, j] != 0) for i in range(R.rows)]
    Q = (table[:, kept] * R[:, kept].inv()).applyfunc(_tidy)
    units = Tuple(*(Tuple(*Q.col(j)) for j in range(Q.cols)))

    def factors(goals: Mapping[str, Any]) -> Tuple:
        found = goals["factors"].factors
        for wanted, factor in zip((Q, R), found.args, strict=True):
            if not _agree(wanted, factor):
                raise Misfit(f"a factor is {factor} and should be {wanted.tolist()}")
        return found

    def basis(goals: Mapping[str, Any]) -> Tuple:
        found = goals["basis"].vectors
        if not _agree(Dense([list(v) for v in units]), Matrix.of([v.args for v in found])):
            raise Misfit(f"the unit vectors should be {units}")
        return found

    return {
        "basis": Says(Basis, space=Span(*vectors), vectors=Follows(basis), given=()),
        "factors": Says(
            Factored,
            matrix=Value(Matrix.of(table.tolist())),
            factors=Follows(factors),
            kinds=KINDS,
            given=(),
        ),
    }


def _upper_factor(G: Any) -> Any:
    """The rows of D^(1/2) L^T that are not zero; each stage takes one square off."""
    rows: list[Sequence[Expr]] = []
    for k in range(G.rows):
        d = _tidy(G[k, k])
        if d == 0:
            continue
        row = [_tidy(G[k, j] / d) for j in range(G.cols)]
        G = (G - d * Dense(row) * Dense([row])).applyfunc(_tidy)
        rows.append([_tidy(sqrt(d) * e) for e in row])
    if not rows:
        raise Misfit("all vectors are zero")
    return Dense(rows)


def _tidy(value: Expr) -> Expr:
    return value if value.is_Rational else sqrtdenest(radsimp(value.expand())).expand()


def _agree(wanted: Any, found: Matrix) -> bool:
    if wanted.shape != found.shape:
        return False
    places = ((i, j) for i in range(wanted.rows) for j in range(wanted.cols))
    return all(_tidy(wanted[i, j] - found[i + 1, j + 1]) == Integer(0) for i, j in places)
