"""A comparison in numbers beside the same comparison in names: the numbers are what the names stand for.

`4.73 < 5` beside `lower < mu_0` is true of many numbers, and says something of the problem only if
4.73 is the lower limit, rounded, and 5 is the hypothesised mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sympy import Rational

from tutor.core.claims import Approximates, Compared, Equal
from tutor.core.step import Step
from tutor.verify.points.places import Check, Places
from tutor.verify.report import Verdict, refuted

MOST_DECIMALS: Final = 12
LEAST_PART: Final = 10_000


def other_numbers(part: Step, places: Places, check: Check) -> Iterator[tuple[int, Verdict]]:
    """Each claim of the step whose numbers are not those of the names behind it, with the reason."""
    for index, (one, other) in enumerate(pairwise(part.claims)):
        if not (isinstance(one, Compared) and isinstance(other, Compared)):
            continue
        numbers, named = (one.left, one.right), (other.left, other.right)
        if one.relation != other.relation or all(side.is_number for side in named):
            continue
        if not all(isinstance(number, Rational) for number in numbers):
            continue
        for number, value in zip(numbers, named, strict=True):
            exact, rounded = Equal(value, number), Approximates(value, number, _tolerance(number))
            if not (check(exact, places).passes or check(rounded, places).passes):
                yield index, refuted("{} is not {}", number, value)


def _tolerance(number: Rational) -> Rational:
    """Half a unit of the last decimal that the number has, or a small part of it if that is less."""
    decimals = (k for k in range(1, MOST_DECIMALS) if 10**k % number.q == 0)
    unit = Rational(1, 10 ** next(decimals, MOST_DECIMALS))
    return min(unit / 2, abs(number) / LEAST_PART)
