"""The chances of a binomial distribution, written in letters and worked out step by step."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Integer, Pow, Rational, Sum, Symbol, binomial, factorial

from tutor.core.claims import Approximates, Equal
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.calculus.iterations import is_short
from tutor.kit.unevaluated import over, times

n, p, i = Symbol("n"), Symbol("p"), Symbol("i")
ONE = Integer(1)
LONGEST_COEFFICIENT = 5  # factors above the line of a coefficient that is written out
DIGITS = 6  # of a rounded chance


def term(k: Expr) -> Expr:
    """The chance of k successes, in letters."""
    return times(binomial(n, k, evaluate=False), Pow(p, k, evaluate=False), Pow(1 - p, n - k))


def chance(first: Expr, last: Expr) -> Expr:
    """The chance of a count from `first` to `last`, in letters."""
    return term(first) if first == last else Sum(term(i), (i, first, last))


def weight(problem: Problem, k: Expr) -> Expr:
    """The chance of k successes, in numbers."""
    return binomial(problem.n, k) * problem.p**k * (1 - problem.p) ** (problem.n - k)


def found(what: str, before: Expr, value: Expr) -> Step:
    """The value of a formula: exact if it is short, else rounded."""
    if is_short(value):
        return step(f"work_out_{what}", Equal(before, value))
    return step("round_value", rounded(before, value))


def one_count(k: Expr, value: Expr, steps: Sequence[Step]) -> Step:
    """The chance of k successes in one step, with what leads to it below."""
    if is_short(value):
        return step("find_count", Equal(term(k), value), substeps=tuple(steps))
    return step("find_count_rounded", rounded(term(k), value), substeps=tuple(steps))


def rounded(exact: Expr, value: Expr) -> Approximates:
    """The value to `DIGITS` decimals, or to as many digits if it is small."""
    places = DIGITS
    while abs(value) * 10**places < 10 ** (DIGITS - 1):
        places += 1
    decimal = Rational(round(value * 10**places), 10**places)
    return Approximates(exact, decimal, Rational(1, 10**places))


def by_formula(problem: Problem, k: Integer) -> tuple[list[Step], Expr]:
    """The chance of k successes from its coefficient and its powers: the steps, and what was inserted."""
    size, fails = binomial(problem.n, k), 1 - problem.p
    powers = (Pow(problem.p, k, evaluate=False), Pow(fails, problem.n - k, evaluate=False))
    inserted = times(size, *powers)
    insert = step("insert_count", Equal(term(k), inserted), Equal(1 - p, fails))
    return [*_coefficient(problem.n, k, size), insert], inserted


def _coefficient(trials: Integer, k: Integer, size: Integer) -> list[Step]:
    ways = binomial(n, k, evaluate=False)
    few = min(k, trials - k)  # to choose the failures is as good as to choose the successes
    if not 2 <= few <= LONGEST_COEFFICIENT:
        return [step("count_ways", Equal(ways, size))]
    factors = [Equal(n - j, trials - j) for j in range(1, few)]
    factors += [Equal(n - k, few)] if few < k else []
    quotient = over(times(*(trials - j for j in range(few))), factorial(few, evaluate=False))
    return [
        step("write_coefficient", Equal(ways, quotient), *factors),
        step("cancel_factors", Equal(quotient, size)),
    ]


def from_last(problem: Problem, k: Integer) -> tuple[list[Step], Expr]:
    """The chance of k successes from that of one success less: the step, and what was inserted."""
    left, fails = problem.n - k + 1, 1 - problem.p
    ratio = over(times(left, problem.p), times(k, fails))
    inserted = times(weight(problem, k - 1), ratio)
    reasons = (Equal(1 - p, fails), *([Equal(n - k + 1, left)] if k > 1 else []))
    return [step("multiply_by_ratio", Equal(term(k), inserted), *reasons)], inserted
