"""Principal components by the singular value decomposition of the centred data.

The right singular vectors of the centred table X are the components, and the square of a
singular value over the divisor is the variance along its component.  With more variables
than observations the smaller product X X^T starts from the left.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Expr, Integer, Symbol

from tutor.core.claims import Approximates, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, ScalarMultiple, Transpose
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.centring import (
    CENTRED,
    DIVISOR,
    divide_products,
    multiply_centred,
    name_divisor,
)
from tutor.kit.linear_algebra.components import Told, tell_exactly, tell_in_decimals
from tutor.kit.linear_algebra.decimals import WORKING
from tutor.kit.linear_algebra.eigen import name_of
from tutor.kit.linear_algebra.named_axes import NamedAxis, dotted_with, find_named_axes
from tutor.kit.linear_algebra.named_singular import has_plain_decomposition
from tutor.kit.linear_algebra.products import multiplied, transposed
from tutor.kit.linear_algebra.singular import complete_basis, find_partner, is_wide, sign_from
from tutor.kit.linear_algebra.symmetric import Axis, find_axes
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_roots import tidied
from tutor.kit.unevaluated import divided


def by_singular_values(X: Matrix) -> Told:
    """From the centred table, of a sample."""
    k = yield from name_divisor(X, sample=True)
    if has_plain_decomposition(X):
        axes = yield from _exactly(X, k)
        C = yield from _covariance(X, k)
        return (yield from tell_exactly(C, X, axes))
    named = yield from _with_names(X, k)
    C = yield from _covariance(X, k)
    return (yield from tell_in_decimals(C, X, named))


def _exactly(X: Matrix, k: Integer) -> Generator[Step, None, list[Axis]]:
    wide = is_wide(X)
    G = yield from _multiply(X, wide)
    found: list[Axis] = []
    for n, axis in enumerate((yield from find_axes(G, sign_from(X, wide, "right"))), start=1):
        if axis.eigenvalue == 0:
            found += [] if wide else [Axis(Integer(0), axis.name, axis.direction)]
            continue
        if wide:
            value, direction = yield from find_partner(X, axis, n, True)
            name = Symbol(f"p{n}")
        else:
            value = yield from _singular_value(axis, n)
            name, direction = axis.name, axis.direction
        variance = yield from _variance(value, n, k)
        found.append(Axis(variance, name, direction))
    if len(found) < X.shape[1]:
        more = yield from complete_basis(X, True, X.shape[0] + 1)
        found += [Axis(Integer(0), unit.name, unit.value) for unit in more]
    return found


def _with_names(X: Matrix, k: Integer) -> Generator[Step, None, list[NamedAxis]]:
    wide = is_wide(X)
    G = yield from _multiply(X, wide)
    axes = yield from find_named_axes(G, sign_from(X, wide, "right"), "tau")
    found: list[NamedAxis] = []
    for n, axis in enumerate(axes, start=1):
        if axis.eigenvalue == 0:
            found += [] if wide else [axis]
            continue
        sigma, value = Symbol(f"sigma{n}"), sp.sqrt(axis.eigenvalue.evalf(2 * WORKING))
        written = sp.Pow(axis.written, sp.Rational(1, 2), evaluate=False)
        yield step("take_singular_value", Defines(sigma, written))
        about = six_digits(value)
        yield step("round_singular_value", Approximates(sigma, about.value, about.tolerance))
        name, numbers = axis.name, axis.decimals
        if wide:
            name = Symbol(f"p{n}")
            mapped = MatrixProduct(Transpose(X), axis.name)
            scaled = ScalarMultiple(divided(Integer(1), sigma), mapped)
            yield step("divide_by_singular_value", Defines(name, scaled))
            columns = transposed(X).entries()
            numbers = tuple(dotted_with(line, axis.decimals) / value for line in columns)
        variance = axis.eigenvalue / k
        written = variance if variance.is_Rational else name_of(axis.place)
        squared = divided(sigma**2, DIVISOR)
        if variance.is_Rational:
            yield step("square_singular_value", Equal(squared, variance))
        else:
            yield step("name_variance", Defines(written, squared))
        found.append(NamedAxis(axis.place, written, variance, name, numbers))
    n = len(axes)
    if len(found) < X.shape[1]:
        for unit in (yield from complete_basis(X, True, X.shape[0] + 1)):
            numbers = tuple(e.evalf(WORKING) for e in unit.value)
            found.append(NamedAxis(n + 1, Integer(0), Integer(0), unit.value, numbers))
    return found


def _multiply(X: Matrix, wide: bool) -> Generator[Step, None, Matrix]:
    if not wide:
        return (yield from multiply_centred(X))
    G = multiplied(X, transposed(X))
    yield step("multiply_by_transposed_table", Equal(MatrixProduct(CENTRED, Transpose(CENTRED)), G))
    return G


def _covariance(X: Matrix, k: Integer) -> Generator[Step, None, Matrix]:
    products = multiplied(transposed(X), X)
    if is_wide(X):
        yield from multiply_centred(X)
    return (yield from divide_products(products, k))


def _singular_value(axis: Axis, n: int) -> Generator[Step, None, Expr]:
    sigma, value = Symbol(f"sigma{n}"), sp.expand(tidied(sp.sqrt(axis.eigenvalue)))
    written = sp.Pow(axis.eigenvalue, sp.Rational(1, 2), evaluate=False)
    yield step("take_singular_value", Defines(sigma, written))
    yield step("work_out_singular_value", Equal(sigma, value))
    return value


def _variance(value: Expr, n: int, k: Integer) -> Generator[Step, None, Expr]:
    """The variance along the n-th component."""
    variance = tidied(value**2 / k)
    yield step("square_singular_value", Equal(divided(Symbol(f"sigma{n}") ** 2, DIVISOR), variance))
    return variance
