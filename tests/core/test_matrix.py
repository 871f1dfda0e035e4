"""Exact matrices: equality whatever the denominators, sharing of rows, and their JSON form."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Integer, Pow, Rational, Symbol, sqrt

from tutor.core.expr import Decoder, Encoder
from tutor.core.matrix import Matrix, Row, fraction

a = Symbol("a")
RATIONAL = st.builds(Rational, st.integers(-20, 20), st.integers(1, 9))
ENTRY = RATIONAL | st.sampled_from([sqrt(2), 1 + sqrt(2), a, a**2 - 1, 2 * a])


def matrices(entries: Any = ENTRY) -> Any:
    def of_width(width: int) -> Any:
        return st.lists(st.lists(entries, min_size=width, max_size=width), min_size=1, max_size=4)

    return st.integers(1, 4).flatmap(of_width).map(Matrix.of)


@settings(deadline=None)
@given(matrices())
def test_entries_come_back_as_they_went_in(matrix: Matrix) -> None:
    again = Matrix.of(matrix.entries())
    assert again == matrix
    assert hash(again) == hash(matrix)
    height, width = matrix.shape
    for i in range(1, height + 1):
        for j in range(1, width + 1):
            assert matrix[i, j] == matrix.row(i)[j - 1] == matrix.column(j)[i - 1]


@settings(deadline=None)
@given(matrices(RATIONAL), st.data())
def test_rows_are_equal_whatever_their_denominators(matrix: Matrix, data: st.DataObject) -> None:
    factor = data.draw(st.integers(-5, 5).filter(bool))
    row = matrix.rows[0]
    other = Row(tuple(factor * n for n in row.numbers), factor * row.over)
    assert other == row
    assert hash(other) == hash(row)
    assert other.reduced() == row
    assert other.reduced().over > 0
    assert matrix.with_row(1, other) == matrix
    changed = Row((row.numbers[0] + 1, *row.numbers[1:]), row.over)
    assert changed != row
    assert matrix.with_row(1, changed) != matrix


@settings(deadline=None)
@given(matrices(), st.data())
def test_a_new_row_leaves_the_others_shared(matrix: Matrix, data: st.DataObject) -> None:
    numbers = st.integers(1, matrix.shape[0])
    i, j = data.draw(numbers), data.draw(numbers)
    changed = matrix.with_row(i, matrix.rows[j - 1])
    assert changed.row(i) == matrix.row(j)
    for k in range(1, matrix.shape[0] + 1):
        if k != i:
            assert changed.rows[k - 1] is matrix.rows[k - 1]
    swapped = matrix.with_swapped(i, j)
    assert (swapped.row(i), swapped.row(j)) == (matrix.row(j), matrix.row(i))
    assert swapped.with_swapped(i, j) == matrix


@settings(deadline=None)
@given(matrices(RATIONAL), st.data())
def test_without_leaves_one_row_and_one_column_out(matrix: Matrix, data: st.DataObject) -> None:
    height, width = matrix.shape
    if min(height, width) < 2:
        return
    i, j = data.draw(st.integers(1, height)), data.draw(st.integers(1, width))
    table = sp.Matrix(matrix.entries())
    table.row_del(i - 1)
    table.col_del(j - 1)
    assert sp.Matrix(matrix.without(i, j).entries()) == table


@settings(deadline=None)
@given(st.integers(-(10**30), 10**30), st.integers(-(10**30), 10**30).filter(bool))
def test_fraction_is_the_rational(p: int, q: int) -> None:
    found = fraction(p, q)
    assert found == Rational(p, q)
    assert type(found) is type(Rational(p, q))


@settings(deadline=None)
@given(matrices(), matrices(RATIONAL), st.data())
def test_json_gives_back_equal_matrices_and_stores_a_shared_row_once(
    matrix: Matrix, other: Matrix, data: st.DataObject
) -> None:
    i = data.draw(st.integers(1, matrix.shape[0]))
    changed = matrix.with_row(i, matrix.rows[0])
    encoder = Encoder()
    forms = [encoder.encode(m) for m in (matrix, changed, other, matrix)]
    written = json.loads(json.dumps([forms, encoder.rows, encoder.states]))
    assert forms[0] == forms[3]
    assert len({repr(row) for row in encoder.rows}) == len(encoder.rows)
    assert len({repr(state) for state in encoder.states}) == len(encoder.states)
    decoder = Decoder(*written[1:])
    assert [decoder.decode(f) for f in written[0]] == [matrix, changed, other, matrix]


@pytest.mark.parametrize("bar", [0, 1, 2])
def test_the_bar_belongs_to_the_matrix(bar: int) -> None:
    matrix = Matrix.of([[1, 2, 3]], bar=bar)
    assert matrix.with_swapped(1, 1).bar == bar
    assert (matrix == Matrix.of([[1, 2, 3]])) == (bar == 0)


def test_entries_are_worked_out() -> None:
    root_of_four = Pow(Integer(4), Rational(1, 2), evaluate=False)
    assert Matrix.of([[root_of_four, sqrt(2)]]) == Matrix.of([[2, sqrt(2)]])
    assert Matrix.of([[root_of_four, 1]]).is_rational


def test_what_is_left_of_a_matrix_lies_in_the_smallest_domain() -> None:
    """JSON writes the rows of rational matrices shorter; a copy that is read back is written alike."""
    assert Matrix.of([[a, 1], [2, 3]]).without(1, 1).is_rational
    assert Matrix.of([[sqrt(2), 1], [2, 3]]).without(1, 1).is_rational
