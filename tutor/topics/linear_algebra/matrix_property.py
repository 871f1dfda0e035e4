"""Whether a square matrix is symmetric, skew-symmetric, orthogonal, idempotent or its own inverse.

Each property is an equation between matrices, such as A^T = A for a symmetric one.  Work out
its left side and compare entry by entry: one entry that differs decides that the matrix does
not have the property.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Basic, Integer, Rational

from tutor.core.claims import Claim, Compared, Equal
from tutor.core.errors import Undefined
from tutor.core.inputs import ChoiceInput, MatrixInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Identity, MatrixProduct, ScalarMultiple, Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.eigen import numbers_only
from tutor.kit.linear_algebra.products import multiplied, transposed

PROPERTIES = {
    "symmetric": "the transposed matrix is the matrix itself",
    "skew-symmetric": "the transposed matrix is the matrix with all signs changed",
    "orthogonal": "the transposed matrix is the inverse",
    "idempotent": "the square is the matrix itself",
    "involutory": "the matrix is its own inverse",
}
SPELLINGS = {
    "skew symmetric": "skew-symmetric",
    "antisymmetric": "skew-symmetric",
    "anti-symmetric": "skew-symmetric",
    "self-inverse": "involutory",
}
PYTHAGOREAN = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29))
KINDS = {1: ("symmetric", "skew-symmetric"), 2: ("orthogonal",), 3: ("idempotent", "involutory")}

Solution = Generator[Step, None, bool]


def by_definition(problem: Problem) -> Solution:
    A = problem.A
    B = transposed(A)
    if problem.property in ("symmetric", "skew-symmetric", "orthogonal"):
        yield step("transpose", Equal(Transpose(A), B))
    if problem.property == "skew-symmetric":
        yield step("change_signs", Equal(ScalarMultiple(Integer(-1), A), negative(A)))
    if problem.property not in ("symmetric", "skew-symmetric"):
        left, value = (Transpose(A), B) if problem.property == "orthogonal" else (A, A)
        yield step("multiply", Equal(MatrixProduct(left, A), multiplied(value, A)))
    decided = decision(problem)
    yield step(f"decide_{problem.property.replace('-', '_')}", decided)
    return decided.relation == "="


def negative(A: Matrix) -> Matrix:
    return Matrix.of([[-e for e in line] for line in A.entries()])


def decision(problem: Problem) -> Compared:
    """The equation of the property, or that it does not hold."""
    A = problem.A
    square, identity = MatrixProduct(A, A), Identity(A.shape[0])
    left, right, holds = _sides(problem.property, A, square, identity)
    return Compared(left, "=" if holds else "!=", right)


def _sides(wanted: str, A: Matrix, square: Basic, identity: Identity) -> tuple[Basic, Basic, bool]:
    B, size = transposed(A), range(A.shape[0])
    one = Matrix.of([[Integer(int(i == j)) for j in size] for i in size])
    match wanted:
        case "symmetric":
            return Transpose(A), A, B == A
        case "skew-symmetric":
            return Transpose(A), ScalarMultiple(Integer(-1), A), negative(A) == B
        case "orthogonal":
            return MatrixProduct(Transpose(A), A), identity, multiplied(B, A) == one
        case "idempotent":
            return square, A, multiplied(A, A) == A
    return square, identity, multiplied(A, A) == one


def complete(problem: Problem) -> dict[str, Any]:
    numbers_only(problem.A, "The property may depend on it.", "the transpose")
    wanted = SPELLINGS.get(problem.property, problem.property)
    if problem.A.shape[0] != problem.A.shape[1]:
        raise Undefined(
            "not-square",
            f"A matrix that is {wanted} has as many rows as columns. This one is not square.",
            fix="Give a square matrix.",
        )
    return {"property": wanted}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 asks for symmetry, 2 for orthogonality, 3 for the square; half of them have it."""
    wanted = rng.choice(KINDS[level])
    has, a, b = rng.random() < 0.5, *(Integer(rng.randint(-5, 5)) for _ in "ab")
    if level == 1:
        sign = 1 if wanted == "symmetric" else -1
        entries = [[a if sign > 0 else 0, b], [sign * b if has else sign * b + 1, 0]]
        return {"A": Matrix.of(entries), "property": wanted}
    if level == 2:
        x, y, z = rng.choice(PYTHAGOREAN)
        p, q = (Rational(s * rng.choice((1, -1)), z) for s in rng.sample((x, y), 2))
        turn = rng.choice((1, -1))  # a rotation or a reflection
        slip = 0 if has else rng.choice((-1, 1)) * Rational(1, z)
        return {"A": Matrix.of([[p, -turn * q + slip], [q, turn * p]]), "property": wanted}
    trace = 1 if wanted == "idempotent" else 0
    corner = a * (1 - a) if wanted == "idempotent" else 1 - a**2
    below = rng.choice([n for n in range(1, 7) if corner % n == 0]) * rng.choice((1, -1))
    shift = 0 if has else 1
    return {"A": Matrix.of([[a, corner / below + shift], [below, trace - a]]), "property": wanted}


def goals(problem: Problem, holds: bool) -> tuple[tuple[str, Claim], ...]:
    return ((problem.property.replace("-", "_"), decision(problem)),)


TOPIC = Topic(
    id="linear_algebra.matrix_property",
    covers=(),
    inputs=(
        MatrixInput(
            name="A", about="a square matrix", example="[1 2; 2 3]", largest=MATRIX_WITH_STEPS
        ),
        ChoiceInput(
            name="property",
            about="what it may be",
            example="symmetric",
            options=PROPERTIES | {said: PROPERTIES[meant] for said, meant in SPELLINGS.items()},
        ),
    ),
    phrases=(
        "is [the [square] matrix] {A} [a|an] {property} [matrix]",
        "[show|prove|check|decide|determine|verify|test] {that|whether|if} [the] [matrix] {A} is [a|an] {property} [matrix]",
    ),
    methods={"definition": by_definition},
    complete=complete,
    make=make,
    goals=goals,
    decimals=if_typed,
)
