"""The Jacobian matrix, from derivatives that SymPy takes and, at a point, from the definition of a determinant.

The determinant is the sum over all permutations of products of entries with
their signs; no row is reduced and no minor is formed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from math import prod
from typing import Any

from sympy import Expr, Integer, Tuple

from tutor.core.claims import Compared, Equal, Substituted
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Answers, Says, Value, Wherever
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies


def answers(given: Mapping[str, Any]) -> Answers:
    variables, components = given["F"]
    rows = [[real_derivative(f, x) for x in variables] for f in components]
    off = off_breaks(components)
    where = Wherever(Tuple(*components, *(slope for row in rows for slope in row)))
    whole = Value(Matrix.of(rows), given=off)
    made: dict[str, Answer] = {"jacobian": Says(Equal, after=whole, given=where)}
    at, square = given.get("at"), len(variables) == len(components)
    if at is None:
        if square:
            made["determinant"] = Says(
                Equal, before=Value(_determinant(rows), given=off), given=where
            )
        return made
    place = dict(zip(variables, at, strict=True))
    here = [[e.xreplace(place) for e in row] for row in rows]
    kind = Substituted if any(varies(e, *variables) for row in rows for e in row) else Equal
    made["at"] = Says(kind, after=Value(Matrix.of(here)))
    if square:
        value = _determinant(here)
        made["determinant"] = Value(value)
        relation = "=" if value.equals(0) else "!="
        made["invertible"] = Says(
            Compared, left=Value(value), relation=relation, right=Integer(0), given=()
        )
    return made


def _determinant(rows: Sequence[Sequence[Expr]]) -> Expr:
    size = range(len(rows))
    total = Integer(0)
    for order in permutations(size):
        swaps = sum(order[a] > order[b] for a in size for b in size if a < b)
        total += (-1) ** swaps * prod((rows[k][order[k]] for k in size), start=Integer(1))
    return total
