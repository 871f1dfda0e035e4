"""Whether the goals of a trace say what the inputs say, and all of it.

`tutor.verify.answers` works out from the inputs what each goal must say.  Here
that is compared with what it does say.  A quantity may be written with the
names of the trace; its value under their definitions is what counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy import Basic, Rational

from tutor.core.claims import Approximates, Claim, Conditions, Equal
from tutor.core.step import Trace
from tutor.core.written import written
from tutor.verify.answers import (
    Answer,
    Answers,
    Follows,
    Forms,
    Perhaps,
    Says,
    Value,
    Wherever,
    answers_to,
)
from tutor.verify.claims.equality import same
from tutor.verify.points.places import Places, shown
from tutor.verify.report import (
    PROVED,
    Misfit,
    Verdict,
    all_of,
    failed,
    refuted,
    supported,
    unchecked,
)
from tutor.verify.values.numeric import NoValue, Point, close

OPPOSITE = {sp.Lt: sp.Ge, sp.Le: sp.Gt, sp.Gt: sp.Le, sp.Ge: sp.Lt}
LOOKS = 8  # places at which a condition fails, tried for a value
KEPT = 16  # problems whose answers are not worked out again for another trace


def verdicts(trace: Trace, places: Places) -> Iterator[tuple[str, Verdict]]:
    """For every goal by name, and for every goal that is missing, whether it says what it must."""
    forms = _forms(trace)
    if isinstance(forms, Verdict):
        yield from ((name, forms) for name, _ in trace.goals)
        return
    found = Goals(trace.goals)
    fitting = [form for form in forms if _fits(form, found)] or forms[:1]
    made: Iterable[tuple[str, Verdict]]
    if len(fitting) == 1:
        made = _compared(fitting[0], found, places)
    else:
        results = [tuple(_compared(form, found, places)) for form in fitting]
        made = next((r for r in results if all(v.passes for _, v in r)), results[0])
    twice = {name for name, number in Counter(n for n, _ in trace.goals).items() if number > 1}
    for name, verdict in made:
        yield name, refuted("two goals have this name") if name in twice else verdict


def _forms(trace: Trace) -> Forms | Verdict:
    """What the inputs say; a verdict if they say nothing."""
    try:
        answers = answers_to(trace.topic)
    except Exception as bad:
        return failed(f"loading the answers to {trace.topic}", bad)
    if answers is None:
        return unchecked("nothing says what the answer to such a problem must be")
    try:
        return _worked_out(answers, tuple((name, Itself(value)) for name, value in trace.inputs))
    except Misfit as why:
        return refuted(f"the inputs have no answer: {why}")
    except Exception as bad:
        return failed("working out the answer from the inputs", bad)


class Goals(dict[str, Claim]):
    """The goals by name, for the answers that depend on other goals."""

    def __missing__(self, name: str) -> Claim:
        raise Misfit(f"the goal {name} is missing")


class Itself:
    """A value that equals nothing but itself: equal matrices may differ in how they are held."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(KEPT)
def _worked_out(
    answers: Callable[[Mapping[str, Any]], Answers | Forms],
    given: tuple[tuple[str, Itself], ...],
) -> Forms:
    """What the inputs say, the same for every method that solves one problem."""
    forms = answers({name: kept.value for name, kept in given})
    return forms if isinstance(forms, tuple) else (forms,)


def _fits(form: Answers, found: Mapping[str, Claim]) -> bool:
    """Whether the names of the goals are those of this form."""
    needed = {name for name, answer in form.items() if not isinstance(answer, Perhaps)}
    return needed <= found.keys() <= form.keys()


def _compared(
    form: Answers, found: Mapping[str, Claim], places: Places
) -> Iterator[tuple[str, Verdict]]:
    """The verdicts on the goals, those that need no value first."""
    for name in form.keys() - found.keys():
        if not isinstance(form[name], Perhaps):
            yield name, refuted("this part of the answer is missing")
    for name in found.keys() - form.keys():
        yield name, refuted("the problem has no such answer")
    for name, goal in found.items():
        if name in form:
            yield name, _tried(form[name], goal, found, places)


