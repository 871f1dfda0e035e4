"""Singular values from the factors: their claim binds them, and here what follows from them.

A product of an orthogonal, a sorted diagonal and an orthogonal matrix fits A
only with its singular values on the diagonal; their squares have to be the roots
of the characteristic polynomial of A^T A, which SymPy works out.  The best
approximation and its error follow from the factors that were chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Symbol, Tuple, expand, prod, radsimp, sqrt
from sympy import Matrix as Dense

from tutor.core.claims import Equal, Factored
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import FrobeniusNorm, MatrixSum, Rank, ScalarMultiple
from tutor.verify.answers import Answers, Follows, Says, Value

KINDS = ("orthogonal", "singular values", "orthogonal")


def answers(given: Mapping[str, Any]) -> Answers:
    A, k = given["A"], int(given.get("k", 1))
    table = _dense(A)
    gram = (table.T * table).applyfunc(radsimp)
    letter = Symbol("x")
    polynomial = gram.charpoly(letter).as_expr()

    def factors(goals: Mapping[str, Any]) -> Tuple:
        found = goals["factors"].factors
        squares = [v**2 for v in _diagonal(found)]
        squares += [Integer(0)] * (table.cols - len(squares))
        product = prod(letter - s for s in squares[: table.cols])
        if radsimp(expand(product - polynomial)) != 0:
            raise ValueError("the squares of these are not the eigenvalues of the product")
        return found

    def approximation(goals: Mapping[str, Any]) -> Value:
        return Value(Matrix.of(_kept(goals, k).tolist()))

    def rank(goals: Mapping[str, Any]) -> Says:
        kept = Rank(Matrix.of(_kept(goals, k).tolist()))
        return Says(Equal, before=kept, after=Value(k), given=())

    def error(goals: Mapping[str, Any]) -> Says:
        kept = Matrix.of(_kept(goals, k).tolist())
        rest = FrobeniusNorm(MatrixSum(A, ScalarMultiple(Integer(-1), kept)))
        square = sum((v**2 for v in _diagonal(goals["factors"].factors)[k:]), Integer(0))
        return Says(Equal, before=rest, after=Value(sqrt(radsimp(expand(square)))), given=())

    found: dict[str, Any] = {
        "factors": Says(Factored, matrix=A, factors=Follows(factors), kinds=KINDS, given=())
    }
    if gram.rank(simplify=True) > k:
        found |= {
            "approximation": Follows(approximation),
            "rank": Follows(rank),
            "error": Follows(error),
        }
    return found


def _dense(value: Matrix) -> Any:
    return Dense([list(line) for line in value.entries()])


def _diagonal(factors: Tuple) -> list[Any]:
    middle = factors[1]
    return [middle[i, i] for i in range(1, min(middle.shape) + 1)]


def _kept(goals: Mapping[str, Any], k: int) -> Any:
    left, middle, right = map(_dense, goals["factors"].factors)
    return (left[:, :k] * middle[:k, :k] * right[:k, :]).applyfunc(lambda e: radsimp(e.expand()))
