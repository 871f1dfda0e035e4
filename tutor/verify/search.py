"""Finding points that satisfy equations, by numbers alone: Newton's method and sign changes.

No solver of SymPy is asked, so that a solution that one drops or invents is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from sympy import Basic, Expr, Symbol

from tutor.verify.numeric import NoValue, Number, Point, context

Values = tuple[Number, ...]
Function = Callable[[Values], Values]  # may raise NoValue

SEARCH_DIGITS = 18
STEPS = 40
POLISH = 6


def at_values(at: Point, names: Sequence[Symbol], values: Values) -> Point:
    """The same place with these values for the names."""
    return at.moved(dict(zip(names, values, strict=True)))


def residuals(equations: Sequence[Basic], names: Sequence[Symbol], at: Point) -> Function:
    """Left minus right side of each equation, as a function of the values of `names`."""

    def of(values: Values) -> Values:
        there = at_values(at, names, values)
        return tuple(there.of(e.args[0]) - there.of(e.args[1]) for e in equations)

    return of


def size(values: Values) -> Number:
    return max((abs(v) for v in values), default=context.mpf(0))


def newton(function: Function, start: Values) -> Values | None:
    """A zero of the function near `start` with the full number of digits, or None.

    Damped Gauss-Newton steps; with fewer equations than unknowns each step is
    the shortest one, so a start near the zero set ends near itself.
    """
    try:
        with context.workdps(SEARCH_DIGITS):
            values = tuple(+v for v in start)
            error = size(function(values))
            for _ in range(STEPS):
                if error < context.mpf(10) ** -12:
                    break
                values, smaller = _damped(function, values, error)
                if smaller is None:
                    return None
                error = smaller
            else:
                return None
        for _ in range(POLISH):
            error = size(function(values))
            if error < context.mpf(10) ** -34:
                break
            values = _plus(values, _step(function, values))
    except (NoValue, ZeroDivisionError, ValueError, OverflowError):
        return None
    return values if _is_zero(function, values) else None


def _is_zero(function: Function, values: Values) -> bool:
    """Whether the function is zero here, and not small all around as exp(x) is far on the left."""
    try:
        error = size(function(values))
        reach = max(1, size(values)) * context.mpf(10) ** -4
        signs = ((1, 1.3, 0.7, 1.7, 0.9), (-1, -0.8, 1.2, -1.4, 0.6))
        around = []
        for sign in signs:
            there = tuple(v + reach * sign[k % 5] for k, v in enumerate(values))
            try:
                around.append(size(function(there)))
            except NoValue:
                continue
    except NoValue:
        return False
    return bool(error < context.mpf(10) ** -14 and around and error * 1000 <= max(around))


def _damped(function: Function, values: Values, error: Number) -> tuple[Values, Number | None]:
    step, part = _step(function, values), context.mpf(1)
    for _ in range(12):
        there = _plus(values, tuple(part * s for s in step))
        try:
            smaller = size(function(there))
        except NoValue:
            smaller = error
        if smaller < error * (1 - part / 10):
            return there, smaller
        part /= 3
    return values, None


def _plus(a: Values, b: Values) -> Values:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def jacobian(function: Function, values: Values) -> tuple[Values, list[Values]]:
    """The function here, and its rows of partial derivatives by difference quotients."""
    here = function(values)
    columns = []
    for k, value in enumerate(values):
        step = max(abs(value), 1) * context.mpf(10) ** -(context.dps // 2)
        there = function((*values[:k], value + step, *values[k + 1 :]))
        columns.append(tuple((t - h) / step for t, h in zip(there, here, strict=True)))
    return here, list(zip(*columns, strict=True))


def _step(function: Function, values: Values) -> Values:
    here, rows = jacobian(function, values)
    if len(here) == len(values) == 1:
        if rows[0][0] == 0:
            raise NoValue("flat")
        return (-here[0] / rows[0][0],)
    wide = len(here) <= len(values)
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


def scan(function: Function, low: float, high: float) -> list[Number]:
    """Zeros of a function of one number between `low` and `high`, by sign changes and near misses."""
    found: list[Number] = []
    table: list[tuple[Number, Number] | None] = []
    with context.workdps(SEARCH_DIGITS):
        for place in _grid(low, high):
            try:
                table.append((place, function((place,))[0]))
            except (NoValue, OverflowError):
                table.append(None)
    for k, now in enumerate(table[:-1]):
        after = table[k + 1]
        if now is None:
            continue
        if now[1] == 0:
            candidate: Values | None = (now[0],)
        elif after is not None and after[1] != 0 and (now[1] > 0) != (after[1] > 0):
            candidate = newton(function, (_between(function, now, after),))
        elif _dips(table, k):
            candidate = newton(function, (now[0],))
        else:
            continue
        if candidate is not None and not any(near(candidate[0], f) for f in found):
            found.append(candidate[0])
    return found


def _grid(low: float, high: float) -> list[Number]:
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
    return [context.mpf(p) for p in sorted(set(places)) if low <= p <= high]


def _dips(table: Sequence[tuple[Number, Number] | None], k: int) -> bool:
    """Whether the k-th value is a local minimum of the absolute value: a double zero may be near."""
    if not 0 < k < len(table) - 1:
        return False
    left, here, right = table[k - 1], table[k], table[k + 1]
    if left is None or here is None or right is None:
        return here is not None and (left is None or right is None)
    return bool(abs(here[1]) <= abs(left[1]) and abs(here[1]) <= abs(right[1]))


def _between(
    function: Function, left: tuple[Number, Number], right: tuple[Number, Number]
) -> Number:
    """A place near the sign change between two places, by halving."""
    (a, fa), (b, _) = left, right
    with context.workdps(SEARCH_DIGITS):
        for _ in range(30):
            middle = (a + b) / 2
            try:
                value = function((middle,))[0]
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


def gradient(function: Expr, names: Sequence[Symbol], at: Point) -> Values:
    """The partial derivatives of a function at a point."""
    here = tuple(at.of(name) for name in names)
    _, rows = jacobian(lambda values: (at_values(at, names, values).of(function),), here)
    return rows[0]
