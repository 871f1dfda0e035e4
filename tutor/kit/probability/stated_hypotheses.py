"""The hypotheses that a problem states, and how likely each makes what was observed.

The problem may state probabilities such as P(D) = 0.2 and P(+|D) = 0.7, or give
a table of priors and likelihoods, or the success probabilities of coins with k
successes in n throws.  What the complement rule gives is filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sympy import Add, Expr, Integer, Mul, Pow, Symbol, binomial

from tutor.core import limits
from tutor.core.claims import Defines
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.expr import Probability
from tutor.core.inputs import (
    DataInput,
    Input,
    LabelsInput,
    NumberInput,
    ProbabilitiesInput,
    TextInput,
)
from tutor.core.topic import Problem
from tutor.kit.probability.demands import different, in_range, partition
from tutor.kit.probability.hypotheses import Hypotheses, opposite, positive, said

n, k = Symbol("n"), Symbol("k")
MOST_OBSERVATIONS = 10  # of the same, one after the other
OBSERVED = "data"  # what is observed has this name if the problem gives it none

INPUTS: tuple[Input, ...] = (
    ProbabilitiesInput(
        name="statements",
        about="what is known",
        example="P(D)=0.2, P(+|D)=0.7, P(+|not D)=0.125",
        optional=True,
    ),
    TextInput(
        name="observed",
        about="the event that was observed, if it is not the one in the statements",
        example="not +",
        optional=True,
    ),
    LabelsInput(
        name="asked",
        about="the hypothesis whose posterior is asked for, if it is not the first one, or the observation itself",
        example="D",
        optional=True,
    ),
    LabelsInput(
        name="hypotheses",
        about="names of the hypotheses",
        example="fair, biased",
        optional=True,
    ),
    DataInput(
        name="prior",
        about="the prior probability of each hypothesis",
        example="0.75, 0.25",
        optional=True,
    ),
    DataInput(
        name="likelihood",
        about="the probability of the observation under each hypothesis",
        example="0.5, 0.8",
        optional=True,
    ),
    DataInput(
        name="theta",
        about="the probability of a success under each hypothesis",
        example="0.5, 0.8",
        optional=True,
    ),
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
        about="the number of trials",
        example="10",
        optional=True,
        whole=True,
        minimum=Integer(1),
        maximum=Integer(200),
    ),
    NumberInput(
        name="repetitions",
        about="how often the same thing was observed, independently",
        example="2",
        optional=True,
        whole=True,
        minimum=Integer(1),
        maximum=Integer(MOST_OBSERVATIONS),
    ),
    LabelsInput(
        name="results",
        about="what was observed, one after the other, if it is not always the same",
        example="+, not +",
        optional=True,
    ),
)


def hypotheses(problem: Problem) -> Hypotheses:
    """The hypotheses of a problem; raises a `TutorError` if they do not fit together."""
    if problem.statements is not None:
        if problem.prior is not None:
            raise NotUnderstood(
                "two-descriptions",
                "There are statements and a table of priors.",
                fix="Give one of them.",
            )
        found = _Statements(problem).read()
    else:
        found = _table(problem)
    return _within_limits(_asked_first(found, problem.asked))


def _asked_first(found: Hypotheses, asked: tuple[str, ...] | None) -> Hypotheses:
    """The hypotheses in an order that begins with the one that is asked for."""
    order = sorted(range(len(found.names)), key=lambda j: found.names[j] not in (asked or ()))
    return replace(
        found,
        names=tuple(found.names[j] for j in order),
        priors=tuple(found.priors[j] for j in order),
        likelihoods=tuple(found.likelihoods[j] for j in order),
        written=tuple(found.written[j] for j in order) if found.written else (),
        asks_evidence=asked == (found.event,),
    )


def _within_limits(found: Hypotheses) -> Hypotheses:
    """Refuse numbers whose product, as often as it was observed, is too long to be written."""
    numbers = (*found.priors, *(q for seen in range(found.rounds) for q in found.values(seen)))
    digits = sum(max(int(q.p).bit_length(), int(q.q).bit_length()) for q in numbers)
    if digits > limits.BITS:
        raise OverLimit(
            "number-size",
            f"The posterior probabilities have more than {limits.BITS:,} binary digits.",
            fix="Round the probabilities, or use fewer trials.",
        )
    return found


def _table(problem: Problem) -> Hypotheses:
    if problem.prior is None:
        raise NotUnderstood(
            "missing-input",
            "The prior probabilities are missing.",
            fix="For example P(D)=0.2, P(+|D)=0.7, P(+|not D)=0.125, or prior = 0.5, 0.5.",
        )
    if (problem.likelihood is None) == (problem.theta is None):
        raise NotUnderstood(
            "missing-input",
            "The likelihoods are missing, or they are given twice.",
            fix="Give likelihood = 0.5, 0.8, or theta = 0.5, 0.8 with k and n.",
        )
    priors = tuple(problem.prior)
    second = problem.likelihood if problem.theta is None else problem.theta
    numbers = (("prior", priors), ("likelihood", tuple(second)))
    names = problem.hypotheses or tuple(f"H{j}" for j in range(1, len(priors) + 1))
    for about, values in (*numbers, ("hypotheses", names)):
        if len(values) != len(priors):
            raise NotUnderstood(
                "different-lengths",
                f"Priors: {len(priors)}. Values for {about}: {len(values)}.",
                fix="Give one number for each hypothesis.",
            )
    for about, values in numbers:
        for value in values:
            in_range(f"A {about}", value)
    partition(priors)
    different(names, OBSERVED)
    stated = [Defines(Probability(h), p) for h, p in zip(names, priors, strict=True)]
    results = (OBSERVED,) * int(problem.repetitions or 1)
    if problem.theta is None:
        likely = tuple(second)
        stated += [Defines(Probability(OBSERVED, h), q) for h, q in zip(names, likely, strict=True)]
        return Hypotheses(names, results, priors, likely, tuple(stated))
    heads, size = problem.k, problem.n
    if heads is None or size is None or heads > size:
        raise Undefined(
            "successes",
            "The number of successes k and the number of throws n are needed, k at most n.",
            fix="For example theta = 0.5, 0.8, k = 7, n = 10.",
        )
    stated += [Defines(n, size), Defines(k, heads)]
    for h, p in zip(names, second, strict=True):
        stated.append(Defines(Probability(OBSERVED, h), _tosses(p, heads, size)))
    orders = binomial(size, heads)
    likely = tuple(orders * p**heads * (1 - p) ** (size - heads) for p in second)
    written = tuple(_tosses(p, heads, size, heads, size) for p in second) if size > 1 else ()
    return Hypotheses(names, results, priors, likely, tuple(stated), (), written)


def _tosses(p: Expr, heads: Expr, size: Expr, up: Expr = k, of: Expr = n) -> Expr:
    """C(n, k) p^k (1 - p)^(n - k), not worked out, with k written as `up` and n as `of`.

    If all are successes or all failures, only the power of one factor is left.
    """
    rest = Add(1, -p, evaluate=False)
    hits, misses = (Pow(b, e, evaluate=False) for b, e in ((p, up), (rest, of - up)))
    if heads == size:
        return hits
    if heads == 0:
        return misses
    return Mul(binomial(of, up, evaluate=False), hits, misses, evaluate=False)


class _Statements:
    """Reads statements such as P(D) = 0.2; `facts` are those known so far."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.facts: dict[Probability, Expr] = {}
        self.filled: list[tuple[str, Defines]] = []
        for statement in problem.statements.args:
            name, value = statement.args
            if not isinstance(name, Probability) or len(name.given) > 1:
                _not_understood(f"{statement} is no statement such as P(D) = 0.2 or P(+|D) = 0.7.")
            in_range(said(name), value)
            if self.facts.setdefault(name, value) != value:
                _contradiction(f"{said(name)} is given twice, with different values.")
        self.stated = tuple(Defines(name, value) for name, value in self.facts.items())

    def read(self) -> Hypotheses:
        conditional = [f for f in self.facts if f.given]
        if not conditional:
            _not_understood("There is no conditional probability such as P(+|D) = 0.7.")
        conditions = list(dict.fromkeys(f.given[0] for f in conditional))
        events = {positive(f.event) for f in conditional}
        event = self.problem.observed or positive(conditional[0].event)
        results = self.problem.results or (event,) * int(self.problem.repetitions or 1)
        event = results[0]
        if events != (observed := set(map(positive, results))):
            named = " and ".join(sorted(events | observed))
            _not_understood(f"These are different events: {named}. Write not A for a complement.")
        bases = list(dict.fromkeys(positive(c) for c in conditions))
        names = (bases[0], f"not {bases[0]}") if len(bases) == 1 else tuple(conditions)
        evidence_stated = Probability(event) in self.facts
        for name in names:
            self.complement(Probability(name), "complement_prior")
        self.complete_priors(names)
        for name in names:
            self.complement(Probability(event, name), "complement_likelihood")
        if evidence_stated:
            self.recover(names, event)
        for name in names:
            self.demand(Probability(event, name))
            if len(set(results)) > 1:
                self.complement(Probability(opposite(event), name), "complement_likelihood")
        priors = tuple(self.facts[Probability(name)] for name in names)
        likely = tuple(self.facts[Probability(event, name)] for name in names)
        partition(priors)
        total = Add(*(p * q for p, q in zip(priors, likely, strict=True)))
        if evidence_stated and total != self.facts[Probability(event)]:
            _contradiction(f"{said(Probability(event))} does not fit the other probabilities.")
        return Hypotheses(
            names,
            results,
            priors,
            likely,
            self.stated,
            tuple(self.filled),
            evidence_stated=evidence_stated,
        )

    def complement(self, wanted: Probability, rule: str) -> None:
        """P(not A | B) = 1 - P(A | B), if that one is known."""
        other = Probability(opposite(wanted.event), *wanted.given)
        if other not in self.facts:
            return
        if wanted not in self.facts:
            self.fill(rule, wanted, 1 - other, 1 - self.facts[other])
        elif self.facts[wanted] + self.facts[other] != 1:
            _contradiction(f"{said(wanted)} and {said(other)} must add up to 1.")

    def complete_priors(self, names: Sequence[str]) -> None:
        missing = [h for h in names if Probability(h) not in self.facts]
        if len(missing) == 1 and len(names) > 2:
            others = [Probability(h) for h in names if h != missing[0]]
            rest = 1 - Add(*(self.facts[o] for o in others))
            self.fill("complement_prior", Probability(missing[0]), 1 - Add(*others), rest)
        if not missing or Probability(missing[0]) in self.facts:
            return
        rest = 1 - Add(*(self.facts[Probability(h)] for h in names if h not in missing))
        alone = f", if there is no case but {' and '.join(names)}" if len(missing) == 1 else ""
        self.demand(Probability(missing[0]), _decimal(rest / len(missing)), alone)

    def recover(self, names: Sequence[str], event: str) -> None:
        """The one missing likelihood, from the probability of the event."""
        unknown = [h for h in names if Probability(event, h) not in self.facts]
        if len(unknown) != 1 or self.facts[Probability(unknown[0])] == 0:
            return
        known = [(Probability(h), Probability(event, h)) for h in names if h != unknown[0]]
        rest = Probability(event) - Add(*(p * q for p, q in known))
        left = self.facts[Probability(event)]
        left -= Add(*(self.facts[p] * self.facts[q] for p, q in known))
        prior = Probability(unknown[0])
        value = left / self.facts[prior]
        self.fill("recover_likelihood", Probability(event, unknown[0]), rest / prior, value)

    def fill(self, rule: str, name: Probability, formula: Expr, value: Expr) -> None:
        if not 0 <= value <= 1:
            _contradiction(
                f"{said(name)} would be {value}. The given probabilities contradict one another."
            )
        self.facts[name] = value
        self.filled.append((rule, Defines(name, formula)))

    def demand(self, name: Probability, fits: str = "0.1", provided: str = "") -> None:
        if name not in self.facts:
            raise NotUnderstood(
                "missing-probability",
                f"{said(name)} is missing, and it does not follow from the others.",
                fix=f"Add {said(name)}, for example {said(name)} = {fits}{provided}.",
            )


def _decimal(value: Expr) -> str:
    """A number of at most six digits as a decimal, another one as a fraction."""
    return f"{float(value):g}" if (value * 10**6).is_Integer else str(value)


def _not_understood(message: str) -> None:
    raise NotUnderstood(
        "statements", message, fix="For example P(D)=0.2, P(+|D)=0.7, P(+|not D)=0.125."
    )


def _contradiction(message: str) -> None:
    raise Undefined("contradiction", message, fix="Check the numbers.")
