"""The binomial distribution: how many of n independent trials succeed.

Each count of successes has a coefficient, for the ways to choose the trials, and two powers, for
the chances of the successes and the failures.  An event is a sum of such terms; the side with
fewer terms is added up.  Without an event the mean, the variance and the mode are found.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from sympy import Integer, Rational, sqrt

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.errors import OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.iterations import is_short
from tutor.kit.probability.binomial_events import asked, event_probability, one_from_another
from tutor.kit.probability.binomial_moments import moment_goals, moments
from tutor.kit.probability.binomial_terms import by_formula, from_last, n, p, rounded, weight
from tutor.kit.probability.count_bars import count_bars
from tutor.kit.probability.count_events import EVENTS, ends, event_of
from tutor.kit.probability.nice_trials import nice_trials

MOST_TRIALS, MOST_BITS = 1000, 60_000
COINS = {"fair coin": "1/2", "coin": "1/2"}
ASK, ODDS = "[find|compute|calculate|what is|what are]", "{probability|chance}"
BIN, WITH = "{Bin|B|Binomial}", "{with|if|where} [[a] success] {p =|probability|chance}"
GOOD, TRIALS = "{successes|success|heads|tails|head}", "{trials|tosses|flips|throws}"
MOMENTS = (
    "{mean|variance|standard deviation|mode|expected value|mean and variance|mean and mode|moments}"
)
IS_BIN = f"X{{ ~ | is |~| ~|~ }}{BIN}({{n}}{{, |,}}{{p}})"
WITH_BOTH = "{with|for|where} n = {n}{,| and|, and} p = {p}"
SAID = f"X {{is|has a|follows a|is a}} binomial [distribution|variable|random variable|distributed] {WITH_BOTH}"
EVENT, BETWEEN = "P(X[ ]{event}[ ]{k})", "P({k}[ ]{<=|≤}[ ]X[ ]{<=|≤}[ ]{to})"
ODDS_OF = f"{ASK} [the] {ODDS} of [{{event}}] {{k}} {GOOD}"


def formula(problem: Problem) -> Generator[Step, None, Any]:
    yield step("name_trials", Defines(n, problem.n))
    yield step("name_chance", Defines(p, problem.p))
    if problem.k is None:
        return (yield from moments(problem))
    return (yield from event_probability(problem, by_formula))


def recursion(problem: Problem) -> Generator[Step, None, Any]:
    yield step("name_trials", Defines(n, problem.n))
    yield step("name_chance", Defines(p, problem.p))
    return (yield from event_probability(problem, from_last))


def complete(problem: Problem) -> dict[str, Any]:
    if problem.p is None and problem.coin is None:
        raise Undefined(
            "no-chance", "The chance of a success is missing.", fix="For example p = 0.3."
        )
    chance = Rational(COINS[problem.coin]) if problem.p is None else problem.p
    if not isinstance(chance, Rational):
        raise Undefined("not-a-fraction", f"p = {chance} is no fraction.", fix="Round it.")
    if problem.n * int(chance.q).bit_length() > MOST_BITS:
        raise OverLimit(
            "too-many-digits",
            "The chance has too many digits for so many trials.",
            fix="Round it, or use fewer trials.",
        )
    return {"p": chance, **event_of(problem, problem.n)}


def suits(problem: Problem) -> tuple[str, ...]:
    several = problem.k is not None and one_from_another(problem)
    return ("formula", "recursion") if several else ("formula",)


def goals(problem: Problem, value: Any) -> tuple[tuple[str, Claim], ...]:
    if problem.k is None:
        return moment_goals(problem, value)
    if is_short(value):
        return (("probability", Equal(asked(problem), value)),)
    return (("rounded", rounded(asked(problem), value)),)


def figures(problem: Problem, answer: Any) -> tuple[Figure, ...]:
    mean, spread = problem.n * problem.p, sqrt(problem.n * problem.p * (1 - problem.p))
    low, high = (int(max(0, min(problem.n, mean + s * (4 * spread + 1)))) for s in (-1, 1))
    chances = {k: float(weight(problem, Integer(k))) for k in range(low, high + 1)}
    marks = count_bars(chances, None if problem.k is None else ends(problem, problem.n))
    if not marks:
        return ()
    name, claim = goals(problem, answer)[0]
    return (Figure(f"bars_{name}", claim, marks, x="successes", y="probability"),)


TOPIC = Topic(
    id="probability.binomial",
    covers=("prob.binomial",),
    inputs=(
        NumberInput(
            name="n",
            about="the number of trials",
            example="10",
            whole=True,
            minimum=Integer(1),
            maximum=Integer(MOST_TRIALS),
            default=Integer(1),
        ),
        NumberInput(
            name="p",
            about="the chance of a success",
            example="0.3",
            minimum=Integer(0),
            maximum=Integer(1),
            optional=True,
        ),
        ChoiceInput(
            name="event",
            about="how the count compares with k",
            example=">=",
            options=EVENTS,
            optional=True,
        ),
        NumberInput(
            name="k",
            about="the number of successes",
            example="3",
            whole=True,
            minimum=Integer(0),
            optional=True,
        ),
        NumberInput(
            name="to",
            about="the largest number of successes, in an event between two",
            example="5",
            whole=True,
            minimum=Integer(0),
            optional=True,
        ),
        ChoiceInput(
            name="coin",
            about="a coin that is tossed, in place of p",
            example="fair coin",
            options=COINS,
            optional=True,
        ),
    ),
    phrases=(
        f"{ASK} {EVENT} {{if|for|where|when|given}} {IS_BIN}",
        f"{ASK} {BETWEEN} {{if|for|where|when|given}} {IS_BIN}",
        f"[{{let|if}}] {IS_BIN}[,|;|.] {ASK} {EVENT}",
        f"[{{let|if}}] {IS_BIN}[,|;|.] {ASK} {BETWEEN}",
        f"[{{let|if}}] {SAID}[,|;|.] {ASK} {EVENT}",
        f"[{{let|if}}] {SAID}[,|;|.] {ASK} {BETWEEN}",
        f"[{{let|if}}] {SAID}[,|;|.] {ASK} [the|its] {MOMENTS} [of X]",
        f"[{{let|if}}] {IS_BIN}[,|;|.] {ASK} [the|its] {MOMENTS} [of X]",
        f"binomial [distribution] [with] n = {{n}}[,| and] p = {{p}}[,|;|:|.] {ASK} {EVENT}",
        "binomial [distribution] [with] n = {n}[,| and] p = {p}[,|;|:|.] [[the] probability of] {event} {k} [successes]",
        f"{ODDS_OF} in {{n}} {TRIALS} {WITH} {{p}}",
        f"{ASK} [the] {ODDS} of between {{k}} and {{to}} {GOOD} in {{n}} {TRIALS} {WITH} {{p}}",
        f"{ODDS_OF} in {{n}} {TRIALS} of a {{coin}}",
        f"{{toss|flip|throw}} a {{coin}} {{n}} times[.|,| and] {ODDS_OF}",
        f"a {{coin}} is {{tossed|flipped|thrown}} {{n}} times[.|,] {ODDS_OF}",
        f"{ASK} [the] {MOMENTS} of [X ~|a|the] {BIN}({{n}}, {{p}})",
        f"{ASK} [the] {MOMENTS} of [a|the] binomial [distribution|variable] {WITH_BOTH}",
        f"[{ASK} [the] {MOMENTS} of] [a] bernoulli [distribution|trial|variable] [with|for] p = {{p}}",
    ),
    complete=complete,
    methods={"formula": formula, "recursion": recursion},
    suits=suits,
    make=nice_trials,
    goals=goals,
    figures=figures,
    decimals=True,
)
