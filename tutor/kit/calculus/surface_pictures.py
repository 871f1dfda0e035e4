"""Pictures of a function of two variables and of a curve in its plane."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, isfinite, log10

from sympy import Expr, Symbol

from tutor.core.figure import Contours, Dots, Mark
from tutor.kit.polynomial_systems import Values
from tutor.kit.real_values import columns, heights_above

SIDE = 42  # even: at a saddle on a place of the grid, the level curves that cross there break
LEVELS = 6


def level_curves(
    f: Expr,
    curve: Expr | None,
    unknowns: Sequence[Symbol],
    points: Sequence[Values],
    names: tuple[str, str] = ("constraint", "extreme points"),
) -> tuple[Mark, ...]:
    """Level curves of f, the curve on which `curve` is zero, if there is one, and the points found."""
    places = [tuple(float(p[u]) for u in unknowns) for p in points]
    reach = 1.5 * max([1.0, *(abs(c) for place in places for c in place)])
    grid = [-reach + 2 * reach * k / (SIDE - 1) for k in range(SIDE)]
    heights = heights_above(f, unknowns, grid, grid)
    beside = () if curve is None else heights_above(curve, unknowns, grid, grid)
    known = [v for row in heights for v in row if isfinite(v)]
    if not known or not all(isfinite(v) for row in beside for v in row):
        return ()
    low, high = sorted(known)[len(known) // 20], sorted(known)[-1 - len(known) // 20]
    x, y = unknowns
    extremes = {columns(f.xreplace({y: p[y]}), x, [float(p[x])])[0] for p in points}
    levels = levels_between(low, high, extremes)
    across = tuple(grid)
    dots = tuple((a, b) for a, b in places)
    surface = Contours(across, across, heights, levels, "level curves of the function")
    if curve is None:
        return surface, Dots(dots, label="level points")
    border = Contours(across, across, beside, (0.0,), names[0], "first")
    return surface, border, *((Dots(dots, label=names[1]),) if dots else ())


def levels_between(low: float, high: float, extremes: set[float]) -> tuple[float, ...]:
    """The extreme values, and between and beside them round numbers that are not too near."""
    rough = max(high - low, 1e-9) / LEVELS
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * k for k in (1, 2, 5, 10) if unit * k >= rough)
    levels = {float(f"{v:.6g}") for v in extremes}
    for k in range(ceil(low / step), floor(high / step) + 1):
        if all(abs(k * step - v) > 0.6 * step for v in levels):
            levels.add(float(f"{k * step:.6g}"))
    return tuple(sorted(levels))
