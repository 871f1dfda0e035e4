"""The inverse of a square matrix, or the reason why it has none.

Row operations that turn the matrix into the identity matrix turn the identity
matrix into the inverse (Gauss and Jordan).  The transposed matrix of cofactors,
divided by the determinant, is the inverse as well.  A matrix whose determinant
is zero has no inverse.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Expr, Integer, Ne, cancel, fraction

from tutor.core.claims import Claim, Compared, Conditions, Defines, Equal
from tutor.core.errors import Undefined
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Entry, Identity, Inverse, MatrixProduct, ScalarMultiple
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.conditional import conditional, entries_defined, under
from tutor.kit.domain import combined
from tutor.kit.linear_algebra import pictures, rows
from tutor.kit.linear_algebra.adjugate import find_adjugate
from tutor.kit.linear_algebra.elimination import gauss, gauss_jordan
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.inverse_columns import solve_for_columns
from tutor.kit.linear_algebra.naming import name_for
from tutor.kit.linear_algebra.pivots import multiply_pivots

LARGEST_ADJUGATE = 4  # 5 rows already have 25 cofactors of 4 rows each

Answer = tuple[Expr, Matrix | None]  # the determinant and the inverse
Solution = Generator[Step, None, Answer]


def by_gauss_jordan(problem: Problem) -> Solution:
    A = problem.A
    start = rows.beside_identity(A)
    yield step("write_beside_identity", Defines(name_for("M", A), start))
    echelon = yield from gauss(start)
    if len(echelon.pivots) < A.shape[0]:
        size = Integer(A.shape[0])
        corner = Compared(Entry(echelon.matrix, size, size), "=", Integer(0))
        yield step("find_no_pivot", Equal(Det(A), Integer(0)), corner)
        yield step("decide_singular", Compared(Det(A), "=", Integer(0)))
        return Integer(0), None
    determinant = yield from multiply_pivots(start, echelon)
    yield step("decide_invertible", Compared(Det(A), "!=", Integer(0)))
    reduced = yield from gauss_jordan(echelon.matrix)
    B = rows.right_of_bar(reduced.matrix)
    reason = Equal(reduced.matrix, MatrixProduct(B, start))
    yield step("read_inverse", Equal(Inverse(A), B), reason)
    yield step("check_product", Compared(MatrixProduct(A, B), "=", Identity(A.shape[0])))
    return determinant, B


def by_columns(problem: Problem) -> Solution:
    A = problem.A
    work, determinant = collect(expand_along_emptiest_line(A))
    yield step("find_determinant", Equal(Det(A), determinant), substeps=work)
    if determinant == 0:
        yield step("decide_singular", Compared(Det(A), "=", Integer(0)))
        return determinant, None
    yield step("decide_invertible", Compared(Det(A), "!=", Integer(0)))
    B = yield from solve_for_columns(A)
    yield step("check_product", Compared(MatrixProduct(A, B), "=", Identity(A.shape[0])))
    return determinant, B


def by_adjugate(problem: Problem) -> Solution:
    return (yield from under(entries_defined(problem.A), adjugate(problem.A)))


def adjugate(A: Matrix) -> Solution:
    name = name_for("A", A)
    yield step("name_matrix", Defines(name, A))
    work, determinant = collect(expand_along_emptiest_line(A))
    yield step("find_determinant", Equal(Det(A), determinant), substeps=work)
    if determinant == 0:
        yield step("decide_singular", Compared(Det(A), "=", Integer(0)))
        return determinant, None
    given = not_zero(determinant)
    yield step("decide_invertible", Compared(Det(A), "!=", Integer(0), given))
    if A.shape[0] == 2:
        exchanged = Matrix.of([[A[2, 2], -A[1, 2]], [-A[2, 1], A[1, 1]]])
        rule = "exchange_diagonal"
    else:
        exchanged, rule = (yield from find_adjugate(A, name)), "divide_by_determinant"
    B = divided(exchanged, determinant)
    if exchanged == B:
        yield step(rule, Equal(Inverse(name), B, given), Equal(Inverse(A), B, given))
    else:
        quotient = ScalarMultiple(1 / determinant, exchanged)
        yield step(rule, Equal(Inverse(name), quotient, given), Equal(Inverse(A), quotient, given))
        yield step("multiply_out", Equal(quotient, B, given))
    identity = Identity(A.shape[0])
    yield step("check_product", Compared(MatrixProduct(A, B), "=", identity, given))
    return determinant, B


def divided(M: Matrix, number: Expr) -> Matrix:
    return Matrix.of([[cancel(e / number) for e in line] for line in M.entries()])


def not_zero(determinant: Expr) -> Conditions:
    above = fraction(cancel(determinant))[0]
    return (Ne(above, 0),) if above.free_symbols else ()


def complete(problem: Problem) -> dict[str, Any]:
    if problem.A.shape == (1, 1) and problem.A.free_symbols:
        raise Undefined(
            "one-entry",
            "A matrix with one entry is a number. The inverse of a number a is 1/a, where a is not zero.",
            fix="Type a matrix with more rows. For the inverse of a function, ask for the derivative of the inverse of f.",
        )
    return {}


def suits(problem: Problem) -> tuple[str, ...]:
    size = problem.A.shape[0]
    if problem.A.free_symbols:
        return ("adjugate",)
    if size == 1:
        return ("gauss_jordan",)
    return ("gauss_jordan", *(["columns", "adjugate"] if size <= LARGEST_ADJUGATE else []))


def make(rng: Random, level: int) -> dict[str, Any]:
    singular, largest = rng.random() < 0.15, 2 if level == 1 else 1
    size = 2 if level == 1 else 3 if level == 2 else 4
    return {"A": nice.square_matrix(rng, size, singular=singular, largest_pivot=largest)}


def goals(problem: Problem, answer: Answer) -> tuple[tuple[str, Claim], ...]:
    A, (determinant, B) = problem.A, answer
    entries = entries_defined(A)
    found = ("determinant", Equal(Det(A), determinant, entries))
    if B is None:
        return found, ("singular", conditional(Compared(Det(A), "=", Integer(0)), entries))
    given = combined(entries, not_zero(determinant))
    return found, ("inverse", Equal(Inverse(A), B, given))


def figures(problem: Problem, answer: Answer) -> tuple[Figure, ...]:
    A, (_, B) = problem.A, answer
    if A.shape != (2, 2) or A.free_symbols or B is None:
        return ()
    marks = pictures.parallelogram(A)
    return (Figure("undoing", Equal(Inverse(A), B), marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.inverse",
    covers=("linalg.inverse",),
    inputs=(
        MatrixInput(
            name="A",
            about="a square matrix",
            example="[2 1; 1 1]",
            square=True,
            largest=MATRIX_WITH_STEPS,
        ),
    ),
    phrases=(
        "[find|compute|calculate|determine|what is] [the] inverse [matrix] of [the matrix] {A}",
        "invert [the [0/1] matrix] {A} [by {Gauss-Jordan|row reduction|elimination}]",
        "[find] {inverse|inv} {A}",
        "is [the matrix] {A} {invertible|regular|nonsingular|non-singular}{? If so|, and if so|; if so}[,] "
        "{find|compute|what is} {its|the} inverse",
        "{inverse|inv}({A})",
        "[find|compute|calculate|determine|what is] {A}{^-1|^(-1)|^\\{-1\\}| inverse}",
        "[find|compute|calculate|determine|what is] A{^-1|^(-1)|^\\{-1\\}} {for|where|of|if|when} {A}",
        "find the inverse or say that there is none: {A}",
    ),
    bare=("inverse",),
    methods={
        "gauss_jordan": by_gauss_jordan,
        "columns": by_columns,
        "adjugate": by_adjugate,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
