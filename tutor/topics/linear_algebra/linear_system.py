"""A system of linear equations, solved by elimination.

The numbers of the equations go into an augmented matrix.  Row operations keep
its solutions and lead to an echelon form, from which the unknowns are found
one after the other, or to the reduced form, where they can be read off.  A
row 0 = c shows that there is no solution; a column without a pivot leaves its
unknown free.  Two equations with two unknowns are lines, which cross in the solution.
"""

from __future__ import annotations

import re
from random import Random
from typing import Any

from sympy import Symbol, Tuple

from tutor.core.claims import Claim, Echelon, SolutionSet
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import LabelsInput, SymbolsInput, SystemInput
from tutor.core.limits import MATRIX
from tutor.core.step import collect
from tutor.core.topic import Problem, Topic, if_typed
from tutor.core.written import written
from tutor.kit import nice
from tutor.kit.linear_algebra import linear, pictures
from tutor.kit.linear_algebra.cramer import LARGEST
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.graphs_of_lines import has_graphs
from tutor.kit.linear_algebra.solutions import directions
from tutor.kit.linear_algebra.system_methods import (
    by_cramer,
    by_gauss,
    by_gauss_jordan,
    by_graphing,
    by_inverse,
    by_partial_pivoting,
    by_substitution,
    given,
    in_words,
    meaning,
)
from tutor.kit.linear_algebra.two_equations import places

MEANING = 80  # characters
LARGEST_STAIRCASE = 8  # rows or columns that are read at a glance


def suits(problem: Problem) -> tuple[str, ...]:
    start = linear.augmented(*given(problem))
    size, count = start.shape[0], len(problem.unknowns)
    plane = ("graphing",) if has_graphs(start) else ()
    pivoting = ("partial_pivoting",) if start.is_rational else ()
    general = ("gauss", "gauss_jordan", *pivoting, *plane)
    if size != count or count > LARGEST or len(collect(gauss(start))[1].pivots) < count:
        return general
    small = ("substitution",) if count == 2 and places(*given(problem)) else ()
    return (general[0], *small, "cramer", "inverse", *general[1:])


def complete(problem: Problem) -> dict[str, Any]:
    unknowns = problem.unknowns or linear.unknowns_of(problem.system)
    if len(unknowns) == 1 and not problem.system.has(unknowns[0]):
        parts = linear.unknowns_of(problem.system)  # A x = b asked for x: its components
        if all(re.fullmatch(rf"{unknowns[0]}_?[0-9]+", str(part)) for part in parts):
            unknowns = parts
    others = [u for u in linear.unknowns_of(problem.system) if u not in unknowns]
    if len(problem.system) >= len(unknowns) + len(others):
        unknowns = Tuple(*unknowns, *others)  # x = 2, y = 2x asked for x: y is found as well
    try:
        matrix = linear.checked(problem.system, unknowns)
    except Undefined as bad:
        raise linear.as_curve(bad, problem.system, unknowns) from bad
    if matrix.free_symbols:
        raise _letter_for_number(problem.system, unknowns, min(matrix.free_symbols, key=str))
    linear.refuse_large(matrix, MATRIX, "Use a smaller system.")
    if problem.meanings and len(problem.meanings) != len(unknowns):
        raise NotUnderstood(
            "meanings",
            f"There are {len(unknowns)} unknowns and {len(problem.meanings)} meanings.",
            fix="Say of each unknown what it stands for, in the order of the unknowns.",
        )
    return {"unknowns": unknowns}


def _letter_for_number(system: Tuple, unknowns: Tuple, letter: Symbol) -> NotUnderstood:
    """The error of a letter among the numbers, with a question that is answered."""
    shown = "; ".join(map(written, system))
    asked = f'ask "for which values of {letter} does {shown} have solutions"'
    try:
        linear.checked(system, Tuple(*unknowns, letter))
    except Undefined:
        fix = f"Give {letter} a value, or {asked}."
    else:
        fix = f"Solve for {', '.join(map(str, (*unknowns, letter)))}, give {letter} a value, or {asked}."
    return NotUnderstood(
        "letter-for-number", f"The letter {letter} stands where a number is needed.", fix=fix
    )


def make(rng: Random, level: int) -> dict[str, Any]:
    kind = rng.choice(("unique", "unique", "unique", "none", "infinite"))
    return nice.linear_system(rng, level + 1, kind)


def goals(problem: Problem, solutions: Tuple) -> tuple[tuple[str, Claim], ...]:
    words = tuple(("meanings", claim) for claim in meaning(problem))
    solved = SolutionSet(*given(problem), solutions)
    found: tuple[tuple[str, Claim], ...] = (("solution", solved), *words)
    if not solutions.free_symbols:
        return found
    return (*found, ("directions", directions(*given(problem), solutions[0])))


def figures(problem: Problem, solutions: Tuple) -> tuple[Figure, ...]:
    """The lines or planes of the equations; of more unknowns, the pivots in the echelon form."""
    if figure := pictures.of_system(SolutionSet(*given(problem), solutions)):
        return (figure,)
    start = linear.augmented(*given(problem))
    if len(problem.unknowns) < 4 or max(start.shape) > LARGEST_STAIRCASE:
        return ()
    echelon = collect(gauss(start))[1]
    pivots = tuple(p for p in echelon.pivots if p < start.shape[1])
    claim = Echelon(start, echelon.matrix, Tuple(*pivots))
    marks = pictures.staircase(echelon.matrix, pivots)
    return (Figure("pivots", claim, marks, equal=True),) if marks else ()


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
        LabelsInput(
            name="meanings",
            about="what the unknowns stand for, in their order",
            example="the price of an apple, the price of a pear",
            optional=True,
            longest=MEANING,
        ),
    ),
    phrases=(
        "solve {system} for {unknowns}",
        "solve [the [following] [linear] system [of equations]|the pair of equations] {system}",
        "solve the [following] [linear] system [of equations]: {system}",
        "solve for {unknowns}: {system}",
        "solve [the [following]] [linear] [system [of equations]] {using|with|by} "
        "{matrices|an augmented matrix|the matrix method}[:] {system}",
        "solve by {elimination|row reduction} {system}",
        "solve [the] simultaneous equations {system}",
        "solve {system} simultaneously",
        "solve [the [following] [linear] system [of [linear] equations]] {system} {using|by|with} "
        "[Gaussian|Gauss] {elimination|row reduction}",
        "[find|determine] {unknowns} {such that|so that} {system}",
        "{find|determine} {unknowns}: {system}",
        "[find] [a basis {of|for}] [the] solution space {of|to} [the] [homogeneous] [linear] [system|equation] [of equations] {system}",
        "{find|determine} {unknowns} {if|when|where|given|given that|from} {system}",
        "[find] {all solutions|solutions|the solutions|solution|the solution|general solution|the general solution|solution set|the solution set} {of|to} {system}",
    ),
    bare=("system", "equation", "augmented", "word problem"),
    methods={
        "gauss": in_words(by_gauss),
        "substitution": in_words(by_substitution),
        "cramer": in_words(by_cramer),
        "inverse": in_words(by_inverse),
        "gauss_jordan": in_words(by_gauss_jordan),
        "partial_pivoting": in_words(by_partial_pivoting),
        "graphing": in_words(by_graphing),
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
