"""Integrals at their edges."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import (
    Abs,
    E,
    Expr,
    Integer,
    Integral,
    Ne,
    Rational,
    Symbol,
    asin,
    atan,
    cbrt,
    cos,
    cosh,
    cot,
    csc,
    exp,
    log,
    oo,
    pi,
    root,
    simplify,
    sin,
    sinh,
    sqrt,
    tan,
)

from tutor.catalogue import problem
from tutor.core.claims import Conditions
from tutor.core.errors import TutorError
from tutor.core.step import Trace
from tutor.kit.calculus.integration import Integration
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.topics.calculus.integral import TOPIC
from tutor.verify import verify

x, a, t = map(Symbol, "xat")
rate = Symbol("lambda")


def trace_of(text: str, method: str = "") -> Trace:
    topic, posed = problem(text)
    assert topic is TOPIC
    return topic.trace(posed, method)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("integral of x^2 from 0 to 1", Rational(1, 3)),
        ("integral of x cos(x) from 0 to pi/2", pi / 2 - 1),
        ("int_0^oo e^(-x) dx", Integer(1)),
        ("integrate x^2 e^(-x) from 0 to infinity", Integer(2)),
        ("integral of 1/sqrt(x) from 0 to 1", Integer(2)),
        ("integral of ln(x) from 0 to 1", Integer(-1)),
        ("integral of 1/(1+x^2) from -oo to oo", pi),
        ("integral of sin(x)^2 from 0 to pi", pi / 2),
        ("integral of 1/cbrt(x) from -1 to 1", Integer(0)),
        ("integral of 1/x from 1 to oo", oo),
        ("integral of e^(-x^2) from -oo to oo", sqrt(pi)),
        ("integral of e^(-u^2) from -oo to 0", sqrt(pi) / 2),
        ("integral of e^(-x^2/2)/sqrt(2*pi) from -oo to oo", Integer(1)),
        ("integral of e^(-(x-3)^2/8) from -oo to oo", 2 * sqrt(2) * sqrt(pi)),
        ("integral of x e^(-x^2/2) from -oo to oo", Integer(0)),
        ("integral of x^3 e^(-x^2) from 0 to oo", Rational(1, 2)),
        ("integral of 1/sqrt(x-x^2) from 0 to 1", pi),  # improper at both ends
        ("integral of sqrt(sin(x)) cos(x) from 0 to pi", Integer(0)),
    ],
)
def test_a_value_is_found_and_verified(text: str, value: Expr) -> None:
    trace = trace_of(text)
    assert trace.answer["integral"].after == value
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("integral of x^2 e^(-x^2) from -oo to oo", sqrt(pi) / 2),
        ("integral of x^2 e^(-x^2/2)/sqrt(2*pi) from -oo to oo", Integer(1)),
        ("integral of x e^(-(x-3)^2/8)/(2 sqrt(2*pi)) from -oo to oo", Integer(3)),
        ("integral of x^4 e^(-x^2) from 0 to oo", 3 * sqrt(pi) / 8),
        ("integral of (t^2+t+1) e^(-t^2-2t) from -oo to oo", 3 * E * sqrt(pi) / 2),
    ],
)
def test_moments_of_a_bell_curve_lead_to_its_area(text: str, value: Expr) -> None:
    trace = trace_of(text)
    assert trace.method == "moments"
    assert trace.answer["integral"].after == value
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "value", "given"),
    [
        ("integral of e^(-a x) from 0 to oo", 1 / a, (a > 0,)),
        ("integral of x^3 e^(-a x) from 0 to oo", 6 / a**4, (a > 0,)),
        ("integral of lambda e^(-lambda x) from t to oo", exp(-rate * t), (rate > 0,)),
        ("integral of e^(-x/theta)/theta from 0 to oo", Integer(1), (Symbol("theta") > 0,)),
        ("integral of e^(-a x^2) from -oo to oo", sqrt(pi) / sqrt(a), (a > 0,)),
        ("integral of cos(a x) from 0 to 1", sin(a) / a, (Ne(a, 0),)),
        ("integral of x^2 from 0 to a", a**3 / 3, ()),
        ("integral of e^(-a x) sin(x) from 0 to oo", 1 / (a**2 + 1), (a > 0,)),
    ],
)
def test_letters_bring_their_conditions(text: str, value: Expr, given: Conditions) -> None:
    trace = trace_of(text)
    goal = trace.answer["integral"]
    assert (goal.after, goal.given) == (value, given)
    assert not verify(trace).faults


@pytest.mark.slow
def test_the_mean_of_a_normal_distribution() -> None:
    text = "integral of x e^(-(x-mu)^2/(2 sigma^2))/(sigma sqrt(2*pi)) from -oo to oo"
    trace = trace_of(text)
    assert trace.answer["integral"].after == Symbol("mu")
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("integral of |x| from -1 to 2", Rational(5, 2)),
        ("integral of e^(-|x|) from -oo to oo", Integer(2)),
        ("integral of |x - 1| + |x| from 0 to 3", Integer(7)),
        ("integral of |x| from 1 to 2", Rational(3, 2)),
        ("integral of |x^3| from -1 to 2", Rational(17, 4)),
        ("integral of x^2 e^(-|x|)/2 from -oo to oo", Integer(2)),
    ],
)
def test_bars_open_on_each_piece(text: str, value: Expr) -> None:
    trace = trace_of(text)
    assert trace.method == "bars"
    assert trace.answer["integral"].after == value
    assert not verify(trace).faults


def test_a_piece_between_bars_that_diverges_is_said() -> None:
    with pytest.raises(TutorError) as caught:
        trace_of("integral of e^(|x|) from 0 to oo")
    assert caught.value.code == "diverges-between-bars"


def test_letters_in_an_antiderivative_that_are_not_zero() -> None:
    trace = trace_of("integral of e^(a x)")
    assert trace.answer["antiderivative"].given == (Ne(a, 0),)
    assert not verify(trace).faults


@pytest.mark.parametrize("given", [(), (a > 1,), (a < 0,), (Ne(a, 0),)])
def test_wrong_conditions_on_a_letter_are_refuted(given: Conditions) -> None:
    trace = trace_of("integral of e^(-a x) from 0 to oo")
    wrong = replace(trace.answer["integral"], given=given)
    assert not verify(replace(trace, goals=(("integral", wrong),))).ok


def test_a_condition_that_is_not_needed_is_refuted() -> None:
    trace = trace_of("integral of cos(a x) from 0 to 1")
    wrong = replace(trace.answer["integral"], given=(a > 0,))
    assert not verify(replace(trace, goals=(("integral", wrong),))).ok


def test_a_wrong_moment_is_refuted() -> None:
    trace = trace_of("integral of x^2 e^(-x^2) from -oo to oo")
    wrong = replace(trace.answer["integral"], after=sqrt(pi))
    assert not verify(replace(trace, goals=(("integral", wrong),))).ok


@pytest.mark.parametrize(
    ("text", "piece", "direction"),
    [
        ("integral of 1/x from -1 to 1", Integral(1 / x, (x, -1, 0)), -oo),
        ("integral of 1/x^2 from -1 to 1", Integral(x**-2, (x, -1, 0)), oo),
        ("integral of 1/(x-2) from 0 to 4", Integral(1 / (x - 2), (x, 0, 2)), -oo),
        ("integral of x/(1+x^2) from -oo to oo", Integral(x / (1 + x**2), (x, -oo, 0)), -oo),
        ("integral of cot(x) from -1 to 1", Integral(cot(x), (x, -1, 0)), -oo),
        ("integral of tan(2x) from 0 to 1", Integral(tan(2 * x), (x, 0, pi / 4)), oo),
        ("integral of x/(x^2-4) from 0 to 3", Integral(x / (x**2 - 4), (x, 0, 2)), -oo),
        ("integral of 1/cos(x) from 0 to 2", Integral(1 / cos(x), (x, 0, pi / 2)), oo),
        (
            "integral of 1/(x(1-x)) from 0 to 1",
            Integral(1 / (x * (1 - x)), (x, 0, Rational(1, 2))),
            oo,
        ),
    ],
)
def test_a_piece_that_diverges_is_named(text: str, piece: Expr, direction: Expr) -> None:
    trace = trace_of(text)
    goal = trace.answer["part"]
    assert (goal.before, goal.after) == (piece, direction)
    assert not verify(trace).faults


def test_an_antiderivative_that_swings_for_ever_has_no_limit() -> None:
    trace = trace_of("integral of sin(1/x)/x^2 from 0 to 1")
    assert trace.answer["places_1"].after == trace.answer["places_2"].after == 0
    assert not verify(trace).faults
    settled = replace(trace.answer["differ"], right=Integer(7))
    goals = {**trace.answer, "differ": settled}
    assert verify(replace(trace, goals=tuple(goals.items()))).faults


def test_halves_of_an_odd_function_cancel_only_where_it_has_values() -> None:
    assert trace_of("integral of x^3 from -2 to 2").method == "symmetry"
    assert trace_of("integral of 1/x from -2 to 2").method == "antiderivative"
    assert trace_of("integral of x^3 from -2 to 2", "antiderivative").answer["integral"].after == 0


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("integral of x^3 from -2 to 2", ("antiderivative",)),
        ("integral of x*|x| from -2 to 2", ("bars",)),
        ("integral of sin(x^3) from -1 to 1", ()),  # no antiderivative can be written down
    ],
)
def test_odd_function_has_the_second_method_that_reaches_a_value(
    text: str, second: tuple[str, ...]
) -> None:
    assert TOPIC.suitable(problem(text)[1]) == ("symmetry", *second)
    for method in second:
        assert verify(trace_of(text, method)).ok


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("integral of max(x, 1-x) from 0 to 1", Rational(3, 4)),
        ("integral of min(x^2, 2-x) from 0 to 2", Rational(5, 6)),
        ("integral of max(x, 2, 3-x) from -1 to 3", Rational(21, 2)),
        ("integral of |x^2-2| from 0 to 3", 3 + 8 * sqrt(2) / 3),
    ],
)
def test_an_integral_is_split_where_parts_change_places(text: str, value: Expr) -> None:
    trace = trace_of(text)
    assert simplify(trace.answer["integral"].after - value) == 0
    assert not verify(trace).faults


def test_without_an_antiderivative_strips_are_summed() -> None:
    trace = trace_of("integral of e^(-x^2) from 0 to 1")
    assert trace.method == "simpson"
    assert abs(float(trace.answer["rounded"].value) - 0.746824) < 1e-4
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("f", "rules"),
    [
        (2 * x * cos(x**2), {"substitute"}),
        (x * exp(x), {"integrate_by_parts"}),
        (exp(x) * sin(x), {"integrate_by_parts_twice"}),
        (1 / (x**2 - 1), {"split_into_partial_fractions"}),
        (1 / (x**2 + 2 * x + 5), {"complete_the_square"}),
        ((2 * x + 1) ** 5, {"substitute_linear"}),
        (x * (x - 1), {"multiply_out"}),
        (sin(x) ** 2, {"use_double_angle"}),
    ],
)
def test_the_rule_that_fits_is_used(f: Expr, rules: set[str]) -> None:
    assert rules <= {part.rule for part in Integration(x).of(f).walk()}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("integral of ln(x)/x", log(x) ** 2 / 2),
        ("integral of tan(x)^2", tan(x) - x),
        ("integral of sin(x)^3", cos(x) ** 3 / 3 - cos(x)),
        ("integral of e^x/(1+e^(2x))", atan(exp(x))),
        ("integral of x/(1+x^4)", atan(x**2) / 2),
        ("integral of 1/sin(x)^2", -cot(x)),
        ("integral of csc(x)", -log(Abs(csc(x) + cot(x)))),
        ("integral of sqrt(1 - x^2)", x * sqrt(1 - x**2) / 2 + asin(x) / 2),
        ("integral of x^5 e^(-x^2)", -(x**4 + 2 * x**2 + 2) * exp(-(x**2)) / 2),
        ("integral of 1/(1+e^x)", x - log(exp(x) + 1)),
        ("integral of 1/(e^(2x)-1)", log(Abs(exp(2 * x) - 1)) / 2 - x),
        ("integral of sqrt(x^2+1)", (x * sqrt(x**2 + 1) + log(x + sqrt(x**2 + 1))) / 2),
        ("integral of 1/sqrt(9-4x^2)", asin(2 * x / 3) / 2),
        ("integral of 1/(x^2-2)", sqrt(2) / 4 * (log(Abs(x - sqrt(2))) - log(Abs(x + sqrt(2))))),
        ("integral of ln|x|", x * log(Abs(x)) - x),
        ("int sin(ln x) dx", x * (sin(log(x)) - cos(log(x))) / 2),
        ("int e^sqrt(x) dx", 2 * (sqrt(x) - 1) * exp(sqrt(x))),
        ("int 1/(1+sqrt x) dx", 2 * sqrt(x) - 2 * log(Abs(sqrt(x) + 1))),
        (
            "int x/(1+sqrt x) dx",  # once a minute and a half: a search for cases inside bars
            2 * x ** Rational(3, 2) / 3 - x + 2 * sqrt(x) - 2 * log(Abs(sqrt(x) + 1)),
        ),
        (
            "int 1/(sqrt(x)+x^(1/3)) dx",
            2 * sqrt(x) - 3 * cbrt(x) + 6 * root(x, 6) - 6 * log(Abs(root(x, 6) + 1)),
        ),
        ("int sqrt(e^x - 1) dx", 2 * sqrt(exp(x) - 1) - 2 * atan(sqrt(exp(x) - 1))),
        ("int sin^4 x dx", 3 * x / 8 - sin(2 * x) / 4 + sin(4 * x) / 32),
        ("int sin^3 x cos^2 x dx", cos(x) ** 5 / 5 - cos(x) ** 3 / 3),
        ("int sin(3x) cos(5x) dx", cos(2 * x) / 4 - cos(8 * x) / 16),
        ("int sec^4 x dx", tan(x) + tan(x) ** 3 / 3),
        ("int 1/(1+sin x) dx", tan(x / 2 - pi / 4)),
        ("int 1/(x^2+1)^2 dx", x / (2 * (x**2 + 1)) + atan(x) / 2),
        ("int x^3/sqrt(1+x^2) dx", (x**2 + 1) ** Rational(3, 2) / 3 - sqrt(x**2 + 1)),
        ("int tanh x dx", log(cosh(x))),
        ("int x cosh x dx", x * sinh(x) - cosh(x)),
    ],
)
def test_an_antiderivative_is_found_and_verified(text: str, result: Expr) -> None:
    trace = trace_of(text)
    assert simplify(trace.answer["antiderivative"].result - result) == 0
    assert not verify(trace).faults


def test_half_a_disc() -> None:
    trace = trace_of("integral of sqrt(1 - x^2) from -1 to 1")
    assert trace.answer["integral"].after == pi / 2
    assert not verify(trace).faults


def test_logarithms_keep_their_bars() -> None:
    assert antiderivative_of(Integration(x).of(1 / x)) == log(Abs(x))
    assert antiderivative_of(Integration(x).of(1 / (x**2 + 4))) == atan(x / 2) / 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("integral of sqrt(x) from -1 to 1", "no-values-in-interval"),
        ("integral of floor(x) from 0 to 3", "jumps-in-interval"),
        ("integral of e^(-x^2) from 2 to 1", "order-of-bounds"),
        ("integral of 1/x from 1 to -1", "order-of-bounds"),
        ("area under x from 1 to 0", "order-of-bounds"),
        ("area under x^2", "missing-bounds"),
        ("area under sin x from 0 to 2 pi", "area-or-integral"),
        ("find the area under y = x from -1 to 1", "area-or-integral"),
        ("area under sin(x^2) - cos x from 0 to 1", "area-or-integral"),
        ("area under a x^2 from 0 to 1", "area-or-integral"),
        ("integral of e^(-x^2) dx", "no-antiderivative"),
        ("integral of e^x/x from 0 to 1", "improper-without-antiderivative"),
        ("integral of sin(x)/x from 1 to oo", "improper-without-antiderivative"),
        ("integral of 1/(x+e^x)", "no-antiderivative"),
        ("integral of sqrt(1-x^4) from -1 to 1", "too-rough"),
        ("integral of x y", "which-variable"),
        ("integral of 1/x from 1 to a", "letters-in-integral"),
        ("integral of e^(a x) from 0 to oo", "letters-in-integral"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        trace_of(text)
    assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize(
    "text",
    [
        "integral of x^2 from 0 to 1",
        "integrate x^2 from 0 to 1",
        "What is the definite integral of x^2 from 0 to 1?",
        "int_0^1 x^2 dx",
        "find the area under the curve x^2 between 0 and 1",
        r"\int_0^1 x^2 \, dx",
        r"Evaluate $\int_{0}^{1} x^2 dx$.",
    ],
)
def test_ways_to_ask(text: str) -> None:
    assert trace_of(text).answer["integral"].after == Rational(1, 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("integral of x from 1 to 0", Rational(-1, 2)),
        ("integral of x from 1 to 1", Rational(0)),
        ("integral of x^3 from 1 to -1", Rational(0)),
    ],
)
def test_bounds_may_stand_the_other_way_round(text: str, value: Expr) -> None:
    trace = trace_of(text)
    assert trace.answer["integral"].after == value
    assert not trace.figures
    assert not verify(trace).faults
