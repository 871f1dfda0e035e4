"""What inputs accept: any value in their range as it is, and no other."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from sympy import Integer, Rational, Symbol, Tuple, oo

from tutor.core import limits
from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.core.inputs import (
    ChoiceInput,
    DataInput,
    DeterminantsInput,
    ExpressionInput,
    MatrixInput,
    NumberInput,
    RowOperationsInput,
    TableInput,
    VectorsInput,
)
from tutor.core.matrix import Matrix

NUMBERS = st.fractions(max_denominator=1000).map(lambda f: Rational(f.numerator, f.denominator))
SMALL = st.fractions(-9, 9, max_denominator=4).map(lambda f: Rational(f.numerator, f.denominator))
COMMON = {"name": "n", "about": "a number", "example": "8"}


@given(
    NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS, st.booleans(), st.booleans(), st.booleans()
)
def test_a_number_is_accepted_exactly_in_its_range(
    value: Rational,
    low: Rational | None,
    high: Rational | None,
    open_below: bool,
    open_above: bool,
    whole: bool,
) -> None:
    kind = NumberInput(
        **COMMON,
        minimum=low,
        maximum=high,
        open_below=open_below,
        open_above=open_above,
        whole=whole,
    )
    inside = (low is None or (value > low if open_below else value >= low)) and (
        high is None or (value < high if open_above else value <= high)
    )
    if inside and (value.q == 1 or not whole):
        assert kind.check(value) is value
        return
    with pytest.raises(Undefined) as caught:
        kind.check(value)
    assert caught.value.code == ("not-whole" if whole and value.q != 1 else "out-of-range")
    assert caught.value.fix


@given(SMALL)
def test_a_letter_is_no_number(number: Rational) -> None:
    with pytest.raises(NotUnderstood, match="letter"):
        NumberInput(**COMMON).check(Symbol("a") + number)


@given(st.integers(1, 60))
def test_the_size_of_a_number_is_limited_by_its_binary_digits(excess: int) -> None:
    kind = NumberInput(**COMMON)
    assert kind.check(Integer(2) ** (limits.VALUE_BITS - excess)) > 0
    for value in (
        Integer(2) ** (limits.VALUE_BITS + excess),
        Rational(1, 2 ** (limits.VALUE_BITS + excess)),
    ):
        with pytest.raises(OverLimit):
            kind.check(value)


@given(st.lists(NUMBERS, min_size=1, max_size=9), st.integers(1, 9))
def test_data_are_accepted_if_there_are_enough(values: list[Rational], smallest: int) -> None:
    kind = DataInput(**COMMON, smallest=smallest)
    data = Tuple(*values)
    if len(values) >= smallest:
        assert kind.check(data) is data
        return
    with pytest.raises(Undefined, match=f"At least {smallest}"):
        kind.check(data)


@given(st.integers(1, 12), st.integers(1, 12), st.booleans(), st.booleans())
def test_a_matrix_is_accepted_by_its_shape_and_size(
    rows: int, columns: int, square: bool, letters: bool
) -> None:
    first = Symbol("a") if letters else Integer(1)
    matrix = Matrix.of(
        [[first if i == j == 0 else Integer(i + j) for j in range(columns)] for i in range(rows)]
    )
    kind = MatrixInput(**COMMON, square=square, largest=9, letters=4)
    if square and rows != columns:
        with pytest.raises(Undefined) as caught:
            kind.check(matrix)
        assert caught.value.code == "not-square"
    elif max(rows, columns) > (4 if letters else 9):
        with pytest.raises(OverLimit):
            kind.check(matrix)
    else:
        assert kind.check(matrix) is matrix


@given(st.integers(1, 6), st.integers(1, 6))
def test_vectors_and_observations_are_counted(count: int, smallest: int) -> None:
    vectors = Tuple(*(Tuple(Integer(k), Integer(1)) for k in range(count)))
    table = Matrix.of([[Integer(k), Integer(1)] for k in range(count)])
    for kind, value in (
        (VectorsInput(**COMMON, smallest=smallest), vectors),
        (TableInput(**COMMON, smallest=smallest), table),
    ):
        if count >= smallest:
            assert kind.check(value) is value
        else:
            with pytest.raises(Undefined, match=f"At least {smallest}"):
                kind.check(value)


@given(st.text(max_size=12), st.dictionaries(st.text("abc", min_size=1), st.text(), max_size=4))
def test_a_choice_is_one_of_its_options(value: str, options: dict[str, str]) -> None:
    kind = ChoiceInput(**COMMON, options=options)
    if value in options:
        assert kind.check(value) == value
    else:
        with pytest.raises(NotUnderstood):
            kind.check(value)


@pytest.mark.parametrize("value", [oo, -oo, Symbol("x") + oo, sp.zoo, sp.nan])
def test_infinity_is_no_formula_outside_of_sums_and_limits(value: sp.Expr) -> None:
    with pytest.raises(Undefined):
        ExpressionInput(**COMMON).check(value)


@given(st.integers(0, 2 * limits.SUM))
def test_a_sum_is_accepted_up_to_its_longest(length: int) -> None:
    k = Symbol("k")
    value = sp.Sum(k, (k, 0, length))
    if length <= limits.SUM:
        assert ExpressionInput(**COMMON).check(value) is value
    else:
        with pytest.raises(OverLimit):
            ExpressionInput(**COMMON).check(value)


@given(st.text("AB2^-1T*() ", max_size=8))
def test_determinants_are_formulas_or_refused(text: str) -> None:
    try:
        checked = DeterminantsInput(**COMMON).check((text,))
    except TutorError:
        checked = (text,)
    assert checked == (text,)


@given(st.text("swap rows 123 +-R<>", max_size=14))
def test_row_operations_come_back_in_the_same_words(text: str) -> None:
    kind = RowOperationsInput(**COMMON)
    try:
        checked = kind.check((text,))
    except TutorError:
        return
    assert kind.check(checked) == checked


@given(st.booleans(), st.none() | NUMBERS)
def test_an_input_is_required_unless_it_is_optional_or_has_a_default(
    optional: bool, default: Rational | None
) -> None:
    kind = NumberInput(**COMMON, optional=optional, default=default)
    assert kind.required == (not optional and default is None)
