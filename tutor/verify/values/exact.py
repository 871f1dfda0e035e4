"""Exact values: expressions as numbers of a field, and determinants by other routes than row reduction."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from math import comb, lcm
from typing import Any

import sympy as sp
from sympy import Basic, IndexedBase, Rational, Symbol
from sympy.polys.domains import GF, QQ
from sympy.polys.domains.domain import Domain
from sympy.polys.rings import PolyElement, PolyRing

from tutor.core import matrix_expression as heads
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixExpression, MatrixScalar
from tutor.verify.values.matrix_numbers import FieldNumbers
from tutor.verify.values.matrix_numbers import NotExact as NotExact
from tutor.verify.values.matrix_values import Values, is_matrix_valued

Element = Any  # a number of a field: a fraction, or a quotient of polynomials
LONGEST_SUM = 2_000
LONGEST_PROOF = 150  # parts of two expressions whose identity is still proved by multiplying out
LARGEST_POWER = 10_000
MOST_LETTERS = 8
PRIMES = (2**61 - 1, 2**89 - 1)
OF_MATRICES = (MatrixExpression, MatrixScalar)
COMPARE: dict[type, Callable[[Element, Element], bool]] = {
    sp.Eq: operator.eq,
    sp.Ne: operator.ne,
    sp.Lt: operator.lt,
    sp.Le: operator.le,
    sp.Gt: operator.gt,
    sp.Ge: operator.ge,
}
POLYNOMIAL = (  # operations without a division or a decision
    *(sp.Add, sp.Mul, sp.Tuple, heads.Det, heads.Trace, heads.Dot, heads.Adjugate, heads.Cross),
    *(heads.MatrixProduct, heads.MatrixSum, heads.ScalarMultiple, heads.Transpose),
)


class Exact(FieldNumbers):
    """The values of expressions in a field, by its own arithmetic.

    `letters` are the symbols with a value of their own; other names stand for
    what `definitions` say.  `more` gives values to what is left (a symbol, or
    the k-th entry of a sample), or None.
    """

    def __init__(
        self,
        field: Any,
        definitions: Mapping[Basic, Basic],
        letters: Mapping[Basic, Element] | None = None,
        more: Callable[[Basic], Element | None] = lambda name: None,
    ) -> None:
        self.field = field
        self.definitions = definitions
        self.letters = dict(letters or {})
        self.more = more

    def of(self, expr: Basic) -> Element:
        """The value of `expr`.

        Raises `NotExact` if it has none in this field, and `ZeroDivisionError`
        if it divides by zero.
        """
        if isinstance(expr, Rational):
            return self.number(int(expr.p), int(expr.q))
        if isinstance(expr, sp.Add):
            return sum((self.of(a) for a in expr.args[1:]), self.of(expr.args[0]))
        if isinstance(expr, sp.Mul):
            product = self.field.one
            for factor in expr.args:
                product = product * self.of(factor)
            return product
        if isinstance(expr, sp.Pow):
            return self._power(*expr.args)
        if isinstance(expr, MatrixScalar):
            return self.field.convert(Values(self).scalar(expr))
        if isinstance(expr, sp.Sum | sp.Product):
            return self._terms(expr)
        if isinstance(expr, sp.Piecewise):
            return self._case(expr)
        if isinstance(expr, sp.binomial):
            size, chosen = (self.whole(part) for part in expr.args)
            if not 0 <= chosen <= size <= LARGEST_POWER:
                raise NotExact(expr)
            return self.number(comb(size, chosen))
        return self._named(expr)

    def number(self, p: int, q: int = 1) -> Element:
        return self.field.convert_from(QQ(p, q), QQ)

    def whole(self, expr: Basic) -> int:
        """The value as a whole number."""
        number = self.of(expr)
        if isinstance(number, Quotient):
            raise NotExact(expr)
        if self.field.is_FractionField:
            if not (number.numer.is_ground and number.denom.is_ground):
                raise NotExact(expr)
            number = self.field.domain.convert(number.numer.coeff(1)) / number.denom.coeff(1)
        if number.denominator != 1:
            raise NotExact(expr)
        return int(number.numerator)

    def _named(self, expr: Basic) -> Element:
        if expr in self.letters:
            return self.letters[expr]
        if isinstance(expr, sp.Indexed):
            name: Basic = expr.args[0]
            index = self.whole(expr.args[1])
            table = self.definitions.get(name)
            if table is not None:
                if not 1 <= index <= len(table.args):
                    raise NotExact(expr)
                return self.of(table.args[index - 1])
            expr = IndexedBase(str(name))[index]
        elif expr in self.definitions:
            return self.of(self.definitions[expr])
        value = self.more(expr)
        if value is None:
            raise NotExact(expr)
        return value

    def _power(self, base: Basic, exponent: Basic) -> Element:
        power = int(exponent) if isinstance(exponent, sp.Integer) else self.whole(exponent)
        if abs(power) > LARGEST_POWER:
            raise NotExact("a very large power")
        value = self.of(base)
        if power <= 0 and value == self.field.zero:
            raise ZeroDivisionError(f"{base} is zero")
        return value**power if power >= 0 else self.field.one / value**-power

    def _case(self, expr: Basic) -> Element:
        """The value in the first case that holds; raises `NotExact` where fractions cannot tell."""
        for value, condition in expr.args:
            if self._holds(condition):
                return self.of(value)
        raise NotExact(expr)

    def _holds(self, condition: Basic) -> bool:
        if condition in (sp.true, sp.false):
            return condition == sp.true
        if isinstance(condition, sp.And | sp.Or):
            several = all if isinstance(condition, sp.And) else any
            return several(map(self._holds, condition.args))
        compare = COMPARE.get(type(condition))
        if compare is None or self.field is not QQ:  # only numbers have an order
            raise NotExact(condition)
        left, right = condition.args
        return bool(compare(self.of(left), self.of(right)))

    def _terms(self, expr: Basic) -> Element:
        body, *limits = expr.args
        if len(limits) != 1:
            raise NotExact(expr)
        index, first, last = limits[0]
        start, end = self.whole(first), self.whole(last)
        if end - start > LONGEST_SUM:
            raise NotExact("too many terms")
        total = self.field.zero if isinstance(expr, sp.Sum) else self.field.one
        same = {name: self._named(name) for name in self._names_without(index, body)}
        for k in range(start, end + 1):
            letters = {**self.letters, **same, index: self.number(k)}
            inner = type(self)(self.field, self.definitions, letters, self.more)
            term = inner.of(body)
            total = total + term if isinstance(expr, sp.Sum) else total * term
        return total

    def _names_without(self, index: Basic, body: Basic) -> set[Basic]:
        """The defined names in the body of a sum that are the same for every term."""
        found = {name for name in body.free_symbols if name in self.definitions}
        reached = list(found)
        for name in reached:  # grows while it is read
            inside = self.definitions[name].free_symbols
            if index in inside:
                return set()
            reached += [n for n in inside if n in self.definitions and n not in reached]
        return found - set(self.letters) - {index}


def rational(expr: Basic, definitions: Mapping[Basic, Basic]) -> Element | None:
    """The value of an expression in rational numbers, or None if it holds anything else.

    Raises `ZeroDivisionError` if it divides by zero.
    """
    if isinstance(expr, Rational):
        return QQ(int(expr.p), int(expr.q))
    try:
        return Exact(QQ, definitions).of(expr)
    except NotExact:
        return None


class Quotient:
    """A quotient of polynomials that is never cancelled; equal ones agree crosswise."""

    __slots__ = ("above", "below")

    def __init__(self, above: PolyElement, below: PolyElement) -> None:
        self.above = above
        self.below = below

    def __add__(self, other: Quotient) -> Quotient:
        if self.below == other.below:
            return Quotient(self.above + other.above, self.below)
        above = self.above * other.below + other.above * self.below
        return Quotient(above, self.below * other.below)

    def __mul__(self, other: Quotient) -> Quotient:
        return Quotient(self.above * other.above, self.below * other.below)

    def __truediv__(self, other: Quotient) -> Quotient:
        return Quotient(self.above * other.below, self.below * other.above)

    def __pow__(self, exponent: int) -> Quotient:
        return Quotient(self.above**exponent, self.below**exponent)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quotient):
            return NotImplemented
        return bool(self.above * other.below == other.above * self.below)

    __hash__ = None  # type: ignore[assignment]


class Quotients:
    """Quotients of polynomials in these letters, as the field of an `Exact`."""

    is_FractionField = False  # the domain of SymPy, which cancels, is much slower

    def __init__(self, letters: Sequence[Symbol]) -> None:
        self.ring = PolyRing(letters, QQ)
        self.one = Quotient(self.ring.one, self.ring.one)
        self.zero = Quotient(self.ring.zero, self.ring.one)
        self.gens = [Quotient(g, self.ring.one) for g in self.ring.gens]

    def convert_from(self, number: Element, _: Domain) -> Quotient:
        return Quotient(self.ring.ground_new(number), self.ring.one)

    def convert(self, value: Element) -> Element:
        raise NotExact(value)


def identical(before: Basic, after: Basic, definitions: Mapping[Basic, Basic]) -> bool:
    """Whether two values are the same in rational functions; False if that is too long to prove."""
    letters = sorted(_letters(before, after, definitions), key=str)
    if not 0 < len(letters) <= MOST_LETTERS or not all(isinstance(s, Symbol) for s in letters):
        return False
    if _outgrows((before, after), LONGEST_PROOF):
        return False
    matrices = any(
        side.has(*OF_MATRICES) or is_matrix_valued(side, definitions) for side in (before, after)
    )
    field: Any = QQ.frac_field(*letters) if matrices else Quotients(letters)
    values = dict(zip(letters, field.gens, strict=True))
    known = {name: value for name, value in definitions.items() if name not in values}
    exact = Exact(field, known, values)
    try:
        if is_matrix_valued(before, known) or is_matrix_valued(after, known):
            return bool(Values(exact).of(before) == Values(exact).of(after))
        return bool(exact.of(before) == exact.of(after))
    except (NotExact, ZeroDivisionError):
        return False


def is_polynomial(value: Basic, definitions: Mapping[Basic, Basic]) -> bool:
    """Whether a value is made of its letters without division, so that it exists wherever they do.

    If two such values are identical, there is no place where they differ.
    """
    if isinstance(value, Matrix):
        return all(is_polynomial(e, definitions) for line in value.entries() for e in line)
    if isinstance(value, Symbol):
        return value not in definitions or is_polynomial(definitions[value], definitions)
    if isinstance(value, sp.Pow | heads.MatrixPower):
        base, exponent = value.args
        whole = isinstance(exponent, sp.Integer) and int(exponent) > 0
        return whole and is_polynomial(base, definitions)
    if isinstance(value, POLYNOMIAL):
        return all(is_polynomial(part, definitions) for part in value.args)
    if isinstance(value, heads.Identity):
        return isinstance(value.args[0], sp.Integer)
    return isinstance(value, Rational)


def _letters(before: Basic, after: Basic, definitions: Mapping[Basic, Basic]) -> set[Basic]:
    """The letters of two values, and of the matrices that names in them stand for, however deep."""
    found: set[Basic] = set()
    waiting = list(before.free_symbols | after.free_symbols)
    for name in waiting:  # grows while it is read
        if name in definitions and is_matrix_valued(name, definitions):
            waiting += definitions[name].free_symbols - {*waiting}
        else:
            found.add(name)
    return found


def _outgrows(expressions: tuple[Basic, ...], most: int) -> bool:
    """Whether expressions have more parts than this; counting stops there."""
    waiting, count = list(expressions), 0
    while waiting:
        count += 1
        if count > most:
            return True
        part = waiting.pop()
        waiting.extend(part.args)
        if isinstance(part, Matrix) and not part.is_rational:
            waiting.extend(e for line in part.entries() for e in line)
    return False


def modular_value(expr: Basic, definitions: Mapping[Basic, Basic]) -> tuple[int, ...] | None:
    """A rational value modulo two primes, determinants by elimination there; None if it is not rational."""
    return _modulo(lambda exact: int(exact.of(expr)), definitions)


def modular_table(value: Basic, definitions: Mapping[Basic, Basic]) -> tuple[Any, ...] | None:
    """The entries of a rational matrix or vector modulo two primes; None if it is not rational."""
    return _modulo(lambda exact: Values(exact).of(value), definitions)


def _modulo(
    work_out: Callable[[_Modular], Any], definitions: Mapping[Basic, Basic]
) -> tuple[Any, ...] | None:
    try:
        return tuple(work_out(_Modular(GF(prime), definitions)) for prime in PRIMES)
    except (NotExact, ZeroDivisionError):
        return None


class _Modular(Exact):
    """Values modulo a prime."""

    def number(self, p: int, q: int = 1) -> Element:
        return self.field(p) / self.field(q)

    def fraction(self, p: int, q: int) -> Element:
        return self.number(p, q)

    def whole(self, expr: Basic) -> int:
        if expr in self.letters:
            return int(self.letters[expr])  # the index of a sum
        value = rational(expr, self.definitions)
        if value is None or value.denominator != 1:
            raise NotExact(expr)
        return int(value)

    def _terms(self, expr: Basic) -> Element:
        raise NotExact(expr)  # an index is a whole number, not a remainder

    def determinant(self, rows: list[list[Element]]) -> Element:
        rank, product = modular_echelon([[int(e) for e in row] for row in rows], self.field.mod)
        return self.field(product if rank == len(rows) else 0)

    def rank(self, rows: list[list[Element]]) -> int:
        return modular_echelon([[int(e) for e in row] for row in rows], self.field.mod)[0]

    def size(self, number: Element) -> Element:
        raise NotExact("a remainder has no sign")


def integers(row: list[Element]) -> list[int]:
    """A row of fractions over their common denominator, without it."""
    over = lcm(*(int(e.denominator) for e in row))
    return [int(e.numerator) * (over // int(e.denominator)) for e in row]


def modular_echelon(rows: list[list[int]], prime: int) -> tuple[int, int]:
    """Rank of an integer matrix modulo a prime, and the product of its pivots with the sign of the swaps."""
    table = [[n % prime for n in row] for row in rows]
    rank, product = 0, 1
    for column in range(len(table[0]) if table else 0):
        pivot = next((r for r in range(rank, len(table)) if table[r][column]), None)
        if pivot is None:
            continue
        if pivot != rank:
            table[rank], table[pivot] = table[pivot], table[rank]
            product = -product
        top = table[rank]
        product = product * top[column] % prime
        inverse = pow(top[column], -1, prime)
        for r in range(rank + 1, len(table)):
            factor = table[r][column] * inverse % prime
            if factor:
                table[r] = [(a - factor * b) % prime for a, b in zip(table[r], top, strict=True)]
        rank += 1
    return rank, product % prime


def modular_rank(rows: list[list[Element]], prime: int = PRIMES[0]) -> int:
    """The rank of a matrix of fractions modulo a prime: never above the true rank, and below it with
    a probability of about one in 2^60."""
    return modular_echelon([integers(row) for row in rows], prime)[0]
