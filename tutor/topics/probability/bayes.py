"""Bayes' theorem: how an observation changes the probabilities of hypotheses.

Each hypothesis gets its prior probability times the likelihood of what was
observed; these products add up to the probability of the observation, and
divided by it they are the posterior probabilities.  A further observation, of the same
or of the opposite, takes the posterior as its prior.  Counting cases says the same in whole numbers, and
for two hypotheses the odds are multiplied by the likelihood ratio.  Where only the
probability of the observation is asked for, the sum of the products answers it.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any

from sympy import Add, Eq, Expr, Integer, Rational, Tuple

from tutor.core.claims import Claim, Equal
from tutor.core.expr import Probability
from tutor.core.figure import Figure
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit import distributions
from tutor.kit.probability import trees, updating
from tutor.kit.probability.questions import settle_questions
from tutor.kit.probability.stated_hypotheses import INPUTS, hypotheses
from tutor.kit.probability.updating import MOST_PEOPLE, Shares, population

Solution = Generator[Step, None, Shares | None]


def by_table(problem: Problem) -> Solution:
    h = hypotheses(problem)
    yield from updating.introduce(h)
    shares = h.priors
    for seen in range(h.rounds):
        if seen:
            yield from updating.take_posterior_as_prior(h, seen, shares)
        posteriors = yield from updating.update(h, seen, shares)
        if posteriors is None:
            return None
        shares = posteriors
    yield from updating.conclude(h, shares)
    return shares


def by_natural_frequencies(problem: Problem) -> Solution:
    h = hypotheses(problem)
    yield from updating.introduce(h)
    shares = yield from updating.count_cases(h)
    if shares is not None:
        yield from updating.conclude(h, shares)
    return shares


def by_odds(problem: Problem) -> Solution:
    h = hypotheses(problem)
    yield from updating.introduce(h)
    shares = yield from updating.multiply_odds(h)
    yield from updating.conclude(h, shares)
    return shares


def suits(problem: Problem) -> tuple[str, ...]:
    h = hypotheses(problem)
    found = ["table"]
    if evidence(problem) and population(h) <= MOST_PEOPLE:
        found.append("natural_frequencies")
    factors = (*h.priors, *(q for seen in h.kinds for q in h.values(seen)))
    if len(h.names) == 2 and all(factors) and not h.asks_evidence:
        found.append("odds")
    return tuple(found)


def evidence(problem: Problem) -> Expr:
    h = hypotheses(problem)
    return Add(*(p * q for p, q in zip(h.priors, h.likelihoods, strict=True)))


def complete(problem: Problem) -> Mapping[str, Any]:
    return settle_questions(problem)


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 2:
        weights = [rng.randint(1, 6) for _ in range(3)]
        prior = Tuple(*(Rational(w, sum(weights)) for w in weights))
        likelihood = Tuple(*(Rational(d, 20) for d in rng.sample(range(1, 20), 3)))
        return {"prior": prior, "likelihood": likelihood}
    prior = Rational(rng.choice((1, 2, 4, 5, 10, 20, 25)), 100)
    sensitivity, false = Rational(rng.randint(14, 19), 20), Rational(rng.randint(1, 6), 20)
    statements = (
        Eq(Probability("D"), prior),
        Eq(Probability("+", "D"), sensitivity),
        Eq(Probability("+", "not D"), false),
    )
    given: dict[str, Any] = {"statements": Tuple(*statements)}
    if level == 3 and rng.random() < 0.5:
        given["results"] = rng.choice((("+", "not +"), ("+", "+", "not +"), ("not +", "+")))
    elif level == 3:
        given["repetitions"] = Integer(2)
        if rng.random() < 0.5:
            told_twice = Eq(Probability("not +", "D"), 1 - sensitivity)
            given["statements"] = Tuple(*statements, told_twice)
    return given


def goals(problem: Problem, shares: Shares | None) -> tuple[tuple[str, Claim], ...]:
    h = hypotheses(problem)
    total = Equal(h.evidence(), evidence(problem))
    if h.asks_evidence:
        short = distributions.is_short(total.after, updating.SHORT)
        decimal = distributions.approximates(total.after, h.evidence())
        return ("total", total), *(() if short else (("decimal", decimal),))
    found = ("evidence", total)
    if shares is None:
        return (found,)
    first = h.names[0]
    posteriors = Tuple(*(h.prior(name, h.rounds) for name in h.names))
    rounded = updating.decimal(h, first, shares[0])
    return (
        found,
        ("posterior", updating.normalised(h, shares)),
        ("each", Equal(posteriors, Tuple(*shares))),
        *(() if distributions.is_short(shares[0], updating.SHORT) else (("decimal", rounded),)),
        ("change", updating.comparison(h, shares)),
    )


def figures(problem: Problem, shares: Shares | None) -> tuple[Figure, ...]:
    h = hypotheses(problem)
    if h.asks_evidence:
        total = Equal(h.evidence(), evidence(problem))
        return (Figure("tree_of_cases", total, trees.people(h)),)
    if shares is None:
        return ()
    claim = updating.normalised(h, shares)
    bars = Figure(
        "prior_and_posterior", claim, trees.prior_and_posterior(h, shares), "", "probability"
    )
    return Figure("tree_of_people", claim, trees.people(h)), bars


TOPIC = Topic(
    id="probability.bayes",
    covers=("prob.bayes", "stat.bayes_update"),
    inputs=INPUTS,
    phrases=(
        "bayes [theorem|update] [{statements}]",
        "bayes' theorem for {statements}",
        "update the probability of the hypotheses given {statements}",
        "find the posterior {for|probability given} {statements}",
        "[bayes [theorem|update] for] {statements}[,|;] {observed|repeated|seen} {repetitions} times[, independently]",
        "[bayes [theorem|update] for] {statements}[,|;] {observed|seen|result[s]}{ |: | = | are }{results}",
        "[find|compute|what is] P({asked}|{observed}) {if|given|given that|when|where|for} {statements}",
        "[bayes [theorem|update|rule][:|,| with| for] ][posterior {for|from|given|with} ]prior[s]{ |: | = |=}{prior}[,|;| and] "
        "likelihood[s]{ |: | = |=}{likelihood}[[,|;] {observed|repeated|seen} {repetitions} times[, independently]]",
        "prior[s]{ |: | = |=}{prior}[,|;| and] likelihood[s]{ |: | = |=}{likelihood}{. |; |, |, and }"
        "{find|compute|calculate|what is|what are} [the] posterior[s|distribution|probabilities]",
        "posterior [from prior {prior} and likelihood {likelihood}]",
        "{update|revise} [the] prior[s] {prior} {with|by|using} [the] likelihood[s] {likelihood}",
        "{hypotheses} with prior[s] {prior} and likelihood[s] {likelihood}",
        "posterior from prior {prior} and theta {theta} with {k} successes in {n} trials",
    ),
    bare=("probabilities", "story of probabilities"),
    methods={
        "table": by_table,
        "natural_frequencies": by_natural_frequencies,
        "odds": by_odds,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
