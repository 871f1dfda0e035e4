"""A layer of a network for several examples at once, Z = X W^T + B with an example in each row.

The activation is applied to every entry.  A unit that answers 0 or 1 to all pairs of bits is a gate.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, MatrixSum, Transpose
from tutor.core.step import Step, step
from tutor.kit import activations
from tutor.kit.linear_algebra.decimals import rounded_matrix
from tutor.kit.linear_algebra.multiplication import multiplied
from tutor.kit.linear_algebra.vectors import dot
from tutor.kit.network_layers import (
    RULES,
    Layer,
    Worth,
)

Goals = tuple[tuple[str, Claim], ...]
Solution = Generator[Step, None, Goals]

CASES = Matrix.of([[0, 0], [0, 1], [1, 0], [1, 1]])
GATES: dict[tuple[int, ...], str] = {
    (0, 0, 0, 1): "recognise_and",
    (0, 1, 1, 1): "recognise_or",
    (1, 1, 1, 0): "recognise_nand",
    (1, 0, 0, 0): "recognise_nor",
}


def together(layer: Layer, examples: Matrix) -> Solution:
    """All examples at once: Z = X W^T + B, with an example in each row."""
    Z, A, weights = Symbol("Z"), Symbol("A"), layer.table
    turned = Matrix.of([weights.column(j) for j in range(1, weights.shape[1] + 1)])
    biases = Matrix.of([list(layer.biases)] * examples.shape[0])
    product = MatrixProduct(examples, Transpose(weights))
    yield step("name_all_sums", Defines(Z, MatrixSum(product, biases)))
    multiplied_out = multiplied(examples, turned)
    yield step("multiply_all_weights", Equal(product, multiplied_out))
    rows = sums_of(layer, examples)
    sums = Matrix.of(rows)
    shifted = MatrixSum(multiplied_out, biases)
    goals: list[tuple[str, Claim]] = [("Z", Equal(Z, sums))]
    yield step("add_biases", Equal(shifted, sums), Equal(Z, shifted))
    if layer.activation == "identity":
        return tuple(goals)
    formulas = [activations.formulas(layer.activation, row) for row in rows]
    numbers = [activations.values(layer.activation, row) for row in rows]
    rule, worth = RULES[layer.activation], _matrix_worth(A, numbers)
    if isinstance(worth, Equal):
        yield step(rule, Defines(A, worth.after), worth)
    else:
        yield step(rule, Defines(A, Matrix.of(formulas)))
        yield step("round_activation", worth)
    goals.append(("A", worth))
    if isinstance(worth, Equal) and (gate := _gate_of(layer, examples, worth.after)):
        yield step(gate, Compared(A, "=", worth.after))
    return tuple(goals)


def _matrix_worth(name: Symbol, rows: list[list[Expr]]) -> Worth:
    """What a matrix is worth: exactly if all entries are rational, else in decimals."""
    if all(isinstance(e, Rational) for row in rows for e in row):
        return Equal(name, Matrix.of(rows))
    return rounded_matrix(name, rows)


def sums_of(layer: Layer, examples: Matrix) -> list[list[Expr]]:
    """The weighted sums, a row for each example and a column for each unit."""
    units = list(zip(layer.weights, layer.biases, strict=True))
    return [[dot(w, Tuple(*row)) + b for w, b in units] for row in examples.entries()]


def _gate_of(layer: Layer, examples: Matrix, outputs: Matrix) -> str | None:
    """The rule that names the gate, if all four cases of two bits are given."""
    if layer.activation != "step" or len(layer.weights) != 1 or examples != CASES:
        return None
    return GATES.get(tuple(int(v) for v in outputs.column(1)))
