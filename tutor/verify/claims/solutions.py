"""All real solutions of a system at one place, found without a solver.

Polynomial equations with finitely many solutions are decided exactly: the
values that each unknown can take are the real roots of its own elimination
polynomial, isolated by exact arithmetic, and every combination is tried in the
equations.  Other equations are searched by numbers, which finds solutions but
never proves that there are no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import sympy as sp
from sympy import Basic, Poly, Symbol, Tuple
from sympy.polys.domains import QQ
from sympy.polys.groebnertools import groebner
from sympy.polys.orderings import grevlex
from sympy.polys.rings import PolyElement, PolyRing, ring

from tutor.core.claims import Conditions
from tutor.core.matrix import Matrix
from tutor.core.written import written
from tutor.verify.points.borders import factors, zeros
from tutor.verify.points.extremes import extreme_zeros
from tutor.verify.points.places import bounds, shown
from tutor.verify.points.search import (
    Residuals,
    Values,
    at_values,
    near,
    polished,
    rough_newton,
    scan,
    starts,
)
from tutor.verify.values.exact import NotExact
from tutor.verify.values.letters import letters_of
from tutor.verify.values.linear import polynomials_at
from tutor.verify.values.numeric import NoValue, Number, Point, context

MOST_UNKNOWNS, HIGHEST_DEGREE, LONGEST = 5, 6, 60  # beyond these an elimination may take minutes
STARTS = 24
LARGEST_DEGREE = 300  # of a polynomial whose roots are isolated
MOST_SOLUTIONS, LARGEST_NUMBER = 40, 48  # bits of a coefficient
ISOLATED = sp.Rational(1, 10**30)


class System:
    """Equations in `unknowns` at the place `at`, under `conditions` on the unknowns.

    `searched` is true once a search by numbers has really looked at values.
    """

    def __init__(
        self,
        system: Tuple | Matrix,
        unknowns: Sequence[Symbol],
        conditions: Conditions,
        at: Point,
    ) -> None:
        self.unknowns = tuple(unknowns)
        self.conditions = conditions
        self.at = at
        self.equations = equations_of(system, unknowns)
        self.searched = False

    def wrong(self, values: Values, digits: int = 14) -> str:
        """What is not satisfied at these values of the unknowns to so many digits, or nothing."""
        there = at_values(self.at, self.unknowns, values)
        for equation in self.equations:
            try:
                left, right = there.of(equation.args[0]), there.of(equation.args[1])
            except NoValue as why:
                return f"{written(equation)} has no value there ({why})"
            if not near_zero(left - right, left, right, digits):
                return f"{shown(left)} is not {shown(right)}"
        for condition in self.conditions:
            if not there.satisfies(condition):
                return f"{written(condition)} does not hold there"
        return ""

    def real_solutions(self) -> tuple[list[Values], bool]:
        """The solutions, and whether these are certainly all."""
        return self._solutions

    @cached_property
    def _solutions(self) -> tuple[list[Values], bool]:
        try:
            candidates = self._candidates()
        except (NotExact, ZeroDivisionError):
            candidates = None
        if candidates is not None:
            return [v for v in candidates if not self.wrong(v)], True
        return self.search(), False

    def _candidates(self) -> list[Values] | None:
        """Values that include every solution, or None if they cannot be had exactly."""
        exact = polynomials_at(self.at, self.unknowns)
        polynomials: list[PolyElement] = []
        below: list[PolyElement] = []
        for equation in self.equations:
            value = exact.of(equation.args[0]) - exact.of(equation.args[1])
            polynomials.append(value.numer)
            below.append(value.denom)
        polynomials = [p for p in polynomials if p != 0]
        if any(p.is_ground for p in polynomials):
            return []
        if not polynomials:
            return None
        if len(self.unknowns) == 1:
            common = polynomials[0]
            for other in polynomials[1:]:
                common = common.gcd(other)
            if common.degree() > LARGEST_DEGREE:
                return None
            return [(root,) for root in _real_roots(common)]
        choices = _elimination(polynomials, below)
        return None if choices is None else list(self._combined(choices))

    def _combined(self, choices: list[list[Number]]) -> Iterator[Values]:
        """Combinations of values, dropped as soon as an equation in known unknowns fails."""
        ready: list[list[Basic]] = [[] for _ in self.unknowns]
        for equation in self.equations:
            used = [
                k
                for k, u in enumerate(self.unknowns)
                if u in letters_of(equation, self.at.definitions)
            ]
            if used:
                ready[max(used)].append(equation)

        def extend(values: Values) -> Iterator[Values]:
            k = len(values)
            if k == len(choices):
                yield values
                return
            for value in choices[k]:
                longer = (*values, value)
                there = at_values(self.at, self.unknowns[: k + 1], longer)
                if all(_holds(equation, there) for equation in ready[k]):
                    yield from extend(longer)

        yield from extend(())

    def _of_factors(self) -> Iterator[Number]:
        """Zeros of the factors of a product that is zero, some of which may be polynomials."""
        (equation,), (unknown,) = self.equations, self.unknowns
        if 0 in equation.args:
            for factor in factors(
                next((side for side in equation.args if side != 0), sp.Integer(0))
            ):
                if unknown in letters_of(factor, self.at.definitions):
                    for value, _ in zeros(factor, unknown, self.conditions, self.at):
                        yield context.mpf(int(value.p)) / int(value.q)

    def search(self) -> list[Values]:
        """The solutions that a scan, or Newton's method from many starts, comes upon."""
        function = Residuals(self.equations, self.unknowns, self.at)
        limits = bounds(self.conditions)
        ranges = []
        for unknown in self.unknowns:
            low, high = limits.get(unknown, (-sp.oo, sp.oo))
            ranges.append((float(low), float(high)))
        found: list[Values] = []
        if len(self.unknowns) == 1 and len(self.equations) == 1:
            roots = [*self._of_factors(), *scan(function, *ranges[0])]
            roots += extreme_zeros(function, *ranges[0], roots)
            found = [(root,) for root in roots]
            self.searched = True
        else:
            self.searched = True
            rough: list[list[float]] = []
            for start in starts(self.at.draws.seed, STARTS, ranges):
                point = rough_newton(function, [float(v) for v in start])
                if point is not None and not any(_same(point, other) for other in rough):
                    rough.append(point)
            polish = (polished(function, point) for point in rough)
            found = [point for point in polish if point is not None]
        return [point for point in found if not self.wrong(point) and not self._at_edge(point)]

    def _at_edge(self, values: Values) -> bool:
        """Whether a strict condition might fail: a double zero is found to seven digits only."""
        there = at_values(self.at, self.unknowns, values)
        strict = (c for c in self.conditions if isinstance(c, sp.Gt | sp.Lt | sp.Ne))
        return any(near(there.of(c.args[0]), there.of(c.args[1])) for c in strict)


