"""Maximum likelihood: the parameter under which the observed sample is most probable.

The likelihood is the product of the probabilities of the values.  Its
logarithm turns the product into a sum and has its maximum at the same place;
the derivative is set to zero and the second derivative confirms the maximum.
The second method first collects equal factors, so that only sums of the sample
remain.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any

from sympy import Add, Integer, Tuple

from tutor.core.claims import Claim, Extremum
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, DataInput, NumberInput
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.statistics import curves, maximum, normal_likelihood
from tutor.kit.statistics.likelihood_models import (
    MODELS,
    NORMAL_MEAN,
    Numbers,
    Q,
    S,
    c,
    k,
    m,
    mu,
    n,
    sigma,
    xbar,
)
from tutor.kit.statistics.maximum import Case

Solution = Generator[Step, None, Case]

LARGEST_VALUE = 10**9  # beyond it factorials and powers take longer than a reader waits
WORDS = {
    **dict.fromkeys(("bernoulli", "coin", "proportion"), "bernoulli"),
    **dict.fromkeys(("binomial", "bin"), "binomial"),
    **dict.fromkeys(("normal", "gaussian"), "normal"),
    **dict.fromkeys(("normal with known variance", "normal_mean"), "normal_mean"),
    **dict.fromkeys(("normal with known mean", "normal_deviation"), "normal_deviation"),
    **dict.fromkeys(("poisson", "pois"), "poisson"),
    **dict.fromkeys(("exponential", "exp"), "exponential"),
    **dict.fromkeys(("geometric", "geom"), "geometric"),
    "successes": "successes",
}


def by_calculus(problem: Problem) -> Solution:
    case = read(problem)
    yield from maximum.introduce(case)
    objective = yield from maximum.write_log_likelihood(case)
    if problem.model == "normal":
        yield from normal_likelihood.maximise(case, objective)
    else:
        yield from maximum.maximise(case, objective)
    return case


def by_sufficient_statistic(problem: Problem) -> Solution:
    case = read(problem)
    yield from maximum.introduce(case)
    objective = yield from maximum.group_likelihood(case)
    yield from maximum.maximise(case, objective)
    return case


def read(problem: Problem) -> Case:
    """The model with the numbers of the sample."""
    model = NORMAL_MEAN if problem.model == "normal" else MODELS[problem.model]
    known: Numbers = {}
    if problem.k is not None:
        return Case(model, None, known, {n: problem.n, k: problem.k})
    for name, value in ((m, problem.n), (sigma, problem.sigma), (mu, problem.mu)):
        if value is not None:
            known[name] = value
    if problem.data is None:
        return Case(model, None, known, {})
    values = problem.data.args
    total, size = Add(*values), Integer(len(values))
    centre = problem.mu if problem.model == "normal_deviation" else total / size
    squares = Add(*((v - centre) ** 2 for v in values)) if centre is not None else None
    measured = {k: total, S: total, xbar: total / size, Q: squares}
    numbers = {name: measured[name] for name, _ in model.sums if measured.get(name) is not None}
    return Case(model, problem.data, known, {n: size, **numbers})


def suits(problem: Problem) -> tuple[str, ...]:
    if problem.model == "normal" or MODELS[problem.model].grouped is None:
        return ("calculus",)
    if problem.model == "successes":
        return ("sufficient_statistic",)
    return tuple(TOPIC.methods)


def complete(problem: Problem) -> Mapping[str, Any]:
    word = problem.model or ("bernoulli" if problem.k is not None else None)
    if word is None:
        raise NotUnderstood(
            "no-model",
            "It is not said which distribution the sample comes from.",
            fix="Add the model, for example model = poisson.",
        )
    model = WORDS[word]
    if model == "normal" and (problem.sigma is not None or problem.mu is not None):
        model = "normal_mean" if problem.mu is None else "normal_deviation"
    if problem.data is not None and problem.n is not None and model == "bernoulli":
        model = "binomial"
    if problem.data is None and (model == "binomial" or problem.k is not None):
        model = "successes" if model in ("bernoulli", "binomial") else model
    found = Problem(problem.topic, {**problem.values, "model": model})
    _check(found)
    return {"model": model}


def _check(problem: Problem) -> None:
    def fail(message: str, fix: str) -> None:
        raise NotUnderstood("sample", message, fix=fix)

    model = "normal" if problem.model.startswith("normal") else problem.model
    if problem.k is not None:
        if model != "successes":
            fail("k counts the successes of a coin.", "Leave k out, or leave the data out.")
        if problem.n is None:
            fail("n, the number of trials, is missing.", "For example k = 7, n = 10.")
        if problem.k > problem.n:
            raise Undefined(
                "successes",
                f"There are {problem.k} successes in {problem.n} trials.",
                fix="k is at most n.",
            )
        return
    if problem.n is not None and model != "binomial":
        fail("n is given without k.", "Give k successes of n trials, or data with n for counts.")
    if model == "binomial" and problem.data is not None and problem.n is None:
        fail("n, the number of trials behind each count, is missing.", "For example n = 30.")
    if model != "normal" and (problem.mu is not None or problem.sigma is not None):
        fail("mu and sigma belong to the normal distribution.", "Leave them out.")
    if problem.mu is not None and problem.sigma is not None:
        fail("With mu and sigma known there is nothing to estimate.", "Leave one of them out.")
    if problem.model == "normal_deviation" and problem.data is not None and problem.mu is None:
        fail("The known mean is missing.", "For example mu = 5.")
    if problem.data is None:
        return
    accepted = NORMAL_MEAN if problem.model == "normal" else MODELS[problem.model]
    for value in problem.data.args:
        if abs(value) > LARGEST_VALUE:
            raise OverLimit(
                "value-size",
                f"A value of the sample is beyond {LARGEST_VALUE:,}.",
                fix="Change the unit, so that the values become smaller.",
            )
        largest = problem.n if model == "binomial" else value
        if not value.is_Rational or not accepted.accepts(value) or value > largest:
            raise Undefined(
                "outside-support",
                f"{value} cannot be a value of the {model} distribution.",
                fix=f"Every value is {accepted.values}.",
            )


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 1:
        size = rng.choice((4, 5, 8, 10, 16, 20))
        return {"model": "bernoulli", "k": Integer(rng.randint(1, size - 1)), "n": Integer(size)}
    if level == 2:
        model = rng.choice(("poisson", "exponential", "bernoulli", "geometric"))
        if model == "bernoulli":
            values = [1, 0, *(rng.randint(0, 1) for _ in range(rng.randint(2, 8)))]
        else:
            values = [rng.randint(1, 6) for _ in range(rng.randint(3, 6))]
        rng.shuffle(values)
        return {"model": model, "data": Tuple(*map(Integer, values))}
    centre = rng.randint(2, 20)
    away = [rng.randint(1, 4) for _ in range(rng.randint(1, 2))]
    values = [centre, *(centre + d for d in away), *(centre - d for d in away)]
    data = Tuple(*map(Integer, values))
    known = rng.choice(({}, {"sigma": Integer(2)}, {"mu": Integer(centre + 1)}))
    return {"model": "normal", "data": data, **known}


def goals(problem: Problem, case: Case) -> tuple[tuple[str, Claim], ...]:
    return (normal_likelihood if problem.model == "normal" else maximum).goals(case)


def figures(problem: Problem, case: Case) -> tuple[Figure, ...]:
    best = dict(goals(problem, case)).get("maximum")
    if not case.numbers or not isinstance(best, Extremum):
        return ()
    if problem.model == "normal":
        mean, deviation = map(float, best.point.args)
        marks = curves.bells(mean, deviation, tuple(map(float, problem.data)))
        return (Figure("bells_over_data", best, marks, "x", "density"),)
    named, parameter = case.put(case.model.log_likelihood), case.model.parameter
    if named.free_symbols - {parameter, c}:
        return ()
    marks = curves.marked_maximum(named, parameter, best.point[0], maximum.neighbourhood(case))
    return (Figure("log_likelihood_curve", best, marks, parameter.name, "log-likelihood"),)


TOPIC = Topic(
    id="statistics.maximum_likelihood",
    covers=("stat.mle_bernoulli", "stat.mle_normal", "stat.mle_other"),
    inputs=(
        ChoiceInput(
            name="model",
            about="the distribution of the sample",
            example="poisson",
            optional=True,
            options=WORDS,
        ),
        DataInput(name="data", about="the sample", example="2, 4, 3", optional=True),
        NumberInput(
            name="k",
            about="the number of successes",
            example="7",
            optional=True,
            whole=True,
            minimum=Integer(0),
        ),
        NumberInput(
            name="n",
            about="the number of trials, for each value if there is data",
            example="10",
            optional=True,
            whole=True,
            minimum=Integer(1),
            maximum=Integer(1000),
        ),
        NumberInput(name="mu", about="the known mean of a normal", example="5", optional=True),
        NumberInput(
            name="sigma",
            about="the known standard deviation of a normal",
            example="2",
            optional=True,
            minimum=Integer(0),
            open_below=True,
        ),
    ),
    phrases=(
        "{mle|maximum likelihood estimate} of {model} from {data}",
        "{mle|maximum likelihood} [{model} {data}]",
        "mle for {model} data {data}",
        "fit a {model} distribution to {data} by maximum likelihood",
        "{mle|maximum likelihood estimate} {of p for|for} {k} {successes in {n} trials|heads in {n} tosses}",
        "[derive the] {mle|maximum likelihood estimator} of the {model} distribution",
    ),
    methods={"calculus": by_calculus, "sufficient_statistic": by_sufficient_statistic},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
