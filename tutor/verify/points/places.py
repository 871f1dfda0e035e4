"""Where claims are tried: random points inside the conditions, shared by all claims of a trace."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp
from msgspec import Struct
from sympy import Basic, Indexed, IndexedBase, Rational, Symbol

from tutor.core.claims import Claim, Conditions
from tutor.core.matrix import Row
from tutor.verify.points.search import Residuals, at_values, newton
from tutor.verify.report import Verdict, refuted, supported, unchecked
from tutor.verify.values.differential import Forward
from tutor.verify.values.letters import letters_of
from tutor.verify.values.numeric import Draws, NeedsWhole, NoValue, Point, context

POINTS = 8  # so that three letters take every combination of signs
FEWEST = 2
ATTEMPTS = 120
CLOSE = 10**6  # the denominator of a rational number beside an irrational bound
REACHES = tuple(map(Fraction, (3, 1, 10, 1, 2, 300, 1)))  # how far from 0, for eight points each


class _Pool(Struct):
    """Points found so far, and how many seeds were tried to find them."""

    points: list[Point]
    tried: int


class Places:
    """The names defined so far, and points at which their values can be compared.

    The same points serve every claim with the same conditions, so that the
    value of a shared subexpression is worked out once.  They come from `seed`,
    which should depend on all that is claimed: whoever knows the points can
    write a false claim that holds at them.
    """

    def __init__(self, seed: Callable[[], int] = int) -> None:
        self.seed = cache(seed)  # asked for only where something is drawn
        self.definitions: dict[Basic, Basic] = {}
        self.whole: frozenset[Symbol] = frozenset()
        self.vector: list[int] = []  # a random vector, and the rows multiplied with it:
        self.products: dict[int, tuple[Row, int]] = {}  # the row is kept, so its id stays its own
        self.passed: dict[Claim, Verdict] = {}  # what need not be checked again
        self.zeros: dict[tuple[Basic, Symbol, Conditions], list[tuple[Rational, bool]]] = {}
        self._pools: dict[Conditions, _Pool] = {}
        self._forward: dict[Symbol | None, Forward] = {}

    def define(self, name: Basic, value: Basic) -> None:
        """From here on the name stands for the value."""
        self.definitions[name] = value
        self._pools.clear()
        self.zeros.clear()
        self._forward.clear()

    def forward(self, variable: Symbol | None = None) -> Forward:
        """A random place modulo a prime, where slopes are those by this letter."""
        if variable not in self._forward:
            self._forward[variable] = Forward(variable, self.definitions)
        return self._forward[variable]

    def inside(self, given: Conditions) -> Iterator[Point]:
        """Points that satisfy the conditions: first known ones, then new ones."""
        pool = self._pools.setdefault(given, _Pool([], 0))
        yield from pool.points
        limits, known = bounds(given), self._known(given)
        equations = [c for c in given if isinstance(c, sp.Eq) and not known.keys() & set(c.args)]
        while pool.tried < ATTEMPTS:
            point = _onto(equations, Point(self._draws(pool.tried, limits), known))
            pool.tried += 1
            if all(point.satisfies(condition) for condition in given):
                pool.points.append(point)
                yield point

    def _known(self, given: Conditions) -> dict[Basic, Basic]:
        """The definitions, and the letters for which a condition gives the value."""
        known = dict(self.definitions)
        for condition in given:
            if isinstance(condition, sp.Eq):
                for name, value in (condition.args, condition.args[::-1]):
                    if (
                        isinstance(name, Symbol)
                        and name not in known
                        and name not in letters_of(value, known)
                    ):
                        known[name] = value
                        break
        return known

    def everywhere(
        self,
        test: Callable[[Point], str],
        given: Conditions,
        about: Sequence[Basic],
        points: int = 0,
    ) -> Verdict:
        """Try `test` at several points; it returns what is wrong, or nothing.

        A point at which `test` raises `NoValue` does not count.  One point is
        enough if the values that the claim is `about` contain no free letter.
        Without `points`, two are enough for an identity between values whose
        formula is the same for all signs.
        """
        passed, silent = 0, "no point satisfies the conditions"
        enough = 1
        if self.varies(about):
            enough = points or (POINTS if any(map(has_branches, about)) else FEWEST)
        try:
            for point in self.inside(given):
                try:
                    wrong = test(point)
                except NoValue as why:
                    silent = str(why)
                    if enough == 1:
                        break
                    continue
                if wrong:
                    where = point.draws.described() if enough > 1 else ""
                    return refuted(f"{wrong} at {where}" if where else wrong)
                passed += 1
                if passed == enough:
                    return supported(passed)
        except NeedsWhole as need:
            self.whole |= {need.symbol}
            self._pools.clear()
            return self.everywhere(test, given, about, points)
        return supported(passed) if passed >= min(FEWEST, enough) else unchecked(silent)

    def varies(self, parts: Iterable[Basic], bound: Collection[Basic] = ()) -> bool:
        """Whether anything in these values is neither bound nor defined, so that it can be drawn."""
        tables = {name.label for name in self.definitions if isinstance(name, IndexedBase)}
        ahead, seen = list(parts), {*bound, *tables}
        while ahead:
            names = ahead.pop().free_symbols
            samples = {name.base for name in names if isinstance(name, Indexed)}
            for name in (*names - {b.label for b in samples}, *samples):
                if name in seen or isinstance(name, Indexed):
                    continue
                if name not in self.definitions:
                    return True
                seen.add(name)
                ahead.append(self.definitions[name])
        return False

    def _draws(self, attempt: int, limits: dict[Symbol, tuple[Basic, Basic]]) -> Draws:
        reach = REACHES[attempt // 8 % len(REACHES)]
        ranges = {}
        for symbol, (low, high) in limits.items():
            if low == -sp.oo:
                right = Fraction(int(high.p), int(high.q))
                ranges[symbol] = (right - reach, right)
            else:
                left = Fraction(int(low.p), int(low.q))
                right = left + reach if high == sp.oo else Fraction(int(high.p), int(high.q))
                ranges[symbol] = (left, right)
        return Draws(attempt, ranges, self.whole, reach, self.seed())


def _onto(equations: list[Basic], point: Point) -> Point:
    """The point moved onto these equations by Newton's method, or the point itself."""
    if not equations:
        return point
    letters = set().union(*(letters_of(e, point.definitions) for e in equations))
    names = sorted(letters - point.definitions.keys(), key=str)
    moved = newton(Residuals(equations, names, point), tuple(point.of(s) for s in names))
    return point if moved is None else at_values(point, names, moved)


