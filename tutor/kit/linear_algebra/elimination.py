"""Gaussian elimination, with every row operation a step.

Gauss clears below each pivot and leaves an echelon form; Gauss-Jordan scales
each pivot to 1 and clears above it as well, which leaves the reduced form.

Rational matrices are reduced without fractions (Bareiss 1968): all working
rows are integers over one denominator, the last pivot, and every division is
exact.  The fractions a reader expects are the working rows over that
denominator, so a step costs one pass over one row.
"""

from __future__ import annotations

from collections.abc import Generator
from math import lcm
from typing import Any, NamedTuple

from sympy.polys.domains import ZZ

from tutor.core import limits
from tutor.core.claims import Added, Cleared, Scaled, Swapped
from tutor.core.matrix import Matrix, Row, fraction
from tutor.core.step import Step
from tutor.kit.linear_algebra import rows


class Reduced(NamedTuple):
    """A matrix in echelon form; `pivots` are its pivot columns, from row 1 on."""

    matrix: Matrix
    pivots: tuple[int, ...]
    swaps: int


# Rows to which multiples of one row are added: number, factor as a quotient, new row.
Sums = list[tuple[int, Any, Any, Row]]
Reduction = Generator[Step, None, Reduced]


def gauss(matrix: Matrix) -> Reduction:
    """Clear below the pivots of the columns left of the bar: an echelon form."""
    if matrix.domain is not ZZ:
        return (yield from _clear_below(matrix))
    echelon, _ = yield from _clear_below_in_integers(matrix)
    return echelon


