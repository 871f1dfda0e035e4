"""How values look: what stands in one, whether it is worked out, whether one has the form of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, combinations
from typing import Any

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    IndexedBase,
    Integer,
    Integral,
    Interval,
    Limit,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    Tuple,
    exp,
    fraction,
)
from sympy.core.relational import Relational

from tutor.core import limits
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det

OPERATORS = (Limit, Integral)


def line_parts(value: Basic) -> tuple[Basic, ...]:
    """What stands above and below the line of a fraction."""
    if isinstance(value, Pow) and isinstance(value.exp, Rational) and value.exp < 0:
        return (Pow(value.base, -value.exp),)
    if isinstance(value, exp) and value.args[0].could_extract_minus_sign():
        return (exp(-value.args[0]),)
    if isinstance(value, Mul) and any(isinstance(f, Pow | exp) for f in value.args):
        return tuple(part for part in fraction(value) if part not in (1, value))
    return ()


def is_part(minor: Matrix, whole: Matrix) -> bool:
    """Whether rows and columns of a matrix can be crossed out to leave the other one."""
    lines, wanted = whole.entries(), minor.entries()
    for columns in combinations(range(whole.shape[1]), minor.shape[1]):
        left = iter([tuple(line[j] for j in columns) for line in lines])
        if all(line in left for line in wanted):  # one after the other
            return True
    return False


def composite(value: Any) -> bool:
    return isinstance(value, Expr) and bool(value.args) and not isinstance(value, Probability)


def fits(shape: Basic, value: Basic, bound: dict[Basic, Basic] | None = None) -> bool:
    """Whether the shape becomes the value when its letters are replaced, each by one thing."""
    bound = {} if bound is None else bound
    if isinstance(shape, Symbol):
        return bound.setdefault(shape, value) == value
    if shape == value:
        return all(bound.setdefault(letter, letter) == letter for letter in shape.free_symbols)
    if shape.func != value.func or not shape.args or len(shape.args) != len(value.args):
        return False
    mine, theirs = list(shape.args), list(value.args)
    if isinstance(shape, Add | Mul):  # the terms that differ have to fit, in order
        same = [part for part in shape.args if part in value.args]
        mine = same + [part for part in shape.args if part not in same]
        theirs = same + [part for part in value.args if part not in same]
    pairs = zip(mine, theirs, strict=False)
    return len(mine) == len(theirs) and all(fits(m, t, bound) for m, t in pairs)


def places_of(value: Basic) -> list[Basic]:
    """Where a limit goes, or the bounds of an integral."""
    if isinstance(value, Limit):
        return [value.args[2]]
    if isinstance(value, Integral):
        return [bound for limit in value.args[1:] for bound in limit.args[1:]]
    return []


def zeros_of(value: Basic) -> list[Basic]:
    """Where the base of a power, or what stands between bars, is plainly zero: 3 for x - 3.

    For a function given by cases, where a case begins or ends.
    """
    if isinstance(value, Piecewise):
        conditions = chain(*(c.atoms(Relational) for _, c in value.args))
        return [side for relation in conditions for side in relation.args if side.is_number]
    base = value.args[0] if isinstance(value, Pow | Abs) else None
    found = [term for term in base.args if term.is_Symbol] if isinstance(base, Add) else []
    if len(found) != 1 or not (found[0] - base).is_number:
        return []
    return [found[0] - base]


def entries(value: Any) -> Iterator[Any]:
    """A value, and what stands for itself in it."""
    yield value
    if isinstance(value, tuple | Tuple | Relational):
        for part in value if isinstance(value, tuple) else value.args:
            yield from entries(part)
    elif isinstance(value, Interval):
        yield from value.args[:2]


def numbers_in(text: str) -> list[Rational]:
    """The numbers that a text of the problem names, such as the factor of a shear or the -2 of -2A^T."""
    found = re.findall(r"-?[0-9]+(?:/[1-9][0-9]*)?", text)
    return [Rational(number) for number in found if len(number) <= limits.DIGITS]


def letters(value: Basic) -> set[Basic]:
    """The letters in an expression; the name of data counts as one."""
    data = value.atoms(IndexedBase)
    labels = {base.label for base in data}
    symbols = {s for s in value.free_symbols if isinstance(s, Symbol)} - labels
    return symbols | data | value.atoms(Probability)


def unfinished(value: Any) -> bool:
    """Whether this is a calculation with numbers that has not been worked out yet."""
    if not isinstance(value, Add | Mul | Pow) or letters(value):
        return False
    if _of_fractions(value):
        return True
    return not value.has(Matrix, Tuple, *OPERATORS) and bool(value.doit() != value)


def expanded(value: Any) -> bool:
    """Whether this is a sum in which determinants of matrices have not been worked out yet."""
    minors = value.atoms(Det) if isinstance(value, Add) else ()
    return any(isinstance(minor.args[0], Matrix) for minor in minors)


def _of_fractions(value: Basic) -> bool:
    """Whether only fractions are added, multiplied and raised to whole powers, which gives a fraction."""
    if isinstance(value, Pow):
        return isinstance(value.args[1], Integer) and _of_fractions(value.args[0])
    if isinstance(value, Add | Mul):
        return all(map(_of_fractions, value.args))
    return isinstance(value, Rational)
