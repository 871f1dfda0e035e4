"""Bayes updates: showcase, ways to state a problem, edges."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Eq, Integer, Rational, Tuple

from tutor.core.errors import TutorError
from tutor.core.expr import Probability
from tutor.core.step import Trace
from tutor.render import render
from tutor.topics.probability.bayes import TOPIC

from ..solving import derived


def facts(*given: tuple[str, ...]) -> Tuple:
    """("D", "0.2") is P(D) = 0.2, and ("+", "D", "0.7") is P(+ | D) = 0.7."""
    return Tuple(*(Eq(Probability(*names), Rational(value)) for *names, value in given))


def numbers(text: str) -> Tuple:
    return Tuple(*map(Rational, text.split()))


RARE = facts(("D", "0.02"), ("+", "D", "0.9"), ("+", "not D", "0.05"))


def solved(method: str = "", **given: Any) -> Trace:
    return derived(TOPIC, method, **given)


def shares(trace: Trace) -> tuple[Any, ...]:
    return trace.answer["posterior"].shares.args


@pytest.mark.parametrize("method", TOPIC.methods)
def test_two_positive_tests(method: str) -> None:
    trace = solved(method, statements=RARE, repetitions=Integer(2))
    assert trace.answer["evidence"].after == Rational(67, 1000)
    assert shares(trace) == (Rational(324, 373), Rational(49, 373))


@pytest.mark.parametrize("method", TOPIC.methods)
def test_a_positive_and_a_negative_test(method: str) -> None:
    trace = solved(method, statements=RARE, results=("+", "not +"))
    assert trace.answer["posterior"].total == Rational(1, 50) * Rational(9, 100) + Rational(
        98, 100
    ) * Rational(5, 100) * Rational(95, 100)
    assert shares(trace) == shares(solved(method, statements=RARE, results=("not +", "+")))
    assert shares(trace)[0] == Rational(36, 967)


def test_the_same_result_in_a_list_is_repeated() -> None:
    trace = solved(statements=RARE, results=("+", "+"))
    assert shares(trace) == (Rational(324, 373), Rational(49, 373))
    assert "results" not in dict(trace.inputs)


def test_results_are_meant_beside_the_event_of_the_statements() -> None:
    meant = solved(statements=RARE, results=("+", "not +", "+"))
    assert solved(statements=RARE, results=("+", "-", "+")) == meant
    assert solved(statements=RARE, results=("-", "-")) == solved(
        statements=RARE, results=("not +", "not +")
    )
    with pytest.raises(TutorError, match="banana is neither + nor".replace("+", r"\+")):
        solved(statements=RARE, results=("+", "banana"))


def test_a_list_of_results_goes_with_statements_alone() -> None:
    for more in ({"repetitions": Integer(2)}, {"observed": "+"}):
        with pytest.raises(TutorError, match="list of results"):
            solved(statements=RARE, results=("+", "not +"), **more)
    with pytest.raises(TutorError, match="list of results"):
        solved(prior=numbers("0.5 0.5"), likelihood=numbers("0.1 0.2"), results=("a", "not a"))


def test_the_posterior_becomes_the_prior() -> None:
    trace = solved(statements=RARE, repetitions=Integer(2))
    once = next(p for p in trace.steps if p.rule == "take_posterior_as_prior")
    assert once.claims[0].after == Tuple(Rational(18, 67), Rational(49, 67))
    rules = [part.rule for part in trace.steps]
    assert "assume_conditional_independence" in rules
    assert "check_with_one_update" in rules


def test_a_rare_disease_stays_less_probable_than_not() -> None:
    words = str(render(solved(statements=RARE), "text"))
    assert "still less probable than not" in " ".join(words.split())


@pytest.mark.parametrize(
    ("statements", "observed", "first"),
    [
        (facts(("not D", "0.8"), ("+", "D", "0.7"), ("+", "not D", "0.125")), None, "7/12"),
        (facts(("D", "0.2"), ("+", "D", "0.7"), ("not +", "not D", "0.875")), None, "7/12"),
        (facts(("D", "0.2"), ("+", "D", "0.7"), ("+", "0.24")), None, "7/12"),
        (facts(("D", "0.2"), ("+", "D", "0.7"), ("+", "not D", "0.125")), "not +", "3/38"),
        (facts(("A", "0.5"), ("B", "0.3"), ("E", "A", "0.1"), ("E", "B", "0.2"), ("E", "C", "0.5")),
         None, "5/21"),
    ],
)  # fmt: skip
def test_what_is_missing_is_filled_in(statements: Tuple, observed: str | None, first: str) -> None:
    trace = solved(statements=statements, observed=observed)
    each = trace.answer["each"]
    if each.before[0].event == "not D":
        first = str(1 - Rational(first))
    assert each.after[0] == Rational(first)


def test_the_answer_names_each_hypothesis() -> None:
    given = facts(("A", "0.5"), ("B", "0.5"), ("E", "A", "0.1"), ("E", "B", "0.3"))
    words = " ".join(str(render(solved(statements=given), "text")).split())
    assert "The posterior probabilities are P(A | E) = 0.25 and P(B | E) = 0.75." in words
    assert "The most probable hypothesis is B." in words


def test_a_coin_is_judged_by_its_tosses() -> None:
    trace = solved(prior=numbers("3/4 1/4"), theta=numbers("1/2 4/5"), k=Integer(1), n=Integer(1))
    assert shares(trace) == (Rational(15, 23), Rational(8, 23))


def test_a_coin_is_judged_by_many_tosses() -> None:
    chances = {"prior": numbers("1/2 1/2"), "theta": numbers("1/2 4/5")}
    trace = solved(**chances, k=Integer(7), n=Integer(10))
    assert trace.answer["evidence"].after == Rational(79628523, 500000000)  # of any order
    assert shares(trace) == (Rational(9765625, 26542841), Rational(16777216, 26542841))
    assert shares(solved(**chances, k=Integer(0), n=Integer(2)))[0] == Rational(25, 29)


def test_a_coin_that_cannot_fail_is_ruled_out_by_a_failure() -> None:
    trace = solved(prior=numbers("1/2 1/2"), theta=numbers("1/2 1"), k=Integer(3), n=Integer(4))
    assert shares(trace) == (1, 0)


def test_a_coin_that_cannot_fail_may_never_have_failed() -> None:
    trace = solved(prior=numbers("1/2 1/2"), theta=numbers("1/2 1"), k=Integer(4), n=Integer(4))
    assert shares(trace) == (Rational(1, 17), Rational(16, 17))


def test_monty_hall() -> None:
    trace = solved(prior=numbers("1/3 1/3 1/3"), likelihood=numbers("1/2 1 0"))
    assert shares(trace) == (Rational(1, 3), Rational(2, 3), 0)


def test_equal_likelihoods_keep_the_priors() -> None:
    trace = solved(prior=numbers("0.2 0.3 0.5"), likelihood=numbers("0.4 0.4 0.4"))
    assert shares(trace) == tuple(numbers("0.2 0.3 0.5"))
    assert "keep_priors" in {part.rule for part in trace.steps}


def test_a_zero_prior_stays_zero() -> None:
    trace = solved(prior=numbers("0 0.4 0.6"), likelihood=numbers("1 0.5 0.1"))
    assert shares(trace)[0] == 0
    assert "keep_zero_prior" in {part.rule for part in trace.steps}


def test_what_nothing_explains_has_no_posterior() -> None:
    trace = solved(prior=numbers("0.5 0.5"), likelihood=numbers("0 0"))
    assert set(trace.answer) == {"evidence"}
    assert trace.steps[-1].rule == "find_no_explanation"
    assert "undefined" in str(render(trace, "text"))


@pytest.mark.parametrize("method", ["table", "natural_frequencies"])
@pytest.mark.parametrize(("event", "total"), [("+", "67/1000"), ("not +", "933/1000")])
def test_the_total_probability_asked_for_itself(method: str, event: str, total: str) -> None:
    statements = Tuple(*RARE, Probability(event))
    trace = solved(method, statements=statements)
    assert set(trace.answer) == {"total"}
    assert trace.answer["total"].before == Probability(event)
    assert trace.answer["total"].after == Rational(total)
    assert "odds" not in TOPIC.suitable(TOPIC.problem(statements=statements))


def test_a_total_probability_of_zero_is_an_answer() -> None:
    never = facts(("D", "0.2"), ("+", "D", "0"), ("+", "not D", "0"))
    trace = solved(statements=Tuple(*never, Probability("+")))
    assert trace.answer["total"].after == 0


def test_after_several_observations_the_answer_tells_one_from_all() -> None:
    words = " ".join(str(render(solved(statements=RARE, repetitions=Integer(2)), "text")).split())
    assert (
        "The probability of one such observation is P(+) = 0.067, and that of all 2 together is 0.018"
        in words
    )


def test_counting_people_needs_whole_people() -> None:
    exact = TOPIC.problem(statements=RARE)
    assert "natural_frequencies" in TOPIC.suitable(exact)
    odd = TOPIC.problem(prior=numbers("1/2 1/2"), likelihood=numbers("1/1000003 1/2"))
    assert "natural_frequencies" in TOPIC.suitable(odd)
    odder = TOPIC.problem(prior=numbers("1/2 1/2"), likelihood=numbers("1/1000003 1/999983"))
    assert "natural_frequencies" not in TOPIC.suitable(odder)


def test_odds_need_two_hypotheses_that_are_possible() -> None:
    assert "odds" not in TOPIC.suitable(
        TOPIC.problem(prior=numbers("0 1"), likelihood=numbers("0.5 0.5"))
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"statements": facts(("A", "30"), ("B", "A", "0.5"), ("B", "not A", "0.1"))}, "probability-range"),
        ({"statements": facts(("A", "-0.3"), ("B", "A", "0.5"), ("B", "not A", "0.1"))}, "probability-range"),
        ({"prior": numbers("0.5 0.3 0.3"), "likelihood": numbers("0.1 0.2 0.3")}, "priors-sum"),
        ({"prior": numbers("50 50"), "likelihood": numbers("0.1 0.2")}, "probability-range"),
        ({"prior": numbers("0.5 0.5"), "likelihood": numbers("0.1 1.2")}, "probability-range"),
        ({"prior": numbers("0.5 0.5"), "likelihood": numbers("0.1")}, "different-lengths"),
        ({"prior": numbers("0.5 0.5")}, "missing-input"),
        ({"prior": numbers("1"), "likelihood": numbers("0.5")}, "one-hypothesis"),
        ({}, "missing-input"),
        ({"statements": facts(("A", "0.3"), ("B", "A", "0.5"))}, "missing-probability"),
        ({"statements": facts(("A", "0.3"), ("B", "0.5"))}, "statements"),
        ({"statements": facts(("D", "0.2"), ("-", "D", "0.3"), ("+", "not D", "0.1"))}, "statements"),
        ({"statements": facts(("A", "0.5"), ("B", "0.1"), ("B", "A", "0.5"))}, "contradiction"),
        ({"statements": facts(("A", "0.5"), ("not A", "0.4"), ("B", "A", "0.5"), ("B", "not A", "0.1"))}, "contradiction"),
        ({"prior": numbers("0.5 0.5"), "theta": numbers("0.5 0.8"), "k": Integer(3), "n": Integer(2)}, "successes"),
        ({"statements": RARE, "prior": numbers("0.5 0.5")}, "two-descriptions"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_a_reason(given: dict[str, Any], code: str) -> None:
    with pytest.raises(TutorError) as caught:
        TOPIC.problem(**given)
    assert caught.value.code == code
    assert caught.value.fix


def test_an_event_and_its_opposite_may_both_be_stated() -> None:
    told_twice = Tuple(*RARE.args, *facts(("not +", "D", "0.1")).args)
    trace = solved(statements=told_twice)
    assert "check_opposites" in [part.rule for part in trace.steps]
    assert shares(trace) == shares(solved(statements=RARE))
    with pytest.raises(TutorError, match="must add up to 1"):
        solved(statements=Tuple(*RARE.args, *facts(("not +", "D", "0.2")).args))


@pytest.mark.parametrize(("prior", "said"), [("0", "a prior of 0."), ("1", "a prior of 1.")])
def test_a_certain_prior_cannot_change(prior: str, said: str) -> None:
    given = facts(("D", prior), ("+", "D", "0.9"), ("+", "not D", "0.05"))
    words = " ".join(str(render(solved(statements=given), "text")).split())
    assert f"no observation can change {said}" in words
    assert "tells nothing" not in words


def test_the_order_of_mixed_results_is_said() -> None:
    words = " ".join(str(render(solved(statements=RARE, results=("+", "not +")), "text")).split())
    assert "that of all 2 in this order is 0.04835" in words
    assert "independently and in this order, + and not + are observed" in words
