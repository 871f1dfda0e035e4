"""Pictures of a set that inequalities describe, with level curves of a function."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from sympy import Tuple

from tutor.core.figure import Contours, Dots, Mark, Region
from tutor.kit.calculus.kkt import Program
from tutor.kit.calculus.surface_pictures import levels_between
from tutor.kit.real_values import heights_above

SIDE = 90
COARSE = 41
Heights = tuple[tuple[float, ...], ...]
Range = tuple[float, float]


def feasible_set(program: Program, points: Sequence[Tuple]) -> tuple[Mark, ...]:
    """The feasible set shaded, level curves of the function, the equation if there is one, the points."""
    places = [(float(a), float(b)) for a, b in points]
    across, up = (_grid(r, SIDE) for r in _window(program, places))
    inside = _highest(program, across, up)
    heights = heights_above(program.f, program.unknowns, across, up)
    known = sorted(v for row in heights for v in row if isfinite(v))
    if not known:
        return ()
    low, high = known[len(known) // 20], known[-1 - len(known) // 20]
    best = {float(program.f.xreplace(dict(zip(program.unknowns, p, strict=True)))) for p in points}
    name = "where the inequalities hold" if program.equations else "feasible set"
    marks: list[Mark] = [Region(across, up, inside, name)]
    levels = levels_between(low, high, best)
    marks.append(Contours(across, up, heights, levels, "level curves of the function"))
    for equation in program.equations:
        curve = heights_above(equation.lhs - equation.rhs, program.unknowns, across, up)
        marks.append(Contours(across, up, curve, (0.0,), "equation", "first"))
    return *marks, Dots(tuple(places), label="extreme points")


def _window(program: Program, places: Sequence[tuple[float, float]]) -> tuple[Range, Range]:
    """What holds the points and the feasible set, or a part of it if it is large."""
    reach = 2 * max([1.0, *(abs(c) for place in places for c in place)])
    coarse = _grid((-2 * reach, 2 * reach), COARSE)
    table = _highest(program, coarse, coarse)
    inside = [
        (x, y)
        for y, row in zip(coarse, table, strict=True)
        for x, height in zip(coarse, row, strict=True)
        if height <= 0
    ]
    edge = any(abs(c) == 2 * reach for point in inside for c in point)
    shown = places if edge or not inside else [*inside, *places]
    ranges = []
    for values in zip(*shown, (0.0, 0.0), strict=True):
        room = max(0.2 * (max(values) - min(values)), 0.5 * reach if edge else 0.1 * reach)
        ranges.append((min(values) - room, max(values) + room))
    return ranges[0], ranges[1]


def _grid(ends: Range, count: int) -> tuple[float, ...]:
    low, high = ends
    return tuple(low + (high - low) * k / (count - 1) for k in range(count))


def _highest(program: Program, across: Sequence[float], up: Sequence[float]) -> Heights:
    """The largest left side of the inequalities, which is at most 0 in the feasible set."""
    tables = [heights_above(g, program.unknowns, across, up) for g in program.sides]
    rows = zip(*tables, strict=True)
    return tuple(tuple(map(max, *row)) if len(row) > 1 else row[0] for row in rows)
