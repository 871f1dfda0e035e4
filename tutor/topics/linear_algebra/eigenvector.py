"""Whether a vector is an eigenvector of a matrix, and for which eigenvalue.

Multiply the matrix by the vector.  If the product is a multiple of the vector, the vector is an
eigenvector and the factor its eigenvalue; if both are independent, it is none.  The zero vector
is never an eigenvector.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Defines, Equal
from tutor.core.errors import Undefined
from tutor.core.inputs import MatrixInput, VectorInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Columns, MatrixProduct, Rank, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra.eigen import numbers_only
from tutor.kit.linear_algebra.multiplication import as_matrix, fitting
from tutor.kit.linear_algebra.numbers_only import numbers_only as numbers_in
from tutor.kit.linear_algebra.products import applied
from tutor.kit.linear_algebra.vectors import products, simple
from tutor.kit.unevaluated import over

LAMBDA = Symbol("lambda")
TWO = Integer(2)


def by_product(problem: Problem) -> Generator[Step, None, Expr | None]:
    A, v = problem.A, problem.v
    image = MatrixProduct(A, v)
    written = Tuple(*(products(Tuple(*line), v) for line in A.entries()))
    yield step("multiply", Equal(image, written))
    if applied(A, v) != written:
        yield step("work_out", Equal(written, applied(A, v)))
    factor = factor_of(problem)
    if factor is not None:
        b, a = next((b, a) for a, b in zip(v, applied(A, v), strict=True) if a != 0)
        yield step("name_factor", Defines(LAMBDA, over(b, a)))
        yield step("find_factor", Equal(LAMBDA, factor))
    yield step("find_no_factor" if factor is None else "see_multiple", claim(problem, factor))
    return factor


def factor_of(problem: Problem) -> Expr | None:
    """The eigenvalue, or None if the product is no multiple of the vector."""
    v, w = problem.v, applied(problem.A, problem.v)
    factor = next(simple(b / a) for a, b in zip(v, w, strict=True) if a != 0)
    return factor if all(simple(factor * a - b) == 0 for a, b in zip(v, w, strict=True)) else None


def claim(problem: Problem, factor: Expr | None) -> Claim:
    image = MatrixProduct(problem.A, problem.v)
    if factor is None:
        return Equal(Rank(Columns(problem.v, image)), TWO)
    return Compared(image, "=", ScalarMultiple(factor, problem.v))


def complete(problem: Problem) -> dict[str, Any]:
    numbers_only(problem.A, "The answer may depend on it.")
    numbers_in(problem.v)
    fitting(problem.A, as_matrix(problem.v), ("A", "v"))
    if not any(problem.v):
        raise Undefined(
            "zero-vector",
            "The zero vector is never an eigenvector: every number would be its eigenvalue.",
            fix="Give a vector that is not zero.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """A multiple of I plus v u^T, now and then with a slip; positive entries at level 1, three rows at 3."""
    size = 2 if level < 3 else 3
    if level == 1:
        v, u = ([Integer(rng.randint(1, 4)) for _ in range(size)] for _ in "vu")
    else:
        v = [Integer(nice.nonzero(rng, 3)) for _ in range(size)]
        u = [Integer(rng.randint(-2, 2)) for _ in range(size)]
    shift, slip = rng.randint(0 if level == 1 else -3, 3), int(rng.random() < 0.4)
    rows = [[a * b + (shift if i == j else 0) for j, b in enumerate(u)] for i, a in enumerate(v)]
    rows[0][0] += slip
    return {"A": Matrix.of(rows), "v": Tuple(*v)}


def goals(problem: Problem, factor: Expr | None) -> tuple[tuple[str, Claim], ...]:
    return (("independent" if factor is None else "multiple", claim(problem, factor)),)


TOPIC = Topic(
    id="linear_algebra.eigenvector",
    covers=(),
    inputs=(
        MatrixInput(
            name="A",
            about="a square matrix",
            example="[2 1; 1 2]",
            square=True,
            largest=MATRIX_WITH_STEPS,
        ),
        VectorInput(name="v", about="the vector that is tried", example="(1, 1)"),
    ),
    phrases=(
        "is [the vector] {v} an eigenvector of [the matrix] {A}",
        "{show|prove|check|decide|determine|verify|test} {that|whether|if} [the vector] {v} is an eigenvector of [the matrix] {A}",
    ),
    methods={"product": by_product},
    complete=complete,
    make=make,
    goals=goals,
    decimals=if_typed,
)
