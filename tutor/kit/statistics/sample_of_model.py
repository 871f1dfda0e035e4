"""A sample and the distribution it comes from, as a problem states them.

The values may be given, or the number of successes among trials, or nothing but the model.
Parameters that are known leave fewer to estimate.
"""

from __future__ import annotations

from sympy import Add, Integer, Mul, log

from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.core.inputs import ChoiceInput, DataInput, Input, NumberInput
from tutor.core.topic import Problem
from tutor.kit.statistics.likelihood_models import (
    MODELS,
    NORMAL_MEAN,
    Numbers,
    Q,
    S,
    T,
    k,
    m,
    mu,
    n,
    sigma,
    xbar,
)
from tutor.kit.statistics.maximum import Case

LARGEST_VALUE = 10**9  # beyond it factorials and powers take longer than a reader waits
WORDS = {
    **dict.fromkeys(("bernoulli", "coin", "proportion"), "bernoulli"),
    **dict.fromkeys(("binomial", "bin"), "binomial"),
    **dict.fromkeys(("normal", "gaussian"), "normal"),
    **dict.fromkeys(("normal with known variance", "normal_mean"), "normal_mean"),
    **dict.fromkeys(("normal with known mean", "normal_deviation"), "normal_deviation"),
    **dict.fromkeys(("poisson", "pois"), "poisson"),
    **dict.fromkeys(("exponential", "exp"), "exponential"),
    **dict.fromkeys(("geometric counting failures", "geometric_failures"), "geometric"),
    **dict.fromkeys(("geometric counting trials", "geometric_trials"), "geometric_trials"),
    **dict.fromkeys(("exponential by its mean", "exponential_mean"), "exponential_mean"),
    **dict.fromkeys(("power", "power density"), "power"),
    "successes": "successes",
}
_NAMES = {"bernoulli": "Bernoulli", "poisson": "Poisson"}

PARAMETERS = {
    **{name: name for name in ("p", "lambda", "mu", "sigma")},
    "λ": "lambda",
    "μ": "mu",
    "σ": "sigma",
}

INPUTS: tuple[Input, ...] = (
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
    ChoiceInput(
        name="parameter",
        about="the parameter that is asked for; each one of the model is estimated",
        example="lambda",
        optional=True,
        options=PARAMETERS,
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
)


def case_of(problem: Problem) -> Case:
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
    logarithms = log(Mul(*values)) if problem.model == "power" else None
    measured = {T: logarithms, k: total, S: total, xbar: total / size, Q: squares}
    numbers = {name: measured[name] for name, _ in model.sums if measured.get(name) is not None}
    return Case(model, problem.data, known, {n: size, **numbers})


def settle_model(problem: Problem) -> str:
    """The model that the problem means; raises a `TutorError` where the inputs do not fit it."""
    word = problem.model or ("bernoulli" if problem.k is not None else None)
    if word is None:
        raise NotUnderstood(
            "no-model",
            "It is not said which distribution the sample comes from.",
            fix="Add the distribution, for example mle of poisson from 2, 4, 3. "
            "There are bernoulli, binomial, geometric, poisson, exponential, normal, laplace, multinomial and uniform.",
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
    _check_parameter(found)
    return model


def _check_parameter(problem: Problem) -> None:
    """Refuse a question for a parameter that the model does not leave to be estimated."""
    if problem.parameter is None:
        return
    model = problem.model
    estimated = ("mu", "sigma") if model == "normal" else (MODELS[model].parameter.name,)
    if PARAMETERS[problem.parameter] not in estimated:
        raise NotUnderstood(
            "parameter",
            f"This asks for {problem.parameter}. "
            f"What is estimated in this model is {' and '.join(estimated)}.",
            fix=f"Ask for {estimated[0]}, or choose another model.",
        )


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
                f"{problem.k} successes are more than {counted(int(problem.n), 'trial', 'trials')}.",
                fix="k is at most n.",
            )
        return
    if problem.n is not None and model not in ("bernoulli", "binomial"):
        fail(
            "The estimate needs the values of the sample themselves. Their number and their mean are not enough.",
            f"Give them alone, for example mle of {model.partition('_')[0]} from 2, 4, 3.",
        )
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
                f"The value {value} cannot come from the {_NAMES.get(model, model.partition('_')[0])} distribution.",
                fix=f"Every value is {accepted.values}.",
            )
