"""Exact matrices whose rows are shared between the states of a derivation.

A row is a tuple of numerators over one denominator, so that a derivation can
be carried out on integers and read as fractions.  A row operation makes one
new row and a new tuple of references to the others; nothing is copied.

Rows and columns are numbered from 1, as on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from math import gcd, lcm, prod
from typing import Any

from sympy import (
    Basic,
    Expr,
    Integer,
    Number,
    Pow,
    Rational,
    Symbol,
    count_ops,
    factor,
    powsimp,
    sympify,
)
from sympy.polys.constructor import construct_domain
from sympy.polys.domains import ZZ
from sympy.polys.domains.domain import Domain

from tutor.core import limits
from tutor.core.errors import OverLimit


class Row:
    """The row `numbers[0] / over, numbers[1] / over, ...` over a domain."""

    __slots__ = ("numbers", "over")

    def __init__(self, numbers: tuple[Any, ...], over: Any = 1) -> None:
        self.numbers = numbers
        self.over = over

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        if self.over == other.over:
            return self.numbers == other.numbers
        return len(self.numbers) == len(other.numbers) and all(
            a * other.over == b * self.over
            for a, b in zip(self.numbers, other.numbers, strict=True)
        )

    def __hash__(self) -> int:
        return hash(len(self.numbers))

    def __repr__(self) -> str:
        return f"Row({self.numbers!r}, {self.over!r})"

    def reduced(self) -> Row:
        """The same row with the smallest positive denominator (integers only)."""
        common = gcd(self.over, *self.numbers) * (-1 if self.over < 0 else 1)
        if common == 1:
            return self
        return Row(tuple(n // common for n in self.numbers), self.over // common)


@lru_cache(maxsize=4096)  # a quotient of formulas takes milliseconds, and is read at every point
def _quotient(domain: Domain, numerator: Any, over: Any) -> Expr:
    """The quotient as a reader writes it: a power below the line stays a power.

    Where roots, powers of e and the like stand beside letters, it is factored if that is shorter.
    """
    value = numerator / over
    plain = domain.to_sympy(value)
    if domain.is_FractionField and all(isinstance(g, Symbol) for g in domain.symbols):
        power = factor(value.denom.as_expr())
        return value.numer.as_expr() / power if isinstance(power, Pow) else plain
    if not plain.free_symbols:
        return plain
    short = powsimp(factor(plain), combine="exp")
    return short if count_ops(short) <= count_ops(plain) else plain


class Matrix(Basic):
    """A matrix over a named exact domain, perhaps with an augmentation bar.

    `domain` is `ZZ` when every entry is rational: rows then hold integers over
    an integer.  Otherwise it is a SymPy field such as `QQ<sqrt(2)>` or `QQ(a)`,
    rows hold its elements, and `over` is its one.  `bar` is the number of
    columns to the right of the bar, 0 without one.
    """

    __slots__ = ("bar", "domain", "rows")
    is_Atom = True

    rows: tuple[Row, ...]
    domain: Domain
    bar: int

    def __new__(cls, rows: tuple[Row, ...], domain: Domain = ZZ, bar: int = 0) -> Matrix:
        self = object.__new__(cls)
        self._args = ()
        self._mhash = None
        self._assumptions = cls.default_assumptions
        self.rows = rows
        self.domain = domain
        self.bar = bar
        return self

    @classmethod
    def of(cls, entries: Sequence[Sequence[Expr | int]], bar: int = 0) -> Matrix:
        """The matrix with these entries, over the smallest domain that holds them.

        Raises `OverLimit` if that domain has too many roots.
        """
        table = [[_worked_out(sympify(e, strict=True)) for e in line] for line in entries]
        if all(isinstance(e, Rational) for line in table for e in line):
            return cls(tuple(map(_rational_row, table)), ZZ, bar)
        flat = [e for line in table for e in line]
        _check_roots(flat)
        domain, elements = construct_domain(flat, field=True, extension=True)
        width = len(table[0])
        rows = tuple(
            Row(tuple(elements[k : k + width]), domain.one) for k in range(0, len(elements), width)
        )
        return cls(rows, domain, bar)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.rows), len(self.rows[0].numbers)

    @property
    def is_rational(self) -> bool:
        return bool(self.domain is ZZ)

    def __getitem__(self, place: tuple[int, int]) -> Expr:
        i, j = place
        row = self.rows[i - 1]
        return self.number(row.numbers[j - 1], row.over)

    def number(self, numerator: Any, over: Any) -> Expr:
        """An element of the domain, divided by another, as a SymPy number or expression."""
        if self.domain is ZZ:
            return Integer(numerator) if over == 1 else fraction(numerator, over)
        return _quotient(self.domain, numerator, over)

    def row(self, i: int) -> tuple[Expr, ...]:
        """The entries of row i."""
        line = self.rows[i - 1]
        return tuple(self.number(n, line.over) for n in line.numbers)

    def column(self, j: int) -> tuple[Expr, ...]:
        """The entries of column j."""
        return tuple(self[i, j] for i in range(1, len(self.rows) + 1))

    def entries(self) -> tuple[tuple[Expr, ...], ...]:
        return tuple(self.row(i) for i in range(1, len(self.rows) + 1))

    def with_row(self, i: int, row: Row) -> Matrix:
        """The matrix with row i replaced; all other rows are shared."""
        rows = list(self.rows)
        rows[i - 1] = row
        return Matrix(tuple(rows), self.domain, self.bar)

    def with_swapped(self, i: int, j: int) -> Matrix:
        """The matrix with rows i and j exchanged."""
        rows = list(self.rows)
        rows[i - 1], rows[j - 1] = rows[j - 1], rows[i - 1]
        return Matrix(tuple(rows), self.domain, self.bar)

    def without(self, i: int, j: int) -> Matrix:
        """The matrix without row i and column j, over the smallest domain that holds the rest."""
        rows = tuple(
            Row(r.numbers[: j - 1] + r.numbers[j:], r.over)
            for k, r in enumerate(self.rows, start=1)
            if k != i
        )
        left = Matrix(rows, self.domain, self.bar)
        return left if self.domain is ZZ else Matrix.of(left.entries(), self.bar)

    @property
    def free_symbols(self) -> set[Basic]:
        if self.domain is ZZ:
            return set()
        return set().union(*(e.free_symbols for line in self.entries() for e in line))

    def atoms(self, *types: Any) -> set[Basic]:
        numeric = any(issubclass(t, Number) or issubclass(Number, t) for t in types)
        if self.domain is ZZ and types and not numeric:
            return set()
        return set().union(*(e.atoms(*types) for line in self.entries() for e in line))

    def _xreplace(self, rule: Any) -> tuple[Basic, bool]:
        if self in rule:
            return rule[self], True
        if not any(self.free_symbols & part.free_symbols for part in rule):
            return self, False
        return Matrix.of(
            [[e.xreplace(rule) for e in line] for line in self.entries()], self.bar
        ), True

    def doit(self, **hints: Any) -> Basic:
        return self  # its entries are values

    def has(self, *patterns: Any) -> bool:
        if self in patterns or self.domain is ZZ:
            return self in patterns
        return any(e.has(*patterns) for line in self.entries() for e in line)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Matrix):
            return False
        if self.bar != other.bar or self.shape != other.shape:
            return False
        if self.domain == other.domain:
            return self.rows == other.rows
        return self.entries() == other.entries()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(("Matrix", self.shape, self.bar))

    def __repr__(self) -> str:
        return f"Matrix({[list(line) for line in self.entries()]}, bar={self.bar})"

    _sympystr = _sympyrepr = lambda self, printer: repr(self)


def _check_roots(entries: Sequence[Expr]) -> None:
    """Refuse entries whose roots need a domain of a high degree, one generator for all together."""
    powers = {
        power
        for entry in entries
        for power in entry.atoms(Pow)
        if not power.free_symbols and power.exp.is_Rational and power.exp.q != 1
    }
    if prod(int(power.exp.q) for power in powers) > limits.ROOTS_TOGETHER:
        raise OverLimit(
            "matrix-roots",
            "There are too many different roots to calculate with exactly.",
            fix="Use fewer roots, or letters for them.",
        )


def _worked_out(entry: Expr) -> Expr:
    """An entry is a value: the root of 4 is 2, which a domain of roots needs to know."""
    return entry if isinstance(entry, Rational | Symbol) else entry.doit()


def _rational_row(line: Sequence[Rational]) -> Row:
    over = reduce(lcm, (int(e.q) for e in line), 1)
    return Row(tuple(int(e.p) * (over // int(e.q)) for e in line), over)


def fraction(p: int, q: int) -> Rational:
    """p / q in lowest terms; for long integers quicker than `Rational`, which looks them up in a cache."""
    common = gcd(p, q) if q > 0 else -gcd(p, q)
    return Rational.from_coprime_ints(p // common, q // common)


def unknown(k: int) -> Symbol:
    """The name of the k-th unknown of a system that was typed as a matrix."""
    return Symbol(f"x{k}")
