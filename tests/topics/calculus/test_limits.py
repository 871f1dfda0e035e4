"""Limits at their edges."""

from __future__ import annotations

import pytest
from sympy import E, Expr, Integer, Rational, exp, oo, pi, sqrt

from tutor.catalogue import problem
from tutor.core.errors import NotUnderstood, TutorError
from tutor.core.step import Trace
from tutor.topics.calculus.limits import TOPIC
from tutor.verify import verify


def trace_of(text: str, method: str = "") -> Trace:
    topic, posed = problem(text)
    assert topic is TOPIC
    return topic.trace(posed, method)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("lim x->2 x^2 + 1", Integer(5)),
        ("lim x->1 (x^3 - 1)/(x^2 - 1)", Rational(3, 2)),
        ("lim x->4 (sqrt(x) - 2)/(x - 4)", Rational(1, 4)),
        ("lim x->0 (1 - cos(x))/x^2", Rational(1, 2)),
        ("lim x->0 (tan(x) - x)/x^3", Rational(1, 3)),
        ("lim x->oo (3x^2 + 1)/(x^2 - 5)", Integer(3)),
        ("lim x->-oo sqrt(x^2 + 1)/x", Integer(-1)),
        ("lim x->oo sqrt(x^2 + x) - x", Rational(1, 2)),
        ("lim x->oo x^3 - x", oo),
        ("lim x->oo x^2 sin(1/x)", oo),
        ("lim x->oo (1 + 1/x)^(x^2)", oo),
        ("lim x->oo x^2 e^(-x^2)", Integer(0)),
        ("lim x->oo x e^(-x)", Integer(0)),
        ("lim x->oo x^2/e^x", Integer(0)),
        ("lim x->0 sin(3x)/tan(2x)", Rational(3, 2)),
        ("lim x->oo ln(x + 1) - ln(x)", Integer(0)),
        ("lim x->oo arctan(x)", pi / 2),
        ("lim x->oo (x + sin(x))/x", Integer(1)),
        ("lim x->oo x ln(x) - x", oo),
        ("lim x->oo x ln(x + 1) - x ln(x)", Integer(1)),
        ("lim x->oo x^2 ln(1 + 1/x) - x", Rational(-1, 2)),
        ("lim x->oo x(e^(1/x) - 1)", Integer(1)),
        ("lim x->oo x^2(e^(1/x) - 1) - x", Rational(1, 2)),
        ("lim x->oo e^x/x^x", Integer(0)),
        ("lim x->1- arccos(x)/sqrt(1 - x)", sqrt(2)),
        ("lim x->oo x/e^x", Integer(0)),
        ("lim x->oo x/2^x", Integer(0)),
        ("lim x->oo 3^x/2^x", oo),
        ("lim x->oo x - ln(x)", oo),
        ("lim x->oo x sin(1/x)", Integer(1)),
        ("lim x->0+ sqrt(x) ln(x)", Integer(0)),
        ("lim x->0+ x^(sin(x))", Integer(1)),
        ("lim x->1- |x - 1|/(4 - 4x)", Rational(1, 4)),
        ("lim x->oo (1 + 2/x)^x", exp(2)),
        ("lim x->0+ x ln(x)", Integer(0)),
        ("lim x->0+ x^x", Integer(1)),
        ("lim x->0 x sin(1/x)", Integer(0)),
        ("lim x->0 1/x^2", oo),
        ("lim x->0- 1/x", -oo),
        ("lim x->0 cbrt(x)/x", oo),
        ("lim x->0 |x|", Integer(0)),
        ("lim x->0 1/x - 1/sin(x)", Integer(0)),
        ("lim x->0+ sqrt(x)", Integer(0)),
        ("lim x->oo 5", Integer(5)),
        ("lim x->-oo 2^x", Integer(0)),
    ],
)
def test_a_limit_is_found_and_verified(text: str, value: Expr) -> None:
    trace = trace_of(text)
    assert trace.answer["limit"].after == value
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("lim x->0 |x|/x", Integer(-1), Integer(1)),
        ("lim x->0 1/x", -oo, oo),
        ("lim x->0 e^(1/x)", Integer(0), oo),
        ("lim x->2 (x^2 - 4)/(x - 2)^2", -oo, oo),
    ],
)
def test_sides_that_differ_leave_no_limit(text: str, left: Expr, right: Expr) -> None:
    trace = trace_of(text)
    assert set(trace.answer) == {"sides", "left", "right"}
    assert (trace.answer["left"].after, trace.answer["right"].after) == (left, right)
    assert not verify(trace).faults


