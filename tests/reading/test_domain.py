"""Working a formula out while it is read gives it no value where it had none."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Symbol

from tutor.core.errors import NotUnderstood, Undefined
from tutor.kit.real_values import value_at
from tutor.reading import latex, plain
from tutor.reading.domain import conditions, lost, worked_out
from tutor.solution import solve

X = Symbol("x")
UNDEFINED = [  # a formula, and a value of x at which it has none
    ("x/x", 0),
    ("x^2/x", 0),
    ("(2x)/(3x)", 0),
    ("x * 1/x", 0),
    ("0/x", 0),
    ("1/(1/x)", 0),
    ("x/x + 1", 0),
    ("2(x/x)", 0),
    ("3 - x/x", 0),
    ("x/x - x/x", 0),
    ("-(x/x)", 0),
    ("sqrt(x)^2", -1),
    ("sqrt(x)*sqrt(x)", -1),
    ("sqrt(x)^4 + x", -1),
    ("sqrt(1-x)^2", 2),
    ("ln(x) - ln(x)", 0),
    ("0*ln(x)", -1),
    ("e^(ln(x))", -1),
    ("e^(2ln(x))", 0),
    ("exp(ln(x))", -1),
    ("log_x(5) ln(x)", -1),
    ("y/(y*x)*x", 0),
]


@pytest.mark.parametrize(("text", "at"), UNDEFINED)
def test_formula_has_no_value_where_it_had_none(text: str, at: int) -> None:
    value = plain.expression(text)
    assert value_at(value, {X: Integer(at), Symbol("y"): Integer(3)}) is None
    assert value_at(value, {X: Rational(1, 2), Symbol("y"): Integer(3)}) is not None
    assert lost(worked_out(value), value)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (r"\frac{x}{x}", 0),
        (r"\sqrt{x}^2", -1),
        (r"\ln x - \ln x", -1),
        (r"e^{\ln x}", 0),
        (r"x \cdot \frac1x", 0),
        (r"3 - \frac{x}{x}", 0),
    ],
)
def test_latex_keeps_its_domain_too(text: str, at: int) -> None:
    assert value_at(latex.expression(text), {X: Integer(at)}) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2/(2x)", "1/x"),
        ("sqrt(4x)", "2*sqrt(x)"),
        ("sqrt(x)/x", "1/sqrt(x)"),
        ("x*sqrt(x)", "x**(3/2)"),
        ("(1/x)^2", "x**(-2)"),
        ("sqrt(x^2+1)^2", "x**2 + 1"),
        ("(x^(1/3))^3", "x"),
        ("x^0", "1"),
        ("log_2(8)", "3"),
        ("x + x", "2*x"),
    ],
)
def test_what_loses_nothing_is_worked_out(text: str, value: str) -> None:
    assert str(plain.expression(text)) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/(4-2x)", {("!=", "x - 2")}),
        ("sqrt(x)/(x-1)", {(">=", "x"), ("!=", "x - 1")}),
        ("1/sqrt(x)", {(">", "x")}),
        ("ln(x^2)", {("!=", "x")}),
        ("tan(x)", {("!=", "cos(x)")}),
        ("arcsin(x)", {(">=", "x + 1"), (">=", "1 - x")}),
        ("1/(x^2+1) + sqrt(x^4) + x^(1/3)", set()),
    ],
)
def test_conditions_of_a_formula(text: str, expected: set[tuple[str, str]]) -> None:
    found = conditions(plain.expression(text))
    assert {(relation, str(part)) for relation, part in found} == expected


@pytest.mark.parametrize("text", ["x/x", "sqrt(x)^2", "ln(x) - ln(x)", r"\frac{x}{x}"])
def test_derivative_says_where_the_typed_function_is_defined(text: str) -> None:
    solution = solve("calculus.derivative", f=text)
    assert solution.verified
    assert solution.answer["derivative"].given
    assert "This holds for x " in str(solution)


@pytest.mark.parametrize(("text", "at"), [("x/x", "0"), ("sqrt(x)^2", "-1"), ("e^(ln x)", "0")])
def test_no_derivative_outside_the_typed_domain(text: str, at: str) -> None:
    with pytest.raises(Undefined, match="no value at"):
        solve("calculus.derivative", f=text, at=at)


def test_determinant_says_where_the_entries_are_defined() -> None:
    for method in ("diagonals", "cofactors"):
        solution = solve("determinant of [1/x 1; 1 x]", method=method)
        assert solution.verified
        assert solution.answer["determinant"].after == 0
        assert [str(c) for c in solution.answer["determinant"].given] == ["Ne(x, 0)"]
        assert str(solution).count("This holds for x ≠ 0.") == 2  # at the first step, at the answer


@pytest.mark.parametrize(
    "text",
    [
        "det [x/x 1; 1 2]",
        "det [(x^2-1)/(x-1) 1; 1 2]",
        "x/x + y = 2; x + y = 3",
        "0/x + y = 2; x + y = 3",
        "minimize x^2 + y^2 subject to x/x + y = 1",
    ],
)
def test_what_must_be_worked_out_is_asked_back_if_that_loses_a_condition(text: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        solve(text)
    assert caught.value.code == "cancels"
    assert caught.value.mark()


@pytest.mark.parametrize("text", ["det [1/(x^2-x) 1; 1 2]", "det [1/x/(x-1) 1; 1/(2x) 2]"])
def test_matrix_may_have_letters_in_denominators(text: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert [str(c) for c in solution.answer["determinant"].given] == ["Ne(x, 0)", "Ne(x, 1)"]