def _tried(answer: Answer, goal: Claim, found: Mapping[str, Claim], places: Places) -> Verdict:
    try:
        return _says(answer, goal, found, places)
    except Misfit as why:
        return refuted(str(why))
    except AttributeError as bad:
        if any(
            bad.obj is claim for claim in found.values()
        ):  # it depends on a goal of another kind
            return refuted(
                f"it depends on a goal that is {type(bad.obj).__name__}, without {bad.name}"
            )
        return failed("comparing it with the inputs", bad)
    except Exception as bad:
        return failed("comparing it with the inputs", bad)


def _says(answer: Answer, goal: Claim, found: Mapping[str, Claim], places: Places) -> Verdict:
    while isinstance(answer, Perhaps | Follows):
        if isinstance(answer, Perhaps):
            answer = answer.answer
            continue
        answer = answer.rule(found)
    if isinstance(answer, Value):
        # The other side is bound by the claim itself.
        rounded = Says(Approximates, exact=answer)
        coarsest = answer.coarsest
        if isinstance(goal, Approximates) and coarsest is not None and goal.tolerance > coarsest:
            return refuted("it is rounded too far for this problem")
        answer = rounded if answer.rounded else Says(Equal, before=answer, given=())
    if type(goal) is not answer.kind:
        return refuted(f"it is {type(goal).__name__} and should be {answer.kind.__name__}")
    fields = answer.fields.items()
    return all_of([_field(wanted, name, goal, found, places) for name, wanted in fields])


def _field(
    wanted: Any, name: str, goal: Claim, found: Mapping[str, Claim], places: Places
) -> Verdict:
    value = getattr(goal, name)
    if isinstance(wanted, Follows):
        wanted = wanted.rule(found)
    if isinstance(wanted, Wherever):
        return _everywhere(wanted.expression, value, places)
    if isinstance(wanted, Value):
        if wanted.written is not None and value != wanted.written:
            return refuted(f"{name} is {{}} and should be {{}}", value, wanted.written)
        given = (*getattr(goal, "given", ()), *wanted.given)
        return _has_value(value, wanted.number, wanted.within, given, places)
    if type(value) is type(wanted) and value == wanted:
        return PROVED
    return refuted(f"{name} is {{}} and should be {{}}", value, wanted)


def _has_value(
    value: Basic, number: Any, within: Any, given: Conditions, places: Places
) -> Verdict:
    """Whether an expression has this value under the definitions, wherever the conditions hold."""
    if isinstance(number, int | Fraction):
        number = Rational(number.numerator, number.denominator)
    if isinstance(number, Basic) and not within:
        verdict = same(number, value, given, places)
        return (
            refuted("the inputs give {}: {}", number, verdict.why)
            if verdict.status == "refuted"
            else verdict
        )

    def test(at: Point) -> str:
        mine, theirs = (at.of(v) if isinstance(v, Basic) else v for v in (number, value))
        limit = at.of(within) if isinstance(within, Basic) else within
        off = abs(mine - theirs) > limit if limit else not close(mine, theirs)
        return f"the inputs give {shown(mine)}, and it says {shown(theirs)}" if off else ""

    letters = [part for part in (value, number) if isinstance(part, Basic)]
    return places.everywhere(test, given, letters)


def _everywhere(expression: Basic, given: Conditions, places: Places) -> Verdict:
    """Whether there is no place at which a condition fails and the expression has a value."""
    looked = 0
    for condition in given:
        if isinstance(condition, sp.Ne):
            continue
        if type(condition) not in OPPOSITE:
            return refuted(f"{written(condition)} leaves out more than single points")
        fails = OPPOSITE[type(condition)](*condition.args, evaluate=False)
        for _, at in zip(range(LOOKS), places.inside((fails,)), strict=False):
            try:
                at.of(expression)
            except NoValue:
                looked += 1
                continue
            return refuted(
                f"{written(condition)} fails at {at.draws.described()}, and there is a value"
            )
    return supported(looked) if looked else PROVED
