"""Goals are held against the inputs: what fits, what does not, and what nobody should be able to load."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace
from sympy import Eq, Integer, Rational, Sum, Symbol, Tuple, log, symbols

from tutor.core.claims import Approximates, Claim, Compared, Defines, DerivativeOf, Equal
from tutor.core.step import Trace, step
from tutor.solution import solve
from tutor.verify import answers, verify
from tutor.verify.answers import Follows, Forms, Perhaps, Says, Value, Wherever, answers_to
from tutor.verify.goals import verdicts
from tutor.verify.points.places import Places
from tutor.verify.report import Misfit, Verdict

x, y, n, i, m = symbols("x y n i m")
MADE_UP = "statistics.made_up"


def judged(
    monkeypatch: pytest.MonkeyPatch, wanted: Any, goals: Mapping[str, Claim], **definitions: Any
) -> dict[str, Verdict]:
    """The verdicts on these goals where the inputs say `wanted`."""
    module = ModuleType(f"{answers.__name__}.{MADE_UP}")
    module.answers = wanted if callable(wanted) else lambda given: wanted  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    places = Places()
    for name, value in definitions.items():
        places.define(Symbol(name), value)
    trace = Trace(MADE_UP, "", (("a", Integer(1)),), (), tuple(goals.items()))
    return dict(verdicts(trace, places))


TWO = Equal(m, Integer(2))
FITS: list[tuple[Any, Claim]] = [
    (Value(2), TWO),
    (Value(Rational(2), written=m), TWO),
    (
        Value(Rational(2, 3), rounded=True),
        Approximates(m / 3, Rational("0.667"), Rational("0.001")),
    ),
    (Value(Rational("1.99"), within=Rational(1, 50)), TWO),
    (Says(Equal, before=Value(1 + m / 2)), TWO),
    (Says(Compared, left=Value(2), relation=">", right=Integer(1)), Compared(m, ">", Integer(1))),
    (Perhaps(Value(2)), TWO),
    (Follows(lambda goals: Value(goals["goal"].after)), TWO),
    (Value(Sum(i, (i, 1, n))), Equal(n * (n + 1) / 2, n * (n + 1) / 2)),
    (Says(DerivativeOf, given=Wherever(log(x))), DerivativeOf(log(x), x, 1 / x, (x > 0,))),
]
FAILS: list[tuple[Any, Claim, str]] = [
    (Value(3), TWO, "3"),
    (Value(2, written=2 * m), TWO, "should be 2*m"),
    (Value(2, rounded=True), TWO, "should be Approximates"),
    (Value(2), Equal(m, Integer(2), (x > 0,)), "given"),
    (Value(Rational("1.9"), within=Rational(1, 50)), TWO, "says 2"),
    (Says(Compared, relation="<"), Compared(m, ">", Integer(1)), "should be <"),
    (Says(Compared), TWO, "should be Compared"),
    (Perhaps(Value(3)), TWO, "3"),
    (Value(Sum(i, (i, 1, n))), Equal(n**2, n**2), "is not"),
    (Says(DerivativeOf, given=Wherever(x**2)), DerivativeOf(x**2, x, 2 * x, (x > 0,)), "fails"),
]


@pytest.mark.parametrize(("wanted", "goal"), FITS)
def test_goal_that_says_what_it_must_passes(
    wanted: Any, goal: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = judged(monkeypatch, {"goal": wanted}, {"goal": goal}, m=Integer(2))
    assert found["goal"].passes, found


@pytest.mark.parametrize(("wanted", "goal", "why"), FAILS)
def test_goal_that_says_something_else_is_refuted(
    wanted: Any, goal: Claim, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = judged(monkeypatch, {"goal": wanted}, {"goal": goal}, m=Integer(2))
    assert found["goal"].status == "refuted"
    assert why in found["goal"].why


def test_value_is_one_under_the_definitions(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged(monkeypatch, {"goal": Value(2)}, {"goal": TWO}, m=Integer(2))["goal"].passes
    assert not judged(monkeypatch, {"goal": Value(2)}, {"goal": TWO}, m=Integer(3))["goal"].passes


def test_goals_are_those_of_the_problem_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"a": Value(2), "b": Perhaps(Value(2))}
    assert judged(monkeypatch, wanted, {"a": TWO}, m=Integer(2)).keys() == {"a"}
    assert judged(monkeypatch, wanted, {"b": TWO}, m=Integer(2))["a"].status == "refuted"
    assert judged(monkeypatch, wanted, {"a": TWO, "c": TWO}, m=Integer(2))["c"].status == "refuted"


def test_answer_may_have_one_of_several_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    forms: Forms = ({"a": Value(2)}, {"b": Value(3)}, {"b": Value(2)})
    assert judged(monkeypatch, forms, {"a": TWO}, m=Integer(2))["a"].passes
    assert judged(monkeypatch, forms, {"b": TWO}, m=Integer(2))["b"].passes
    assert "refuted" in {
        v.status for v in judged(monkeypatch, forms, {"a": TWO, "b": TWO}, m=Integer(2)).values()
    }


def raising(bad: Exception) -> Any:
    def rule(given: Mapping[str, Any]) -> Any:
        raise bad

    return rule


@pytest.mark.parametrize(
    "bad", [ValueError("no slope"), TypeError("no slope"), KeyError("no slope")]
)
def test_exception_in_the_answers_leaves_the_goals_unchecked(
    bad: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure of the verifier is no fault of the claim."""
    for wanted in (raising(bad), {"goal": Follows(raising(bad))}):
        found = judged(monkeypatch, wanted, {"goal": TWO})["goal"]
        assert found.status == "unchecked"
        assert "failed: " in found.why
        assert "no slope" in found.why


