"""A system of linear equations, solved by elimination.

The numbers of the equations go into an augmented matrix.  Row operations keep
its solutions and lead to an echelon form, from which the unknowns are found
one after the other, or to the reduced form, where they can be read off.  A
row 0 = c shows that there is no solution; a column without a pivot leaves its
unknown free.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Eq, Expr, Integer, Tuple

from tutor.core.claims import Choice, Claim, Equivalent, SolutionSet
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import SymbolsInput, SystemInput
from tutor.core.limits import MATRIX
from tutor.core.matrix import Matrix
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit import nice
from tutor.kit.linear_algebra import linear, pictures
from tutor.kit.linear_algebra.elimination import Reduced, gauss, gauss_jordan
from tutor.kit.linear_algebra.pivots import multiply_pivots
from tutor.kit.linear_algebra.solutions import (
    check_equations,
    contradiction,
    give_examples,
    read_off,
    substitute_back,
)

Solution = Generator[Step, None, Tuple]


def by_gauss(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(problem)
    echelon = yield from gauss(start)
    if contradiction(echelon) is not None:
        return (yield from conclude_no_solution(problem, echelon))
    if len(echelon.pivots) == len(problem.unknowns) == start.shape[0]:
        yield from multiply_pivots(start, echelon)
    values = yield from substitute_back(echelon, problem.unknowns)
    return (yield from conclude(problem, values))


def by_gauss_jordan(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(problem)
    reduced = yield from gauss_jordan(start)
    if contradiction(reduced) is not None:
        return (yield from conclude_no_solution(problem, reduced))
    values = yield from read_off(reduced, problem.unknowns)
    return (yield from conclude(problem, values))


def write_augmented_matrix(problem: Problem) -> Generator[Step, None, Matrix]:
    matrix = linear.augmented(problem.system, problem.unknowns)
    yield step("write_augmented_matrix", Equivalent(problem.system, matrix, problem.unknowns))
    return matrix


def conclude_no_solution(problem: Problem, reduced: Reduced) -> Solution:
    impossible = Tuple(Eq(Integer(0), contradiction(reduced), evaluate=False))
    yield step("find_contradiction", Equivalent(reduced.matrix, impossible, problem.unknowns))
    yield step("state_no_solution", SolutionSet(problem.system, problem.unknowns, Tuple()))
    return Tuple()


def conclude(problem: Problem, values: dict[Any, Expr]) -> Solution:
    free = Tuple(*(u for u in problem.unknowns if u not in values))
    if free:
        yield step("leave_free_unknowns", Choice(free))
    solution = Tuple(*(values.get(u, u) for u in problem.unknowns))
    solutions = Tuple(solution)
    yield step("state_solution", SolutionSet(problem.system, problem.unknowns, solutions))
    if free:
        yield from give_examples(solution, free)
    else:
        yield from check_equations(problem.system, problem.unknowns, values)
    return solutions


def complete(problem: Problem) -> dict[str, Any]:
    unknowns = problem.unknowns or linear.unknowns_of(problem.system)
    if not any(e.has(u) for e in problem.system for u in unknowns):
        raise linear.no_unknown(problem.system)
    matrix = linear.augmented(problem.system, unknowns)
    if all(entry == 0 for row in matrix.entries() for entry in row):
        raise Undefined(
            "always-true",
            f"Every value of {', '.join(map(str, unknowns))} is a solution: each equation has the "
            "same on both sides.",
            fix="Check the equations; an unknown cancels only if both sides have it equally often.",
        )
    if matrix.free_symbols:
        letter = sorted(matrix.free_symbols, key=str)[0]
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {letter} stands where a number is needed.",
            fix=f"Name it as an unknown, or give {letter} a value.",
        )
    if max(matrix.shape) > MATRIX + 1:
        raise OverLimit(
            "system-size",
            f"The system has {matrix.shape[0]} equations and {len(unknowns)} unknowns. "
            f"The limit is {MATRIX}.",
            fix="Use a smaller system.",
        )
    return {"unknowns": unknowns}


def make(rng: Random, level: int) -> dict[str, Any]:
    kind = rng.choice(("unique", "unique", "unique", "none", "infinite"))
    return nice.linear_system(rng, level + 1, kind)


def goals(problem: Problem, solutions: Tuple) -> tuple[tuple[str, Claim], ...]:
    return (("solution", SolutionSet(problem.system, problem.unknowns, solutions)),)


def figures(problem: Problem, solutions: Tuple) -> tuple[Figure, ...]:
    claim = SolutionSet(problem.system, problem.unknowns, solutions)
    matrix = linear.augmented(problem.system, problem.unknowns)
    names = [str(u) for u in problem.unknowns]
    if len(names) == 2:
        marks = pictures.lines(matrix, solutions)
        x, y = names
        return (Figure("lines", claim, marks, x, y, equal=True),) if marks else ()
    if len(names) == 3:
        x, y, z = names
        return (Figure("planes", claim, pictures.planes(matrix, solutions), x, y, z),)
    return ()


TOPIC = Topic(
    id="linear_algebra.linear_system",
    covers=("linalg.system2", "linalg.elimination", "linalg.system_infinite"),
    inputs=(
        SystemInput(
            name="system",
            about="linear equations, or an augmented matrix",
            example="x + 2y = 5; 3x - y = 1",
        ),
        SymbolsInput(
            name="unknowns",
            about="the unknowns, if not all letters are unknowns",
            example="x, y",
            optional=True,
        ),
    ),
    phrases=(
        "solve {system} for {unknowns}",
        "solve [the [following] [linear] system [of equations]|the pair of equations] {system}",
        "solve the [following] [linear] system [of equations]: {system}",
        "solve for {unknowns}: {system}",
        "solve by {elimination|row reduction} {system}",
        "[find] {all solutions|general solution|the general solution} of {system}",
    ),
    bare=("system", "equation", "augmented"),
    methods={"gauss": by_gauss, "gauss_jordan": by_gauss_jordan},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
