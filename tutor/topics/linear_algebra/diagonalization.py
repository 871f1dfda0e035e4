"""Diagonalisation of a square matrix: A = P D P^-1.

Find the eigenvalues and a basis of each eigenspace.  The eigenvectors are the
columns of P, and the eigenvalues stand on the diagonal of D in the same order.
A matrix with too few eigenvectors is defective and has no such form.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from tutor.core.claims import Claim
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import nice_eigenvalues as nice
from tutor.kit.linear_algebra import pictures_of_eigenvalues as pictures
from tutor.kit.linear_algebra.diagonal import (
    Found,
    decimals,
    factored,
    factors,
    find_eigenpairs,
    require_diagonalizable,
    write_factors,
)


def eigenpairs(problem: Problem) -> Generator[Step, None, Found]:
    found = yield from find_eigenpairs(problem.A)
    yield from write_factors(problem.A, found)
    return found


def complete(problem: Problem) -> dict[str, Any]:
    require_diagonalizable(problem.A)
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    values = nice.distinct(rng, min(level + 1, 3), 2 + level)
    if level == 3 and rng.random() < 0.4:
        values[1] = values[0]
    if level == 2 and rng.random() < 0.3:
        return {"A": nice.similar(rng, nice.turning(values[0], rng.randint(1, 2)))}
    return {"A": nice.similar(rng, nice.diagonal(values[:2] if level == 2 else values))}


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    return (("factors", factored(problem.A, *factors(found))), *decimals(found))


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    A, (P, D) = problem.A, factors(found)
    if A.shape != (2, 2) or not all(e.is_real for line in P.entries() for e in line):
        return ()
    marks = pictures.iterates(A, P)
    return (Figure("iterates", factored(A, P, D), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.diagonalization",
    covers=("linalg.diagonalize",),
    inputs=(
        MatrixInput(
            name="A",
            about="a square matrix",
            example="[2 1; 1 2]",
            square=True,
            largest=6,
        ),
    ),
    phrases=(
        "{diagonalise|diagonalize} [the [symmetric] matrix] {A}[, if possible| if possible]",
        "{diagonalise|diagonalize} the [symmetric] matrix A = {A}[, if possible| if possible]",
        "[find] [the] {diagonalisation|diagonalization|eigendecomposition|eigenvalue decomposition} [of] {A}",
        "[find] [a|an] [invertible] matrix [P|S] {that|which} {diagonalises|diagonalizes} [the matrix] {A}",
        "[find|compute] [the] {eigenvalues|eigenvectors|eigenvalues and eigenvectors} of [the] [symmetric] [matrix] {A}"
        "{,| and|, and|.|;} [then] {diagonalise|diagonalize} {it|A|the matrix}[, if possible| if possible]",
        "[find] [the] matrices P and D [for|of] {A}",
    ),
    methods={"eigenpairs": eigenpairs},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
