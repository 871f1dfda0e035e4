"""The JSON form of expressions is lossless, also for what SymPy would work out."""

from __future__ import annotations

import json

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Add, Basic, Eq, Integer, Mul, Pow, Rational, Symbol, Tuple
from sympy.functions.elementary.piecewise import ExprCondPair

from tutor.core.errors import NotUnderstood
from tutor.core.expr import CONSTANTS, Decoder, Encoder, Probability
from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra.rows import scale

ATOMS = st.one_of(
    st.builds(Rational, st.integers(-9, 9), st.integers(1, 5)),
    st.sampled_from([Symbol("x"), Symbol("x_1"), Symbol("lambda"), sp.pi, sp.E, sp.I]),
)


def bigger(inner: st.SearchStrategy[Basic]) -> st.SearchStrategy[Basic]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: Add(*parts, evaluate=False)),
        several.map(lambda parts: Mul(*parts, evaluate=False)),
        st.builds(lambda b, e: Pow(b, e, evaluate=False), inner, inner),
        st.builds(lambda u: sp.sin(u, evaluate=False), inner),
        st.builds(lambda u: sp.log(u, evaluate=False), inner),
    )


EXPRESSIONS = st.recursive(ATOMS, bigger, max_leaves=12)


def there_and_back(value: object) -> object:
    encoder = Encoder()
    written = json.loads(json.dumps([encoder.encode(value), encoder.rows, encoder.states]))
    return Decoder(*written[1:]).decode(written[0])


def shape(value: object) -> object:
    """The tree with the order of its parts, which == of SymPy may ignore."""
    if isinstance(value, Basic) and value.args:
        return (type(value), *map(shape, value.args))
    return value


@settings(deadline=None)
@given(EXPRESSIONS)
def test_an_expression_comes_back_as_it_was_written(expr: Basic) -> None:
    assert shape(there_and_back(expr)) == shape(expr)


@settings(deadline=None)
@given(EXPRESSIONS, EXPRESSIONS)
def test_functions_given_by_cases_come_back(one: Basic, other: Basic) -> None:
    x = Symbol("x")
    low, high = (kind(x, k, evaluate=False) for kind, k in ((sp.Ge, 0), (sp.Lt, 2)))
    for last in (sp.true, sp.Ge(x, 2, evaluate=False)):
        cases = (ExprCondPair(one, sp.And(low, high, evaluate=False)), ExprCondPair(other, last))
        function = sp.Piecewise(*cases, evaluate=False)
        assert shape(there_and_back(function)) == shape(function)


@settings(deadline=None)
@given(EXPRESSIONS, EXPRESSIONS)
def test_equations_and_tuples_come_back(left: Basic, right: Basic) -> None:
    for value in (Eq(left, right, evaluate=False), Tuple(left, right), (left, None, "word", 3)):
        back = there_and_back(value)
        assert shape(back) == shape(value)
        assert type(back) is type(value)


@pytest.mark.parametrize("name", CONSTANTS)
def test_constants_come_back_as_themselves(name: str) -> None:
    assert there_and_back(CONSTANTS[name]) is CONSTANTS[name]


def test_what_would_be_worked_out_stays_written() -> None:
    for written in (
        Add(Integer(1), Integer(2), evaluate=False),
        Mul(Integer(2), Symbol("x"), Integer(3), evaluate=False),
        Pow(Integer(2), Integer(3), evaluate=False),
        Eq(Integer(0), Integer(1), evaluate=False),
        Probability("A", "B"),
    ):
        assert shape(there_and_back(written)) == shape(written)


def test_what_is_on_no_list_has_no_json_form() -> None:
    with pytest.raises(TypeError, match="besselj"):
        Encoder().encode(sp.besselj(1, Symbol("x")))
    with pytest.raises(NotUnderstood):
        Decoder([], []).decode(["besselj", "1", {"symbol": "x"}])


def test_a_matrix_over_a_larger_field_than_it_needs_is_written_as_it_is_read() -> None:
    matrix = scale(Matrix.of([[sp.sqrt(2), 0]]), 1, sp.sqrt(2) / 2)
    encoder, again = Encoder(), Encoder()
    form = encoder.encode(matrix)
    back = Decoder(encoder.rows, encoder.states).decode(form)
    assert back == matrix == Matrix.of([[1, 0]])
    assert [again.encode(back), again.rows, again.states] == [form, encoder.rows, encoder.states]
