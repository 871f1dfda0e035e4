"""No consistent mistake passes the verifier: the goals are held against the inputs.

A solver may be wrong in one formula and right in everything that it makes of it; each of
its claims then holds under its own definitions.  Here such solvers are built, and
traces of all topics are corrupted so that they stay consistent.  The goals must be refuted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace as changed
from itertools import combinations, pairwise
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace
from sympy import Basic, Rational, Tuple, exp, log
from sympy import Matrix as Dense

from tutor.catalogue import TOPICS
from tutor.core.claims import Choice, Defines, Equal
from tutor.core.errors import NotUnderstood
from tutor.core.expr import Distribution
from tutor.core.matrix import Matrix
from tutor.core.step import Step, Trace, step
from tutor.core.topic import Problem, Topic
from tutor.kit.statistics import decision, likelihood_models, sample
from tutor.kit.statistics.likelihood_models import S, n, p, rate, total, x
from tutor.solution import problem
from tutor.topics.probability import bayes
from tutor.topics.statistics import sample_from_t_interval, t_interval, t_test
from tutor.verify import verify
from tutor.verify.goals import verdicts

from .derived import EVERY_TOPIC, defined, solved

Patch = pytest.MonkeyPatch


def refuted_goals(trace: Trace) -> set[str]:
    """The goals that are refuted, which is more than a fault anywhere in the trace."""
    return {
        f.path[1]
        for f in verify(trace).faults
        if f.rule == "goal" and f.verdict.status == "refuted"
    }


def is_caught(trace: Trace) -> bool:
    """Whether a goal is refuted: by the inputs alone, which is quick, or else by all that there is."""
    by_inputs = any(v.status == "refuted" for _, v in verdicts(trace, defined(trace)))
    return by_inputs or bool(refuted_goals(trace))


# Wrong solvers: each has one wrong formula and works on with it.


def divide_by_n(patch: Patch) -> None:
    def standard_error(taken: sample.Sample) -> Iterator[Step]:
        yield step("define_standard_error", Defines(sample.se, sample.s / n))
        written = sample.divided(taken.deviation, taken.size)
        yield step("compute_standard_error", Equal(written, taken.error), Equal(sample.se, written))

    patch.setattr(sample.Sample, "error", property(lambda taken: taken.deviation / taken.size))
    patch.setattr(sample, "standard_error", standard_error)


def count_n_degrees(patch: Patch) -> None:
    patch.setattr(t_test, "Distribution", lambda family, df: Distribution(family, df + 1))
    patch.setattr(t_test, "degrees", lambda taken: Equal(n, taken.size))


def take_normal(patch: Patch) -> None:
    for module in (t_test, t_interval, sample_from_t_interval):
        patch.setattr(module, "Distribution", lambda family, df: Distribution("normal", 0, 1))


def take_one_tail(patch: Patch) -> None:
    decide = decision.decide
    patch.setattr(
        decision, "decide", lambda d, exact, t, tail, level: decide(d, exact, t, "right", level)
    )


def exchange_limits(patch: Patch) -> None:
    limits = sample.limits

    def exchanged(*given: Any) -> Any:
        lower, upper = yield from limits(*given)
        return upper, lower

    patch.setattr(sample, "limits", exchanged)


def exchange_hypotheses(patch: Patch) -> None:
    hypotheses = t_test.hypotheses
    patch.setattr(
        t_test,
        "hypotheses",
        lambda given: (Choice(Tuple(*reversed(hypotheses(given)[0].shown.args))),),
    )


def forget_factorial(patch: Patch) -> None:
    wrong = changed(
        likelihood_models.POISSON,
        density=exp(-rate) * rate ** x[likelihood_models.i],
        sums=((S, total),),
        log_likelihood=S * log(rate) - n * rate,
    )
    patch.setitem(likelihood_models.MODELS, "poisson", wrong)


def count_trials(patch: Patch) -> None:
    """The geometric distribution of trials, where the problem gives failures."""
    wrong = changed(
        likelihood_models.GEOMETRIC,
        density=p * (1 - p) ** (x[likelihood_models.i] - 1),
        log_likelihood=n * log(p) + (S - n) * log(1 - p),
        score=n / p - (S - n) / (1 - p),
        curvature=-n / p**2 - (S - n) / (1 - p) ** 2,
        equations=(
            ("multiply_by_both_denominators", n * (1 - p), (S - n) * p),
            ("collect_parameter", n, S * p),
        ),
        estimate=n / S,
        grouped=p**n * (1 - p) ** (S - n),
    )
    patch.setitem(likelihood_models.MODELS, "geometric", wrong)


def permute(name: str) -> Callable[[Patch], None]:
    """Give the priors, or the likelihoods, to the wrong hypotheses."""

    def patched(patch: Patch) -> None:
        hypotheses = bayes.hypotheses

        def wrong(given: Problem) -> Any:
            values = Tuple(*reversed(given.values[name].args))
            return hypotheses(Problem(given.topic, {**given.values, name: values}))

        patch.setattr(bayes, "hypotheses", wrong)

    return patched


def exchange_successes(patch: Patch) -> None:
    hypotheses = bayes.hypotheses

    def wrong(given: Problem) -> Any:
        return hypotheses(Problem(given.topic, {**given.values, "k": given.n - given.k}))

    patch.setattr(bayes, "hypotheses", wrong)


SUMMARY = "t test with n = 25, mean 7.73 and standard deviation 0.77 against 8"
DATA = "t test of 5.1, 4.9, 5.6, 5.2 against 5"
INTERVAL = "t interval for 5.1, 4.9, 5.6, 5.2"
ORIGIN = "recover the mean and standard deviation from the t interval (18.985, 21.015) with n = 36"
TABLE = "posterior from prior 0.75, 0.25 and likelihood 0.5, 0.8"
COINS = "posterior from prior 0.75, 0.25 and theta 0.5, 0.8 with 7 successes in 10 trials"
WRONG: dict[str, tuple[Callable[[Patch], None], str]] = {
    "s/n in a test": (divide_by_n, SUMMARY),
    "s/n in a test of data": (divide_by_n, DATA),
    "s/n in an interval": (divide_by_n, INTERVAL),
    "n degrees of freedom": (count_n_degrees, SUMMARY),
    "normal for t in a test": (take_normal, SUMMARY),
    "normal for t in an interval": (take_normal, INTERVAL),
    "normal for t in the way back": (take_normal, ORIGIN),
    "one tail for two": (take_one_tail, SUMMARY),
    "limits exchanged": (exchange_limits, INTERVAL),
    "limits of a test exchanged": (exchange_limits, SUMMARY),
    "hypotheses exchanged": (exchange_hypotheses, SUMMARY),
    "Poisson without factorial": (forget_factorial, "mle of poisson from 2, 4, 3"),
    "geometric counted as trials": (
        count_trials,
        "mle of geometric from 3, 1, 4, failures before the first success",
    ),
    "priors permuted": (permute("prior"), TABLE),
    "likelihoods permuted": (permute("likelihood"), TABLE),
    "successes for failures": (exchange_successes, COINS),
}


@pytest.mark.parametrize("name", WRONG)
def test_consistently_wrong_solver_is_refuted(name: str, monkeypatch: Patch) -> None:
    mistake, text = WRONG[name]
    posed = problem(text)
    topic = TOPICS[posed.topic]
    right = {m: topic.trace(posed, m, pictures=False) for m in topic.suitable(posed)}
    mistake(monkeypatch)
    for method, trace in right.items():
        assert verify(trace).ok
        wrong = topic.trace(posed, method, pictures=False)
        assert wrong.inputs == trace.inputs
        assert wrong.goals != trace.goals
        assert refuted_goals(wrong), method


def test_determinant_of_another_matrix_is_refuted() -> None:
    """The transpose with a sign error is right in every claim, for a matrix with two rows exchanged."""
    topic = TOPICS["linear_algebra.determinant"]
    A = Matrix.of([[2, 1, 1], [1, 3, 2], [1, 0, 0]])
    transposed = Matrix.of(Dense([list(row) for row in A.entries()]).T.tolist())
    right = topic.trace(topic.problem(A=A), pictures=False)
    assert not refuted_goals(right)
    for other in (transposed, transposed.with_swapped(1, 2)):
        wrong = topic.trace(topic.problem(A=other), pictures=False)
        assert verify(wrong).ok
        assert refuted_goals(replace(wrong, inputs=right.inputs)) >= {"determinant"}


# Corruptions of any topic.

FEW, MOST = 2, 3  # of one kind for one trace: a network has some 150 pairs of goals


def exchanged_names(trace: Trace) -> Iterator[tuple[str, Trace]]:
    pairs = list(combinations(range(len(trace.goals)), 2))
    for a, b in pairs:
        goals = list(trace.goals)
        (first, one), (second, other) = goals[a], goals[b]
        goals[a], goals[b] = (first, other), (second, one)
        alike = first.rstrip("_0123456789") == second.rstrip("_0123456789")
        if one != other and not alike:  # two local maxima have no order
            yield f"{first} and {second} exchanged", replace(trace, goals=tuple(goals))


def dropped_goals(trace: Trace) -> Iterator[tuple[str, Trace]]:
    for name, _ in trace.goals:
        rest = tuple(pair for pair in trace.goals if pair[0] != name)
        yield f"{name} left out", replace(trace, goals=rest)


def renamed_goals(trace: Trace) -> Iterator[tuple[str, Trace]]:
    name, goal = trace.goals[0]
    yield f"{name} twice", replace(trace, goals=(*trace.goals, (name, goal)))
    yield "one more goal", replace(trace, goals=(*trace.goals, ("another", goal)))


def replaced_numbers(trace: Trace) -> Iterator[tuple[str, Trace]]:
    """Another number for one that the problem gives, everywhere but in the problem."""
    for number in sorted({v for _, value in trace.inputs for v in numbers_in(value)})[:6]:
        form = put(json.loads(trace.to_json()), str(number), str(number + 1))
        try:
            wrong = replace(Trace.from_json(json.dumps(form)), inputs=trace.inputs)
        except NotUnderstood:  # a division by zero
            continue
        if wrong.goals != trace.goals:
            yield f"{number} -> {number + 1}", wrong


def numbers_in(value: Any) -> set[Rational]:
    if isinstance(value, Matrix):
        return {e for line in value.entries() for e in line if e.is_Rational}
    if isinstance(value, Rational):
        return {value}
    if isinstance(value, Basic):
        return set().union(*map(numbers_in, value.args))
    return set()


def put(form: Any, old: str, new: str) -> Any:
    """The JSON form with another number; what is no number is left alone."""
    if isinstance(form, str):
        return new if form == old else form
    if isinstance(form, list):
        return [put(part, old, new) for part in form]
    if isinstance(form, dict):
        kept = {"rule", "is", "text", "symbol", "name", "constant", "topic", "method", "over"}
        return {k: part if k in kept else put(part, old, new) for k, part in form.items()}
    return form


def other_inputs(found: list[Trace]) -> Iterator[tuple[str, Trace]]:
    """The solution of another problem of the same shape, with another answer."""
    for a, b in pairwise(found):
        alike = [name for name, _ in a.inputs] == [name for name, _ in b.inputs]
        if alike and a.inputs != b.inputs and a.goals != b.goals:
            yield "the solution of another problem", replace(a, inputs=b.inputs)


def changed_inputs(trace: Trace) -> Iterator[tuple[str, Trace]]:
    """One number of the problem changed, the solution left as it was."""
    for index, (name, value) in enumerate(trace.inputs):
        if isinstance(value, Rational):
            inputs = (*trace.inputs[:index], (name, value + 1), *trace.inputs[index + 1 :])
            yield f"{name} + 1", replace(trace, inputs=inputs)


def some(made: Iterable[tuple[str, Trace]], most: int) -> list[tuple[str, Trace]]:
    several = list(made)
    return Random(0).sample(several, min(len(several), most))


CORRUPTIONS = (exchanged_names, dropped_goals, renamed_goals, replaced_numbers, changed_inputs)


def refute_corruptions(topic: Topic, seeds: range, most: int) -> None:
    usual = (several[0].trace for several in solved(topic, seeds))
    found = [replace(trace, figures=()) for trace in usual]
    made = [(c.__name__, *pair) for t in found for c in CORRUPTIONS for pair in some(c(t), most)]
    made += [("other_inputs", *pair) for pair in other_inputs(found)]
    escaped = [f"{kind}: {what}" for kind, what, wrong in made if not is_caught(wrong)]
    counts = Counter(kind for kind, _, _ in made)
    print(f"\n{len(made) - len(escaped)} of {len(made)} caught: {dict(counts)}")
    assert not escaped, "\n".join(escaped)
    assert counts["dropped_goals"] >= len(found)
    assert counts["renamed_goals"] == 2 * len(found)
    assert counts["replaced_numbers"] + counts["other_inputs"] >= len(seeds)


@EVERY_TOPIC
def test_consistent_corruption_is_refuted(topic: Topic) -> None:
    refute_corruptions(topic, range(1), FEW)


@pytest.mark.slow
@EVERY_TOPIC
def test_consistent_corruptions_of_more_seeds_are_refuted(topic: Topic) -> None:
    refute_corruptions(topic, range(1, 4), MOST)
