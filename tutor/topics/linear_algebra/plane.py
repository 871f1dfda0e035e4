"""The plane through three points of space, as an equation a x + b y + c z = d.

Two edges that start at one of the points lie in the plane, so their cross product stands at a
right angle to it.  A point belongs to the plane exactly if the way to it from the first point
has the dot product zero with this normal vector.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Eq, Expr, Integer, Symbol, Tuple, expand

from tutor.core.claims import Claim, Equal, Equivalent, Substituted
from tutor.core.errors import Undefined, counted
from tutor.core.figure import Figure, Plane, SpacePoint
from tutor.core.inputs import VectorsInput
from tutor.core.matrix_expression import Cross, Dot, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.cross_products import product, written_components
from tutor.kit.linear_algebra.lines_and_planes import coefficients
from tutor.kit.linear_algebra.numbers_only import numbers_only
from tutor.kit.linear_algebra.vectors import simple
from tutor.kit.unevaluated import added, times

X = Tuple(*map(Symbol, "xyz"))
ZERO = Integer(0)
ZEROS = Tuple(ZERO, ZERO, ZERO)


def by_normal(problem: Problem) -> Generator[Step, None, Tuple]:
    P, Q, R = problem.points
    u, v = minus(Q, P), minus(R, P)
    yield step("find_first_edge", Equal(way(P, Q), u))
    yield step("find_second_edge", Equal(way(P, R), v))
    written, normal = written_components(u, v), product(u, v)
    yield step("write_components", Equal(Cross(way(P, Q), way(P, R)), written))
    yield step("work_out_components", Equal(written, normal))
    brackets = added(*(times(n, x - p) for n, x, p in zip(normal, X, P, strict=True)))
    yield step("demand_right_angle", Equal(Dot(normal, way(P, X)), brackets))
    yield step("multiply_out", Equal(brackets, left_side(problem)))
    goal, equation = (claim for _, claim in goals(problem, normal))
    yield step("state_condition", goal)
    yield step("order_equation", equation)
    for rule, point in zip(("check_first", "check_second", "check_third"), (P, Q, R), strict=True):
        yield step(rule, inserted(normal, P, point))
    return normal


def way(start: Tuple, end: Tuple) -> MatrixSum:
    return MatrixSum(end, ScalarMultiple(Integer(-1), start))


def minus(end: Tuple, start: Tuple) -> Tuple:
    return Tuple(*(simple(a - b) for a, b in zip(end, start, strict=True)))


def left_side(problem: Problem) -> Expr:
    P, Q, R = problem.points
    normal = product(minus(Q, P), minus(R, P))
    return expand(sum((n * (x - p) for n, x, p in zip(normal, X, P, strict=True)), ZERO))


def equation(normal: Tuple, point: Tuple) -> Eq:
    *sides, level = coefficients(normal, point)
    return Eq(sum((n * x for n, x in zip(sides, X, strict=True)), ZERO), level)


def inserted(normal: Tuple, start: Tuple, point: Tuple) -> Substituted:
    """A point put into the equation of the plane through `start`."""
    *sides, level = coefficients(normal, start)
    used = [(n, x, p) for n, x, p in zip(sides, X, point, strict=True) if n != 0]
    left = added(*(times(n, p) for n, _, p in used))
    places = Tuple(*(Eq(x, p, evaluate=False) for _, x, p in used))
    return Substituted(equation(normal, start), places, Eq(left, level, evaluate=False))


def complete(problem: Problem) -> dict[str, Any]:
    points = problem.points
    numbers_only(*points)
    if (len(points), len(points[0])) != (3, 3):
        raise Undefined(
            "points-and-space",
            f"There are {counted(len(points), 'point', 'points')} with "
            f"{counted(len(points[0]), 'coordinate', 'coordinates')}. A plane needs three points of space.",
            fix="For example (1, 0, 0), (0, 1, 0), (0, 0, 1).",
        )
    P, Q, R = points
    if product(minus(Q, P), minus(R, P)) == ZEROS:
        raise Undefined(
            "points-on-a-line",
            "The three points lie on one line, and every plane through this line contains them.",
            fix="Give a point that is not on the line through the other two.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has the points on the axes, 2 and 3 have any points, with larger coordinates."""
    if level == 1:
        a, b, c = (Integer(rng.randint(1, 6)) for _ in "abc")
        return {"points": Tuple(Tuple(a, 0, 0), Tuple(0, b, 0), Tuple(0, 0, c))}
    high = 3 if level == 2 else 6
    while True:
        points = [Tuple(*(Integer(rng.randint(-high, high)) for _ in "xyz")) for _ in "PQR"]
        P, Q, R = points
        if product(minus(Q, P), minus(R, P)) != ZEROS:
            return {"points": Tuple(*points)}


def goals(problem: Problem, normal: Tuple) -> tuple[tuple[str, Claim], ...]:
    P, Q, R = problem.points
    left = left_side(problem)
    condition = Equal(Dot(Cross(way(P, Q), way(P, R)), way(P, X)), left)
    plane = Equivalent(Tuple(Eq(left, ZERO)), Tuple(equation(normal, P)), X)
    return ("condition", condition), ("plane", plane)


def figures(problem: Problem, normal: Tuple) -> tuple[Figure, ...]:
    a, b, c, d = map(float, coefficients(normal, problem.points[0]))
    corners = ((name, tuple(map(float, p))) for name, p in zip("PQR", problem.points, strict=True))
    marks = tuple(SpacePoint((x, y, z), name) for name, (x, y, z) in corners)
    claim = goals(problem, normal)[-1][1]
    return (
        Figure("plane", claim, (Plane((a, b, c, d), "plane"), *marks), "x", "y", "z", equal=True),
    )


TOPIC = Topic(
    id="linear_algebra.plane",
    covers=(),
    inputs=(
        VectorsInput(
            name="points",
            about="three points of space",
            example="(1, 0, 0), (0, 1, 0), (0, 0, 1)",
            smallest=3,
        ),
    ),
    phrases=(
        "[find|determine|what is] [the|an] [Cartesian] [equation of] [the|a] plane "
        "{through|containing|passing through|that contains|that passes through|which contains|determined by} [the] [three] [points] {points}",
    ),
    methods={"normal": by_normal},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
