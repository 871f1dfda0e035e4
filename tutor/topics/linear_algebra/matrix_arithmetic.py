"""Sums, multiples, transposes and traces of matrices, and formulas such as 2A - 3B or A A^T + I.

Matrices of one shape are added entry by entry, and a number in front multiplies every entry.
Transposing turns rows into columns; the trace adds the diagonal.  A formula is worked out from
the inside: brackets, powers and transposes first, then products, then sums.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any

from sympy import Basic, Integer, Tuple

from tutor.core.claims import Claim, Conditions, Equal
from tutor.core.errors import NotUnderstood
from tutor.core.inputs import ChoiceInput, MatrixFormulaInput, NumberInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Identity,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Trace,
    Transpose,
)
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.conditional import conditional, entries_defined, under
from tutor.kit.domain import combined
from tutor.kit.linear_algebra.formula_values import value_of
from tutor.kit.linear_algebra.matrix_arithmetic import work_out

MINUS = Integer(-1)
OPERATIONS = {
    "transpose": "rows become columns",
    "trace": "the sum of the diagonal",
    "difference": "the first matrix minus the second",
}
ONE = {"transpose": Transpose, "trace": Trace}  # of one matrix

Solution = Generator[Step, None, Basic]


def from_the_inside(problem: Problem) -> Solution:
    return (yield from under(conditions(problem), steps(problem.formula)))


def steps(formula: Basic) -> Solution:
    value = yield from work_out(formula)
    if not all(isinstance(part, Matrix) or part.is_Atom for part in formula.args):
        yield step("state_result", Equal(formula, value))
    return value


def conditions(problem: Problem) -> Conditions:
    """Where no entry divides by zero."""
    return combined(*map(entries_defined, sorted(problem.formula.atoms(Matrix), key=str)))


def complete(problem: Problem) -> Mapping[str, Any]:
    formula, operation, other = problem.formula, problem.operation, problem.other
    if (operation in ONE) != (other is None) and operation is not None:
        raise NotUnderstood(
            "how-many-matrices",
            "A difference needs two matrices, and a transpose or a trace one.",
            fix="For example the difference of [1 2; 3 4] and [0 1; 1 0].",
        )
    if operation in ONE:
        formula = ONE[operation](formula)
    elif other is not None:
        minus = operation == "difference"
        formula = MatrixSum(formula, ScalarMultiple(MINUS, other) if minus else other)
    if problem.factor is not None:
        formula = ScalarMultiple(problem.factor, formula)
    if isinstance(formula, Matrix | Tuple):
        raise NotUnderstood(
            "no-operation",
            "Nothing is to be worked out here: this is one matrix.",
            fix="Say what is asked of it, for example its transpose or its trace.",
        )
    value_of(formula)
    return {"formula": formula, "operation": None, "other": None, "factor": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has one operation, 2 a sum of two multiples, 3 a product with a transpose or I."""

    def matrix(rows: int, columns: int) -> Matrix:
        low = 0 if level == 1 else -4
        return Matrix.of([[rng.randint(low, 5) for _ in range(columns)] for _ in range(rows)])

    rows, columns = rng.choice(((2, 2), (2, 3), (3, 2)))
    A, B = matrix(rows, columns), matrix(rows, columns)
    c, d = (Integer(rng.randint(2, 4)) for _ in "cd")
    if level == 1:
        return {
            "formula": rng.choice(
                (MatrixSum(A, B), ScalarMultiple(c, A), Transpose(A), Trace(matrix(3, 3)))
            )
        }
    if level == 2:
        minus = ScalarMultiple(d, B)
        return {
            "formula": MatrixSum(
                ScalarMultiple(c, A), rng.choice((minus, ScalarMultiple(MINUS, minus)))
            )
        }
    square = MatrixProduct(A, Transpose(B))
    last = ScalarMultiple(Integer(nice.nonzero(rng, 3)), Identity(rows))
    return {"formula": rng.choice((MatrixSum(square, last), Trace(square)))}


def goals(problem: Problem, value: Basic) -> tuple[tuple[str, Claim], ...]:
    return (("value", conditional(Equal(problem.formula, value), conditions(problem))),)


TOPIC = Topic(
    id="linear_algebra.matrix_arithmetic",
    covers=(),
    inputs=(
        MatrixFormulaInput(
            name="formula",
            about="a formula in matrices that are written out",
            example="2[1 2; 3 4] - 3[0 1; 1 0]",
        ),
        ChoiceInput(
            name="operation",
            about="what is done with it",
            example="transpose",
            options=OPERATIONS,
            optional=True,
        ),
        MatrixFormulaInput(
            name="other",
            about="a second matrix, which is added or subtracted",
            example="[0 1; 1 0]",
            optional=True,
        ),
        NumberInput(
            name="factor", about="a number that multiplies the matrix", example="3", optional=True
        ),
    ),
    phrases=(
        "[find|compute|calculate|evaluate] [the] matrix expression {formula}",
        "[find|compute|calculate|what is] [the] {operation} of [the] [matrix|matrices] {formula}",
        "[find|compute|calculate|what is] [the] {operation} {of|between} [the] [matrix|matrices] {formula} and {other}",
        "transpose [the matrix] {formula}",
        "[find|compute|calculate|what is] [the] sum of [the] [matrices] {formula} and {other}",
        "add [the matrices] {formula} {and|to} {other}",
        "multiply [the matrix] {formula} {by|with} [the {number|scalar}] {factor}",
        "[find|compute|what is] {factor} times [the matrix] {formula}",
    ),
    bare=("matrix formula",),
    methods={"inside": from_the_inside},
    complete=complete,
    make=make,
    goals=goals,
    decimals=if_typed,
)
