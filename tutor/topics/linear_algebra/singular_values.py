"""The singular value decomposition A = U S V^T, and the best approximation of low rank.

The eigenvalues of A^T A are the squares of the singular values, and its unit
eigenvectors are the right singular vectors; A divided by a singular value turns
them into the left ones.  The other product A A^T starts from the left, best for a wide
matrix.  Of a symmetric matrix the singular values are the sizes of its eigenvalues.  The
largest k terms sigma u v^T are the nearest matrix of rank k.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Integer

from tutor.core.claims import Claim, Equal
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, NumberInput
from tutor.core.matrix_expression import FrobeniusNorm, Rank
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import pictures_of_projections
from tutor.kit.linear_algebra.eigen import numbers_only
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.named_singular import (
    NamedDecomposition,
    approximate,
    approximation,
    decimals,
    find_named_decomposition,
    has_plain_decomposition,
    named_factors,
)
from tutor.kit.linear_algebra.nice_vectors import matrix_with_singular_values
from tutor.kit.linear_algebra.singular import (
    Decomposition,
    error,
    factors,
    find_decomposition,
    has_different_values,
    is_wide,
    low_rank,
    rest,
    terms,
)
from tutor.kit.linear_algebra.symmetric_singular import (
    find_symmetric_decomposition,
    is_symmetric_with_fractions,
)

LARGEST = 4

Found = Decomposition | NamedDecomposition
Solution = Generator[Step, None, Found]


def by_right_vectors(problem: Problem) -> Solution:
    return (yield from _decompose(problem, from_left=False))


def by_left_vectors(problem: Problem) -> Solution:
    return (yield from _decompose(problem, from_left=True))


def _decompose(problem: Problem, from_left: bool) -> Solution:
    A, k = problem.A, wanted(problem)
    if not has_plain_decomposition(A):
        named = yield from find_named_decomposition(A, from_left)
        if len(named.names) > k:
            yield from approximate(A, named, k)
        return named
    return (yield from _conclude(problem, (yield from find_decomposition(A, from_left))))


def by_eigenvalues(problem: Problem) -> Solution:
    return (yield from _conclude(problem, (yield from find_symmetric_decomposition(problem.A))))


def _conclude(problem: Problem, answer: Decomposition) -> Solution:
    A, k = problem.A, wanted(problem)
    yield step("write_factors", factors(A, answer))
    if len(answer.values) > k:
        found = low_rank(answer, k)
        yield step("keep_largest_terms", Equal(terms(answer, k), found))
        yield step("find_rank", Equal(Rank(found), Integer(k)))
        yield step("find_error", Equal(FrobeniusNorm(rest(A, found)), error(answer, k)))
    return answer


def wanted(problem: Problem) -> int:
    """The rank of the approximation, 1 unless another one is asked for."""
    return int(problem.k or 1)


def complete(problem: Problem) -> dict[str, Any]:
    numbers_only(problem.A)
    rank = len(collect(gauss_jordan(problem.A))[1].pivots)
    if problem.k is not None and problem.k >= rank:
        raise Undefined(
            "rank-too-large",
            f"The matrix has rank {rank}, so with rank {problem.k} there is nothing to approximate.",
            fix="Ask for a smaller rank, or for the singular value decomposition.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"A": matrix_with_singular_values(rng, level)}


def suits(problem: Problem) -> tuple[str, ...]:
    """The smaller product first; equal singular values leave a choice, which other ways make differently."""
    usual, other = sides = ["right_vectors", "left_vectors"]
    if is_wide(problem.A):
        usual, other = reversed(sides)
    if not has_different_values(problem.A):
        return (usual,)
    symmetric = is_symmetric_with_fractions(problem.A) and has_plain_decomposition(problem.A)
    return (usual, other, *(("eigenvalues",) if symmetric else ()))


def goals(problem: Problem, answer: Found) -> tuple[tuple[str, Claim], ...]:
    A, k = problem.A, wanted(problem)
    if isinstance(answer, NamedDecomposition):
        more = approximation(A, answer, k) if len(answer.names) > k else ()
        return (("factors", named_factors(A, answer)), *decimals(answer), *more)
    decomposed: tuple[str, Claim] = ("factors", factors(A, answer))
    if len(answer.values) <= k:
        return (decomposed,)
    found = low_rank(answer, k)
    return (
        decomposed,
        ("approximation", Equal(terms(answer, k), found)),
        ("rank", Equal(Rank(found), Integer(k))),
        ("error", Equal(FrobeniusNorm(rest(A, found)), error(answer, k))),
    )


def figures(problem: Problem, answer: Found) -> tuple[Figure, ...]:
    A = problem.A
    if A.shape != (2, 2) or not any(map(any, A.entries())):  # the ellipse would be a point
        return ()
    if isinstance(answer, NamedDecomposition):
        claim, left, values = named_factors(A, answer), answer.left.value, answer.values.value.args
    else:
        claim, left, values = factors(A, answer), answer.left, answer.values
    marks = pictures_of_projections.circle_to_ellipse(A, left, values)
    return (Figure("ellipse", claim, marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.singular_values",
    covers=("linalg.svd",),
    inputs=(
        MatrixInput(name="A", about="a matrix of numbers", example="[3 0; 4 5]", largest=LARGEST),
        NumberInput(
            name="k",
            about="the rank of the approximation",
            example="1",
            optional=True,
            whole=True,
            minimum=Integer(1),
            maximum=Integer(LARGEST),
        ),
    ),
    phrases=(
        "[find|compute|calculate|what is] [the] {svd|singular value decomposition} [of] [the matrix] {A}",
        "[find|compute|what are] [the] singular values [and [right] singular vectors] of [the matrix] {A}",
        "[find] [the] singular values and right singular vectors[:|.] {A}",
        "[find|compute] [the] [best] rank {k} approximation of [the matrix] {A}",
        "[find|compute] [the] [best] rank-{k} approximation of [the matrix] {A}",
    ),
    methods={
        "right_vectors": by_right_vectors,
        "left_vectors": by_left_vectors,
        "eigenvalues": by_eigenvalues,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
