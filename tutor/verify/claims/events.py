"""Whether a formula for a probability holds in every probability space of its kind.

A step may define P(D|+) by a formula, and then everything else agrees with that
formula even if it is wrong.  So the formula is tried in random spaces:
hypotheses that exclude one another and exhaust everything, and observations
that are independent of one another under each hypothesis.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

from sympy import Basic
from sympy.polys.domains import QQ

from tutor.core.claims import Defines
from tutor.core.expr import Probability
from tutor.verify.report import Verdict, refuted, supported, unchecked
from tutor.verify.values.exact import Element, Exact, NotExact

SPACES = 3
HIDDEN = ("1", "2", "3")  # hypotheses where the problem names none


class Space:
    """A random probability space with the named hypotheses; other events are observations."""

    def __init__(self, hypotheses: tuple[str, ...], seed: int) -> None:
        self.hypotheses = hypotheses
        self.random = Random(seed)
        shares = [self.random.randint(1, 99) for _ in hypotheses]
        self.prior = {h: Fraction(s, sum(shares)) for h, s in zip(hypotheses, shares, strict=True)}
        self.likelihood: dict[tuple[str, str], Fraction] = {}

    def under(self, hypothesis: str, event: str) -> Fraction:
        """The probability of an event under a hypothesis."""
        if event in self.hypotheses:
            return Fraction(int(event == hypothesis))
        if event.startswith("not "):
            return 1 - self.under(hypothesis, event.removeprefix("not "))
        key = (hypothesis, event)
        if key not in self.likelihood:
            self.likelihood[key] = Fraction(self.random.randint(1, 99), 100)
        return self.likelihood[key]

    def of(self, probability: Probability) -> Element:
        """P(event | given, ...) as a fraction; raises `ZeroDivisionError` if that is impossible."""
        every, some = Fraction(0), Fraction(0)
        for hypothesis, share in self.prior.items():
            for event in probability.given:
                share *= self.under(hypothesis, event)
            every += share
            some += share * self.under(hypothesis, probability.event)
        value = some / every
        return QQ(value.numerator, value.denominator)

    def value(self, name: Basic) -> Element | None:
        """The same for any name; None if it is no probability."""
        return self.of(name) if isinstance(name, Probability) else None


def formula(claim: Defines, definitions: Mapping[Basic, Basic], seed: int) -> Verdict | None:
    """The verdict on a probability that is defined by others; None for any other definition."""
    if not isinstance(claim.name, Probability) or not claim.value.has(Probability):
        return None
    hypotheses = _hypotheses(claim, definitions)
    for k in range(SPACES):
        space = Space(hypotheses, SPACES * seed + k)
        exact = Exact(QQ, {}, {}, space.value)
        try:
            meant, written = space.of(claim.name), exact.of(claim.value)
        except (NotExact, ZeroDivisionError) as bad:
            return unchecked(f"{claim.name} is defined by something else than probabilities: {bad}")
        if meant != written:
            return refuted(f"{claim.name} is {meant} in a space where the formula gives {written}")
    return supported(SPACES)


def _hypotheses(claim: Defines, definitions: Mapping[Basic, Basic]) -> tuple[str, ...]:
    """The events under which the given probabilities of observations are stated."""
    named: list[str] = []
    for name, value in definitions.items():
        if isinstance(name, Probability) and name.given and not value.has(Probability):
            named += [e for e in name.given if e not in named]
    if not named:
        return HIDDEN
    if len(named) == 1:
        (only,) = named
        opposite = only.removeprefix("not ") if only.startswith("not ") else f"not {only}"
        named.append(opposite)
    return tuple(named)
