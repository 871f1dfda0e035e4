"""The axes of a symmetric matrix whose unit eigenvectors would be roots inside roots.

Eigenvalues and eigenvectors stay exact under names: lambda for an irrational eigenvalue, q for an
eigenvector divided by its length.  What is read are the decimals beside the names.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple

from sympy import Basic, Expr, Float, Integer, Symbol, Tuple

from tutor.core.claims import Defines
from tutor.core.errors import OverLimit
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Norm, ScalarMultiple
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import unknown_for
from tutor.kit.linear_algebra.decimals import WORKING
from tutor.kit.linear_algebra.eigen import (
    LETTER,
    find_eigenvalues,
    find_eigenvectors,
    in_decimals,
    is_long,
    is_numbered,
    name_of,
)
from tutor.kit.linear_algebra.numbered_roots import insert_root, units, write_cofactor_vector
from tutor.kit.linear_algebra.orthogonal import length
from tutor.kit.linear_algebra.products import columns_matrix, dotted
from tutor.kit.linear_algebra.symmetric import Axis, orthonormal
from tutor.kit.polynomial_roots import Root
from tutor.kit.unevaluated import over

SMALL = Float(10, WORKING) ** (-WORKING // 2)  # what is smaller is an exact zero


class NamedAxis(NamedTuple):
    """A unit eigenvector by its name and in decimals; the eigenvalue as written, and its value.

    `place` is the number of the eigenvalue among the different ones; `exact` is the eigenvector
    of a rational one.
    """

    place: int
    written: Expr
    eigenvalue: Expr
    name: Basic
    decimals: tuple[Float, ...]
    exact: Tuple | None = None


def has_plain_axes(C: Matrix) -> bool:
    """Whether all unit eigenvectors of a symmetric matrix can be written without roots inside roots."""
    _, roots = collect(find_eigenvalues(C, unknown_for(C)))
    if is_numbered(roots):
        return False
    vectors = [v for root in roots for v in collect(find_eigenvectors(C, root))[1].vectors]
    if not all(dotted(v, v).is_Rational for v in vectors):
        return False
    try:
        columns_matrix([Tuple(*(e / length(v) for e in v)) for v in vectors])
    except OverLimit:
        return False
    return True


def find_named_axes(
    C: Matrix, by: Matrix | None = None, letter: str = LETTER
) -> Generator[Step, None, tuple[NamedAxis, ...]]:
    """Orthonormal eigenvectors q1, q2, ..., in the order of decreasing eigenvalues.

    The first component other than zero is positive, or that of the image under `by`.
    Raises `OverLimit` if an irrational eigenvalue has several eigenvectors.
    """
    unknown = unknown_for(C)
    roots = yield from find_eigenvalues(C, unknown, largest_first=True, letter=letter)
    general = yield from write_cofactor_vector(C, unknown, roots)
    axes: list[NamedAxis] = []
    for k, root in enumerate(roots, start=1):
        first = len(axes) + 1
        if is_long(root.value):
            yield from insert_root(C, unknown, general, root.value, k, letter)
            numbers = units(general, unknown, root.value)
            axes.append((yield from _divide(root, numbers, k, by, first, letter)))
            continue
        if not root.value.is_Rational:
            yield step("name_root", Defines(name_of(k, letter), root.value))
            yield step("approximate_eigenvalue", in_decimals(root.value, k, letter))
        eigen = yield from find_eigenvectors(C, root)
        if root.value.is_Rational:
            found = yield from orthonormal(C, root.value, eigen.vectors, first, by)
            axes += [_exact(Axis(root.value, unit.name, unit.value), k) for unit in found]
        elif len(eigen.vectors) == 1:
            (vector,) = eigen.vectors
            yield step("name_eigenvector", Defines(Symbol(f"w{k}"), vector))
            size = length_of(vector)
            numbers = [e.evalf(WORKING) / size for e in vector]
            axes.append((yield from _divide(root, numbers, k, by, first, letter)))
        else:
            raise OverLimit(
                "repeated-roots",
                "An irrational eigenvalue is repeated, and its unit eigenvectors would be roots "
                "inside roots.",
                fix="Change the numbers, or ask for the eigenvalues and eigenvectors alone.",
            )
    return tuple(axes)


def length_of(vector: Tuple) -> Expr:
    """The length of a vector in decimals."""
    return sum((e * e for e in vector), Integer(0)).evalf(2 * WORKING) ** Float("0.5", WORKING)


def dotted_with(line: Sequence[Expr], numbers: Sequence[Float]) -> Float:
    """A row of a matrix times a vector in decimals."""
    return sum((a * b for a, b in zip(line, numbers, strict=True)), Float(0, WORKING))


def _divide(
    root: Root, numbers: list[Float], k: int, by: Matrix | None, first: int, letter: str
) -> Generator[Step, None, NamedAxis]:
    """Divide the k-th eigenvector by its length, and choose its sign."""
    image = () if by is None else (dotted_with(line, numbers) for line in by.entries())
    sign = 1 if next(n for n in (*image, *numbers) if abs(n) > SMALL) > 0 else -1
    vector, q = Symbol(f"w{k}"), Symbol(f"q{first}")
    value = ScalarMultiple(over(Integer(sign), Norm(vector)), vector)
    rule = "divide_by_its_length" if by is None else "divide_by_length_and_turn"
    yield step(rule, Defines(q, value))
    return NamedAxis(k, name_of(k, letter), root.value, q, tuple(sign * n for n in numbers))


def _exact(axis: Axis, k: int) -> NamedAxis:
    numbers = tuple(e.evalf(WORKING) for e in axis.direction)
    return NamedAxis(k, axis.eigenvalue, axis.eigenvalue, axis.name, numbers, axis.direction)
