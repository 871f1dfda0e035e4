"""Expressions in matrices and vectors survive JSON, and letters in matrices can be replaced."""

from __future__ import annotations

import json

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Basic, CRootOf, I, Integer, Rational, Symbol, Tuple, sqrt

from tutor.core.errors import NotUnderstood
from tutor.core.expr import Decoder, Encoder
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    HEADS,
    Columns,
    Det,
    Dimension,
    Eigenspace,
    Entry,
    Identity,
    Inverse,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    Norm,
    NullSpace,
    Projection,
    Rank,
    ScalarMultiple,
    Span,
    Transpose,
)

x, k = sp.symbols("x k")
CUBIC = x**3 - x - 1
NUMBERS = st.sampled_from(
    [Integer(-2), Integer(0), Rational(1, 3), sqrt(5), 1 + 2 * I, k, CRootOf(CUBIC, 1)]
)


def both_ways(value: Basic) -> Basic:
    encoder = Encoder()
    form = json.loads(json.dumps([encoder.encode(value), encoder.rows, encoder.states]))
    found: Basic = Decoder(form[1], form[2]).decode(form[0])
    return found


VECTORS = st.lists(NUMBERS, min_size=1, max_size=3).map(lambda parts: Tuple(*parts))
MATRICES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=3).map(Matrix.of)


def grow(smaller: st.SearchStrategy[Basic]) -> st.SearchStrategy[Basic]:
    few = st.lists(smaller, min_size=1, max_size=3)
    return st.one_of(
        few.map(lambda parts: MatrixProduct(*parts)),
        few.map(lambda parts: MatrixSum(*parts)),
        few.map(lambda parts: Columns(*parts)),
        st.builds(ScalarMultiple, NUMBERS, smaller),
        st.builds(MatrixPower, smaller, st.integers(-3, 5)),
        st.builds(Transpose, smaller),
        st.builds(Inverse, smaller),
        st.builds(lambda v, space: Projection(v, Span(space)), smaller, smaller),
    )


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.one_of(VECTORS, MATRICES), grow, max_leaves=6))
def test_json_is_lossless(value: Basic) -> None:
    wrapped = Tuple(value, Rank(value), Det(value), Dimension(NullSpace(value)), Norm(value, sp.oo))
    assert both_ways(wrapped) == wrapped
    assert both_ways(Eigenspace(value, sqrt(5))) == Eigenspace(value, sqrt(5))
    assert both_ways(Entry(value, 1, 2)) == Entry(value, 1, 2)


@pytest.mark.parametrize("head", HEADS)
def test_every_head_is_read_and_printed_as_itself(head: type[Basic]) -> None:
    value = head(Tuple(1, 2), Integer(2)) if head.__name__ != "Identity" else Identity(3)
    assert both_ways(value) == value
    assert str(value).startswith(f"{head.__name__}(")


@pytest.mark.parametrize(
    "form",
    [
        ["CRootOf", {"symbol": "x"}, "1"],
        ["ComplexRootOf", {"symbol": "x"}, {"symbol": "x"}],
        ["ComplexRootOf", ["Pow", {"symbol": "x"}, "100000000"], "0"],
        ["ComplexRootOf", ["sin", {"symbol": "x"}], "0"],
        ["ComplexRootOf", "3", "0"],
        ["ComplexRootOf", ["Add", ["Pow", {"symbol": "x"}, "2"], "1"], "7"],
    ],
)
def test_what_is_no_root_is_refused(form: list[object]) -> None:
    with pytest.raises(NotUnderstood):
        Decoder([], []).decode(form)


def test_letters_in_a_matrix_are_replaced() -> None:
    matrix = Matrix.of([[1, k], [k, 1]], bar=1)
    assert matrix.xreplace({k: Integer(2)}) == Matrix.of([[1, 2], [2, 1]], bar=1)
    assert MatrixProduct(matrix, Tuple(k, 1)).xreplace({k: Integer(2)}) == MatrixProduct(
        Matrix.of([[1, 2], [2, 1]], bar=1), Tuple(2, 1)
    )
    assert matrix.has(k)
    assert not matrix.has(x)
    assert Matrix.of([[1]]).xreplace({Symbol("y"): Integer(2)}) == Matrix.of([[1]])
