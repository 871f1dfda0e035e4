"""Where a formula may change its meaning, and points on all sides of these borders.

Random points miss a case that holds in a short or a far interval, and they
miss every single point.  Such a border lies where a denominator is zero, or
what stands under a root, in a logarithm, an absolute value or a condition.
For one letter at a time, while the others keep random values, the borders are
worked out: as roots of polynomials, isolated exactly, or by a search for sign
changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise

import sympy as sp
from msgspec import Struct
from sympy import Basic, Indexed, Poly, Rational, Symbol
from sympy.polys.domains import QQ

from tutor.core.claims import Conditions
from tutor.core.matrix import Matrix
from tutor.verify.points.places import Places, bounds
from tutor.verify.points.search import Residuals, sign_changes
from tutor.verify.values.exact import OF_MATRICES, NotExact
from tutor.verify.values.linear import polynomials_at
from tutor.verify.values.numeric import NoValue, Number, Point, context

HIGHEST, MOST = (
    40,
    24,
)  # the degree of a polynomial, and the borders of one letter, that are worked out
SMALL = tuple(map(Rational, (0, 1, -1, 2, -2)))
SEARCHED = (
    6  # zeros of one expression that are no roots of a polynomial; a wave has infinitely many
)
BASES = 1  # random values of the other letters
CLOSED = (sp.Sum, sp.Product, Matrix, *OF_MATRICES)  # these have no border of their own here
EPS = Rational(1, 10**32)


class Border(Struct, frozen=True):
    """A place on a border or between two of them.

    `zero` are the parts that vanish there; `exact` says whether the place is
    the border itself and not a number with thirty digits.
    """

    point: Point
    where: str
    zero: frozenset[Basic] = frozenset()
    exact: bool = True


def poles(expr: Basic, definitions: Mapping[Basic, Basic]) -> frozenset[Basic]:
    """What must not be zero, so that an expression has a value; not inside cases."""
    return frozenset(p for p, is_pole in _guards(expr, definitions) if is_pole)


def guards(expr: Basic) -> frozenset[Basic]:
    """The parts at whose zeros the formula may change its meaning or have no value."""
    return frozenset(part for part, _ in _guards(expr, {}))


def _guards(
    expr: Basic, definitions: Mapping[Basic, Basic], in_case: bool = False
) -> Iterator[tuple[Basic, bool]]:
    """The parts at whose zeros the formula may change; true if it has no value there."""
    if isinstance(expr, CLOSED):
        return
    if isinstance(expr, Symbol):
        if expr in definitions and not definitions[expr].has(*CLOSED):
            yield from _guards(definitions[expr], definitions, in_case)
        return
    for part, is_pole in _own(expr):
        for factor in factors(part):
            yield factor, is_pole and not in_case
    for part in expr.args:
        yield from _guards(part, definitions, in_case or isinstance(expr, sp.Piecewise))


def factors(expr: Basic) -> Iterator[Basic]:
    """Parts of which one is zero where the expression is."""
    if isinstance(expr, sp.Mul):
        for part in expr.args:
            yield from factors(part)
    elif isinstance(expr, sp.Pow | sp.Abs | sp.sign):
        yield from factors(expr.args[0])
    elif expr.free_symbols and not isinstance(expr, (*CLOSED, sp.exp, sp.cosh)):
        yield expr


def _own(expr: Basic) -> Iterator[tuple[Basic, bool]]:
    """The borders that the outermost operation of an expression makes."""
    if isinstance(expr, sp.Pow):
        base, exponent = expr.args
        if not isinstance(exponent, sp.Integer) or exponent < 0:
            yield base, exponent.could_extract_minus_sign() and not exponent.free_symbols
    elif isinstance(expr, sp.log):
        yield expr.args[0], True
    elif isinstance(expr, sp.Abs | sp.sign | sp.acot | sp.gamma | sp.factorial):
        yield expr.args[0], False
    elif isinstance(expr, sp.asin | sp.acos | sp.acosh | sp.asec | sp.acsc | sp.atanh):
        for end in (1, -1):
            yield expr.args[0] - end, isinstance(expr, sp.atanh)
    elif isinstance(expr, sp.tan | sp.sec):
        yield sp.cos(expr.args[0]), True
    elif isinstance(expr, sp.cot | sp.csc):
        yield sp.sin(expr.args[0]), True
    elif isinstance(expr, sp.floor | sp.ceiling):
        yield sp.sin(sp.pi * expr.args[0]), False
    elif isinstance(expr, sp.Max | sp.Min):
        for a, b in combinations(expr.args, 2):
            yield a - b, False
    elif isinstance(expr, sp.Rel):
        yield expr.args[0] - expr.args[1], False


def borders(
    about: Iterable[Basic], given: Conditions, places: Places, more: Sequence[Basic] = ()
) -> Iterator[Border]:
    """Places inside the conditions on the borders of these values and between them.

    `more` are further expressions whose zeros matter.
    """
    known = places.definitions
    guards = {guard for value in about for guard, _ in _guards(value, known)} | set(more)
    if not guards:
        return
    guards |= {guard for condition in given for guard, _ in _guards(condition, known)}
    for base in islice(places.inside(given), BASES):
        for letter in _letters(guards, base, places):
            found = _zeros(sorted(guards, key=str), letter, given, base, places)
            for border in _spread(found, letter, base):
                if all(border.point.satisfies(condition) for condition in given):
                    yield border


def _letters(guards: Iterable[Basic], base: Point, places: Places) -> list[Symbol]:
    """The letters on which these values depend and that may be moved."""
    found: set[Symbol] = set()
    ahead: list[Basic] = list(guards)
    seen: set[Basic] = set()
    while ahead:
        names = ahead.pop().free_symbols
        labels = {name.base.label for name in names if isinstance(name, Indexed)}
        for name in names - labels - seen:
            seen.add(name)
            if name in base.definitions:
                ahead.append(base.definitions[name])
            elif isinstance(name, Symbol) and name not in places.whole and name not in base.fixed:
                found.add(name)
    return sorted(found, key=str)


def _zeros(
    guards: Sequence[Basic], letter: Symbol, given: Conditions, base: Point, places: Places
) -> dict[Rational, tuple[frozenset[Basic], bool]]:
    """Where guards vanish: the numbers with the guards, and whether the number is exact."""
    found: dict[Rational, tuple[frozenset[Basic], bool]] = {}
    for guard in guards:
        key = guard, letter, given
        if key not in places.zeros:
            places.zeros[key] = list(zeros(guard, letter, given, base))
        for value, exact in places.zeros[key]:
            same = next((v for v in found if abs(v - value) <= EPS * 10**6), value)
            before, was_exact = found.get(same, (frozenset(), exact))
            found[same] = before | {guard}, exact and was_exact
        if len(found) >= MOST:
            break
    return found


def zeros(
    guard: Basic, letter: Symbol, given: Conditions, base: Point
) -> Iterator[tuple[Rational, bool]]:
    """The zeros of an expression in one letter at a place, with whether each is exact."""
    try:
        numer = polynomials_at(base, (letter,)).of(guard).numer
    except (NotExact, ZeroDivisionError):
        numer = None
    if numer is not None and numer.is_ground:
        return
    if numer is None or numer.degree() > HIGHEST:
        if not guard.has(*CLOSED):
            yield from _searched(guard, letter, given, base)
        return
    poly = Poly.from_dict(dict(numer.terms()), Symbol("_"), domain=QQ)
    for factor, _ in poly.factor_list()[1]:
        if factor.degree() == 1:
            a, b = factor.all_coeffs()
            yield -b / a, True
        else:
            for (low, high), _ in factor.intervals(eps=EPS):
                yield (low + high) / 2, False


def _searched(
    guard: Basic, letter: Symbol, given: Conditions, base: Point
) -> Iterator[tuple[Rational, bool]]:
    for value in SMALL:
        try:
            if Point(base.draws, {**base.definitions, letter: value}).of(guard) == 0:
                yield value, True
        except NoValue:
            continue
    low, high = bounds(given).get(letter, (-sp.oo, sp.oo))
    try:
        function = Residuals([sp.Eq(guard, 0, evaluate=False)], (letter,), base)
        for found in sign_changes(function, float(low), float(high), SEARCHED):
            if _changes_sign(guard, letter, found, base):
                yield _rational(found), False
    except NoValue:
        return


def _changes_sign(guard: Basic, letter: Symbol, value: Number, base: Point) -> bool:
    """Whether a zero that a search came upon is one, and not a very small value."""
    half = max(abs(value), 1) * context.mpf(10) ** -25
    left, right = (base.beside(letter, value + s * half).of(guard) for s in (-1, 1))
    return bool(left * right < 0)


def _rational(number: Number) -> Rational:
    return Rational(int(context.nint(context.ldexp(number, 110))), 2**110)


def _spread(
    found: Mapping[Rational, tuple[frozenset[Basic], bool]], letter: Symbol, base: Point
) -> Iterator[Border]:
    """The borders, and a number between every two and beyond the last ones."""
    values = sorted(found)
    if not values:
        return
    share = Rational(base.draws.share())
    ends = [values[0] - (1 + abs(values[0])) * share, values[-1] + (1 + abs(values[-1])) * share]
    between = [a + (b - a) * share for a, b in pairwise(values)]
    for value in (*ends, *between):
        point = Point(base.draws, {**base.definitions, letter: value})
        yield Border(point, f"{letter} = {_shown(value)}")
    for value in values:
        zero, exact = found[value]
        point = Point(base.draws, {**base.definitions, letter: value})
        yield Border(point, f"{letter} = {_shown(value)}", zero, exact)


def _shown(value: Rational) -> str:
    if value.q < 1000:
        return str(value)
    return str(context.nstr(context.mpf(int(value.p)) / int(value.q), 10))
