"""The binomial distribution at its edges."""

from __future__ import annotations

from math import comb

import pytest
from sympy import Rational

from tutor.core.errors import TutorError
from tutor.solution import solve

TOPIC = "probability.binomial"


@pytest.mark.parametrize(
    ("event", "value"),
    [
        ("= 2", "216/625"),
        ("<= 1", "297/625"),
        ("< 1", "81/625"),
        (">= 1", "544/625"),
        ("> 3", "16/625"),
    ],
)
def test_every_sign_means_its_counts(event: str, value: str) -> None:
    solution = solve(f"P(X {event}) if X ~ Bin(4, 0.4)")
    assert solution.verified
    assert solution.answer["probability"].after == Rational(value)


@pytest.mark.parametrize(
    "asked",
    [
        "X ~ Bin(10, 0.5), P(X=3)",
        "What is the probability of exactly 3 heads in 10 tosses of a fair coin?",
        "A fair coin is tossed 10 times. What is the probability of 3 heads?",
        "toss a coin 10 times and find the chance of exactly 3 tails",
        "probability of 3 successes in 10 trials with success probability 50%",
        "binomial n = 10, p = 0.5, P(X = 3)",
    ],
)
def test_a_question_may_be_typed_in_many_ways(asked: str) -> None:
    solution = solve(asked)
    assert solution.verified
    assert solution.answer["probability"].after == Rational(15, 128)


def test_both_ends_belong_to_between() -> None:
    for asked in (
        "P(1 <= X <= 3) if X ~ Bin(4, 1/2)",
        "X ~ B(4, 1/2). Find P(1≤X≤3)",
        "chance of between 1 and 3 successes in 4 trials with p = 1/2",
    ):
        assert solve(asked).answer["probability"].after == Rational(7, 8)


def rules(asked: str) -> set[str]:
    return {s.rule for s in solve(asked).trace.walk()}


def test_the_shorter_side_is_added_up() -> None:
    assert "turn_round" in rules("P(X >= 1) if X ~ Bin(4, 0.4)")
    assert "add_counts" not in rules("P(X >= 1) if X ~ Bin(4, 0.4)")
    assert "turn_round" not in rules("P(X <= 1) if X ~ Bin(4, 0.4)")


@pytest.mark.parametrize(
    ("chance", "event", "value"),
    [
        ("0", "<= 2", 1),
        ("0", ">= 1", 0),
        ("0", "= 0", 1),
        ("1", ">= 4", 1),
        ("1", "<= 4", 0),
        ("1", "= 5", 1),
    ],
)
def test_a_sure_or_impossible_trial_has_an_answer(chance: str, event: str, value: int) -> None:
    solution = solve(f"P(X {event}) if X ~ Bin(5, {chance})")
    assert solution.verified
    assert solution.answer["probability"].after == value


@pytest.mark.parametrize(("chance", "mean"), [("0", 0), ("1", 5)])
def test_a_sure_trial_has_no_spread(chance: str, mean: int) -> None:
    solution = solve(f"moments of Bin(5, {chance})")
    assert solution.verified
    assert solution.answer["mean"].after == solution.answer["mode"].after == mean
    assert solution.answer["deviation"].after == 0


@pytest.mark.parametrize(
    ("n", "p", "modes"), [(10, "0.3", [3]), (9, "0.3", [2, 3]), (1, "0.5", [0, 1])]
)
def test_there_may_be_two_modes(n: int, p: str, modes: list[int]) -> None:
    solution = solve(f"mode of Bin({n}, {p})")
    assert solution.verified
    found = [c.after for name, c in solution.answer.items() if "mode" in name]
    assert found == modes


def test_one_trial_is_taken_without_a_number() -> None:
    solution = solve("Bernoulli with p = 1/3")
    assert solution.verified
    assert solution.answer["variance"].after == Rational(2, 9)


def test_a_long_fraction_is_rounded() -> None:
    solution = solve("P(X = 6) if X ~ Bin(10, 0.697)")
    assert solution.verified
    assert solution.answer["rounded"].value == Rational("0.202949")


def test_a_tiny_chance_keeps_its_digits() -> None:
    value = solve("P(X = 90) if X ~ Bin(100, 0.5)").answer["rounded"].value
    exact = Rational(comb(100, 90), 2**100)
    assert abs(value / exact - 1) < Rational(1, 10**5)


def test_a_rounded_value_may_end_in_a_five() -> None:
    assert solve("P(X >= 8) if X ~ Bin(10, 1/2)").verified  # one of its terms is 0.009765625


def test_recursion_reaches_the_same() -> None:
    asked = "P(X <= 2) if X ~ Bin(5, 0.3)"
    both = [solve(asked, method=m) for m in ("formula", "recursion")]
    assert all(s.verified for s in both)
    assert both[0].answer == both[1].answer


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"n": 10, "p": "0.3", "event": "=", "k": 12}, "count-too-large"),
        ({"n": 10, "p": "0.3", "event": ">", "k": 10}, "impossible-event"),
        ({"n": 10, "p": "0.3", "event": "<", "k": 0}, "impossible-event"),
        ({"n": 10, "p": "0.3", "k": 5, "to": 3}, "impossible-event"),
        ({"n": 10, "p": "0.3", "event": ">=", "k": 0}, "sure-event"),
        ({"n": 10, "p": "0.3", "event": "<=", "k": 10}, "sure-event"),
        ({"n": 10, "p": "0.3", "event": "at most", "k": 3, "to": 5}, "event-ends"),
        ({"n": 10, "p": "0.3", "event": "between", "k": 3}, "event-ends"),
        ({"n": 10, "p": "0.3", "event": "at most"}, "no-count"),
        ({"n": 10, "p": "0.3", "to": 3}, "no-count"),
        ({"n": 10, "k": 3}, "no-chance"),
        ({"n": 10, "p": "1.3", "k": 3}, "out-of-range"),
        ({"n": 10, "p": "-0.1", "k": 3}, "out-of-range"),
        ({"n": 0, "p": "0.3", "k": 0}, "out-of-range"),
        ({"n": "2.5", "p": "0.3", "k": 1}, "not-whole"),
        ({"n": 10, "p": "0.3", "k": "1/2"}, "not-whole"),
        ({"n": 10, "p": "0.3", "event": "about", "k": 1}, "choice"),
        ({"n": 1001, "p": "0.3", "k": 1}, "out-of-range"),
        ({"n": 1000, "p": "0.5", "event": "<=", "k": 480}, "too-many-counts"),
        ({"n": 10, "p": "sqrt(2)/2", "k": 1}, "not-a-fraction"),
        ({"n": 1000, "p": "1/3" + "7" * 40, "k": 1}, "too-many-digits"),
    ],
)
def test_what_has_no_answer_is_refused_with_a_fix(inputs: dict[str, object], code: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve(TOPIC, **{name: str(value) for name, value in inputs.items()})
    assert refused.value.code == code
    assert refused.value.fix