@pytest.mark.parametrize("method", ["usual", "lhopital", "series"])
def test_all_methods_agree(method: str) -> None:
    assert trace_of("lim x->0 (e^x - 1)/sin(x)", method).answer["limit"].after == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("lim x->0 (1 - cos(x))/x^2", "compare_first_terms"),
        ("lim x->2 (x^2 - 4)/(x - 2)", "cancel_factor"),
    ],
)
def test_lhopitals_rule_is_left_out_where_it_is_not_wanted(text: str, rule: str) -> None:
    trace = trace_of(text, "without_lhopital")
    rules = {part.rule for part in trace.walk()}
    assert rule in rules
    assert "apply_lhopital" not in rules


@pytest.mark.parametrize("text", ["lim x->oo ln(x)/x", "lim x->0+ x ln(x)"])
def test_where_no_other_way_is_known_lhopitals_rule_cannot_be_left_out(text: str) -> None:
    with pytest.raises(NotUnderstood, match="without_lhopital does not fit"):
        trace_of(text, "without_lhopital")


def test_the_conditions_of_lhopitals_rule_are_claimed_each_time() -> None:
    trace = trace_of("lim x->0 (1 - cos(x))/x^2", "lhopital")
    applied = [s for s in trace.steps if s.rule == "apply_lhopital"]
    kinds = [sorted(type(c).__name__ for c in s.claims) for s in applied]
    assert kinds == [["Compared", "DerivativeOf", "DerivativeOf", "Equal"]] * 2
    assert [s.rule for s in trace.steps].count("meet_zero_over_zero") == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lim x->0 sqrt(x)", "no-values-on-a-side"),
        ("limit of x^2 for x < 1 as x -> 1", "no-values-on-a-side"),
        ("lim x->0- ln(x)", "no-values-near"),
        ("lim x->oo sin(x^2 + sqrt(x))", "oscillates"),
        ("lim x->0 a x", "letters-in-limit"),
    ],
)
def test_what_has_no_limit_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as caught:
        trace_of(text)
    assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize(
    "text",
    [
        "lim x->oo (1+1/x)^x",
        "limit of (1+1/x)^x as x goes to infinity",
        "Find the limit of (1 + 1/x)^x as x approaches infinity.",
        "What is the limit of (1+1/x)^x as x -> oo?",
        "evaluate lim_{x->oo} (1+1/x)^x",
        r"\lim_{x\to\infty} (1+\frac{1}{x})^x",
        r"Evaluate $\lim_{x\to\infty} (1+\frac{1}{x})^x$.",
        "limits: (1+1/x)^x as x -> oo",
    ],
)
def test_ways_to_ask(text: str) -> None:
    assert trace_of(text).answer["limit"].after == E


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("limit of x^2 for x < 1, 2x - 1 for x >= 1 as x -> 1", 1),
        ("limit of (x^2 - 1)/(x - 1) for x != 1, 5 for x = 1 as x -> 1", 2),
        ("lim x->2 x^2 for x < 1, 2x + 1 for x >= 1", 5),
        ("lim x->1- x^2 for x < 1, 2x + 1 for x >= 1", 1),
        ("limit of x^2 for x < 1, 1/x for x >= 1 as x -> oo", 0),
        (r"\lim_{x \to 1} \begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1 \end{cases}", 1),
    ],
)
def test_limits_of_functions_given_by_cases(text: str, value: int) -> None:
    trace = trace_of(text)
    assert trace.answer["limit"].after == value
    assert not verify(trace).faults


