"""Basis or not: the rank from the Gram matrix; any basis of the span and any right coefficients pass.

The Gram matrix of the dot products of real vectors has the rank of the vectors, and its
characteristic polynomial shows it.  What a claim says of the vectors is checked by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Matrix as Dense
from sympy import Symbol, Tuple

from tutor.core.claims import Basis, Equal, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import CoordinateSpace, Rank, Span
from tutor.verify.answers import Answers, Says, Value


def answers(given: Mapping[str, Any]) -> Answers:
    vectors, target = given["vectors"], given.get("target")
    shown = (*vectors, target) if target is not None else tuple(vectors)
    lines = [[vector[i] for vector in shown] for i in range(len(vectors[0]))]
    if target is not None:
        unknowns = Tuple(*(Symbol(f"c{k}") for k in range(1, len(vectors) + 1)))
        system = Matrix.of(lines, bar=1)
        return {"coefficients": Says(SolutionSet, system=system, unknowns=unknowns, given=())}
    table = Dense([list(vector) for vector in vectors])
    coefficients = (table * table.T).charpoly(Symbol("lambda", dummy=True)).all_coeffs()
    rank = max(k for k, c in enumerate(coefficients) if c.equals(0) is False)
    found = {"rank": Says(Equal, before=Rank(Matrix.of(lines)), after=Value(rank), given=())}
    if rank == len(vectors) == len(vectors[0]):
        return found | {
            "basis": Says(Basis, space=CoordinateSpace(rank), vectors=vectors, given=())
        }
    return found | {"span": Says(Basis, space=Span(*vectors), given=())}
