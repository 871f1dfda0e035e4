"""Maximum likelihood: every model from data and in letters, edges, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, Rational, Symbol, Tuple, log, sqrt

from tutor.core.claims import Extremum
from tutor.core.errors import TutorError
from tutor.core.step import Trace
from tutor.kit.statistics.sample_of_model import WORDS
from tutor.render import render
from tutor.solution import solve
from tutor.topics.statistics.maximum_likelihood import TOPIC

from ..solving import derived


def numbers(text: str) -> Tuple:
    return Tuple(*map(Rational, text.split()))


def solved(method: str = "", **given: Any) -> Trace:
    return derived(TOPIC, method, **given)


def rules(trace: Trace) -> list[str]:
    return [part.rule for part in trace.steps]


@pytest.mark.parametrize(
    ("given", "estimate"),
    [
        ({"k": Integer(12), "n": Integer(16)}, "3/4"),
        ({"model": "bernoulli", "data": numbers("1 0 1 1")}, "3/4"),
        ({"model": "binomial", "data": numbers("9 26 18 14 5"), "n": Integer(30)}, "12/25"),
        ({"model": "geometric_failures", "data": numbers("2 0 4")}, "1/3"),
        ({"model": "poisson", "data": numbers("2 1 6")}, "3"),
        ({"model": "exponential", "data": numbers("0.5 1.2 2.3")}, "3/4"),
        ({"model": "exponential_mean", "data": numbers("0.5 1.2 2.3")}, "4/3"),
        ({"model": "power", "data": numbers("1/2 1/4")}, "2/log(8)"),
        ({"model": "normal", "data": numbers("3 5"), "sigma": Integer(2)}, "4"),
        ({"model": "normal", "data": numbers("3 5"), "mu": Integer(3)}, "sqrt(2)"),
    ],
)
def test_estimates_from_data(given: dict[str, Any], estimate: str) -> None:
    for method in TOPIC.suitable(TOPIC.problem(**given)):
        answer = solved(method, **given).answer
        known = {"sqrt(2)": sqrt(2), "2/log(8)": 2 / log(8)}
        wanted = known[estimate] if estimate in known else Rational(estimate)
        assert answer["estimate"].after.doit() == wanted
        assert isinstance(answer["maximum"], Extremum)


@pytest.mark.parametrize("model", sorted({m: w for w, m in WORDS.items()}.values()))
def test_estimators_in_letters(model: str) -> None:
    trace = solved(model=model)
    assert isinstance(trace.answer["maximum"], Extremum)
    assert not trace.answer["maximum"].point.free_symbols & set(trace.answer["maximum"].variables)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"model": "normal", "data": numbers("3 5"), "sigma": Integer(2)}, "μ̂ = 4."),
        ({"model": "exponential"}, "This holds for ∑(i=1 … n) xᵢ > 0."),
        (
            {"model": "normal", "data": numbers("3 5"), "mu": Integer(3)},
            "The estimate of the variance is its square, 2.",
        ),
        (
            {"model": "normal", "data": numbers("2 4 6")},
            "With divisor n − 1 the standard deviation is 2.",
        ),
        ({"model": "normal", "data": numbers("1 3")}, "σ̂ = 1. The estimate of the variance"),
    ],
)
def test_the_answer_has_no_condition_on_what_it_does_not_show(
    given: dict[str, Any], said: str
) -> None:
    answer = " ".join(
        str(render(solved(**given), "text", detail="brief")).partition("Answer:")[2].split()
    )
    assert said in answer
    assert "true" not in answer
    assert "S >" not in answer


def test_each_rule_of_the_logarithm_is_a_step() -> None:
    found = rules(solved(model="poisson", data=numbers("2 1 6")))
    wanted = [
        "write_likelihood",
        "turn_product_into_sum",
        "split_logarithm_of_product",
        "bring_down_exponents",
        "split_sum",
        "take_constants_out",
    ]
    assert found[2:8] == wanted


def test_both_parameters_of_a_normal_with_both_divisors() -> None:
    answer = solved(model="normal", data=numbers("1 2 3 6")).answer
    assert answer["mu"].after == 3
    assert answer["sigma"].after.doit() == sqrt(Rational(7, 2))
    assert answer["s"].exact == Symbol("s")
    assert abs(answer["s"].value - Rational("2.16025")) < Rational(1, 10**4)


@pytest.mark.parametrize(
    ("given", "edge"),
    [
        ({"k": Integer(0), "n": Integer(4)}, 0),
        ({"k": Integer(4), "n": Integer(4)}, 1),
        ({"model": "bernoulli", "data": numbers("1 1 1")}, 1),
        ({"model": "binomial", "data": numbers("0 0"), "n": Integer(5)}, 0),
        ({"model": "poisson", "data": numbers("0 0 0")}, 0),
        ({"model": "geometric_failures", "data": numbers("0 0")}, 1),
    ],
)
def test_the_maximum_may_lie_at_the_edge(given: dict[str, Any], edge: int) -> None:
    for method in TOPIC.suitable(TOPIC.problem(**given)):
        trace = solved(method, **given)
        assert trace.answer["maximum"].point == Tuple(Integer(edge))
        assert trace.answer["estimate"].after == edge
        assert "move_to_edge" in rules(trace)


@pytest.mark.parametrize(
    "given",
    [
        {"model": "normal", "data": numbers("3")},
        {"model": "normal", "data": numbers("3 3 3")},
        {"model": "normal", "data": numbers("3 3"), "mu": Integer(3)},
        {"model": "exponential", "data": numbers("0 0")},
        {"model": "exponential_mean", "data": numbers("0 0")},
    ],
)
def test_there_may_be_no_maximum(given: dict[str, Any]) -> None:
    trace = solved(**given)
    assert rules(trace)[-1] == "find_no_maximum"
    assert not trace.answer["no_maximum"].solutions.args
    assert "estimate" not in trace.answer


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"data": numbers("1 2")}, "no-model"),
        ({"model": "cauchy", "data": numbers("1 2")}, "choice"),
        ({"model": "bernoulli", "data": numbers("0 1 2")}, "outside-support"),
        ({"model": "power", "data": numbers("1/2 1")}, "outside-support"),
        ({"model": "power", "data": numbers("0 1/2")}, "outside-support"),
        ({"model": "poisson", "data": numbers("1 2.5")}, "outside-support"),
        ({"model": "poisson", "data": numbers("1 -2")}, "outside-support"),
        ({"model": "exponential", "data": numbers("1 -2")}, "outside-support"),
        ({"model": "binomial", "data": numbers("1 7"), "n": Integer(5)}, "outside-support"),
        ({"model": "binomial", "data": numbers("1 7")}, "sample"),
        ({"model": "poisson", "k": Integer(1), "n": Integer(5)}, "sample"),
        ({"k": Integer(6), "n": Integer(5)}, "successes"),
        ({"k": Integer(6)}, "sample"),
        ({"model": "normal", "data": numbers("1 2"), "mu": Integer(1), "sigma": Integer(1)}, "sample"),
        ({"model": "poisson", "data": numbers("1 2"), "sigma": Integer(1)}, "sample"),
        ({"model": "normal", "data": numbers("1 2"), "sigma": Integer(0)}, "out-of-range"),
        ({"model": "normal with known mean", "data": numbers("1 2")}, "sample"),
    ],
)  # fmt: skip
def test_what_cannot_be_estimated_is_refused_with_a_reason(
    given: dict[str, Any], code: str
) -> None:
    with pytest.raises(TutorError) as caught:
        TOPIC.problem(**given)
    assert caught.value.code == code
    assert caught.value.fix


def test_the_binomial_in_letters_counts_successes() -> None:
    n, k = Symbol("n"), Symbol("k")
    assert solved(model="binomial").answer["estimate"].after == k / n


@pytest.mark.parametrize(
    ("text", "rule", "estimate"),
    [
        ("failures before the first success: 3, 1, 4, mle of p", "count_failures", Rational(3, 11)),
        ("trials until the first success: 3, 1, 4, mle of p", "count_trials", Rational(3, 8)),
        ("failures before the first success: 3, 0, 4, mle of p", "count_failures", Rational(3, 10)),
        ("trials until the first success: 1, 1, mle of p", "count_trials", 1),
    ],
)
def test_what_a_geometric_value_counts_is_said(text: str, rule: str, estimate: Rational) -> None:
    solution = solve(text)
    assert solution.verified
    assert rule in {step.rule for step in solution.trace.steps}
    assert solution.answer["estimate"].after == estimate


def test_no_trials_end_with_a_success() -> None:
    with pytest.raises(TutorError, match="number of trials: 1, 2, 3"):
        solve("trials until the first success: 3, 0, mle of p")
