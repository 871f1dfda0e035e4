"""Pictures of iterations: steps on a curve, tangents to the axis, and errors in powers of ten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite, log10

from sympy import Expr, Symbol

from tutor.core.figure import Contours, Curve, Dots, Mark
from tutor.kit.calculus.iterations import Run, distances
from tutor.kit.real_values import columns, heights_above

POINTS = 120
STEPS = 12  # drawn
DRAWN = 3  # of the first states, beside the last
NAMED = 3  # points with a name
PATH, SIDE, LEVELS = 20, 41, 7  # steps of a path, points of its grid, level curves
LOWEST = 0.5  # how high such a picture is at least, by its width
HALVED = 5  # intervals drawn after the first
ERRORS = 30  # steps whose errors are drawn
ROOM = 0.25  # of the width that the states take, on both sides


def steps_on_curve(f: Expr, x: Symbol, run: Run, target: float | None = None) -> tuple[Mark, ...]:
    """The graph of f around the states, and the states on it joined in their order."""
    places = [run.state(k)[0] for k in range(min(run.last, STEPS) + 1)]
    marked = [*places, *([target] if target is not None else [])]
    curve = _graph(f, x, marked)
    heights = columns(f, x, places)
    if not curve or not all(map(isfinite, heights)):
        return ()
    points = tuple(zip(places, heights, strict=True))
    marks: list[Mark] = [
        Curve(curve, f"f({x})"),
        Curve(points, "steps", "accent"),
        Dots(points, _names(x, points)),
    ]
    if target is not None:
        (height,) = columns(f, x, [target])
        if isfinite(height):
            marks.append(Dots(((target, height),), label="slope zero", role="third"))
    return tuple(marks)


def tangents(g: Expr, x: Symbol, run: Run, name: str) -> tuple[Mark, ...]:
    """The graph of g, and from each state up to it and down along the tangent to the axis."""
    count = min(run.last, 5)
    places = [run.state(k)[0] for k in range(count + 1)]
    curve, heights = _graph(g, x, places), columns(g, x, places)
    if not curve or not all(map(isfinite, heights)):
        return ()
    path: list[tuple[float, float]] = []
    for place, height in zip(places, heights, strict=True):
        path += [(place, 0.0), (place, height)]
    on_axis = tuple((place, 0.0) for place in places)
    return (
        Curve(curve, name),
        Curve(tuple(path[:-1]), "tangents", "accent"),
        Dots(on_axis, _names(x, on_axis)),
    )


def intervals(g: Expr, x: Symbol, run: Run) -> tuple[Mark, ...]:
    """The graph of g, and below it the first intervals, each a line of its own."""
    shown = [run.state(k) for k in range(min(run.last, HALVED) + 1)]
    curve = _graph(g, x, shown[0])
    heights = [v for _, v in curve if v is not None]
    if not heights:
        return ()
    marks: list[Mark] = [Curve(curve, f"f({x})")]
    gap = (max(heights) - min(heights)) / 12
    for k, (low, high) in enumerate(shown):
        level = min(heights) - (k + 1) * gap
        ends = ((low, level), (high, level))
        marks += [Curve(ends, "intervals", "accent"), Dots(ends)]
    return tuple(marks)


def path_on_contours(
    f: Expr, names: Sequence[Symbol], run: Run, target: Sequence[float] | None = None
) -> tuple[Mark, ...]:
    """Level curves of f around the states, through some of them, and the states joined in order."""
    places = [run.state(k) for k in range(min(run.last, PATH) + 1)]
    marked = [*places, *([tuple(target)] if target is not None else [])]
    spans = [_reach([p[k] for p in marked]) for k in (0, 1)]
    least = LOWEST * max(high - low for low, high in spans)
    (left, right), (low, high) = (_widened(span, least) for span in spans)
    across = [left + (right - left) * k / (SIDE - 1) for k in range(SIDE)]
    along = [low + (high - low) * k / (SIDE - 1) for k in range(SIDE)]
    x, y = names
    heights = heights_above(f, names, across, along)
    inside = [v for row in heights for v in row if isfinite(v)]
    levels = [columns(f, x, [p[0]], {y: [p[1]]})[0] for p in places]
    known = sorted({float(f"{v:.4g}") for v in levels if isfinite(v)}, reverse=True)
    if len(inside) < SIDE * SIDE // 2 or len(places) < 2 or not known:
        return ()
    marks: list[Mark] = [
        Contours(
            tuple(across), tuple(along), heights, tuple(sorted(known[:LEVELS])), "level curves"
        ),
        Curve(tuple((p[0], p[1]) for p in places), "steps", "accent"),
        Dots(tuple((p[0], p[1]) for p in places)),
    ]
    if target is not None:
        marks.append(Dots(((target[0], target[1]),), label="slope zero", role="third"))
    return tuple(marks)


def _reach(values: Sequence[float]) -> tuple[float, float]:
    left, right = min(values), max(values)
    room = max((right - left) * ROOM, 0.3)
    return left - room, right + room


def _widened(span: tuple[float, float], least: float) -> tuple[float, float]:
    low, high = span
    more = max(0.0, least - (high - low)) / 2
    return low - more, high + more


def falling_cost(run: Run) -> tuple[Mark, ...]:
    """The first column of the table, a cost L, step by step."""
    costs = tuple((float(k), float(row[0])) for k, row in enumerate(run.columns))
    return Curve(costs, "L", "first"), Dots(costs, role="first")


def drawn_states(run: Run) -> Iterator[tuple[int, str, str]]:
    """The numbers of the first states and of the last one, each with its label and its role."""
    for k in sorted({*range(min(DRAWN, run.last + 1)), run.last}):
        yield (k, "last state", "accent") if k == run.last else (k, "earlier states", "muted")


def errors(runs: Sequence[tuple[str, Run]], target: Sequence[float]) -> tuple[Mark, ...]:
    """The distance of each state from the target as a power of ten; a straight line is a constant factor."""
    marks: list[Mark] = []
    for (label, run), role in zip(runs, ("first", "second"), strict=False):
        away = [(k, log10(size)) for k, size in distances(run, target) if k <= ERRORS]
        if len(away) > 1:
            marks += [Curve(tuple(away), label, role), Dots(tuple(away), role=role)]
    return tuple(marks)


def _names(x: Symbol, points: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """Names for the first points, as long as they stand apart."""
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    names: list[str] = []
    for k, (place, _) in enumerate(points):
        clear = all(abs(place - points[j][0]) > (right - left) / 12 for j in range(k))
        names.append(f"{x}_{k}" if k < NAMED and clear and len(str(x)) == 1 else "")
    return tuple(names)


def _graph(f: Expr, x: Symbol, marked: Sequence[float]) -> tuple[tuple[float, float | None], ...]:
    left, right = min(marked), max(marked)
    room = max((right - left) * ROOM, 0.2)
    low, high = left - room, right + room
    places = [low + (high - low) * k / POINTS for k in range(POINTS + 1)]
    values = columns(f, x, places)
    known = [v for v in columns(f, x, list(marked)) if isfinite(v)]
    if not known:
        return ()
    top, bottom = max(known), min(known)
    reach = max(top - bottom, 1e-9)
    inside = (isfinite(v) and bottom - 2 * reach <= v <= top + reach for v in values)
    return tuple((p, v if ok else None) for p, v, ok in zip(places, values, inside, strict=True))
