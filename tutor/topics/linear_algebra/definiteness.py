"""Whether a symmetric matrix is positive definite, or which signs its quadratic form takes.

Sylvester: all leading principal minors are positive exactly for a positive definite
matrix.  The pivots of elimination without swaps, the eigenvalues, and the factors in
front of completed squares have the same signs as the form.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from tutor.core.claims import Claim, Definite, Equal
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput
from tutor.core.matrix_expression import Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import nice_eigenvalues as nice
from tutor.kit.linear_algebra import pictures_of_eigenvalues as pictures
from tutor.kit.linear_algebra import signs
from tutor.kit.linear_algebra.eigen import numbers_only

Solution = Generator[Step, None, str]


def leading_minors(problem: Problem) -> Solution:
    yield from _see_symmetry(problem)
    yield from signs.find_leading_minors(problem.A)
    kind = yield from _decide(problem, "decide_by_minors")
    if signs.has_plain_pivots(problem.A):
        yield from signs.find_pivots(problem.A)
    return kind


def pivots(problem: Problem) -> Solution:
    yield from _see_symmetry(problem)
    yield from signs.find_pivots(problem.A)
    return (yield from _decide(problem, "decide_by_pivots"))


def eigenvalues(problem: Problem) -> Solution:
    yield from _see_symmetry(problem)
    yield from signs.compare_eigenvalues(problem.A)
    return (yield from _decide(problem, "decide_by_eigenvalues"))


def squares(problem: Problem) -> Solution:
    yield from _see_symmetry(problem)
    yield from signs.complete_squares(problem.A)
    return (yield from _decide(problem, "decide_by_squares"))


def _see_symmetry(problem: Problem) -> Generator[Step, None, None]:
    yield step("see_symmetry", Equal(Transpose(problem.A), problem.A))


def _decide(problem: Problem, rule: str) -> Solution:
    kind = signs.kind_of(problem.A)
    yield step(rule, Definite(problem.A, kind))
    return kind


def suits(problem: Problem) -> tuple[str, ...]:
    A = problem.A
    eigenvalues = ("eigenvalues",) if signs.has_eigenvalues(A) else ()
    if not signs.has_plain_pivots(A):
        return ("leading_minors", *eigenvalues)
    one_sign = ("squares",) if signs.kind_of(A) != "indefinite" else ()
    return ("leading_minors", "pivots", *one_sign, *eigenvalues)


def complete(problem: Problem) -> dict[str, Any]:
    A = problem.A
    signs.require_symmetric(A)
    numbers_only(A, "The signs may depend on it.", "the determinant, which must be positive")
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"A": nice.symmetric(rng, level, definite=rng.random() < 0.5)}


def goals(problem: Problem, kind: str) -> tuple[tuple[str, Claim], ...]:
    return (("kind", Definite(problem.A, kind)),)


def figures(problem: Problem, kind: str) -> tuple[Figure, ...]:
    if problem.A.shape != (2, 2):
        return ()
    marks = pictures.level_curves(problem.A)
    return (Figure("levels", Definite(problem.A, kind), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.definiteness",
    covers=("linalg.posdef",),
    inputs=(
        MatrixInput(
            name="A",
            about="a symmetric matrix, or its quadratic form",
            example="[2 -1; -1 2]",
            form=True,
            square=True,
            largest=4,
        ),
    ),
    phrases=(
        "is [the [symmetric] matrix|the [quadratic] form] {A} "
        "{positive definite|negative definite|positive semidefinite|negative semidefinite|indefinite}",
        "[find|decide|what is] [the] definiteness of [the [symmetric] matrix|the [quadratic] form] {A}",
        "classify the {quadratic form|symmetric matrix} [of] {A}",
        "is the symmetric matrix positive definite? {A}",
    ),
    methods={
        "leading_minors": leading_minors,
        "pivots": pivots,
        "eigenvalues": eigenvalues,
        "squares": squares,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
