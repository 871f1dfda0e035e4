"""The number of solutions by ranks modulo a prime; the solutions are claimed of the given system.

With a letter, the special values are the zeros of the determinant, which SymPy
finds without divisions, or else of the minors that the right sides add to the
coefficients.  Every case must be there, under its own condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial, reduce
from itertools import combinations
from typing import Any

from sympy import (
    Basic,
    Expr,
    Integer,
    Poly,
    Tuple,
    expand,
    gcd,
    linear_eq_to_matrix,
    real_roots,
)
from sympy import Matrix as Dense

from tutor.core.claims import Compared, SolutionSet
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answers, Follows, Says
from tutor.verify.answers.letter_cases import apart_from, at, same
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    system, unknowns = given["system"], given["unknowns"]
    A, b = linear_eq_to_matrix(list(system), *unknowns)
    about = partial(Says, SolutionSet, system=system, unknowns=unknowns)
    square = A.rows == A.cols
    determinant = expand(A.det(method="berkowitz")) if square else Integer(0)
    if "parameter" not in given:
        made: dict[str, Any] = {"solution": about(given=())}
        if square:
            relation = "=" if determinant == 0 else "!="
            left = Det(Matrix.of(A.tolist()))
            made["singular"] = Says(
                Compared, left=left, relation=relation, right=Integer(0), given=()
            )
        return made
    (letter,) = given["parameter"]
    regular = determinant != 0
    polynomial = determinant if regular else _residue(A, b)
    values: list[Expr] = []
    if polynomial.free_symbols:
        values = sorted(set(real_roots(Poly(polynomial, letter))), key=float)
    others = apart_from("solution", letter, values)
    made = {"solution": about(given=others) if regular else about(solutions=Tuple(), given=others)}
    if regular:
        left = Det(Matrix.of(A.tolist()))
        made["singular"] = Says(Compared, left=left, relation="!=", right=Integer(0), given=others)
    if polynomial.free_symbols:
        listed = Follows(partial(_listed, values))
        made["special"] = Says(SolutionSet, unknowns=Tuple(letter), solutions=listed, given=())
    for number, value in enumerate(values, start=1):
        name = f"solution_{number}"
        made[name] = about(given=at(name, letter, value))
    return made


def _residue(A: Dense, b: Dense) -> Expr:
    """A polynomial that is zero exactly where the right sides do not raise the rank."""
    rank, both = A.rank(), A.row_join(b)
    minors = (
        expand(both.extract(list(rows), [*columns, A.cols]).det(method="berkowitz"))
        for rows in combinations(range(A.rows), rank + 1)
        for columns in combinations(range(A.cols), rank)
    )
    return reduce(gcd, minors, Integer(0))


def _listed(values: list[Expr], goals: Mapping[str, Any]) -> Basic:
    solutions: Tuple = goals["special"].solutions
    found = [s.args[0] for s in solutions.args]
    if len(found) != len(values) or not all(map(same, found, values)):
        raise Misfit(f"the special values are {values}")
    return solutions
