"""Laws of elimination and of the determinant, against SymPy and against their own definitions."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pytest
import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sympy import I, Integer, Rational, Symbol, Tuple, sqrt

from tutor.core.claims import Added, Cleared, Scaled, Swapped
from tutor.core.limits import ROWS_ONE_BY_ONE
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect
from tutor.kit import nice
from tutor.kit.linear_algebra import linear, rows
from tutor.kit.linear_algebra.elimination import (
    Reduced,
    column_by_column,
    gauss,
    gauss_jordan,
    gauss_with_largest_pivots,
)
from tutor.kit.linear_algebra.expansion import (
    diagonal_products,
    emptiest_line,
    expand_along_emptiest_line,
)
from tutor.kit.linear_algebra.solutions import contradiction, read_off, substitute_back

a = Symbol("a")
WHOLE = st.integers(-4, 4).map(Integer)
RATIONAL = st.builds(Rational, st.integers(-6, 6), st.integers(1, 4))
IRRATIONAL = st.builds(lambda p, q: p + q * sqrt(2), st.integers(-3, 3), st.integers(-2, 2))


@st.composite
def tables(draw: st.DrawFn, entries: Any = WHOLE | RATIONAL, bar: int = 0) -> Matrix:
    """Matrices with many zeros, up to 4 x 5."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1 + bar, 4 + bar))
    entry = st.just(Integer(0)) | entries
    lines = st.lists(
        st.lists(entry, min_size=width, max_size=width), min_size=height, max_size=height
    )
    return Matrix.of(draw(lines), bar=bar)


def square(entries: Any = WHOLE | RATIONAL, largest: int = 4) -> Any:
    return st.integers(1, largest).flatmap(
        lambda n: st.lists(
            st.lists(st.just(Integer(0)) | entries, min_size=n, max_size=n), min_size=n, max_size=n
        ).map(Matrix.of)
    )


def dense(matrix: Matrix) -> sp.Matrix:
    return normal(sp.Matrix(matrix.entries()))


def normal(table: sp.Matrix) -> sp.Matrix:
    """Entries with square roots as p + q sqrt(2)."""
    return table.applyfunc(lambda e: sp.expand(sp.radsimp(e)))


def replayed(start: Matrix, steps: tuple[Step, ...]) -> Matrix:
    """The matrix after the row operations that the steps name, carried out by SymPy."""
    table = dense(start)
    for step in steps:
        match step.claims[0]:
            case Swapped(before, i, j, after):
                assert dense(before) == table
                table.row_swap(i - 1, j - 1)
            case Scaled(before, i, factor, after):
                assert dense(before) == table
                assert factor != 0
                table[i - 1, :] = table[i - 1, :] * factor
            case Added(before, target, source, factor, after):
                assert dense(before) == table
                assert target != source
                table[target - 1, :] = table[target - 1, :] + factor * table[source - 1, :]
            case Cleared(before, source, factors, after):
                assert dense(before) == table
                assert factors[1, source] == 0
                table += dense(factors).T * table[source - 1, :]
        table = normal(table)
        assert dense(after) == table
    return Matrix.of(table.tolist(), start.bar)


@st.composite
def tall(draw: st.DrawFn, entries: Any = WHOLE | RATIONAL) -> Matrix:
    """Matrices so tall that a column is cleared in one step."""
    height, width = draw(st.integers(ROWS_ONE_BY_ONE + 1, 9)), draw(st.integers(1, 4))
    line = st.lists(st.just(Integer(0)) | entries, min_size=width, max_size=width)
    return Matrix.of(draw(st.lists(line, min_size=height, max_size=height)))


def assert_echelon(found: Reduced) -> None:
    matrix, pivots, _ = found
    assert list(pivots) == sorted(set(pivots))
    for r in range(1, matrix.shape[0] + 1):
        ahead = matrix.row(r)[: matrix.shape[1] - matrix.bar]
        if r > len(pivots):
            assert not any(ahead)
        else:
            assert ahead[pivots[r - 1] - 1] != 0
            assert not any(ahead[: pivots[r - 1] - 1])


@settings(deadline=None, max_examples=50)
@given(tables() | tables(IRRATIONAL) | tables(bar=1))
def test_gauss_reaches_an_echelon_form_by_the_operations_it_names(start: Matrix) -> None:
    steps, found = collect(gauss(start))
    assert_echelon(found)
    assert replayed(start, steps) == found.matrix
    assert found.swaps == sum(isinstance(s.claims[0], Swapped) for s in steps)
    assert not any(isinstance(s.claims[0], Scaled) for s in steps)


@settings(deadline=None, max_examples=50)
@given(tables() | tables(IRRATIONAL) | tables(bar=1))
def test_gauss_jordan_reaches_the_reduced_form_of_sympy(start: Matrix) -> None:
    steps, found = collect(gauss_jordan(start))
    assert replayed(start, steps) == found.matrix
    left = dense(start)[:, : start.shape[1] - start.bar]
    wanted, pivots = left.rref(simplify=sp.radsimp)
    assert tuple(p + 1 for p in pivots) == found.pivots
    shown = dense(found.matrix)[:, : left.cols]
    assert shown == normal(wanted)


@settings(deadline=None, max_examples=15)
@given(tall() | tall(IRRATIONAL))
def test_tall_matrices_are_reduced_column_by_column(start: Matrix) -> None:
    for reduce in (gauss, gauss_jordan, column_by_column, gauss_with_largest_pivots):
        steps, found = collect(reduce(start))
        assert_echelon(found)
        assert replayed(start, steps) == found.matrix
        for below, above in pairwise(s.claims[0] for s in steps):
            both = isinstance(below, Added) and isinstance(above, Added)
            assert not both or below.source != above.source


