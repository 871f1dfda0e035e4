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

from sympy import Integer, Tuple

from tutor.core.claims import Claim, Extremum
from tutor.core.figure import Figure
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.statistics import curves, maximum, normal_likelihood
from tutor.kit.statistics.likelihood_models import (
    MODELS,
    c,
)
from tutor.kit.statistics.maximum import Case
from tutor.kit.statistics.sample_of_model import INPUTS, case_of, settle_model

Solution = Generator[Step, None, Case]


def by_calculus(problem: Problem) -> Solution:
    case = case_of(problem)
    yield from maximum.introduce(case)
    objective = yield from maximum.write_log_likelihood(case)
    if problem.model == "normal":
        yield from normal_likelihood.maximise(case, objective)
    else:
        yield from maximum.maximise(case, objective)
    return case


def by_sufficient_statistic(problem: Problem) -> Solution:
    case = case_of(problem)
    yield from maximum.introduce(case)
    objective = yield from maximum.group_likelihood(case)
    yield from maximum.maximise(case, objective)
    return case


def suits(problem: Problem) -> tuple[str, ...]:
    if problem.model == "normal" or MODELS[problem.model].grouped is None:
        return ("calculus",)
    if problem.model == "successes":
        return ("sufficient_statistic",)
    return tuple(TOPIC.methods)


def complete(problem: Problem) -> Mapping[str, Any]:
    return {"model": settle_model(problem), "parameter": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 1:
        size = rng.choice((4, 5, 8, 10, 16, 20))
        return {"model": "bernoulli", "k": Integer(rng.randint(1, size - 1)), "n": Integer(size)}
    if level == 2:
        model = rng.choice(("poisson", "exponential", "bernoulli", "geometric_failures"))
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
    inputs=INPUTS,
    phrases=(
        "{mle|maximum likelihood estimate} of {model} from {data}",
        "{mle|maximum likelihood} [{model} {data}]",
        "mle for {model} data {data}",
    ),
    bare=("likelihood",),
    methods={"calculus": by_calculus, "sufficient_statistic": by_sufficient_statistic},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
