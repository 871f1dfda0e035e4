"""Pictures of a curve around the places that a derivation has found."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from sympy import Expr, Symbol

from tutor.core.claims import Claim, Extremum
from tutor.core.figure import Curve, Dots, Figure
from tutor.kit.real_values import columns

POINTS = 160
KINDS = ("minimum", "maximum", "saddle")
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


def with_points(words: str, f: Expr, x: Symbol, goals: Mapping[str, Claim]) -> tuple[Figure, ...]:
    """The curve with its extrema marked; nothing where no extremum was found."""
    found = [c for c in goals.values() if isinstance(c, Extremum)]
    if not found:
        return ()
    dots: dict[tuple[float, float], str] = {}
    for claim in found:
        kind = next(k for k in KINDS if k in claim.kind)
        dots[float(claim.point[0]), float(claim.value)] = "" if kind == "saddle" else f"{kind[:3]}"
    places = [p for p, _ in dots]
    graph = curve(f, x, window(places), [h for _, h in dots], "f")
    if graph is None:
        return ()
    marks = (graph, Dots(tuple(dots), label="level places and corners"))
    return (Figure(words, found[0], marks, str(x), f"f({x})"),)
