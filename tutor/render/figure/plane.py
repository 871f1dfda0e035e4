"""Draws the marks of a figure in the plane.

Areas lie at the bottom, then contours, curves, arrows and points; labels come last and look for free
places.  A name that has no place of its own in the drawing stands in a legend below it.
"""

from __future__ import annotations

import math
import textwrap
from typing import Any

from tutor.core.figure import Arrow, Bars, Contours, Curve, Dots, Figure, Mark, Note, Region, Shade
from tutor.render.figure import labels, style
from tutor.render.figure.axes import bar_names, draw_axes, finite, frame
from tutor.render.figure.boxes import Box, outside
from tutor.render.figure.legend import draw_legend
from tutor.render.figure.placing import Places, Wish

_MANY = 40  # so many points are drawn smaller
_NUMBERED_BARS = 12
_NOTE_LENGTH = 160
_LINE = 60  # characters under the axis of bars


class Drawing:
    """One drawing in the making; `legend` collects the signs that need a name."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.axes, self.window = frame(figure)
        self.places = Places(self.axes)
        self.names = bar_names(figure)
        self.groups = [mark for mark in figure.marks if isinstance(mark, Bars)]
        self.wishes: list[Wish] = []
        self.boxes: list[Box] = []
        self.level_curves: list[Any] = []
        self.legend: dict[str, Any] = {}

    def add(self, mark: Mark) -> None:
        match mark:
            case Curve():
                self.curve(mark)
            case Dots():
                self.dots(mark)
            case Shade():
                self.shade(mark)
            case Arrow():
                self.arrow(mark)
            case Bars():
                self.bars(mark)
            case Contours():
                self.contours(mark)
            case Region():
                self.region(mark)

    def name(self, label: str, sign: Any) -> None:
        """A line of the legend; the name of an axis needs none."""
        if label.strip() and label != self.figure.y:
            self.legend.setdefault(label, sign)

    def curve(self, mark: Curve) -> None:
        look = style.look(mark.role)
        how = {
            "color": look.colour,
            "linestyle": style.DASHED if mark.dashed and look.dash == style.SOLID else look.dash,
            "linewidth": look.width,
        }
        points = finite(mark.points)
        self.places.avoid(points)
        for piece in outside(points, self.boxes):
            self.axes.plot(*zip(*piece, strict=True), **how, solid_capstyle="round", zorder=3)
        self.name(mark.label, _line(**how))

    def dots(self, mark: Dots) -> None:
        look = style.look(mark.role)
        points = finite(mark.points)
        size = (3.2 if len(points) > _MANY else 5.0) + (0.8 if look.marker == "o" else 0)
        how = {
            "color": look.colour,
            "linestyle": "none",
            "marker": look.marker,
            "markersize": size,
            "markeredgewidth": 0,
        }
        self.axes.plot(*zip(*points, strict=True), **how, clip_on=False, zorder=5)
        for point, name in zip(points, mark.names, strict=False):
            if name.strip() and not math.isnan(point[0]):
                self.wishes.append(Wish(point, name))
        self.places.avoid([xy for point in points for xy in (point, (math.nan, math.nan))])
        self.name(mark.label, _line(**how))

    def shade(self, mark: Shade) -> None:
        x, y = zip(*finite(mark.points), strict=True)
        hatched = mark.role not in ("first", "accent")
        for how in _filled(mark.role, 0.3, hatched, edge=0):
            self.axes.fill_between(x, y, 0, **how, zorder=2)
        self.name(mark.label, _patches(_filled(mark.role, 0.3, hatched, edge=0)))

    def region(self, mark: Region) -> None:
        import numpy as np

        z = np.asarray(mark.z, dtype=float)
        z = np.ma.masked_where(~(np.abs(z) < 1e15), z)
        how = _filled(mark.role, 0.3, hatched=False, edge=0)
        if z.count() and z.min() < 0:
            colours = [layer["facecolor"] for layer in how]
            self.axes.contourf(mark.x, mark.y, z, [z.min() - 1, 0], colors=colours, zorder=2)
        self.name(mark.label, _patches(how))

    def arrow(self, mark: Arrow) -> None:
        look = style.look(mark.role)
        tail, head = finite((mark.tail, mark.head))
        pieces = outside([tail, head], self.boxes)
        if not pieces or math.isnan(tail[0] + head[0]):
            return
        if tail == head:  # the zero vector
            self.dots(Dots((tail,), (mark.label,), role=mark.role))
            return
        (x0, y0), (x1, y1) = self.axes.transData.transform((tail, head))
        self.axes.annotate(
            "",
            pieces[-1][-1],
            pieces[0][0],
            arrowprops={
                "arrowstyle": style.ARROW,
                "color": look.colour,
                "linewidth": 2.0,
                "shrinkA": 0,
                "shrinkB": 0,
                "joinstyle": "miter",
                "capstyle": "butt",
            },
            annotation_clip=False,
            zorder=4 + 1 / (1 + math.hypot(x1 - x0, y1 - y0)),  # a shorter one lies on a longer
        )
        self.places.avoid((tail, head))
        if mark.label.strip():
            sign = _line(color=look.colour, linewidth=2.0)
            self.wishes.append(Wish(head, mark.label, (x1 - x0, y1 - y0), tail, sign))

    def bars(self, mark: Bars) -> None:
        index, width = self.groups.index(mark), 0.8 / len(self.groups)
        shift = (index - (len(self.groups) - 1) / 2) * width
        hatched = mark.role != "first"
        layers = _filled(mark.role, 0.3 if hatched else 0.85, hatched, edge=0.9)
        places = [self.names.index(name) + shift for name in mark.names]
        heights = [y for _, y in finite((0.0, h) for h in mark.heights)]
        for how in layers:
            self.axes.bar(places, heights, width * 0.94, **how, zorder=2.5)
        if len(self.names) * len(self.groups) <= _NUMBERED_BARS:
            for x, y in zip(places, heights, strict=True):
                if not math.isnan(y):
                    self._number_bar(x, y)
        self.name(mark.label, _patches(layers))

    def _number_bar(self, x: float, y: float) -> None:
        words = labels.number(float(f"{y:.3g}"))
        above = self.axes.annotate(
            words.pop("s"),
            (x, y),
            (0, 2 if y >= 0 else -2),
            textcoords="offset points",
            ha="center",
            va="bottom" if y >= 0 else "top",
            size=style.SMALL,
            color=style.INK,
            **words,
        )
        self.places.keep_off(above)

    def contours(self, mark: Contours) -> None:
        import numpy as np

        look = style.look(mark.role)
        z = np.asarray(mark.z, dtype=float)
        z = np.ma.masked_where(~(np.abs(z) < 1e15), z)
        levels = sorted({v for v in mark.levels if z.count() and z.min() < v < z.max()})
        if levels:
            # Of many levels the negative ones are dashed; a single curve is what its name says.
            lines = {"linestyles": "solid"} if len(mark.levels) == 1 else {}
            drawn = self.axes.contour(
                mark.x, mark.y, z, levels, colors=look.colour, linewidths=1.1, zorder=2.2, **lines
            )
            if len(mark.levels) > 1:  # a single curve has its name, not a level
                self.level_curves.append(drawn)
        self.name(mark.label, _line(color=look.colour, linewidth=1.1))

    def name_levels(self, drawn: Any) -> None:
        """Write its level on each level curve, where the curve is far from everything else."""
        paths = [path.vertices for path in drawn.get_paths()]
        texts = {v: labels.rounded(v)["s"] for v in drawn.levels}
        for level, path in zip(drawn.levels, paths, strict=True):
            if len(path) and (at := self.places.freest(path)) is not None:
                how = {"inline_spacing": 2, "fmt": texts, "manual": [at]}
                for text in drawn.clabel([level], fontsize=style.SMALL - 0.5, **how):
                    text.set_parse_math("$" in text.get_text())
                    text.set(color=style.INK, rotation=0)
                    self.places.keep_off(text)
                    self.places.avoid([at])
        for path in paths:
            self.places.avoid(path)

    def note(self, mark: Note) -> None:
        from matplotlib.patches import Polygon

        [at] = finite((mark.at,))
        if math.isnan(at[0]) or not mark.words.strip():
            return
        words = labels.words(mark.words, _NOTE_LENGTH)
        text = self.axes.text(
            *at,
            "\n".join(textwrap.wrap(words, 24)),
            ha="center",
            va="center",
            color=style.INK,
            zorder=6,
        )
        self.places.keep_off(text)
        if mark.boxed:
            box = self.places.in_units(text, 4.0)
            self.boxes.append(box)
            x0, y0, x1, y1 = box
            around = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
            how = {"facecolor": "none", "edgecolor": style.INK, "linewidth": 0.8}
            self.axes.add_patch(Polygon(around, closed=True, **how, clip_on=False, zorder=3))

    def name_bars(self) -> None:
        every = math.ceil(len(self.names) / 24)
        self.axes.set_xticks(range(0, len(self.names), every))
        shown = [self._bar_name(name) for name in self.names[::every]]
        self.axes.set_xticklabels([name["s"] for name in shown], size=style.TEXT - 1)
        for text, name in zip(self.axes.get_xticklabels(), shown, strict=True):
            text.set_parse_math(name["parse_math"])
        words = labels.symbol(self.figure.x)
        self.axes.set_xlabel(words["s"], color=style.INK).set_parse_math(words["parse_math"])

    def _bar_name(self, name: str) -> dict[str, Any]:
        """A name in as many lines as it takes to stand under its bars."""
        words = labels.label(name)
        width = max(_LINE // len(self.names), 3)
        if not words["parse_math"] and len(words["s"]) > width:
            lines = textwrap.wrap(words["s"], width, max_lines=3, placeholder="…")
            words["s"] = "\n".join(lines)
        return words

    def finish(self) -> Any:
        for drawn in self.level_curves:
            self.name_levels(drawn)
        arrows = [wish for wish in self.wishes if wish.tail is not None]
        for wish in self.wishes:
            others = [a for a in arrows if a is not wish] if wish in arrows else ()
            if not self.places.put(wish, others):
                self.legend.setdefault(wish.text, wish.sign)
        draw_legend(self.axes, self.legend, self.places)
        return self.axes.figure


def draw(figure: Figure) -> Any:
    """The drawing, as a figure of matplotlib."""
    made = Drawing(figure)
    draw_axes(figure, made.axes, made.window, made.places)
    if made.names:
        made.name_bars()
    # Notes first: lines end at their boxes.
    for mark in figure.marks:
        if isinstance(mark, Note):
            made.note(mark)
    for mark in figure.marks:
        made.add(mark)
    return made.finish()


def _line(**how: Any) -> Any:
    from matplotlib.lines import Line2D

    return Line2D([], [], **how)


def _filled(role: str, alpha: float, hatched: bool, edge: float) -> list[dict[str, Any]]:
    """The layers of an area: a pale one, and where it is hatched the hatching on it."""
    look = style.look(role)
    layers: list[dict[str, Any]] = [
        {"facecolor": (look.colour, alpha), "edgecolor": look.colour, "linewidth": edge}
    ]
    if hatched:
        hatching = {"facecolor": "none", "edgecolor": look.colour, "linewidth": 0}
        layers.append({**hatching, "hatch": look.hatch})
    return layers


def _patches(layers: list[dict[str, Any]]) -> Any:
    from matplotlib.patches import Patch

    return tuple(Patch(**how) for how in layers)
