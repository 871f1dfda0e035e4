"""Draws planes and points in space.

The planes are cut to a box around the solution and seen from a corner of it, in parallel projection.
Each plane is cut into pieces along the others, and the pieces are painted from back to front in the
order of a binary space partition (Fuchs, Kedem, Naylor 1980), so that planes visibly cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from tutor.core.figure import Figure, Plane, SpacePoint
from tutor.render.figure import labels, style
from tutor.render.figure.axes import ticks
from tutor.render.figure.legend import draw_legend
from tutor.render.figure.placing import Places, Wish

_SMALLEST = 2.0  # half a side of the box
_VIEWS = tuple(product((-55, -35, -65, -25), (22, 32)))  # azimuth and elevation in degrees
_ZERO = 1e-9

Vector = Any  # a numpy array of three numbers


@dataclass(frozen=True, slots=True)
class Piece:
    """A convex part of one of the planes."""

    corners: list[Vector]
    plane: int


@dataclass(frozen=True, slots=True)
class View:
    """A parallel projection: the directions to the right, up and towards the eye."""

    right: Vector
    up: Vector
    eye: Vector

    @classmethod
    def of(cls, azimuth: float, elevation: float) -> View:
        a, e = np.radians((azimuth, elevation))
        return cls(
            np.array((-np.sin(a), np.cos(a), 0.0)),
            np.array((-np.cos(a) * np.sin(e), -np.sin(a) * np.sin(e), np.cos(e))),
            np.array((np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e))),
        )

    def flat(self, point: Vector) -> tuple[float, float]:
        return float(point @ self.right), float(point @ self.up)


def draw(figure: Figure) -> Any:
    """The drawing, as a figure of matplotlib."""
    from matplotlib.figure import Figure as Canvas

    planes = [m for m in figure.marks if isinstance(m, Plane) and _normal(m).any()]
    points = [m for m in figure.marks if isinstance(m, SpacePoint)]
    centre, half = _box(planes, points)
    view = _view(planes, points)
    corners = [centre + half * np.array(signs) for signs in product((-1, 1), repeat=3)]
    flat = np.array([view.flat(corner) for corner in corners])
    low, high = flat.min(axis=0), flat.max(axis=0)
    width = 3.3
    height = width * (high[1] - low[1]) / (high[0] - low[0])
    axes = Canvas(figsize=(width, height), dpi=72).add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.figure.patch.set_visible(False)
    axes.set_xlim(low[0], high[0])
    axes.set_ylim(low[1], high[1])
    places = Places(axes)
    _draw_box(axes, view, centre, half)
    _draw_axes(figure, axes, view, centre, half, places)
    _draw_planes(axes, view, planes, centre, half)
    for mark in points:
        at = view.flat(np.array(mark.at))
        if mark.vector:
            arrow = {"arrowstyle": style.ARROW, "color": style.INK, "linewidth": 1.6}
            arrow |= {"shrinkA": 0, "shrinkB": 0, "joinstyle": "miter", "capstyle": "butt"}
            tail = view.flat(np.zeros(3))
            axes.annotate("", at, tail, arrowprops=arrow, zorder=5, annotation_clip=False)
            places.avoid([tail, at])
        else:
            axes.plot(*at, "o", color=style.INK, markersize=6, zorder=5, clip_on=False)
        places.avoid([at])
        if mark.label.strip():
            places.put(Wish(at, mark.label))
    _draw_legend(axes, planes, places)
    return axes.figure


def _normal(plane: Plane) -> Vector:
    return np.array(plane.coefficients[:3])


def _box(planes: Sequence[Plane], points: Sequence[SpacePoint]) -> tuple[Vector, float]:
    """The middle and half the side of a cube that shows the points and meets every plane."""
    if points:
        places = np.array([point.at for point in points])
    else:
        places = np.array(
            [_normal(p) * p.coefficients[3] / (_normal(p) @ _normal(p)) for p in planes]
        )
    low, high = places.min(axis=0), places.max(axis=0)
    centre = np.round((low + high) / 2)
    half = max(
        _SMALLEST, 1.5 * float((high - low).max()) / 2, 1.5 * float(np.abs(places - centre).max())
    )
    for plane in planes:
        # The cube meets the plane if it reaches this far (in the largest coordinate).
        gap = abs(_normal(plane) @ centre - plane.coefficients[3]) / np.abs(_normal(plane)).sum()
        half = max(half, 1.3 * float(gap))
    return centre, float(np.ceil(half))


def _view(planes: Sequence[Plane], points: Sequence[SpacePoint]) -> View:
    """A view in which no plane is seen from its edge and no arrow from its tip."""
    views = [View.of(azimuth, elevation) for azimuth, elevation in _VIEWS]
    normals = [_normal(plane) / np.linalg.norm(_normal(plane)) for plane in planes]
    arrows = [np.array(p.at) / np.linalg.norm(p.at) for p in points if p.vector and any(p.at)]

    def openness(view: View) -> float:
        shown = [abs(float(n @ view.eye)) for n in normals]
        shown += [0.5 * float(np.linalg.norm(view.flat(a))) for a in arrows]
        return min((0.3, *shown))

    return max(views, key=openness)


def _draw_box(axes: Any, view: View, centre: Vector, half: float) -> None:
    muted = style.look("muted")
    for along in range(3):
        for signs in product((-1, 1), repeat=2):
            start = np.insert(np.array(signs, dtype=float), along, -1.0)
            end = np.insert(np.array(signs, dtype=float), along, 1.0)
            ends = [view.flat(centre + half * corner) for corner in (start, end)]
            axes.plot(*zip(*ends, strict=True), color=muted.colour, alpha=0.45, lw=0.6, zorder=1)


def _draw_axes(
    figure: Figure, axes: Any, view: View, centre: Vector, half: float, places: Places
) -> None:
    """Numbers and names along three edges of the box that stand at its outline."""
    edges = (
        (np.array((0, -1, -1)), figure.x),
        (np.array((1, 0, -1)), figure.y),
        (np.array((-1, -1, 0)), figure.z),
    )
    middle = np.array(view.flat(centre))
    for along, (edge, name) in enumerate(edges):
        if not name:
            continue
        direction = np.eye(3)[along]
        start, end = (centre + half * (edge + sign * direction) for sign in (-1, 1))
        axes.plot(
            *zip(view.flat(start), view.flat(end), strict=True), color=style.INK, lw=0.9, zorder=1.5
        )
        outward = np.array(view.flat(centre + half * edge)) - middle
        outward = outward / np.linalg.norm(outward)
        if along == 2:
            outward = np.array((-1.0, 0.0))
        values, _ = ticks(centre[along] - half, centre[along] + half, nbins=4)
        for value in values:
            if abs(value - centre[along]) > 0.95 * half:
                continue  # at a corner the numbers of two edges would meet
            at = view.flat(start + (value - start[along]) * direction)
            _write(axes, labels.number(value), at, outward * 9, places, size=style.SMALL)
        at = view.flat(start + (end - start) * 0.5)
        _write(axes, labels.symbol(name), at, outward * 25, places, size=style.TEXT)


def _write(
    axes: Any, words: dict[str, Any], at: Any, offset: Any, places: Places, size: float
) -> None:
    text = axes.annotate(
        words.pop("s"),
        at,
        tuple(np.round(offset, 2)),
        textcoords="offset points",
        ha="center",
        va="center",
        size=size,
        color=style.INK,
        annotation_clip=False,
        **words,
    )
    places.keep_off(text)


def _draw_planes(
    axes: Any, view: View, planes: Sequence[Plane], centre: Vector, half: float
) -> None:
    from matplotlib.patches import Polygon

    pieces = [
        Piece(corners, k)
        for k, plane in enumerate(planes)
        if len(corners := _section(plane, centre, half)) > 2
    ]
    for piece in _from_behind(pieces, planes, view.eye):
        look = style.look(planes[piece.plane].role)
        axes.add_patch(
            Polygon(
                [view.flat(corner) for corner in piece.corners],
                facecolor=(look.colour, 0.42),
                edgecolor=look.colour,
                linestyle=look.dash,
                linewidth=0.9,
                joinstyle="round",
                zorder=2,
            )
        )


def _section(plane: Plane, centre: Vector, half: float) -> list[Vector]:
    """The corners of the part of a plane that lies in the box, in order around it."""
    normal, d = _normal(plane), plane.coefficients[3]
    foot = centre - normal * (normal @ centre - d) / (normal @ normal)
    aside = np.cross(normal, np.eye(3)[int(np.argmin(np.abs(normal)))])
    aside = aside / np.linalg.norm(aside)
    upward = np.cross(normal / np.linalg.norm(normal), aside)
    reach = 4 * half
    corners = [
        foot + reach * (s * aside + t * upward) for s, t in ((1, 1), (-1, 1), (-1, -1), (1, -1))
    ]
    for axis in range(3):
        for sign in (-1.0, 1.0):
            wall = sign * np.eye(3)[axis]
            corners = _split(corners, wall, float(wall @ centre) + half)[0]
    return corners


def _split(corners: list[Vector], normal: Vector, d: float) -> tuple[list[Vector], list[Vector]]:
    """The parts of a convex polygon where normal @ x <= d, and where it is >= d."""
    heights = [float(normal @ corner) - d for corner in corners]
    size = max((abs(h) for h in heights), default=0.0)
    below: list[Vector] = []
    above: list[Vector] = []
    for k, (corner, h) in enumerate(zip(corners, heights, strict=True)):
        after, g = corners[(k + 1) % len(corners)], heights[(k + 1) % len(corners)]
        if h <= _ZERO * size:
            below.append(corner)
        if h >= -_ZERO * size:
            above.append(corner)
        if min(h, g) < -_ZERO * size and max(h, g) > _ZERO * size:
            crossing = corner + (after - corner) * h / (h - g)
            below.append(crossing)
            above.append(crossing)
    return below, above


def _from_behind(pieces: list[Piece], planes: Sequence[Plane], eye: Vector) -> list[Piece]:
    """The pieces, cut along one another, from the farthest to the nearest."""
    if not pieces:
        return []
    chosen = planes[pieces[0].plane]
    normal, d = _normal(chosen), chosen.coefficients[3]
    if normal @ eye < 0:
        normal, d = -normal, -d
    behind: list[Piece] = []
    within: list[Piece] = []
    before: list[Piece] = []
    for piece in pieces:
        heights = [float(normal @ corner) - d for corner in piece.corners]
        if max(map(abs, heights)) <= 1e-7 * float(np.linalg.norm(normal)):
            within.append(piece)
            continue
        low, high = _split(piece.corners, normal, d)
        if len(low) > 2 and min(heights) < 0:
            behind.append(Piece(low, piece.plane))
        if len(high) > 2 and max(heights) > 0:
            before.append(Piece(high, piece.plane))
    return [
        *_from_behind(behind, planes, eye),
        *within,
        *_from_behind(before, planes, eye),
    ]


def _draw_legend(axes: Any, planes: Sequence[Plane], places: Places) -> None:
    from matplotlib.patches import Patch

    signs: dict[str, Any] = {}
    for plane in planes:
        look = style.look(plane.role)
        if plane.label.strip():
            signs.setdefault(
                plane.label,
                Patch(
                    facecolor=(look.colour, 0.42),
                    edgecolor=look.colour,
                    linestyle=look.dash,
                    linewidth=0.9,
                ),
            )
    draw_legend(axes, signs, places)
