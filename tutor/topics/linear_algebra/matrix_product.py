"""The product of two matrices, or of a matrix and a vector.

The left factor needs as many columns as the right one has rows.  The entry in row i
and column j is the dot product of row i of the left and column j of the right factor.
Seen by columns, each column of the product combines the columns of the left factor, and
blocks multiply like entries.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any

from sympy import Basic, Tuple

from tutor.core.claims import Choice, Claim, Compared, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Curve, Figure, Mark, Note
from tutor.core.inputs import ChoiceInput, MatrixInput, VectorInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dot, MatrixProduct, MatrixSum, ScalarMultiple
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.block_products import has_blocks, multiply_blocks
from tutor.kit.linear_algebra.multiplication import as_matrix, fitting, multiplied, shaped
from tutor.kit.linear_algebra.vectors import add_products, products

LARGEST = 5

Solution = Generator[Step, None, Basic]


def by_rows_and_columns(problem: Problem) -> Solution:
    left, right = problem.A, as_matrix(right_of(problem))
    yield step("compare_shapes", Choice(MatrixProduct(left, right_of(problem))))
    for i in range(1, left.shape[0] + 1):
        for j in range(1, right.shape[1] + 1):
            row, column = Tuple(*left.row(i)), Tuple(*right.column(j))
            written = products(row, column)
            first = step("multiply_row_by_column", Equal(Dot(row, column), written))
            more, value = collect(add_products(row, column))
            substeps = (first, *more) if written != value else ()
            yield step("find_entry", Equal(Dot(row, column), value), substeps=substeps)
    return (yield from conclude(problem))


def by_columns(problem: Problem) -> Solution:
    left, right = problem.A, as_matrix(right_of(problem))
    columns = [Tuple(*left.column(k)) for k in range(1, left.shape[1] + 1)]
    for j in range(1, right.shape[1] + 1):
        numbers = Tuple(*right.column(j))
        image = MatrixProduct(left, numbers)
        multiples = [ScalarMultiple(c, v) for c, v in zip(numbers, columns, strict=True)]
        combination = multiples[0] if len(multiples) == 1 else MatrixSum(*multiples)
        yield step("combine_columns", Equal(image, combination))
        value = shaped(numbers, multiplied(left, as_matrix(numbers)))
        yield step("work_out_column", Equal(combination, value))
    return (yield from conclude(problem))


def by_blocks(problem: Problem) -> Solution:
    left, right = problem.A, as_matrix(right_of(problem))
    yield step("compare_shapes", Choice(MatrixProduct(left, right_of(problem))))
    yield from multiply_blocks(left, right)
    return (yield from conclude(problem))


def conclude(problem: Problem) -> Solution:
    left, right = problem.A, right_of(problem)
    value = shaped(right, multiplied(left, as_matrix(right)))
    rule = "collect_entries"
    if is_diagonal(left):
        rule = "collect_scaled_rows"
    elif isinstance(right, Matrix) and is_diagonal(right):
        rule = "collect_scaled_columns"
    yield step(rule, Equal(MatrixProduct(left, right), value))
    if order := exchange(problem):
        turned = MatrixProduct(right, left)
        yield step("exchange_factors", Equal(turned, multiplied(right, left)))
        same = isinstance(order, Equal)
        yield step("find_same_order" if same else "find_other_order", order)
    return value


def exchange(problem: Problem) -> Claim | None:
    """Whether both orders of two different square matrices give the same product."""
    left, right = problem.A, right_of(problem)
    if not isinstance(right, Matrix) or left.shape[0] != left.shape[1] or left == right:
        return None
    if right.shape != left.shape or left.free_symbols or right.free_symbols or left.shape == (1, 1):
        return None
    ways: tuple[Any, Any] = (MatrixProduct(left, right), MatrixProduct(right, left))
    if multiplied(left, right) == multiplied(right, left):
        return Equal(*ways)
    return Compared(ways[0], "!=", ways[1])


def right_of(problem: Problem) -> Any:
    return problem.x if problem.B is None else problem.B


def is_diagonal(matrix: Matrix) -> bool:
    """Whether a square matrix of several rows is zero off its diagonal."""
    size, width = matrix.shape
    lines = enumerate(matrix.entries())
    return size == width > 1 and not any(
        e for i, line in lines for j, e in enumerate(line) if i != j
    )


def complete(problem: Problem) -> Mapping[str, Any]:
    if (problem.B is None) == (problem.x is None):
        raise NotUnderstood(
            "right-factor",
            "The right factor is one matrix B or one vector x.",
            fix="For example B = [5 6; 7 8], or x = (5, 6).",
        )
    names = ("A", "x" if problem.B is None else "B")
    fitting(problem.A, as_matrix(right_of(problem)), names)
    if problem.order is not None and exchange(problem) is None:
        why, instead = no_order(problem)
        raise Undefined("order", why, fix=instead)
    return {}


def no_order(problem: Problem) -> tuple[str, str]:
    """Why the two orders are not compared, and what to do."""
    left, right = problem.A, as_matrix(right_of(problem))
    if left == right:
        return "Every matrix commutes with itself.", "Give two different matrices."
    if left.shape != right.shape or left.shape[0] != left.shape[1]:
        return (
            "The products in the two orders exist and have the same shape only for square matrices "
            "of one size. So these two do not commute.",
            "Give two square matrices of one size.",
        )
    if left.free_symbols or right.free_symbols:
        return (
            "Whether the two orders give the same product depends on the letter.",
            "Give the letter a value, or ask for A B - B A.",
        )
    return "Numbers always commute.", "Give matrices of at least two rows."


def suits(problem: Problem) -> tuple[str, ...]:
    cut = has_blocks(problem.A, as_matrix(right_of(problem)))
    return ("rows_and_columns", "columns", *(("blocks",) if cut else ()))


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has a vector, 2 two square matrices, 3 different shapes with negative numbers."""

    def matrix(rows: int, columns: int) -> Matrix:
        low = 0 if level == 1 else -4
        return Matrix.of([[rng.randint(low, 5) for _ in range(columns)] for _ in range(rows)])

    if level == 1:
        return {"A": matrix(2, 2), "x": Tuple(*matrix(2, 1).column(1))}
    if level == 2:
        return {"A": matrix(2, 2), "B": matrix(2, 2)}
    rows, inner, columns = rng.choice(((2, 3, 2), (3, 2, 3), (2, 3, 3), (3, 3, 2)))
    return {"A": matrix(rows, inner), "B": matrix(inner, columns)}


