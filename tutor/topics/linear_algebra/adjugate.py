"""The matrix of cofactors of a square matrix, and its adjugate.

Cross out the row and the column of an entry: the determinant that is left, with the sign of a
chessboard, is the cofactor of the entry.  The adjugate is the matrix of cofactors, transposed.
A matrix times its adjugate is its determinant times the identity matrix, which checks the work.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Expr

from tutor.core.claims import Claim, Compared, Defines, Equal
from tutor.core.errors import Undefined
from tutor.core.expr import Det
from tutor.core.inputs import MatrixInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Adjugate,
    Identity,
    MatrixProduct,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.conditional import conditional, entries_defined, under
from tutor.kit.linear_algebra.adjugate import find_cofactors, transpose_cofactors
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.naming import name_for
from tutor.kit.linear_algebra.products import transposed

LARGEST = 4  # 5 rows already have 25 cofactors of 4 rows each

Solution = Generator[Step, None, Matrix]


def by_cofactors(problem: Problem) -> Solution:
    return (yield from under(entries_defined(problem.A), steps(problem.A)))


def steps(A: Matrix) -> Solution:
    name = name_for("A", A)
    yield step("name_matrix", Defines(name, A))
    cofactors = yield from find_cofactors(A, name)
    adjugate = yield from transpose_cofactors(cofactors, name)
    yield step("state_adjugate", Equal(Adjugate(A), adjugate))
    yield step("state_cofactors", Equal(Transpose(Adjugate(A)), cofactors))
    work, determinant = collect(expand_along_emptiest_line(A))
    yield step("find_determinant", Equal(Det(A), determinant), substeps=work)
    yield step("check_product", product(A, adjugate, determinant))
    return adjugate


def product(A: Matrix, adjugate: Matrix, determinant: Expr) -> Compared:
    multiple = ScalarMultiple(determinant, Identity(A.shape[0]))
    return Compared(MatrixProduct(A, adjugate), "=", multiple)


def complete(problem: Problem) -> dict[str, Any]:
    if problem.A.shape == (1, 1):
        raise Undefined(
            "one-entry",
            "A matrix of one entry leaves nothing when its row and its column are crossed out.",
            fix="Give a matrix of two to four rows.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    size = 2 if level == 1 else 3
    return {"A": nice.square_matrix(rng, size, singular=level == 3 and rng.random() < 0.4)}


def goals(problem: Problem, adjugate: Matrix) -> tuple[tuple[str, Claim], ...]:
    A, given = problem.A, entries_defined(problem.A)
    cofactors = Equal(Transpose(Adjugate(A)), transposed(adjugate))
    return (
        ("cofactors", conditional(cofactors, given)),
        ("adjugate", conditional(Equal(Adjugate(A), adjugate), given)),
    )


TOPIC = Topic(
    id="linear_algebra.adjugate",
    covers=(),
    inputs=(
        MatrixInput(
            name="A", about="a square matrix", example="[1 2; 3 4]", square=True, largest=LARGEST
        ),
    ),
    phrases=(
        "[find|compute|calculate|determine|what is] [the] {adjugate|classical adjoint|adjunct|adj} [matrix] [of] [the matrix] {A}",
        "[find|compute|calculate|determine|what are] [the] {cofactors|cofactor matrix|matrix of cofactors} [of] [the matrix] {A}",
        "[find|compute|calculate|determine|what are] [the] {matrix of cofactors|cofactor matrix} and [the] adjugate of [the matrix] {A}",
        "[find|compute|calculate|determine|what is] {adj|adjugate|cof}({A})",
    ),
    methods={"cofactors": by_cofactors},
    make=make,
    complete=complete,
    goals=goals,
    decimals=if_typed,
)