@settings(deadline=None, max_examples=50)
@given(square())
def test_pivots_multiply_to_the_determinant(matrix: Matrix) -> None:
    _, (echelon, pivots, swaps) = collect(gauss(matrix))
    size = matrix.shape[0]
    product = sp.prod(echelon[k, k] for k in range(1, size + 1)) if len(pivots) == size else 0
    assert (-1) ** swaps * product == dense(matrix).det()


@settings(deadline=None, max_examples=50)
@given(square() | square(st.sampled_from([a, a + 1, Integer(2), 3 * a])))
def test_expansion_is_the_determinant(matrix: Matrix) -> None:
    _, value = collect(expand_along_emptiest_line(matrix))
    assert sp.expand(value - dense(matrix).det(method="berkowitz")) == 0
    if matrix.shape[0] <= 3:
        assert sp.expand(diagonal_products(matrix).doit() - value) == 0


@settings(deadline=None)
@given(square())
def test_no_line_has_more_zeros_than_the_emptiest(matrix: Matrix) -> None:
    zeros = sum(matrix[place] == 0 for place in emptiest_line(matrix))
    table = matrix.entries()
    assert zeros == max(line.count(0) for line in (*table, *zip(*table, strict=True)))


@settings(deadline=None)
@given(tables(), st.data())
def test_row_operations_are_undone_by_their_inverses(matrix: Matrix, data: st.DataObject) -> None:
    numbers = st.integers(1, matrix.shape[0])
    i, j = data.draw(numbers), data.draw(numbers)
    factor = data.draw(RATIONAL)
    assert rows.swap(rows.swap(matrix, i, j), i, j) == matrix
    if factor != 0:
        assert rows.scale(rows.scale(matrix, i, factor), i, 1 / factor) == matrix
    if i != j:
        assert rows.add(rows.add(matrix, i, j, factor), i, j, -factor) == matrix
        column = data.draw(st.integers(1, matrix.shape[1]))
        if matrix[j, column] != 0:
            cleared = rows.add(matrix, i, j, rows.clearing_factor(matrix, i, j, column))
            assert cleared[i, column] == 0


@settings(deadline=None, max_examples=50)
@given(tables(bar=1))
def test_solutions_are_those_of_sympy_by_either_way(matrix: Matrix) -> None:
    unknowns = Tuple(*(Symbol(f"x{k}") for k in range(1, matrix.shape[1])))
    _, echelon = collect(gauss(matrix))
    _, reduced = collect(gauss_jordan(matrix))
    wanted = sp.linsolve(dense(matrix), *unknowns)
    assert (contradiction(echelon) is not None) == (wanted == sp.EmptySet)
    assert (contradiction(reduced) is not None) == (wanted == sp.EmptySet)
    if wanted == sp.EmptySet:
        return
    for run in (substitute_back(echelon, unknowns), read_off(reduced, unknowns)):
        _, values = collect(run)
        solution = sp.Matrix([values.get(u, u) for u in unknowns])
        left, right = dense(matrix)[:, :-1], dense(matrix)[:, -1]
        assert (left * solution - right).applyfunc(sp.expand).is_zero_matrix
        assert len(values) == left.rank()
        free = set(unknowns) - set(values)
        assert solution.free_symbols <= free


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 5), st.booleans())
def test_a_nice_matrix_has_the_rank_it_is_asked_for_and_stays_whole(
    seed: int, size: int, singular: bool
) -> None:
    matrix = nice.square_matrix(Random(seed), size, singular=singular)
    assert (dense(matrix).det() == 0) == singular
    orders = [matrix, matrix.with_swapped(1, 2)]
    found = [collect(gauss(order))[1].matrix.entries() for order in orders]
    assert any(all(e.is_Integer for line in entries for e in line) for entries in found)


@pytest.mark.parametrize("kind", ["unique", "none", "infinite"])
@settings(deadline=None, max_examples=50)
@given(seed=st.integers(0, 10**6), size=st.integers(2, 4))
@example(seed=1658, size=2)  # a row of zeros at the top
def test_a_nice_system_has_as_many_solutions_as_it_is_asked_for(
    kind: str, seed: int, size: int
) -> None:
    made = nice.linear_system(Random(seed), size, kind)
    solutions = sp.linsolve(list(made["system"]), *made["unknowns"])
    if kind == "none":
        assert solutions == sp.EmptySet
        return
    (solution,) = solutions
    assert bool(solution.free_symbols) == (kind == "infinite")
    if kind == "unique":
        assert all(v.is_Integer and abs(v) <= 4 for v in solution)


@settings(deadline=None)
@given(tables(bar=1))
def test_equations_of_an_augmented_matrix_have_that_matrix(matrix: Matrix) -> None:
    unknowns = Tuple(*(Symbol(f"x{k}") for k in range(1, matrix.shape[1])))
    shown = [line for line in matrix.entries() if any(line)]
    equations = linear.equations_of(matrix, unknowns)
    assert len(equations) == len(shown)
    if shown:
        assert linear.augmented(equations, unknowns).entries() == tuple(shown)


def test_a_pivot_may_be_complex() -> None:
    steps, reduced = collect(gauss_jordan(Matrix.of([[3 - I, 2]])))
    assert reduced.matrix == Matrix.of([[1, Rational(3, 5) + I / 5]])
    assert [c.factor for s in steps for c in s.claims] == [Rational(3, 10) + I / 10]
