"""The one-sample t test and its interval: decisions, edges, and what is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sympy import Integer, Rational, Tuple

from tutor.core.claims import Approximates, Compared
from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.core.step import Trace
from tutor.render import render
from tutor.solution import solve
from tutor.topics.statistics.sample_from_t_interval import TOPIC as BACK
from tutor.topics.statistics.t_interval import TOPIC as INTERVAL
from tutor.topics.statistics.t_test import TOPIC
from tutor.verify import verify
from tutor.verify.goals import verdicts
from tutor.verify.points.places import Places

from ..solving import derived


def test_hypotheses_that_exclude_one_another_stand_side_by_side() -> None:
    given = {"n": Integer(25), "xbar": Rational("7.73"), "s": Rational("0.77"), "mu0": Integer(8)}
    page = str(render(solved(**given, tail="less"), "text", detail="brief"))
    assert "     H₀: μ = 8,   H₁: μ < 8\n" in page


def test_the_reason_and_the_answer_name_the_hypotheses() -> None:
    page = str(render(solved(**SLEEP, tail="two"), "markdown", detail="why"))
    null, alternative = (
        rf"$H_{{{k}}}\text{{: }}\mu {sign} 8$" for k, sign in ((0, "="), (1, r"\ne"))
    )
    assert f"*Why?* {null} is what the data are tested against." in page
    assert f"{alternative} is what the question asks" in page
    assert f"we fail to reject the null hypothesis {null} at the level $0.05$." in page


def test_a_trace_that_does_not_name_its_hypotheses_is_written_down() -> None:
    file = Path(__file__).parents[2] / "traces/v1/statistics.t_test.json"
    page = str(render(Trace.from_json(file.read_text("utf-8")), "text"))
    assert re.search(r"reject the null hypothesis\s+μ = \d", page)


def numbers(text: str) -> Tuple:
    return Tuple(*map(Rational, text.split()))


SLEEP: dict[str, Any] = {
    "n": Integer(25),
    "xbar": Rational("7.73"),
    "s": Rational("0.77"),
    "mu0": Integer(8),
}


def solved(method: str = "", **given: Any) -> Trace:
    return derived(TOPIC, method, **given)


def said(trace: Trace) -> str:
    return " ".join(str(render(trace, "text")).split())


@pytest.mark.parametrize("method", TOPIC.methods)
def test_every_method_decides_alike(method: str) -> None:
    answer = solved(method, **SLEEP).answer
    assert isinstance(answer["decision"], Compared)
    assert answer["decision"].relation == ">"
    assert isinstance(answer["lower"], Approximates)
    assert answer["lower"].value == Rational("7.41216")


@pytest.mark.parametrize(
    ("tail", "word", "p"),
    [("two", "different from", "0.0923252"), ("left", "less than", "0.0461626")],
)
def test_the_tail_may_be_said_in_words(tail: str, word: str, p: str) -> None:
    trace = solved(**SLEEP, tail=word)
    assert dict(trace.inputs)["tail"] == tail
    assert trace.answer["p"].value == Rational(p)


def test_the_closing_sentence_speaks_of_the_subject_and_accepts_nothing() -> None:
    words = said(solved(**SLEEP, subject="the mean sleep of New Yorkers"))
    assert "The data do not show that the mean sleep of New Yorkers differs from 8" in words
    assert "fail to reject" in words
    assert "accept" not in words


def test_a_rejection_names_the_direction() -> None:
    trace = solved(data=numbers("5.1 5.3 5.6 5.2 5.4"), mu0=Integer(5), tail="greater")
    assert "The data show that the mean of the population is greater than 5" in said(trace)


def test_the_decision_at_a_tie_rejects() -> None:
    # one degree of freedom and t = 1: both tails together are exactly one half
    trace = solved(data=numbers("0 2"), mu0=Integer(0), alpha=Rational(1, 2))
    assert trace.answer["p"].value == Rational(1, 2)
    assert trace.answer["decision"].relation == "<="


def test_a_mean_at_the_hypothesis_gives_the_largest_p_value() -> None:
    assert solved(data=numbers("1 2 3"), mu0=Integer(2)).answer["p"].value == 1


def test_a_very_small_p_value_is_bounded() -> None:
    trace = solved(n=Integer(100), xbar=Integer(100), s=Integer(1), mu0=Integer(0))
    assert trace.answer["p"].value == 0
    assert "a p-value below" in said(trace)


def test_a_long_sample_is_not_written_out() -> None:
    data = Tuple(*(Integer(k % 7) for k in range(200)))
    trace = solved(data=data, mu0=Integer(3))
    rules = {part.rule for part in trace.walk()}
    assert "add_many_values" in rules
    assert "subtract_mean" not in rules


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"data": numbers("5")}, "n-too-small"),
        ({"n": Integer(1), "xbar": Integer(5), "s": Integer(0)}, "n-too-small"),
        ({"data": numbers("5 5 5")}, "zero-variance"),
        ({**SLEEP, "s": Integer(0)}, "zero-variance"),
        ({**SLEEP, "s": Integer(-1)}, "out-of-range"),
        ({**SLEEP, "alpha": Integer(5)}, "out-of-range"),
        ({**SLEEP, "alpha": Integer(0)}, "out-of-range"),
        ({**SLEEP, "tail": "sideways"}, "choice"),
        ({**SLEEP, "data": numbers("1 2")}, "data-and-summary"),
        ({"n": Integer(25), "xbar": Integer(1)}, "missing-input"),
    ],
)
def test_what_cannot_be_tested_is_refused_with_a_reason(given: dict[str, Any], code: str) -> None:
    with pytest.raises((Undefined, NotUnderstood)) as caught:
        TOPIC.problem(**{"mu0": Integer(8), **given})
    assert caught.value.code == code
    assert caught.value.fix


def test_the_interval_from_data() -> None:
    trace = INTERVAL.trace(INTERVAL.problem(data=numbers("5.1 4.9 5.6 5.2")))
    assert verify(trace).ok
    assert trace.answer["lower"].value == Rational("4.73156")
    assert trace.answer["upper"].value == Rational("5.66844")


def test_one_value_has_no_interval() -> None:
    with pytest.raises(Undefined, match="n - 1 = 0"):
        INTERVAL.problem(data=numbers("12"), n=Integer(1))


def test_an_interval_leads_back_to_its_sample() -> None:
    made = INTERVAL.trace(INTERVAL.problem(n=Integer(36), xbar=Integer(20), s=Integer(3)))
    lo, hi = made.answer["lower"].value, made.answer["upper"].value
    back = BACK.trace(BACK.problem(lo=lo, hi=hi, n=Integer(36)))
    assert verify(back).ok
    assert abs(back.answer["xbar"].after - 20) < Rational(1, 1000)
    assert abs(back.answer["s"].value - 3) < Rational(1, 1000)


def test_limits_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(TutorError) as caught:
        BACK.problem(lo=Integer(3), hi=Integer(2), n=Integer(9))
    assert caught.value.code == "empty-interval"


def test_both_ends_of_the_interval_are_compared() -> None:
    last = solve("t test of 4, 5, 9 against 5").trace.steps[-2:]
    lower, upper = (step.claims[0] for step in last)
    assert (lower.relation, lower.right) == ("<", 5)
    assert (upper.left, upper.relation) == (5, "<")
    assert lower.left < 5 < upper.right


def test_a_quick_reader_is_spared_the_arithmetic() -> None:
    trace = solve("t test of 12, 15, 9, 18, 11, 14, 10, 16, 12, 13.5 against 10").trace
    brief, whole = (str(render(trace, "text", detail=detail)) for detail in ("brief", "normal"))
    assert "12 + 15 + 9" in whole
    assert "70.225" in whole
    assert "12 + 15 + 9" not in brief
    assert "s ≈ 2.79335" in brief
    assert "\n18. " in brief
    assert "\n19. " not in brief


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("99% confidence interval for n=400, mean=1500000, s=20", (1499997.412, 1500002.588)),
        ("t test: 1000000, 1000001, 1000002; mu0 = 1000000", (999998.516, 1000003.484)),
    ],
)
def test_limits_close_to_a_large_mean_are_told_apart(
    text: str, limits: tuple[float, float]
) -> None:
    solution = solve(text)
    assert solution.verified, solution.report.faults
    answer = solution.answer
    assert tuple(float(answer[name].value) for name in ("lower", "upper")) == limits
    coarse = Approximates(answer["upper"].exact, Integer(round(limits[1], -1)), Integer(5))
    goals = tuple((n, coarse if n == "upper" else g) for n, g in solution.trace.goals)
    found = dict(verdicts(replace(solution.trace, goals=goals), Places()))
    assert found["upper"].status == "refuted"
