"""The derivative of an inverse at its edges: branches, turning points, vertical tangents, no value."""

from __future__ import annotations

from functools import partial

import pytest
from sympy import CRootOf, E, Expr, Integer, Rational, Symbol, cbrt, log, oo, sqrt

from tutor.core.errors import TutorError
from tutor.solution import solve

from .. import solving

y = Symbol("y")


solved = partial(solving.solved, topic="calculus.inverse_derivative")


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("find (f^-1)'(5) for f(x) = x^3 + 2x + 2", Rational(1, 5)),
        (r"if f(x) = x + e^x, find (f^{-1})'(1)", Rational(1, 2)),
        ("let f(x) = 2x + cos(x). find (f^-1)'(1)", Rational(1, 2)),
        ("derivative of the inverse of x^3 + ln(x) at y = 1", Rational(1, 4)),
        ("derivative of the inverse of x^2 for x <= 0 at 9", Rational(-1, 6)),
        ("derivative of the inverse of sin(x) on [-pi/2, pi/2] at y = 1/2", 2 * sqrt(3) / 3),
        ("derivative of the inverse of x^3 - 3x at 18", Rational(1, 24)),
        ("derivative of the inverse of 1/x at 2", Rational(-1, 4)),
        ("derivative of the inverse of ln(t) at 1", E),
    ],
)
def test_the_slope_of_an_inverse(text: str, slope: Expr) -> None:
    assert solved(text).answer["slope"].after == slope


def test_a_place_without_a_closed_form_is_numbered() -> None:
    solution = solved("derivative of the inverse of x^3 + x at y = 3")
    ((place,),) = solution.answer["preimage"].solutions
    assert place.has(CRootOf)
    assert abs(float(solution.answer["slope"].after) - 0.184600) < 1e-6
    assert "923/5000" not in str(solution)


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("derivative of the inverse of x^3 at 0", oo),
        ("derivative of the inverse of -x^3 at 0", -oo),
        ("derivative of the inverse of x^2 on [0, oo) at 0", oo),
        ("derivative of the inverse of cbrt(x) at 0", Integer(0)),
    ],
)
def test_a_level_tangent_becomes_vertical_and_a_vertical_one_level(text: str, slope: Expr) -> None:
    assert solved(text).answer["slope"].after == slope


def test_every_branch_has_an_inverse_of_its_own() -> None:
    answer = solved("derivative of the inverse of x^2 at 4").answer
    assert [answer[f"slope_{k}"].after for k in (1, 2)] == [Rational(-1, 4), Rational(1, 4)]


def test_around_a_turning_point_there_is_no_inverse() -> None:
    assert solved("derivative of the inverse of x^2 at 0").answer["turn"].kind == "local minimum"
    answer = solved("derivative of the inverse of x^3 - 3x at 2").answer
    assert answer["turn_1"].kind == "local maximum"
    assert answer["slope_2"].after == Rational(1, 9)


def test_outside_the_range_there_is_no_value() -> None:
    answer = solved("derivative of the inverse of e^x at y = -1").answer
    assert not answer["preimage"].solutions.args
    assert list(answer) == ["preimage"]


@pytest.mark.parametrize("method", ["reciprocal", "formula"])
@pytest.mark.parametrize(
    ("f", "inverse", "derivative"),
    [
        ("e^x", log(y), 1 / y),
        ("x^3", cbrt(y), 1 / (3 * y ** Rational(2, 3))),
        ("x^2 on [0, oo)", sqrt(y), 1 / (2 * sqrt(y))),
        ("cbrt(x)", y**3, 3 * y**2),
        ("2^x", log(y) / log(2), 1 / (y * log(2))),
        ("1/(1 + e^(-x))", log(y / (1 - y)), 1 / (y * (1 - y))),
        ("(x + 1)/(x - 2)", (2 * y + 1) / (y - 1), -3 / (y - 1) ** 2),
        ("1/x^3", 1 / cbrt(y), -1 / (3 * y ** Rational(4, 3))),
        ("2x + 3", y / 2 - Rational(3, 2), Rational(1, 2)),
    ],
)
def test_an_inverse_as_a_formula(f: str, inverse: Expr, derivative: Expr, method: str) -> None:
    answer = solved(f"derivative of the inverse of {f}", method).answer
    assert answer["inverse"].solutions[0][0] == inverse
    assert (answer["derivative"].result - derivative).simplify() == 0


def test_the_formula_of_the_inverse_gives_the_same_slope() -> None:
    text = "derivative of the inverse of e^(2x) + 1 at 2"
    slopes = {solved(text, m).answer["slope"].after for m in ("reciprocal", "formula")}
    assert slopes == {Rational(1, 2)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("derivative of the inverse of sin(x) at y = 1/2", "infinitely-many"),
        ("derivative of the inverse of x^2", "not-one-to-one"),
        ("derivative of the inverse of x^3 + x", "no-formula-for-inverse"),
        ("derivative of the inverse of 2x + |x| at 0", "no-slope"),
        ("derivative of the inverse of 7", "constant-function"),
        ("derivative of the inverse of cos(x) on [0, 20pi] at 0", "too-many-places"),
        ("derivative of the inverse of a x at 1", "which-variable"),
    ],
)
def test_what_has_no_answer_is_refused(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solve(text)
    assert raised.value.code == code
