"""Maximum likelihood for the probabilities of several outcomes: the shares of the counts.

The probabilities add up to 1, so they cannot be chosen one by one.  A Lagrange
multiplier takes the condition into the function; all derivatives zero say that
each probability is its count over the multiplier, and the condition makes the
multiplier the number of trials.  An outcome that was never seen gets zero.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Add, Basic, Eq, Expr, IndexedBase, Integer, Mul, Sum, Symbol, Tuple, log

from tutor.core.claims import (
    Choice,
    Claim,
    Defines,
    DerivativeOf,
    Equal,
    Equivalent,
    Extremum,
    SolutionSet,
    Substituted,
)
from tutor.core.errors import OverLimit, Undefined
from tutor.core.inputs import DataInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.unevaluated import added

k = IndexedBase("k")
i, n, L, g, F, rate = (Symbol(name) for name in ("i", "n", "L", "g", "F", "lambda"))
MOST_OUTCOMES = 8
LARGEST_COUNT = 10**6


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts, and the names of their probabilities; the seen ones are those above zero."""

    counts: tuple[Expr, ...]

    @property
    def names(self) -> tuple[Symbol, ...]:
        return tuple(Symbol(f"p_{j}") for j in range(1, len(self.counts) + 1))

    @property
    def seen(self) -> tuple[tuple[Symbol, Expr], ...]:
        return tuple(p for p in zip(self.names, self.counts, strict=True) if p[1])

    @property
    def all_seen(self) -> bool:
        return all(self.counts)

    @property
    def total(self) -> Integer:
        return Integer(sum(self.counts))

    @property
    def letters(self) -> Tuple:
        return Tuple(*(p for p, _ in self.seen))

    @property
    def given(self) -> tuple[Basic, ...]:
        return tuple(p > 0 for p, _ in self.seen)

    @property
    def likelihood(self) -> Expr:
        return Mul(*(p**count for p, count in self.seen))

    @property
    def log_likelihood(self) -> Expr:
        return added(*(count * log(p) for p, count in self.seen))

    @property
    def excess(self) -> Expr:
        """By how much the probabilities of the seen outcomes exceed 1."""
        return Add(*(p for p, _ in self.seen)) - 1

    @property
    def lagrangian(self) -> Expr:
        return added(*self.log_likelihood.args, -rate * self.excess)

    @property
    def slopes(self) -> tuple[Expr, ...]:
        return tuple(count / p - rate for p, count in self.seen)

    def shares(self, divisor: Expr) -> tuple[Eq, ...]:
        """Each probability as its count over the divisor."""
        return tuple(Eq(p, count / divisor, evaluate=False) for p, count in self.seen)


def by_lagrange(problem: Problem) -> Generator[Step, None, Counts]:
    c = Counts(tuple(problem.counts))
    yield step("note_counts", Defines(k, problem.counts))
    every = Sum(k[i], (i, 1, len(c.counts)))
    summed = Add(*c.counts, evaluate=False)
    yield step("add_counts", Equal(summed, c.total), Defines(n, every), Equal(every, summed))
    yield step("multiply_probabilities", Defines(L, c.likelihood))
    yield step("state_condition", Defines(g, Add(*c.names) - 1))
    if not c.all_seen:
        unseen = Tuple(*(Eq(p, 0, evaluate=False) for p in c.names if p not in c.letters))
        yield step("give_nothing_to_unseen", Choice(unseen))
        yield step("shorten_condition", Substituted(Add(*c.names) - 1, unseen, c.excess))
    taken = log(L) - rate * c.excess
    yield step("write_lagrangian", Defines(F, taken))
    alone = (Equal(log(L), c.log_likelihood, c.given),) if c.all_seen else ()
    yield step("take_logarithm", Equal(taken, c.lagrangian, c.given), *alone)
    for p, slope in zip(c.letters, c.slopes, strict=True):
        yield step("differentiate_for_outcome", DerivativeOf(c.lagrangian, p, slope, c.given))
    yield from solve_for_shares(c)
    yield from conclude(c)
    return c


def solve_for_shares(c: Counts) -> Generator[Step, None, None]:
    unknowns, given = Tuple(*c.letters, rate), (*c.given, rate > 0)
    zero = Tuple(*(Eq(slope, 0, evaluate=False) for slope in c.slopes))
    divided = Tuple(*c.shares(rate))
    yield step("solve_for_probabilities", Equivalent(zero, divided, unknowns, given))
    left = c.total / rate - 1
    yield step("insert_into_condition", Substituted(c.excess, divided, left))
    multiplier = Tuple(Eq(left, 0, evaluate=False))
    found = Tuple(Tuple(c.total))
    yield step("find_multiplier", SolutionSet(multiplier, Tuple(rate), found, (rate > 0,)))
    last = Eq(rate, c.total, evaluate=False)
    worked_out = Tuple(*c.shares(c.total), last)
    before = Tuple(*divided, last)
    yield step("insert_multiplier", Equivalent(before, worked_out, unknowns, given))


def conclude(c: Counts) -> Generator[Step, None, None]:
    best = maximum(c)
    rule = "conclude_maximum_of_shares" if c.all_seen else "conclude_at_edge"
    yield step(rule, best, Substituted(best.objective, Tuple(*c.shares(c.total)), best.value))


def maximum(c: Counts) -> Extremum:
    """Of the log-likelihood; of the likelihood, with the edge, where an outcome was never seen."""
    point = Tuple(*(count / c.total for count in c.counts))
    objective = c.log_likelihood if c.all_seen else c.likelihood
    value = objective.xreplace(dict(zip(c.names, point, strict=True)))
    condition = Tuple(Eq(Add(*c.names) - 1, 0, evaluate=False))
    given = c.given if c.all_seen else tuple(p >= 0 for p in c.names)
    return Extremum(objective, Tuple(*c.names), condition, point, value, "maximum", given)


def complete(problem: Problem) -> Mapping[str, Any]:
    counts = tuple(problem.counts)
    if wrong := next((v for v in counts if not (v.is_Integer and v >= 0)), None):
        raise Undefined(
            "outside-support",
            f"{wrong} is no count.",
            fix="A count is a whole number: 0, 1, 2, ...",
        )
    if max(counts) > LARGEST_COUNT or len(counts) > MOST_OUTCOMES:
        raise OverLimit(
            "counts",
            f"There are {len(counts)} outcomes, and the largest count is {max(counts)}. "
            f"The limits are {MOST_OUTCOMES} outcomes and counts of {LARGEST_COUNT:,}.",
            fix="Join outcomes that are rare, or use a part of the data.",
        )
    if sum(1 for v in counts if v) < 2:
        raise Undefined(
            "one-outcome",
            "Fewer than two outcomes were seen, so there is nothing to divide among them.",
            fix="Give the counts of at least two outcomes, for example 3, 2, 5.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    counts = [rng.randint(1, 4 * level) for _ in range(level + 1)]
    if level == 3:
        counts[rng.randrange(4)] = 0
    return {"counts": Tuple(*map(Integer, counts))}


def goals(problem: Problem, c: Counts) -> tuple[tuple[str, Claim], ...]:
    return (("maximum", maximum(c)),)


TOPIC = Topic(
    id="statistics.multinomial_likelihood",
    covers=("stat.mle_other",),
    inputs=(DataInput(name="counts", about="how often each outcome was seen", example="3, 2, 5"),),
    phrases=("{mle|maximum likelihood} of multinomial from {counts}",),
    bare=("multinomial likelihood",),
    methods={"lagrange": by_lagrange},
    complete=complete,
    make=make,
    goals=goals,
)
