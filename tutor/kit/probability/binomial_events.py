"""The probability of an event of a binomial count, added up from single counts."""

from __future__ import annotations

from collections.abc import Callable, Generator

from sympy import Expr, Integer

from tutor.core.claims import Equal
from tutor.core.errors import OverLimit
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.calculus.iterations import is_short
from tutor.kit.probability.binomial_terms import ONE, by_formula, chance, found, one_count, weight
from tutor.kit.probability.count_events import counted, ends
from tutor.kit.unevaluated import added, times

MOST_TERMS = 60
Run = tuple[Integer, Integer]


def sides(problem: Problem) -> tuple[Run, Run]:
    """The counts in the event and those that are added up: the others if they are fewer.

    With p = 0 or p = 1 those never hold the one count that occurs, so 0 to the power 0 is not met.
    """
    inside = ends(problem, problem.n)
    only = problem.n * problem.p if problem.p in (0, 1) else None
    first, last = counted(*inside, problem.n, only)
    if last - first >= MOST_TERMS:
        raise OverLimit(
            "too-many-counts",
            f"More than {MOST_TERMS} counts would have to be added up.",
            fix="Use fewer trials, or an event nearer to one end.",
        )
    return inside, (first, last)


def asked(problem: Problem) -> Expr:
    """The probability in letters, which have values in it: for p = 0 and p = 1 it may be 1 less others."""
    inside, side = sides(problem)
    if side != inside and problem.p in (0, 1):
        return added(ONE, -chance(*side))
    return chance(*inside)


def event_probability(
    problem: Problem, further: Callable[[Problem, Integer], tuple[list[Step], Expr]]
) -> Generator[Step, None, Expr]:
    """The first count from the formula, and the ones after it by `further`."""
    inside, side = sides(problem)
    parts, total = list[Expr](), Integer(0)
    for k in map(Integer, range(side[0], side[1] + 1)):
        value = weight(problem, k)
        steps, inserted = (further if parts else by_formula)(problem, k)
        steps.append(found("product", inserted, value))
        yield from steps if side[0] == side[1] else [one_count(k, value, steps)]
        parts.append(value if is_short(value) else inserted)
        total += value
    whole, outside = added(*parts), added(ONE, -chance(*side))
    if len(parts) > 1:
        yield step("add_counts", Equal(chance(*side), whole))
        yield found("sum", whole, total)
    if side == inside:
        return total
    if asked(problem) != outside:
        yield step("turn_round", Equal(chance(*inside), outside))
    rest = added(ONE, times(Integer(-1), total if is_short(total) else whole))
    yield step("insert_others", Equal(outside, rest))
    yield found("rest", rest, 1 - total)
    return 1 - total


def one_from_another(problem: Problem) -> bool:
    """Whether there are several counts, all with short chances, so that each leads to the next."""
    first, last = sides(problem)[1]
    numbers = map(Integer, range(first, last + 1))
    several = first < last and problem.p not in (0, 1)
    return several and all(is_short(weight(problem, k)) for k in numbers)