def test_what_does_not_fit_is_refuted_in_words_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Misfit("the matrix is not square")
    for wanted in (raising(wrong), {"goal": Follows(raising(wrong))}):
        found = judged(monkeypatch, wanted, {"goal": TWO})["goal"]
        assert found.status == "refuted"
        assert "the matrix is not square" in found.why
    other = {"goal": Follows(lambda goals: goals["nowhere"])}
    found = judged(monkeypatch, other, {"goal": TWO})["goal"]
    assert (found.status, found.why) == ("refuted", "the goal nowhere is missing")
    kind = {"goal": Follows(lambda goals: goals["goal"].point)}
    found = judged(monkeypatch, kind, {"goal": TWO})["goal"]
    assert (found.status, "Equal, without point" in found.why) == ("refuted", True)
    failing = {"goal": Follows(lambda goals: goals["goal"].after.point)}
    assert judged(monkeypatch, failing, {"goal": TWO})["goal"].status == "unchecked"


def test_topic_without_answers_is_unchecked() -> None:
    trace = Trace(
        "statistics.unheard_of", "", (), (step("s", Defines(m, Integer(2)), TWO),), (("g", TWO),)
    )
    (goal,) = [f for f in verify(trace).faults if f.rule == "goal"]
    assert goal.verdict.status == "unchecked"
    assert not verify(trace).ok


@pytest.mark.parametrize(
    "topic",
    [
        *("", "os", "os.path", ".statistics.t_test", "statistics.t_test.", "statistics..t_test"),
        *("statistics", "statistics.__init__", "statistics.t_test.answers", "tutor.verify.line"),
        *("statistics/t_test", "STATISTICS.T_TEST", "statistics.t_test\n", "..line", "samples"),
    ],
)
def test_nothing_but_a_topic_is_looked_up(topic: str) -> None:
    assert answers_to(topic) is None


def test_field_that_a_claim_has_not_is_an_error_of_the_author() -> None:
    with pytest.raises(TypeError, match="befor"):
        Says(Equal, befor=1)


def test_bound_with_an_end_does_not_show_that_there_is_no_maximum() -> None:
    """That f exceeds one number does not say that it exceeds them all."""
    trace = solve("extrema of x^4+y^4 on x+y=2").trace
    bounded = replace(trace.answer["no_maximum"], right=Integer(-1))
    goals = tuple((k, bounded if k == "no_maximum" else g) for k, g in trace.goals)
    found = dict(verdicts(replace(trace, goals=goals), Places()))
    assert found["no_maximum"].why == "the bound has an end"
    assert dict(verdicts(trace, Places()))["no_maximum"].passes


TWO_CORNERS = "minimize x^2+y^2 subject to x^2*(x-1)^2 = y^2"


@cache
def derived(statement: str) -> Trace:
    """The derivation of a problem that several tests corrupt."""
    solution = solve(statement)
    assert solution.verified, solution.report.faults
    return solution.trace


@pytest.mark.parametrize(
    ("statement", "dropped", "why"),
    [
        (TWO_CORNERS, "degenerate", "x = 0"),
        (TWO_CORNERS, "degenerate_2", "x = 1"),
        ("lagrange: x*y with x^2+y^2=0", "degenerate", "has no multiplier"),
        ("extrema of x^2 y on x^2+y^2=3", "local_minimum", "local minimum at"),
        ("extrema of x^2 y on x^2+y^2=3", "local_maximum", "local maximum at"),
    ],
)
def test_each_point_without_multiplier_and_each_local_extreme_is_named(
    statement: str, dropped: str, why: str
) -> None:
    trace = derived(statement)
    goals = tuple(pair for pair in trace.goals if pair[0] != dropped)
    assert len(goals) < len(trace.goals)
    assert why in dict(verdicts(replace(trace, goals=goals), Places()))["candidates"].why


def test_point_with_a_multiplier_is_none_without() -> None:
    trace = derived(TWO_CORNERS)
    corner = trace.answer["degenerate"]
    elsewhere = replace(corner, values=Tuple(Eq(x, Rational(1, 2)), Eq(y, Rational(1, 4))))
    goals = tuple((k, elsewhere if k == "degenerate" else g) for k, g in trace.goals)
    found = dict(verdicts(replace(trace, goals=goals), Places()))
    assert "independent" in found["degenerate"].why


def test_deviation_of_the_problem_is_not_negative() -> None:
    trace = solve("t test with n = 9, mean 45 and standard deviation 2.1 against 34").trace
    inputs = tuple((name, -value if name == "s" else value) for name, value in trace.inputs)
    assert inputs != trace.inputs
    found = dict(verdicts(replace(trace, inputs=inputs), Places()))
    assert all("not negative" in verdict.why for verdict in found.values())


def test_path_must_fulfil_the_equations() -> None:
    trace = solve("extrema of x^4+y^4 on x+y=2").trace
    goal = trace.answer["path_without_maximum"]
    away = Tuple(*(Eq(e.lhs, e.rhs + 1) for e in goal.values.args))
    goals = tuple((k, replace(g, values=away) if g == goal else g) for k, g in trace.goals)
    found = dict(verdicts(replace(trace, goals=goals), Places()))
    assert "leaves" in found["path_without_maximum"].why