# How each family of claims is checked: the claim and the places give a verdict.
Check = Callable[[Any, Places], Verdict]


BRANCHED = (
    *(sp.Abs, sp.sign, sp.Max, sp.Min, sp.floor, sp.ceiling, sp.Piecewise),
    *(sp.log, sp.asin, sp.acos, sp.atan, sp.acot, sp.asec, sp.acsc, sp.acosh),
)


def has_branches(expr: Basic) -> bool:
    """Whether a value may follow different formulas for different signs of its letters."""
    return any(
        isinstance(part, BRANCHED)
        or (isinstance(part, sp.Pow) and not isinstance(part.args[1], sp.Integer))
        for part in sp.preorder_traversal(expr)
    )


def bounds(given: Conditions) -> dict[Symbol, tuple[Basic, Basic]]:
    """The interval in which the conditions confine each symbol, where they say so plainly."""
    found: dict[Symbol, tuple[Basic, Basic]] = {}
    for condition in given:
        if not isinstance(condition, sp.Rel) or isinstance(condition, sp.Eq | sp.Ne):
            continue
        small, large = condition.lts, condition.gts
        if isinstance(small, Symbol) and (most := _rational(large, sp.floor)) is not None:
            low, high = found.get(small, (-sp.oo, sp.oo))
            found[small] = (low, min(high, most))
        elif isinstance(large, Symbol) and (least := _rational(small, sp.ceiling)) is not None:
            low, high = found.get(large, (-sp.oo, sp.oo))
            found[large] = (max(low, least), high)
    return found


def _rational(bound: Basic, inwards: Callable[[Any], Any]) -> Rational | None:
    """A bound to draw numbers by: itself, or close to an irrational one such as pi, on the inner side."""
    if isinstance(bound, Rational):
        return bound
    if not isinstance(bound, sp.Expr) or bound.free_symbols or not bound.is_finite:
        return None
    return Rational(int(inwards(sp.N(bound, 20) * CLOSE)), CLOSE) if bound.is_real else None


def shown(value: object) -> str:
    """A number for a counter-example."""
    return str(context.nstr(value, 10))
