"""Lines and planes that are told by points, and their equations."""

from __future__ import annotations

from math import gcd, lcm

from sympy import Eq, Expr, Integer, Symbol, Tuple

from tutor.core.errors import Undefined
from tutor.core.inputs import ChoiceInput
from tutor.kit.linear_algebra.linear import equation
from tutor.kit.linear_algebra.orthogonal import is_zero
from tutor.kit.linear_algebra.vectors import dot, simple


def coefficients(normal: Tuple, point: Tuple) -> tuple[Expr, ...]:
    """The numbers before the letters and on the right, without a factor that all have in common where they are rational."""
    numbers = (*normal, dot(normal, point))
    leading = next(n for n in normal if n != 0)
    if not all(n.is_Rational for n in numbers):
        return numbers
    common = Integer(gcd(*(int(n.p) for n in numbers))) / lcm(*(int(n.q) for n in numbers))
    return tuple(n / (common if leading > 0 else -common) for n in numbers)


def line_through(points: Tuple) -> Eq:
    """The equation in x and y of the line through two points of the plane."""
    if len(points) != 2 or len(points[0]) != 2:
        raise Undefined(
            "not-in-space",
            "A line has one equation only in the plane, where two points make it.",
            fix="For example distance from (5, 0) to the line through (0, 2) and (2, 0).",
        )
    across, up = _way(*points)
    if across == up == 0:
        raise Undefined(
            "no-direction",
            "Both points are the same, so they make no line.",
            fix="Give two different points.",
        )
    *sides, right = coefficients(Tuple(up, -across), points[0])
    return equation(sides, Tuple(*map(Symbol, "xy")), right)


THROUGH = ChoiceInput(
    name="through",
    about="the words that a line is told with, if it is told by points",
    example="line through",
    options={
        f"line {word}{points}": "points"
        for word in ("through", "joining", "connecting")
        for points in ("", " points", " the points", " the two points")
    },
    optional=True,
)


def refuse_points_as_directions(points: Tuple, instead: str) -> None:
    """Refuse the points of a line that need not contain the origin; `instead` has {start} and {way}."""
    if len(points) == 1 or any(map(is_zero, points)):
        return
    start, way = points[0], _way(points[0], points[1])
    raise Undefined(
        "line-of-points",
        "A line through points need not contain the origin, so the points are no vectors that span it.",
        fix=f"Its direction is the way {way} from one point to the next. {instead.format(start=start, way=way)}",
    )


def _way(start: Tuple, end: Tuple) -> Tuple:
    return Tuple(*(simple(b - a) for a, b in zip(start, end, strict=True)))
