"""Singular values from the factors: their claim binds them, and here what follows from them.

A product of an orthogonal, a sorted diagonal and an orthogonal matrix fits A
only with its singular values on the diagonal; their squares have to be the roots
of the characteristic polynomial of A^T A, which SymPy works out.  The best
approximation and its error follow from the factors that were chosen.  Factors with
names have decimals beside them, and there mpmath's singular values are the measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Symbol, Tuple, expand, prod, radsimp, sqrt
from sympy import Matrix as Dense

from tutor.core.claims import Approximates, Equal, Factored
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    FrobeniusNorm,
    MatrixProduct,
    MatrixSum,
    Rank,
    ScalarMultiple,
    Transpose,
)
from tutor.verify.answers import Follows, Forms, Says, Value
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import context

SMALL = context.mpf(10) ** -20
KINDS = ("orthogonal", "singular values", "orthogonal")


def answers(given: Mapping[str, Any]) -> Forms:
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
            raise Misfit("the squares of these are not the eigenvalues of the product")
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
        return found, _named(A, k, table) | _named_approximation(A, k, table)
    return found, _named(A, k, table)


def _named(A: Matrix, k: int, table: Any) -> dict[str, Any]:
    """Factors with names: U and V as symbols, and singular values that mpmath finds as well."""
    sizes = [size for size in context.svd_r(_digits(table), compute_uv=False) if size > SMALL]

    def factors(goals: Mapping[str, Any]) -> Tuple:
        _, middle, last = found = goals["factors"].factors
        if not isinstance(last, Transpose) or middle.shape != A.shape:
            raise Misfit("the factors are not U, S and a transpose")
        return found

    def values(goals: Mapping[str, Any]) -> Tuple:
        return Tuple(*(v for v in _diagonal(goals["factors"].factors) if v != 0))

    def near(goals: Mapping[str, Any]) -> Tuple:
        claim = goals["value_decimals"]
        limit = context.mpf(int(claim.tolerance.p)) / int(claim.tolerance.q)
        given = [context.mpf(int(v.p)) / int(v.q) for v in claim.value.args]
        if len(given) != len(sizes) or any(
            abs(a - b) > limit for a, b in zip(given, sizes, strict=True)
        ):
            raise Misfit("these are not the singular values")
        return claim.value

    return {
        "factors": Says(Factored, matrix=A, factors=Follows(factors), kinds=KINDS, given=()),
        "left_decimals": Says(
            Approximates, exact=Follows(lambda goals: goals["factors"].factors[0])
        ),
        "value_decimals": Says(Approximates, exact=Follows(values), value=Follows(near)),
        "right_decimals": Says(
            Approximates, exact=Follows(lambda goals: goals["factors"].factors[2].args[0])
        ),
    }


def _named_approximation(A: Matrix, k: int, table: Any) -> dict[str, Any]:
    """The product with the k largest values, and the length of the others."""
    sizes = list(context.svd_r(_digits(table), compute_uv=False))
    distance = context.sqrt(sum(size**2 for size in sizes[k:]))

    def product(goals: Mapping[str, Any]) -> Value:
        left, middle, right = goals["factors"].factors
        kept = [
            [e if i == j and i < k else Integer(0) for j, e in enumerate(line)]
            for i, line in enumerate(middle.entries())
        ]
        return Value(MatrixProduct(left, Matrix.of(kept), right), rounded=True)

    return {
        "approximation": Follows(product),
        "rank": Says(
            Equal,
            before=Follows(lambda goals: Rank(goals["approximation"].exact)),
            after=Value(k),
            given=(),
        ),
        "error": Says(Approximates, exact=Value(distance, within=SMALL)),
    }


def _digits(table: Any) -> Any:
    return context.matrix([[context.mpf(str(e.evalf(40))) for e in row] for row in table.tolist()])


def _dense(value: Matrix) -> Any:
    return Dense([list(line) for line in value.entries()])


def _diagonal(factors: Tuple) -> list[Any]:
    middle = factors[1]
    return [middle[i, i] for i in range(1, min(middle.shape) + 1)]


def _kept(goals: Mapping[str, Any], k: int) -> Any:
    left, middle, right = map(_dense, goals["factors"].factors)
    return (left[:, :k] * middle[:k, :k] * right[:k, :]).applyfunc(lambda e: radsimp(e.expand()))
