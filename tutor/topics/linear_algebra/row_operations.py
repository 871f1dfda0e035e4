"""What an operation on the rows does to the determinant; each operation starts from the same matrix.

A swap of two rows changes the sign, a multiple of a row multiplies the
determinant, and adding a multiple of another row changes nothing.  Multiplying
by 0 or adding a number to every entry is no row operation: the first makes the
determinant 0, for the second there is no rule.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Expr, Integer

from tutor.core.claims import Added, Claim, Compared, Defines, Equal, Scaled, Swapped
from tutor.core.errors import Undefined
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, RowOperationsInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixSum, ScalarMultiple
from tutor.core.row_operation import RowOperation, row_operation
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import rows
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.naming import name_for
from tutor.kit.linear_algebra.pictures_of_matrices import (
    before_and_after,
    spanned_before_and_after,
)
from tutor.kit.unevaluated import times

LARGEST = 5

Solution = Generator[Step, None, tuple[Expr, ...]]


def by_rules(problem: Problem) -> Solution:
    return (yield from solve(problem, with_rules=True))


def by_recomputing(problem: Problem) -> Solution:
    return (yield from solve(problem, with_rules=False))


def solve(problem: Problem, *, with_rules: bool) -> Solution:
    A = problem.A
    parts, determinant = collect(expand_along_emptiest_line(A))
    yield step("find_determinant", Equal(Det(A), determinant), substeps=parts)
    found = []
    for k, operation in enumerate(map(row_operation, problem.operations), start=1):
        B = applied(A, operation)
        yield operated(A, operation, B, k)
        if with_rules and operation.kind != "shift":
            yield from by_rule(A, operation, B, determinant)
        parts, value = collect(expand_along_emptiest_line(B))
        rule = "check_by_expansion" if with_rules and operation.kind != "shift" else "expand_again"
        yield step(rule, Equal(Det(B), value), substeps=parts)
        yield step("judge_singularity", Compared(Det(B), "=" if value == 0 else "!=", Integer(0)))
        found.append(value)
    return tuple(found)


def operated(A: Matrix, operation: RowOperation, B: Matrix, k: int) -> Step:
    """The step that carries an operation out."""
    i, j, number = operation.row, operation.other, operation.number
    match operation.kind:
        case "swap":
            return step("swap_two_rows", Swapped(A, i, j, B))
        case "add":
            return step("add_to_row", Added(A, i, j, number, B))
        case "multiply" if number != 0:
            return step("multiply_row", Scaled(A, i, number, B))
    rule = "multiply_row_by_zero" if operation.kind == "multiply" else "shift_row"
    pairs = zip(B.entries(), A.entries(), strict=True)
    apart = Matrix.of([[b - a for b, a in zip(*pair, strict=True)] for pair in pairs])
    difference = Equal(MatrixSum(B, ScalarMultiple(-1, A)), apart)
    return step(rule, Defines(name_for(f"B{k}", A), B), difference)


def by_rule(
    A: Matrix, operation: RowOperation, B: Matrix, determinant: Expr
) -> Generator[Step, None, None]:
    if operation.kind == "add":
        yield step("keep_determinant", Equal(Det(B), Det(A)))
        return
    factor = Integer(-1) if operation.kind == "swap" else operation.number
    rule = "change_sign" if operation.kind == "swap" else "multiply_determinant"
    product = times(factor, Det(A))
    yield step(rule, Equal(Det(B), product))
    yield step("insert_determinant", Equal(product, factor * determinant))


def applied(A: Matrix, operation: RowOperation) -> Matrix:
    i, j, number = operation.row, operation.other, operation.number
    match operation.kind:
        case "swap":
            return rows.swap(A, i, j)
        case "multiply":
            return rows.scale(A, i, number)
        case "add":
            return rows.add(A, i, j, number)
    lines = [list(line) for line in A.entries()]
    lines[i - 1] = [e + number for e in lines[i - 1]]
    return Matrix.of(lines)


def complete(problem: Problem) -> dict[str, Any]:
    size = problem.A.shape[0]
    if problem.A.free_symbols:
        raise Undefined(
            "letter-for-number", "There is a letter in the matrix.", fix="Give numbers for letters."
        )
    for operation in map(row_operation, problem.operations):
        used = (operation.row, operation.other) if operation.other else (operation.row,)
        if not all(1 <= row <= size for row in used):
            raise Undefined(
                "no-such-row",
                f"A has {size} rows, so it is not possible to {operation}.",
                fix=f"Use row numbers from 1 to {size}.",
            )
        if operation.row == operation.other:
            raise Undefined(
                "same-row",
                f"To {operation} uses one row twice. A swap and an addition need two rows.",
                fix=f"To multiply a row, write for example: multiply row {operation.row} by 2.",
            )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    size = 2 if level == 1 else 3
    number = Integer(nice.nonzero(rng, 4))
    i, j = rng.sample(range(1, size + 1), 2)
    kinds = [
        RowOperation("swap", i, j),
        RowOperation("multiply", i, number=number),
        RowOperation("add", i, j, number),
        RowOperation("shift", j, number=number),
    ]
    chosen = rng.sample(kinds[: 3 if level < 3 else 4], 1 if level == 1 else 2)
    A = nice.square_matrix(rng, size, singular=rng.random() < 0.1)
    return {"A": A, "operations": tuple(map(str, chosen))}


def goals(problem: Problem, found: tuple[Expr, ...]) -> tuple[tuple[str, Claim], ...]:
    A = problem.A
    _, determinant = collect(expand_along_emptiest_line(A))
    after = [applied(A, row_operation(text)) for text in problem.operations]
    pairs = enumerate(zip(after, found, strict=True), start=1)
    changed = ((f"after_{k}", Equal(Det(B), value)) for k, (B, value) in pairs)
    return ("determinant", Equal(Det(A), determinant)), *changed


def figures(problem: Problem, found: tuple[Expr, ...]) -> tuple[Figure, ...]:
    """What each operation does: to the area that two rows span, or to the entries of more rows."""
    made = []
    for operation, value in zip(map(row_operation, problem.operations), found, strict=True):
        A, B = problem.A, applied(problem.A, operation)
        claim = Equal(Det(B), value)
        if A.shape == (2, 2):
            marks = spanned_before_and_after(A, B)
            made.append(Figure("spanned_area", claim, marks, "x", "y", equal=True))
        else:
            changed = (operation.row, operation.other if operation.kind == "swap" else 0)
            if marks := before_and_after(A, B, str(operation), changed):
                made.append(Figure("changed_rows", claim, marks, equal=True))
    return tuple(made)


TOPIC = Topic(
    id="linear_algebra.row_operations",
    covers=("linalg.row_ops",),
    inputs=(
        MatrixInput(
            name="A", about="a square matrix", example="[2 1; 4 3]", square=True, largest=LARGEST
        ),
        RowOperationsInput(
            name="operations",
            about="operations on its rows, each starting from A",
            example="swap rows 1 and 2",
        ),
    ),
    phrases=(
        "[find|give|what is] [the] determinant of {A} after {operations}",
        "[what is] [the] effect of {operations} on [the] determinant of {A}",
        "{how does|what does} {operations} {change|do to} the determinant of {A}",
        "for {A} give the determinant after {operations}",
        "{what happens to|how does} the determinant of {A} [change] {if|when} [you|we] {operations}",
        "what is the determinant of {A} {if|when} [you|we] {operations}",
    ),
    methods={"rules": by_rules, "recomputing": by_recomputing},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