def goals(problem: Problem, value: Basic) -> tuple[tuple[str, Claim], ...]:
    product = ("product", Equal(MatrixProduct(problem.A, right_of(problem)), value))
    order = exchange(problem)
    return (product,) if order is None else (product, ("order", order))


def figures(problem: Problem, value: Basic) -> tuple[Figure, ...]:
    left, right = problem.A, as_matrix(right_of(problem))
    tables = (left, right, multiplied(left, right))
    texts = [str(e) for table in tables for line in table.entries() for e in line]
    if max(map(len, texts)) > 4 or max(*left.shape, *right.shape) > 4:
        return ()
    inner = left.shape[1]
    starts = ((0, 0), (inner, inner), (inner, 0))  # left below, right above, product between
    right_end, low_end = inner + right.shape[1] + 0.6, 0.4 - left.shape[0]
    marks: list[Mark] = [
        Curve(((-0.6, 1.0), (right_end, 1.0)), role="muted"),
        Curve(((float(inner), inner + 1.6), (float(inner), low_end)), role="muted"),
    ]
    for k, (table, (x, y)) in enumerate(zip(tables, starts, strict=True)):
        for i, line in enumerate(table.entries()):
            for j, entry in enumerate(line):
                boxed = (k == 1 or i == 0) and (k == 0 or j == 0)
                place = (float(x + j + (k > 0)), float(y - i + (k == 1)))
                marks.append(Note(place, str(entry), boxed))
    claim = Equal(MatrixProduct(left, right_of(problem)), value)
    return (Figure("row_and_column", claim, tuple(marks), equal=True),)


TOPIC = Topic(
    id="linear_algebra.matrix_product",
    covers=("linalg.matmul",),
    inputs=(
        MatrixInput(name="A", about="the left factor", example="[1 2; 3 4]", largest=LARGEST),
        MatrixInput(
            name="B", about="the right factor", example="[5 6; 7 8]", largest=LARGEST, optional=True
        ),
        VectorInput(
            name="x", about="a vector as the right factor", example="(5, 6)", optional=True
        ),
        ChoiceInput(
            name="order",
            about="what is asked of the order",
            example="commute",
            options={"commute": "whether both orders give the same product"},
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {product|matrix product} of {A} and {B}",
        "[find|compute|what is] [the] {product|matrix product} of {A} and {x}",
        "multiply [the {matrix|matrices}] {A} {by|and|times|with} {B}",
        "multiply [the matrix] {A} {by|and|times|with} [the vector] {x}",
        "[compute|what is] {A} times {B}",
        "[compute|what is] {A} times {x}",
        "do [the] [matrices] {A} and {B} {order}",
        "{show|prove|check|decide|determine} {that|if|whether} [the] [matrices] {A} and {B} [do not] {order}",
    ),
    bare=("matrix product",),
    methods={"rows_and_columns": by_rows_and_columns, "columns": by_columns, "blocks": by_blocks},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
