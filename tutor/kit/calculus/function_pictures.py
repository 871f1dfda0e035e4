"""Pictures of a function of one variable, drawn where it has values."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite

from sympy import Expr, Symbol, oo

from tutor.core.figure import Curve, Dots, Mark, Place, Region, Shade
from tutor.kit.real_values import columns

POINTS = 96
WINDOWS = ((-3.0, 3.0), (0.0, 6.0), (-1.0, 1.0), (1.0, 7.0), (0.0, 1.0), (-12.0, 12.0))
ENOUGH = 0.6  # of the window, in which the function has to be defined
JUMP = 10  # times as far as between the places beside it, and a curve is broken
SHOWN = 0.9  # of the values; the rest may run out of the picture near a pole
FAR = 3  # times as high as the picture of these, and a value is left out; a peak is not that high


def with_derivative(f: Expr, derivative: Expr, x: Symbol, label: str = "f'") -> tuple[Mark, ...]:
    """The graphs of f and a derivative, broken where either has no value; nothing if that is everywhere."""
    best: tuple[int, list[float], list[float], list[float]] | None = None
    for low, high in WINDOWS:
        step = (high - low) / POINTS
        places = [low + (k + 0.5) * step for k in range(POINTS)]
        values, slopes = columns(f, x, places), columns(derivative, x, places)
        defined = sum(map(_both, values, slopes))
        if best is None or defined > best[0]:
            best = (defined, places, values, slopes)
        if defined >= ENOUGH * POINTS:
            break
    if best is None or best[0] < POINTS // 8:
        return ()
    _, places, values, slopes = best
    inside = [_both(v, s) for v, s in zip(values, slopes, strict=True)]
    shown = sorted(
        max(abs(v), abs(s)) for v, s, ok in zip(values, slopes, inside, strict=True) if ok
    )
    top = 1.5 * shown[int(SHOWN * (len(shown) - 1))] + 0.1
    return (
        Curve(_points(places, values, inside, top), "f"),
        Curve(_points(places, slopes, inside, top), label, "second", dashed=True),
    )


def _both(value: float, slope: float) -> bool:
    return isfinite(value) and isfinite(slope)


def _points(
    places: list[float], values: list[float], inside: list[bool], top: float
) -> tuple[Place, ...]:
    points: list[Place] = [
        (p, v if ok and abs(v) <= top else None)
        for p, v, ok in zip(places, values, inside, strict=True)
    ]
    for k in reversed(range(1, len(points) - 2)):
        if _jumps([v for _, v in points[k - 1 : k + 3]]):
            points.insert(k + 1, ((points[k][0] + points[k + 1][0]) / 2, None))
    return tuple(points)


def _jumps(values: list[float | None]) -> bool:
    """Whether a function jumps between the second and the third of four neighbouring values."""
    known = [v for v in values if v is not None]
    if len(known) < 4:
        return False
    before, step, after = (abs(b - a) for a, b in pairwise(known))
    return step > JUMP * max(before, after, 1e-3 * max(map(abs, known)))


def near_limit(
    f: Expr, x: Symbol, place: Expr, values: tuple[Expr | None, ...]
) -> tuple[Mark, ...]:
    """The graph of f around a place that it approaches, and the values it approaches there."""
    if place in (oo, -oo):
        low, high = (0.5, 20.0) if place == oo else (-20.0, -0.5)
    else:
        low, high = float(place) - 3, float(place) + 3
    step = (high - low) / (2 * POINTS)
    places = [low + (k + 0.5) * step for k in range(2 * POINTS)]
    heights = columns(f, x, places)
    graph = _graph(places, heights)
    if graph is None:
        return ()
    finite = [float(v) for v in dict.fromkeys(values) if v is not None and v.is_finite]
    marks: list[Mark] = [Curve(graph, "f")]
    if place in (oo, -oo):
        marks += [Curve(((low, v), (high, v)), "limit", "muted", dashed=True) for v in finite[:1]]
    else:
        marks += [Dots(tuple((float(place), v) for v in finite), label="limit")] if finite else []
    return tuple(marks)


def _graph(places: list[float], heights: list[float]) -> tuple[Place, ...] | None:
    """The points of a graph, without the parts that run out of the picture; None if too few are left."""
    inside = [isfinite(v) for v in heights]
    shown = sorted(abs(v) for v in heights if isfinite(v))
    if len(shown) < POINTS // 2:
        return None
    top = 1.5 * shown[int(SHOWN * (len(shown) - 1))] + 0.1
    return _points(places, heights, inside, top if shown[-1] > FAR * top else shown[-1])


def area(f: Expr, x: Symbol, low: Expr, high: Expr) -> tuple[Mark, ...]:
    """The graph of f and the area between the bounds, as far as the picture goes."""
    finite = [float(end) for end in (low, high) if end.is_finite]
    start, end = (float(low), float(high)) if len(finite) == 2 else (-5.0, 5.0)
    if len(finite) == 1:
        start, end = (finite[0], finite[0] + 8) if low.is_finite else (finite[0] - 8, finite[0])
    margin = (end - start) / 6
    step = (end - start + 2 * margin) / (2 * POINTS)
    places = [start - margin + (k + 0.5) * step for k in range(2 * POINTS)]
    heights = columns(f, x, places)
    curve = _graph(places, heights)
    if curve is None:
        return ()
    under = tuple((p, v if start <= p <= end else None) for p, v in curve)
    return Shade(under, "integral"), Curve(curve, "f")


def between(f: Expr, g: Expr, x: Symbol, low: Expr, high: Expr) -> tuple[Mark, ...]:
    """The graphs of two functions and the region between them."""
    start, end = float(low), float(high)
    margin = (end - start) / 6
    step = (end - start + 2 * margin) / (2 * POINTS)
    places = [start - margin + (k + 0.5) * step for k in range(2 * POINTS)]
    one, other = columns(f, x, places), columns(g, x, places)
    if not all(map(isfinite, (*one, *other))):
        return ()
    across = [start + (end - start) * k / POINTS for k in range(POINTS + 1)]
    upper, lower = columns(f, x, across), columns(g, x, across)
    bottom, top = min(*upper, *lower), max(*upper, *lower)
    up = [bottom + (top - bottom) * k / POINTS for k in range(POINTS + 1)]
    inside = tuple(tuple((y - a) * (y - b) for a, b in zip(upper, lower, strict=True)) for y in up)
    return (
        Region(tuple(across), tuple(up), inside, "region"),
        Curve(tuple(zip(places, one, strict=True)), "f"),
        Curve(tuple(zip(places, other, strict=True)), "g", "second"),
    )


def secants(f: Expr, x: Symbol, place: Expr, slope: Expr) -> tuple[Mark, ...]:
    """The graph of f, secants through a point with shorter and shorter steps, and the tangent."""
    a, m = float(place), float(slope)
    places = [a - 2 + 5 * (k + 0.5) / POINTS for k in range(POINTS)]
    heights = columns(f, x, places)
    (start,) = columns(f, x, [a])
    inside = [isfinite(v) for v in heights]
    if sum(inside) < POINTS // 2:
        return ()
    shown = sorted(abs(v) for v in heights if isfinite(v))
    top = 1.2 * shown[int(SHOWN * (len(shown) - 1))] + 0.1
    lines: list[Mark] = [Curve(_points(places, heights, inside, top), "f")]
    for h in (2.0, 1.0):
        (end,) = columns(f, x, [a + h])
        if isfinite(end):
            lines.append(_line(a, start, (end - start) / h, "muted", ""))
    lines.append(_line(a, start, m, "accent", "tangent"))
    return (*lines, Dots(((a, start),)))


def _line(a: float, height: float, slope: float, role: str, label: str) -> Curve:
    ends = ((a - 1.5, height - 1.5 * slope), (a + 2.5, height + 2.5 * slope))
    return Curve(ends, label, role, dashed=role == "muted")


def half_tangents(f: Expr, x: Symbol, place: Expr, slopes: tuple[Expr, ...]) -> tuple[Mark, ...]:
    """The graph of f around a point, and a line with each slope on its side of the point."""
    a = float(place)
    places = [a - 2 + 4 * (k + 0.5) / (2 * POINTS) for k in range(2 * POINTS)]
    heights = columns(f, x, places)
    (start,) = columns(f, x, [a])
    inside = [isfinite(v) for v in heights]
    if sum(inside) < POINTS or not isfinite(start):
        return ()
    top = 1.2 * max(abs(v) for v in heights if isfinite(v)) + 0.1
    marks: list[Mark] = [Curve(_points(places, heights, inside, top), "f")]
    if len(slopes) == 2:
        for m, side in zip(map(float, slopes), (-1.0, 1.0), strict=True):
            marks.append(
                Curve(((a, start), (a + side, start + side * m)), "", "accent", dashed=True)
            )
    elif slopes:
        marks.append(_line(a, start, float(slopes[0]), "accent", "tangent"))
    return (*marks, Dots(((a, start),)))
