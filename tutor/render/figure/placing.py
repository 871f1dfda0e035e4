"""Finds places for labels, so that they cover neither lines nor one another.

Each label tries some places around its point, nearest first, and takes the one that hides least.
Everything here is measured in points of the drawing, as matplotlib lays it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from tutor.render.figure import labels, style
from tutor.render.figure.boxes import Box

_AWAY = 5.0  # from the point to its label
_TIGHT = 6.0  # a place that is nearer to something is none
_FREE = 30.0  # a place that is so far from everything is as good as any
_ENOUGH = 120  # points of a line that are looked at
_FINE = 3.0  # between two samples of a line
_AROUND = ((1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1), (1, 0), (-1, 0))
_RINGS = (1.0, 2.2, 4.0)


@dataclass(frozen=True, slots=True)
class Wish:
    """A label for the point `at` (in the units of `axes`), best in direction `towards`.

    The label of an arrow has its `tail`, and the `sign` that stands beside its name in a legend.
    """

    at: tuple[float, float]
    text: str
    towards: tuple[float, float] = (1.0, 1.0)
    tail: tuple[float, float] | None = None
    sign: Any = None


class Places:
    """What is taken in one drawing."""

    def __init__(self, axes: Any) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        self.axes = axes
        self.renderer = FigureCanvasAgg(axes.figure).get_renderer()
        self._lines: list[Any] = []
        self._boxes: list[Box] = []

    def avoid(self, points: Any) -> None:
        """Keep labels off the line through these points; nan breaks it."""
        at = self.axes.transData.transform(np.asarray(points, dtype=float).reshape(-1, 2))
        pieces = [at[np.isfinite(at).all(axis=1)]]
        for a, b in pairwise(at):
            length = float(np.hypot(*(b - a)))
            if np.isfinite(length) and _FINE < length < 1e4:
                pieces.append(a + (b - a) * np.linspace(0, 1, int(length / _FINE) + 2)[:, None])
        self._lines.append(np.concatenate(pieces))

    def freest(self, points: Any) -> tuple[float, float] | None:
        """The one of some points that is farthest from all lines, texts and the border.

        None if there is no room at any: a label there would cover a line or another label.
        """
        points = points[:: max(len(points) // _ENOUGH, 1)]
        at = self.axes.transData.transform(points)
        window = self.axes.bbox
        room = np.minimum(at - (window.x0, window.y0), (window.x1, window.y1) - at).min(axis=1)
        middles = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in self._boxes]
        for line in (*self._lines, np.array(middles).reshape(-1, 2)):
            if len(line):
                apart = np.hypot(*(at[:, None, :] - line[None, :, :]).transpose(2, 0, 1))
                room = np.minimum(room, apart.min(axis=1))
        if room.max() < _TIGHT:
            return None
        best = points[int(np.argmax(np.round(np.minimum(room, _FREE), 1)))]
        return float(best[0]), float(best[1])

    def keep_off(self, artist: Any) -> None:
        """Keep labels off a drawn text."""
        self._boxes.append(self._box(artist))

    def in_units(self, artist: Any, around: float) -> Box:
        """The box of a drawn text with some points around it, in the units of the axes."""
        x0, y0, x1, y1 = self._box(artist)
        corners = ((x0 - around, y0 - around), (x1 + around, y1 + around))
        (a0, b0), (a1, b1) = self.axes.transData.inverted().transform(corners)
        return float(a0), float(b0), float(a1), float(b1)

    def _box(self, artist: Any) -> Box:
        extent = artist.get_window_extent(self.renderer)
        return extent.x0, extent.y0, extent.x1, extent.y1

    def put(self, wish: Wish, others: Sequence[Wish] = (), **how: Any) -> bool:
        """Draw the label at the best of its places.

        Nothing is drawn, and False returned, if one of the `others`, which are arrows, is nearer there
        and so seems to be what is named.
        """
        words = labels.label(wish.text)
        artist = self.axes.annotate(
            words.pop("s"),
            wish.at,
            (0, 0),
            textcoords="offset points",
            va="bottom",
            ha="left",
            color=style.INK,
            zorder=6,
            annotation_clip=False,
            **words,
            **how,
        )
        x0, y0, x1, y1 = self._box(artist)
        size = (x1 - x0, y1 - y0)
        centre = self.axes.transData.transform(wish.at)
        tries = [
            self._beside(centre, size, towards, away)
            for away in _RINGS
            for towards in (_snapped(wish.towards), *_AROUND)
        ]
        costs = [self._cost(box) + 0.8 * k for k, box in enumerate(tries)]
        best = tries[costs.index(min(costs))]
        reach, point = _apart(best, [centre]), (*centre, *centre)
        rivals = [a for a in map(self._arrow, others) if _apart(point, a) > _AWAY]
        if any(_apart(best, arrow) < reach for arrow in rivals):
            artist.remove()
            return False
        artist.set_position((round(best[0] - x0, 2), round(best[1] - y0, 2)))
        self._boxes.append(best)
        return True

    def _arrow(self, wish: Wish) -> Any:
        """Points along an arrow."""
        tail, head = self.axes.transData.transform((wish.tail, wish.at))
        return tail + (head - tail) * np.linspace(0, 1, _ENOUGH)[:, None]

    @staticmethod
    def _beside(
        centre: Any, size: tuple[float, float], towards: tuple[float, float], away: float
    ) -> Box:
        gap = _AWAY * away / (1.4 if all(towards) else 1.0)
        left = centre[0] + towards[0] * (gap + size[0] / 2) - size[0] / 2
        low = centre[1] + towards[1] * (gap + size[1] / 2) - size[1] / 2
        return (left, low, left + size[0], low + size[1])

    def _cost(self, box: Box) -> float:
        x0, y0, x1, y1 = box
        cost = 0.0
        for a0, b0, a1, b1 in self._boxes:
            wide, high = min(x1, a1) - max(x0, a0), min(y1, b1) - max(y0, b0)
            if wide > 0 and high > 0:
                cost += 200 + wide * high
        for line in self._lines:
            inside = (line[:, 0] > x0 - 1) & (line[:, 0] < x1 + 1)
            inside &= (line[:, 1] > y0 - 1) & (line[:, 1] < y1 + 1)
            cost += 8.0 * int(inside.sum())
        window = self.axes.bbox
        outside = max(window.x0 - x0, x1 - window.x1, 0) + max(window.y0 - y0, y1 - window.y1, 0)
        return cost + 2.0 * float(outside)


def _apart(box: Box, points: Any) -> float:
    """How far the nearest of the points is from a box."""
    x0, y0, x1, y1 = box
    x, y = np.asarray(points).T
    across, up = (np.maximum(np.maximum(a - v, v - b), 0) for v, a, b in ((x, x0, x1), (y, y0, y1)))
    return float(np.hypot(across, up).min())


def _snapped(towards: tuple[float, float]) -> tuple[float, float]:
    """The nearest of the eight directions."""
    x, y = towards
    longest = max(abs(x), abs(y))
    if not longest > 0:
        return (1.0, 1.0)
    return (float(round(x / longest)), float(round(y / longest)))
