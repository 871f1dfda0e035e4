"""Eigenvalues with letters: whether the cases take in every value of the letters once.

The conditions are tried at small values of the letters, and where one letter has the value that
a condition names.  At each place the conditions of exactly one case must hold.  The claims of a
case speak of the matrix of the problem, so checking them is checking the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product
from typing import Any

import sympy as sp
from sympy import Basic, Expr, Symbol

from tutor.core.claims import Basis, Compared, Conditions, Equal, Roots
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    CoordinateSpace,
    Dimension,
    Eigenspace,
    Identity,
    ScalarMultiple,
)
from tutor.verify.answers import Answer, Answers, Follows, Perhaps, Says, Value
from tutor.verify.answers.eigenvalues import characteristic, unknown_of
from tutor.verify.report import Misfit

MOST = 6  # cases
SMALL = tuple(map(sp.Integer, (0, 1, -2)))
ANGLES = (sp.Integer(0), sp.pi / 2, sp.pi, sp.Integer(1))
CLOSE = 1e-20
Place = Mapping[Expr, Expr]


def in_cases(A: Matrix) -> Answers:
    """What each goal must say; there are as many cases as there are goals for them."""
    polynomial, unknown = characteristic(A), unknown_of(A)
    made: dict[str, Answer] = {}
    for k in range(1, MOST + 1):
        roots = Says(Roots, polynomial=polynomial, unknown=unknown)
        made[f"eigenvalues_{k}"] = Perhaps(roots)
        made[f"scaling_{k}"] = Perhaps(Follows(partial(_scaling, A=A, k=k)))
        for j in range(1, A.shape[0] + 1):
            made[f"space_{k}_{j}"] = Perhaps(Follows(partial(_space, A=A, k=k, j=j)))
        made[f"diagonalizable_{k}"] = Perhaps(Follows(partial(_decision, A=A, k=k)))
    whole = Follows(partial(_complete, A=A))
    made["eigenvalues_1"] = Says(Roots, polynomial=polynomial, unknown=unknown, given=whole)
    return made


def _case(goals: Mapping[str, Any], k: int) -> Roots:
    if f"eigenvalues_{k}" not in goals:
        raise Misfit(f"case {k} has no eigenvalues")
    found: Roots = goals[f"eigenvalues_{k}"]
    return found


def _scaling(goals: Mapping[str, Any], A: Matrix, k: int) -> Says:
    case = _case(goals, k)
    multiple = ScalarMultiple(case.roots.args[0], Identity(A.shape[0]))
    return Says(Equal, before=A, after=multiple, given=case.given)


def _space(goals: Mapping[str, Any], A: Matrix, k: int, j: int) -> Says:
    case = _case(goals, k)
    if j > len(case.roots.args):
        raise Misfit(f"there is no eigenvalue {j} in case {k}")
    return Says(Basis, space=Eigenspace(A, case.roots.args[j - 1]), given=case.given)


def _decision(goals: Mapping[str, Any], A: Matrix, k: int) -> Says:
    case, size = _case(goals, k), A.shape[0]
    dimensions = [Dimension(Eigenspace(A, value)) for value in case.roots.args]
    left = dimensions[0] if len(dimensions) == 1 else sp.Add(*dimensions, evaluate=False)
    places = range(1, len(dimensions) + 1)
    found = sum(len(goals[f"space_{k}_{j}"].vectors.args) for j in places)
    return Says(
        Compared,
        left=Value(left),
        relation="=" if found == size else "<",
        right=Dimension(CoordinateSpace(size)),
        given=case.given,
    )


def _complete(goals: Mapping[str, Any], A: Matrix) -> Conditions:
    """The conditions of the first case, if all cases are told and leave nothing out."""
    numbers = [k for k in range(1, MOST + 1) if f"eigenvalues_{k}" in goals]
    for k in numbers:
        count = len(_case(goals, k).roots.args)
        names = [f"diagonalizable_{k}", *(f"space_{k}_{j}" for j in range(1, count + 1))]
        told = [name for name in names if name in goals]
        if told != ([] if f"scaling_{k}" in goals and count == 1 else names):
            raise Misfit(f"a part of case {k} is missing")
    cases = [_case(goals, k).given for k in numbers]
    for place in _places(cases):
        if not all(e.xreplace(place).is_finite for line in A.entries() for e in line):
            continue
        holding = sum(all(_holds(condition, place) for condition in case) for case in cases)
        if holding != 1:
            where = ", ".join(f"{letter} = {value}" for letter, value in place.items())
            raise Misfit(f"{holding} cases hold at {where}")
    return cases[0]


def _places(cases: list[Conditions]) -> Iterator[Place]:
    conditions = {condition for case in cases for condition in case}
    letters = sorted(set().union(*(c.free_symbols for c in conditions)), key=str)
    angles = {s for c in conditions for f in c.atoms(sp.sin, sp.cos) for s in f.free_symbols}
    ranges = [ANGLES if letter in angles else SMALL for letter in letters]
    for values in product(*ranges):
        place = dict(zip(letters, values, strict=True))
        yield place
        for condition in sorted(conditions, key=str):
            letter, value = condition.args
            if isinstance(letter, Symbol):
                moved = value.xreplace(place)
                if moved.is_finite:
                    yield {**place, letter: moved}


def _holds(condition: Basic, place: Place) -> bool:
    left, right = (side.xreplace(place) for side in condition.args)
    equal = bool(abs(sp.N(left - right, 30)) < CLOSE)
    if not isinstance(condition, sp.Eq | sp.Ne):
        raise Misfit("a case is told by what is equal and what is not")
    return equal == isinstance(condition, sp.Eq)
