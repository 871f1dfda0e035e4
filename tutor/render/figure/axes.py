"""The frame of a drawing in the plane: its window, its grid and its axes.

The window holds all marks.  The axes run through the origin when the window shows it, else along the
border; their numbers stand at the border in any case, where they hide nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tutor.core.figure import (
    Arrow,
    Bars,
    Contours,
    Curve,
    Dots,
    Figure,
    Mark,
    Note,
    Place,
    Region,
    Shade,
)
from tutor.render.figure import labels, style
from tutor.render.figure.placing import Places

_FARTHEST = 1e15  # beyond it the numbers of a drawing lose their last digits
_LOWEST, _TALLEST = 1.5, 4.2  # inches
_ROOM = 0.06  # of the window, around the marks
_BEYOND = 9  # points that an axis reaches out of the window


@dataclass(frozen=True, slots=True)
class Window:
    """What is seen of the plane."""

    left: float
    right: float
    low: float
    high: float

    @property
    def origin(self) -> tuple[float, float]:
        """Where the axes cross: at zero, or at the border that is nearest to it."""
        return min(max(0.0, self.left), self.right), min(max(0.0, self.low), self.high)


def finite(points: Iterable[Any]) -> list[tuple[float, float]]:
    """The points with nan for what cannot be drawn."""
    return [
        (float(x), float(y))
        if y is not None and abs(x) < _FARTHEST and abs(y) < _FARTHEST
        else (math.nan, math.nan)
        for x, y in points
    ]


def window(figure: Figure) -> Window:
    """A window that holds every mark; the ground of bars and shaded areas is its border."""
    points = [p for mark in figure.marks for p in finite(_points(mark)) if not math.isnan(p[0])]
    if bars := bar_names(figure):
        points += [(-0.6, 0.0), (len(bars) - 0.4, 0.0)]
    points = points or [(0.0, 0.0), (1.0, 1.0)]
    left, right = _stretched(x for x, _ in points)
    low, high = _stretched(y for _, y in points)
    room_x, room_y = _ROOM * (right - left), _ROOM * (high - low)
    if any(isinstance(mark, Contours | Region) for mark in figure.marks):
        return Window(left, right, low, high)
    if figure.equal:
        left, right = _with_zero(left - room_x, right + room_x)
        low, high = _with_zero(low - room_y, high + room_y)
        return Window(left, right, low, high)
    # An interval of a curve is shown as it is; so is the ground on which something stands.
    room_x = 0.0 if bars or any(_spans(mark, left, right) for mark in figure.marks) else room_x
    ground = 0.0 if low == 0 < high else room_y
    return Window(left - room_x, right + room_x, low - ground, high + room_y)


def _spans(mark: Mark, left: float, right: float) -> bool:
    """Whether a curve goes from one end of the picture to the other."""
    if not isinstance(mark, Curve | Shade):
        return False
    places = [x for x, _ in finite(mark.points) if not math.isnan(x)]
    return bool(places) and min(places) <= left and max(places) >= right


def _with_zero(low: float, high: float) -> tuple[float, float]:
    """The interval, stretched to zero if zero is near: a picture of the plane shows its origin."""
    near = (high - low) / 2
    if 0 < low < near:
        return -_ROOM * high, high
    if 0 < -high < near:
        return low, -_ROOM * low
    return low, high


def _points(mark: Mark) -> Iterator[Place]:
    match mark:
        case Curve(points) | Dots(points):
            yield from points
        case Shade(points):
            yield from points
            yield from ((x, 0.0) for x, _ in points)
        case Arrow(tail, head):
            yield from (tail, head)
        case Bars(_, heights):
            yield (0.0, 0.0)
            yield from ((0.0, height) for height in heights)
        case Contours(x, y) | Region(x, y):
            yield from ((min(x), min(y)), (max(x), max(y)))
        case Note(at):
            yield at


def _stretched(values: Iterable[float]) -> tuple[float, float]:
    found = list(values)
    low, high = min(found), max(found)
    if high - low <= 1e-9 * max(abs(low), abs(high)):  # all in one line
        return low - 1, high + 1
    return low, high


def frame(figure: Figure) -> tuple[Any, Window]:
    """Empty axes for the figure, with its window set."""
    from matplotlib.figure import Figure as Canvas

    seen = window(figure)
    width, height = style.WIDTH, style.HEIGHT
    if figure.equal:
        height = width * (seen.high - seen.low) / (seen.right - seen.left)
        if height > _TALLEST:
            width, height = max(width * _TALLEST / height, _LOWEST), _TALLEST
        height = max(height, _LOWEST)
        seen = _widened(seen, height / width)
    axes = Canvas(figsize=(width, height), dpi=72).add_axes((0, 0, 1, 1))
    axes.set_xlim(seen.left, seen.right)
    axes.set_ylim(seen.low, seen.high)
    axes.patch.set_visible(False)
    axes.figure.patch.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, pad=3, labelsize=style.SMALL, labelcolor=style.INK)
    axes.set_axisbelow(True)
    axes.set_xticks([])
    axes.set_yticks([])
    return axes, seen


def _widened(seen: Window, ratio: float) -> Window:
    """The window with the sides of this ratio."""
    wide, high = seen.right - seen.left, seen.high - seen.low
    x = max(high / ratio - wide, 0) / 2
    y = max(wide * ratio - high, 0) / 2
    return Window(seen.left - x, seen.right + x, seen.low - y, seen.high + y)


def draw_axes(figure: Figure, axes: Any, seen: Window, places: Places) -> None:
    """The axes that have names, with numbers and a light grid."""
    x0, y0 = seen.origin
    if any(isinstance(mark, Shade | Bars) for mark in figure.marks) and seen.low == 0:
        x0 = seen.left  # an axis through the area would divide it
    step = None
    if figure.equal:
        step = ticks(min(seen.left, seen.low), max(seen.right, seen.high))[1]
    if bar_names(figure):
        axes.plot([seen.left, seen.right], [0, 0], color=style.INK, linewidth=0.9, zorder=3)
    elif figure.x:
        _number(axes.xaxis, ticks(seen.left, seen.right, step)[0])
        _arrow(axes, (y0 - seen.low) / (seen.high - seen.low), "x")
        places.avoid(((seen.left, y0), (seen.right, y0)))
        _name(axes, figure.x, (seen.right, y0), (_BEYOND + 3, 0), "left", "center")
    if figure.y:
        _number(axes.yaxis, ticks(seen.low, seen.high, step)[0])
        _arrow(axes, (x0 - seen.left) / (seen.right - seen.left), "y")
        places.avoid(((x0, seen.low), (x0, seen.high)))
        # A word starts above the numbers; centred on the axis, it would stand out to the left.
        is_word = len(figure.y) > 3 and x0 == seen.left
        place = (-6, "left") if is_word else (0, "center")
        _name(axes, figure.y, (x0, seen.high), (place[0], _BEYOND + 3), place[1], "bottom")


def bar_names(figure: Figure) -> tuple[str, ...]:
    """The names under the bars, in the order in which they come."""
    bars = (mark for mark in figure.marks if isinstance(mark, Bars))
    return tuple(dict.fromkeys(name for mark in bars for name in mark.names))


def ticks(
    low: float, high: float, step: float | None = None, nbins: int = 6
) -> tuple[list[float], float]:
    """Round numbers in the window, and the distance between them."""
    from matplotlib.ticker import MaxNLocator, MultipleLocator

    locator = MultipleLocator(step) if step else MaxNLocator(nbins, steps=[1, 2, 2.5, 5, 10])
    values = [float(v) for v in locator.tick_values(low, high)]
    margin = 1e-9 * (high - low)
    shown = [v for v in values if low - margin <= v <= high + margin]
    gap = values[1] - values[0] if len(values) > 1 else 1.0
    return [0.0 if abs(v) < gap * 1e-9 else v for v in shown], gap


def _number(axis: Any, values: list[float]) -> None:
    axis.set_ticks(values)
    texts = [labels.number(value) for value in values]
    axis.set_ticklabels([text["s"] for text in texts])
    for tick, text in zip(axis.get_majorticklabels(), texts, strict=True):
        tick.set_parse_math(text["parse_math"])
    axis.grid(True, color=style.look("muted").colour, alpha=0.28, linewidth=0.5)


def _arrow(axes: Any, across: float, along: str) -> None:
    """An axis from border to border, its point a little outside the window.

    `across` is its place on the other axis, as a share of the window.
    """
    size = axes.bbox.width if along == "x" else axes.bbox.height
    start, end = (0.0, across), (1 + _BEYOND / size, across)
    if along == "y":
        start, end = start[::-1], end[::-1]
    axes.annotate(
        "",
        end,
        start,
        "axes fraction",
        annotation_clip=False,
        arrowprops={
            "arrowstyle": "-|>,head_length=0.35,head_width=0.16",
            "linewidth": 0.9,
            "color": style.INK,
            "shrinkA": 0,
            "shrinkB": 0,
        },
        zorder=1.5,
    )


def _name(axes: Any, name: str, at: Any, offset: tuple[int, int], ha: str, va: str) -> None:
    words = labels.symbol(name)
    axes.annotate(
        words.pop("s"),
        at,
        offset,
        textcoords="offset points",
        ha=ha,
        va=va,
        color=style.INK,
        annotation_clip=False,
        **words,
    )
