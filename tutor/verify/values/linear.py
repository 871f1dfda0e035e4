"""Linear systems at one place: an augmented table of numbers, and what its rank says.

Ranks are counted modulo large primes for fractions, and by elimination with
full pivoting and forty digits for other real numbers; never by the row
reduction over the rationals that a solver uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import sympy as sp
from msgspec import Struct
from sympy import Basic, Symbol, Tuple
from sympy.polys.domains import QQ, ZZ

from tutor.core.matrix import Matrix
from tutor.verify.report import Misfit
from tutor.verify.values.exact import PRIMES, Element, Exact, modular_rank
from tutor.verify.values.letters import letters_of
from tutor.verify.values.matrix_numbers import NotExact, numeric_rank
from tutor.verify.values.numeric import NoValue, Point, context

Row = list[Any]


class NotLinear(Exception):
    """The system is not linear in its unknowns, or not plainly so."""


class Table(Struct, frozen=True):
    """Rows a_1 ... a_n b of the equations a_1 x_1 + ... + a_n x_n = b; fractions if `exact`."""

    rows: list[Row]
    exact: bool

    def beside(self, other: Table) -> Table:
        """Both sets of equations together."""
        if self.exact and other.exact:
            return Table(self.rows + other.rows, True)
        return Table(self.numeric().rows + other.numeric().rows, False)

    def numeric(self) -> Table:
        if not self.exact:
            return self
        rows = [[context.mpf(int(e.numerator)) / int(e.denominator) for e in r] for r in self.rows]
        return Table(rows, False)

    def rounded(self) -> Table:
        """The same with zero for numbers that are zero to twenty-five digits."""
        tiny = context.mpf(10) ** -25
        rows = [[e if abs(e) > tiny else 0 * e for e in row] for row in self.numeric().rows]
        return Table(rows, False)

    def rank(self, prime: int = PRIMES[0]) -> int:
        """The rank of the table with its last column."""
        return (
            modular_rank(self.rows, prime)
            if self.exact
            else numeric_rank(self.rows, context.dps // 2)
        )

    def rank_of_coefficients(self, prime: int = PRIMES[0]) -> int:
        """The rank without the last column."""
        return Table([row[:-1] for row in self.rows], self.exact).rank(prime)

    @property
    def consistent(self) -> bool:
        return self.rank() == self.rank_of_coefficients()


def same_solutions(one: Table, other: Table) -> bool:
    """Whether two systems in the same unknowns have the same solutions."""
    if not (one.consistent and other.consistent):
        return one.consistent == other.consistent
    together = one.beside(other)
    return one.rank() == other.rank() == together.rank()


def follows(one: Table, other: Table) -> bool:
    """Whether every solution of the first system solves the other."""
    return not one.consistent or one.beside(other).rank() == one.rank()


def table(system: Basic, unknowns: Sequence[Symbol], at: Point) -> Table:
    """The system at a place; raises `NotLinear`, or `NoValue` where a number of it has none."""
    if isinstance(system, Matrix):
        return _from_matrix(system, unknowns, at)
    try:
        return Table(_exact_rows(system, unknowns, at), True)
    except NotExact:
        pass
    try:
        return Table(_numeric_rows(system, unknowns, at), False)
    except NoValue as bad:  # an expression linear in the unknowns has a value everywhere
        raise NotLinear(str(bad)) from bad


def exact_at(at: Point) -> Exact:
    """Fractions at a place."""
    return Exact(QQ, at.definitions, {}, lambda name: fraction_of(name, at))


def fraction_of(name: Basic, at: Point) -> Element | None:
    """The fraction that the place gives to a name, or None."""
    if isinstance(name, sp.Indexed):
        value = at.draws.datum(str(name.args[0]), int(name.args[1]))
    elif isinstance(name, Symbol) and name not in at.fixed:
        value = at.draws.symbol(name)
    else:
        return None
    return QQ(value.numerator, value.denominator)


def _from_matrix(matrix: Matrix, unknowns: Sequence[Symbol], at: Point) -> Table:
    if matrix.bar > 1 or matrix.shape[1] - matrix.bar != len(unknowns):
        raise Misfit("the columns of the matrix do not belong to the unknowns")
    tail = [] if matrix.bar else [QQ(0)]
    if matrix.domain is ZZ:
        rows = [[QQ(n, row.over) for n in row.numbers] + tail for row in matrix.rows]
        return Table(rows, True)
    exact = exact_at(at)
    try:
        return Table([[exact.of(e) for e in line] + tail for line in matrix.entries()], True)
    except (NotExact, ZeroDivisionError):
        numeric = [context.mpf(0)] * len(tail)
        return Table([[at.of(e) for e in line] + numeric for line in matrix.entries()], False)


def _exact_rows(system: Tuple, unknowns: Sequence[Symbol], at: Point) -> list[Row]:
    exact = exact_at(at)
    column = {unknown: k for k, unknown in enumerate(unknowns)}
    rows = []
    try:
        for equation in system.args:
            left, right = (_affine(side, column, exact) for side in equation.args)
            *row, constant = (a - b for a, b in zip(left, right, strict=True))
            rows.append([*row, -constant])
    except ZeroDivisionError as bad:
        raise NotLinear(str(bad)) from bad
    return rows


def _affine(expr: Basic, column: Mapping[Symbol, int], exact: Exact) -> Row:
    """a_1, ..., a_n, c of an expression a_1 x_1 + ... + a_n x_n + c."""
    row = [QQ(0)] * (len(column) + 1)
    if isinstance(expr, Symbol) and expr in column:
        row[column[expr]] = QQ(1)
    elif isinstance(expr, sp.Add):
        for part in expr.args:
            for k, a in enumerate(_affine(part, column, exact)):
                if a:
                    row[k] += a
    elif not letters_of(expr, exact.definitions) & column.keys():
        row[-1] = exact.of(expr)
    elif isinstance(expr, sp.Mul):
        factor, with_unknowns = QQ(1), []
        for part in expr.args:
            if letters_of(part, exact.definitions) & column.keys():
                with_unknowns.append(part)
            else:
                factor *= exact.of(part)
        if len(with_unknowns) > 1:
            raise NotLinear(expr)
        row = [factor * a for a in _affine(with_unknowns[0], column, exact)]
    elif expr in exact.definitions:
        row = _affine(exact.definitions[expr], column, exact)
    else:
        raise NotLinear(expr)
    return row


def polynomials_at(at: Point, unknowns: Sequence[Symbol]) -> Exact:
    """Quotients of polynomials in the unknowns at a place."""
    field = QQ.frac_field(*unknowns)
    letters = dict(zip(unknowns, field.gens, strict=True))
    known = {name: value for name, value in at.definitions.items() if name not in letters}

    def more(name: Basic) -> Element | None:
        fraction = fraction_of(name, at)
        return None if fraction is None else field.convert_from(fraction, QQ)

    return Exact(field, known, letters, more)


def _numeric_rows(system: Tuple, unknowns: Sequence[Symbol], at: Point) -> list[Row]:
    """The coefficients as values at the unit vectors, tried at a few more places."""
    count = len(unknowns)

    def value(equation: Basic, numbers: Sequence[Any]) -> Any:
        fixed = dict(zip(unknowns, map(context.mpf, numbers), strict=True))
        there = at.moved(fixed)
        return there.of(equation.args[0]) - there.of(equation.args[1])

    rows = []
    for equation in system.args:
        at_zero = value(equation, [0] * count)
        row = [value(equation, [int(k == j) for k in range(count)]) - at_zero for j in range(count)]
        random = Random(at.draws.seed)
        for reach in (1, 10, 100):
            trial = [context.mpf(random.uniform(-reach, reach)) for _ in range(count)]
            predicted = context.fdot(row, trial) + at_zero
            if abs(value(equation, trial) - predicted) > context.mpf(10) ** -25 * max(
                1, abs(predicted)
            ):
                raise NotLinear(equation)
        rows.append([*row, -at_zero])
    return rows
