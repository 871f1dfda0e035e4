"""Local extrema of one variable at their edges: no second derivative, no extremum, corners, gaps."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Rational, Tuple, exp, log

from tutor.core.errors import TutorError
from tutor.core.step import Trace
from tutor.render import render
from tutor.topics.calculus.extrema import TOPIC
from tutor.verify import verify
from tutor.verify.answers.calculus import extrema

from .. import solving


def solved(text: str, method: str = "") -> Trace:
    solution = solving.solved(text, method, TOPIC.id)
    assert render(solution.trace, "text", report=solution.report, detail="why")
    return solution.trace


def rules(trace: Trace) -> list[str]:
    return [part.rule for part in trace.walk()]


def test_where_the_second_derivative_says_nothing_the_signs_decide() -> None:
    trace = solved("local extrema of x^5-5x^4")
    assert trace.answer["local_maximum"].point == Tuple(0)
    assert trace.answer["local_minimum"].value == -256
    assert {"find_no_bend", "make_sign_table"} <= set(rules(trace))


def test_a_logarithm_bounds_the_domain() -> None:
    trace = solved("find the local extrema and the minimum value of x^2 ln(x)")
    assert trace.answer["minimum"].point == Tuple(exp(Rational(-1, 2)))
    assert trace.answer["minimum"].value == -exp(-1) / 2


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("local extrema of x^3", ["saddle"]),
        ("local extrema of e^x + x", []),
        ("local extrema of x + 1/x", ["local_maximum", "local_minimum"]),
        ("local extrema of |x^2 - 1|", ["local_maximum", "local_minimum", "local_minimum_2"]),
        ("local extrema of ||x| - 1|", ["local_maximum", "local_minimum", "local_minimum_2"]),
        ("local extrema of x^2 e^(1/x)", ["local_minimum"]),
        ("local extrema of x^(2/3)", ["local_minimum"]),
        ("local extrema of sqrt(x)", ["local_minimum"]),
        ("local extrema of cbrt(x)", ["saddle"]),
        ("local extrema of x^4 - x^2 + x", ["local_minimum"]),
        ("local extrema of x sqrt(4 - x^2)", ["local_maximum"] * 2 + ["local_minimum"] * 2),
        ("local extrema of x^2/(x-1)", ["local_maximum", "local_minimum"]),
    ],
)
@pytest.mark.parametrize("method", ["second_derivative", "sign_table"])
def test_kinds(text: str, kinds: list[str], method: str) -> None:
    trace = solved(text, method)
    found = sorted(n for n in trace.answer if n.startswith(("local", "saddle")))
    assert [n.rstrip("_23") for n in found] == sorted(k.rstrip("_23") for k in kinds)


@pytest.mark.parametrize(
    ("text", "goal", "rule"),
    [
        ("minimize x^2-4x+7", "minimum", "conclude_minimum_from_turn"),
        ("maximize x^2-4x+7", "no_maximum", "find_better_than_maximum"),
        ("minimum of x^4-2x^2", "minimum_points", "list_best_places"),
        ("minimum of e^x", "no_minimum", "exclude_minimum_without_candidates"),
        ("minimum of x^3-3x", "no_minimum", "find_better_than_minimum"),
        ("minimum of x^2 e^(-x)", "minimum", "bound_minimum"),
        ("minimum of x ln(x)", "minimum", "conclude_minimum_from_turn"),
        ("minimum of x + 1/x", "no_minimum", "find_better_than_minimum"),
        ("minimum of sqrt(x) + 1", "minimum", "conclude_minimum_from_signs"),
        ("maximum of ln(x)/x", "maximum", "conclude_maximum_from_turn"),
        ("maximum of 8x^2 - x^4", "maximum", "conclude_maximum_from_signs"),
    ],
)
def test_the_best_value_of_all(text: str, goal: str, rule: str) -> None:
    trace = solved(text)
    assert goal in trace.answer
    assert rule in rules(trace)


def test_the_maximum_of_a_logarithm_over_x() -> None:
    assert solved("maximum of ln(x)/x").answer["maximum"].value == exp(-1)
    assert solved("minimize e^x - 2x").answer["minimum"].value == 2 - 2 * log(2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("local extrema of a x^2", "which-variable"),
        ("local extrema of 7", "constant-objective"),
        ("extrema of |x|/x", "constant-objective"),
        ("extrema of sin(x)^2 + cos(x)^2", "constant-objective"),
        ("local extrema of sin(x)", "infinitely-many"),
        ("local extrema of x sin(x) + e^x", "no-exact-solution"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, code: str) -> None:
    with pytest.raises(TutorError) as raised:
        solved(text)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("f", "minima"),
    [("|x|^3", {0}), ("|x|^3 - 3x", {1}), ("|x|^2 - 2|x|", {-1, 1}), ("sqrt(|x|)", {0})],
)
def test_powers_of_bars_are_flat_where_the_bars_vanish(f: str, minima: set[int]) -> None:
    trace = solved(f"local extrema of {f}")
    found = {c.point[0] for n, c in trace.answer.items() if n.startswith("local_minimum")}
    assert found == minima


@pytest.mark.parametrize(
    ("f", "kind", "places"),
    [
        ("x^2/(1+|x|)", "local_minimum", {0}),
        ("x^2 |x| - 3x^2", "local_maximum", {0}),
        ("x|x-2|", "local_minimum", {2}),
        ("x^2/(x^(2/3)+1)", "local_minimum", {0}),
        ("x^(4/3)", "local_minimum", {0}),  # no second derivative
        ("|x|/x + x", "local_minimum", set()),  # a gap with slope 1 on both sides
        ("x + x^(3/2)", "local_minimum", {0}),  # the domain ends there with slope 1
        ("x + x|x|", "local_minimum", set()),  # the slope there is 1
    ],
)
def test_where_the_formula_of_the_derivative_does_not_hold_there_may_be_an_extremum(
    f: str, kind: str, places: set[int]
) -> None:
    trace = solved(f"local extrema of {f}")
    named = {n: c for n, c in trace.answer.items() if n.startswith(("local", "saddle"))}
    assert {c.point[0] for n, c in named.items() if n.startswith(kind)} == places


@pytest.mark.parametrize("scanned", [False, True])
def test_a_lost_extremum_is_noticed(scanned: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the places where a formula breaks, and by the values alone."""
    trace = solved("minimum of x^2/(1+|x|)")
    if scanned:
        monkeypatch.setattr(extrema, "open_places", lambda f, x: [])
    else:
        monkeypatch.setattr(extrema, "seen", lambda f, x: [])
    kept = {n: c for n, c in trace.goals if n in ("derivative", "critical")}
    short = replace(trace, goals=tuple({**kept, "no_minimum": kept["critical"]}.items()))
    told = "the values show a local minimum" if scanned else "the place 0.0 is not named"
    assert any(told in fault.verdict.why for fault in verify(short).faults)
