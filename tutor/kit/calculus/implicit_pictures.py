"""A curve that an equation describes, with its tangent or its normal at a point."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from msgspec.structs import replace
from sympy import Expr, Symbol, Tuple

from tutor.core.figure import Curve, Dots, Mark
from tutor.kit.calculus.gradient_pictures import contours_around

REACH = 2.0  # from the point to the edge; a point far from the origin gets more
ROOM = 1.5


def curve_with_line(
    f: Expr, variables: Sequence[Symbol], at: Tuple, gradient: Tuple, *, normal: bool
) -> tuple[Mark, ...]:
    """The curve f = 0 around a point of it, with the line there at a right angle to the gradient, or along it."""
    place = float(at[0]), float(at[1])
    reach = max(REACH, ROOM * hypot(*place))
    contours = contours_around(f, variables, place, reach)
    if contours is None:
        return ()
    across, up = float(gradient[0]), float(gradient[1])
    if not normal:
        across, up = -up, across
    part = reach / max(abs(across), abs(up))
    ends = tuple((place[0] + s * part * across, place[1] + s * part * up) for s in (-1, 1))
    return (
        replace(contours, levels=(0.0,), label="the curve", role="first"),
        Curve(ends, "normal" if normal else "tangent", "second", dashed=not normal),
        Dots((place,), label="point of the curve" if normal else "point of contact"),
    )
