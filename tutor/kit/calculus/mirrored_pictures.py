"""A curve and its inverse: the same curve, mirrored at the line y = x."""

from __future__ import annotations

from math import hypot, isfinite

from tutor.core.figure import Curve, Dots, Mark
from tutor.kit.calculus.curve_pictures import POINTS
from tutor.kit.calculus.inverse_slope import InverseSlope
from tutor.kit.real_values import columns

ROOM = 1.0  # around the points and the origin
LONG = 0.22  # half of a tangent, as a share of the picture


def curve_and_inverse(at: InverseSlope) -> tuple[Mark, ...]:
    """The branch of f through the place, its mirror image, and the tangents of both.

    The picture is a square around the origin, the point and its mirror image.
    """
    f, x, place = at.curve.f, at.curve.x, float(at.place)
    branch = next(b for b in at.inverse.branches if b.holds(at.place))
    (height,) = columns(f, x, [place])
    least, most = min(0.0, place, height) - ROOM, max(0.0, place, height) + ROOM
    low, high = max(float(branch.low), least), min(float(branch.high), most)
    places = sorted(
        {place, *(low + (high - low) * k / (4 * POINTS) for k in range(4 * POINTS + 1))}
    )
    values = columns(f, x, places)
    points = [(p, v) for p, v in zip(places, values, strict=True) if least <= v <= most]
    if len(points) < 3 or not isfinite(height):
        return ()
    rise = None if at.steepness is None else float(at.steepness)
    direction = (0.0, 1.0) if rise is None else (1 / hypot(1, rise), rise / hypot(1, rise))
    long = LONG * (most - least)
    tangent = tuple(
        (place + s * long * direction[0], height + s * long * direction[1]) for s in (-1, 1)
    )
    return (
        Curve(((least, least), (most, most)), "y = x", "muted", dashed=True),
        Curve(tuple(points), "f"),
        Curve(tuple((v, p) for p, v in points), "inverse", "second"),
        Curve(tangent, "tangent of f", "accent", dashed=True),
        Curve(tuple((v, p) for p, v in tangent), "tangent of the inverse", "third", dashed=True),
        Dots(((place, height), (height, place))),
    )
