"""Special values of letters in systems of equations, where the number of solutions may change.

A random letter never makes a determinant, a coefficient or the denominator of
a solution zero, but a claim that leaves these cases out is false.  So the
values at which they vanish are worked out, for one letter at a time while the
others keep random values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import Any

from sympy import Add, Basic, Eq, Expr, Mul, Poly, Pow, Rational, Symbol, Tuple
from sympy.polys.domains import QQ
from sympy.polys.matrices import DomainMatrix

from tutor.core.claims import Conditions, values
from tutor.core.matrix import Matrix
from tutor.verify.points.borders import factors, zeros
from tutor.verify.points.places import Places, shown
from tutor.verify.report import Misfit
from tutor.verify.values.exact import Element, NotExact
from tutor.verify.values.letters import letters_of
from tutor.verify.values.linear import NotLinear, polynomials_at, table
from tutor.verify.values.numeric import NoValue, Number, Point, context

SMALL = tuple(map(Rational, (0, 1, -1, 2, -2)))
BASES = range(0, 12, 3)  # which random values of the other letters are tried: some of them small
LARGEST = 6  # rows of a determinant with a letter that is still expanded


def critical_points(
    claim: Any, unknowns: Sequence[Symbol], places: Places, given: Conditions
) -> Iterator[tuple[Point, str]]:
    """Places inside the conditions where one letter of a claim about systems has a special value."""
    parts = [v for name, v in values(claim) if name not in ("unknowns", "given")]
    letters = set().union(*(letters_of(p, places.definitions) for p in parts)) - set(unknowns)
    free = [s for s in sorted(letters, key=str) if s not in places.definitions]
    coefficients = sorted(_coefficients(parts, unknowns), key=str)
    for base in islice(places.inside(given), BASES.start, BASES.stop, BASES.step):
        for letter in free:
            if letter in base.definitions or letter in places.whole:
                continue
            special = set(SMALL)
            for part in parts:
                special |= set(_where_rank_drops(part, unknowns, letter, base))
            yield from placed(base, letter, sorted(special, key=float), given)
            for value in _irrational(coefficients, letter, given, base):
                point = base.beside(letter, value)
                if all(point.satisfies(condition) for condition in given):
                    yield point, f"{letter} = {shown(value)}"


def _coefficients(parts: Sequence[Basic], unknowns: Sequence[Symbol]) -> set[Basic]:
    """The largest parts without an unknown, taken apart into factors, that hold a letter."""
    found: set[Basic] = set()
    ahead: list[Basic] = list(parts)
    while ahead:
        part = ahead.pop()
        if isinstance(part, Matrix):
            ahead += [e for line in part.entries() for e in line]
        elif isinstance(part, Tuple | Eq):
            ahead += part.args
        elif part.free_symbols & set(unknowns):
            if not isinstance(part, Add | Mul | Pow):
                continue
            free = [a for a in part.args if not a.free_symbols & set(unknowns)]
            ahead += [a for a in part.args if a not in free]
            if free and not isinstance(part, Pow):
                ahead.append(part.func(*free))
        else:
            found |= set(factors(part))
    return found


def _irrational(
    coefficients: Iterable[Basic], letter: Symbol, given: Conditions, base: Point
) -> Iterator[Number]:
    """The values of a letter, known to thirty digits, at which a coefficient is zero."""
    for coefficient in coefficients:
        if letter in coefficient.free_symbols and not isinstance(coefficient, Symbol):
            for value, exact in zeros(coefficient, letter, given, base):
                if not exact:
                    yield context.mpf(int(value.p)) / int(value.q)


def placed(
    base: Point, letter: Symbol, special: Sequence[Expr], given: Conditions
) -> Iterator[tuple[Point, str]]:
    """The place with each special value of the letter, where the conditions allow it."""
    for value in special:
        point = Point(base.draws, {**base.definitions, letter: value})
        if all(point.satisfies(condition) for condition in given):
            yield point, f"{letter} = {value}"


def _where_rank_drops(
    part: Basic, unknowns: Sequence[Symbol], letter: Symbol, base: Point
) -> Iterator[Rational]:
    """Rational values of the letter at which a system or its solutions may change their kind."""
    if isinstance(part, Tuple) and all(isinstance(p, Tuple) for p in part.args):
        for solution in part.args:
            for value in solution.args:
                yield from _poles(value, (*unknowns, letter), base)
        return
    try:
        rows, below = _rows(part, unknowns, letter, base)
        for polynomial in below:
            yield from _roots(polynomial)
        plain = table(part, unknowns, base)
    except (NotExact, NotLinear, NoValue, ZeroDivisionError, Misfit):
        return
    width = len(unknowns)
    for rank, columns in (
        (plain.rank_of_coefficients(), width),
        (plain.rank(), width + 1),
    ):
        if 0 < rank <= LARGEST:
            yield from _roots(random_minor([r[:columns] for r in rows], rank, base.draws.seed))


def _rows(
    part: Basic, unknowns: Sequence[Symbol], letter: Symbol, base: Point
) -> tuple[list[list[Element]], list[Element]]:
    """The augmented table of a linear system with entries in QQ[letter], and its denominators."""
    field = QQ[letter]
    below: list[Element] = []
    rows = []
    if isinstance(part, Matrix):
        exact = polynomials_at(base, (letter,))
        tail = [] if part.bar else [field.zero]
        for line in part.entries():
            found = [exact.of(e) for e in line]
            over = found[0].denom.ring.one
            for value in found:
                over = over.lcm(value.denom)
            below.append(over)
            row = [v.numer * over.exquo(v.denom) for v in found]
            rows.append([*row, *tail])
        return rows, below
    exact = polynomials_at(base, (*unknowns, letter))
    for equation in part.args:
        value = exact.of(equation.args[0]) - exact.of(equation.args[1])
        below.append(_in_letter(value.denom))
        row = [field.zero] * (len(unknowns) + 1)
        for exponents, coefficient in value.numer.terms():
            *powers, degree = exponents
            if sum(powers) > 1:
                raise NotLinear(equation)
            term = field.ring.from_dict({(degree,): coefficient})
            if sum(powers):
                row[powers.index(1)] += term
            else:
                row[-1] -= term
        rows.append(row)
    return rows, below


def _poles(value: Expr, letters: Sequence[Symbol], base: Point) -> Iterator[Rational]:
    try:
        yield from _roots(_in_letter(polynomials_at(base, letters).of(value).denom))
    except (NotExact, ZeroDivisionError):
        return


def _in_letter(polynomial: Element) -> Element:
    """A polynomial in the last letter alone: the unknowns, if any, are set to a number."""
    one = QQ[polynomial.ring.symbols[-1]].ring
    total = one.zero
    for exponents, coefficient in polynomial.terms():
        *powers, degree = exponents
        total += one.from_dict({(degree,): coefficient * QQ(7, 5) ** sum(powers)})
    return total


def random_minor(rows: list[list[Element]], rank: int, seed: int) -> Element:
    """The determinant of random combinations of the rows and columns: zero where the rank drops."""
    random = Random(seed)
    ring = rows[0][0].ring
    domain = ring.to_domain()
    height, width = len(rows), len(rows[0])
    left = [[ring(random.randint(-9, 9)) for _ in range(height)] for _ in range(rank)]
    right = [[ring(random.randint(-9, 9)) for _ in range(rank)] for _ in range(width)]
    if rank == height:
        left = [[ring(int(i == j)) for j in range(height)] for i in range(height)]
    if rank == width:
        right = [[ring(int(i == j)) for j in range(width)] for i in range(width)]
    p = DomainMatrix(left, (rank, height), domain)
    q = DomainMatrix(right, (width, rank), domain)
    return (p * DomainMatrix(rows, (height, width), domain) * q).charpoly_berk()[-1]


def _roots(polynomial: Element) -> Iterator[Rational]:
    """The rational roots of a polynomial in one letter."""
    if polynomial.is_ground:
        return
    poly = Poly.from_dict(dict(polynomial.terms()), Symbol("_"), domain=QQ)
    for factor, _ in poly.factor_list()[1]:
        if factor.degree() == 1:
            a, b = factor.all_coeffs()
            yield -b / a
