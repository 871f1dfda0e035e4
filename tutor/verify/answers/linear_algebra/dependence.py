"""Dependence from the rank modulo a large prime, and a relation from its multiples.

The multiples of a relation are read from the goal and tried on the given
vectors: they must not all be zero, and their sum must be the zero vector.
With a letter, the determinant comes from SymPy's method without divisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sympy import Basic, Integer, Poly, Symbol, Tuple, expand, radsimp, real_roots
from sympy import Matrix as Dense

from tutor.core.claims import Compared, Equal, SolutionSet
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixSum, Rank, ScalarMultiple
from tutor.verify.answers import Answers, Follows, Says
from tutor.verify.answers.letter_cases import at, sets_to_zero
from tutor.verify.report import Misfit
from tutor.verify.values.exact import PRIMES, modular_rank


def answers(given: Mapping[str, Any]) -> Answers:
    vectors = given["vectors"]
    count, size = len(vectors), len(vectors[0])
    V = Matrix.of([list(line) for line in zip(*vectors, strict=True)])
    zero = Tuple(*[Integer(0)] * size)
    if not V.free_symbols:
        rank = _rank(V)
        relation = "<" if rank < count else "="
        decided = Says(Compared, left=Rank(V), relation=relation, right=Integer(count), given=())
        if rank == count:
            return {"dependent": decided}
        tried = Follows(partial(_tried, vectors, "relation"))
        return {"dependent": decided, "relation": Says(Equal, before=tried, after=zero, given=())}
    if count > size:
        return {
            "dependent": Says(Compared, left=Rank(V), relation="<", right=Integer(count), given=())
        }
    return _with_letter(vectors, V, zero)


def _with_letter(vectors: Tuple, V: Matrix, zero: Tuple) -> Answers:
    determinant = expand(Dense(V.entries()).det(method="berkowitz"))
    if determinant == 0:
        return {"dependent": Says(Compared, left=Det(V), relation="=", right=Integer(0), given=())}
    (letter,) = V.free_symbols
    assert isinstance(letter, Symbol)
    values = (
        sorted(set(real_roots(Poly(determinant, letter))), key=float)
        if determinant.free_symbols
        else []
    )
    made: dict[str, Any] = {
        "dependent": Says(Compared, left=Det(V), relation="!=", right=Integer(0)),
        "special": Says(
            SolutionSet,
            system=sets_to_zero("special", determinant),
            unknowns=Tuple(letter),
            given=(),
        ),
    }
    for k, value in enumerate(values, start=1):
        name = f"relation_{k}"
        tried = Follows(partial(_tried, vectors, name))
        made[name] = Says(Equal, before=tried, after=zero, given=at(name, letter, value))
    return made


def _rank(V: Matrix) -> int:
    if V.is_rational:
        return modular_rank([list(row.numbers) for row in V.rows], PRIMES[0])
    return int(Dense(V.entries()).rank(simplify=True))


def _tried(vectors: Tuple, name: str, goals: Mapping[str, Any]) -> Basic:
    """The left side of a relation, if it is one of the given vectors."""
    goal = goals[name]
    known = {c.args[0]: c.args[1] for c in goal.given}
    numbers = [Integer(0)] * len(vectors)
    terms = goal.before.args if isinstance(goal.before, MatrixSum) else (goal.before,)
    for term in terms:
        number, vector = term.args if isinstance(term, ScalarMultiple) else (Integer(1), term)
        numbers[int(str(vector).removeprefix("v")) - 1] += number
    if not any(expand(n) != 0 for n in numbers):
        raise Misfit("all multiples are zero")
    for parts in zip(*vectors, strict=True):
        total = sum((n * p for n, p in zip(numbers, parts, strict=True)), Integer(0))
        if radsimp(expand(total.xreplace(known))) != 0:
            raise Misfit("the multiples do not add up to the zero vector")
    before: Basic = goal.before
    return before
