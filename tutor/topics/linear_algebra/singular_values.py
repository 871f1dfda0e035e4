"""The singular value decomposition A = U S V^T, and the best approximation of low rank.

The eigenvalues of A^T A are the squares of the singular values, and its unit
eigenvectors are the right singular vectors; A divided by a singular value turns
them into the left ones.  For a wide matrix the smaller product A A^T starts from
the left.  The largest k terms sigma u v^T are the nearest matrix of rank k.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, NumberInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    FrobeniusNorm,
    MatrixProduct,
    Rank,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit.linear_algebra import pictures_of_projections
from tutor.kit.linear_algebra.eigen import numbers_only
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.nice_vectors import matrix_with_singular_values
from tutor.kit.linear_algebra.products import applied, columns_matrix, multiplied, transposed
from tutor.kit.linear_algebra.singular import (
    Decomposition,
    complete_basis,
    error,
    factors,
    low_rank,
    rest,
    terms,
)
from tutor.kit.linear_algebra.symmetric import Axis, find_axes
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import divided

U, V = Symbol("U"), Symbol("V")
LARGEST = 4

Solution = Generator[Step, None, Decomposition]


def by_smaller_product(problem: Problem) -> Solution:
    A = problem.A
    wide = A.shape[0] < A.shape[1]
    tall = transposed(A) if wide else A
    G = multiplied(transposed(tall), tall)
    product = MatrixProduct(A, Transpose(A)) if wide else MatrixProduct(Transpose(A), A)
    yield step("multiply_wide" if wide else "multiply_tall", Equal(product, G))
    axes = yield from find_axes(G)
    values: list[Expr] = []
    others: list[Tuple] = []
    for k, axis in enumerate(axes, start=1):
        if axis.eigenvalue != 0:
            value, other = yield from find_partner(A, axis, k, wide=wide)
            values.append(value)
            others.append(other)
    if len(others) < tall.shape[0]:
        if not wide:
            yield step("write_transpose", Equal(Transpose(A), transposed(A)))
        others += yield from complete_basis(transposed(tall), len(axes) + 1)
    mine = [axis.direction for axis in axes]
    left, right = (mine, others) if wide else (others, mine)
    yield step("name_left", Defines(U, Columns(*left)))
    yield step("write_left", Equal(U, columns_matrix(left)))
    yield step("name_right", Defines(V, Columns(*right)))
    yield step("write_right", Equal(Transpose(V), transposed(columns_matrix(right))))
    answer = Decomposition(columns_matrix(left), tuple(values), columns_matrix(right))
    yield step("write_factors", factors(A, answer))
    if len(values) > (k := wanted(problem)):
        found = low_rank(answer, k)
        yield step("keep_largest_terms", Equal(terms(answer, k), found))
        yield step("find_rank", Equal(Rank(found), Integer(k)))
        yield step("find_error", Equal(FrobeniusNorm(rest(A, found)), error(answer, k)))
    return answer


def find_partner(
    A: Matrix, axis: Axis, k: int, *, wide: bool
) -> Generator[Step, None, tuple[Expr, Tuple]]:
    """The k-th singular value and the singular vector on the other side."""
    sigma, partner = Symbol(f"sigma{k}"), Symbol(f"p{k}")
    written = sp.Pow(axis.eigenvalue, sp.Rational(1, 2), evaluate=False)
    value = sp.expand(tidied(sp.sqrt(axis.eigenvalue)))
    yield step("take_singular_value", Defines(sigma, written))
    yield step("work_out_singular_value", Equal(sigma, value))
    image = applied(transposed(A) if wide else A, axis.direction)
    other = Tuple(*(sp.expand(tidied(e / value)) for e in image))
    mapped = MatrixProduct(Transpose(A) if wide else A, axis.name)
    yield step("map_singular_vector", Equal(mapped, image))
    scaled = ScalarMultiple(divided(Integer(1), sigma), mapped)
    yield step("divide_by_singular_value", Defines(partner, scaled))
    yield step("work_out_partner", Equal(partner, other))
    return value, other


def wanted(problem: Problem) -> int:
    """The rank of the approximation, 1 unless another one is asked for."""
    return int(problem.k or 1)


def complete(problem: Problem) -> dict[str, Any]:
    numbers_only(problem.A)
    rank = len(collect(gauss_jordan(problem.A))[1].pivots)
    if rank == 0:
        raise Undefined(
            "zero-matrix",
            "All entries are zero, so all singular values are zero and any directions will do.",
            fix="Give a matrix with an entry that is not zero.",
        )
    if problem.k is not None and problem.k >= rank:
        raise Undefined(
            "rank-too-large",
            f"The matrix has rank {rank}, so with rank {problem.k} there is nothing to approximate.",
            fix="Ask for a smaller rank, or for the singular value decomposition.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"A": matrix_with_singular_values(rng, level)}


def goals(problem: Problem, answer: Decomposition) -> tuple[tuple[str, Claim], ...]:
    A, k = problem.A, wanted(problem)
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


def figures(problem: Problem, answer: Decomposition) -> tuple[Figure, ...]:
    if problem.A.shape != (2, 2):
        return ()
    marks = pictures_of_projections.circle_to_ellipse(problem.A, answer.left, answer.values)
    return (Figure("ellipse", factors(problem.A, answer), marks, "x", "y", equal=True),)


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
        "[find|compute|calculate|what is] [the] {svd|singular value decomposition} of [the matrix] {A}",
        "[find|compute|what are] [the] singular values [and [right] singular vectors] of [the matrix] {A}",
        "[find] [the] singular values and right singular vectors[:|.] {A}",
        "[find|compute] [the] best rank {k} approximation of [the matrix] {A}",
        "[find|compute] [the] best rank-{k} approximation of [the matrix] {A}",
    ),
    methods={"smaller_product": by_smaller_product},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
