"""The eigenvectors of a symmetric matrix as an orthonormal basis, largest eigenvalue first.

Eigenvectors for different eigenvalues are orthogonal already.  Several for one
eigenvalue are made orthogonal by the method of Gram and Schmidt.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Basis, Defines
from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Eigenspace, ScalarMultiple
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import unknown_for
from tutor.kit.linear_algebra.eigen import find_eigenvalues, find_eigenvectors, is_numbered
from tutor.kit.linear_algebra.orthogonal import Direction, Unit, normalise, subtract_in_turn
from tutor.kit.linear_algebra.products import applied


class Axis(NamedTuple):
    """A unit eigenvector by its name and value, and its eigenvalue."""

    eigenvalue: Expr
    name: Symbol
    direction: Tuple


def find_axes(C: Matrix, by: Matrix | None = None) -> Generator[Step, None, tuple[Axis, ...]]:
    """Orthonormal eigenvectors q1, q2, ..., in the order of decreasing eigenvalues.

    Each eigenvector is turned so that its first component other than zero is
    positive, or that of its image under the matrix `by`.  Raises `Undefined` if the
    eigenvalues have no short exact form.
    """
    roots = yield from find_eigenvalues(C, unknown_for(C))
    if is_numbered(roots):
        raise Undefined(
            "no-exact-solution",
            "The eigenvalues are roots of a polynomial that has no rational root and a degree "
            "above 2, so the directions have no short exact form.",
            fix="Change the numbers, or ask for the eigenvalues alone.",
        )
    axes: list[Axis] = []
    for root in sorted(roots, key=lambda r: -float(r.value)):
        eigen = yield from find_eigenvectors(C, root)
        units = yield from orthonormal(C, root.value, eigen.vectors, len(axes) + 1, by)
        axes += [Axis(root.value, unit.name, unit.value) for unit in units]
    return tuple(axes)


def orthonormal(
    C: Matrix, eigenvalue: Expr, vectors: tuple[Tuple, ...], first: int, by: Matrix | None = None
) -> Generator[Step, None, tuple[Unit, ...]]:
    """Unit vectors of an eigenspace from a basis of it, at right angles to one another."""
    if len(vectors) == 1:
        u, (vector,) = Symbol(f"u{first}"), vectors
        value = turned(vector, by)
        meaning = value if value == vector else ScalarMultiple(Integer(-1), vector)
        shown = by is not None and any(applied(by, vector).args)
        yield step("take_sign_of_image" if shown else "take_eigenvector", Defines(u, meaning))
        return (yield from normalise((Direction(first, u, value),), first))
    work, directions = collect(subtract_in_turn([turned(v, by) for v in vectors], first))
    more, units = collect(normalise(directions, first))
    claim = Basis(Eigenspace(C, eigenvalue), Tuple(*(unit.value for unit in units)))
    yield step("make_orthonormal", claim, substeps=(*work, *more))
    return units


def turned(vector: Tuple, by: Matrix | None = None) -> Tuple:
    """The vector or its opposite, with a positive first component other than zero.

    With a matrix `by` that of its image counts, unless that is zero.
    """
    image = () if by is None else applied(by, vector)
    leading = next(e for e in (*image, *vector) if e != 0)
    return vector if leading > 0 else Tuple(*(-e for e in vector))
