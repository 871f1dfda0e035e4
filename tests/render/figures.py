"""A figure of every kind of mark, and how a drawing is read back."""

from __future__ import annotations

import math
from pathlib import Path
from xml.etree import ElementTree

from sympy import Integer

from tutor.core.claims import Equal
from tutor.core.figure import (
    Arrow,
    Bars,
    Contours,
    Curve,
    Dots,
    Figure,
    Mark,
    Note,
    Plane,
    Region,
    Shade,
    SpacePoint,
)

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def picture(*marks: Mark, x: str = "x", y: str = "y", z: str = "", equal: bool = False) -> Figure:
    return Figure("shown", Equal(Integer(1), Integer(1)), marks, x, y, z, equal)


SQUARES = tuple((k / 10, k * k / 100) for k in range(-20, 21))
BOWL = Contours(
    (-1.0, 0.0, 1.0),
    (-1.0, 0.0, 1.0),
    ((2.0, 1.0, 2.0), (1.0, 0.0, 1.0), (2.0, 1.0, 2.0)),
    (0.5, 1.5),
    "f(x, y)",
)
ONE_OF_EACH: dict[str, Figure] = {
    "Curve": picture(Curve((*SQUARES, (math.nan, math.nan), (2.5, 1.0), (3.0, 2.0)), "curve")),
    "Dots": picture(Dots(((0.0, 0.0), (1.0, 2.0)), ("A", "x1"), "points")),
    "Shade": picture(Shade(SQUARES, "area", "second"), Curve(SQUARES)),
    "Arrow": picture(Arrow((0.0, 0.0), (2.0, 1.0), "v"), equal=True),
    "Bars": picture(
        Bars(("rain", "no rain"), (0.3, 0.7), "prior"),
        Bars(("rain", "no rain"), (0.6, 0.4), "posterior", "accent"),
        y="probability",
    ),
    "Contours": picture(BOWL, Curve(((-1.0, 0.5), (1.0, -0.5)), "constraint"), equal=True),
    "Region": picture(
        Region(BOWL.x, BOWL.y, ((1.0, 0.0, 1.0), (0.0, -1.0, 0.0), (1.0, 0.0, 1.0)), "set"),
        Curve(((-1.0, 0.5), (1.0, -0.5))),
        equal=True,
    ),
    "Note": picture(
        Note((0.0, 0.0), "1000 people", True),
        Note((1.0, 1.0), "10 ill"),
        Curve(((0.0, 0.0), (1.0, 1.0))),
        x="",
        y="",
    ),
    "Plane": picture(
        Plane((1.0, 1.0, 1.0, 3.0), "equation 1"),
        Plane((1.0, -1.0, 0.0, 0.0), "equation 2", "second"),
        Plane((0.0, 1.0, -2.0, 1.0), "equation 3", "third"),
        z="z",
    ),
    "SpacePoint": picture(SpacePoint((1.0, 2.0, 3.0), "solution"), z="z"),
}


def parsed(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    return root
