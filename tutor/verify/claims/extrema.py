"""Checks of extreme points: no feasible point that is tried may do better.

Points are thrown near and far, close to the bounds and around the claimed
point; with constraints each is moved onto them by Newton's method.  The best
ones are then improved step by step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise, permutations, product
from random import Random

import sympy as sp
from sympy import Basic, Dummy, Integer, Symbol, Tuple

from tutor.core.claims import Extremum
from tutor.core.written import written
from tutor.verify.points.borders import zeros
from tutor.verify.points.places import POINTS, Check, Places, bounds, shown
from tutor.verify.points.search import (
    Residuals,
    Values,
    at_values,
    newton,
    rough_newton,
    size,
    starts,
)
from tutor.verify.report import Verdict, refuted
from tutor.verify.values.letters import letters_of
from tutor.verify.values.numeric import NoValue, Number, Point, close, context
from tutor.verify.values.rough import FAILURES, rough

GLOBAL = {"minimum": 1, "maximum": -1}  # the sign that makes it a minimum
LOCAL = {"local minimum": 1, "local maximum": -1}
KINDS = (*GLOBAL, *LOCAL, "saddle")
THROWN = 48  # starting points of a comparison far and wide
RADII = tuple(context.mpf(10) ** -k for k in (8, 12))  # of a comparison nearby
ON_CONSTRAINTS = tuple(context.mpf(10) ** -k for k in (3, 4))  # the same, where points are moved
FAR = (30, 1_000, 10**5)
IMPROVED, TRIES = 3, 24
BENDS = ("-3", "-1.5", "-0.6", "-0.3", "0.3", "0.6", "1.5", "3")  # of parabolas


def extremum(claim: Extremum, places: Places) -> Verdict:
    return _check(claim, places, seed=1)


def confirm_extremum(claim: Extremum, places: Places) -> Verdict:
    """The same comparison with other points."""
    return _check(claim, places, seed=2)


def _check(claim: Extremum, places: Places, seed: int) -> Verdict:
    names = claim.variables.args
    if fault := _misfit(claim, names):
        return refuted(fault)
    inner = tuple(c for c in claim.given if letters_of(c) & set(names))
    outer = tuple(c for c in claim.given if c not in inner)
    about = (claim.objective, claim.constraints, claim.point, claim.value, *inner)
    several = places.varies(about, names)
    return places.everywhere(
        lambda at: _test(
            Landscape(claim, inner, at, THROWN // 4 if several else THROWN),
            2 * at.draws.seed + seed,
        ),
        outer,
        about if several else (),
        POINTS,
    )


def _misfit(claim: Extremum, names: Sequence[Basic]) -> str:
    if claim.kind not in KINDS:
        return f"{claim.kind} is no kind of extreme point"
    if not names or len(set(names)) != len(names):
        return "the variables must be different, and at least one"
    if not all(isinstance(name, Symbol) for name in names):
        return "a variable must be a letter"
    if not isinstance(claim.point, Tuple) or len(claim.point.args) != len(names):
        return "the point must have one coordinate for each variable"
    if letters_of(Tuple(claim.point, claim.value)) & set(names):
        return "the point and the value must not contain the variables"
    if not all(isinstance(c, sp.Eq) for c in claim.constraints.args):
        return "a constraint must be an equation"
    return ""


class Landscape:
    """The objective over the feasible points at one place; `thrown` says how many points are tried."""

    def __init__(
        self, claim: Extremum, conditions: tuple[Basic, ...], at: Point, thrown: int
    ) -> None:
        self.claim = claim
        self.names: tuple[Symbol, ...] = claim.variables.args
        self.conditions = conditions
        self.at = at
        self.thrown = thrown
        self.constraints = Residuals(claim.constraints.args, self.names, at)
        self._rough = rough(claim.objective, self.names, at)

    def height(self, values: Values) -> Number:
        """The objective; raises `NoValue` outside the conditions."""
        return self._inside(values).of(self.claim.objective)

    def _inside(self, values: Values) -> Point:
        there = at_values(self.at, self.names, values)
        if not all(there.satisfies(c) for c in self.conditions):
            raise NoValue("outside the conditions")
        return there

    def feasible(self, thrown: Iterable[Values]) -> Iterator[tuple[Values, Number]]:
        """The feasible points near the thrown ones, with their heights."""
        for values in thrown:
            moved = self._onto_constraints(values) if self.constraints.equations else values
            if moved is not None:
                try:
                    yield moved, self.height(moved)
                except NoValue:
                    continue

    def _onto_constraints(self, values: Values) -> Values | None:
        """The feasible point next to a place; None where Newton's method has come near one only.

        At a cusp a point may satisfy an equation to fourteen digits and lie far from its curve.
        """
        moved = newton(self.constraints, values)
        if moved is None:
            return None
        allowed = max(1, size(moved)) ** 2 * context.mpf(10) ** -26
        return moved if size(self.constraints(moved)) <= allowed else None

    def is_better(self, sign: int, values: Values, height: Number, true: Number) -> bool:
        """Whether a height is better than the one claimed, and not only by rounding."""
        gain = sign * (true - height)
        margin = max(1, abs(true)) * context.mpf(10) ** -30
        if gain > margin or self.constraints.equations or not gain > 0:
            return bool(gain > margin)
        with context.workdps(3 * context.dps):  # rounding leaves much less with more digits
            at = self.at.anew()
            here = tuple(at.of(value) for value in self.claim.point.args)
            claimed = at_values(at, self.names, here).of(self.claim.objective)
            there = at_values(at, self.names, values).of(self.claim.objective)
            return bool(sign * (claimed - there) > gain / 2)

    def roughly(self, thrown: Iterable[Sequence[float]]) -> Iterator[tuple[list[float], float]]:
        """The same in floats."""
        for values in thrown:
            start = [float(v) for v in values]
            moved = rough_newton(self.constraints, start) if self.constraints.equations else start
            try:
                if moved is not None:
                    self._inside(tuple(map(context.mpf, moved)))
                    yield moved, self._rough(moved)
            except (NoValue, *FAILURES):
                continue

    def wide(self, seed: int) -> Iterator[Values]:
        """Points near and far, and close to the bounds."""
        limits = bounds(self.conditions)
        ranges = []
        for name in self.names:
            low, high = limits.get(name, (-sp.oo, sp.oo))
            ranges.append((float(low), float(high)))
        yield from starts(seed, self.thrown, ranges)
        random = Random(seed)
        for reach in FAR:
            for _ in range(4):
                yield tuple(_far(low, high, reach, random) for low, high in ranges)

    def around(self, centre: Values, radius: Number, seed: int) -> Iterator[Values]:
        """Points at a distance: along the axes, the diagonals and at random."""
        count = len(centre)
        random = Random(seed)
        directions: list[list[float]] = []
        for k in range(count):
            for sign in (1.0, -1.0):
                directions.append([sign * (j == k) for j in range(count)])
        if count > 1:
            directions += [list(signs) for signs in product((-1.0, 1.0), repeat=count)]
            directions += [[random.gauss(0, 1) for _ in range(count)] for _ in range(8)]
        for direction in directions:
            yield tuple(
                c + radius * max(1, abs(c)) * d for c, d in zip(centre, direction, strict=True)
            )
        if count > 1 and not self.constraints.equations:
            yield from _bent(centre, radius)


def _bent(centre: Values, radius: Number) -> Iterator[Values]:
    """Points on parabolas through the centre: a valley may be too bent to be seen along lines."""
    for i, j in permutations(range(len(centre)), 2):
        for bend in BENDS:
            values = list(centre)
            values[i] += radius
            values[j] += radius**2 * context.mpf(bend)
            yield tuple(values)


def paths(land: Landscape, here: Values, seed: int) -> Iterator[Values]:
    """Points on straight lines through a place, between all places where its height comes back.

    Along a line the height is a function of one number; where it is a
    polynomial, no interval with better values can be missed.
    """
    count, random = len(here), Random(seed)
    lines = [[int(j == k) for j in range(count)] for k in range(count)]
    if count > 1:
        lines += [[random.randint(-9, 9) for _ in range(count)] for _ in range(4)]
    t = Dummy("t")
    claim = land.claim
    for line in lines:
        moved = {n: p + t * d for n, p, d in zip(land.names, claim.point.args, line, strict=True)}
        rise = claim.objective.xreplace(moved) - claim.value
        found = sorted({value for value, _ in zeros(rise, t, (), land.at)} | {Integer(0)})
        steps = [(a + b) / 2 for a, b in pairwise(found)]
        for step in (found[0] - 1, 2 * found[0] - 1, *steps, found[-1] + 1, 2 * found[-1] + 1):
            number = context.mpf(int(step.p)) / int(step.q)
            yield tuple(h + number * d for h, d in zip(here, line, strict=True))


def _far(low: float, high: float, reach: int, random: Random) -> Number:
    """A number far out where there is no bound, and close to a bound where there is one."""
    sides = [low, high]
    random.shuffle(sides)
    side = sides[0]
    if abs(side) == float("inf"):
        centre = 0.0 if abs(sides[1]) == float("inf") else sides[1]
        return context.mpf(centre + (1 if side > 0 else -1) * reach * random.uniform(0.5, 1))
    inward = 1 if side == low else -1
    width = min(high - low, 1.0)
    return context.mpf(side) + inward * context.mpf(width * random.uniform(0.5, 1)) / reach


def _test(land: Landscape, seed: int) -> str:
    claim = land.claim
    here = tuple(land.at.of(value) for value in claim.point.args)
    there = at_values(land.at, land.names, here)
    for constraint in claim.constraints.args:
        left, right = there.of(constraint.args[0]), there.of(constraint.args[1])
        if not close(left, right):
            return f"the point does not satisfy {written(constraint)}: {shown(left)} is not {shown(right)}"
    for condition in land.conditions:
        if not there.satisfies(condition):
            return f"the point does not satisfy {written(condition)}"
    value = land.at.of(claim.value)
    true = there.of(claim.objective)
    if not close(true, value):
        return f"the value at the point is {shown(true)}, not {shown(value)}"
    if claim.kind in GLOBAL:
        return _best_of_all(land, GLOBAL[claim.kind], here, true, seed)
    signs = {1, -1} if claim.kind == "saddle" else {LOCAL[claim.kind]}
    better = _better_nearby(land, signs, here, true, seed)
    if claim.kind == "saddle":
        return "" if len(better) == 2 else "the values nearby are not larger and smaller"
    return next(iter(better.values()), "")


def _best_of_all(land: Landscape, sign: int, here: Values, true: Number, seed: int) -> str:
    """A better feasible point: found in floats, and worked out again with all digits."""
    with suppress(NoValue):  # at a cusp no point nearby is certain; those far away are compared
        if nearby := _better_nearby(land, {sign}, here, true, seed):
            return nearby[sign]
    seen = list(land.roughly(land.wide(seed)))
    seen += land.roughly(land.around(here, context.mpf(1) / 10, seed))
    if not seen:
        raise NoValue("no other feasible point was found to compare with")
    seen.sort(key=lambda s: sign * s[1])
    margin = max(1, abs(true)) * context.mpf(10) ** -9
    for values, height in seen[:IMPROVED]:
        values, height = _improved(land, sign, values, height, seed)
        if sign * (true - height) <= margin and land.constraints.equations:
            continue
        for point, exact in land.feasible([tuple(map(context.mpf, values))]):
            if sign * (true - exact) > margin or land.is_better(sign, point, exact, true):
                return f"{_written(land.names, point)} gives the better value {shown(exact)}"
    if land.constraints.equations:
        return ""
    for point, exact in land.feasible(paths(land, here, seed)):
        if land.is_better(sign, point, exact, true):
            return f"{_written(land.names, point)} gives the better value {shown(exact)}"
    return ""


def _improved(
    land: Landscape, sign: int, values: list[float], height: float, seed: int
) -> tuple[list[float], float]:
    """A better point near this one, if random steps of shrinking length find one."""
    random = Random(seed)
    radius = 0.5
    for _ in range(TRIES):
        step = [v + radius * max(1, abs(v)) * random.gauss(0, 1) for v in values]
        for moved, there in land.roughly([step]):
            if sign * there < sign * height:
                values, height = moved, there
        radius *= 0.8
    return values, height


def _better_nearby(
    land: Landscape, signs: Collection[int], here: Values, true: Number, seed: int
) -> dict[int, str]:
    """For which signs the objective has better values at every small distance, and where."""
    found = dict.fromkeys(signs, "")
    for radius in ON_CONSTRAINTS if land.constraints.equations else RADII:
        near = list(land.feasible(land.around(here, radius, seed)))
        if not near:
            raise NoValue("no other feasible point was found to compare with")
        for sign in tuple(found):
            point, height = min(near, key=lambda n: sign * n[1])
            if land.is_better(sign, point, height, true):
                found[sign] = (
                    f"{_written(land.names, point)} gives the better value {shown(height)}"
                )
            else:
                del found[sign]
    return found


def _written(names: Sequence[Symbol], point: Values) -> str:
    return ", ".join(f"{n} = {shown(v)}" for n, v in zip(names, point, strict=True))


CHECKS: dict[type, Check] = {Extremum: extremum}
CONFIRMATIONS: dict[type, Check] = {Extremum: confirm_extremum}
