"""Singular value decompositions whose values would be roots inside roots.

Singular values and vectors are exact under names (sigma, q and p), and what is read are the
decimals beside them.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple

import sympy as sp
from sympy import Basic, Expr, Float, Integer, Symbol, Tuple

from tutor.core.claims import Approximates, Claim, Defines, Equal, Factored
from tutor.core.errors import OverLimit
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    FrobeniusNorm,
    MatrixProduct,
    Rank,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.decimals import WORKING, rounded_matrix, rounded_vector
from tutor.kit.linear_algebra.eigen import is_long
from tutor.kit.linear_algebra.named_axes import (
    NamedAxis,
    dotted_with,
    find_named_axes,
    has_plain_axes,
)
from tutor.kit.linear_algebra.products import multiplied, transposed
from tutor.kit.linear_algebra.singular import (
    KINDS,
    U,
    V,
    complete_basis,
    find_decomposition,
    is_wide,
    multiply,
    rest,
    sign_from,
)
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.unevaluated import divided

B = Symbol("B")
Numbers = Sequence[Sequence[Expr]]


class NamedDecomposition(NamedTuple):
    """The singular values by their names, and decimals of U, of the values and of V."""

    names: tuple[Symbol, ...]
    left: Approximates
    values: Approximates
    right: Approximates
    numbers: tuple[Numbers, Sequence[Expr], Numbers]  # the same, not rounded


class NamedPartner(NamedTuple):
    """A singular value by its name and in decimals, and so its vector on the other side."""

    value: Symbol
    size: Expr
    partner: Symbol
    decimals: tuple[Expr, ...]


def has_plain_decomposition(A: Matrix) -> bool:
    """Whether the decomposition can be written without roots inside roots."""
    wide = is_wide(A)
    G = multiplied(A, transposed(A)) if wide else multiplied(transposed(A), A)
    if not has_plain_axes(G):
        return False
    try:
        _, found = collect(find_decomposition(A, wide))
    except OverLimit:
        return False
    return not any(map(is_long, found.values))


def find_named_decomposition(
    A: Matrix, from_left: bool
) -> Generator[Step, None, NamedDecomposition]:
    """By the eigenvectors of A A^T (from the left) or A^T A."""
    G = yield from multiply(A, from_left)
    axes = yield from find_named_axes(G, sign_from(A, from_left))
    tall = transposed(A) if from_left else A
    names: list[Symbol] = []
    sizes: list[Expr] = []
    others: list[Basic] = []
    images: list[tuple[Expr, ...]] = []
    for k, axis in enumerate(axes, start=1):
        if axis.eigenvalue == 0:
            continue
        found = yield from find_named_partner(A, axis, k, from_left)
        names.append(found.value)
        sizes.append(found.size)
        others.append(found.partner)
        images.append(found.decimals)
    if len(others) < tall.shape[0]:
        for unit in (yield from complete_basis(A, from_left, len(axes) + 1)):
            others.append(unit.value)
            images.append(tuple(e.evalf(WORKING) for e in unit.value))
    mine = [axis.name for axis in axes], [axis.decimals for axis in axes]
    (left, us), (right, vs) = (mine, (others, images)) if from_left else ((others, images), mine)
    answer = NamedDecomposition(
        tuple(names),
        rounded_matrix(U, _rows(us)),
        rounded_vector(Tuple(*names), sizes),
        rounded_matrix(V, _rows(vs)),
        (us, sizes, vs),
    )
    yield step("name_left", Defines(U, Columns(*left)))
    yield step("round_left", answer.left)
    yield step("name_right", Defines(V, Columns(*right)))
    yield step("round_right", answer.right)
    yield step("write_factors", named_factors(A, answer))
    yield step("round_singular_values", answer.values)
    return answer


def find_named_partner(
    A: Matrix, axis: NamedAxis, k: int, from_left: bool
) -> Generator[Step, None, NamedPartner]:
    """The k-th singular value and the singular vector on the other side."""
    sigma, partner = Symbol(f"sigma{k}"), Symbol(f"p{k}")
    written = sp.Pow(axis.written, sp.Rational(1, 2), evaluate=False)
    size = sp.sqrt(axis.eigenvalue.evalf(2 * WORKING))
    yield step("take_singular_value", Defines(sigma, written))
    about = six_digits(size)
    yield step("round_singular_value", Approximates(sigma, about.value, about.tolerance))
    mapped = MatrixProduct(Transpose(A) if from_left else A, axis.name)
    yield step(
        "divide_by_singular_value",
        Defines(partner, ScalarMultiple(divided(Integer(1), sigma), mapped)),
    )
    tall = transposed(A) if from_left else A
    image = tuple(dotted_with(line, axis.decimals) / size for line in tall.entries())
    return NamedPartner(sigma, size, partner, image)


def approximate(A: Matrix, found: NamedDecomposition, k: int) -> Generator[Step, None, None]:
    """The best approximation of rank k, smaller than the rank."""
    (_, value), (_, rank), (_, error) = approximation(A, found, k)
    product = MatrixProduct(U, middle(A, found.names[:k]), Transpose(V))
    yield step("keep_largest_values", Defines(B, product))
    yield step("round_approximation", value)
    yield step("find_rank", rank)
    yield step("round_error", error)


def named_factors(A: Matrix, found: NamedDecomposition) -> Factored:
    """The claim that A is U S V^T."""
    return Factored(A, Tuple(U, middle(A, found.names), Transpose(V)), KINDS)


def middle(A: Matrix, values: Sequence[Expr]) -> Matrix:
    """The matrix of singular values, in the shape of A."""
    rows, columns = A.shape
    return Matrix.of(
        [
            [values[i] if i == j and i < len(values) else Integer(0) for j in range(columns)]
            for i in range(rows)
        ]
    )


def decimals(found: NamedDecomposition) -> tuple[tuple[str, Claim], ...]:
    return (
        ("left_decimals", found.left),
        ("value_decimals", found.values),
        ("right_decimals", found.right),
    )


def approximation(
    A: Matrix, found: NamedDecomposition, k: int
) -> tuple[tuple[str, Approximates], tuple[str, Equal], tuple[str, Approximates]]:
    """The best approximation of rank k in decimals, its rank and its error."""
    us, sizes, vs = found.numbers
    rows, columns = A.shape
    entries = [
        [sum((sizes[n] * us[n][i] * vs[n][j] for n in range(k)), Float(0)) for j in range(columns)]
        for i in range(rows)
    ]
    about = six_digits(sp.sqrt(sum((s * s for s in sizes[k:]), Float(0))))
    error = Approximates(FrobeniusNorm(rest(A, B)), about.value, about.tolerance)
    return (
        ("approximation", rounded_matrix(B, entries)),
        ("rank", Equal(Rank(B), Integer(k))),
        ("error", error),
    )


def _rows(columns: Numbers) -> list[tuple[Expr, ...]]:
    return list(zip(*columns, strict=True))
