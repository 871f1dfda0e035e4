"""Relations of vectors: multiples, not all zero, with which they add up to the zero vector.

The vectors are the columns of a matrix V, named v1, v2, ...; the solutions of V c = 0 are the
multiples.  With a letter in V, each value for which its determinant is zero has relations of its own.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Basic, Integer, Symbol, Tuple

from tutor.core.claims import (
    Basis,
    Claim,
    Compared,
    Equal,
    RowReduced,
    Substituted,
)
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, NullSpace
from tutor.core.step import Step, step
from tutor.kit.linear_algebra import special_values
from tutor.kit.linear_algebra.dependence import combined
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.null_space import special_solutions, whole

ZERO = Integer(0)

Goals = tuple[tuple[str, Claim], ...]
Solution = Generator[Step, None, Goals]


def names(count: int) -> list[Symbol]:
    """The names of the vectors."""
    return [Symbol(f"v{k}") for k in range(1, count + 1)]


def find_relation(
    V: Matrix, solutions: tuple[Tuple, ...], given: tuple[Basic, ...] = ()
) -> Generator[Step, None, Equal | None]:
    """Say with which multiples the vectors add up to zero, from the solutions of V c = 0."""
    if not solutions:
        return None
    shares = [whole(solution) for solution in solutions]
    yield step("solve_for_multiples", Basis(NullSpace(V), Tuple(*shares)))
    multiples = {k: c for k, c in enumerate(shares[0]) if c != 0}
    zero = Tuple(*[ZERO] * V.shape[0])
    found = Equal(combined(multiples, names(V.shape[1])), zero, given)
    yield step("write_relation", found, Equal(MatrixProduct(V, shares[0]), zero))
    return found


def tell_cases_apart(V: Matrix) -> Solution:
    """The values of the letter for which the determinant is zero, with a relation for each."""
    letter = special_values.the_letter(V)
    determinant = yield from special_values.expand_determinant(V)
    if determinant == 0:
        always = Compared(Det(V), "=", ZERO)
        yield step("decide_for_all_values", always)
        return (("dependent", always),)
    values = yield from special_values.find_zeros(V, determinant, letter)
    decision = Compared(Det(V), "!=", ZERO, special_values.others(letter, values))
    yield step("decide_for_other_values", decision)
    found: list[tuple[str, Claim]] = [("dependent", decision)]
    found.append(("special", special_values.zeros(V, determinant, letter)))
    for number, value in enumerate(values, start=1):
        here = special_values.inserted(V, letter, value)
        given = special_values.at(letter, value)
        yield step("insert_special_value", Substituted(V, Tuple(*given), here))
        reduced = yield from gauss_jordan(here)
        pivots = Tuple(*map(Integer, reduced.pivots))
        yield step("reach_reduced_form", RowReduced(here, reduced.matrix, pivots))
        solutions = special_solutions(reduced.matrix, reduced.pivots)
        relation = yield from find_relation(here, solutions, given)
        assert relation is not None
        found.append((f"relation_{number}", relation))
    return tuple(found)
