"""Hypotheses of which one is true, with their probabilities before and after what was observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Expr, Mul, Pow

from tutor.core.claims import Defines
from tutor.core.errors import NotUnderstood
from tutor.core.expr import OUTCOMES, Probability


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """Hypotheses that exclude one another and of which one is true.

    `results` is what was observed, one after the other: an event, and perhaps its opposite.
    `likelihoods` are those of the first of them.  `stated` are the values the problem gives, `filled`
    the definitions that the complement rule and total probability add, by the rule that says so.
    `written` are the likelihoods before they are worked out.  If `asks_evidence`, the
    probability of the event is all that is asked for.
    """

    names: tuple[str, ...]
    results: tuple[str, ...]
    priors: tuple[Expr, ...]
    likelihoods: tuple[Expr, ...]
    stated: tuple[Defines, ...]
    filled: tuple[tuple[str, Defines], ...] = ()
    written: tuple[Expr, ...] = ()
    evidence_stated: bool = False
    asks_evidence: bool = False

    @property
    def event(self) -> str:
        return self.results[0]

    @property
    def rounds(self) -> int:
        return len(self.results)

    @property
    def kinds(self) -> dict[int, int]:
        """How often each kind of result was observed, by the place where it first came up."""
        return {self.results.index(r): self.results.count(r) for r in self.results}

    def values(self, seen: int = 0) -> tuple[Expr, ...]:
        """The likelihoods of the result that comes after so many observations."""
        if self.results[seen] == self.event:
            return self.likelihoods
        return tuple(1 - q for q in self.likelihoods)

    @property
    def products(self) -> tuple[Expr, ...]:
        """Prior times likelihood, once for every observation, written out."""
        factors = ([power(q, often) for q in self.values(at)] for at, often in self.kinds.items())
        return tuple(Mul(*each, evaluate=False) for each in zip(self.priors, *factors, strict=True))

    def prior(self, name: str, seen: int = 0) -> Probability:
        """P(name | event, ...) after so many observations."""
        return Probability(name, *self.results[:seen])

    def likelihood(self, name: str, seen: int = 0) -> Probability:
        return Probability(self.results[seen], name, *self.results[:seen])

    def alone(self, name: str, seen: int) -> Probability:
        """The same likelihood, if nothing else was observed."""
        return Probability(self.results[seen], name)

    def evidence(self, seen: int = 0) -> Probability:
        return Probability(self.results[seen], *self.results[:seen])


def power(base: Expr, exponent: int) -> Expr:
    return base if exponent == 1 else Pow(base, exponent, evaluate=False)


def as_results(typed: Sequence[str], event: str) -> tuple[str, ...]:
    """Results in terms of the event of the statements: beside `+` the result `-` is `not +`.

    Raises `NotUnderstood` for a result that is neither the event nor its opposite.
    """
    results = tuple(beside(event, result) for result in typed)
    for name, result in zip(typed, results, strict=True):
        if positive(result) != event:
            raise NotUnderstood(
                "results",
                f"The result {name} is neither {event} nor its opposite.",
                fix=f"Write each result as {event} or not {event}.",
            )
    return results


def beside(event: str, other: str) -> str:
    """An event by the name that it has beside another one: beside `+` the event `-` is `not +`."""
    for pair in OUTCOMES:
        if {event, positive(other)} == set(pair):
            return event if other.startswith("not ") else f"not {event}"
    return other


def positive(event: str) -> str:
    """The event of which this one may be the complement."""
    return event.removeprefix("not ")


def opposite(event: str) -> str:
    return positive(event) if event.startswith("not ") else f"not {event}"


def said(name: Probability) -> str:
    """A probability as a person types it."""
    return f"P({name.event}{' | ' + ', '.join(name.given) if name.given else ''})"
