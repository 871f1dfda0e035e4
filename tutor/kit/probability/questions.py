"""Which probability a problem asks for, and whether it is one that the derivation finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Eq, Integer, Tuple

from tutor.core.errors import NotUnderstood, OverLimit
from tutor.core.expr import Probability
from tutor.core.topic import Problem
from tutor.kit.probability.hypotheses import (
    Hypotheses,
    as_results,
    beside,
    opposite,
    positive,
    said,
)
from tutor.kit.probability.stated_hypotheses import MOST_OBSERVATIONS, hypotheses


def settle_questions(problem: Problem) -> dict[str, Any]:
    """Check that each probability that is asked for is one that is answered.

    Those are the posteriors, and the probability of the observation.  Raises a `TutorError` for any
    other.  Questions are left out of the problem once they are checked: `asked` stays where it is not
    the first hypothesis but another one, or the observation itself, and `observed` where it is not
    the event that the statements name.  `results` stays where they are not all the same.
    """
    questions = [q for q in problem.statements or () if isinstance(q, Probability)]
    if problem.observed:
        problem = _with(problem, observed=beside(_event(problem), problem.observed))
    results = problem.results or next((q.given for q in questions if _mixed(q.given)), None)
    if results is not None:
        _check_results(problem, results)
        asked_for, results = results, as_results(results, _event(problem))
        questions = [
            Probability(q.event, results[0]) if q.given == asked_for else q for q in questions
        ]
        if not _mixed(results):
            same = {"observed": results[0], "repetitions": Integer(len(results))}
            problem, results = _with(problem, **same), None
    problem = _with(problem, results=results)
    often = _how_often(problem, questions)
    repetitions = None if often is None else Integer(often)
    problem = _with(problem, repetitions=repetitions)
    questions = [
        Probability(q.event, q.given[0]) if often and q.given == often * q.given[:1] else q
        for q in questions
    ]
    given = [s for s in problem.statements or () if isinstance(s, Eq)]
    observed = problem.observed
    for question in questions:
        observed = observed or next(iter(question.given), None)
    bare = {"asked": None, "statements": Tuple(*given) if given else None}
    found = hypotheses(_with(problem, **bare, observed=observed))
    if observed is None and any(q == Probability(opposite(found.event)) for q in questions):
        observed = opposite(found.event)
        found = hypotheses(_with(problem, **bare, observed=observed))
    if problem.asked is not None:
        known = () if problem.asked[0] == found.event else (found.event,)
        questions.append(Probability(problem.asked[0], *known))
    for question in questions:
        _check(question, found)
    about = found.event if questions else found.names[0]
    asked = next((q.event for q in questions if q.given), about)
    unsaid = not questions or hypotheses(_with(problem, **bare, observed=None)).event != found.event
    return {
        **bare,
        "asked": None if asked == found.names[0] else (asked,),
        "observed": observed if unsaid and results is None else None,
        "repetitions": repetitions,
        "results": results,
    }


def _event(problem: Problem) -> str:
    """The event of the first conditional probability, without a `not`."""
    given = [s.args[0] for s in problem.statements or () if isinstance(s, Eq)]
    return next((positive(p.event) for p in given if p.given), "")


def _mixed(results: Sequence[str]) -> bool:
    """Whether these are an event and its opposite, in any order."""
    return len(set(results)) == 2 and len(set(map(positive, results))) == 1


def _check_results(problem: Problem, results: Sequence[str]) -> None:
    """Refuse too many results, and results that stand beside another word on what was observed."""
    if len(results) > MOST_OBSERVATIONS:
        raise OverLimit(
            "results",
            f"There are {len(results)} results. The limit is {MOST_OBSERVATIONS}.",
            fix="Take the posterior after the first ones as the prior of the others.",
        )
    if problem.statements is None or problem.observed or problem.repetitions:
        raise NotUnderstood(
            "two-descriptions",
            "A list of results goes with statements such as P(D) = 0.2, and with nothing else that says what was observed.",
            fix="For example P(D)=0.2, P(+|D)=0.7, P(+|not D)=0.125, find P(D | +, not +).",
        )


def _how_often(problem: Problem, questions: Sequence[Probability]) -> int | None:
    """How often the same was observed: as it is said, or 3 for the question P(C | D, D, D)."""
    if problem.repetitions is not None:
        return int(problem.repetitions)
    asked = {len(q.given) for q in questions if len(q.given) > 1 == len(set(q.given))}
    return asked.pop() if len(asked) == 1 and max(asked) <= MOST_OBSERVATIONS else None


def _with(problem: Problem, **values: Any) -> Problem:
    return Problem(problem.topic, {**problem.values, **values})


def _check(question: Probability, found: Hypotheses) -> None:
    answered = [Probability(h, found.event) for h in found.names]
    if found.rounds == 1:
        answered.insert(0, Probability(found.event))
    if question not in answered:
        raise NotUnderstood(
            "question",
            f"This asks for {said(question)}. What is answered is {' and '.join(map(said, answered))}.",
            fix="Ask for one of these, or begin with the statements about what you ask for.",
        )
