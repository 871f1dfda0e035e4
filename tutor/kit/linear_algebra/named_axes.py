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
from tutor.core.matrix_expression import Dot, MatrixSum, Norm, ScalarMultiple
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
from tutor.kit.linear_algebra.numbered_roots import fits, insert_root, units, write_cofactor_vector
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
    """
    unknown = unknown_for(C)
    roots = yield from find_eigenvalues(C, unknown, largest_first=True, letter=letter)
    general = yield from write_cofactor_vector(C, unknown, roots)
    axes: list[NamedAxis] = []
    for k, root in enumerate(roots, start=1):
        first = len(axes) + 1
        long = is_long(root.value)
        if long and fits(general, root.value, unknown):
            yield from insert_root(C, unknown, general, root.value, k, letter)
            numbers = units(general, unknown, root.value)
            axes.append((yield from _divide(root, Symbol(f"w{k}"), numbers, k, by, first, letter)))
            continue
        name = name_of(k, letter)
        if not long and not root.value.is_Rational:
            yield step("name_root", Defines(name, root.value))
            yield step("approximate_eigenvalue", in_decimals(root.value, k, letter))
        eigen = yield from find_eigenvectors(C, root, name if long else None)
        if root.value.is_Rational:
            found = yield from orthonormal(C, root.value, eigen.vectors, first, by)
            axes += [_exact(Axis(root.value, unit.name, unit.value), k) for unit in found]
            continue
        directions = yield from _directions(eigen.vectors, {name: root.value}, k, first)
        for place, (symbol, numbers) in enumerate(directions, start=first):
            axes.append((yield from _divide(root, symbol, numbers, k, by, place, letter)))
    return tuple(axes)


def _directions(
    vectors: Sequence[Tuple], named: dict[Symbol, Expr], k: int, first: int
) -> Generator[Step, None, list[tuple[Symbol, list[Float]]]]:
    """Eigenvectors of one eigenvalue at right angles, by name and in decimals (Gram-Schmidt)."""
    found: list[tuple[Symbol, list[Float]]] = []
    for place, vector in enumerate(vectors, start=first):
        w = Symbol(f"w{k}" if len(vectors) == 1 else f"v{place}")
        yield step("name_eigenvector", Defines(w, vector))
        numbers = [e.xreplace(named).evalf(2 * WORKING) for e in vector]
        if found:
            u = Symbol(f"u{place}")
            shares = (ScalarMultiple(-over(Dot(w, d), Dot(d, d)), d) for d, _ in found)
            yield step("subtract_projections", Defines(u, MatrixSum(w, *shares)))
            for _, other in found:
                share = dotted_with(numbers, other) / dotted_with(other, other)
                numbers = [a - share * b for a, b in zip(numbers, other, strict=True)]
            w = u
        found.append((w, numbers))
    return found


def dotted_with(line: Sequence[Expr], numbers: Sequence[Float]) -> Float:
    """A row of a matrix times a vector in decimals."""
    return sum((a * b for a, b in zip(line, numbers, strict=True)), Float(0, WORKING))


def _divide(
    root: Root,
    vector: Symbol,
    numbers: Sequence[Float],
    k: int,
    by: Matrix | None,
    first: int,
    letter: str,
) -> Generator[Step, None, NamedAxis]:
    """Divide an eigenvector of the k-th eigenvalue by its length, and choose its sign."""
    image = () if by is None else (dotted_with(line, numbers) for line in by.entries())
    sign = 1 if next(n for n in (*image, *numbers) if abs(n) > SMALL) > 0 else -1
    q, size = Symbol(f"q{first}"), dotted_with(numbers, numbers) ** Float("0.5", WORKING)
    value = ScalarMultiple(over(Integer(sign), Norm(vector)), vector)
    rule = "divide_by_its_length" if by is None else "divide_by_length_and_turn"
    yield step(rule, Defines(q, value))
    unit = tuple(sign * n / size for n in numbers)
    return NamedAxis(k, name_of(k, letter), root.value, q, unit)


def _exact(axis: Axis, k: int) -> NamedAxis:
    numbers = tuple(e.evalf(WORKING) for e in axis.direction)
    return NamedAxis(k, axis.eigenvalue, axis.eigenvalue, axis.name, numbers, axis.direction)
