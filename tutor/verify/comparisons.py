"""A comparison in numbers beside the same comparison in names: the numbers are what the names stand for.

`4.73 < 5` beside `lower < mu_0` is true of many numbers, and says something of the problem only if
4.73 is the lower limit, rounded, and 5 is the hypothesised mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sympy import Expr, Rational

from tutor.core.claims import Approximates, Compared, Equal
from tutor.core.step import Step
from tutor.verify.points.places import Check, Places
from tutor.verify.report import Verdict, refuted

MOST_DECIMALS: Final = 12
LEAST_PART: Final = 10_000


def other_numbers(part: Step, places: Places, check: Check) -> Iterator[tuple[int, Verdict]]:
    """Each claim of the step whose numbers or relation are not those of the names beside it."""
    for index, (one, other) in enumerate(pairwise(part.claims)):
        if not (isinstance(one, Compared) and isinstance(other, Compared)):
            continue
        if _without_names(one) and _without_names(other):
            if (reason := _of_two_minds(one, other)) is not None:
                yield index + 1, reason
            continue
        numbers, named = (one, other) if _without_names(one) else (other, one)
        if not (isinstance(numbers.left, Rational) and isinstance(numbers.right, Rational)):
            continue
        place = index if numbers is one else index + 1
        sides = ((numbers.left, named.left), (numbers.right, named.right))
        strange = [pair for pair in sides if not _stands_for(*pair, places, check)]
        if numbers.relation == named.relation:
            for number, value in strange:
                yield place, refuted("{} is not {}", number, value)
        elif not strange:
            yield place, refuted("the names are compared by another relation")


def _without_names(compared: Compared) -> bool:
    return bool(compared.left.is_number and compared.right.is_number)


def _of_two_minds(one: Compared, other: Compared) -> Verdict | None:
    """Why two comparisons in numbers cannot stand side by side: one number is held against two."""
    if one.relation != other.relation:
        return None
    if one.left == other.left != 0 and one.right != other.right:
        return refuted("{} is compared with {} and with {}", one.left, one.right, other.right)
    if one.right == other.right != 0 and one.left != other.left:
        return refuted("{} is compared with {} and with {}", one.right, one.left, other.left)
    return None


def _stands_for(number: Rational, value: Expr, places: Places, check: Check) -> bool:
    """Whether the number is the value, or the value rounded to the decimals of the number."""
    rounded = Approximates(value, number, _tolerance(number))
    return check(Equal(value, number), places).passes or check(rounded, places).passes


def _tolerance(number: Rational) -> Rational:
    """Half a unit of the last decimal that the number has, or a small part of it if that is less."""
    decimals = (k for k in range(1, MOST_DECIMALS) if 10**k % number.q == 0)
    unit = Rational(1, 10 ** next(decimals, MOST_DECIMALS))
    return min(unit / 2, abs(number) / LEAST_PART)
