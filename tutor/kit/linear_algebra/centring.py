"""A table of observations with the mean of each column subtracted.

The table has a row for each observation.  The centred table is what the
covariance matrix and the principal components are made of.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Integer, Symbol, Tuple

from tutor.core.claims import Compared, Defines, Equal
from tutor.core.errors import OverLimit, Undefined
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    MatrixExpression,
    MatrixProduct,
    MatrixSum,
    ScalarMultiple,
    Transpose,
)
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.products import multiplied, transposed
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.unevaluated import divided

DATA, CENTRED, MEAN, SIZE = Symbol("D"), Symbol("X"), Symbol("mu"), Symbol("n")
DIVISOR = Symbol("k")
COVARIANCE = ScalarMultiple(
    divided(Integer(1), DIVISOR), MatrixProduct(Transpose(CENTRED), CENTRED)
)
MOST_ROWS, MOST_COLUMNS = 30, 6  # that fit a page
SHORT = 4  # digits of a number that needs no decimals beside it


def mean_of(data: Matrix) -> Tuple:
    """The mean of each column."""
    return Tuple(*(sum(c, Integer(0)) / len(c) for c in transposed(data).entries()))


def centred(data: Matrix) -> Matrix:
    """The table with the mean of each column subtracted from it."""
    mean = mean_of(data)
    return Matrix.of([[e - m for e, m in zip(line, mean, strict=True)] for line in data.entries()])


def scatter(X: Matrix, divisor: Integer) -> Matrix:
    """X^T X over a number."""
    return Matrix.of(
        [[e / divisor for e in line] for line in multiplied(transposed(X), X).entries()]
    )


def ones(data: Matrix) -> Tuple:
    return Tuple(*[Integer(1)] * data.shape[0])


def mean_formula(data: Matrix) -> MatrixExpression:
    """The sum of the rows over their number; D^T times a column of ones adds each column of D."""
    return ScalarMultiple(divided(Integer(1), SIZE), MatrixProduct(Transpose(DATA), ones(data)))


def centre(data: Matrix) -> Generator[Step, None, Matrix]:
    """Name the table D and its size n, find the means and subtract them; returns the centred table X."""
    size, mean, X = Integer(data.shape[0]), mean_of(data), centred(data)
    yield step("name_table", Defines(DATA, data))
    yield step("count_observations", Defines(SIZE, size))
    total = Tuple(*(size * m for m in mean))
    yield step("add_columns", Equal(MatrixProduct(Transpose(DATA), ones(data)), total))
    quotient = ScalarMultiple(divided(Integer(1), size), total)
    yield step("write_means", Equal(mean_formula(data), quotient))
    yield step("divide_by_size", Equal(quotient, mean))
    for m in mean:
        if m.q > 1 and 10**SHORT % m.q:
            yield step("approximate_mean", six_digits(m))
    table = Matrix.of([mean.args] * data.shape[0])
    difference = MatrixSum(DATA, ScalarMultiple(Integer(-1), table))
    yield step("subtract_means", Defines(CENTRED, difference))
    yield step("work_out_centred", Equal(CENTRED, X))
    zero = Tuple(*[Integer(0)] * data.shape[1])
    yield step("check_centred", Compared(MatrixProduct(Transpose(X), ones(data)), "=", zero))
    return X


def name_divisor(X: Matrix, *, sample: bool) -> Generator[Step, None, Integer]:
    """The divisor k, which is n - 1 for a sample and n for a population."""
    value = Integer(X.shape[0] - int(sample))
    yield step(
        "choose_sample_divisor" if sample else "choose_divisor",
        Defines(DIVISOR, SIZE - int(sample)),
    )
    yield step("work_out_divisor", Equal(DIVISOR, value))
    return value


def covariance(X: Matrix, *, sample: bool) -> Generator[Step, None, Matrix]:
    """The covariance matrix of a centred table, by one product of matrices."""
    k = yield from name_divisor(X, sample=sample)
    products = yield from multiply_centred(X)
    return (yield from divide_products(products, k))


def multiply_centred(X: Matrix) -> Generator[Step, None, Matrix]:
    """The products of the columns of the centred table."""
    products = multiplied(transposed(X), X)
    yield step("multiply_centred", Equal(MatrixProduct(Transpose(CENTRED), CENTRED), products))
    return products


def divide_products(products: Matrix, k: Integer) -> Generator[Step, None, Matrix]:
    """The covariance matrix from these products and the divisor."""
    quotient = ScalarMultiple(divided(Integer(1), k), products)
    result = Matrix.of([[e / k for e in line] for line in products.entries()])
    yield step("write_quotient", Equal(COVARIANCE, quotient))
    yield step("divide_products_by_divisor", Equal(quotient, result))
    return result


def check_table(data: Matrix, *, sample: bool) -> None:
    """Refuse one observation where n - 1 divides, and tables that fit no page."""
    rows, columns = data.shape
    if rows == 1 and sample:
        raise Undefined(
            "one-observation",
            "There is one observation. The divisor n - 1 is 0, so the covariance is undefined.",
            fix="Give at least two observations, or take the divisor n of a whole population.",
        )
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise OverLimit(
            "table-size",
            f"The table is {rows} by {columns}. The limit is {MOST_ROWS} by {MOST_COLUMNS}.",
            fix="Use fewer observations or fewer variables.",
        )
