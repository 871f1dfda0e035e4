"""Eigenvalues from Berkowitz' characteristic polynomial and eigenspaces by their defining equation.

The claims about eigenvalues and eigenspaces speak of the matrix of the problem, so
checking them is checking the answer.  How many there must be, whether the
eigenspaces fill the space and what the map is called follows from the polynomial,
from ranks and from the entries.  The matrix of a map that has a name follows from the name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import Any

import sympy as sp
from sympy import Poly

from tutor.core.claims import Approximates, Basis, Compared, Equal, Roots
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import CoordinateSpace, Det, Dimension, Eigenspace, Entry
from tutor.core.named_map import named_map
from tutor.verify.answers import Answer, Answers, Follows, Perhaps, Says, Value
from tutor.verify.answers.eigen_cases import in_cases
from tutor.verify.answers.eigenvalues import characteristic, monic, names, unknown_of
from tutor.verify.answers.named_maps import exact, table_of
from tutor.verify.report import Misfit

LARGEST_FORM = 2  # the degree of a factor whose roots are written with square roots


def answers(given: Mapping[str, Any]) -> Answers:
    if "map" not in given:
        return _of_matrix(given["A"])
    (text,) = given["map"]
    A = exact(table_of(named_map(text)))
    if not _is_same(A, given["A"]):
        raise Misfit("the matrix is not that of the map")
    return {"matrix": Value(A), **_of_matrix(A)}


def _of_matrix(A: Matrix) -> Answers:
    if A.free_symbols:
        return in_cases(A)
    size, unknown = A.shape[0], unknown_of(A)
    made: dict[str, Answer] = dict(names(A))
    made["eigenvalues"] = Says(Roots, polynomial=characteristic(A), unknown=unknown, given=())
    poly = Poly(monic(A), unknown, extension=True)
    factors = [f for f, _ in poly.factor_list()[1]]
    different = sum(f.degree() for f in factors)
    long = any(f.degree() > LARGEST_FORM for f in factors)
    for k in range(1, different + 1):
        if long:
            made[f"value{k}"] = Perhaps(Follows(partial(_decimals, k=k)))
        made[f"space{k}"] = Follows(partial(_space, A=A, k=k))
    made["diagonalizable"] = Follows(lambda goals: _decision(goals, A, size))
    if size == 2 and A.is_rational and poly.discriminant() < 0:
        trace, determinant = -poly.nth(1), poly.nth(0)
        made["stretch"] = Says(
            Equal, before=sp.sqrt(Det(A)), after=Value(sp.sqrt(determinant)), given=()
        )
        turned = sp.acos(trace / (2 * sp.sqrt(determinant))) * 180 / sp.pi
        whole = isinstance(turned, sp.Rational)
        made["angle"] = Value(turned) if whole else Says(Approximates, exact=Value(turned))
        # det(v, A v) has the same sign for every v, so another vector than the first unit vector will do
        left = A[2, 1] + A[2, 2] - A[1, 1] - A[1, 2]  # for v = (1, 1)
        made["direction"] = Says(
            Compared,
            left=Entry(A, sp.Integer(2), sp.Integer(1)),
            relation=">" if left > 0 else "<",
            right=sp.Integer(0),
            given=(),
        )
    return made


def _is_same(A: Matrix, B: Matrix) -> bool:
    pairs = zip(chain(*A.entries()), chain(*B.entries()), strict=True) if A.shape == B.shape else ()
    return A.shape == B.shape and all(sp.simplify(a - b) == 0 for a, b in pairs)


def _decimals(goals: Mapping[str, Any], k: int) -> Says:
    return Says(Approximates, exact=Value(goals["eigenvalues"].roots.args[k - 1]))


def _space(goals: Mapping[str, Any], A: Matrix, k: int) -> Says:
    value = goals["eigenvalues"].roots.args[k - 1]
    return Says(Basis, space=Eigenspace(A, value), given=())


def _decision(goals: Mapping[str, Any], A: Matrix, size: int) -> Says:
    values = goals["eigenvalues"].roots.args
    dimensions = [Dimension(Eigenspace(A, value)) for value in values]
    left = dimensions[0] if len(dimensions) == 1 else sp.Add(*dimensions, evaluate=False)
    found = sum(len(goals[f"space{k}"].vectors.args) for k in range(1, len(values) + 1))
    relation = "=" if found == size else "<"
    return Says(
        Compared,
        left=Value(left),
        relation=relation,
        right=Dimension(CoordinateSpace(size)),
        given=(),
    )