def test_cases_that_do_not_meet_have_no_limit() -> None:
    trace = trace_of("limit of x^2 for x < 1, 3x - 1 for x >= 1 as x -> 1")
    assert (trace.answer["left"].after, trace.answer["right"].after) == (1, 2)
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("lim x->0 sin(1/x)", Integer(0), Integer(1)),
        ("limit of cos(x) as x -> oo", Integer(1), Integer(0)),
        ("lim x->-oo cos(x)", Integer(1), Integer(0)),
        ("lim x->2+ sin(1/(x - 2))", Integer(0), Integer(1)),
        ("lim x->oo sin(x) + 1/x", Integer(0), Integer(1)),
        ("lim x->oo x sin(x)", Integer(0), oo),
        ("lim x->oo e^(sin(x))", Integer(1), E),
        ("lim x->oo sin(x)^2 + cos(2x)", Integer(1), Integer(0)),
        ("lim x->oo sin(sqrt(x))", Integer(0), Integer(1)),
        ("lim x->oo tan(x)", Integer(0), Integer(1)),
    ],
)
def test_two_sequences_show_that_there_is_no_limit(text: str, first: Expr, second: Expr) -> None:
    trace = trace_of(text)
    assert not verify(trace).faults
    assert (trace.answer["differ"].left, trace.answer["differ"].right) == (first, second)


def test_a_wave_that_vanishes_has_a_limit() -> None:
    assert trace_of("lim x->0 x sin(1/x)").answer["limit"].after == 0
    assert trace_of("lim x->oo sin(x)/x").answer["limit"].after == 0


def test_a_quotient_that_is_tidy_already_is_not_tidied_up() -> None:
    trace = TOPIC.trace(problem("limit of (1 - cos(x))/x^2 as x -> 0")[1])
    assert [part.rule for part in trace.steps].count("apply_lhopital") == 2
    assert "tidy_quotient" not in [part.rule for part in trace.steps]


def test_sides_are_looked_at_apart_where_a_part_goes_two_ways() -> None:
    trace = trace_of("lim x->0 x/(1 - e^(1/x))")
    assert trace.answer["limit"].after == 0
    rules = [s.rule for s in trace.steps]
    assert {"follow_part", "weigh_parts", "join_sides"} <= set(rules)
    assert "read_off" not in rules


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("lim x->oo x^100/e^x", Integer(0)),
        ("lim x->oo 3x^10/e^x", Integer(0)),
        ("lim x->oo -2 e^x/x^7", -oo),
        ("lim x->-oo x^10 e^x", Integer(0)),
        ("lim x->oo ln(x)^10/x", Integer(0)),
        ("lim x->oo (3^x + 2^x)/3^x", Integer(1)),
        ("lim x->oo (3^x + 4^x)/3^x", oo),
        ("lim x->oo (2^x + 3^x)^(1/x)", Integer(3)),
        ("lim x->oo (e^x - e^(-x))/(e^x + e^(-x))", Integer(1)),
        ("lim x->-oo (e^x - e^(-x))/(e^x + e^(-x))", Integer(-1)),
    ],
)
def test_what_grows_fastest_decides(text: str, value: Expr) -> None:
    trace = trace_of(text)
    assert trace.answer["limit"].after == value
    assert not verify(trace).faults


@pytest.mark.parametrize(
    ("text", "method", "rule"),
    [
        ("lim x->2 (x^2-4)/(x-2)", "factoring", "cancel_factor"),
        ("lim x->0 (sqrt(x+1)-1)/x", "conjugate", "multiply_by_conjugate"),
        ("lim x->oo (3x^2+1)/(x^2-x)", "highest_power", "divide_by_highest_power"),
        ("lim x->0 x^2 sin(1/x)", "squeeze", "squeeze"),
    ],
)
def test_the_usual_way_has_the_name_of_what_it_does(text: str, method: str, rule: str) -> None:
    """A name fits where its rule is a step, and nowhere else."""
    assert rule in {part.rule for part in trace_of(text, method).walk()}
    assert method not in TOPIC.suitable(problem("lim x->0 sin(x)/x")[1])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("lim x->2 (sqrt(x + 7) - 3)/(x^2 - 4)", Rational(1, 24)),
        ("lim x->3 (x^2 - 9)/(sqrt(x + 1) - 2)", Integer(24)),
        ("lim x->2 (x - sqrt(x + 2))/(x^3 - 8)", Rational(1, 16)),
        ("lim x->2 (sqrt(x + 7) - 3)/(sqrt(x + 2) - 2)", Rational(2, 3)),
    ],
)
def test_beside_a_conjugate_the_other_side_is_factored_and_cancelled(
    text: str, value: Expr
) -> None:
    trace = trace_of(text)
    rules = [part.rule for part in trace.steps]
    assert trace.answer["limit"].after == value
    assert not verify(trace).faults
    assert "cancel_factor" in rules
    assert "apply_lhopital" not in rules
