"""Markov matrices: what makes one, its closed classes, and whether its powers settle.

A state is reached from another if a power of the matrix leads there.  States that
reach one another form a class; it is closed if nothing leads out of it.  The powers
settle from every start exactly if one class is closed and its cycles have no
common divisor but 1.
"""

from __future__ import annotations

from math import gcd
from typing import NamedTuple

from sympy import Integer, Tuple

from tutor.core.errors import Undefined
from tutor.core.matrix import Matrix
from tutor.kit.linear_algebra.numbers_only import refuse_letters
from tutor.kit.linear_algebra.products import transposed


class Chain(NamedTuple):
    """A matrix whose columns add to 1; `by_rows` if it was given with rows that do."""

    matrix: Matrix
    by_rows: bool


def chain_of(A: Matrix) -> Chain:
    """Read a matrix as a Markov chain; raises an error that says why it is none."""
    refuse_letters(A.free_symbols, "a probability is needed.")
    numbers = range(1, A.shape[0] + 1)
    for i in numbers:
        for j in numbers:
            if not A[i, j].is_real or A[i, j].is_negative:
                raise Undefined(
                    "not-a-probability",
                    f"The entry in row {i}, column {j} is {A[i, j]}, which is no probability.",
                    fix="Give entries from 0 to 1.",
                )
    sums = [sum(A.column(j), Integer(0)) for j in numbers]
    if all(s == 1 for s in sums):
        return Chain(A, False)
    if all(sum(A.row(i), Integer(0)) == 1 for i in numbers):
        return Chain(transposed(A), True)
    if all(s in (0, 1) for s in sums):
        dead = sums.index(0) + 1
        raise Undefined(
            "dead-end",
            f"Column {dead} is zero: state {dead} is a dead end, and whoever gets there is lost. "
            "So the columns do not all add to 1.",
            fix=f"Put 1/{len(sums)} into every entry of column {dead}: from a dead end every "
            "state follows with the same probability.",
        )
    wrong = next(j for j, s in enumerate(sums, start=1) if s != 1)
    raise Undefined(
        "not-markov",
        f"Column {wrong} adds to {sums[wrong - 1]} and not to 1, and the rows do not all add to 1 "
        "either.",
        fix="The probabilities of where one state leads add to 1. Check the entries.",
    )


def classes(P: Matrix) -> list[list[int]]:
    """The closed classes, each a sorted list of states from 1."""
    size = P.shape[0]
    leads = {j: {i for i in range(1, size + 1) if P[i, j] != 0} for j in range(1, size + 1)}
    reached = {j: _closure(j, leads) for j in leads}
    closed = {frozenset(r) for j, r in reached.items() if all(j in reached[k] for k in r)}
    return sorted(map(sorted, closed))


def _closure(start: int, leads: dict[int, set[int]]) -> set[int]:
    found, ahead = {start}, [start]
    while ahead:
        for other in leads[ahead.pop()] - found:
            found.add(other)
            ahead.append(other)
    return found


def period(P: Matrix, states: list[int]) -> int:
    """The greatest common divisor of the lengths of all cycles of a closed class."""
    return _levels(P, states)[1]


def groups(P: Matrix, states: list[int]) -> list[list[int]]:
    """The closed class in as many groups as its period, each of which leads to the next alone."""
    level, divisor = _levels(P, states)
    return [[j for j in states if level[j] % divisor == k] for k in range(divisor)]


def returns(P: Matrix, states: list[int]) -> tuple[int, int]:
    """A state and a number n such that it can be met again after n and after n + 1 steps; n is 1 if it can stay.

    The class has period 1.  The smallest n, and the first state for it.
    """
    reached = {j: {j} for j in states}
    back: dict[int, set[int]] = {j: set() for j in states}
    n = 0
    while True:
        n += 1
        for j in states:
            reached[j] = {i for k in reached[j] for i in states if P[i, k] != 0}
            if j in reached[j]:
                back[j].add(n)
        for j in states:
            if n == 1 and 1 in back[j]:
                return j, 1
            if {n - 1, n} <= back[j]:
                return j, n - 1


def _levels(P: Matrix, states: list[int]) -> tuple[dict[int, int], int]:
    """The steps from the first state to each, and the common divisor of all cycles."""
    level = {states[0]: 0}
    ahead, divisor = [states[0]], 0
    while ahead:
        j = ahead.pop(0)
        for i in states:
            if P[i, j] == 0:
                continue
            if i not in level:
                level[i] = level[j] + 1
                ahead.append(i)
            divisor = gcd(divisor, level[j] + 1 - level[i])
    return level, divisor


def check_start(x0: Tuple, size: int) -> None:
    """Refuse a start that is no distribution over the states."""
    if len(x0) != size:
        raise Undefined(
            "different-lengths",
            f"The start has {len(x0)} components and the matrix has {size} states.",
            fix=f"Give {size} probabilities.",
        )
    if not all(e.is_real and e.is_nonnegative for e in x0) or sum(x0.args) != 1:
        raise Undefined(
            "not-a-distribution",
            "The start must have entries that are not negative and add to 1.",
            fix="For example (1, 0, 0) starts in the first state.",
        )