def _clear_below_in_integers(
    matrix: Matrix,
) -> Generator[Step, None, tuple[Reduced, list[tuple[int, ...]]]]:
    """Gauss on integers; returns also the working rows, whose last pivot is a common denominator."""
    work = [row.numbers for row in matrix.rows]
    own = [row.over for row in matrix.rows]  # the denominator a row brings along
    height, width = matrix.shape
    d, r, swaps = 1, 0, 0
    pivots: list[int] = []
    for c in range(width - matrix.bar):
        sums: Sums = []
        p = next((i for i in range(r, height) if work[i][c]), None)
        if p is None:
            continue
        if p != r:
            work[p], work[r] = work[r], work[p]
            own[p], own[r] = own[r], own[p]
            after = matrix.with_swapped(r + 1, p + 1)
            yield Step("swap_rows", (Swapped(matrix, r + 1, p + 1, after),))
            matrix, swaps = after, swaps + 1
        source, pivot = work[r], work[r][c]
        zeros, right = (0,) * (c + 1), source[c + 1 :]
        for i in range(r + 1, height):
            target = work[i]
            f = target[c]
            if f:
                pairs = zip(target[c + 1 :], right, strict=True)
                if d == 1:
                    work[i] = (*zeros, *[pivot * t - f * s for t, s in pairs])
                else:
                    work[i] = (*zeros, *[(pivot * t - f * s) // d for t, s in pairs])
                over = pivot * own[i]
                sums.append((i + 1, -f * own[r], over, Row(work[i], over)))
            elif pivot != d:
                work[i] = tuple([pivot * t // d for t in target])
        matrix = yield from _replace(matrix, r + 1, sums)
        d, r = pivot, r + 1
        pivots.append(c + 1)
        if r == height:
            break
    return Reduced(matrix, tuple(pivots), swaps), work


def gauss_jordan(matrix: Matrix) -> Reduction:
    """Clear below the pivots, then from the last one up make each pivot 1 and clear above it."""
    if matrix.domain is not ZZ:
        return (yield from _clear_above((yield from _clear_below(matrix))))
    echelon, work = yield from _clear_below_in_integers(matrix)
    if not echelon.pivots:
        return echelon
    matrix, pivots, swaps = echelon
    columns = [p - 1 for p in pivots]
    # The echelon form is the working rows over these denominators.
    own = [
        row.over * w[c] // row.numbers[c]
        for row, w, c in zip(matrix.rows, work, columns, strict=False)
    ]
    # By Cramer's rule the last pivot is a denominator of every entry of the reduced form.
    common = work[len(columns) - 1][columns[-1]]
    others = [j for j in range(matrix.shape[1]) if j not in columns]
    raised: dict[
        int, list[int]
    ] = {}  # working rows multiplied with it, where something was cleared
    for r in range(len(columns) - 1, -1, -1):
        c, pivot = columns[r], work[r][columns[r]]
        row = matrix.rows[r]
        if pivot != own[r]:
            if r in raised:
                row = Row(tuple([n // pivot for n in raised[r]]), common)
            else:
                row = Row(work[r], pivot)
            after = matrix.with_row(r + 1, row)
            yield Step("scale_row", (Scaled(matrix, r + 1, fraction(own[r], pivot), after),))
            matrix = after
        source = [(j, row.numbers[j] * common // row.numbers[c]) for j in others if row.numbers[j]]
        sums: Sums = []
        for i in range(r):
            f = work[i][c]
            if not f:
                continue
            numbers = raised.get(i)
            if numbers is None:
                numbers = raised[i] = [n and n * common for n in work[i]]
            numbers[c] = 0
            for j, s in source:
                numbers[j] -= f * s
            row = Row(tuple(numbers), own[i] * common)
            sums.append((i + 1, -f, own[i], row))
        matrix = yield from _replace(matrix, r + 1, sums)
    return Reduced(matrix, pivots, swaps)


def column_by_column(matrix: Matrix) -> Reduction:
    """Gauss-Jordan in one pass: make each pivot 1 and clear its whole column before the next one."""
    height, width = matrix.shape
    swaps = 0
    pivots: list[int] = []
    for c in range(1, width - matrix.bar + 1):
        r = len(pivots) + 1
        p = next((i for i in range(r, height + 1) if matrix[i, c] != 0), None)
        if p is None:
            continue
        if p != r:
            after = rows.swap(matrix, r, p)
            yield Step("swap_rows", (Swapped(matrix, r, p, after),))
            matrix, swaps = after, swaps + 1
        matrix = yield from _make_one(matrix, r, c)
        matrix = yield from _clear(matrix, range(1, height + 1), r, c)
        pivots.append(c)
    return Reduced(matrix, tuple(pivots), swaps)


def gauss_with_largest_pivots(matrix: Matrix) -> Reduction:
    """Gauss with partial pivoting: the largest entry of the column, by size, becomes the pivot."""
    return (yield from _clear_below(matrix, largest=True))


def _clear_below(matrix: Matrix, *, largest: bool = False) -> Reduction:
    """Gauss over a field with roots or letters, where a division stays a division."""
    height, width = matrix.shape
    r, swaps = 1, 0
    pivots: list[int] = []
    for c in range(1, width - matrix.bar + 1):
        below = range(r, height + 1)
        p = next((i for i in below if matrix[i, c] != 0), None)
        if p is None:
            continue
        if largest:
            p = max(below, key=lambda i: abs(matrix[i, c]))
        if p != r:
            after = rows.swap(matrix, r, p)
            yield Step(
                "bring_largest_up" if largest else "swap_rows", (Swapped(matrix, r, p, after),)
            )
            matrix, swaps = after, swaps + 1
        matrix = yield from _clear(matrix, range(r + 1, height + 1), r, c)
        r += 1
        pivots.append(c)
        if r > height:
            break
    return Reduced(matrix, tuple(pivots), swaps)


def _clear_above(echelon: Reduced) -> Reduction:
    matrix, pivots, swaps = echelon
    for r in range(len(pivots), 0, -1):
        c = pivots[r - 1]
        matrix = yield from _make_one(matrix, r, c)
        matrix = yield from _clear(matrix, range(1, r), r, c)
    return Reduced(matrix, pivots, swaps)


def _make_one(matrix: Matrix, r: int, c: int) -> Generator[Step, None, Matrix]:
    if matrix[r, c] == 1:
        return matrix
    row = matrix.rows[r - 1]
    factor = matrix.number(row.over, row.numbers[c - 1])
    after = rows.scale(matrix, r, factor)
    yield Step("scale_row", (Scaled(matrix, r, factor, after),))
    return after


def _clear(
    matrix: Matrix, targets: range, source: int, column: int
) -> Generator[Step, None, Matrix]:
    sums: Sums = []
    for i in targets:
        if i != source and matrix[i, column] != 0:
            factor = rows.clearing_factor(matrix, i, source, column)
            row = rows.sum_of_rows(matrix, i, source, factor)
            sums.append((i, *rows.parts(matrix, factor), row))
    return (yield from _replace(matrix, source, sums))


def _replace(matrix: Matrix, source: int, sums: Sums) -> Generator[Step, None, Matrix]:
    """Put the new rows in, one step for each, or in a tall matrix one step for all."""
    height = len(matrix.rows)
    if height <= limits.ROWS_ONE_BY_ONE or len(sums) < 2:
        for i, p, q, row in sums:
            after = matrix.with_row(i, row)
            factor = matrix.number(p, q)
            yield Step("add_multiple_of_row", (Added(matrix, i, source, factor, after),))
            matrix = after
        return matrix
    domain = matrix.domain
    over = lcm(*(q for _, _, q, _ in sums)) if domain is ZZ else domain.one
    numbers, lines = [domain.zero] * height, list(matrix.rows)
    for i, p, q, row in sums:
        numbers[i - 1] = p if q == over else p * (over // q)
        lines[i - 1] = row
    after = Matrix(tuple(lines), domain, matrix.bar)
    factors = Matrix((Row(tuple(numbers), over),), domain)
    yield Step("clear_column", (Cleared(matrix, source, factors, after),))
    return after
