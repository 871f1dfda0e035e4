"""Pictures of a curve around the places that a derivation has found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from sympy import Expr, Symbol

from tutor.core.claims import Claim, Extremum
from tutor.core.figure import Curve, Dots, Figure, Mark
from tutor.kit.real_values import columns

POINTS = 160
ROOM = 0.6  # of the width of the places, on either side of them
TALL = 2.0  # heights of the places that the picture shows beyond them


def window(places: list[float]) -> tuple[float, float]:
    """Ends of an interval with the places inside it."""
    low, high = min(places, default=0.0), max(places, default=0.0)
    room = max(ROOM * (high - low), 1.0 if high == low else 0.0) or 1.0
    return low - max(room, 0.5 * abs(low) * (high == low)), high + max(
        room, 0.5 * abs(high) * (high == low)
    )


def curve(
    f: Expr,
    x: Symbol,
    ends: tuple[float, float],
    heights: list[float],
    label: str,
    role: str = "first",
) -> Curve | None:
    """The graph between two places, cut off where it leaves the heights far behind; None if empty."""
    low, high = ends
    places = [low + (high - low) * (k + 0.5) / POINTS for k in range(POINTS)]
    values = columns(f, x, places)
    known = sorted(v for v in values if isfinite(v))
    if not known:
        return None
    middle = known[len(known) // 8 : -(len(known) // 8) or None]
    bottom, top = min([*heights, middle[0]]), max([*heights, middle[-1]])
    margin = 0.25 * (top - bottom or 1.0)
    points = tuple(
        (p, v if isfinite(v) and bottom - margin <= v <= top + margin else None)
        for p, v in zip(places, values, strict=True)
    )
    return Curve(points, label, role)


def with_points(
    words: str,
    f: Expr,
    x: Symbol,
    goals: Mapping[str, Claim],
    ends: tuple[float, float] | None = None,
) -> tuple[Figure, ...]:
    """The curve with its extrema marked, between `ends` or around them; nothing where there are none."""
    found = [c for c in goals.values() if isinstance(c, Extremum)]
    if not found:
        return ()
    dots = dict.fromkeys((float(c.point[0]), float(c.value)) for c in found)
    graph = _graph(f, x, list(dots), ends)
    if graph is None:
        return ()
    marks = (graph, Dots(tuple(dots), label="extrema"))
    return (Figure(words, found[0], marks, str(x), f"f({x})"),)


def curve_and_dots(
    f: Expr, x: Symbol, points: Sequence[tuple[Expr, Expr]], label: str
) -> tuple[Mark, ...]:
    """The curve around some of its points, with these marked; nothing if it cannot be drawn."""
    dots = tuple((float(a), float(b)) for a, b in points)
    graph = _graph(f, x, dots, None)
    return () if graph is None else (graph, Dots(dots, label=label))


def _graph(
    f: Expr, x: Symbol, dots: Sequence[tuple[float, float]], ends: tuple[float, float] | None
) -> Curve | None:
    places, heights = [p for p, _ in dots], [h for _, h in dots]
    return curve(f, x, ends or window(places), heights, "f")
