"""Sketches of networks and of dependencies: a box for each quantity, an arrow for each weight or part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tutor.core.figure import Arrow, Curve, Dots, Mark, Note, Point

WIDE, TALL = 3.0, 1.6  # between columns, and between the boxes of one
EDGE = 0.5  # from the middle of a box to where an arrow begins
RAISED = 0.16  # a weight stands so much above its arrow
FEW = 12  # weights that are still written beside their arrows


def graph(
    columns: Sequence[Sequence[str]], weights: Sequence[Sequence[Sequence[str]]]
) -> tuple[Mark, ...]:
    """Boxes in columns; `weights[k][i][j]` stands beside the arrow from box j of column k to box i of the next."""
    places = [_column(k, len(names)) for k, names in enumerate(columns)]
    number = sum(len(row) for table in weights for row in table)
    marks: list[Mark] = []
    for k, table in enumerate(weights):
        for i, row in enumerate(table):
            for j, weight in enumerate(row):
                (x, y), (u, v) = places[k][j], places[k + 1][i]
                tail, head = (x + EDGE, y), (u - EDGE, v)
                marks.append(Arrow(tail, head, "", "first" if k % 2 == 0 else "second"))
                if weight and number <= FEW:
                    share = 0.25 if len(table) > 1 and len(row) > 1 else 0.5
                    along = tail[0] + share * (head[0] - tail[0])
                    marks.append(Note((along, y + share * (v - y) + RAISED), weight))
    for names, where in zip(columns, places, strict=True):
        marks += [Note(at, name, boxed=True) for at, name in zip(where, names, strict=True)]
    return tuple(marks)


def _column(k: int, size: int) -> list[Point]:
    return [(WIDE * k, TALL * ((size - 1) / 2 - i)) for i in range(size)]


def separated(
    points: Sequence[Point],
    classes: Sequence[bool],
    weights: tuple[float, float],
    bias: float,
    labels: tuple[str, str] = ("output 1", "output 0"),
) -> tuple[Mark, ...]:
    """Examples of two classes and the line on which the weighted sum is zero."""
    xs, ys = zip(*points, strict=True)
    low, high = min((*xs, *ys)) - 1.0, max((*xs, *ys)) + 1.0
    a, b = weights
    marks: list[Mark] = []
    if b:
        ends = [(t, -(a * t + bias) / b) for t in (low, high)]
        marks.append(Curve(tuple(_within(ends, low, high)), "weighted sum 0"))
    elif a:
        marks.append(Curve(((-bias / a, low), (-bias / a, high)), "weighted sum 0"))
    for wanted, label, role in ((True, labels[0], "accent"), (False, labels[1], "second")):
        chosen = tuple(p for p, one in zip(points, classes, strict=True) if one is wanted)
        if chosen:
            marks.append(Dots(chosen, label=label, role=role))
    return tuple(marks)


def _within(ends: list[Point], low: float, high: float) -> list[Point]:
    """The part of a line between two heights."""
    (x, y), (u, v) = ends
    if y == v:
        return ends
    found = []
    for p, q, other in ((x, y, high if y > high else low), (u, v, high if v > high else low)):
        if low <= q <= high:
            found.append((p, q))
        else:
            found.append((x + (u - x) * (other - y) / (v - y), other))
    return found


class Branch(NamedTuple):
    """A quantity, what stands beside the arrow that leads to it, and what it depends on."""

    name: str
    label: str = ""
    parts: tuple[Branch, ...] = ()


def tree(root: Branch) -> tuple[Mark, ...]:
    """Boxes for a quantity and for what it depends on, from left to right; leaves stand in a column each."""
    marks: list[Mark] = []
    boxes: list[Mark] = []
    _grow(root, 0, 0.0, marks, boxes)
    return (*marks, *boxes)


def _grow(
    branch: Branch, depth: int, top: float, marks: list[Mark], boxes: list[Mark]
) -> tuple[float, float]:
    """Draw a branch whose first leaf has the height `top`; its own height and that of the next leaf."""
    places, free = [], top
    for part in branch.parts:
        place, free = _grow(part, depth + 1, free, marks, boxes)
        places.append(place)
    y = sum(places) / len(places) if places else top
    for part, place in zip(branch.parts, places, strict=True):
        tail, head = (WIDE * depth + EDGE, y), (WIDE * (depth + 1) - EDGE, place)
        marks.append(Arrow(tail, head, "", "first" if depth % 2 == 0 else "second"))
        away = RAISED if place == y else 2 * RAISED if place > y else -2 * RAISED
        marks.append(Note(((tail[0] + head[0]) / 2, (y + place) / 2 + away), part.label))
    boxes.append(Note((WIDE * depth, y), branch.name, boxed=True))
    return y, free if places else top - TALL