def equations_of(system: Tuple | Matrix, unknowns: Sequence[Symbol]) -> tuple[Basic, ...]:
    """The equations of a system; those of an augmented matrix are written out."""
    if isinstance(system, Tuple):
        return tuple(
            sp.Eq(0, int(e == sp.false), evaluate=False) if e in (sp.true, sp.false) else e
            for e in system.args
        )
    size = len(unknowns)
    written = []
    for line in system.entries():
        left = sp.Add(*(a * u for a, u in zip(line[:size], unknowns, strict=True)))
        right = line[size] if system.bar else sp.Integer(0)
        written.append(sp.Eq(left, right, evaluate=False))
    return tuple(written)


def near_zero(difference: Number, left: Number, right: Number, digits: int = 14) -> bool:
    """Whether two sides agree; a root found by Newton's method has at least fourteen digits."""
    scale = max(abs(left), abs(right), 1)
    return bool(abs(difference) <= scale * context.mpf(10) ** -digits)


def _holds(equation: Basic, there: Point) -> bool:
    try:
        left, right = there.of(equation.args[0]), there.of(equation.args[1])
    except NoValue:
        return False
    return near_zero(left - right, left, right)


def _same(one: Sequence[Number], other: Sequence[Number]) -> bool:
    return all(near(a, b) for a, b in zip(one, other, strict=True))


def _real_roots(polynomial: PolyElement) -> list[Number]:
    """The real roots of a polynomial in one letter, isolated exactly."""
    letter = Symbol("_")
    poly = Poly.from_dict(dict(polynomial.terms()), letter, domain=QQ)
    roots = []
    for (low, high), _ in poly.intervals(eps=ISOLATED):
        middle = (low + high) / 2
        roots.append(context.mpf(int(middle.p)) / int(middle.q))
    return roots


def _elimination(
    polynomials: list[PolyElement], below: list[PolyElement]
) -> list[list[Number]] | None:
    """For each unknown the values it can take; None if they are too many or too hard to find.

    A further unknown t with t * (product of the denominators) = 1 keeps the
    denominators from zero where infinitely many solutions would make one zero.
    """
    old = polynomials[0].ring
    if old.ngens > MOST_UNKNOWNS or any(
        p.degree(x) > HIGHEST_DEGREE or len(p) > LONGEST for p in polynomials for x in old.gens
    ):
        return None
    bits = [
        int(c.numerator).bit_length() + int(c.denominator).bit_length()
        for p in polynomials
        for c in p.coeffs()
    ]
    if max(bits) > LARGEST_NUMBER:
        return None
    wide, *letters = ring([*map(str, range(old.ngens)), "t"], QQ, grevlex)
    moved = [_moved(p, wide) for p in polynomials]
    nonzero = wide.one
    for part in below:
        if not part.is_ground:
            nonzero = nonzero * _moved(part, wide)
    for last in (letters[-1], letters[-1] * nonzero - 1):  # the second only where it is needed
        basis = groebner([*moved, last], wide)
        if basis == [wide.one]:
            return [[] for _ in old.gens]
        if _finite(basis, wide):
            relations = [_relation(letter, basis) for letter in letters[:-1]]
            if None not in relations:
                return [_real_roots(r) for r in relations if r is not None]
    return None


def _finite(basis: list[PolyElement], wide: PolyRing) -> bool:
    """Whether every unknown is confined to finitely many values."""
    leading = [p.LM for p in basis]
    return all(
        any(all(e == 0 or j == k for j, e in enumerate(m)) for m in leading)
        for k in range(wide.ngens)
    )


def _moved(polynomial: PolyElement, wide: PolyRing) -> PolyElement:
    return wide.from_dict({(*exponents, 0): c for exponents, c in polynomial.terms()})


def _relation(letter: PolyElement, basis: list[PolyElement]) -> PolyElement | None:
    """The polynomial of least degree in one letter that vanishes on all solutions.

    The first power whose remainder is a combination of the remainders of lower ones.
    """
    _, z = ring("z", QQ)
    kept: list[tuple[PolyElement, PolyElement]] = []
    power, name = letter.ring.one, z.ring.one
    while len(kept) <= MOST_SOLUTIONS:
        rest, combination = power, name
        for other, its_name in kept:
            part = rest.coeff(other.leading_monom()) / other.LC
            rest, combination = rest - other * part, combination - its_name * part
        if rest == 0:
            return combination
        kept.append((rest, combination))
        power, name = (power * letter).rem(basis), name * z
    return None
