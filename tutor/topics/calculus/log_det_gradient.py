"""The gradient of ln det X: the inverse of X, transposed.

The determinant has the entry in row i and column j once, times its cofactor.  So the slope of
the determinant by this entry is the cofactor, and by the chain rule the slope of its logarithm
is the cofactor over the determinant.  The differential says the same for all entries at once:
d ln det X is the trace of the inverse of X times dX.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Symbol, expand, symbols

from tutor.core.claims import Claim
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.inputs import ChoiceInput, MatrixInput
from tutor.core.matrix import Matrix
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.log_determinant import A, D, Goals, L, LogDeterminant, X, letters_of
from tutor.kit.nice import square_matrix

Solution = Generator[Step, None, Goals]
LARGEST = 3


def by_cofactors(problem: Problem) -> Solution:
    found = LogDeterminant(problem.X)
    yield from found.named()
    return (yield from found.by_cofactors())


def by_differential(problem: Problem) -> Solution:
    found = LogDeterminant(problem.X)
    yield from found.named()
    return (yield from found.by_differential())


def complete(problem: Problem) -> dict[str, Any]:
    matrix = problem.X
    if matrix is None:
        size = range(1, int((problem.size or "2")[0]) + 1)
        return {"X": Matrix.of([[Symbol(f"x{i}{j}") for j in size] for i in size]), "size": None}
    rows, columns = matrix.shape
    if rows != columns:
        raise Undefined(
            "not-square",
            f"The matrix is {rows} by {columns}. Only a square matrix has a determinant.",
            fix="Give as many columns as rows.",
        )
    if not 2 <= rows <= LARGEST:
        raise OverLimit(
            "matrix-size",
            f"The matrix is {rows} by {rows}. Here 2 by 2 and 3 by 3 are worked out.",
            fix="Use a matrix with 2 or 3 rows.",
        )
    letters = letters_of(matrix)
    taken = {A, D, L, X} | (letters.free_symbols if letters != matrix else set())
    if clash := sorted(map(str, matrix.free_symbols & taken)):
        raise NotUnderstood(
            "reserved-name",
            f"The name {clash[0]} is needed for something else here.",
            fix="Use other letters, for example a, b, c, d.",
        )
    determinant = expand(sp.Matrix(matrix.entries()).det())
    if determinant.is_zero:
        raise Undefined(
            "singular",
            "The determinant of this matrix is 0, and 0 has no logarithm.",
            fix="Give a matrix with a positive determinant.",
        )
    if determinant.is_negative:
        raise Undefined(
            "negative-determinant",
            "The determinant of this matrix is negative, so it has no real logarithm.",
            fix="Give a matrix with a positive determinant; two rows exchanged change its sign.",
        )
    return {"size": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 3:
        a, b, c, d = symbols("a:d")
        return {"X": Matrix.of([[a, b], rng.choice(([c, d], [b, d]))])}
    first, second = square_matrix(rng, 2, largest_pivot=1 if level == 1 else 4).entries()
    positive = first[0] * second[1] > first[1] * second[0]
    return {"X": Matrix.of([first, second] if positive else [second, first])}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


SIZES = ("2x2", "3x3", "2 by 2", "3 by 3", "2×2", "3×3", "2 x 2", "3 x 3")
LOG_DET = (
    "{log det|ln det|log-det|log determinant|logarithm of the determinant|log of the determinant}"
)
OF_X = (
    "{log det X|ln det X|log det(X)|ln det(X)|log(det X)|ln(det X)|log(det(X))|ln(det(X))|log-det}"
)
ASKED = "[find|compute|derive|what is] [the] {gradient|derivative} of [the] "
TOPIC = Topic(
    id="calculus.log_det_gradient",
    covers=("calc.matrix_gradient",),
    inputs=(
        MatrixInput(name="X", about="the matrix", example="[2 1; 1 3]", optional=True),
        ChoiceInput(
            name="size",
            about="the size of a matrix of letters",
            example="2x2",
            options={said: f"{said[0]} rows and columns" for said in SIZES},
            optional=True,
        ),
    ),
    phrases=(
        ASKED + LOG_DET + " [{of|for|at}] {X}",
        ASKED + OF_X + " {for|at|with|where|when|if} [{X = |X=}]{X}",
        ASKED + OF_X + " [{for|of|with} a [general|symmetric] {size} matrix] [X]",
        ASKED + LOG_DET + " [of] [a|X for a] [general|symmetric] {size} matrix [X]",
        r"\\nabla_X{ \\log| \\ln|\\log|\\ln}{ \\det|\\det}{ X|(X)}[,\\ X={X}|, X={X}|, X = {X}]",
    ),
    methods={"cofactors": by_cofactors, "differential": by_differential},
    complete=complete,
    make=make,
    goals=goals,
)
