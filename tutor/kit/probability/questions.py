"""Which probability a problem asks for, and whether it is one that the derivation finds."""

from __future__ import annotations

from typing import Any

from sympy import Eq, Tuple

from tutor.core.errors import NotUnderstood
from tutor.core.expr import Probability
from tutor.core.topic import Problem
from tutor.kit.probability.hypotheses import Hypotheses, hypotheses, opposite, said


def settle_questions(problem: Problem) -> dict[str, Any]:
    """Check that each probability that is asked for is one that is answered.

    That is the posterior of the first hypothesis, and the probability of the observation.  Raises a
    `TutorError` for any other.  Questions are left out of the problem once they are checked, and so is an
    observation that the statements name anyway.
    """
    questions = [q for q in problem.statements or () if isinstance(q, Probability)]
    given = [s for s in problem.statements or () if isinstance(s, Eq)]
    observed = problem.observed
    for question in questions:
        observed = observed or next(iter(question.given), None)
    bare = {"asked": None, "statements": Tuple(*given) if given else None}
    found = hypotheses(_with(problem, **bare, observed=observed))
    if problem.asked is not None:
        questions.append(Probability(problem.asked[0], found.event))
    for question in questions:
        _check(question, found)
    unsaid = not questions or hypotheses(_with(problem, **bare, observed=None)).event != found.event
    return {**bare, "observed": observed if unsaid else None}


def _with(problem: Problem, **values: Any) -> Problem:
    return Problem(problem.topic, {**problem.values, **values})


def _check(question: Probability, found: Hypotheses) -> None:
    first = Probability(found.names[0], found.event)
    if question in (first, Probability(found.event)):
        return
    asked, answered = question.event, first.event
    if question == Probability(opposite(answered), found.event) and len(found.names) == 2:
        fix = "Ask for that one, and subtract it from 1."
    elif question.given == (found.event,):
        fix = f"Ask about {answered}, or begin with the statements about {asked}."
    else:
        fix = f"Ask for that one, or for {said(Probability(found.event))}."
    raise NotUnderstood(
        "question",
        f"This asks for {said(question)}. What is answered is {said(first)}.",
        fix=fix,
    )
