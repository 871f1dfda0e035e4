"""Which formulas in letters are zero, which are not, and which may be both.

A formula is not zero if each of its factors is a number or is known not to be zero.  Where a
factor may be both, there are two cases: it is not zero, or a letter gets the value that makes it
zero.  Null spaces are found by elimination that divides by known pivots alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from msgspec import Struct
from sympy import Basic, Expr, Integer

from tutor.core.errors import NotUnderstood
from tutor.core.matrix import Matrix
from tutor.core.written import written
from tutor.kit.tidy import tidy

Line = list[Expr]


class Undecided(Exception):
    """A factor that is zero for some values of the letters."""

    def __init__(self, factor: Expr) -> None:
        self.factor = factor


class Known(Struct, frozen=True):
    """What is taken to hold: conditions, the factors that are not zero, and the values of letters."""

    given: tuple[Basic, ...] = ()
    nonzero: tuple[Expr, ...] = ()
    values: tuple[tuple[Expr, Expr], ...] = ()

    def put(self, value: Expr) -> Expr:
        """The formula with the values of the letters in it, in its shortest form."""
        for letter, chosen in self.values:
            value = value.xreplace({letter: chosen})
        return short(value)

    def is_zero(self, value: Expr) -> bool:
        """Whether a formula is zero; raises `Undecided` if that depends on the letters."""
        over = sp.fraction(sp.together(value))[0]
        if reduced(over) == 0:
            return True
        for factor in factors(over):
            if factor not in self.nonzero:
                raise Undecided(factor)
        return False

    def where_not(self, factor: Expr) -> Known:
        """The case in which a factor is not zero."""
        condition = sp.Ne(*_sides(factor), evaluate=False)
        return Known((*self.given, condition), (*self.nonzero, factor), self.values)

    def where(self, factor: Expr) -> Known | None:
        """The case in which a factor is zero; None if that contradicts what is known."""
        left, right = solved(factor)
        here = Known((), (), (*self.values, (left, right)))
        nonzero: list[Expr] = []
        for other in self.nonzero:
            value = here.put(other)
            if reduced(value) == 0:
                return None
            nonzero += factors(value)
        condition = sp.Eq(*_sides(factor), evaluate=False)
        told = [
            isinstance(c, sp.Ne) and c.func(*map(here.put, c.args)) == sp.true for c in self.given
        ]
        given = [c for c, implied in zip(self.given, told, strict=True) if not implied]
        return Known((*given, condition), tuple(nonzero), here.values)


def short(value: Expr) -> Expr:
    """The formula in its shortest form, with cos^2 + sin^2 = 1 used."""
    found: Expr = tidy(sp.expand(value))
    return found


def reduced(value: Expr) -> Expr:
    """The formula worked out, with cos^2 written as 1 - sin^2; zero exactly if it is 0."""
    value = sp.expand(value)
    for cosine in value.atoms(sp.cos):
        square = 1 - sp.sin(*cosine.args) ** 2
        value = value.replace(
            lambda part, c=cosine: part.is_Pow and part.base == c and part.exp.is_Integer,
            lambda part, c=cosine, s=square: s ** (part.exp // 2) * c ** (part.exp % 2),
        )
    return sp.expand(value)


def factors(value: Expr) -> list[Expr]:
    """The different factors of a formula that have letters, each with a sign of its own choice."""
    _, found = sp.factor_list(sp.expand(value), gaussian=value.has(sp.I))
    made = []
    for factor, _ in found:
        if factor.free_symbols:
            _, primitive = factor.as_content_primitive()
            made.append(-primitive if primitive.could_extract_minus_sign() else primitive)
    return list(dict.fromkeys(made))


def solved(factor: Expr) -> tuple[Expr, Expr]:
    """The last letter, or a sine or cosine, in which a factor is linear, and its value where it is zero."""
    if isinstance(factor, sp.sin | sp.cos):
        return factor, Integer(0)
    for letter in sorted(factor.free_symbols, key=str, reverse=True):
        slope = factor.diff(letter)
        if not slope.free_symbols:
            return letter, sp.expand(letter - factor / slope)
    raise NotUnderstood(
        "letter-for-number",
        f"Another case begins where {written(factor)} = 0, and no letter stands there by itself.",
        fix="Give one of the letters a value.",
    )


def _sides(factor: Expr) -> tuple[Expr, Expr]:
    """The sides of the equation that sets a factor to zero; two letters in the order of the alphabet."""
    left, right = solved(factor)
    return (right, left) if right.is_Symbol else (left, right)


def null_space(M: Matrix, known: Known) -> tuple[tuple[Expr, ...], ...]:
    """A basis of the null space, without fractions; raises `Undecided` where no pivot is known."""
    rows = [[known.put(e) for e in line] for line in M.entries()]
    width = M.shape[1]
    pivots: list[int] = []
    for j in range(width):
        k = _pivot(rows, len(pivots), j, known)
        if k is None:
            continue
        r = len(pivots)
        rows[r], rows[k] = rows[k], rows[r]
        rows[r] = [sp.cancel(e / rows[r][j]) for e in rows[r]]
        for i, row in enumerate(rows):
            if i != r:
                rows[i] = [sp.cancel(e - row[j] * p) for e, p in zip(row, rows[r], strict=True)]
        pivots.append(j)
    free = [j for j in range(width) if j not in pivots]
    return tuple(_whole(_special(rows, pivots, j, width)) for j in free)


def _pivot(rows: Sequence[Line], start: int, j: int, known: Known) -> int | None:
    """A row whose entry in a column is not zero; none if all are zero."""
    doubtful: Undecided | None = None
    for k in range(start, len(rows)):
        try:
            if not known.is_zero(rows[k][j]):
                return k
        except Undecided as open_:
            doubtful = doubtful or open_
    if doubtful is not None:
        raise doubtful
    return None


def _special(rows: Sequence[Line], pivots: Sequence[int], free: int, width: int) -> Line:
    vector = [Integer(int(j == free)) for j in range(width)]
    for r, j in enumerate(pivots):
        vector[j] = -rows[r][free]
    return vector


def _whole(vector: Line) -> tuple[Expr, ...]:
    """The multiple without denominators and without a common factor; both divide what is not zero."""
    over = sp.lcm_list([sp.fraction(sp.together(e))[1] for e in vector])
    entries = [sp.cancel(e * over) for e in vector]
    content = sp.gcd_list(entries)
    return tuple(short(sp.cancel(e / content)) for e in entries)
