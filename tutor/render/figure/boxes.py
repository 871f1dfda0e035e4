"""Lines that end at boxes: what lies inside is cut out, so that no line runs through boxed words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, low, right, high


def outside(points: Sequence[Point], boxes: Iterable[Box]) -> list[list[Point]]:
    """The pieces of a line that lie outside all boxes; nan breaks the line."""
    pieces: list[list[Point]] = [[]]
    for point in points:
        if math.isnan(point[0]):
            pieces.append([])
        else:
            pieces[-1].append(point)
    pieces = [piece for piece in pieces if piece]
    for box in boxes:
        pieces = [part for piece in pieces for part in _cut(piece, box)]
    return pieces


def _cut(line: list[Point], box: Box) -> list[list[Point]]:
    parts: list[list[Point]] = [[]]
    for a, b in pairwise(line):
        inside = _inside(a, b, box)
        if inside is None:
            parts[-1] = [*(parts[-1] or [a]), b]
            continue
        enters, leaves = inside
        if enters > 0:
            parts[-1] = [*(parts[-1] or [a]), _between(a, b, enters)]
        parts.append([_between(a, b, leaves), b] if leaves < 1 else [])
    return [part for part in parts if len(part) > 1]


def _inside(a: Point, b: Point, box: Box) -> tuple[float, float] | None:
    """Between which shares of the way from a to b one is inside (Liang and Barsky), if at all."""
    enters, leaves = 0.0, 1.0
    for start, end, low, high in ((a[0], b[0], box[0], box[2]), (a[1], b[1], box[1], box[3])):
        way = end - start
        if way == 0:
            if not low < start < high:
                return None
            continue
        first, last = sorted(((low - start) / way, (high - start) / way))
        enters, leaves = max(enters, first), min(leaves, last)
    return (enters, leaves) if enters < leaves else None


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
