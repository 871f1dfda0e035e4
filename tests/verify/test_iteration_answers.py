"""What the goals of an iteration must be, where a simplification would guess wrong."""

from __future__ import annotations

import pytest
from sympy import CRootOf, Eq, Expr, Integer, Symbol, Tuple, exp, expand, integrate, log, pi, sqrt

from tutor.core.claims import SolutionSet
from tutor.verify.answers import Follows, Perhaps
from tutor.verify.answers.iterations import exact_points, is_easy, is_without_zero
from tutor.verify.report import Misfit

x = Symbol("x")
CUBIC = x**3 + x**2 - 2 * x - 1
NESTED = sqrt(3 + 2 * sqrt(2))  # 1 + sqrt(2)

EASY: list[tuple[Expr, bool, bool]] = [
    (x**2 + 2 * x + 2, True, True),
    (x**2 + 2 * x + 1, True, False),
    (x**2 + sqrt(2) * x + pi, True, True),
    (x**2 + 2 * NESTED * x + 3 + 2 * sqrt(2), True, False),
    (pi * x + 1, True, False),
    (exp(x) + 1, True, True),
    (NESTED * exp(x) + NESTED - 1 - sqrt(2), True, True),
    (exp(x) - 2, True, False),
    (log(x) + 7, True, False),
    (exp(x) + log(x), False, False),
    (x**3 - 2, False, False),
    (x * exp(x), False, False),
]


@pytest.mark.parametrize(("g", "easy", "without_zero"), EASY)
def test_equation_that_has_a_closed_form(g: Expr, easy: bool, without_zero: bool) -> None:
    assert is_easy(g, x) is easy
    assert is_without_zero(g, x) is without_zero


@pytest.mark.parametrize(("slope", "needs_extremum"), [(CUBIC, True), (CUBIC**2, False)])
def test_a_flat_place_calls_for_no_extremum(slope: Expr, needs_extremum: bool) -> None:
    """The second derivative is zero at a double root of the slope, however it is written."""
    f = integrate(expand(slope), x)
    answer = exact_points(f, x, lambda goals: Integer(1), lambda goals: ())["stationary"]
    assert isinstance(answer, Perhaps)
    assert isinstance(answer.answer, Follows)
    found = Tuple(*(Tuple(CRootOf(CUBIC, k)) for k in range(3)))
    goals = {"stationary": SolutionSet(Tuple(Eq(slope, 0)), Tuple(x), found)}
    if needs_extremum:
        with pytest.raises(Misfit, match="extremum is missing"):
            answer.answer.rule(goals)
    else:
        answer.answer.rule(goals)
