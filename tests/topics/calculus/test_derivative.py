"""Derivatives: every rule of the table, tidy results, points without a derivative, what is asked back."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from msgspec.structs import replace
from sympy import Abs, Rational, cos, exp, log, sin, sqrt, symbols

from tutor.catalogue import problem
from tutor.core.claims import DerivativeOf, Equal
from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.core.step import Step, Trace
from tutor.render import render
from tutor.topics.calculus.derivative import TOPIC
from tutor.verify import check, verify
from tutor.verify.points.places import Places

x, a, n, t = symbols("x a n t")


def trace_of(f: Any, method: str = "", **given: Any) -> Trace:
    posed = TOPIC.problem(f=sp.sympify(f), x=given.pop("x", x), **given)
    trace = TOPIC.trace(posed, method)
    report = verify(trace)
    assert report.ok, report.faults
    return trace


def derivative(f: Any, method: str = "") -> Any:
    return trace_of(f, method).answer["derivative"].result


def rules(trace: Trace) -> list[str]:
    return [part.rule for part in trace.walk()]


def depth(part: Step) -> int:
    return 1 + max(map(depth, part.substeps), default=0)


TABLE = [
    (exp(x), "differentiate_exponential"),
    (2**x, "differentiate_general_exponential"),
    (log(x), "differentiate_logarithm"),
    (log(x) / log(2), "differentiate_general_logarithm"),
    (sin(x), "differentiate_sine"),
    (cos(x), "differentiate_cosine"),
    (sp.tan(x), "differentiate_tangent"),
    (sp.cot(x), "differentiate_cotangent"),
    (sp.sec(x), "differentiate_secant"),
    (sp.csc(x), "differentiate_cosecant"),
    (sp.asin(x), "differentiate_arcsine"),
    (sp.acos(x), "differentiate_arccosine"),
    (sp.atan(x), "differentiate_arctangent"),
    (sp.acot(x), "differentiate_arccotangent"),
    (sp.asec(x), "differentiate_arcsecant"),
    (sp.acsc(x), "differentiate_arccosecant"),
    (sp.sinh(x), "differentiate_hyperbolic_sine"),
    (sp.cosh(x), "differentiate_hyperbolic_cosine"),
    (sp.tanh(x), "differentiate_hyperbolic_tangent"),
    (sp.asinh(x), "differentiate_inverse_hyperbolic_sine"),
    (sp.acosh(x), "differentiate_inverse_hyperbolic_cosine"),
    (sp.atanh(x), "differentiate_inverse_hyperbolic_tangent"),
    (sqrt(x), "differentiate_square_root"),
    (Abs(x), "differentiate_absolute_value"),
    (log(Abs(x)), "differentiate_logarithm_of_absolute_value"),
    (sp.Max(0, x), "differentiate_larger"),
    (sp.Min(x**2, sin(x), evaluate=False), "differentiate_smaller"),
    (x**5, "apply_power_rule"),
    (x**-3, "apply_power_rule"),
    (x ** Rational(1, 3), "apply_power_rule"),
    (x**n, "apply_power_rule"),
    (5 * x**3, "apply_power_rule_to_multiple"),
    (7 * x, "differentiate_multiple"),
    (sin(2) + sp.E**3, "differentiate_constant"),
    (x, "differentiate_variable"),
    (x**2 + sin(x), "differentiate_term_by_term"),
    (x**2 * sin(x), "apply_product_rule"),
    (x * exp(x) * cos(x), "apply_product_rule_to_several"),
    (sin(x) / x, "apply_quotient_rule"),
    (1 / (x**2 + 1), "apply_reciprocal_rule"),
    (sin(3 * x), "apply_chain_rule"),
    (2 ** (3 * x), "apply_chain_rule_to_exponential"),
    (log(x**2 + 1) / log(3), "apply_chain_rule_to_logarithm"),
    (x**x, "differentiate_by_logarithm"),
]


@pytest.mark.parametrize(("f", "rule"), TABLE, ids=[str(f) for f, _ in TABLE])
def test_each_kind_of_function_has_its_rule_and_its_words(f: Any, rule: str) -> None:
    trace = trace_of(f)
    assert rule in rules(trace)
    for detail in ("brief", "normal", "why"):
        assert render(trace, "text", detail=detail)


TIDY = [
    (3 * x**3 - 2 * x + 1, 9 * x**2 - 2),
    (x * sin(x), sin(x) + x * cos(x)),
    (log(cos(x)), -sp.tan(x)),
    (sin(x) / cos(x), cos(x) ** -2),
    (x**2 * exp(x), x * (x + 2) * exp(x)),
    ((x**2 + 1) / (x - 3), (x**2 - 6 * x - 1) / (x - 3) ** 2),
    ((x**2 + 1) ** 3 * (x - 2) ** 4, 2 * (x - 2) ** 3 * (x**2 + 1) ** 2 * (5 * x**2 - 6 * x + 2)),
    ((x**2 + 1) * (x**3 - 2), 5 * x**4 + 3 * x**2 - 4 * x),
    (x * sqrt(x**2 + 1), (2 * x**2 + 1) / sqrt(x**2 + 1)),
    (x * log(x) - x, log(x)),
    (x * Abs(x), 2 * Abs(x)),
    (exp(-(x**2) / 2), -x * exp(-(x**2) / 2)),
    (2 ** (3 * x), 3 * 2 ** (3 * x) * log(2)),
]


@pytest.mark.parametrize(("f", "expected"), TIDY, ids=[str(f) for f, _ in TIDY])
def test_the_result_is_as_short_as_a_teacher_writes_it(f: Any, expected: Any) -> None:
    assert derivative(f) == expected


def test_three_layers_make_a_tree() -> None:
    (top, *_) = trace_of(sin(exp(x**2)) ** 3).steps
    assert top.rule == "apply_chain_rule"
    assert depth(top) >= 4


@pytest.mark.parametrize(
    ("f", "conditions"),
    [
        (log(cos(x)), {cos(x) > 0}),
        (1 / (x - 3), {sp.Ne(x, 3)}),
        (1 / (x**2 - 4), {sp.Ne(x, 2), sp.Ne(x, -2)}),
        (1 / (x**2 + 1), set()),
        (log(2 * x + 4), {x > -2}),
        (sp.asin(2 * x), {x > -Rational(1, 2), x < Rational(1, 2)}),
        (log(log(x)), {x > 1}),
        (Abs(x - 2), {sp.Ne(x, 2)}),
    ],
)
def test_it_says_where_the_derivative_holds(f: Any, conditions: set[Any]) -> None:
    assert set(trace_of(f).answer["derivative"].given) == conditions


@pytest.mark.parametrize(
    "f", [x**2 * sin(x) / (x + 1), x**x, sin(x) ** cos(x), (x**2 + 1) ** x / x]
)
def test_logarithmic_differentiation_reaches_the_same_goal(f: Any) -> None:
    assert trace_of(f, "logarithmic").goals == trace_of(f, "rules").goals


def test_logarithmic_differentiation_is_for_products_and_powers() -> None:
    posed = TOPIC.problem(f=x**2 + 1, x=x)
    assert TOPIC.suitable(posed) == ("rules",)
    with pytest.raises(NotUnderstood):
        TOPIC.trace(posed, "logarithmic")


@pytest.mark.parametrize(
    ("f", "at", "relation"),
    [
        (Abs(x), 0, "!="),
        (x + Abs(x - 2), 2, "!="),
        (Abs(x**2 - 1), 1, "!="),
        (sin(Abs(x)), 0, "!="),
        (sp.Max(0, x), 0, "!="),
        (sqrt(sp.Pow(x, 2, evaluate=False)), 0, "!="),
        (x * sqrt(sp.Pow(x, 2, evaluate=False)), 0, "="),
        (sp.Min(x, x**2, evaluate=False), 1, "!="),
        (sp.Max(0, x) ** 2, 0, "="),
        (x * Abs(sin(x)), 0, "="),
        (Abs(x) ** Rational(3, 2), 0, "="),
    ],
)
def test_at_a_corner_both_sides_are_compared(f: Any, at: int, relation: str) -> None:
    trace = trace_of(f, at=sp.Integer(at))
    assert trace.answer["sides"].relation == relation
    assert render(trace, "text", detail="why")


@pytest.mark.parametrize(
    ("f", "at", "left_out", "value"),
    [
        (x * Abs(x), 0, set(), 0),
        (x**2 * Abs(x), 0, set(), 0),
        (sin(x) * Abs(sin(x)), sp.pi, set(), 0),
        (x / (1 + Abs(x)), 0, set(), 1),
        (sin(x) * cos(x) * Abs(sin(x)) * Abs(cos(x)), 0, set(), 0),
        (x * Abs(x) * sin(x) * Abs(sin(x)), sp.pi, {sp.Ne(x, 0)}, 0),
        (x * Abs(x) + Abs(x - 1), 0, {sp.Ne(x, 1)}, -1),
        ((x**2 - 1) * Abs(x**2 - 1), -1, set(), 0),
    ],
)
def test_zeros_of_bars_without_a_corner_are_not_left_out(
    f: Any, at: Any, left_out: set[Any], value: int
) -> None:
    trace = trace_of(f, at=sp.sympify(at))
    assert set(trace.answer["derivative"].given) == left_out
    assert trace.answer["value"].after == value
    assert "include_zeros" in rules(trace)


@pytest.mark.parametrize("f", [Abs(x), x**3 / Abs(x), sin(x) * Abs(x), x * log(Abs(x))])
def test_zeros_of_bars_with_a_corner_or_without_a_value_are_left_out(f: Any) -> None:
    trace = trace_of(f)
    assert set(trace.answer["derivative"].given) == {sp.Ne(x, 0)}
    assert "include_zeros" not in rules(trace)


def test_a_formula_that_is_claimed_at_a_corner_is_not_passed() -> None:
    at_zero = (sp.Eq(x, 0, evaluate=False),)
    assert check(DerivativeOf(x * Abs(x), x, 2 * Abs(x), at_zero), Places()).passes
    assert not check(DerivativeOf(Abs(x), x, Abs(x), at_zero), Places()).passes


@pytest.mark.parametrize(
    ("f", "at", "goal", "slope"),
    [
        (x * sqrt(x), 0, "slope_right", 0),
        (x**2 * sqrt(x) + 3 * x, 0, "slope_right", 3),
        ((1 - x**2) ** Rational(3, 2), 1, "slope_left", 0),
    ],
)
def test_at_an_end_of_the_domain_the_slope_is_one_sided(
    f: Any, at: int, goal: str, slope: int
) -> None:
    trace = trace_of(f, at=sp.Integer(at))
    assert trace.answer[goal].after == slope
    assert "one-sided" in render(trace, "text")
    wrong = [(n, replace(g, after=g.after + 1) if n == goal else g) for n, g in trace.goals]
    assert not verify(replace(trace, goals=tuple(wrong))).ok


@pytest.mark.parametrize("f", [Abs(x), x * Abs(sin(x)), sqrt(x)])
def test_what_holds_elsewhere_is_not_said_of_the_point(f: Any) -> None:
    words = " ".join(render(trace_of(f, at=sp.Integer(0)), "text").split())
    answer = words.split("Answer:")[1].split("All ")[0]
    assert answer.strip().startswith("Where ")
    assert "This holds" not in answer


@pytest.mark.parametrize(
    ("f", "at"),
    [
        (x ** Rational(1, 3), 0),
        (x ** Rational(2, 3), 0),
        (sqrt(x), 0),
        (sp.asin(x), 1),
        (sqrt(x * (1 - x)), 1),
    ],
)
def test_a_vertical_tangent_is_no_derivative(f: Any, at: int) -> None:
    trace = trace_of(f, at=sp.Integer(at))
    assert "find_growth" in rules(trace)
    assert "value" not in trace.answer
    assert "vertical" in render(trace, "text")


def test_the_quotient_of_the_cube_root_is_shown() -> None:
    trace = trace_of(x ** Rational(1, 3), at=sp.Integer(0))
    assert any(
        isinstance(c, Equal) and c.after == x ** Rational(-2, 3)
        for part in trace.walk()
        for c in part.claims
    )


@pytest.mark.parametrize(
    ("f", "at", "value"),
    [
        (x**2, 3, 6),
        (log(cos(x)), sp.pi / 3, -sqrt(3)),
        (x ** Rational(1, 3), -8, Rational(1, 12)),
        (exp(x), 0, 1),
    ],
)
def test_the_value_at_a_point(f: Any, at: Any, value: Any) -> None:
    assert trace_of(f, at=sp.sympify(at)).answer["value"].after == value


def test_a_constant_slope_is_the_slope_at_the_point() -> None:
    goal = trace_of(7 * x, at=sp.Integer(2)).answer["value"]
    assert isinstance(goal, DerivativeOf)
    assert goal.result == 7


@pytest.mark.parametrize(
    ("text", "error", "code"),
    [
        ("derivative of log(x) at x=-1", Undefined, "outside-domain"),
        ("derivative of 1/x at 0", Undefined, "outside-domain"),
        ("derivative of a x^2", NotUnderstood, "which-variable"),
        ("derivative of ln(-3 - x^2)", Undefined, "empty-domain"),
        ("derivative of log(-x^2)", Undefined, "empty-domain"),
        ("derivative of sqrt(-x^2)", Undefined, "empty-domain"),
        ("derivative of log(-exp(x))", Undefined, "empty-domain"),
        ("derivative of log(-abs(x))", Undefined, "empty-domain"),
        ("derivative of log(sin(x) - 2)", Undefined, "empty-domain"),
        ("derivative of log(x) + log(-x)", Undefined, "empty-domain"),
        ("derivative of sqrt(x - 3) + sqrt(1 - x)", Undefined, "empty-domain"),
        ("derivative of floor(x)", Undefined, "no-derivative-rule"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, error: type[TutorError], code: str) -> None:
    with pytest.raises(error) as caught:
        TOPIC.trace(problem(text)[1])
    assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize(
    "text",
    [
        "derivative of x^2 sin(x)",
        "differentiate x^2 sin x",
        "find the derivative of f(x) = x^2 sin(x)",
        "what is the derivative of x^2 sin x?",
        "Differentiate. f(x) = x^2 sin(x)",
        "d/dx (x^2 sin x)",
        r"\frac{d}{dx} x^2\sin x",
        r"differentiate x^{2} \sin{\left(x \right)}",
        "derivative: x^2 sin(x)",
    ],
)
def test_ways_to_ask(text: str) -> None:
    topic, posed = problem(text)
    assert topic is TOPIC
    assert posed.f == x**2 * sin(x)
    assert posed.x == x


def test_other_letters_are_constants() -> None:
    _, posed = problem("derivative of a x^2 with respect to x")
    assert TOPIC.trace(posed).answer["derivative"].result == 2 * a * x
    _, posed = problem("derivative of a^2 with respect to t")
    assert TOPIC.trace(posed).answer["derivative"].result == 0


@pytest.mark.parametrize(
    "f", [sqrt(4 - x**2) - x**2 / sqrt(4 - x**2), 2 * x * (x**2 - 1) / Abs(x**2 - 1)]
)
def test_a_constant_in_front_of_a_fraction_is_followed(f: sp.Expr) -> None:
    trace_of(f)


def test_brief_has_few_lines() -> None:
    trace = trace_of((x**2 + 1) / (x - 3))
    brief, why = (render(trace, "text", detail=d) for d in ("brief", "why"))
    assert "1.1" not in brief
    assert len(brief.splitlines()) < len(why.splitlines()) / 2


def test_a_wrong_result_is_refuted() -> None:
    trace = trace_of(x**2 * sin(x))
    goal = trace.answer["derivative"]
    wrong = DerivativeOf(goal.function, goal.variable, 2 * x * sin(x) - x**2 * cos(x), goal.given)
    assert check(goal, Places()).passes
    assert check(wrong, Places()).status == "refuted"


@pytest.mark.parametrize("inner", ["1/x", "(x+1)/(x-1)"])
def test_fractions_below_a_line_are_cleared(inner: str) -> None:
    topic, posed = problem(f"derivative of arctan({inner})")
    trace = topic.trace(posed)
    assert trace.answer["derivative"].result == -1 / (x**2 + 1)
    assert verify(trace).ok


@pytest.mark.parametrize(
    ("f", "first", "second"),
    [
        (sp.Max(0, 2 * x - 1), 2, 0),
        (sp.Max(0, x**2 - 1), 2 * x, 0),
        (sp.Min(x, 2 - x, evaluate=False), 1, -1),
        (sp.Max(sin(x), cos(x)), cos(x), -sin(x)),
    ],
)
def test_a_larger_part_has_its_own_slope_where_it_counts(f: Any, first: Any, second: Any) -> None:
    trace = trace_of(f)
    claim = dict(trace.goals)["derivative"]
    slopes, conditions = zip(*claim.result.args, strict=True)
    assert set(slopes) == {sp.sympify(first), sp.sympify(second)}
    turned = sp.Piecewise(*zip(reversed(slopes), conditions, strict=True), evaluate=False)
    assert check(replace(claim, result=turned), Places()).status == "refuted"
