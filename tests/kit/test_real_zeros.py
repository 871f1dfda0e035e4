"""The zeros of sums of exponentials with bases other than e."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Symbol, exp, log, sqrt

from tutor.core.errors import Undefined
from tutor.kit.real_zeros import real_zeros

x = Symbol("x", real=True)
INTEREST = Rational(51, 50)


@pytest.mark.parametrize(
    ("expr", "zeros"),
    [
        (2**x - 8, [Integer(3)]),
        (2 ** (x + 1) - 8, [Integer(2)]),
        (4**x - 8, [Rational(3, 2)]),
        (Rational(1, 2) ** x - 4, [Integer(-2)]),
        (2**x + 1, []),
        (2**x - 2**x * 3, []),
        (4**x - 3 * 2**x + 2, [Integer(0), Integer(1)]),
        (4**x - 4 * 2**x + 4, [Integer(1)]),
        (2**x + 2**-x - 4, [log(2 - sqrt(3)) / log(2), log(sqrt(3) + 2) / log(2)]),
        (5**x - 2**x, [Integer(0)]),
        (exp(x) - 3 * 2**x, [log(3) / (1 - log(2))]),
        (2**x * log(2) - 1, [log(1 / log(2)) / log(2)]),
        (x * (3**x - 9), [Integer(0), Integer(2)]),
        # SymPy finds none of these (#10462, #21157)
        (500 * INTEREST**x - 1872, [log(Rational(468, 125)) / log(INTEREST)]),
        (Rational(103, 100) ** x - 12000, [log(12000) / log(Rational(103, 100))]),
        (INTEREST**x * log(INTEREST) - 1, [log(1 / log(INTEREST)) / log(INTEREST)]),
    ],
)
def test_all_zeros_of_a_sum_of_exponentials(expr: Expr, zeros: list[Expr]) -> None:
    assert real_zeros(expr, x) == zeros
    assert all(abs(expr.subs(x, zero).n(50)) < 1e-30 for zero in zeros)


@pytest.mark.parametrize(
    "expr", [2**x - 3 * x, 2**x + 3**x - 7, 3**x * log(3) - 2**x * log(2), 2**x + exp(x) - 5]
)
def test_what_has_no_short_form_is_refused(expr: Expr) -> None:
    with pytest.raises(Undefined) as refused:
        real_zeros(expr, x)
    assert refused.value.fix


def test_conditions_and_ends_leave_zeros_out() -> None:
    both = 4**x - 3 * 2**x + 2
    assert real_zeros(both, x, (x > 0,)) == [1]
    assert real_zeros(both, x, (), (Integer(-1), Rational(1, 2))) == [0]
