"""Vectors of two components as arrows."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin

from sympy import Tuple

from tutor.core.figure import Arrow, Curve, Dots, Mark, Note

ROLES = ("first", "second", "third", "accent")


def arrows(*named: tuple[Tuple, str], square: bool = False) -> tuple[Mark, ...]:
    """The vectors from the origin; `square` marks the right angle of the first two."""
    heads = [(float(v[0]), float(v[1])) for v, _ in named]
    marks: list[Mark] = []
    if square:
        side = min(hypot(*head) for head in heads[:2]) / 6
        (a, b), (c, d) = ([side * x / hypot(*head) for x in head] for head in heads[:2])
        marks.append(Curve(((a, b), (a + c, b + d), (c, d)), "", "muted"))
    for head, (_, label), role in zip(heads, named, ROLES, strict=False):
        if any(head):
            marks.append(Arrow((0.0, 0.0), head, label, role))
        else:
            marks.append(Dots((head,), (label,), "", role))
    return tuple(marks)


def angle_between(u: Tuple, v: Tuple) -> tuple[Mark, ...]:
    """Two vectors, the arc between them, and the first one's projection onto the second."""
    (a, b), (c, d) = ((float(w[0]), float(w[1])) for w in (u, v))
    share = (a * c + b * d) / (c * c + d * d)
    foot = (share * c, share * d)
    start, turn = atan2(b, a), atan2(d, c) - atan2(b, a)
    turn = (turn + pi) % (2 * pi) - pi  # the shorter way round
    radius = min(hypot(a, b), hypot(c, d)) / 3
    angles = [start + turn * k / 24 for k in range(25)]
    arc = tuple((radius * cos(t), radius * sin(t)) for t in angles)
    half = start + turn / 2
    place = (1.5 * radius * cos(half), 1.5 * radius * sin(half))
    marks: list[Mark] = [Curve(arc, "", "accent"), Note(place, "θ")]
    if hypot(a - foot[0], b - foot[1]) > 1e-9:
        marks.append(Curve(((a, b), foot), "onto v", "muted", dashed=True))
    return (*marks, *arrows((u, "u"), (v, "v")))
