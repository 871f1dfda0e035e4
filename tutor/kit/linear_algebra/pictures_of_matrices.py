"""Pictures that show matrices themselves: their entries in brackets, or what they do to an area."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import sympy as sp
from sympy import Basic, Symbol

from tutor.core.figure import Arrow, Curve, Dots, Mark, Note, Point
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Inverse,
    MatrixPower,
    MatrixProduct,
    ScalarMultiple,
    Transpose,
)
from tutor.kit.linear_algebra.pictures import LONGEST_ENTRY

LARGEST_GRID = 5
GAP = 3.0  # between two grids, for the arrow from one to the other
SERIF = 0.2


def brackets(left: float, right: float, top: float, bottom: float) -> tuple[Mark, ...]:
    """The brackets around a grid with entries in this range of columns and rows."""
    return tuple(
        Curve(((inner, top), (edge, top), (edge, bottom), (inner, bottom)), "", "first")
        for edge, inner in ((left, left + SERIF), (right, right - SERIF))
    )


def grid(matrix: Matrix, left: float = 0.0, framed: Collection[int] = ()) -> tuple[Mark, ...]:
    """The entries of a matrix in brackets, those of the rows in `framed` in boxes."""
    height, width = matrix.shape
    entries = (
        Note((left + j, -float(i)), str(matrix[i, j]), boxed=i in framed)
        for i in range(1, height + 1)
        for j in range(1, width + 1)
    )
    return (*brackets(left + 0.4, left + width + 0.6, -0.4, -height - 0.6), *entries)


def before_and_after(
    A: Matrix, B: Matrix, words: str, changed: Collection[int]
) -> tuple[Mark, ...]:
    """Two matrices with an arrow between them and these words over it; empty if that is too much."""
    texts = [str(entry) for M in (A, B) for line in M.entries() for entry in line]
    height, width = A.shape
    if max(map(len, texts)) > LONGEST_ENTRY or max(height, width) > LARGEST_GRID:
        return ()
    middle = -(height + 1) / 2
    start, end = width + 0.9, width + GAP + 0.1
    return (
        *grid(A, 0.0, changed),
        *grid(B, width + GAP, changed),
        Arrow((start, middle), (end, middle), "", "muted"),
        Note(((start + end) / 2, 0.3), words),
    )


def spanned_before_and_after(A: Matrix, B: Matrix) -> tuple[Mark, ...]:
    """The parallelograms that the rows of two matrices with two rows and columns span."""
    (u, v), (p, q) = (_pairs(M) for M in (A, B))
    return (
        Curve(_around(u, v), "before", "muted"),
        Curve(_around(p, q), "after", "first"),
        Arrow((0.0, 0.0), p, "row 1", "accent"),
        Arrow((0.0, 0.0), q, "row 2", "second"),
    )


def area_in_two_steps(first: Matrix, both: Matrix) -> tuple[Mark, ...]:
    """The unit square, its image under a map and what the next map makes of that image."""
    marks = [Curve(_around((1.0, 0.0), (0.0, 1.0)), "unit square", "muted")]
    for M, label, role in ((first, "after the first map", "second"), (both, "after both", "first")):
        (a, b), (c, d) = _pairs(M)
        marks.append(Curve(_around((a, c), (b, d)), label, role, dashed=role == "second"))
    return tuple(marks)


def _pairs(matrix: Matrix) -> tuple[Point, Point]:
    (a, b), (c, d) = (tuple(map(float, line)) for line in matrix.entries())
    return (a, b), (c, d)


def _around(u: Point, v: Point) -> tuple[Point, ...]:
    return ((0.0, 0.0), u, (u[0] + v[0], u[1] + v[1]), v, (0.0, 0.0))


def two_steps(formula: Basic, values: Mapping[Basic, Matrix]) -> tuple[Matrix, Matrix] | None:
    """The map that a formula applies first and the map of the whole; None if it has no two steps."""
    match formula:
        case MatrixProduct(args=(_, first)) | ScalarMultiple(args=(_, first)):
            pass
        case MatrixPower(args=(first, exponent)) if exponent == 2:
            pass
        case _:
            return None
    return Matrix.of(_value(first, values).tolist()), Matrix.of(_value(formula, values).tolist())


def _value(formula: Basic, values: Mapping[Basic, Matrix]) -> sp.Matrix:
    if isinstance(formula, Symbol):
        return sp.Matrix(values[formula].entries())
    first, *others = formula.args
    match formula:
        case MatrixProduct():
            return sp.prod((_value(part, values) for part in others), _value(first, values))
        case ScalarMultiple():
            return first * _value(others[0], values)
        case MatrixPower():
            return _value(first, values) ** others[0]
        case Inverse():
            return _value(first, values).inv()
        case Transpose():
            return _value(first, values).T
    raise TypeError(f"{formula} is no formula of matrices")


def pattern(factors: Sequence[Matrix], names: str) -> tuple[Mark, ...]:
    """A dot for each entry that is not zero, of every factor in brackets, with its name above."""
    roles = ("first", "second") if len(factors) == 2 else ("first", "third", "second")
    size = factors[0].shape[0]
    marks: list[Mark] = []
    for n, (M, name, role) in enumerate(zip(factors, names, roles, strict=True)):
        left = n * (size + 1.6)
        places = tuple(
            (left + j, -float(i))
            for i, line in enumerate(M.entries())
            for j, entry in enumerate(line)
            if entry != 0
        )
        marks += [
            *brackets(left - 0.6, left + size - 0.4, 0.6, 0.4 - size),
            Dots(places, role=role),
        ]
        marks.append(Note((left + (size - 1) / 2, 1.1), name))
    return tuple(marks)
