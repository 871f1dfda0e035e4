"""Vectors of two components as arrows."""

from __future__ import annotations

from math import hypot

from sympy import Tuple

from tutor.core.figure import Arrow, Curve, Dots, Mark

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
