"""Formulas in matrices, worked out from the inside: sums, multiples, products, powers, transposes, traces.

Matrices of one shape are added entry by entry; a number multiplies every entry; a product
needs as many columns on its left as rows on its right.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Basic, Integer, Tuple

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    Identity,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Trace,
    Transpose,
)
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.formula_values import value_of
from tutor.kit.linear_algebra.multiplication import as_matrix
from tutor.kit.linear_algebra.vectors import products
from tutor.kit.unevaluated import added

MOST_ENTRIES = 9  # of a product whose entries are written out

Work = Generator[Step, None, Basic]


def work_out(formula: Basic) -> Work:
    """Work out the parts of a formula, the innermost first, and then the formula."""
    match formula:
        case Matrix() | Tuple():
            return formula
        case Identity():
            value = value_of(formula)
            yield step("write_identity", Equal(formula, value))
            return value
        case MatrixPower(args=(base, exponent)):
            inner = yield from work_out(base)
            factors = [inner] * int(exponent)
            written_out = MatrixProduct(*factors)
            yield step("write_power", Equal(MatrixPower(inner, exponent), written_out))
            return (yield from multiply(factors))
        case MatrixProduct():
            factors = []
            for factor in formula.args:
                factors.append((yield from work_out(factor)))
            return (yield from multiply(factors))
        case MatrixSum():
            return (yield from add(formula))
    *numbers, inside = formula.args
    on_diagonal = isinstance(inside, Identity)  # a number times it stands there
    inner = inside if on_diagonal else (yield from work_out(inside))
    shown = formula.func(*numbers, inner)
    if isinstance(formula, Trace):
        diagonal = added(*(inner[k, k] for k in range(1, inner.shape[0] + 1)))
        yield step("add_diagonal", Equal(shown, diagonal))
        total = value_of(shown)
        if total != diagonal:
            yield step("work_out_sum", Equal(diagonal, total))
        return total
    value = value_of(shown)
    rule = "transpose" if isinstance(formula, Transpose) else "multiply_by_number"
    if on_diagonal:
        rule = "fill_diagonal"
    reason = () if shown == formula else (Equal(formula, shown),)  # says where the number is from
    yield step(rule, Equal(shown, value), *reason)
    return value


def add(formula: MatrixSum) -> Work:
    parts: list[Basic] = []
    for term in formula.args:
        if isinstance(term, ScalarMultiple) and term.args[0] == -1:
            parts.append(ScalarMultiple(Integer(-1), (yield from work_out(term.args[1]))))
        else:
            parts.append((yield from work_out(term)))
    shown = MatrixSum(*parts)
    value = value_of(shown)
    minus = any(isinstance(part, ScalarMultiple) for part in parts)
    yield step("subtract_entries" if minus else "add_entries", Equal(shown, value))
    return value


def multiply(factors: Sequence[Basic]) -> Work:
    """Multiply from the left, two factors at a time."""
    left, *others = factors
    while others:
        right, *rest = others
        product = value_of(MatrixProduct(left, right))
        shown = MatrixProduct(product, *rest) if rest else product
        whole = MatrixProduct(left, *others)
        parts = _entries(whole, as_matrix(left), right, rest, shown)
        yield step("multiply_matrices", Equal(whole, shown), substeps=parts)
        left, others = product, rest
    return left


def _entries(
    whole: Basic, left: Matrix, right: Basic, rest: Sequence[Basic], shown: Basic
) -> tuple[Step, ...]:
    """The entries of a small product of two factors as rows times columns, and worked out."""
    rows, turned = [Tuple(*line) for line in left.entries()], as_matrix(right)
    columns = [Tuple(*turned.column(j)) for j in range(1, turned.shape[1] + 1)]
    if len(rows) * len(columns) > MOST_ENTRIES or left.shape[1] == 1:
        return ()
    sums = [Tuple(*(products(row, column) for row in rows)) for column in columns]
    written = sums[0] if isinstance(right, Tuple) else Columns(*sums)
    between = MatrixProduct(written, *rest) if rest else written
    return (
        step("write_entries", Equal(whole, between)),
        step("work_out_entries", Equal(between, shown)),
    )
