"""How many solutions a linear system has: one, none or infinitely many.

A system has solutions exactly if its coefficients have the same rank as the
augmented matrix, and only one if that rank is the number of unknowns.  For as
many equations as unknowns a determinant that is not zero says the same.  With a
letter in the system, each value of it that makes a difference is a case.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Eq, Symbol, Tuple

from tutor.core.claims import Compared, SolutionSet
from tutor.core.figure import Figure
from tutor.core.inputs import SymbolsInput, SystemInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.step import collect
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import linear, pictures
from tutor.kit.linear_algebra.classification import (
    Goals,
    Solution,
    compare_ranks,
    compare_slopes,
    decide_singularity,
    finish,
    given,
)
from tutor.kit.linear_algebra.cramer import LARGEST, coefficients, divide_determinants
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.letter_cases import (
    check_letter,
    generic_value,
    solve_cases,
)
from tutor.kit.linear_algebra.parameters import parameter_of
from tutor.kit.linear_algebra.solutions import (
    conclude,
    write_augmented_matrix,
)
from tutor.kit.linear_algebra.two_equations import places


def by_ranks(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(*given(problem))
    singular = yield from decide_singularity(start)
    return (yield from compare_ranks(problem, start, singular))


def by_determinant(problem: Problem) -> Solution:
    start = yield from write_augmented_matrix(*given(problem))
    singular = yield from decide_singularity(start)
    (_, decision) = singular[0]
    if isinstance(decision, Compared) and decision.relation == "=":
        return (yield from compare_ranks(problem, start, singular))
    _, determinant = collect(expand_along_emptiest_line(coefficients(start)))
    values = yield from divide_determinants(*given(problem), start, determinant)
    return (yield from finish(problem, singular, (yield from conclude(*given(problem), values))))


def by_slopes(problem: Problem) -> Solution:
    return (yield from compare_slopes(problem))


def by_cases(problem: Problem) -> Solution:
    return (yield from solve_cases(*given(problem)))


def complete(problem: Problem) -> dict[str, Any]:
    parameter = parameter_of(problem.system, problem.unknowns, problem.parameter)
    unknowns = problem.unknowns or Tuple(
        *(u for u in linear.unknowns_of(problem.system) if u not in (parameter or ()))
    )
    start = linear.checked(problem.system, unknowns)
    if start.free_symbols:
        check_letter(start)
        parameter = Tuple(*start.free_symbols)
    else:
        instead = "Ask for its solutions: larger systems are solved."
        linear.refuse_large(start, MATRIX_WITH_STEPS, instead)
    return {"unknowns": unknowns, "parameter": parameter if start.free_symbols else None}


def suits(problem: Problem) -> tuple[str, ...]:
    if problem.parameter:
        return ("cases",)
    start = linear.augmented(*given(problem))
    height, width = start.shape
    found = ["ranks"]
    if height == width - 1 <= LARGEST:
        found.append("determinant")
    lines = height == 2 and width == 3 and all(start[i, 2] != 0 for i in (1, 2))
    free = {Symbol(n) for n in ("m1", "m2", "q1", "q2")}.isdisjoint(problem.unknowns)
    if lines and free and places(*given(problem)):
        found.append("slopes")
    return tuple(found)


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 3 and rng.random() < 0.5:
        return nice.system_with_letter(rng)
    kind = rng.choice(("unique", "none", "infinite"))
    return nice.linear_system(rng, 2 if level == 1 else 3, kind)


def goals(problem: Problem, found: Goals) -> Goals:
    return found


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    cases = [claim for _, claim in found if isinstance(claim, SolutionSet)]
    own = [claim for claim in cases if claim.unknowns == problem.unknowns]
    if not problem.parameter:
        drawn = [pictures.of_system(claim) for claim in own]
        return tuple(figure for figure in drawn if figure)
    (letter,) = problem.parameter
    values = tuple(c.args[1] for claim in own for c in claim.given if isinstance(c, Eq))
    pairs = [(claim, generic_value(values)) for claim in own[:1]]
    pairs += [(claim, claim.given[0].args[1]) for claim in own[1:]]
    drawn = [pictures.of_system(claim, letter, value) for claim, value in pairs]
    return tuple(figure for figure in drawn if figure)


TOPIC = Topic(
    id="linear_algebra.system_classify",
    covers=("linalg.system_classify",),
    inputs=(
        SystemInput(
            name="system",
            about="linear equations, perhaps with a letter in them",
            example="x + k*y = 1; k*x + y = 1",
        ),
        SymbolsInput(
            name="parameter",
            about="the letter that stands for a number",
            example="k",
            optional=True,
        ),
        SymbolsInput(
            name="unknowns",
            about="the unknowns, if not all other letters are unknowns",
            example="x, y",
            optional=True,
        ),
    ),
    phrases=(
        "how many solutions does [the] [linear] [system] {system} have",
        "how many solutions {has|have} [the] [linear] [system] {system}",
        "how many solutions does this {pair of lines|pair of equations|system} have[:|?] {system}",
        "does [the] [linear] [system] {system} have {a solution|solutions|any solutions|a unique solution|exactly one solution|no solution|infinitely many solutions}",
        "{system}{, |; |. |: | }how many solutions [does it have|are there|do they have|does the system have]",
        "{how many|number of} solutions of [the] [system] {system}",
        "classify [the] [linear] [system] {system}",
        "for {which|what} [values of|value of] {parameter} does [the] [linear] [system] {system} have "
        "{a unique solution|exactly one solution|one solution|no solution|infinitely many solutions"
        "|solutions|a solution|one, none or infinitely many solutions|no solution, one or infinitely many"
        "|no solution, one solution or infinitely many solutions|no, one or infinitely many solutions"
        "|one, none, infinitely many solutions}",
        "for {which|what} [values of|value of] {parameter} {has|have} [the] [linear] [system] {system} {a unique solution|exactly one solution|one solution|no solution|no solutions|infinitely many solutions|solutions|a solution}",
        "[find|determine] [the|all] {value|values|value(s)} of {parameter} {for which|such that|so that|that make} [the] [linear] [system] {system} "
        "{has|have} {a unique solution|exactly one solution|one solution|no solution|no solutions|infinitely many solutions|solutions|a solution}",
        "[find|determine] {parameter} {such that|so that} [the] [linear] [system] {system} "
        "{has|have} {a unique solution|exactly one solution|one solution|no solution|no solutions|infinitely many solutions|solutions|a solution}",
        "for {which|what} [values of|value of] {parameter} is [the] [system] {system} {solvable|singular|consistent|inconsistent}",
        "[discuss|solve] [the] [linear] [system] {system} {for all|for every|for each|for any|for all values of|for every value of|depending on|with parameter} {parameter}",
        "{is|are} {system} {consistent|inconsistent}",
        "is [the] system {system} {singular|consistent|inconsistent|contradictory|redundant}",
    ),
    methods={
        "ranks": by_ranks,
        "determinant": by_determinant,
        "slopes": by_slopes,
        "cases": by_cases,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
