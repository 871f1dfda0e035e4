"""Finding points that satisfy equations, by numbers alone: Newton's method and sign changes.

No solver of SymPy is asked, so that a solution that one drops or invents is noticed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import copy
from functools import cached_property
from operator import mul
from random import Random

from sympy import Basic, Symbol

from tutor.verify.values.numeric import NoValue, Number, Point, context
from tutor.verify.values.rough import FAILURES, Rough, rough

Values = tuple[Number, ...]

STEPS = 40
POLISH = 6
SETTLED = 8  # steps with more digits


def at_values(at: Point, names: Sequence[Symbol], values: Values) -> Point:
    """The same place with these values for the names."""
    return at.moved(dict(zip(names, values, strict=True)))


class Residuals:
    """Left minus right side of each equation, as a function of the values of `names`."""

    def __init__(self, equations: Sequence[Basic], names: Sequence[Symbol], at: Point) -> None:
        self.equations = [e.args for e in equations]
        self.names = tuple(names)
        self.at = at

    def anew(self) -> Residuals:
        """The same, to be worked out with as many digits as are asked for now."""
        twin = copy(self)
        twin.at = self.at.anew()
        return twin

    def __call__(self, values: Values) -> Values:
        """With all digits; raises `NoValue`."""
        there = at_values(self.at, self.names, values)
        return tuple(there.of(left) - there.of(right) for left, right in self.equations)

    @cached_property
    def sides(self) -> list[tuple[Rough, Rough]]:
        return [
            (rough(a, self.names, self.at), rough(b, self.names, self.at))
            for a, b in self.equations
        ]

    def rough(self, values: Sequence[float]) -> list[float]:
        """In floats; raises `NoValue`."""
        try:
            return [left(values) - right(values) for left, right in self.sides]
        except FAILURES as bad:
            raise NoValue(str(bad)) from bad


def size(values: Values) -> Number:
    return max((abs(v) for v in values), default=context.mpf(0))


def newton(function: Residuals, start: Values) -> Values | None:
    """A zero of the function near `start` with the full number of digits, or None.

    Damped Gauss-Newton steps, first in floats; with fewer equations than
    unknowns each step is the shortest one, so a start near the zero set ends
    near itself.
    """
    found = rough_newton(function, [float(v) for v in start])
    return None if found is None else polished(function, found)


def polished(function: Residuals, found: Sequence[float]) -> Values | None:
    """The zero near a point that is good to the digits of a float, or None if there is none.

    The derivatives are worked out again only where a step gains little.  Next
    to a zero the last step leads almost nowhere; it does not where the function
    is merely small, as exp(x) is far on the left.
    """
    values, simple = tuple(map(context.mpf, found)), False
    try:
        here, rows = jacobian(function, values)
        for _ in range(POLISH):
            if size(here) < context.mpf(10) ** -34:
                break
            step = _step(here, rows)
            values = tuple(v + s for v, s in zip(values, step, strict=True))
            before, here = size(here), function(values)
            simple = size(here) <= before / 1000
            if not simple:
                here, rows = jacobian(function, values)
        if size(here) != 0:
            last = size(_step(here, rows))
            steep = last <= max(1, size(values)) * context.mpf(10) ** -25
            if last > 1e-6 or (size(here) > context.mpf(10) ** -14 and not steep):
                return None
            if not simple:
                with context.workdps(3 * context.dps):
                    values = _settled(function.anew(), values)
    except (NoValue, ZeroDivisionError, ValueError, OverflowError):
        return None
    return values


def _settled(function: Residuals, values: Values) -> Values:
    """The zero to which the steps lead together; raises `NoValue` if they lead nowhere.

    A small step alone does not tell that the zero is near: beside a zero of multiplicity m it is the
    distance divided by m.  Each step is then 1 - 1/m of the one before, and both give the distance
    (Aitken's delta-squared method).
    """
    for _ in range(SETTLED):
        here, rows = jacobian(function, values)
        if size(here) == 0:
            return values
        step = _step(here, rows)
        beside = tuple(v + s for v, s in zip(values, step, strict=True))
        after, rows = jacobian(function, beside)
        if size(after) == 0:
            return beside
        ratio = context.fdot(step, _step(after, rows)) / context.fdot(step, step)
        if ratio >= 1:
            break
        move = tuple(s / (1 - ratio) for s in step)
        if size(move) <= max(1, size(values)) * context.mpf(10) ** -12:
            return beside
        values = tuple(v + m for v, m in zip(values, move, strict=True))
    raise NoValue("the steps do not come to rest")


def rough_newton(function: Residuals, values: list[float]) -> list[float] | None:
    """A zero near these values to about ten digits, or None."""
    try:
        here = function.rough(values)
        error = max(map(abs, here))
        for _ in range(STEPS):
            scale = max(1.0, *map(abs, values))
            if error < 1e-11 * scale:
                return values
            rows = _rough_jacobian(function, values, here)
            step, part = _rough_step(here, rows), 1.0
            while True:
                there = [v + part * s for v, s in zip(values, step, strict=True)]
                try:
                    after = function.rough(there)
                    smaller = max(map(abs, after))
                except NoValue:
                    smaller = math.inf
                if smaller < error * (1 - part / 10):
                    values, here, error = there, after, smaller
                    break
                part /= 3
                if part < 1e-5:
                    return values if error < 1e-7 * scale else None
    except (NoValue, *FAILURES):
        return None
    return None


def _rough_jacobian(
    function: Residuals, values: list[float], here: list[float]
) -> list[list[float]]:
    columns = []
    for k, value in enumerate(values):
        step = max(abs(value), 1.0) * 1e-7
        there = function.rough([*values[:k], value + step, *values[k + 1 :]])
        columns.append([(t - h) / step for t, h in zip(there, here, strict=True)])
    return [list(row) for row in zip(*columns, strict=True)]


def _rough_step(here: list[float], rows: list[list[float]]) -> list[float]:
    """The shortest step to a zero of the linear part, by the normal equations."""
    wide = len(here) <= len(rows[0])
    lines = rows if wide else [list(c) for c in zip(*rows, strict=True)]
    square = [[sum(map(mul, a, b)) for b in lines] for a in lines]
    ridge = max(line[k] for k, line in enumerate(square)) * 1e-14
    right = list(here) if wide else [sum(map(mul, line, here)) for line in lines]
    for k, line in enumerate(square):
        line[k] += ridge
        line.append(right[k])
    weights = _eliminated(square)
    if not wide:
        return [-w for w in weights]
    return [-sum(map(mul, weights, column)) for column in zip(*rows, strict=True)]


def _eliminated(table: list[list[float]]) -> list[float]:
    """The solution of a square system given with its right sides, by Gauss with pivoting."""
    count = len(table)
    for k in range(count):
        pivot = max(range(k, count), key=lambda r: abs(table[r][k]))
        table[k], table[pivot] = table[pivot], table[k]
        top = table[k]
        for r in range(k + 1, count):
            factor = table[r][k] / top[k]
            table[r] = [a - factor * b for a, b in zip(table[r], top, strict=True)]
    found = [0.0] * count
    for k in reversed(range(count)):
        rest = table[k][count] - sum(map(mul, table[k][k + 1 : count], found[k + 1 :]))
        found[k] = rest / table[k][k]
    return found


def jacobian(function: Residuals, values: Values) -> tuple[Values, list[Values]]:
    """The function here, and its rows of partial derivatives by difference quotients."""
    here = function(values)
    columns = []
    for k, value in enumerate(values):
        step = max(abs(value), 1) * context.mpf(10) ** -(context.dps // 2)
        there = function((*values[:k], value + step, *values[k + 1 :]))
        columns.append(tuple((t - h) / step for t, h in zip(there, here, strict=True)))
    return here, list(zip(*columns, strict=True))


def _step(here: Values, rows: list[Values]) -> Values:
    if len(here) == len(rows[0]) == 1:
        if rows[0][0] == 0:
            raise NoValue("flat")
        return (-here[0] / rows[0][0],)
    wide = len(here) <= len(rows[0])
    lines = rows if wide else list(zip(*rows, strict=True))
    square = [[context.fdot(a, b) for b in lines] for a in lines]
    ridge = max(line[k] for k, line in enumerate(square)) * context.mpf(10) ** -context.dps
    if ridge == 0:
        raise NoValue("flat")
    for k, line in enumerate(square):
        line[k] += ridge
    right = here if wide else [context.fdot(line, here) for line in lines]
    weights = list(context.lu_solve(context.matrix(square), context.matrix(list(right))))
    if not wide:
        return tuple(-w for w in weights)
    return tuple(-context.fdot(weights, column) for column in zip(*rows, strict=True))


def starts(seed: int, count: int, ranges: Sequence[tuple[float, float]]) -> Iterator[Values]:
    """Random starting points, near and far; a range that is not bounded is (-inf, inf) on that side."""
    random = Random(seed)
    infinite = float("inf")
    for k in range(count):
        reach = (1, 3, 10, 100)[k % 4]
        values = []
        for low, high in ranges:
            if low == -infinite:
                low = (0 if high == infinite else high) - reach
            if high == infinite:
                high = low + (2 * reach if low < 0 else reach)
            values.append(low + (high - low) * context.mpf(random.uniform(0.0005, 0.9995)))
        yield tuple(values)


def scan(function: Residuals, low: float, high: float) -> list[Number]:
    """Zeros of a function of one number between `low` and `high`, by sign changes and near misses."""
    found: list[Number] = []
    table: list[tuple[float, float] | None] = []
    for place in _grid(low, high):
        try:
            table.append((place, function.rough([place])[0]))
        except NoValue:
            table.append(None)
    for k, now in enumerate(table[:-1]):
        after = table[k + 1]
        if now is None:
            continue
        if now[1] == 0:
            candidate = polished(function, [now[0]])
        elif after is not None and after[1] != 0 and (now[1] > 0) != (after[1] > 0):
            candidate = polished(function, [_between(function, now, after)])
        elif _dips(table, k):
            candidate = newton(function, (context.mpf(now[0]),))
        else:
            continue
        if candidate is not None and not any(near(candidate[0], f) for f in found):
            found.append(candidate[0])
    return found


def sign_changes(function: Residuals, low: float, high: float, most: int) -> list[Number]:
    """Zeros of a function of one number where its sign changes, the nearest to zero first."""
    table: list[tuple[float, float]] = []
    changes = []
    for place in _grid(low, high):
        try:
            value = function.rough([place])[0]
        except NoValue:
            table.clear()
            continue
        if value == 0:
            changes.append(((place, value), (place, value)))
        elif table and table[-1][1] != 0 and (value > 0) != (table[-1][1] > 0):
            changes.append((table[-1], (place, value)))
        table.append((place, value))
    changes.sort(key=lambda pair: abs(pair[0][0]))
    starts = (a[0] if a == b else _between(function, a, b) for a, b in changes[:most])
    found = (polished(function, [start]) for start in starts)
    return [zero[0] for zero in found if zero is not None]


def _grid(low: float, high: float) -> list[float]:
    ends = [v for v in (low, high) if abs(v) != float("inf")]
    centre = ends[0] if ends else 0.0
    if len(ends) == 2:
        inner = [low + (high - low) * k / 240 for k in range(241)]
        edge = [(high - low) * 10.0**-k for k in range(3, 9)]
        places = inner[1:-1] + [low + e for e in edge] + [high - e for e in edge]
    else:
        steps = [k / 8 + 1 / 64 for k in range(120)]
        steps += [16 * 1.25**k for k in range(60)] + [10.0**-k for k in range(2, 9)]
        places = [centre] + [centre + s for s in steps] + [centre - s for s in steps]
    return [p for p in sorted(set(places)) if low <= p <= high]


def _dips(table: Sequence[tuple[float, float] | None], k: int) -> bool:
    """Whether the k-th value is a local minimum of the absolute value: a double zero may be near."""
    if not 0 < k < len(table) - 1:
        return False
    left, here, right = table[k - 1], table[k], table[k + 1]
    if left is None or here is None or right is None:
        return here is not None and (left is None or right is None)
    return bool(abs(here[1]) <= abs(left[1]) and abs(here[1]) <= abs(right[1]))


def _between(function: Residuals, left: tuple[float, float], right: tuple[float, float]) -> float:
    """A place near the sign change between two places, by halving."""
    (a, fa), (b, _) = left, right
    for _ in range(45):
        middle = (a + b) / 2
        try:
            value = function.rough([middle])[0]
        except NoValue:
            return middle
        if (value > 0) == (fa > 0):
            a = middle
        else:
            b = middle
    return (a + b) / 2


def near(a: Number, b: Number) -> bool:
    """Whether two numbers are the same solution, found by different routes."""
    return bool(abs(a - b) <= max(1, abs(a), abs(b)) * context.mpf(10) ** -7)
